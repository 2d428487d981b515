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

import static io.weft.core.state.ServiceLayout.CALM_COUNT_OFFSET;
import static io.weft.core.state.ServiceLayout.CALM_PERIODS_OFFSET;
import static io.weft.core.state.ServiceLayout.DUE_OFFSET;
import static io.weft.core.state.ServiceLayout.IN_TIME_COUNT_OFFSET;
import static io.weft.core.state.ServiceLayout.IS_TRIED_OFFSET;
import static io.weft.core.state.ServiceLayout.JOB_CLASSES_OFFSET;
import static io.weft.core.state.ServiceLayout.LATE_COUNT_OFFSET;
import static io.weft.core.state.ServiceLayout.LENT_COUNT_OFFSET;
import static io.weft.core.state.ServiceLayout.LENT_OFFSET;
import static io.weft.core.state.ServiceLayout.LEVEL_OFFSET;
import static io.weft.core.state.ServiceLayout.LOOKED_BEFORE_OFFSET;
import static io.weft.core.state.ServiceLayout.MOVES_OFFSET;
import static io.weft.core.state.ServiceLayout.OBJECTIVE_OFFSET;
import static io.weft.core.state.ServiceLayout.OVERDUE_COUNT_OFFSET;
import static io.weft.core.state.ServiceLayout.PATIENCE_OFFSET;
import static io.weft.core.state.ServiceLayout.PENDING_COUNT_OFFSET;
import static io.weft.core.state.ServiceLayout.PERIOD_OFFSET;
import static io.weft.core.state.ServiceLayout.RAISE_MAX_OFFSET;
import static io.weft.core.state.ServiceLayout.WAIT_OBJECTIVE_OFFSET;

import io.weft.core.memory.Footprint;
import io.weft.core.wire.QueueMove;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The service levels of queues: a row for each row of the queue table, see {@link ServiceLayout}.
 * What is done for an objective is one number, the level: so many steps of the moves, in their
 * order. Kernel thread only; no allocation; O(1) but where it says more.
 */
public final class ServiceTable {
    /** Moves that a service level may name. */
    public static final int MOVE_COUNT = 3;

    private final UnsafeBuffer buffer;
    private final int rowLength;
    private final int wordCount;
    private int count;

    ServiceTable(final Footprint footprint, final Limits limits) {
        wordCount = (limits.nodeCount() + 63) / 64;
        rowLength = ServiceLayout.length(wordCount);
        buffer = footprint.allocate("service levels", (long) rowLength * limits.queueCount());
    }

    /** Counts again the rows that are in use, which were put in place from outside. */
    void rebuild(final int queueCount) {
        count = 0;
        for (int row = 0; row < queueCount; row++) {
            count += periodNs(row) != 0 ? 1 : 0;
        }
    }

    /**
     * Whether any queue has a service level.
     *
     * @return true if so.
     */
    public boolean isUsed() {
        return count > 0;
    }

    /**
     * Whether a queue has a service level.
     *
     * @param queueRow of the queue.
     * @return true if so.
     */
    public boolean has(final int queueRow) {
        return count > 0 && periodNs(queueRow) != 0;
    }

    /**
     * Begins a service level, or ends one if the period is 0: all else is zero. O(nodes / 64).
     *
     * @param queueRow of the queue.
     * @param periodNs after which is measured, ns; 0 for no service level.
     */
    public void begin(final int queueRow, final long periodNs) {
        count += (periodNs != 0 ? 1 : 0) - (periodNs(queueRow) != 0 ? 1 : 0);
        buffer.setMemory(at(queueRow), rowLength, (byte) 0);
        periodNs(queueRow, periodNs);
    }

    /**
     * The rows, as bytes.
     *
     * @return the buffer.
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Length of a row.
     *
     * @return bytes.
     */
    public int rowLength() {
        return rowLength;
    }

    private int at(final int queueRow) {
        return queueRow * rowLength;
    }

    // ------------------------------------------------------------------ moves

    /**
     * Sets a move.
     *
     * @param queueRow of the queue.
     * @param index 0..2, its place in the order.
     * @param move the move.
     */
    public void move(final int queueRow, final int index, final QueueMove move) {
        buffer.putByte(at(queueRow) + MOVES_OFFSET + index, (byte) move.value());
    }

    private int moveAt(final int queueRow, final int index) {
        return buffer.getByte(at(queueRow) + MOVES_OFFSET + index);
    }

    /** Most steps of a move. */
    private int stepsMax(final int queueRow, final int move) {
        if (move == QueueMove.MAX_MULTIPLICITY.value()) {
            return raiseMax(queueRow);
        }
        if (move == QueueMove.LENT_NODES.value()) {
            return Math.min(1, lentCount(queueRow));
        }
        return move == QueueMove.PREEMPTION.value() ? 1 : 0;
    }

    /**
     * Most steps of all moves.
     *
     * @param queueRow of the queue.
     * @return a count.
     */
    public int levelMax(final int queueRow) {
        int most = 0;
        for (int i = 0; i < MOVE_COUNT; i++) {
            most += stepsMax(queueRow, moveAt(queueRow, i));
        }
        return most;
    }

    /**
     * How many steps of a move are made, at the level there is.
     *
     * @param queueRow of the queue.
     * @param move the move.
     * @return a count.
     */
    public int stepsMade(final int queueRow, final QueueMove move) {
        int left = level(queueRow);
        for (int i = 0; i < MOVE_COUNT; i++) {
            final int each = moveAt(queueRow, i);
            final int made = Math.min(left, stepsMax(queueRow, each));
            if (each == move.value()) {
                return made;
            }
            left -= made;
        }
        return 0;
    }

    /**
     * Whether a move is one of those of a queue.
     *
     * @param queueRow of the queue.
     * @param move the move.
     * @return true if so.
     */
    public boolean hasMove(final int queueRow, final QueueMove move) {
        return stepsBefore(queueRow, move) >= 0;
    }

    /** Most steps of the moves that come before one, -1 when it is none of the queue's. */
    private int stepsBefore(final int queueRow, final QueueMove move) {
        int before = 0;
        for (int i = 0; i < MOVE_COUNT; i++) {
            if (moveAt(queueRow, i) == move.value()) {
                return before;
            }
            before += stepsMax(queueRow, moveAt(queueRow, i));
        }
        return -1;
    }

    /**
     * Sets by how much M may be raised, and keeps the steps that are made: those of other moves are
     * made as before; of M all are if later moves are made, else as many as there may be.
     *
     * @param queueRow of a queue that has {@link QueueMove#MAX_MULTIPLICITY}.
     * @param value from 0.
     */
    public void changeRaiseMax(final int queueRow, final int value) {
        final int before = stepsBefore(queueRow, QueueMove.MAX_MULTIPLICITY);
        final int made = level(queueRow) - before;
        final int former = raiseMax(queueRow);
        raiseMax(queueRow, value);
        if (made > former) {
            level(queueRow, before + value + made - former);
        } else if (made > 0) {
            level(queueRow, before + Math.min(made, value));
        }
    }

    // ------------------------------------------------------------------ lent nodes

    /**
     * Adds a node to those that others lend.
     *
     * @param queueRow of the queue.
     * @param nodeRow of a node that is not its own.
     */
    public void lend(final int queueRow, final int nodeRow) {
        final int at = at(queueRow) + LENT_OFFSET + (nodeRow >>> 6) * Long.BYTES;
        final long word = buffer.getLong(at);
        final long bit = 1L << nodeRow;
        if ((word & bit) == 0) {
            buffer.putLong(at, word | bit);
            buffer.putInt(at(queueRow) + LENT_COUNT_OFFSET, lentCount(queueRow) + 1);
        }
    }

    /**
     * The next node that others lend; O(nodes / 64).
     *
     * @param queueRow of the queue.
     * @param fromRow from which node row on.
     * @return a node row, or -1.
     */
    public int nextLent(final int queueRow, final int fromRow) {
        final int at = at(queueRow) + LENT_OFFSET;
        long mask = -1L << fromRow;
        for (int word = fromRow >>> 6; word < wordCount; word++) {
            final long left = buffer.getLong(at + word * Long.BYTES) & mask;
            if (left != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(left);
            }
            mask = -1L;
        }
        return -1;
    }

    // ------------------------------------------------------------------ fields

    /**
     * Within which jobs are to start.
     *
     * @param queueRow of the queue.
     * @return ns from 0.
     */
    public long waitObjectiveNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + WAIT_OBJECTIVE_OFFSET);
    }

    /**
     * Sets within which jobs are to start.
     *
     * @param queueRow of the queue.
     * @param value ns from 0.
     */
    public void waitObjectiveNs(final int queueRow, final long value) {
        buffer.putLong(at(queueRow) + WAIT_OBJECTIVE_OFFSET, value);
    }

    /**
     * After which is measured.
     *
     * @param queueRow of the queue.
     * @return ns, 0 without a service level.
     */
    public long periodNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + PERIOD_OFFSET);
    }

    /**
     * Sets after which is measured.
     *
     * @param queueRow of the queue.
     * @param value ns, 0 without a service level.
     */
    public void periodNs(final int queueRow, final long value) {
        buffer.putLong(at(queueRow) + PERIOD_OFFSET, value);
    }

    /**
     * End of the period that is counted.
     *
     * @param queueRow of the queue.
     * @return ns, 0 for none.
     */
    public long dueNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + DUE_OFFSET);
    }

    /**
     * Sets the end of the period that is counted.
     *
     * @param queueRow of the queue.
     * @param value ns, 0 for none.
     */
    public void dueNs(final int queueRow, final long value) {
        buffer.putLong(at(queueRow) + DUE_OFFSET, value);
    }

    /**
     * Up to where pending jobs were looked at for long waits.
     *
     * @param queueRow of the queue.
     * @return the first position that was not.
     */
    public long lookedBefore(final int queueRow) {
        return buffer.getLong(at(queueRow) + LOOKED_BEFORE_OFFSET);
    }

    /**
     * Sets up to where pending jobs were looked at.
     *
     * @param queueRow of the queue.
     * @param value the first position that was not.
     */
    public void lookedBefore(final int queueRow, final long value) {
        buffer.putLong(at(queueRow) + LOOKED_BEFORE_OFFSET, value);
    }

    /**
     * How many of the jobs are to start in time.
     *
     * @param queueRow of the queue.
     * @return 1..1000.
     */
    public int objectivePerMille(final int queueRow) {
        return buffer.getInt(at(queueRow) + OBJECTIVE_OFFSET);
    }

    /**
     * Sets how many of the jobs are to start in time.
     *
     * @param queueRow of the queue.
     * @param value 1..1000.
     */
    public void objectivePerMille(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + OBJECTIVE_OFFSET, value);
    }

    /**
     * Periods met in a row before a move is taken back, at first.
     *
     * @param queueRow of the queue.
     * @return 1..1000.
     */
    public int calmPeriods(final int queueRow) {
        return buffer.getInt(at(queueRow) + CALM_PERIODS_OFFSET);
    }

    /**
     * Sets the periods met in a row before a move is taken back.
     *
     * @param queueRow of the queue.
     * @param value 1..1000.
     */
    public void calmPeriods(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + CALM_PERIODS_OFFSET, value);
    }

    /**
     * Periods met in a row before a move is taken back, now.
     *
     * @param queueRow of the queue.
     * @return at least {@link #calmPeriods(int)}.
     */
    public int patience(final int queueRow) {
        return buffer.getInt(at(queueRow) + PATIENCE_OFFSET);
    }

    /**
     * Sets the periods met in a row before the next move is taken back.
     *
     * @param queueRow of the queue.
     * @param value at least {@link #calmPeriods(int)}.
     */
    public void patience(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + PATIENCE_OFFSET, value);
    }

    /**
     * Periods met in a row.
     *
     * @param queueRow of the queue.
     * @return 0..{@link #patience(int)}.
     */
    public int calmCount(final int queueRow) {
        return buffer.getInt(at(queueRow) + CALM_COUNT_OFFSET);
    }

    /**
     * Sets the periods met in a row.
     *
     * @param queueRow of the queue.
     * @param value 0..{@link #patience(int)}.
     */
    public void calmCount(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + CALM_COUNT_OFFSET, value);
    }

    /**
     * By how much M may be raised.
     *
     * @param queueRow of the queue.
     * @return 0..14.
     */
    public int raiseMax(final int queueRow) {
        return buffer.getInt(at(queueRow) + RAISE_MAX_OFFSET);
    }

    /**
     * Sets by how much M may be raised.
     *
     * @param queueRow of the queue.
     * @param value 0..14.
     */
    public void raiseMax(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + RAISE_MAX_OFFSET, value);
    }

    /**
     * How many steps of the moves are made.
     *
     * @param queueRow of the queue.
     * @return 0..{@link #levelMax(int)}.
     */
    public int level(final int queueRow) {
        return buffer.getInt(at(queueRow) + LEVEL_OFFSET);
    }

    /**
     * Sets how many steps of the moves are made.
     *
     * @param queueRow of the queue.
     * @param value 0..{@link #levelMax(int)}.
     */
    public void level(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + LEVEL_OFFSET, value);
    }

    /**
     * Jobs that started in time in this period.
     *
     * @param queueRow of the queue.
     * @return a count.
     */
    public int inTimeCount(final int queueRow) {
        return buffer.getInt(at(queueRow) + IN_TIME_COUNT_OFFSET);
    }

    /**
     * Sets the jobs that started in time in this period.
     *
     * @param queueRow of the queue.
     * @param value a count.
     */
    public void inTimeCount(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + IN_TIME_COUNT_OFFSET, value);
    }

    /**
     * Jobs that started too late in this period.
     *
     * @param queueRow of the queue.
     * @return a count.
     */
    public int lateCount(final int queueRow) {
        return buffer.getInt(at(queueRow) + LATE_COUNT_OFFSET);
    }

    /**
     * Sets the jobs that started too late in this period.
     *
     * @param queueRow of the queue.
     * @param value a count.
     */
    public void lateCount(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + LATE_COUNT_OFFSET, value);
    }

    /**
     * Pending jobs before {@link #lookedBefore(int)} that have waited too long.
     *
     * @param queueRow of the queue.
     * @return a count.
     */
    public int overdueCount(final int queueRow) {
        return buffer.getInt(at(queueRow) + OVERDUE_COUNT_OFFSET);
    }

    /**
     * Sets the pending jobs that have waited too long.
     *
     * @param queueRow of the queue.
     * @param value a count.
     */
    public void overdueCount(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + OVERDUE_COUNT_OFFSET, value);
    }

    /**
     * Pending jobs of the queue, kept while it has a service level.
     *
     * @param queueRow of the queue.
     * @return a count.
     */
    public int pendingCount(final int queueRow) {
        return buffer.getInt(at(queueRow) + PENDING_COUNT_OFFSET);
    }

    /**
     * Sets the pending jobs of the queue.
     *
     * @param queueRow of the queue.
     * @param value a count.
     */
    public void pendingCount(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + PENDING_COUNT_OFFSET, value);
    }

    /**
     * Nodes that others lend the queue, when it needs them.
     *
     * @param queueRow of the queue.
     * @return a count.
     */
    public int lentCount(final int queueRow) {
        return buffer.getInt(at(queueRow) + LENT_COUNT_OFFSET);
    }

    /**
     * Whose waits are measured.
     *
     * @param queueRow of the queue.
     * @return a bit set of job classes by value.
     */
    public int jobClasses(final int queueRow) {
        return buffer.getInt(at(queueRow) + JOB_CLASSES_OFFSET);
    }

    /**
     * Says whose waits are measured.
     *
     * @param queueRow of the queue.
     * @param value a bit set of job classes by value.
     */
    public void jobClasses(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + JOB_CLASSES_OFFSET, value);
    }

    /**
     * Whether a move was taken back of which is not known yet whether that was right.
     *
     * @param queueRow of the queue.
     * @return true if so.
     */
    public boolean isTried(final int queueRow) {
        return buffer.getInt(at(queueRow) + IS_TRIED_OFFSET) != 0;
    }

    /**
     * Says whether a move was taken back of which is not known yet whether that was right.
     *
     * @param queueRow of the queue.
     * @param value true if so.
     */
    public void isTried(final int queueRow, final boolean value) {
        buffer.putInt(at(queueRow) + IS_TRIED_OFFSET, value ? 1 : 0);
    }
}
