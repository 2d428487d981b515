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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.placement.policy.ComposedPolicy;
import io.weft.placement.reference.ReferenceEasy;
import io.weft.placement.select.ScanIndex;
import io.weft.placement.timeline.Reservations;
import org.junit.jupiter.api.Test;

/**
 * Timelines that have lived through a history answer as those that were built a moment ago, and as
 * the reference, which builds nothing.
 */
class TimelineHistoryTest {
    private int laterCount;

    @Test
    void shouldAnswerAsIfBuiltFromScratchWhateverHappenedBefore() {
        for (long seed = 40_000; seed < 40_300; seed++) {
            // Few timelines, so that demands take them from each other.
            try (Watched watched = new Watched(1 + (int) (seed % 3))) {
                final RandomScenario scenario = new RandomScenario(seed, watched);
                for (int step = 0; step < 100; step++) {
                    scenario.step();
                    compare(watched, scenario.cluster(), "seed=" + seed + " step=" + step);
                }
            }
        }
        assertTrue(laterCount > 10_000, "hardly anybody must wait: " + laterCount);
    }

    private void compare(final Watched watched, final ModelCluster cluster, final String where) {
        final long timeNs = cluster.timeNs;
        try (Footprint footprint = new Footprint()) {
            final Reservations fresh = watched.reservations(cluster, footprint);
            for (int jobRow = cluster.pendingHead(); jobRow != ClusterView.NULL_ROW; ) {
                final long expected = watched.reference.earliestStart(jobRow, timeNs);
                assertEquals(expected, watched.kept.earliestStartNs(jobRow, timeNs), where);
                assertEquals(expected, fresh.earliestStartNs(jobRow, timeNs), where);
                laterCount += expected > timeNs && expected < Long.MAX_VALUE ? 1 : 0;
                jobRow = cluster.pendingNext(jobRow);
            }
        }
    }

    /** EASY, and reservations beside it that are told the same. */
    private static final class Watched extends ForwardingPolicy {
        final ReferenceEasy reference = new ReferenceEasy();
        private final ScanIndex index = new ScanIndex();
        private final Footprint footprint = new Footprint();
        private final int headCount;
        Reservations kept;

        Watched(final int headCount) {
            super(ComposedPolicy.easy());
            this.headCount = headCount;
        }

        Reservations reservations(final ClusterView view, final Footprint owner) {
            return new Reservations(view, index, owner, headCount);
        }

        @Override
        public void attach(final ClusterView view) {
            super.attach(view);
            reference.attach(view);
            index.attach(view);
            if (kept == null) {
                kept = reservations(view, footprint);
            }
        }

        @Override
        public void onNodeChanged(final int nodeRow) {
            super.onNodeChanged(nodeRow);
            index.onNodeChanged(nodeRow);
            kept.onNodeChanged(nodeRow);
        }

        @Override
        public void onQueueChanged(final int queueRow) {
            super.onQueueChanged(queueRow);
            index.onQueueChanged(queueRow);
        }

        @Override
        public void onExpectedEndChanged(final int jobRow, final long formerEndNs) {
            super.onExpectedEndChanged(jobRow, formerEndNs);
            kept.onExpectedEndChanged(jobRow);
        }

        @Override
        public void close() {
            super.close();
            index.close();
            footprint.close();
        }
    }
}
