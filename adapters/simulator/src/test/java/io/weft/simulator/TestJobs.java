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
package io.weft.simulator;

import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Jobs with few words, for tests. Times are in s. */
public final class TestJobs {
    /** Ns of a second. */
    public static final long S = 1_000_000_000L;

    private TestJobs() {}

    /** A batch job on one node. */
    public static JobSpec batch(
            final long id, final long submitS, final long runtimeS, final int cores) {
        return batch(id, submitS, runtimeS, runtimeS, 1, cores);
    }

    /** A batch job. */
    public static JobSpec batch(
            final long id,
            final long submitS,
            final long runtimeS,
            final long walltimeS,
            final int nodes,
            final int cores) {
        return job(id, submitS, runtimeS * S, walltimeS * S, nodes, cores, null);
    }

    /** An interactive job on one core. */
    public static JobSpec interactive(final long id, final long submitS, final UsagePattern usage) {
        return job(id, submitS, usage.totalNs(), usage.totalNs(), 1, 1, usage);
    }

    /** Any job; without usage a batch job. */
    public static JobSpec job(
            final long id,
            final long submitS,
            final long runtimeNs,
            final long walltimeNs,
            final int nodes,
            final int cores,
            final UsagePattern usage) {
        return new JobSpec(
                id,
                submitS * S,
                runtimeNs,
                walltimeNs,
                Math.max(1, nodes) * cores,
                nodes,
                cores,
                0,
                0,
                -1,
                -1,
                -1,
                usage == null ? JobClass.BATCH : JobClass.INTERACTIVE,
                usage == null ? UsagePattern.ALWAYS_BUSY : usage);
    }

    /** A pattern in s. */
    public static UsagePattern pattern(
            final long prologS, final long epilogS, final long... periodsS) {
        final long[] periodsNs = periodsS.clone();
        for (int i = 0; i < periodsNs.length; i++) {
            periodsNs[i] *= S;
        }
        return UsagePattern.of(prologS * S, epilogS * S, periodsNs);
    }

    /** A workload of a list. */
    public static Workload workload(final List<JobSpec> jobs) {
        final Iterator<JobSpec> iterator = jobs.iterator();
        return new Workload() {
            @Override
            public WorkloadHeader header() {
                return WorkloadHeader.EMPTY;
            }

            @Override
            public JobSpec next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public WorkloadReport report() {
                return new WorkloadReport(0, 0, 0, 0, List.of(), Map.of(), Map.of());
            }

            @Override
            public void close() {}
        };
    }
}
