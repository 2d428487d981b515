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
import io.weft.core.wire.LimitScope;
import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The limits that were set: what jobs of a queue, a user or an account may have together. A cap of
 * 0 is none. Rows stay, so that a limit without caps exempts one user from that of each. O(1), no
 * allocation, kernel thread only.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 holdingMax      jobs that hold cores
 *      8     8 key             scope, queue row, id
 *     16     8 nodesMax
 *     24     8 coresMax
 *     32     8 gpusMax
 *     40     4 jobsMax         jobs in the table
 *     44     4 zero
 * </pre>
 */
public final class LimitTable {
    /** How many scopes there are. */
    public static final int SCOPE_COUNT = 5;

    /** Id of the limit that is each user's or each account's. */
    public static final int EACH = -1;

    private static final int HOLDING_MAX_OFFSET = 4;
    private static final int KEY_OFFSET = HOLDING_MAX_OFFSET + Integer.BYTES;
    private static final int NODES_MAX_OFFSET = KEY_OFFSET + Long.BYTES;
    private static final int CORES_MAX_OFFSET = NODES_MAX_OFFSET + Long.BYTES;
    private static final int GPUS_MAX_OFFSET = CORES_MAX_OFFSET + Long.BYTES;
    private static final int JOBS_MAX_OFFSET = GPUS_MAX_OFFSET + Long.BYTES;
    private static final int ROW_LENGTH = 48;
    private static final int SCOPE_SHIFT = 61;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;

    LimitTable(final Footprint footprint, final int capacity) {
        slab = new Slab(footprint, "limits", ROW_LENGTH, capacity);
        buffer = slab.buffer();
        index = new RowIndex(footprint, "limit index", capacity);
    }

    /**
     * What a limit counts, as a number that no other has.
     *
     * @param scope value of a {@link LimitScope}.
     * @param queueRow of the queue; of no matter where the scope names none.
     * @param id of a user or account, or {@link #EACH}; of no matter for a queue.
     * @return the key.
     */
    static long key(final int scope, final int queueRow, final int id) {
        final boolean hasQueue = hasQueue(scope);
        final boolean hasId = scope != LimitScope.QUEUE.value();
        return (long) scope << SCOPE_SHIFT
                | (hasQueue ? (long) queueRow << Integer.SIZE : 0)
                | (hasId ? id & 0xFFFFFFFFL : 0);
    }

    /**
     * Whether a scope names a queue.
     *
     * @param scope value of a {@link LimitScope}.
     * @return true if so.
     */
    public static boolean hasQueue(final int scope) {
        return scope == LimitScope.QUEUE.value() || scope >= LimitScope.USER_IN_QUEUE.value();
    }

    /**
     * Whether a scope names an account.
     *
     * @param scope value of a {@link LimitScope}.
     * @return true if so.
     */
    public static boolean hasAccount(final int scope) {
        return scope == LimitScope.ACCOUNT.value() || scope == LimitScope.ACCOUNT_IN_QUEUE.value();
    }

    static boolean hasUser(final int scope) {
        return scope == LimitScope.USER.value() || scope == LimitScope.USER_IN_QUEUE.value();
    }

    int add(final long key) {
        final int row = slab.take();
        if (row != Slab.NULL_ROW) {
            buffer.putLong(slab.offset(row) + KEY_OFFSET, key);
            index.put(key, row);
        }
        return row;
    }

    void remove(final int row) {
        index.remove(key(row));
        slab.free(row);
    }

    int row(final long key) {
        return index.row(key);
    }

    long key(final int row) {
        return buffer.getLong(slab.offset(row) + KEY_OFFSET);
    }

    void caps(
            final int row,
            final int holdingMax,
            final int jobsMax,
            final long nodesMax,
            final long coresMax,
            final long gpusMax) {
        final int offset = slab.offset(row);
        buffer.putInt(offset + HOLDING_MAX_OFFSET, holdingMax);
        buffer.putInt(offset + JOBS_MAX_OFFSET, jobsMax);
        buffer.putLong(offset + NODES_MAX_OFFSET, nodesMax);
        buffer.putLong(offset + CORES_MAX_OFFSET, coresMax);
        buffer.putLong(offset + GPUS_MAX_OFFSET, gpusMax);
    }

    /**
     * Most jobs that may hold cores.
     *
     * @param row of the limit.
     * @return a count, 0 for no cap.
     */
    public int holdingMax(final int row) {
        return buffer.getInt(slab.offset(row) + HOLDING_MAX_OFFSET);
    }

    /**
     * Most jobs in the table.
     *
     * @param row of the limit.
     * @return a count, 0 for no cap.
     */
    public int jobsMax(final int row) {
        return buffer.getInt(slab.offset(row) + JOBS_MAX_OFFSET);
    }

    /**
     * Most nodes of jobs that hold cores.
     *
     * @param row of the limit.
     * @return a count, 0 for no cap.
     */
    public long nodesMax(final int row) {
        return buffer.getLong(slab.offset(row) + NODES_MAX_OFFSET);
    }

    /**
     * Most cores.
     *
     * @param row of the limit.
     * @return a count, 0 for no cap.
     */
    public long coresMax(final int row) {
        return buffer.getLong(slab.offset(row) + CORES_MAX_OFFSET);
    }

    /**
     * Most GPUs.
     *
     * @param row of the limit.
     * @return a count, 0 for no cap.
     */
    public long gpusMax(final int row) {
        return buffer.getLong(slab.offset(row) + GPUS_MAX_OFFSET);
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
