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
 * The advance reservations: whole nodes that are kept from one time to another.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree         only in a free row, see Slab
 *      4     4 state            0: free, COMING or BEGUN
 *      8     8 reservationId    -1: made for a job
 *     16     8 startTime        ns, of the window that comes or has begun
 *     24     8 endTime          ns
 *     32     8 period           ns, 0: once
 *     40     4 ownerUserId      -1: any
 *     44     4 ownerAccountId   -1: any
 *     48     4 jobRow           row + 1 of the job it was made for, 0: none
 *     52     4 flags            MAINTENANCE, CHOSEN
 *     56     4 jobCount         jobs that name it
 *     60     4 nodeCount
 *     64   8·w nodes            w words of 64 node rows
 * </pre>
 *
 * <p>Beside the rows it keeps, for each node, which reservation has begun there and which comes
 * first: derived, so that both are known at once. No allocation, kernel thread only. Cost: O(1), or
 * as said.
 */
public final class ReservationTable {
    /** State of a reservation that has not begun. */
    public static final int COMING = 1;

    /** State of a reservation whose nodes are its own now. */
    public static final int BEGUN = 2;

    /** Flag: nobody runs there. */
    public static final int MAINTENANCE = 1;

    /** Flag: the kernel chose the nodes, and may replace one. */
    public static final int CHOSEN = 2;

    private static final int NULL_ROW = Slab.NULL_ROW;
    private static final int STATE_OFFSET = 4;
    private static final int ID_OFFSET = STATE_OFFSET + Integer.BYTES;
    private static final int START_OFFSET = ID_OFFSET + Long.BYTES;
    private static final int END_OFFSET = START_OFFSET + Long.BYTES;
    private static final int PERIOD_OFFSET = END_OFFSET + Long.BYTES;
    private static final int OWNER_USER_OFFSET = PERIOD_OFFSET + Long.BYTES;
    private static final int OWNER_ACCOUNT_OFFSET = OWNER_USER_OFFSET + Integer.BYTES;
    private static final int JOB_ROW_OFFSET = OWNER_ACCOUNT_OFFSET + Integer.BYTES;
    private static final int FLAGS_OFFSET = JOB_ROW_OFFSET + Integer.BYTES;
    private static final int JOB_COUNT_OFFSET = FLAGS_OFFSET + Integer.BYTES;
    private static final int NODE_COUNT_OFFSET = JOB_COUNT_OFFSET + Integer.BYTES;
    private static final int NODES_OFFSET = NODE_COUNT_OFFSET + Integer.BYTES;
    private static final int NODE_LENGTH = 2 * Integer.BYTES;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;
    private final UnsafeBuffer nodes;
    private int begunCount;

    ReservationTable(final Footprint footprint, final Limits limits) {
        final int setLength = (limits.nodeCount() + 63) / 64 * Long.BYTES;
        final int capacity = limits.reservationCount();
        slab = new Slab(footprint, "reservations", NODES_OFFSET + setLength, capacity);
        buffer = slab.buffer();
        index = new RowIndex(footprint, "reservation index", capacity);
        nodes = footprint.allocate("reserved nodes", (long) limits.nodeCount() * NODE_LENGTH);
    }

    /**
     * Adds a reservation without nodes, that is still to come.
     *
     * @param reservationId that no row has, or -1 for one that is made for a job.
     * @param jobRow that it is made for, or -1.
     * @param startNs of its first window.
     * @param endNs of its first window, after the start.
     * @param periodNs from one start to the next, 0 for once.
     * @param flags of it.
     * @return its row, or -1 when the table is full.
     */
    public int add(
            final long reservationId,
            final int jobRow,
            final long startNs,
            final long endNs,
            final long periodNs,
            final int flags) {
        final int row = slab.take();
        if (row == NULL_ROW) {
            return NULL_ROW;
        }
        final int offset = slab.offset(row);
        buffer.putInt(offset + STATE_OFFSET, COMING);
        buffer.putLong(offset + ID_OFFSET, reservationId);
        buffer.putLong(offset + START_OFFSET, startNs);
        buffer.putLong(offset + END_OFFSET, endNs);
        buffer.putLong(offset + PERIOD_OFFSET, periodNs);
        buffer.putInt(offset + OWNER_USER_OFFSET, -1);
        buffer.putInt(offset + OWNER_ACCOUNT_OFFSET, -1);
        buffer.putInt(offset + JOB_ROW_OFFSET, jobRow + 1);
        buffer.putInt(offset + FLAGS_OFFSET, flags);
        if (jobRow == NULL_ROW) {
            index.put(reservationId, row);
        }
        return row;
    }

    /**
     * Removes a reservation that has no nodes any more.
     *
     * @param row of it.
     */
    public void remove(final int row) {
        if (jobRow(row) == NULL_ROW) {
            index.remove(id(row));
        }
        slab.free(row);
    }

    /**
     * Says whose jobs may run there.
     *
     * @param row of the reservation.
     * @param userId of the owner, or -1.
     * @param accountId of the owner, or -1.
     */
    public void owner(final int row, final int userId, final int accountId) {
        buffer.putInt(slab.offset(row) + OWNER_USER_OFFSET, userId);
        buffer.putInt(slab.offset(row) + OWNER_ACCOUNT_OFFSET, accountId);
    }

    /** Indexes the rows again, which were put in place from outside. O(rows * nodes). */
    void rebuild() {
        final BitSet used = slab.usedRows();
        begunCount = 0;
        for (int row = used.nextSetBit(0); row >= 0; row = used.nextSetBit(row + 1)) {
            if (jobRow(row) == NULL_ROW) {
                index.put(id(row), row);
            }
            begunCount += state(row) == BEGUN ? 1 : 0;
            for (int node = nextNode(row, 0); node != NULL_ROW; node = nextNode(row, node + 1)) {
                derive(node);
            }
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
     * Row of a reservation.
     *
     * @param reservationId of it.
     * @return the row, or -1.
     */
    public int row(final long reservationId) {
        return index.row(reservationId);
    }

    /**
     * Whether a row is in use.
     *
     * @param row below {@link Slab#highWater()}.
     * @return true if so.
     */
    public boolean isUsed(final int row) {
        return state(row) != 0;
    }

    /**
     * State.
     *
     * @param row of the reservation.
     * @return {@link #COMING} or {@link #BEGUN}; 0 for a free row.
     */
    public int state(final int row) {
        return buffer.getInt(slab.offset(row) + STATE_OFFSET);
    }

    /**
     * Id.
     *
     * @param row of the reservation.
     * @return the id, -1 when it was made for a job.
     */
    public long id(final int row) {
        return buffer.getLong(slab.offset(row) + ID_OFFSET);
    }

    /**
     * When the window that comes or has begun starts.
     *
     * @param row of the reservation.
     * @return time in ns.
     */
    public long startNs(final int row) {
        return buffer.getLong(slab.offset(row) + START_OFFSET);
    }

    /**
     * When that window ends.
     *
     * @param row of the reservation.
     * @return time in ns.
     */
    public long endNs(final int row) {
        return buffer.getLong(slab.offset(row) + END_OFFSET);
    }

    /**
     * Time from one start to the next.
     *
     * @param row of the reservation.
     * @return ns, 0 for once.
     */
    public long periodNs(final int row) {
        return buffer.getLong(slab.offset(row) + PERIOD_OFFSET);
    }

    /**
     * User whose jobs may run there.
     *
     * @param row of the reservation.
     * @return id, -1 for any.
     */
    public int ownerUserId(final int row) {
        return buffer.getInt(slab.offset(row) + OWNER_USER_OFFSET);
    }

    /**
     * Account whose jobs may run there.
     *
     * @param row of the reservation.
     * @return id, -1 for any.
     */
    public int ownerAccountId(final int row) {
        return buffer.getInt(slab.offset(row) + OWNER_ACCOUNT_OFFSET);
    }

    /**
     * Job that the reservation was made for, so that it keeps its deadline.
     *
     * @param row of the reservation.
     * @return a job row, or -1.
     */
    public int jobRow(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_ROW_OFFSET) - 1;
    }

    /**
     * Whether a flag is set.
     *
     * @param row of the reservation.
     * @param flag {@link #MAINTENANCE} or {@link #CHOSEN}.
     * @return true if so.
     */
    public boolean is(final int row, final int flag) {
        return (buffer.getInt(slab.offset(row) + FLAGS_OFFSET) & flag) != 0;
    }

    /**
     * Jobs that name the reservation.
     *
     * @param row of the reservation.
     * @return the count.
     */
    public int jobCount(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_COUNT_OFFSET);
    }

    /**
     * Counts jobs that name the reservation.
     *
     * @param row of the reservation.
     * @param change how many more.
     */
    public void addJobs(final int row, final int change) {
        buffer.putInt(slab.offset(row) + JOB_COUNT_OFFSET, jobCount(row) + change);
    }

    /**
     * Nodes of the reservation.
     *
     * @param row of the reservation.
     * @return the count.
     */
    public int nodeCount(final int row) {
        return buffer.getInt(slab.offset(row) + NODE_COUNT_OFFSET);
    }

    /**
     * Whether a node belongs to the reservation.
     *
     * @param row of the reservation.
     * @param nodeRow of the node.
     * @return true if so.
     */
    public boolean hasNode(final int row, final int nodeRow) {
        return (word(row, nodeRow) >>> nodeRow & 1) != 0;
    }

    /**
     * The first node of the reservation from a row on.
     *
     * @param row of the reservation.
     * @param fromRow of a node.
     * @return a node row, or -1.
     */
    public int nextNode(final int row, final int fromRow) {
        final int end = (slab.rowLength() - NODES_OFFSET) * Byte.SIZE;
        int nodeRow = fromRow;
        while (nodeRow < end) {
            final long left = word(row, nodeRow) >>> nodeRow;
            if (left != 0) {
                return nodeRow + Long.numberOfTrailingZeros(left);
            }
            nodeRow = (nodeRow | 63) + 1;
        }
        return NULL_ROW;
    }

    private long word(final int row, final int nodeRow) {
        return buffer.getLong(wordOffset(row, nodeRow));
    }

    private int wordOffset(final int row, final int nodeRow) {
        return slab.offset(row) + NODES_OFFSET + (nodeRow >>> 6) * Long.BYTES;
    }

    // ------------------------------------------------------------------ nodes

    /**
     * Adds a node.
     *
     * @param row of the reservation, which does not have it.
     * @param nodeRow of the node; no other reservation may have begun there if this one has.
     */
    public void addNode(final int row, final int nodeRow) {
        final int at = wordOffset(row, nodeRow);
        buffer.putLong(at, buffer.getLong(at) | 1L << nodeRow);
        buffer.putInt(slab.offset(row) + NODE_COUNT_OFFSET, nodeCount(row) + 1);
        derive(nodeRow);
    }

    /**
     * Removes a node.
     *
     * @param row of the reservation, which has it.
     * @param nodeRow of the node.
     */
    public void removeNode(final int row, final int nodeRow) {
        final int at = wordOffset(row, nodeRow);
        buffer.putLong(at, buffer.getLong(at) & ~(1L << nodeRow));
        buffer.putInt(slab.offset(row) + NODE_COUNT_OFFSET, nodeCount(row) - 1);
        derive(nodeRow);
    }

    /**
     * Begins a reservation; {@link #derive} must follow for each of its nodes.
     *
     * @param row of the reservation.
     */
    public void begin(final int row) {
        buffer.putInt(slab.offset(row) + STATE_OFFSET, BEGUN);
        begunCount++;
    }

    /**
     * Ends the window of a reservation that has begun; {@link #derive} must follow for each of its
     * nodes.
     *
     * @param row of the reservation.
     * @param startNs of the next window.
     * @param endNs of the next window.
     */
    public void end(final int row, final long startNs, final long endNs) {
        buffer.putInt(slab.offset(row) + STATE_OFFSET, COMING);
        buffer.putLong(slab.offset(row) + START_OFFSET, startNs);
        buffer.putLong(slab.offset(row) + END_OFFSET, endNs);
        begunCount--;
    }

    /**
     * Finds out anew what has begun on a node and what comes: O(reservations).
     *
     * @param nodeRow of the node.
     */
    public void derive(final int nodeRow) {
        nodes.putInt(nodeRow * NODE_LENGTH, find(nodeRow, BEGUN) + 1);
        nodes.putInt(nodeRow * NODE_LENGTH + Integer.BYTES, find(nodeRow, COMING) + 1);
    }

    /** The one that starts first of those in some state. */
    int find(final int nodeRow, final int state) {
        int first = NULL_ROW;
        for (int row = 0; row < slab.highWater(); row++) {
            final boolean isMeant = state(row) == state && hasNode(row, nodeRow);
            if (isMeant && (first == NULL_ROW || startNs(row) < startNs(first))) {
                first = row;
            }
        }
        return first;
    }

    /**
     * The reservation that has begun on a node.
     *
     * @param nodeRow of the node.
     * @return its row, or -1.
     */
    public int begunOn(final int nodeRow) {
        return begunCount == 0 ? NULL_ROW : nodes.getInt(nodeRow * NODE_LENGTH) - 1;
    }

    /**
     * The reservation that begins next on a node.
     *
     * @param nodeRow of the node.
     * @return its row, or -1.
     */
    public int comingOn(final int nodeRow) {
        return nodes.getInt(nodeRow * NODE_LENGTH + Integer.BYTES) - 1;
    }

    /**
     * Reservations that have begun.
     *
     * @return the count.
     */
    public int begunCount() {
        return begunCount;
    }
}
