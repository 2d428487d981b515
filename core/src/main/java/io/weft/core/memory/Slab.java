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

import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Rows of one length in one buffer. Freed rows are chained and given out again, last freed first; a
 * row that is given out is all zeros. The chain is part of the bytes, so two slabs with the same
 * history are equal byte for byte.
 *
 * <pre>
 * a free row
 * offset bytes field
 *      0     4 next free row + 1, 0 at the end of the chain
 *      4     … zero
 * </pre>
 *
 * One thread; every method is O(1) in the number of rows and allocates nothing.
 */
public final class Slab {
    /** No row. */
    public static final int NULL_ROW = -1;

    private final UnsafeBuffer buffer;
    private final int rowLength;
    private final int capacity;
    private int freeHead = NULL_ROW;
    private int highWater;
    private int usedCount;

    /**
     * An empty slab.
     *
     * @param footprint that gives the memory.
     * @param owner name of the table, for the footprint.
     * @param rowLength in bytes, a multiple of 8.
     * @param capacity most rows.
     */
    public Slab(
            final Footprint footprint,
            final String owner,
            final int rowLength,
            final int capacity) {
        this.rowLength = rowLength;
        this.capacity = capacity;
        this.buffer = footprint.allocate(owner, (long) rowLength * capacity);
    }

    /**
     * The bytes of all rows.
     *
     * @return the buffer.
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Where a row begins.
     *
     * @param row 0..{@link #capacity()} - 1.
     * @return offset in {@link #buffer()}.
     */
    public int offset(final int row) {
        return row * rowLength;
    }

    /**
     * Takes a row; all its bytes are zero.
     *
     * @return the row, or {@link #NULL_ROW} when all are taken.
     */
    public int take() {
        final int row;
        if (freeHead != NULL_ROW) {
            row = freeHead;
            final int offset = offset(row);
            freeHead = buffer.getInt(offset) - 1;
            buffer.putInt(offset, 0);
        } else if (highWater < capacity) {
            row = highWater++;
        } else {
            return NULL_ROW;
        }
        usedCount++;
        return row;
    }

    /**
     * Gives a row back; its bytes become zero.
     *
     * @param row that was taken.
     */
    public void free(final int row) {
        final int offset = offset(row);
        // Cheaper than setMemory, which is a call out of the JVM.
        for (int at = offset; at < offset + rowLength; at += Long.BYTES) {
            buffer.putLong(at, 0);
        }
        buffer.putInt(offset, freeHead + 1);
        freeHead = row;
        usedCount--;
    }

    /**
     * Gives a row back as if it had never been taken: the same rows are taken next as without it.
     *
     * @param row the last that was taken.
     * @param formerHighWater {@link #highWater()} before that.
     */
    public void untake(final int row, final int formerHighWater) {
        final boolean wasNew = formerHighWater < highWater;
        final int formerFreeHead = freeHead;
        free(row);
        if (wasNew) {
            buffer.putInt(offset(row), 0);
            freeHead = formerFreeHead;
            highWater = formerHighWater;
        }
    }

    /**
     * Takes over rows that were put into {@link #buffer()} from outside, as they were in a slab of
     * the same row length. O(free rows); allocates.
     *
     * @param newHighWater rows that were put there.
     * @param newFreeHead first row of their chain of free rows, or {@link #NULL_ROW}.
     * @throws IllegalArgumentException when there are more rows than room, or the chain is none;
     *     the slab must not be used then.
     */
    public void restore(final int newHighWater, final int newFreeHead) {
        if (newHighWater < 0 || newHighWater > capacity) {
            throw new IllegalArgumentException(
                    "highWater=" + newHighWater + ", expected 0.." + capacity);
        }
        highWater = newHighWater;
        freeHead = newFreeHead;
        usedCount = newHighWater - freeRows().cardinality();
    }

    /**
     * The rows that are taken. O(rows); allocates.
     *
     * @return a bit for each, the caller's own.
     */
    public BitSet usedRows() {
        final BitSet rows = freeRows();
        rows.flip(0, highWater);
        return rows;
    }

    private BitSet freeRows() {
        final BitSet rows = new BitSet(highWater);
        int row = freeHead;
        while (row != NULL_ROW) {
            if (row < 0 || row >= highWater || rows.get(row)) {
                throw new IllegalArgumentException(
                        "row="
                                + row
                                + " in the chain of free rows, expected each of 0.."
                                + (highWater - 1)
                                + " at most once");
            }
            rows.set(row);
            row = buffer.getInt(offset(row)) - 1;
        }
        return rows;
    }

    /**
     * Rows taken.
     *
     * @return the count.
     */
    public int usedCount() {
        return usedCount;
    }

    /**
     * Rows that were ever taken: higher rows are untouched.
     *
     * @return the count.
     */
    public int highWater() {
        return highWater;
    }

    /**
     * First row of the chain of free rows.
     *
     * @return the row, or {@link #NULL_ROW}.
     */
    public int freeHead() {
        return freeHead;
    }

    /**
     * Most rows.
     *
     * @return the count.
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Length of a row.
     *
     * @return length in bytes.
     */
    public int rowLength() {
        return rowLength;
    }
}
