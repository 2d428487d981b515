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

import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.SomeJobs;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;

/**
 * A workload in which one batch job in a hundred is urgent. Which ones depends on their numbers
 * alone, so that they are the same whatever else is changed.
 */
final class UrgentSome implements Workload {
    private static final SomeJobs URGENT = new SomeJobs(10, 1, 102);

    private final Workload source;

    UrgentSome(final Workload source) {
        this.source = source;
    }

    @Override
    public WorkloadHeader header() {
        return source.header();
    }

    @Override
    public JobSpec next() {
        final JobSpec job = source.next();
        final boolean isUrgent =
                job != null && job.jobClass() == JobClass.BATCH && URGENT.has(job.id());
        return isUrgent ? job.withUsage(job.queue(), JobClass.URGENT, job.usage()) : job;
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
