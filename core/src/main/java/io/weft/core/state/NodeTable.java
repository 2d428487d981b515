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

import static io.weft.core.state.NodeLayout.ALLOCATION_HEAD_OFFSET;
import static io.weft.core.state.NodeLayout.ALLOCATION_TAIL_OFFSET;
import static io.weft.core.state.NodeLayout.CORES_AT_OR_BELOW_OFFSET;
import static io.weft.core.state.NodeLayout.CORE_COUNT_OFFSET;
import static io.weft.core.state.NodeLayout.FEATURES_OFFSET;
import static io.weft.core.state.NodeLayout.GPUS_FREE_OFFSET;
import static io.weft.core.state.NodeLayout.GPUS_TOTAL_OFFSET;
import static io.weft.core.state.NodeLayout.GPU_MASK_OFFSET;
import static io.weft.core.state.NodeLayout.GPU_MULTIPLICITY_MAX_OFFSET;
import static io.weft.core.state.NodeLayout.HOLDER_OFFSET;
import static io.weft.core.state.NodeLayout.IDLE_COUNT_OFFSET;
import static io.weft.core.state.NodeLayout.JOB_COUNT_OFFSET;
import static io.weft.core.state.NodeLayout.KEY_OFFSET;
import static io.weft.core.state.NodeLayout.LEAVING_COUNT_OFFSET;
import static io.weft.core.state.NodeLayout.MEMORY_FREE_OFFSET;
import static io.weft.core.state.NodeLayout.MEMORY_TOTAL_OFFSET;
import static io.weft.core.state.NodeLayout.NAME_ID_OFFSET;
import static io.weft.core.state.NodeLayout.NODE_ID_OFFSET;
import static io.weft.core.state.NodeLayout.PROCESS_COUNT_OFFSET;
import static io.weft.core.state.NodeLayout.STATE_OFFSET;
import static io.weft.core.state.NodeLayout.SWITCH_ID_OFFSET;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowIndex;
import io.weft.core.memory.Slab;
import io.weft.core.wire.NodeState;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The nodes: a row each, see {@code NodeLayout}, and the multiplicity of every core. Rows are in
 * the order of definition and never given back. O(1) but where said, no allocation, kernel thread
 * only.
 */
public final class NodeTable {
    private static final int STATE_MASK = Integer.MAX_VALUE;
    private static final int CLOSED = Integer.MIN_VALUE;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final UnsafeBuffer planes;
    private final int planesLength;
    private final int maskWordCount;
    private final RowIndex index;
    private long totalCoreCount;

    NodeTable(final Footprint footprint, final Limits limits) {
        slab = new Slab(footprint, "nodes", NodeLayout.LENGTH, limits.nodeCount());
        buffer = slab.buffer();
        maskWordCount = limits.maskWordCount();
        planesLength = CorePlanes.length(limits.coresPerNode());
        planes = footprint.allocate("core planes", (long) planesLength * limits.nodeCount());
        index = new RowIndex(footprint, "node index", limits.nodeCount());
    }

    /**
     * Adds a node, up and empty.
     *
     * @param nodeId that no row has.
     * @param coreCount of the node.
     * @param memory in bytes.
     * @param gpuCount of the node.
     * @param gpuMultiplicityMax most jobs that have one GPU, from 1.
     * @param features a bit each.
     * @param switchId it hangs on.
     * @param nameId of its name, or -1.
     * @return its row, or -1 when the table is full.
     */
    public int add(
            final int nodeId,
            final int coreCount,
            final long memory,
            final int gpuCount,
            final int gpuMultiplicityMax,
            final long features,
            final int switchId,
            final int nameId) {
        final int row = slab.take();
        if (row == Slab.NULL_ROW) {
            return row;
        }
        final int offset = slab.offset(row);
        for (int level = 0; level < Limits.MULTIPLICITY_MAX; level++) {
            addCoresAtOrBelow(row, level, coreCount);
        }
        buffer.putShort(offset + CORE_COUNT_OFFSET, (short) coreCount);
        buffer.putLong(offset + MEMORY_FREE_OFFSET, memory);
        buffer.putLong(offset + MEMORY_TOTAL_OFFSET, memory);
        buffer.putLong(offset + FEATURES_OFFSET, features);
        buffer.putInt(offset + GPUS_FREE_OFFSET, gpuCount);
        buffer.putInt(offset + GPUS_TOTAL_OFFSET, gpuCount);
        buffer.putInt(offset + GPU_MULTIPLICITY_MAX_OFFSET, gpuMultiplicityMax);
        buffer.putInt(offset + NODE_ID_OFFSET, nodeId);
        buffer.putInt(offset + SWITCH_ID_OFFSET, switchId);
        buffer.putInt(offset + NAME_ID_OFFSET, nameId);
        index.put(nodeId, row);
        totalCoreCount += coreCount;
        return row;
    }

    /**
     * Cores of all nodes, whatever their state.
     *
     * @return the count.
     */
    public long totalCoreCount() {
        return totalCoreCount;
    }

    /**
     * Row of a node.
     *
     * @param nodeId of the node.
     * @return the row, or -1.
     */
    public int row(final int nodeId) {
        return index.row(nodeId);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        totalCoreCount = 0;
        for (int row = 0; row < slab.highWater(); row++) {
            index.put(nodeId(row), row);
            totalCoreCount += coreCount(row);
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

    /**
     * The multiplicity planes of all nodes.
     *
     * @return the buffer.
     */
    public UnsafeBuffer planes() {
        return planes;
    }

    /**
     * Length of the planes of one node.
     *
     * @return length in bytes.
     */
    public int planesLength() {
        return planesLength;
    }

    /**
     * Where the planes of a node begin.
     *
     * @param row of the node.
     * @return offset in {@link #planes()}.
     */
    public int planesOffset(final int row) {
        return row * planesLength;
    }

    /**
     * Puts a process on every core of a mask, all within one word.
     *
     * @param row of the node.
     * @param word from 0.
     * @param mask of cores, none of them at {@link Limits#MULTIPLICITY_MAX}.
     */
    public void addProcesses(final int row, final int word, final long mask) {
        final int at = planesOffset(row);
        long rest = mask;
        while (rest != 0) {
            final int level = CorePlanes.min(planes, at, word, rest);
            final long moving = rest & CorePlanes.at(planes, at, word, level);
            addCoresAtOrBelow(row, level, -Long.bitCount(moving));
            rest ^= moving;
        }
        CorePlanes.add(planes, at, word, mask);
        addProcessCount(row, Long.bitCount(mask));
    }

    /**
     * Takes a process from every core of a mask, all within one word.
     *
     * @param row of the node.
     * @param word from 0.
     * @param mask of cores, none of them empty.
     */
    public void removeProcesses(final int row, final int word, final long mask) {
        final int at = planesOffset(row);
        long rest = mask;
        while (rest != 0) {
            final int level = CorePlanes.min(planes, at, word, rest);
            final long moving = rest & CorePlanes.at(planes, at, word, level);
            addCoresAtOrBelow(row, level - 1, Long.bitCount(moving));
            rest ^= moving;
        }
        CorePlanes.remove(planes, at, word, mask);
        addProcessCount(row, -Long.bitCount(mask));
    }

    /**
     * Cores with exactly so many processes, 64 at a time.
     *
     * @param row of the node.
     * @param word from 0.
     * @param multiplicity 0..15.
     * @return a bit for each core of the node.
     */
    public long coresAt(final int row, final int word, final int multiplicity) {
        return CorePlanes.at(planes, planesOffset(row), word, multiplicity)
                & CorePlanes.validMask(coreCount(row), word);
    }

    /**
     * Processes on the fullest core of a mask, 64 cores at a time.
     *
     * @param row of the node.
     * @param word from 0.
     * @param mask of cores.
     * @return 0..15.
     */
    public int maxMultiplicity(final int row, final int word, final long mask) {
        return CorePlanes.max(planes, planesOffset(row), word, mask);
    }

    /**
     * Processes on the fullest core of the node.
     *
     * @param row of the node.
     * @return 0..15.
     */
    public int maxMultiplicity(final int row) {
        final int coreCount = coreCount(row);
        int level = Limits.MULTIPLICITY_MAX;
        while (level > 0 && coresAtOrBelow(row, level - 1) == coreCount) {
            level--;
        }
        return level;
    }

    /**
     * Processes on the emptiest core of the node.
     *
     * @param row of the node.
     * @return 0..15.
     */
    public int minMultiplicity(final int row) {
        int level = 0;
        while (level < Limits.MULTIPLICITY_MAX && coresAtOrBelow(row, level) == 0) {
            level++;
        }
        return level;
    }

    /**
     * Words of 64 cores in a core mask.
     *
     * @return 1..16.
     */
    public int maskWordCount() {
        return maskWordCount;
    }

    /**
     * Cores with at most so many processes.
     *
     * @param row of the node.
     * @param multiplicity 0..14.
     * @return the count.
     */
    public int coresAtOrBelow(final int row, final int multiplicity) {
        return buffer.getShort(
                slab.offset(row) + CORES_AT_OR_BELOW_OFFSET + multiplicity * Short.BYTES);
    }

    private void addCoresAtOrBelow(final int row, final int multiplicity, final int change) {
        final int at = slab.offset(row) + CORES_AT_OR_BELOW_OFFSET + multiplicity * Short.BYTES;
        buffer.putShort(at, (short) (buffer.getShort(at) + change));
    }

    private void addProcessCount(final int row, final int change) {
        final int at = slab.offset(row) + PROCESS_COUNT_OFFSET;
        buffer.putInt(at, buffer.getInt(at) + change);
    }

    /**
     * Processes on the node: the sum of the multiplicities of its cores.
     *
     * @param row of the node.
     * @return a count.
     */
    public int processCount(final int row) {
        return buffer.getInt(slab.offset(row) + PROCESS_COUNT_OFFSET);
    }

    /**
     * Processes on the node that are idle, by the last observations.
     *
     * @param row of the node.
     * @return 0..{@link #processCount(int)}.
     */
    public int idleCount(final int row) {
        return buffer.getInt(slab.offset(row) + IDLE_COUNT_OFFSET);
    }

    /**
     * Adds to the processes on the node that are idle.
     *
     * @param row of the node.
     * @param change below 0 if fewer are.
     */
    public void addIdleCount(final int row, final int change) {
        final int at = slab.offset(row) + IDLE_COUNT_OFFSET;
        buffer.putInt(at, buffer.getInt(at) + change);
    }

    /**
     * Cores of the node.
     *
     * @param row of the node.
     * @return 1..1024.
     */
    public int coreCount(final int row) {
        return buffer.getShort(slab.offset(row) + CORE_COUNT_OFFSET);
    }

    /**
     * Memory that no job holds.
     *
     * @param row of the node.
     * @return bytes.
     */
    public long memoryFree(final int row) {
        return buffer.getLong(slab.offset(row) + MEMORY_FREE_OFFSET);
    }

    /**
     * Sets the memory that no job holds.
     *
     * @param row of the node.
     * @param value bytes.
     */
    public void memoryFree(final int row, final long value) {
        buffer.putLong(slab.offset(row) + MEMORY_FREE_OFFSET, value);
    }

    /**
     * Memory of the node.
     *
     * @param row of the node.
     * @return bytes.
     */
    public long memoryTotal(final int row) {
        return buffer.getLong(slab.offset(row) + MEMORY_TOTAL_OFFSET);
    }

    /**
     * GPUs that no job holds.
     *
     * @param row of the node.
     * @return a count.
     */
    public int gpusFree(final int row) {
        return buffer.getInt(slab.offset(row) + GPUS_FREE_OFFSET);
    }

    /**
     * Sets the GPUs that no job holds.
     *
     * @param row of the node.
     * @param value a count.
     */
    public void gpusFree(final int row, final int value) {
        buffer.putInt(slab.offset(row) + GPUS_FREE_OFFSET, value);
    }

    /**
     * GPUs of the node.
     *
     * @param row of the node.
     * @return a count.
     */
    public int gpusTotal(final int row) {
        return buffer.getInt(slab.offset(row) + GPUS_TOTAL_OFFSET);
    }

    /**
     * Features of the node.
     *
     * @param row of the node.
     * @return a bit each.
     */
    public long features(final int row) {
        return buffer.getLong(slab.offset(row) + FEATURES_OFFSET);
    }

    /**
     * State of the node, a value of {@link io.weft.core.wire.NodeState}.
     *
     * @param row of the node.
     * @return the value.
     */
    public int state(final int row) {
        return buffer.getInt(slab.offset(row) + STATE_OFFSET) & STATE_MASK;
    }

    /**
     * Sets the state of the node.
     *
     * @param row of the node.
     * @param value of {@link io.weft.core.wire.NodeState}.
     */
    public void state(final int row, final int value) {
        final int closed = isClosed(row) ? CLOSED : 0;
        buffer.putInt(slab.offset(row) + STATE_OFFSET, value | closed);
    }

    /**
     * Whether the node takes jobs: it is up and not closed.
     *
     * @param row of the node.
     * @return true if so.
     */
    public boolean isOpen(final int row) {
        return buffer.getInt(slab.offset(row) + STATE_OFFSET) == NodeState.UP.value();
    }

    /**
     * Whether the node is kept for a suspended job.
     *
     * @param row of the node.
     * @return true if so.
     */
    public boolean isClosed(final int row) {
        return (buffer.getInt(slab.offset(row) + STATE_OFFSET) & CLOSED) != 0;
    }

    /**
     * Keeps the node for a suspended job, or opens it again.
     *
     * @param row of the node.
     * @param isClosed whether newcomers are kept away.
     */
    public void close(final int row, final boolean isClosed) {
        buffer.putInt(slab.offset(row) + STATE_OFFSET, state(row) | (isClosed ? CLOSED : 0));
    }

    /**
     * Jobs that give way on the node and were not yet seen to be off.
     *
     * @param row of the node.
     * @return a count.
     */
    public int leavingCount(final int row) {
        return buffer.getInt(slab.offset(row) + LEAVING_COUNT_OFFSET);
    }

    /**
     * More jobs give way, or fewer.
     *
     * @param row of the node.
     * @param change how many more.
     */
    public void addLeaving(final int row, final int change) {
        buffer.putInt(slab.offset(row) + LEAVING_COUNT_OFFSET, leavingCount(row) + change);
    }

    /**
     * The embedder's id.
     *
     * @param row of the node.
     * @return the id.
     */
    public int nodeId(final int row) {
        return buffer.getInt(slab.offset(row) + NODE_ID_OFFSET);
    }

    /**
     * Switch it hangs on.
     *
     * @param row of the node.
     * @return id of the switch.
     */
    public int switchId(final int row) {
        return buffer.getInt(slab.offset(row) + SWITCH_ID_OFFSET);
    }

    /**
     * Oldest allocation on the node.
     *
     * @param row of the node.
     * @return an allocation row, or -1.
     */
    public int allocationHead(final int row) {
        return buffer.getInt(slab.offset(row) + ALLOCATION_HEAD_OFFSET) - 1;
    }

    /**
     * Sets the oldest allocation on the node.
     *
     * @param row of the node.
     * @param allocationRow or -1.
     */
    public void allocationHead(final int row, final int allocationRow) {
        buffer.putInt(slab.offset(row) + ALLOCATION_HEAD_OFFSET, allocationRow + 1);
    }

    /**
     * Newest allocation on the node.
     *
     * @param row of the node.
     * @return an allocation row, or -1.
     */
    public int allocationTail(final int row) {
        return buffer.getInt(slab.offset(row) + ALLOCATION_TAIL_OFFSET) - 1;
    }

    /**
     * Sets the newest allocation on the node.
     *
     * @param row of the node.
     * @param allocationRow or -1.
     */
    public void allocationTail(final int row, final int allocationRow) {
        buffer.putInt(slab.offset(row) + ALLOCATION_TAIL_OFFSET, allocationRow + 1);
    }

    /**
     * Job that has the node to itself.
     *
     * @param row of the node.
     * @return a job row, or -1.
     */
    public int holder(final int row) {
        return buffer.getInt(slab.offset(row) + HOLDER_OFFSET) - 1;
    }

    /**
     * Sets the job that has the node to itself.
     *
     * @param row of the node.
     * @param jobRow of the job, or -1.
     */
    public void holder(final int row, final int jobRow) {
        buffer.putInt(slab.offset(row) + HOLDER_OFFSET, jobRow + 1);
    }

    /**
     * Key of those who share the node.
     *
     * @param row of the node.
     * @return 0 when nobody is there, or only jobs that have none.
     */
    public long key(final int row) {
        return buffer.getLong(slab.offset(row) + KEY_OFFSET);
    }

    /**
     * Jobs that hold something of the node.
     *
     * @param row of the node.
     * @return the count, those without cores included.
     */
    public int jobCount(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_COUNT_OFFSET);
    }

    /**
     * A job takes something of the node.
     *
     * @param row of the node.
     * @param key of the job, that of the node unless it is the first; 0 for none.
     */
    public void addJob(final int row, final long key) {
        final int offset = slab.offset(row);
        buffer.putLong(offset + KEY_OFFSET, key);
        buffer.putInt(offset + JOB_COUNT_OFFSET, buffer.getInt(offset + JOB_COUNT_OFFSET) + 1);
    }

    /**
     * A job has given back all that it held of the node; with the last one goes the key.
     *
     * @param row of the node.
     */
    public void removeJob(final int row) {
        final int offset = slab.offset(row);
        final int left = buffer.getInt(offset + JOB_COUNT_OFFSET) - 1;
        buffer.putInt(offset + JOB_COUNT_OFFSET, left);
        if (left == 0) {
            buffer.putLong(offset + KEY_OFFSET, 0);
        }
    }

    /**
     * Most jobs that have one GPU.
     *
     * @param row of the node.
     * @return 1..15.
     */
    public int gpuMultiplicityMax(final int row) {
        return buffer.getInt(slab.offset(row) + GPU_MULTIPLICITY_MAX_OFFSET);
    }

    /**
     * GPUs that take no further job.
     *
     * @param row of the node.
     * @return a bit for each.
     */
    public long gpuMask(final int row) {
        return buffer.getLong(slab.offset(row) + GPU_MASK_OFFSET);
    }

    /**
     * Sets the GPUs that take no further job.
     *
     * @param row of the node.
     * @param value a bit for each.
     */
    public void gpuMask(final int row, final long value) {
        buffer.putLong(slab.offset(row) + GPU_MASK_OFFSET, value);
    }
}
