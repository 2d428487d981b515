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
package io.weft.simulator.reproduce;

import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;
import org.agrona.collections.LongHashSet;

/** A workload in which all jobs but some are interactive; those that were not have no pattern. */
final class InteractiveRest implements Workload {
    private static final int INTERACTIVE_QUEUE = 0;

    private final Workload source;
    private final LongHashSet batchIds;

    InteractiveRest(final Workload source, final LongHashSet batchIds) {
        this.source = source;
        this.batchIds = batchIds;
    }

    @Override
    public WorkloadHeader header() {
        return source.header();
    }

    @Override
    public JobSpec next() {
        final JobSpec job = source.next();
        final boolean isKept =
                job == null
                        || job.jobClass() == JobClass.INTERACTIVE
                        || batchIds.contains(job.id());
        return isKept
                ? job
                : job.withUsage(INTERACTIVE_QUEUE, JobClass.INTERACTIVE, UsagePattern.ALWAYS_BUSY);
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
