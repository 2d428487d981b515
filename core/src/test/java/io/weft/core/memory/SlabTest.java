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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlabTest {
    private static final int ROW_LENGTH = 24;

    private final Footprint footprint = new Footprint();

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private Slab slab(final int capacity) {
        return new Slab(footprint, "rows", ROW_LENGTH, capacity);
    }

    @Test
    void shouldGiveOutLastFreedRowFirst() {
        final Slab slab = slab(4);
        assertEquals(0, slab.take());
        assertEquals(1, slab.take());
        assertEquals(2, slab.take());
        slab.free(0);
        slab.free(2);

        assertEquals(2, slab.freeHead());
        assertEquals(2, slab.take());
        assertEquals(0, slab.take());
        assertEquals(3, slab.take());
        assertEquals(Slab.NULL_ROW, slab.freeHead());
    }

    @Test
    void shouldAnswerNullRowWhenFullAndRowAgainWhenOneIsFreed() {
        final Slab slab = slab(2);
        slab.take();
        slab.take();

        assertEquals(Slab.NULL_ROW, slab.take());
        assertEquals(2, slab.usedCount());
        slab.free(0);
        assertEquals(0, slab.take());
        assertEquals(Slab.NULL_ROW, slab.take());
    }

    @Test
    void shouldZeroFreedRowButForItsLinkAndLeaveNeighboursAlone() {
        final Slab slab = slab(3);
        for (int i = 0; i < 3; i++) {
            slab.buffer().setMemory(slab.offset(slab.take()), ROW_LENGTH, (byte) 0xFF);
        }

        slab.free(2);
        slab.free(1);

        assertRow(slab, 0, 0xFFFFFFFF, 0xFF);
        assertRow(slab, 1, 3, 0);
        assertRow(slab, 2, 0, 0);
        slab.take();
        assertRow(slab, 1, 0, 0);
    }

    private static void assertRow(
            final Slab slab, final int row, final int link, final int expected) {
        assertEquals(link, slab.buffer().getInt(slab.offset(row)));
        for (int i = Integer.BYTES; i < ROW_LENGTH; i++) {
            assertEquals((byte) expected, slab.buffer().getByte(slab.offset(row) + i));
        }
    }

    @Test
    void shouldFollowPlainModelAndEndInSameBytesWhenHistoryIsSame() {
        final Slab slab = slab(50);
        final Slab twin = slab(50);
        final Deque<Integer> free = new ArrayDeque<>();
        final List<Integer> taken = new ArrayList<>();
        final Random random = new Random(2);

        for (int round = 0; round < 5000; round++) {
            if (random.nextInt(100) < (round / 200 % 2 == 0 ? 70 : 30)) {
                final int untouched = taken.size() + free.size();
                final int expected =
                        !free.isEmpty() ? free.pop() : untouched < 50 ? untouched : Slab.NULL_ROW;
                assertEquals(expected, slab.take());
                twin.take();
                if (expected != Slab.NULL_ROW) {
                    taken.add(expected);
                }
            } else if (!taken.isEmpty()) {
                final Integer row = taken.remove(random.nextInt(taken.size()));
                slab.free(row);
                twin.free(row);
                free.push(row);
            }
            assertEquals(taken.size(), slab.usedCount());
            assertEquals(taken.size() + free.size(), slab.highWater());
        }

        assertEquals(slab.buffer(), twin.buffer());
    }

    // ------------------------------------------------------------------ taken back

    @Test
    void shouldForgetThatRowWasTakenWhenItIsUntaken() {
        final Slab slab = slab(3);
        final Slab twin = slab(3);
        for (int i = 0; i < 2; i++) {
            slab.take();
            twin.take();
        }
        slab.free(0);
        twin.free(0);

        final int formerHighWater = slab.highWater();
        slab.untake(slab.take(), formerHighWater);
        assertEquals(0, slab.freeHead());
        assertEquals(2, slab.highWater());
        slab.take();
        twin.take();
        slab.untake(slab.take(), slab.highWater() - 1);

        assertEquals(Slab.NULL_ROW, slab.freeHead());
        assertEquals(2, slab.highWater());
        assertEquals(2, slab.usedCount());
        assertEquals(twin.buffer(), slab.buffer());
    }

    // ------------------------------------------------------------------ from outside

    /** Rows of which 0 and 2 are free, 2 first. */
    private Slab withFreeRows() {
        final Slab slab = slab(4);
        for (int i = 0; i < 4; i++) {
            slab.take();
        }
        slab.free(0);
        slab.free(2);
        return slab;
    }

    @Test
    void shouldGoOnWithRowsThatWerePutInFromOutside() {
        final Slab original = withFreeRows();
        final Slab slab = slab(4);
        slab.buffer()
                .putBytes(slab.offset(0), original.buffer(), original.offset(0), 4 * ROW_LENGTH);

        slab.restore(4, 2);

        assertEquals(2, slab.usedCount());
        final BitSet used = new BitSet();
        used.set(1);
        used.set(3);
        assertEquals(used, slab.usedRows());
        assertEquals(2, slab.take());
        assertEquals(0, slab.take());
        assertEquals(Slab.NULL_ROW, slab.take());
    }

    @ParameterizedTest
    @CsvSource({"-1, 'highWater=-1, expected 0..4'", "5, 'highWater=5, expected 0..4'"})
    void shouldRefuseMoreRowsThanThereIsRoom(final int highWater, final String text) {
        final IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> slab(4).restore(highWater, Slab.NULL_ROW));

        assertEquals(text, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-2, 4, -2", "4, 4, 4", "2, 2, 2", "2, 1, 2"})
    void shouldRefuseChainThatLeavesTheRows(
            final int freeHead, final int highWater, final int named) {
        final IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> withFreeRows().restore(highWater, freeHead));

        assertTrue(
                refusal.getMessage().startsWith("row=" + named + " in the chain of free rows"),
                refusal::getMessage);
    }

    @Test
    void shouldRefuseChainThatGoesInCircles() {
        final Slab slab = withFreeRows();
        slab.buffer().putInt(slab.offset(0), 2 + 1);

        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> slab.restore(4, 2));

        assertTrue(refusal.getMessage().startsWith("row=2 "), refusal::getMessage);
    }
}
