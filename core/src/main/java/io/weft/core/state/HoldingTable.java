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

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowIndex;
import io.weft.core.memory.Slab;
import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the jobs of one queue, user or account have together that a limit counts. A row is there as
 * long as a group of jobs counts in it. O(1), no allocation, kernel thread only.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 groupCount      groups that count in it
 *      8     8 key             scope, queue row, id
 *     16     4 limitRow        of its limit
 *     20     4 jobCount        in the table
 *     24     4 holdingCount    jobs that hold cores
 *     28     4 zero
 *     32     8 nodeCount       of those that hold cores, as asked for
 *     40     8 coreCount
 *     48     8 gpuCount
 *     56     8 zero
 * </pre>
 */
public final class HoldingTable {
    private static final int GROUP_COUNT_OFFSET = 4;
    private static final int KEY_OFFSET = GROUP_COUNT_OFFSET + Integer.BYTES;
    private static final int LIMIT_ROW_OFFSET = KEY_OFFSET + Long.BYTES;
    private static final int JOB_COUNT_OFFSET = LIMIT_ROW_OFFSET + Integer.BYTES;
    private static final int HOLDING_COUNT_OFFSET = JOB_COUNT_OFFSET + Integer.BYTES;
    private static final int NODE_COUNT_OFFSET = 32;
    private static final int CORE_COUNT_OFFSET = NODE_COUNT_OFFSET + Long.BYTES;
    private static final int GPU_COUNT_OFFSET = CORE_COUNT_OFFSET + Long.BYTES;
    private static final int ROW_LENGTH = 64;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;

    HoldingTable(final Footprint footprint, final int capacity) {
        slab = new Slab(footprint, "holdings", ROW_LENGTH, capacity);
        buffer = slab.buffer();
        index = new RowIndex(footprint, "holding index", capacity);
    }

    /** A row that one more group counts in, -1 when the table is full. */
    int join(final long key, final int limitRow) {
        int row = index.row(key);
        if (row == Slab.NULL_ROW) {
            row = slab.take();
            if (row == Slab.NULL_ROW) {
                return row;
            }
            index.put(key, row);
            buffer.putLong(slab.offset(row) + KEY_OFFSET, key);
            limitRow(row, limitRow);
        }
        add(row, GROUP_COUNT_OFFSET, 1);
        return row;
    }

    /** One group less counts in a row. */
    void leave(final int row) {
        add(row, GROUP_COUNT_OFFSET, -1);
        if (groupCount(row) == 0) {
            index.remove(key(row));
            slab.free(row);
        }
    }

    int row(final long key) {
        return index.row(key);
    }

    long key(final int row) {
        return buffer.getLong(slab.offset(row) + KEY_OFFSET);
    }

    int groupCount(final int row) {
        return buffer.getInt(slab.offset(row) + GROUP_COUNT_OFFSET);
    }

    /**
     * The limit that counts.
     *
     * @param row of the holding.
     * @return a row of {@link Gates#limits()}.
     */
    public int limitRow(final int row) {
        return buffer.getInt(slab.offset(row) + LIMIT_ROW_OFFSET);
    }

    void limitRow(final int row, final int value) {
        buffer.putInt(slab.offset(row) + LIMIT_ROW_OFFSET, value);
    }

    /** More jobs are in the table, or fewer. */
    void addJobs(final int row, final int change) {
        add(row, JOB_COUNT_OFFSET, change);
    }

    /**
     * Jobs have taken what they asked for, or gave it back.
     *
     * @param row of the holding.
     * @param jobs how many, below 0 for what is given back, as in all that follow.
     * @param nodes a count.
     * @param cores a count.
     * @param gpus a count.
     */
    public void add(
            final int row, final int jobs, final long nodes, final long cores, final long gpus) {
        final int offset = slab.offset(row);
        add(row, HOLDING_COUNT_OFFSET, jobs);
        buffer.putLong(offset + NODE_COUNT_OFFSET, nodeCount(row) + nodes);
        buffer.putLong(offset + CORE_COUNT_OFFSET, coreCount(row) + cores);
        buffer.putLong(offset + GPU_COUNT_OFFSET, gpuCount(row) + gpus);
    }

    private void add(final int row, final int field, final int change) {
        final int at = slab.offset(row) + field;
        buffer.putInt(at, buffer.getInt(at) + change);
    }

    /**
     * Jobs in the table.
     *
     * @param row of the holding.
     * @return a count.
     */
    public int jobCount(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_COUNT_OFFSET);
    }

    /**
     * Jobs that hold cores.
     *
     * @param row of the holding.
     * @return a count.
     */
    public int holdingCount(final int row) {
        return buffer.getInt(slab.offset(row) + HOLDING_COUNT_OFFSET);
    }

    /**
     * Nodes that those jobs asked for; cores anywhere count as one node.
     *
     * @param row of the holding.
     * @return a count.
     */
    public long nodeCount(final int row) {
        return buffer.getLong(slab.offset(row) + NODE_COUNT_OFFSET);
    }

    /**
     * Cores that those jobs asked for.
     *
     * @param row of the holding.
     * @return a count.
     */
    public long coreCount(final int row) {
        return buffer.getLong(slab.offset(row) + CORE_COUNT_OFFSET);
    }

    /**
     * GPUs that those jobs asked for.
     *
     * @param row of the holding.
     * @return a count.
     */
    public long gpuCount(final int row) {
        return buffer.getLong(slab.offset(row) + GPU_COUNT_OFFSET);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        final BitSet used = slab.usedRows();
        for (int row = used.nextSetBit(0); row >= 0; row = used.nextSetBit(row + 1)) {
            index.put(key(row), row);
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
