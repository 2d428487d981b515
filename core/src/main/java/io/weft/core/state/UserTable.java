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
 * What users, or accounts, hold and have used, and their shares. What was used is the average of
 * the cores held until now, in which what was one half-life ago counts half as much, as in Slurm
 * (the manual of priority/multifactor, PriorityDecayHalfLife). A core that several jobs share
 * counts for each of them. Usage is counted in whole seconds: a job that starts and ends within one
 * is not seen.
 *
 * <p>Rows are never given back. There is one for each user that ever had a job or was given a
 * share, up to as many as there may be names; all users beyond that are together in row 0, with one
 * share. Kernel thread only; adding allocates nothing; O(1).
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 userId          0 in row 0, whoever is in it
 *      8     8 coreCount       held now
 *     16     8 usage           average, in units of 2^-30 cores
 *     24     8 usedUntil       time up to which usage is counted, whole s
 *     32     8 share           0 in row 0 as long as nobody is in it
 * </pre>
 */
public final class UserTable {
    /** Row of the users for whom there is no other. */
    public static final int OTHERS_ROW = 0;

    /** What usage is when a user has always held one core. */
    public static final long USAGE_OF_A_CORE = 1L << 30;

    /** Most shares. */
    public static final int SHARE_MAX = (1 << 16) - 1;

    /** Shares of who was given none. */
    public static final int SHARE_DEFAULT = 1;

    private static final int USER_ID_OFFSET = 4;
    private static final int CORE_COUNT_OFFSET = USER_ID_OFFSET + Integer.BYTES;
    private static final int USAGE_OFFSET = CORE_COUNT_OFFSET + Long.BYTES;
    private static final int USED_UNTIL_OFFSET = USAGE_OFFSET + Long.BYTES;
    private static final int SHARE_OFFSET = USED_UNTIL_OFFSET + Long.BYTES;
    private static final int ROW_LENGTH = SHARE_OFFSET + Long.BYTES;
    private static final long NS_PER_S = 1_000_000_000;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;
    private final HalfLife halfLife;
    private long shareSum;

    UserTable(
            final Footprint footprint,
            final String owner,
            final int capacity,
            final HalfLife halfLife) {
        slab = new Slab(footprint, owner + "s", ROW_LENGTH, capacity + 1);
        buffer = slab.buffer();
        index = new RowIndex(footprint, owner + " index", capacity);
        this.halfLife = halfLife;
        slab.take();
    }

    /**
     * Row of a user, a new one for a new user as long as there is any.
     *
     * @param userId of the user.
     * @param timeNs now.
     * @return the row, {@link #OTHERS_ROW} when there is none left.
     */
    public int rowFor(final int userId, final long timeNs) {
        final int known = row(userId);
        if (known != Slab.NULL_ROW) {
            return known;
        }
        final int taken = slab.take();
        final int row = taken == Slab.NULL_ROW ? OTHERS_ROW : taken;
        if (row != OTHERS_ROW) {
            buffer.putInt(slab.offset(row) + USER_ID_OFFSET, userId);
            buffer.putLong(slab.offset(row) + USED_UNTIL_OFFSET, timeNs / NS_PER_S);
            index.put(userId, row);
            share(row, SHARE_DEFAULT);
        } else if (share(row) == 0) {
            share(row, SHARE_DEFAULT);
        }
        return row;
    }

    /**
     * Whether a user has a row of its own, or could have one.
     *
     * @param userId of the user.
     * @return false when the table is full of others.
     */
    public boolean hasRoomFor(final int userId) {
        return row(userId) != Slab.NULL_ROW || slab.usedCount() < slab.capacity();
    }

    /**
     * Row of a user that has one.
     *
     * @param userId of the user.
     * @return the row, or -1.
     */
    public int row(final int userId) {
        return index.row(userId);
    }

    /**
     * Id of a user that has a row.
     *
     * @param row of the user, not {@link #OTHERS_ROW}.
     * @return the id.
     */
    public int userId(final int row) {
        return buffer.getInt(slab.offset(row) + USER_ID_OFFSET);
    }

    /**
     * Cores that a user holds.
     *
     * @param row of the user.
     * @return a count, shared cores counted for each job.
     */
    public long coreCount(final int row) {
        return buffer.getLong(slab.offset(row) + CORE_COUNT_OFFSET);
    }

    /**
     * What a user has used until now.
     *
     * @param row of the user.
     * @param timeNs now.
     * @return the average of the cores held, in multiples of 1 / {@link #USAGE_OF_A_CORE}.
     */
    public long usage(final int row, final long timeNs) {
        final long usage = buffer.getLong(slab.offset(row) + USAGE_OFFSET);
        final long seconds = timeNs / NS_PER_S - usedUntilS(row);
        if (seconds <= 0) {
            return usage;
        }
        final long steady = coreCount(row) * USAGE_OF_A_CORE;
        return steady + halfLife.decay(usage - steady, seconds);
    }

    /**
     * A user holds more cores from now on, or fewer.
     *
     * @param row of the user.
     * @param change how many more.
     * @param timeNs now.
     */
    public void addCores(final int row, final long change, final long timeNs) {
        final int at = slab.offset(row);
        final long usage = usage(row, timeNs);
        buffer.putLong(at + USAGE_OFFSET, usage);
        buffer.putLong(at + USED_UNTIL_OFFSET, Math.max(usedUntilS(row), timeNs / NS_PER_S));
        buffer.putLong(at + CORE_COUNT_OFFSET, coreCount(row) + change);
    }

    /**
     * How much of the machine is due to a user, in proportion to the {@link #shareSum()}.
     *
     * @param row of the user.
     * @return 0..{@link #SHARE_MAX}.
     */
    public int share(final int row) {
        return (int) buffer.getLong(slab.offset(row) + SHARE_OFFSET);
    }

    /**
     * Gives a user another share.
     *
     * @param row of the user.
     * @param share 0..{@link #SHARE_MAX}.
     */
    public void share(final int row, final int share) {
        shareSum += share - share(row);
        buffer.putLong(slab.offset(row) + SHARE_OFFSET, share);
    }

    /**
     * Shares of all rows.
     *
     * @return the sum.
     */
    public long shareSum() {
        return shareSum;
    }

    /** Counts what was used until now, so that the half-life can change. O(rows). */
    void settle(final long timeNs) {
        for (int row = 0; row < slab.highWater(); row++) {
            addCores(row, 0, timeNs);
        }
    }

    private long usedUntilS(final int row) {
        return buffer.getLong(slab.offset(row) + USED_UNTIL_OFFSET);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        shareSum = share(OTHERS_ROW);
        for (int row = OTHERS_ROW + 1; row < slab.highWater(); row++) {
            index.put(userId(row), row);
            shareSum += share(row);
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
