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

import io.weft.core.wire.JobClass;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Draws jobs that can be, for property tests. */
public final class JobArbitraries {
    private JobArbitraries() {}

    /** Up to so many jobs in submit order; queue 0 is interactive, 1 batch, 2 urgent. */
    public static Arbitrary<List<JobSpec>> jobs(int countMax) {
        return job().list().ofMaxSize(countMax).map(JobArbitraries::inOrder);
    }

    private static Arbitrary<JobSpec> job() {
        Arbitrary<Long> ns = Arbitraries.longs().between(0, 1L << 50);
        Arbitrary<long[]> periods =
                Arbitraries.longs()
                        .between(0, 1L << 40)
                        .array(long[].class)
                        .ofMaxSize(9)
                        .filter(lengths -> lengths.length == 0 || lengths.length % 2 == 1);
        Arbitrary<Integer> nodes = Arbitraries.integers().between(0, 8);
        Arbitrary<Integer> cores = Arbitraries.integers().between(1, 4096);
        Arbitrary<Long> bytes = Arbitraries.longs().between(0, 1L << 45);
        Arbitrary<Integer> queue = Arbitraries.integers().between(-1, 2);
        Arbitrary<Integer> user = Arbitraries.integers().between(-1, Integer.MAX_VALUE);
        return Combinators.combine(ns, ns, periods, nodes, cores, bytes, queue, user)
                .as(JobArbitraries::job);
    }

    private static JobSpec job(
            long aNs,
            long bNs,
            long[] periods,
            int nodes,
            int cores,
            long bytes,
            int queue,
            int user) {
        boolean isBusy = periods.length == 0 && aNs % 2 == 0;
        UsagePattern usage =
                isBusy ? UsagePattern.ALWAYS_BUSY : UsagePattern.of(aNs + 1, bNs, periods);
        long runtimeNs = isBusy ? aNs + 1 : usage.totalNs();
        return new JobSpec(
                0,
                bNs,
                runtimeNs,
                runtimeNs + bNs,
                nodes == 0 ? cores : nodes * cores,
                nodes,
                cores,
                nodes == 0 ? 0 : bytes,
                nodes == 0 ? bytes : 0,
                user,
                queue,
                queue,
                jobClass(queue, isBusy),
                usage);
    }

    private static JobClass jobClass(int queue, boolean isBusy) {
        if (queue == 2) {
            return JobClass.URGENT;
        }
        return queue == 0 || !isBusy ? JobClass.INTERACTIVE : JobClass.BATCH;
    }

    private static List<JobSpec> inOrder(List<JobSpec> jobs) {
        List<JobSpec> numbered = new ArrayList<>();
        long submitNs = 0;
        for (JobSpec job : jobs) {
            submitNs += job.submitNs();
            numbered.add(numbered(job, numbered.size(), submitNs));
        }
        return numbered;
    }

    private static JobSpec numbered(JobSpec job, long id, long submitNs) {
        return new JobSpec(
                id,
                submitNs,
                job.runtimeNs(),
                job.walltimeNs(),
                job.processors(),
                job.nodeCount(),
                job.coresPerNode(),
                job.memoryPerNode(),
                job.memoryPerCore(),
                job.userId(),
                job.groupId(),
                job.queue(),
                job.jobClass(),
                job.usage());
    }
}
