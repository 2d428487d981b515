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
package io.weft.simulator.workload;

/**
 * A workload whose first job is submitted at 0, and all others as long after it as before. For
 * traces whose submit times count from 1970, or that were cut out of a longer one. The header stays
 * as it is.
 */
public final class RebasedWorkload implements Workload {
    private final Workload source;
    private boolean hasOrigin;
    private long originNs;

    /** Takes a workload that nothing has been read of; closes it when closed. */
    public RebasedWorkload(Workload source) {
        this.source = source;
    }

    @Override
    public WorkloadHeader header() {
        return source.header();
    }

    @Override
    public JobSpec next() {
        JobSpec job = source.next();
        if (job == null) {
            return null;
        }
        if (!hasOrigin) {
            originNs = job.submitNs();
            hasOrigin = true;
        }
        return job.withSubmitNs(job.submitNs() - originNs);
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
