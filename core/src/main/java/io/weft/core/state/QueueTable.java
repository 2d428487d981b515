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
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The queues: a row each, and after it the set of the queue's nodes, a bit for each node row. Rows
 * are in the order of definition and never given back. O(1), no allocation, kernel thread only.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 queueId
 *      8     8 walltimeMax     ns, 0: no limit
 *     16     4 maxMultiplicity in force, 1..15
 *     20     4 nodeCountMax    0: no limit
 *     24     4 coreCountMax    0: no limit
 *     28     4 priority
 *     32     4 nameId
 *     36     4 hasAllNodes     1: the set is not asked
 *     40     4 mayPreempt      1: rules of the queue let its jobs preempt
 *     44     4 definedMultiplicity maxMultiplicity without what rules raise it by
 *     48     4 highestMultiplicity maxMultiplicity that ever was in force
 *     52     4 zero
 *     56   8·w nodes           w words of 64 node rows
 * </pre>
 */
public final class QueueTable {
    private static final int QUEUE_ID_OFFSET = 4;
    private static final int WALLTIME_MAX_OFFSET = QUEUE_ID_OFFSET + Integer.BYTES;
    private static final int MAX_MULTIPLICITY_OFFSET = WALLTIME_MAX_OFFSET + Long.BYTES;
    private static final int NODE_COUNT_MAX_OFFSET = MAX_MULTIPLICITY_OFFSET + Integer.BYTES;
    private static final int CORE_COUNT_MAX_OFFSET = NODE_COUNT_MAX_OFFSET + Integer.BYTES;
    private static final int PRIORITY_OFFSET = CORE_COUNT_MAX_OFFSET + Integer.BYTES;
    private static final int NAME_ID_OFFSET = PRIORITY_OFFSET + Integer.BYTES;
    private static final int HAS_ALL_NODES_OFFSET = NAME_ID_OFFSET + Integer.BYTES;
    private static final int MAY_PREEMPT_OFFSET = HAS_ALL_NODES_OFFSET + Integer.BYTES;
    private static final int DEFINED_MULTIPLICITY_OFFSET = MAY_PREEMPT_OFFSET + Integer.BYTES;
    private static final int HIGHEST_MULTIPLICITY_OFFSET =
            DEFINED_MULTIPLICITY_OFFSET + Integer.BYTES;
    private static final int NODES_OFFSET = 56;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;

    /** Derived. */
    private int preemptingCount;

    QueueTable(final Footprint footprint, final Limits limits) {
        final int setLength = (limits.nodeCount() + 63) / 64 * Long.BYTES;
        slab = new Slab(footprint, "queues", NODES_OFFSET + setLength, limits.queueCount());
        buffer = slab.buffer();
        index = new RowIndex(footprint, "queue index", limits.queueCount());
    }

    /**
     * Adds a queue without nodes.
     *
     * @param queueId that no row has.
     * @param maxMultiplicity M.
     * @param walltimeMaxNs 0 for no limit.
     * @param nodeCountMax 0 for no limit.
     * @param coreCountMax 0 for no limit.
     * @param priority higher comes first.
     * @param nameId of its name, or -1.
     * @return its row, or -1 when the table is full.
     */
    public int add(
            final int queueId,
            final int maxMultiplicity,
            final long walltimeMaxNs,
            final int nodeCountMax,
            final int coreCountMax,
            final int priority,
            final int nameId) {
        final int row = slab.take();
        if (row == Slab.NULL_ROW) {
            return row;
        }
        final int offset = slab.offset(row);
        buffer.putInt(offset + QUEUE_ID_OFFSET, queueId);
        buffer.putLong(offset + WALLTIME_MAX_OFFSET, walltimeMaxNs);
        buffer.putInt(offset + MAX_MULTIPLICITY_OFFSET, maxMultiplicity);
        buffer.putInt(offset + DEFINED_MULTIPLICITY_OFFSET, maxMultiplicity);
        buffer.putInt(offset + HIGHEST_MULTIPLICITY_OFFSET, maxMultiplicity);
        buffer.putInt(offset + NODE_COUNT_MAX_OFFSET, nodeCountMax);
        buffer.putInt(offset + CORE_COUNT_MAX_OFFSET, coreCountMax);
        buffer.putInt(offset + PRIORITY_OFFSET, priority);
        buffer.putInt(offset + NAME_ID_OFFSET, nameId);
        index.put(queueId, row);
        return row;
    }

    /**
     * Gives a queue all nodes, those added later too.
     *
     * @param row of the queue.
     */
    public void addAllNodes(final int row) {
        buffer.putInt(slab.offset(row) + HAS_ALL_NODES_OFFSET, 1);
    }

    /**
     * Gives a queue a node.
     *
     * @param row of the queue.
     * @param nodeRow of the node.
     */
    public void addNode(final int row, final int nodeRow) {
        final int at = wordOffset(row, nodeRow);
        buffer.putLong(at, buffer.getLong(at) | 1L << nodeRow);
    }

    /**
     * Takes a node from a queue that does not have all nodes.
     *
     * @param row of the queue.
     * @param nodeRow of the node.
     */
    public void removeNode(final int row, final int nodeRow) {
        final int at = wordOffset(row, nodeRow);
        buffer.putLong(at, buffer.getLong(at) & ~(1L << nodeRow));
    }

    /**
     * Takes all nodes from a queue; O(nodes / 64).
     *
     * @param row of the queue.
     */
    public void removeAllNodes(final int row) {
        final int offset = slab.offset(row);
        buffer.putInt(offset + HAS_ALL_NODES_OFFSET, 0);
        buffer.setMemory(offset + NODES_OFFSET, slab.rowLength() - NODES_OFFSET, (byte) 0);
    }

    /**
     * Whether a queue may use every node.
     *
     * @param row of the queue.
     * @return true if so.
     */
    public boolean hasAllNodes(final int row) {
        return buffer.getInt(slab.offset(row) + HAS_ALL_NODES_OFFSET) != 0;
    }

    /**
     * Whether a queue may use a node.
     *
     * @param row of the queue.
     * @param nodeRow of the node.
     * @return true if so.
     */
    public boolean hasNode(final int row, final int nodeRow) {
        return hasAllNodes(row) || (buffer.getLong(wordOffset(row, nodeRow)) >>> nodeRow & 1) != 0;
    }

    /**
     * Row of a queue.
     *
     * @param queueId of the queue.
     * @return the row, or -1.
     */
    public int row(final int queueId) {
        return index.row(queueId);
    }

    /**
     * Id of a queue.
     *
     * @param row of the queue.
     * @return the id.
     */
    public int queueId(final int row) {
        return buffer.getInt(slab.offset(row) + QUEUE_ID_OFFSET);
    }

    /**
     * M of a queue that is in force.
     *
     * @param row of the queue.
     * @return 1..15.
     */
    public int maxMultiplicity(final int row) {
        return buffer.getInt(slab.offset(row) + MAX_MULTIPLICITY_OFFSET);
    }

    /**
     * Puts another M in force, of which the policy must be told.
     *
     * @param row of the queue.
     * @param value 1..15.
     */
    public void maxMultiplicity(final int row, final int value) {
        final int offset = slab.offset(row);
        buffer.putInt(offset + MAX_MULTIPLICITY_OFFSET, value);
        final int highest = Math.max(value, highestMultiplicity(row));
        buffer.putInt(offset + HIGHEST_MULTIPLICITY_OFFSET, highest);
    }

    /**
     * M with which a queue was defined, or that it was altered to.
     *
     * @param row of the queue.
     * @return 1..15.
     */
    public int definedMultiplicity(final int row) {
        return buffer.getInt(slab.offset(row) + DEFINED_MULTIPLICITY_OFFSET);
    }

    /**
     * Sets M without what rules raise it by; what is in force stays as it is.
     *
     * @param row of the queue.
     * @param value 1..15.
     */
    public void definedMultiplicity(final int row, final int value) {
        buffer.putInt(slab.offset(row) + DEFINED_MULTIPLICITY_OFFSET, value);
    }

    /**
     * The highest M that ever was in force: no core has got more processes by the queue.
     *
     * @param row of the queue.
     * @return 1..15.
     */
    public int highestMultiplicity(final int row) {
        return buffer.getInt(slab.offset(row) + HIGHEST_MULTIPLICITY_OFFSET);
    }

    /**
     * Whether rules of a queue let its jobs preempt others now.
     *
     * @param row of the queue.
     * @return true if so.
     */
    public boolean mayPreempt(final int row) {
        return buffer.getInt(slab.offset(row) + MAY_PREEMPT_OFFSET) != 0;
    }

    /**
     * Says whether jobs of a queue may preempt others.
     *
     * @param row of the queue.
     * @param value true if so.
     */
    public void mayPreempt(final int row, final boolean value) {
        preemptingCount += (value ? 1 : 0) - (mayPreempt(row) ? 1 : 0);
        buffer.putInt(slab.offset(row) + MAY_PREEMPT_OFFSET, value ? 1 : 0);
    }

    /**
     * Queues whose rules let their jobs preempt others now.
     *
     * @return a count.
     */
    public int preemptingCount() {
        return preemptingCount;
    }

    /**
     * Longest walltime that a job may ask for.
     *
     * @param row of the queue.
     * @return ns, 0 for no limit.
     */
    public long walltimeMaxNs(final int row) {
        return buffer.getLong(slab.offset(row) + WALLTIME_MAX_OFFSET);
    }

    /**
     * Sets the longest walltime that a job may ask for.
     *
     * @param row of the queue.
     * @param value ns, 0 for no limit.
     */
    public void walltimeMaxNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + WALLTIME_MAX_OFFSET, value);
    }

    /**
     * Most nodes that a job may ask for.
     *
     * @param row of the queue.
     * @return a count, 0 for no limit.
     */
    public int nodeCountMax(final int row) {
        return buffer.getInt(slab.offset(row) + NODE_COUNT_MAX_OFFSET);
    }

    /**
     * Sets how many nodes a job may ask for.
     *
     * @param row of the queue.
     * @param value a count, 0 for no limit.
     */
    public void nodeCountMax(final int row, final int value) {
        buffer.putInt(slab.offset(row) + NODE_COUNT_MAX_OFFSET, value);
    }

    /**
     * Most cores that a job may ask for.
     *
     * @param row of the queue.
     * @return a count, 0 for no limit.
     */
    public int coreCountMax(final int row) {
        return buffer.getInt(slab.offset(row) + CORE_COUNT_MAX_OFFSET);
    }

    /**
     * Sets how many cores a job may ask for.
     *
     * @param row of the queue.
     * @param value a count, 0 for no limit.
     */
    public void coreCountMax(final int row, final int value) {
        buffer.putInt(slab.offset(row) + CORE_COUNT_MAX_OFFSET, value);
    }

    /**
     * Priority of a queue.
     *
     * @param row of the queue.
     * @return higher comes first, where the policy asks.
     */
    public int priority(final int row) {
        return buffer.getInt(slab.offset(row) + PRIORITY_OFFSET);
    }

    /**
     * Sets the priority, of which the policy must be told.
     *
     * @param row of the queue.
     * @param value higher comes first.
     */
    public void priority(final int row, final int value) {
        buffer.putInt(slab.offset(row) + PRIORITY_OFFSET, value);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        preemptingCount = 0;
        for (int row = 0; row < slab.highWater(); row++) {
            index.put(queueId(row), row);
            preemptingCount += mayPreempt(row) ? 1 : 0;
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

    private int wordOffset(final int row, final int nodeRow) {
        return slab.offset(row) + NODES_OFFSET + (nodeRow >>> 6) * Long.BYTES;
    }
}
