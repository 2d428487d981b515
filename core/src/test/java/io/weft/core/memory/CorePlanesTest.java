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
package io.weft.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorePlanesTest {
    /** The planes of a node stand between those of others, which must not change. */
    private static final int OFFSET = CorePlanes.LINE_LENGTH;

    private final Random random = new Random(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 192, 1000, 1023, 1024})
    void shouldAnswerLikePlainCountersWhenProcessesComeAndGo(final int coreCount) {
        final int length = CorePlanes.length(coreCount);
        final int wordCount = CorePlanes.wordCount(coreCount);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + length + OFFSET]);
        final int[] counts = new int[coreCount];

        for (int round = 0; round < 100 * wordCount; round++) {
            final int word = random.nextInt(wordCount);
            // Longer runs in one direction reach both ends of the counters.
            final int change = round / (25 * wordCount) % 2 == 0 ? 1 : -1;
            final long mask = changeable(counts, word, change) & (random.nextLong() | -(round % 2));
            if (change > 0) {
                CorePlanes.add(buffer, OFFSET, word, mask);
            } else {
                CorePlanes.remove(buffer, OFFSET, word, mask);
            }
            count(counts, word, mask, change);
            assertSame(counts, buffer);
        }

        for (int i = 0; i < OFFSET; i++) {
            assertEquals(0, buffer.getByte(i));
            assertEquals(0, buffer.getByte(OFFSET + length + i));
        }
    }

    private static long changeable(final int[] counts, final int word, final int change) {
        long mask = 0;
        for (int bit = 0; bit < 64 && 64 * word + bit < counts.length; bit++) {
            final int next = counts[64 * word + bit] + change;
            mask |= next >= 0 && next <= CorePlanes.COUNT_MAX ? 1L << bit : 0;
        }
        return mask;
    }

    private static void count(
            final int[] counts, final int word, final long mask, final int change) {
        for (int bit = 0; bit < 64; bit++) {
            if ((mask >>> bit & 1) != 0) {
                counts[64 * word + bit] += change;
            }
        }
    }

    private void assertSame(final int[] counts, final UnsafeBuffer buffer) {
        for (int word = 0; word < CorePlanes.wordCount(counts.length); word++) {
            final long valid = CorePlanes.validMask(counts.length, word);
            final long chosen = random.nextLong() & valid;
            final long[] at = new long[CorePlanes.COUNT_MAX + 1];
            int max = 0;
            int min = CorePlanes.COUNT_MAX;
            for (int core = 64 * word; core < Math.min(counts.length, 64 * word + 64); core++) {
                at[counts[core]] |= 1L << core;
                max = (chosen >>> core & 1) != 0 ? Math.max(max, counts[core]) : max;
                min = (chosen >>> core & 1) != 0 ? Math.min(min, counts[core]) : min;
                assertEquals(counts[core], CorePlanes.count(buffer, OFFSET, core));
            }
            assertEquals(max, CorePlanes.max(buffer, OFFSET, word, chosen));
            assertEquals(0, CorePlanes.max(buffer, OFFSET, word, 0));
            assertEquals(min, CorePlanes.min(buffer, OFFSET, word, chosen));
            assertEquals(15, CorePlanes.min(buffer, OFFSET, word, 0));
            long atOrBelow = 0;
            for (int count = 0; count <= CorePlanes.COUNT_MAX; count++) {
                atOrBelow |= at[count];
                assertEquals(at[count], CorePlanes.at(buffer, OFFSET, word, count) & valid);
                assertEquals(atOrBelow, CorePlanes.atOrBelow(buffer, OFFSET, word, count) & valid);
            }
        }
    }

    @Test
    void shouldHaveBitForEveryCoreThatExistsAndNoOther() {
        for (int coreCount = 1; coreCount <= 1024; coreCount++) {
            int bits = 0;
            for (int word = 0; word < 20; word++) {
                final long mask = CorePlanes.validMask(coreCount, word);
                bits += Long.bitCount(mask);
                assertEquals(0, mask & mask + 1, "the lowest bits come first");
                assertEquals(mask != 0, word < CorePlanes.wordCount(coreCount));
            }
            assertEquals(coreCount, bits);
            assertEquals(
                    (CorePlanes.wordCount(coreCount) + 1) / 2 * CorePlanes.LINE_LENGTH,
                    CorePlanes.length(coreCount));
        }
    }

    @Test
    void shouldTakeLowestCoresOfMask() {
        for (int round = 0; round < 2000; round++) {
            final long mask = random.nextLong() & (round % 2 == 0 ? random.nextLong() : -1L);
            long lowest = 0;
            long rest = mask;
            for (int count = 0; count <= Long.bitCount(mask); count++) {
                assertEquals(lowest, CorePlanes.lowest(mask, count));
                lowest |= Long.lowestOneBit(rest);
                rest &= rest - 1;
            }
        }
        assertEquals(-1L, CorePlanes.lowest(-1L, 64));
        assertEquals(0L, CorePlanes.lowest(0L, 0));
    }

    @Test
    void shouldTakeTheEmptiestCoresAndOfTheseTheLowest() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + CorePlanes.length(64)]);
        for (int level = 0; level < CorePlanes.COUNT_MAX; level++) {
            CorePlanes.add(buffer, OFFSET, 0, random.nextLong() | 1L << 63);
        }
        for (int round = 0; round < 300; round++) {
            final long cores = random.nextLong();
            final List<Integer> order =
                    IntStream.range(0, 64)
                            .filter(core -> (cores >>> core & 1) != 0)
                            .boxed()
                            .sorted(
                                    Comparator.comparingInt(
                                            core -> CorePlanes.count(buffer, OFFSET, core)))
                            .toList();
            long expected = 0;
            for (int count = 0; count <= order.size(); count++) {
                assertEquals(expected, CorePlanes.emptiest(buffer, OFFSET, cores, count));
                expected |= count < order.size() ? 1L << order.get(count) : 0;
            }
        }
    }
}
