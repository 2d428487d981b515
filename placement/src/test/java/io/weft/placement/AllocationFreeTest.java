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
package io.weft.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.AllocatedBytes;
import io.weft.core.spi.PriorityFactor;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After it is attached, a fast policy allocates nothing, however many passes there are. */
class AllocationFreeTest {
    @ParameterizedTest
    @CsvSource({
        "fcfs, 500",
        "easy, 500",
        "easy+pack, 500",
        "fcfs+spread, 500",
        "easy+spread, 500",
        "fcfs+topology, 500",
        "easy+topology, 500",
        "easy+utilisation, 500",
        "sjf, 500",
        "easy-ljf, 500",
        "easy-sjbf, 500",
        "easy-fairshare, 500",
        "multifactor, 500",
        "easy-multifactor, 500",
        "easy-edf, 500",
        "conservative, 40"
    })
    void shouldAllocateNothingWhenAttached(final String name, final int passCount) {
        assertAllocatesNothing(name, passCount, 0);
    }

    @ParameterizedTest
    @CsvSource({"fcfs, 500", "easy, 500", "easy-sjbf, 500", "conservative, 40"})
    void shouldAllocateNothingWhenLimitsHoldJobsBack(final String name, final int passCount) {
        assertAllocatesNothing(name, passCount, 6);
    }

    private static void assertAllocatesNothing(
            final String name, final int passCount, final int runningOfUserMax) {
        try (MeteredPolicy policy = new MeteredPolicy(new StandardPolicies().create(name, 1))) {
            final ModelCluster cluster = new ModelCluster(policy, 512, 2, true, 1200);
            final SplittableRandom random = new SplittableRandom(1);
            cluster.recording(false);
            cluster.runningOfUserMax = runningOfUserMax;
            cluster.licenceCount = 5;
            cluster.addQueue(2, null);
            cluster.addQueue(1, firstNodes(10));
            for (int i = 0; i < 20; i++) {
                cluster.addNode(32, 4000, 1, i & 1, i / 5);
            }
            cluster.weigh(PriorityFactor.SIZE, 1);
            cluster.weigh(PriorityFactor.USER_SHARE, 100);
            cluster.weigh(PriorityFactor.ACCOUNT_SHARE, 100);
            churn(cluster, policy, random, passCount);

            assertEquals(
                    0,
                    AllocatedBytes.least(
                            () -> {
                                policy.takeAllocatedBytes();
                                churn(cluster, policy, random, passCount);
                                return policy.takeAllocatedBytes();
                            }));
            assertTrue(cluster.jobs.stream().mapToLong(job -> job.id).max().orElse(0) > passCount);
        }
    }

    private static void churn(
            final ModelCluster cluster,
            final MeteredPolicy policy,
            final SplittableRandom random,
            final int passCount) {
        for (int i = 0; i < passCount; i++) {
            while (cluster.pendingCount() < 100) {
                cluster.submit(request(random));
            }
            final int probed = cluster.pending.get(random.nextInt(100)).row;
            policy.capacityFor(probed);
            policy.earliestStart(probed, cluster.timeNs);
            cluster.pass();
            observe(cluster, i);
            if (i % 16 == 0) {
                cluster.changeQueue(1, 1 + i / 16 % 3, firstNodes(10 + i / 16 % 5));
            }
            while (random.nextInt(4) > 0 && cluster.runningCount() > 0) {
                final int jobRow = cluster.runningJob(0);
                cluster.timeNs = Math.max(cluster.timeNs, cluster.jobExpectedEndNs(jobRow));
                cluster.end(jobRow);
            }
        }
    }

    private static BitSet firstNodes(final int count) {
        final BitSet nodes = new BitSet();
        nodes.set(0, count);
        return nodes;
    }

    private static void observe(final ModelCluster cluster, final int pass) {
        if (cluster.runningCount() > 0) {
            final int jobRow = cluster.runningJob(pass % cluster.runningCount());
            cluster.observe(jobRow, cores -> pass % cores);
        }
    }

    private static ModelRequest request(final SplittableRandom random) {
        final int cores = 1 + random.nextInt(random.nextInt(4) == 0 ? 32 : 8);
        return (random.nextInt(5) == 0
                        ? ModelRequest.anywhere(cores * 4)
                        : ModelRequest.nodes(1 + random.nextInt(4), cores))
                .queue(random.nextInt(2))
                .memory(random.nextInt(500), random.nextInt(50))
                .gpus(random.nextInt(10) == 0 ? 1 : 0)
                .features(random.nextInt(10) == 0 ? 1 : 0)
                .walltime(1 + random.nextInt(1000));
    }
}
