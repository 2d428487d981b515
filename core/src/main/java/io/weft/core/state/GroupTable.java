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
import io.weft.core.memory.Slab;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The groups of jobs: those that count towards the same limits and need the same licences. A row is
 * there as long as a job is of it. What a group is stands in its key, {@link #KEY_LENGTH} bytes of
 * the row from {@link #KEY_OFFSET}, which {@link GroupKey} writes; rows of one hash are chained.
 * O(1) expected, no allocation, kernel thread only.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 jobCount        jobs of the group
 *      8    88 key             see GroupKey
 *     96    20 holdingRows     row + 1 for each scope, 0 where no limit counts
 *    116    12 zero
 * </pre>
 */
final class GroupTable {
    static final int KEY_OFFSET = 8;
    static final int KEY_LENGTH = 88;

    private static final int JOB_COUNT_OFFSET = 4;
    private static final int HOLDING_ROWS_OFFSET = KEY_OFFSET + KEY_LENGTH;
    private static final int ROW_LENGTH = 128;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final UnsafeBuffer buckets;
    private final UnsafeBuffer nexts;
    private final int bucketMask;

    GroupTable(final Footprint footprint, final int capacity) {
        slab = new Slab(footprint, "groups", ROW_LENGTH, capacity);
        buffer = slab.buffer();
        final int bucketCount = Integer.highestOneBit(capacity);
        buckets = footprint.allocate("group index", (long) bucketCount * Integer.BYTES);
        nexts = footprint.allocate("group index", (long) capacity * Integer.BYTES);
        bucketMask = bucketCount - 1;
    }

    /** Row of a key, or -1. */
    int row(final DirectBuffer key) {
        int row = buckets.getInt(bucketAt(key, 0)) - 1;
        while (row != Slab.NULL_ROW && !hasKey(row, key)) {
            row = nexts.getInt(row * Integer.BYTES) - 1;
        }
        return row;
    }

    /** A row for a key that has none, -1 when the table is full. */
    int add(final DirectBuffer key) {
        final int row = slab.take();
        if (row != Slab.NULL_ROW) {
            buffer.putBytes(slab.offset(row) + KEY_OFFSET, key, 0, KEY_LENGTH);
            index(row);
        }
        return row;
    }

    private void index(final int row) {
        final int bucketAt = bucketAt(buffer, keyOffset(row));
        nexts.putInt(row * Integer.BYTES, buckets.getInt(bucketAt));
        buckets.putInt(bucketAt, row + 1);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        final BitSet used = slab.usedRows();
        for (int row = used.nextSetBit(0); row >= 0; row = used.nextSetBit(row + 1)) {
            index(row);
        }
    }

    void remove(final int row) {
        final int bucketAt = bucketAt(buffer, keyOffset(row));
        final int next = nexts.getInt(row * Integer.BYTES);
        int other = buckets.getInt(bucketAt) - 1;
        if (other == row) {
            buckets.putInt(bucketAt, next);
        } else {
            while (nexts.getInt(other * Integer.BYTES) != row + 1) {
                other = nexts.getInt(other * Integer.BYTES) - 1;
            }
            nexts.putInt(other * Integer.BYTES, next);
        }
        slab.free(row);
    }

    private boolean hasKey(final int row, final DirectBuffer key) {
        final int offset = keyOffset(row);
        for (int at = 0; at < KEY_LENGTH; at += Long.BYTES) {
            if (buffer.getLong(offset + at) != key.getLong(at)) {
                return false;
            }
        }
        return true;
    }

    private int bucketAt(final DirectBuffer key, final int offset) {
        long hash = 0;
        for (int at = 0; at < KEY_LENGTH; at += Long.BYTES) {
            hash = (hash ^ key.getLong(offset + at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return ((int) hash & bucketMask) * Integer.BYTES;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int keyOffset(final int row) {
        return slab.offset(row) + KEY_OFFSET;
    }

    int jobCount(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_COUNT_OFFSET);
    }

    void addJobs(final int row, final int change) {
        final int at = slab.offset(row) + JOB_COUNT_OFFSET;
        buffer.putInt(at, buffer.getInt(at) + change);
    }

    /** Row of what the group counts in, -1 where no limit of the scope counts. */
    int holdingRow(final int row, final int scope) {
        return buffer.getInt(holdingAt(row, scope)) - 1;
    }

    void holdingRow(final int row, final int scope, final int value) {
        buffer.putInt(holdingAt(row, scope), value + 1);
    }

    private int holdingAt(final int row, final int scope) {
        return slab.offset(row) + HOLDING_ROWS_OFFSET + scope * Integer.BYTES;
    }

    Slab slab() {
        return slab;
    }
}
