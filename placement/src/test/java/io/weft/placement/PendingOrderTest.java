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

import io.weft.core.spi.PlacementTrace;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.Discipline;
import io.weft.placement.policy.ComposedPolicy;
import io.weft.placement.policy.CrampedPolicies;
import io.weft.placement.select.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order that is not that of submission. */
class PendingOrderTest {
    @Test
    void shouldStartInTheOrderOfKeysAndOfPositionsWhereKeysAreEqual() {
        try (ComposedPolicy policy = CrampedPolicies.of(Discipline.EASY_SJF)) {
            final ModelCluster cluster = ModelCluster.of(policy, 1, 4, 1);
            final List<Integer> started = new ArrayList<>();
            final long[] walltimes = {30, 10, 20, 10, 20, 5, 30};
            for (int i = 0; i < walltimes.length; i++) {
                // Two shapes in turn, so that shapes are merged.
                cluster.submit(ModelRequest.nodes(1, 3 + i % 2).walltime(walltimes[i]));
            }

            while (cluster.pendingCount() > 0) {
                cluster.pass();
                final int jobRow = cluster.runningJob(0);
                started.add(jobRow);
                cluster.timeNs = cluster.jobExpectedEndNs(jobRow);
                cluster.end(jobRow);
            }

            assertEquals(List.of(5, 1, 3, 2, 4, 0, 6), started);
        }
    }

    @Test
    void shouldPromiseTheStartToTheFirstInOrder() {
        try (ComposedPolicy policy = CrampedPolicies.of(Discipline.EASY_SJF)) {
            final ModelCluster cluster = ModelCluster.of(policy, 1, 4, 1);
            cluster.submit(ModelRequest.nodes(1, 2).walltime(100));
            cluster.pass();
            final int former = cluster.submit(ModelRequest.nodes(1, 2).walltime(120));
            final int head = cluster.submit(ModelRequest.nodes(1, 3).walltime(110));

            cluster.pass();

            assertEquals(ReasonCode.WAITING_RESERVATION, policy.reason(former));
            assertEquals(cluster.jobId(head), policy.reasonNumber(former));
        }
    }

    @Test
    void shouldWeighTheMostThatThereMayBeWithoutOverflow() {
        try (ComposedPolicy policy = ComposedPolicy.of(Discipline.MULTIFACTOR, Selection.PACK)) {
            final ModelCluster cluster = ModelCluster.of(policy, 1, 4, 1);
            cluster.timeNs = Long.MAX_VALUE - 1_000_000_000_000L;
            for (final PriorityFactor factor : PriorityFactor.values()) {
                cluster.weigh(factor, factor.weightMax());
            }
            cluster.weigh(PriorityFactor.BATCH, 0);
            cluster.weigh(PriorityFactor.INTERACTIVE, 0);
            cluster.weigh(PriorityFactor.URGENT, 0);
            cluster.weigh(PriorityFactor.JOB, 0);
            cluster.submit(ModelRequest.nodes(1, 4));
            cluster.pass();
            final int older = cluster.submit(ModelRequest.nodes(1, 1));
            cluster.timeNs += 1_000_000_000;
            final int larger = cluster.submit(ModelRequest.nodes(1, 3));
            final int asGood = cluster.submit(ModelRequest.nodes(1, 2));

            cluster.end(0);
            Arrays.fill(cluster.usages, 0);
            cluster.pass();

            assertTrue(cluster.isRunning(larger));
            assertTrue(cluster.isRunning(older));
            assertEquals(ReasonCode.WAITING_CORES, policy.reason(asGood));
        }
    }

    @Test
    void shouldTellEachFactorThatWeighsAnythingAndTheirSum() {
        try (ComposedPolicy policy = ComposedPolicy.of(Discipline.MULTIFACTOR, Selection.PACK)) {
            final ModelCluster cluster = ModelCluster.of(policy, 1, 4, 1);
            cluster.weigh(PriorityFactor.AGE, 2);
            cluster.weigh(PriorityFactor.SIZE, -5);
            cluster.weigh(PriorityFactor.INTERACTIVE, 1000);
            cluster.weigh(PriorityFactor.USER_SHARE, 600);
            final int jobRow = cluster.submit(ModelRequest.nodes(1, 3));
            final Told told = new Told();

            policy.explainOrder(jobRow, 7_000_000_000L, told);

            assertEquals(
                    List.of(
                            "priority 1599 true",
                            "age 7 14",
                            "size 3 -15",
                            "interactive 1 1000",
                            "user-share 1048576 600"),
                    told.lines);
        }
    }

    /** Writes down what it is told. */
    private static final class Told implements PlacementTrace {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void onKey(final String name, final long value, final boolean isHigherFirst) {
            lines.add(name + " " + value + " " + isHigherFirst);
        }

        @Override
        public void onFactor(final String name, final long value, final long contribution) {
            lines.add(name + " " + value + " " + contribution);
        }
    }
}
