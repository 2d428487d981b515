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
package io.weft.placement.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weft.core.memory.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GainTreeTest {
    private record Gain(int element, long timeNs, int amount) {}

    @Test
    void shouldSumAndSearchLikeASortedMapWhenGainsComeAndGo() {
        for (long seed = 0; seed < 50; seed++) {
            try (Footprint footprint = new Footprint()) {
                compare(seed, new GainTree(64, footprint));
            }
        }
    }

    private static void compare(final long seed, final GainTree tree) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int timeMax = 1 + random.nextInt(200);
        final List<Gain> gains = new ArrayList<>();
        final TreeMap<Long, Long> sums = new TreeMap<>();
        for (int step = 0; step < 500; step++) {
            if (random.nextInt(5) < 3 && gains.size() < 64) {
                final long timeNs = random.nextInt(timeMax);
                final int amount = 1 + random.nextInt(9);
                gains.add(new Gain(tree.add(timeNs, amount), timeNs, amount));
                sums.merge(timeNs, (long) amount, Long::sum);
            } else if (!gains.isEmpty()) {
                final Gain gone = gains.remove(random.nextInt(gains.size()));
                tree.remove(gone.element(), gone.amount());
                sums.computeIfPresent(
                        gone.timeNs(),
                        (key, sum) -> sum == gone.amount() ? null : sum - gone.amount());
            }
            final String where = "seed=" + seed + " step=" + step;
            final long timeNs = random.nextInt(timeMax);
            assertEquals(sumUntil(sums, timeNs), tree.sumUntil(timeNs), where);
            final long amount = 1 + random.nextInt(300);
            assertEquals(timeOf(sums, amount), tree.timeOf(amount), where);
        }
    }

    private static long sumUntil(final TreeMap<Long, Long> sums, final long timeNs) {
        return sums.headMap(timeNs, true).values().stream().mapToLong(Long::longValue).sum();
    }

    private static long timeOf(final TreeMap<Long, Long> sums, final long amount) {
        long sum = 0;
        for (final long timeNs : sums.keySet()) {
            sum += sums.get(timeNs);
            if (sum >= amount) {
                return timeNs;
            }
        }
        return GainTree.NEVER;
    }

    @Test
    void shouldRefuseATimeWhenFullAndTakeItWhenThereIsRoomAgain() {
        try (Footprint footprint = new Footprint()) {
            final GainTree tree = new GainTree(2, footprint);
            final int first = tree.add(10, 1);
            tree.add(20, 1);

            assertEquals(GainTree.NULL, tree.add(30, 1));
            assertNotEquals(GainTree.NULL, tree.add(20, 5));
            tree.remove(first, 1);
            assertNotEquals(GainTree.NULL, tree.add(30, 1));

            assertEquals(6, tree.sumUntil(29));
            assertEquals(30, tree.timeOf(7));
        }
    }
}
