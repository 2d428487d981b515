/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.simulator.compare;

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;

/** A workload that ends after so many jobs. */
final class FirstJobs implements Workload {
    private final Workload source;
    private int left;

    FirstJobs(final Workload source, final int jobCount) {
        this.source = source;
        this.left = jobCount;
    }

    @Override
    public WorkloadHeader header() {
        return source.header();
    }

    @Override
    public JobSpec next() {
        if (left == 0) {
            return null;
        }
        left--;
        return source.next();
    }

    @Override
    public WorkloadReport report() {
        return source.report();
    }

    @Override
    public void close() {
        source.close();
    }
}
