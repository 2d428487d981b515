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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EventHeapTest {
    private final EventHeap heap = new EventHeap();

    @Test
    void shouldOrderByTimeThenRankThenSequence() {
        heap.set(0, 20, EventHeap.END, 0);
        heap.set(1, 10, EventHeap.CHANGE, 1);
        heap.set(2, 10, EventHeap.END, 3);
        heap.set(3, 10, EventHeap.END, 2);

        assertEquals(3, takeFirst());
        assertEquals(2, takeFirst());
        assertEquals(1, takeFirst());
        assertEquals(0, takeFirst());
        assertEquals(Long.MAX_VALUE, heap.firstTimeNs());
    }

    @Test
    void shouldMoveAnEventWhenItIsSetAgain() {
        heap.set(0, 10, EventHeap.END, 0);
        heap.set(1, 20, EventHeap.END, 1);

        heap.set(0, 30, EventHeap.END, 0);
        assertEquals(1, heap.firstRow());
        heap.set(0, 5, EventHeap.END, 0);
        assertEquals(0, heap.firstRow());
    }

    @Test
    void shouldTellWhatIsDue() {
        heap.set(4, 10, EventHeap.CHANGE, 0);

        assertFalse(heap.isFirst(9, EventHeap.CHANGE));
        assertFalse(heap.isFirst(10, EventHeap.END));
        assertTrue(heap.isFirst(10, EventHeap.CHANGE));
        assertTrue(heap.has(4));
        assertFalse(heap.has(1000));
    }

    @Test
    void shouldAgreeWithAScanWhenEventsComeMoveAndGo() {
        final int rowCount = 200;
        final Random random = new Random(20261121);
        final long[] times = new long[rowCount];
        for (int step = 0; step < 20_000; step++) {
            final int row = random.nextInt(rowCount);
            times[row] = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(50);
            if (times[row] == 0) {
                heap.remove(row);
            } else {
                heap.set(row, times[row], EventHeap.END, row);
            }
            assertEquals(first(times), heap.firstTimeNs() == Long.MAX_VALUE ? -1 : heap.firstRow());
        }
    }

    private static int first(final long[] times) {
        int first = -1;
        for (int row = 0; row < times.length; row++) {
            if (times[row] > 0 && (first < 0 || times[row] < times[first])) {
                first = row;
            }
        }
        return first;
    }

    private int takeFirst() {
        final int row = heap.firstRow();
        heap.remove(row);
        return row;
    }
}
