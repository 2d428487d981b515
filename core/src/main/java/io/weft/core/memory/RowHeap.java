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

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Rows of a table as a binary heap by (key, row), such as running jobs by their expected end: the
 * children of slot i are 2i + 1 and 2i + 2. It knows the slot of every row, so that a row whose key
 * changes moves in O(log n), and has the keys beside the rows, so that this touches no table. It is
 * derived: in what order rows came shows nowhere but in the slots. No allocation, kernel thread
 * only.
 *
 * <pre>
 * a slot of 16 bytes, the first one at 16, so that two children share a cache line
 * offset bytes field
 *      0     8 key             lowest first
 *      8     4 row
 *     12     4 zero
 * </pre>
 */
public final class RowHeap {
    /** No slot. */
    public static final int NULL_SLOT = -1;

    /** Length of a slot in bytes. */
    public static final int SLOT_LENGTH = 16;

    private static final int ROW_OFFSET = 8;

    private final UnsafeBuffer slots;
    private final UnsafeBuffer slotOfRow;
    private int size;

    /**
     * An empty heap.
     *
     * @param footprint that gives the memory.
     * @param owner name for the footprint.
     * @param capacity rows are below this.
     */
    public RowHeap(final Footprint footprint, final String owner, final int capacity) {
        slots = footprint.allocate(owner + " heap", (capacity + 1L) * SLOT_LENGTH);
        slotOfRow = footprint.allocate(owner + " heap slots", (long) capacity * Integer.BYTES);
    }

    /**
     * Rows in the heap.
     *
     * @return the count.
     */
    public int size() {
        return size;
    }

    /**
     * Row at a slot; slot 0 has the lowest key.
     *
     * @param slot 0..{@link #size()} - 1.
     * @return a row.
     */
    public int row(final int slot) {
        return slots.getInt(offset(slot) + ROW_OFFSET);
    }

    /**
     * Key at a slot.
     *
     * @param slot 0..{@link #size()} - 1.
     * @return the key.
     */
    public long key(final int slot) {
        return slots.getLong(offset(slot));
    }

    /**
     * The bytes of the slots; the first slot is at {@link #SLOT_LENGTH}.
     *
     * @return the buffer.
     */
    public UnsafeBuffer buffer() {
        return slots;
    }

    /**
     * Takes over slots that were put into {@link #buffer()} of an empty heap from outside: even
     * where a row is in the heap stays as it was.
     *
     * @param newSize slots that were put there.
     * @throws IllegalArgumentException when they are no heap; it must not be used then.
     */
    public void restore(final int newSize) {
        final int capacity = slotOfRow.capacity() / Integer.BYTES;
        require(newSize >= 0 && newSize <= capacity, newSize);
        size = newSize;
        for (int slot = 0; slot < newSize; slot++) {
            final int row = row(slot);
            require(row >= 0 && row < capacity && slotOf(row) == NULL_SLOT, slot);
            require(
                    slot == 0 || isBefore(key((slot - 1) >>> 1), row((slot - 1) >>> 1), slot),
                    slot);
            slotOfRow.putInt(row * Integer.BYTES, slot + 1);
        }
    }

    private static void require(final boolean holds, final int slot) {
        if (!holds) {
            throw new IllegalArgumentException("slot=" + slot + " is no part of a heap of rows");
        }
    }

    /**
     * Adds a row.
     *
     * @param row not in the heap.
     * @param key of the row.
     */
    public void add(final int row, final long key) {
        size++;
        siftUp(size - 1, key, row);
    }

    /**
     * Removes a row.
     *
     * @param row in the heap.
     */
    public void remove(final int row) {
        final int slot = slotOf(row);
        slotOfRow.putInt(row * Integer.BYTES, NULL_SLOT + 1);
        size--;
        if (slot < size) {
            move(slot, key(size), row(size));
        }
    }

    /**
     * Moves a row.
     *
     * @param row in the heap.
     * @param key new.
     */
    public void update(final int row, final long key) {
        move(slotOf(row), key, row);
    }

    /**
     * Slot of a row.
     *
     * @param row of the table.
     * @return its slot, or {@link #NULL_SLOT} when it is not in the heap.
     */
    public int slotOf(final int row) {
        return slotOfRow.getInt(row * Integer.BYTES) - 1;
    }

    private void move(final int slot, final long key, final int row) {
        final int parent = (slot - 1) >>> 1;
        if (slot > 0 && isBefore(key, row, parent)) {
            siftUp(slot, key, row);
        } else {
            siftDown(slot, key, row);
        }
    }

    private void siftUp(final int from, final long key, final int row) {
        int slot = from;
        while (slot > 0) {
            final int parent = (slot - 1) >>> 1;
            if (!isBefore(key, row, parent)) {
                break;
            }
            place(slot, key(parent), row(parent));
            slot = parent;
        }
        place(slot, key, row);
    }

    private void siftDown(final int from, final long key, final int row) {
        int slot = from;
        while (2 * slot + 1 < size) {
            int child = 2 * slot + 1;
            if (child + 1 < size && isBefore(key(child + 1), row(child + 1), child)) {
                child++;
            }
            if (isBefore(key, row, child)) {
                break;
            }
            place(slot, key(child), row(child));
            slot = child;
        }
        place(slot, key, row);
    }

    private void place(final int slot, final long key, final int row) {
        slots.putLong(offset(slot), key);
        slots.putInt(offset(slot) + ROW_OFFSET, row);
        slotOfRow.putInt(row * Integer.BYTES, slot + 1);
    }

    private boolean isBefore(final long key, final int row, final int slot) {
        final long otherKey = key(slot);
        return key < otherKey || key == otherKey && row < row(slot);
    }

    private static int offset(final int slot) {
        return (slot + 1) * SLOT_LENGTH;
    }
}
