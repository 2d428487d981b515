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

import static io.weft.core.state.AllocationLayout.GPU_MASK_OFFSET;
import static io.weft.core.state.AllocationLayout.JOB_ROW_OFFSET;
import static io.weft.core.state.AllocationLayout.MASK_OFFSET;
import static io.weft.core.state.AllocationLayout.MEMORY_OFFSET;
import static io.weft.core.state.AllocationLayout.MULTIPLICITY_OFFSET;
import static io.weft.core.state.AllocationLayout.NEXT_OF_JOB_OFFSET;
import static io.weft.core.state.AllocationLayout.NEXT_ON_NODE_OFFSET;
import static io.weft.core.state.AllocationLayout.NODE_ROW_OFFSET;
import static io.weft.core.state.AllocationLayout.PREVIOUS_ON_NODE_OFFSET;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The allocations: a row for each job on each of its nodes, see {@code AllocationLayout}. A method
 * a field; all O(1), no allocation, kernel thread only.
 */
public final class AllocationTable {
    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final int maskWordCount;

    AllocationTable(final Footprint footprint, final int capacity, final int maskWordCount) {
        final int length = AllocationLayout.length(maskWordCount);
        slab = new Slab(footprint, "allocations", length, capacity);
        buffer = slab.buffer();
        this.maskWordCount = maskWordCount;
    }

    /**
     * The rows.
     *
     * @return the slab.
     */
    public Slab slab() {
        return slab;
    }

    /**
     * Cores it holds, 64 at a time.
     *
     * @param row of the allocation.
     * @param word from 0.
     * @return a bit for each core from {@code 64 * word}.
     */
    public long mask(final int row, final int word) {
        return buffer.getLong(slab.offset(row) + MASK_OFFSET + word * Long.BYTES);
    }

    /**
     * Sets the cores it holds, 64 at a time.
     *
     * @param row of the allocation.
     * @param word from 0.
     * @param coreMask a bit for each core from {@code 64 * word}.
     */
    public void mask(final int row, final int word, final long coreMask) {
        buffer.putLong(slab.offset(row) + MASK_OFFSET + word * Long.BYTES, coreMask);
    }

    /**
     * Cores it holds. Cost: O(words of a mask).
     *
     * @param row of the allocation.
     * @return a count from 1.
     */
    public int coreCount(final int row) {
        int count = 0;
        for (int word = 0; word < maskWordCount; word++) {
            count += Long.bitCount(mask(row, word));
        }
        return count;
    }

    /**
     * Job that holds it.
     *
     * @param row of the allocation.
     * @return the value.
     */
    public int jobRow(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_ROW_OFFSET);
    }

    /**
     * Sets job that holds it.
     *
     * @param row of the allocation.
     * @param value new.
     */
    public void jobRow(final int row, final int value) {
        buffer.putInt(slab.offset(row) + JOB_ROW_OFFSET, value);
    }

    /**
     * Node it is on.
     *
     * @param row of the allocation.
     * @return the value.
     */
    public int nodeRow(final int row) {
        return buffer.getInt(slab.offset(row) + NODE_ROW_OFFSET);
    }

    /**
     * Sets node it is on.
     *
     * @param row of the allocation.
     * @param value new.
     */
    public void nodeRow(final int row, final int value) {
        buffer.putInt(slab.offset(row) + NODE_ROW_OFFSET, value);
    }

    /**
     * Next allocation of the same job, or -1.
     *
     * @param row of the allocation.
     * @return the value.
     */
    public int nextOfJob(final int row) {
        return buffer.getInt(slab.offset(row) + NEXT_OF_JOB_OFFSET) - 1;
    }

    /**
     * Sets next allocation of the same job, or -1.
     *
     * @param row of the allocation.
     * @param value new.
     */
    public void nextOfJob(final int row, final int value) {
        buffer.putInt(slab.offset(row) + NEXT_OF_JOB_OFFSET, value + 1);
    }

    /**
     * Next allocation on the same node, or -1.
     *
     * @param row of the allocation.
     * @return the value.
     */
    public int nextOnNode(final int row) {
        return buffer.getInt(slab.offset(row) + NEXT_ON_NODE_OFFSET) - 1;
    }

    /**
     * Sets next allocation on the same node, or -1.
     *
     * @param row of the allocation.
     * @param value new.
     */
    public void nextOnNode(final int row, final int value) {
        buffer.putInt(slab.offset(row) + NEXT_ON_NODE_OFFSET, value + 1);
    }

    /**
     * Allocation before it on the same node, or -1.
     *
     * @param row of the allocation.
     * @return the value.
     */
    public int previousOnNode(final int row) {
        return buffer.getInt(slab.offset(row) + PREVIOUS_ON_NODE_OFFSET) - 1;
    }

    /**
     * Sets allocation before it on the same node, or -1.
     *
     * @param row of the allocation.
     * @param value new.
     */
    public void previousOnNode(final int row, final int value) {
        buffer.putInt(slab.offset(row) + PREVIOUS_ON_NODE_OFFSET, value + 1);
    }

    /**
     * Processes on its fullest core.
     *
     * @param row of the allocation.
     * @return the value.
     */
    public int multiplicity(final int row) {
        return buffer.getInt(slab.offset(row) + MULTIPLICITY_OFFSET);
    }

    /**
     * Sets processes on its fullest core.
     *
     * @param row of the allocation.
     * @param value new.
     */
    public void multiplicity(final int row, final int value) {
        buffer.putInt(slab.offset(row) + MULTIPLICITY_OFFSET, value);
    }

    /**
     * Cores that a job had on a node that it had to leave: no core is in its mask then, and it is
     * not in the list of its node.
     *
     * @param row of the allocation.
     * @return a count; 0 when the job is on the node.
     */
    public int absentCoreCount(final int row) {
        return Math.max(0, -multiplicity(row));
    }

    /**
     * Sets the cores that a job had on a node that it has to leave.
     *
     * @param row of the allocation.
     * @param count from 1.
     */
    public void makeAbsent(final int row, final int count) {
        multiplicity(row, -count);
    }

    /**
     * GPUs of its node that it holds.
     *
     * @param row of the allocation.
     * @return a bit for each GPU.
     */
    public long gpuMask(final int row) {
        return buffer.getLong(slab.offset(row) + GPU_MASK_OFFSET);
    }

    /**
     * Sets the GPUs of its node that it holds.
     *
     * @param row of the allocation.
     * @param value a bit for each GPU.
     */
    public void gpuMask(final int row, final long value) {
        buffer.putLong(slab.offset(row) + GPU_MASK_OFFSET, value);
    }

    /**
     * Memory it holds, bytes.
     *
     * @param row of the allocation.
     * @return the value.
     */
    public long memory(final int row) {
        return buffer.getLong(slab.offset(row) + MEMORY_OFFSET);
    }

    /**
     * Sets memory it holds, bytes.
     *
     * @param row of the allocation.
     * @param value new.
     */
    public void memory(final int row, final long value) {
        buffer.putLong(slab.offset(row) + MEMORY_OFFSET, value);
    }
}
