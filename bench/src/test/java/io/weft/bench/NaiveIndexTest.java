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
package io.weft.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Proposal;
import io.weft.placement.select.CellIndex;
import io.weft.placement.select.NodeIndex;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NaiveIndexTest {
    private static final int NODE_COUNT = 12;
    private static final int STEP_COUNT = 1500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldChooseAsTheIndexWhateverIsAsked(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final JobMix mix = new JobMix(seed, ScaleCluster.MEMORY_PER_SLOT);
        final int[] jobs = new int[STEP_COUNT];
        int jobCount = 0;
        int fitCount = 0;
        try (ScaleCluster fast = cluster(new CellIndex());
                ScaleCluster naive = cluster(new NaiveIndex())) {
            for (int step = 0; step < STEP_COUNT; step++) {
                mix.next(PlacementLoop.MIXED);
                final long memory = mix.memory() >> (random.nextInt(8) == 0 ? 30 : 0);
                final int nodes = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;

                fast.ask(nodes, mix.coreCount(), memory);
                naive.ask(nodes, mix.coreCount(), memory);
                final boolean fits = fast.decide();

                assertEquals(fits, naive.decide(), "step " + step);
                if (fits) {
                    fitCount++;
                    assertEquals(text(fast.proposal()), text(naive.proposal()), "step " + step);
                    if (nodes == 1) {
                        jobs[jobCount++] = fast.start();
                        assertEquals(jobs[jobCount - 1], naive.start());
                    }
                }
                if (jobCount > 0 && (!fits || random.nextInt(4) == 0)) {
                    final int at = random.nextInt(jobCount);
                    fast.release(jobs[at]);
                    naive.release(jobs[at]);
                    jobs[at] = jobs[--jobCount];
                }
            }
        }
        assertTrue(fitCount > STEP_COUNT / 4 && fitCount < STEP_COUNT, fitCount + " fitted");
    }

    private static ScaleCluster cluster(final NodeIndex index) {
        final ScaleCluster cluster = new ScaleCluster(NODE_COUNT, false);
        cluster.attach(index);
        return cluster;
    }

    private static String text(final Proposal proposal) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < proposal.nodeCount(); i++) {
            text.append(proposal.nodeRow(i)).append(':').append(proposal.memory(i));
            text.append(':').append(Long.toHexString(proposal.mask(i, 0)));
            text.append(':').append(Long.toHexString(proposal.mask(i, 1))).append(' ');
        }
        return text.toString();
    }
}
