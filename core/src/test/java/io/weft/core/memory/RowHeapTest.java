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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowHeapTest {
    private static final int ROW_COUNT = 200;

    private final Footprint footprint = new Footprint();
    private final RowHeap heap = new RowHeap(footprint, "test", ROW_COUNT);
    private final long[] keys = new long[ROW_COUNT];
    private final List<Integer> model = new ArrayList<>();
    private final Random random = new Random(4);

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private int newKey() {
        return random.nextInt(50) - 25;
    }

    private List<Integer> sorted() {
        final List<Integer> rows = new ArrayList<>(model);
        rows.sort(Comparator.<Integer>comparingLong(row -> keys[row]).thenComparing(row -> row));
        return rows;
    }

    private void assertSound() {
        assertEquals(model.size(), heap.size());
        for (int row = 0; row < ROW_COUNT; row++) {
            assertEquals(model.contains(row), heap.slotOf(row) != RowHeap.NULL_SLOT);
        }
        for (int slot = 0; slot < heap.size(); slot++) {
            assertEquals(slot, heap.slotOf(heap.row(slot)));
            assertEquals(keys[heap.row(slot)], heap.key(slot));
            assertTrue(slot == 0 || heap.key((slot - 1) / 2) <= heap.key(slot));
        }
        if (heap.size() > 0) {
            assertEquals(sorted().get(0), heap.row(0));
        }
    }

    @Test
    void shouldHaveLowestKeyOnTopWhateverHappens() {
        for (int round = 0; round < 20_000; round++) {
            final int row = random.nextInt(ROW_COUNT);
            final boolean isIn = model.contains(row);
            if (!isIn) {
                keys[row] = newKey();
                model.add(row);
                heap.add(row, keys[row]);
            } else if (random.nextInt(3) == 0) {
                model.remove((Integer) row);
                heap.remove(row);
            } else {
                keys[row] = newKey();
                heap.update(row, keys[row]);
            }
            assertSound();
        }
    }

    @Test
    void shouldGiveRowsInOrderOfKeyAndThenRow() {
        for (int row = ROW_COUNT - 1; row >= 0; row--) {
            keys[row] = newKey();
            model.add(row);
            heap.add(row, keys[row]);
        }

        for (final int expected : sorted()) {
            assertEquals(expected, heap.row(0));
            heap.remove(expected);
        }
        assertEquals(0, heap.size());
    }

    // ------------------------------------------------------------------ from outside

    /** Puts rows into the slots of a new heap, as a snapshot does. */
    private RowHeap slots(final long... keysAndRows) {
        final RowHeap other = new RowHeap(footprint, "other", 4);
        for (int slot = 0; slot < keysAndRows.length / 2; slot++) {
            final int at = (slot + 1) * RowHeap.SLOT_LENGTH;
            other.buffer().putLong(at, keysAndRows[2 * slot]);
            other.buffer().putInt(at + Long.BYTES, (int) keysAndRows[2 * slot + 1]);
        }
        return other;
    }

    @Test
    void shouldGoOnWithSlotsThatWerePutInFromOutside() {
        final RowHeap other = slots(5, 2, 5, 3, 7, 0);

        other.restore(3);

        assertEquals(3, other.size());
        assertEquals(0, other.slotOf(2));
        assertEquals(1, other.slotOf(3));
        assertEquals(2, other.slotOf(0));
        assertEquals(RowHeap.NULL_SLOT, other.slotOf(1));
        other.add(1, 4);
        assertEquals(1, other.row(0));
        other.remove(1);
        assertEquals(2, other.row(0));
        other.remove(2);
        assertEquals(3, other.row(0));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 5, 2, 7, 0, -1",
        "5, 5, 2, 7, 0, 5",
        "2, 5, -1, 7, 0, 0",
        "2, 5, 4, 7, 0, 0",
        "2, 5, 2, 7, 2, 1",
        "2, 7, 2, 5, 0, 1",
        "2, 5, 2, 5, 0, 1"
    })
    void shouldRefuseSlotsThatAreNoHeap(
            final int size,
            final long firstKey,
            final long firstRow,
            final long secondKey,
            final long secondRow,
            final int named) {
        final RowHeap other = slots(firstKey, firstRow, secondKey, secondRow);

        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> other.restore(size));

        assertEquals("slot=" + named + " is no part of a heap of rows", refusal.getMessage());
    }

    @Test
    void shouldTakeOverNoSlotsOrAllThatThereAre() {
        slots().restore(0);
        final RowHeap full = slots(1, 3, 5, 2, 2, 1, 6, 0);

        full.restore(4);

        for (final int expected : new int[] {3, 1, 2, 0}) {
            assertEquals(expected, full.row(0));
            full.remove(expected);
        }
    }

    /** Slot 3 hangs below slot 1, not below slot 2. */
    @Test
    void shouldCompareEverySlotWithTheOneThatItHangsBelow() {
        assertThrows(
                IllegalArgumentException.class, () -> slots(1, 3, 5, 2, 2, 1, 4, 0).restore(4));
        final RowHeap other = slots(1, 3, 2, 2, 5, 1, 4, 0);

        other.restore(4);

        assertEquals(4, other.size());
    }
}
