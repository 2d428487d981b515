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
package io.weft.core.state;

import static io.weft.core.state.ArrayLayout.ALIVE_COUNT_OFFSET;
import static io.weft.core.state.ArrayLayout.FIRST_ID_OFFSET;
import static io.weft.core.state.ArrayLayout.IS_COPIES_OFFSET;
import static io.weft.core.state.ArrayLayout.MEMBER_COUNT_OFFSET;
import static io.weft.core.state.ArrayLayout.SLOT_COUNT_OFFSET;
import static io.weft.core.state.ArrayLayout.SLOT_MAX_OFFSET;
import static io.weft.core.state.ArrayLayout.WAITING_HEAD_OFFSET;
import static io.weft.core.state.ArrayLayout.WAITING_TAIL_OFFSET;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowIndex;
import io.weft.core.memory.Slab;
import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The arrays, and the jobs with copies, of which a job is not gone: a row each, see {@code
 * ArrayLayout}. There is room for half as many as there can be jobs with terms. Kernel thread only;
 * no allocation; O(1).
 */
public final class ArrayTable {
    private static final int ON_SWITCHES_APART = 2;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;

    ArrayTable(final Footprint footprint, final int termsCount) {
        final int capacity = Math.max(1, termsCount / 2);
        slab = new Slab(footprint, "arrays", ArrayLayout.LENGTH, capacity);
        buffer = slab.buffer();
        index = new RowIndex(footprint, "array index", capacity);
    }

    /**
     * Adds an array.
     *
     * @param firstId id of its first job, of no other array.
     * @param memberCount of its jobs, from 2.
     * @param isCopies whether they are copies, not an array.
     * @param slotMax most that are queued or hold cores at once, 0 for no limit.
     * @return the row; there must be a free one.
     */
    public int add(
            final long firstId, final int memberCount, final boolean isCopies, final int slotMax) {
        final int row = slab.take();
        final int at = slab.offset(row);
        buffer.putInt(at + IS_COPIES_OFFSET, isCopies ? 1 : 0);
        buffer.putLong(at + FIRST_ID_OFFSET, firstId);
        buffer.putInt(at + MEMBER_COUNT_OFFSET, memberCount);
        buffer.putInt(at + ALIVE_COUNT_OFFSET, memberCount);
        buffer.putInt(at + SLOT_MAX_OFFSET, slotMax);
        index.put(firstId, row);
        return row;
    }

    /**
     * One of its jobs is gone; the array goes with the last one.
     *
     * @param row of the array.
     */
    public void removeMember(final int row) {
        final int left = aliveCount(row) - 1;
        buffer.putInt(slab.offset(row) + ALIVE_COUNT_OFFSET, left);
        if (left == 0) {
            remove(row);
        }
    }

    /**
     * Removes an array.
     *
     * @param row of the array.
     */
    public void remove(final int row) {
        index.remove(firstId(row));
        slab.free(row);
    }

    /**
     * Row of an array.
     *
     * @param firstId id of its first job.
     * @return its row, or -1.
     */
    public int row(final long firstId) {
        return index.row(firstId);
    }

    /**
     * Id of the first job.
     *
     * @param row of the array.
     * @return the id.
     */
    public long firstId(final int row) {
        return buffer.getLong(slab.offset(row) + FIRST_ID_OFFSET);
    }

    /**
     * Whether its jobs are copies of one.
     *
     * @param row of the array.
     * @return false for an array.
     */
    public boolean isCopies(final int row) {
        return buffer.getInt(slab.offset(row) + IS_COPIES_OFFSET) != 0;
    }

    /**
     * Keeps copies off the switches of each other, not only off their nodes.
     *
     * @param row of copies.
     */
    public void spreadOverSwitches(final int row) {
        buffer.putInt(slab.offset(row) + IS_COPIES_OFFSET, ON_SWITCHES_APART);
    }

    /**
     * Whether copies are kept off the switches of each other.
     *
     * @param row of copies.
     * @return false when only their nodes are others.
     */
    public boolean areOnSwitchesApart(final int row) {
        return buffer.getInt(slab.offset(row) + IS_COPIES_OFFSET) == ON_SWITCHES_APART;
    }

    /**
     * Jobs that were submitted.
     *
     * @param row of the array.
     * @return the count.
     */
    public int memberCount(final int row) {
        return buffer.getInt(slab.offset(row) + MEMBER_COUNT_OFFSET);
    }

    /**
     * Jobs that are not gone.
     *
     * @param row of the array.
     * @return the count.
     */
    public int aliveCount(final int row) {
        return buffer.getInt(slab.offset(row) + ALIVE_COUNT_OFFSET);
    }

    /**
     * Most jobs that are queued or hold cores at once.
     *
     * @param row of the array.
     * @return the count, 0 for no limit.
     */
    public int slotMax(final int row) {
        return buffer.getInt(slab.offset(row) + SLOT_MAX_OFFSET);
    }

    /**
     * Jobs that are queued or hold cores, when there is a limit.
     *
     * @param row of the array.
     * @return the count.
     */
    public int slotCount(final int row) {
        return buffer.getInt(slab.offset(row) + SLOT_COUNT_OFFSET);
    }

    /**
     * Sets how many jobs are queued or hold cores.
     *
     * @param row of the array.
     * @param value new.
     */
    public void slotCount(final int row, final int value) {
        buffer.putInt(slab.offset(row) + SLOT_COUNT_OFFSET, value);
    }

    /**
     * First job that waits for a slot.
     *
     * @param row of the array.
     * @return row of its terms, or -1.
     */
    public int waitingHead(final int row) {
        return buffer.getInt(slab.offset(row) + WAITING_HEAD_OFFSET) - 1;
    }

    /**
     * Sets the first job that waits for a slot.
     *
     * @param row of the array.
     * @param value new, or -1.
     */
    public void waitingHead(final int row, final int value) {
        buffer.putInt(slab.offset(row) + WAITING_HEAD_OFFSET, value + 1);
    }

    /**
     * Last job that waits for a slot.
     *
     * @param row of the array.
     * @return row of its terms, or -1.
     */
    public int waitingTail(final int row) {
        return buffer.getInt(slab.offset(row) + WAITING_TAIL_OFFSET) - 1;
    }

    /**
     * Sets the last job that waits for a slot.
     *
     * @param row of the array.
     * @param value new, or -1.
     */
    public void waitingTail(final int row, final int value) {
        buffer.putInt(slab.offset(row) + WAITING_TAIL_OFFSET, value + 1);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        final BitSet used = slab.usedRows();
        for (int row = used.nextSetBit(0); row >= 0; row = used.nextSetBit(row + 1)) {
            index.put(firstId(row), row);
        }
    }

    /**
     * The rows.
     *
     * @return the slab.
     */
    public Slab slab() {
        return slab;
    }
}
