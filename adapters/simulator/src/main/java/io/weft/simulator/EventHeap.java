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

import java.util.Arrays;

/**
 * The next event of every running job, soonest first; at one instant ends come before changes of
 * phase, and among equals the job that started first. An indexed binary heap: every row has at most
 * one event, which is moved in place when the job's pace changes. O(log n) a change; allocates only
 * when it grows.
 */
final class EventHeap {
    /** Rank of an event that ends its job. */
    static final byte END = 0;

    /** Rank of an event at which a job turns busy or idle. */
    static final byte CHANGE = 1;

    private static final int NULL_SLOT = -1;

    private int[] rows = new int[0];
    private int[] slots = new int[0];
    private long[] timesNs = new long[0];
    private long[] sequences = new long[0];
    private byte[] ranks = new byte[0];
    private int size;

    /**
     * Sets the event of a row, or moves the one it has.
     *
     * @param sequence decides among events of the same time and rank; lower comes first.
     */
    void set(final int row, final long timeNs, final byte rank, final long sequence) {
        ensureCapacity(row + 1);
        timesNs[row] = timeNs;
        ranks[row] = rank;
        sequences[row] = sequence;
        if (slots[row] == NULL_SLOT) {
            place(row, size++);
        }
        siftDown(siftUp(slots[row]));
    }

    /** Takes away the event of a row, if it has one. */
    void remove(final int row) {
        if (!has(row)) {
            return;
        }
        final int slot = slots[row];
        slots[row] = NULL_SLOT;
        final int last = rows[--size];
        if (last != row) {
            place(last, slot);
            siftDown(siftUp(slot));
        }
    }

    boolean has(final int row) {
        return row < slots.length && slots[row] != NULL_SLOT;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Row of the soonest event. */
    int firstRow() {
        return rows[0];
    }

    /** Time of the soonest event, or {@link Long#MAX_VALUE} when there is none. */
    long firstTimeNs() {
        return size == 0 ? Long.MAX_VALUE : timesNs[rows[0]];
    }

    /** Whether the soonest event is due at some time and has some rank. */
    boolean isFirst(final long timeNs, final byte rank) {
        return size > 0 && timesNs[rows[0]] <= timeNs && ranks[rows[0]] == rank;
    }

    private int siftUp(final int from) {
        int slot = from;
        final int row = rows[slot];
        while (slot > 0) {
            final int parent = (slot - 1) >>> 1;
            if (!isBefore(row, rows[parent])) {
                break;
            }
            place(rows[parent], slot);
            slot = parent;
        }
        place(row, slot);
        return slot;
    }

    private void siftDown(final int from) {
        int slot = from;
        final int row = rows[slot];
        while (true) {
            int child = 2 * slot + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(rows[child + 1], rows[child])) {
                child++;
            }
            if (!isBefore(rows[child], row)) {
                break;
            }
            place(rows[child], slot);
            slot = child;
        }
        place(row, slot);
    }

    private void place(final int row, final int slot) {
        rows[slot] = row;
        slots[row] = slot;
    }

    private boolean isBefore(final int left, final int right) {
        if (timesNs[left] != timesNs[right]) {
            return timesNs[left] < timesNs[right];
        }
        if (ranks[left] != ranks[right]) {
            return ranks[left] < ranks[right];
        }
        return sequences[left] < sequences[right];
    }

    private void ensureCapacity(final int count) {
        final int former = slots.length;
        if (count <= former) {
            return;
        }
        final int capacity = Math.max(count, Math.max(64, 2 * former));
        rows = Arrays.copyOf(rows, capacity);
        slots = Arrays.copyOf(slots, capacity);
        Arrays.fill(slots, former, capacity, NULL_SLOT);
        timesNs = Arrays.copyOf(timesNs, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        ranks = Arrays.copyOf(ranks, capacity);
    }
}
