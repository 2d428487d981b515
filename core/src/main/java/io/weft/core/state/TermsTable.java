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

import static io.weft.core.state.TermsLayout.ARRAY_OFFSET;
import static io.weft.core.state.TermsLayout.BEGIN_TIME_OFFSET;
import static io.weft.core.state.TermsLayout.BENEFICIARY_ID_OFFSET;
import static io.weft.core.state.TermsLayout.DEADLINE_OFFSET;
import static io.weft.core.state.TermsLayout.DEPENDENCY_HEAD_OFFSET;
import static io.weft.core.state.TermsLayout.DEPENDENT_HEAD_OFFSET;
import static io.weft.core.state.TermsLayout.DEPENDENT_TAIL_OFFSET;
import static io.weft.core.state.TermsLayout.DOOM_NUMBER_OFFSET;
import static io.weft.core.state.TermsLayout.DOOM_REASON_OFFSET;
import static io.weft.core.state.TermsLayout.DOOM_TIME_OFFSET;
import static io.weft.core.state.TermsLayout.JOB_ROW_OFFSET;
import static io.weft.core.state.TermsLayout.OPEN_RESERVATION_OFFSET;
import static io.weft.core.state.TermsLayout.OWN_RESERVATION_OFFSET;
import static io.weft.core.state.TermsLayout.PREEMPTION_COUNT_OFFSET;
import static io.weft.core.state.TermsLayout.PREEMPTION_OFFSET;
import static io.weft.core.state.TermsLayout.RAN_OFFSET;
import static io.weft.core.state.TermsLayout.RESERVATION_ID_OFFSET;
import static io.weft.core.state.TermsLayout.RETRY_TIME_OFFSET;
import static io.weft.core.state.TermsLayout.SLOT_NEXT_OFFSET;
import static io.weft.core.state.TermsLayout.SLOT_OFFSET;
import static io.weft.core.state.TermsLayout.SLOT_PREVIOUS_OFFSET;
import static io.weft.core.state.TermsLayout.SUSPENDED_NEXT_OFFSET;
import static io.weft.core.state.TermsLayout.SUSPENDED_PREVIOUS_OFFSET;
import static io.weft.core.state.TermsLayout.SUSPENDED_SINCE_OFFSET;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The terms of jobs that ask for more than nodes, cores, memory and time: a row for each such job,
 * see {@code TermsLayout}, so that all others pay nothing for it. {@link JobTable#termsRow} leads
 * to it. A method a field; all O(1), no allocation, kernel thread only.
 */
public final class TermsTable {
    /** Bits of {@link #preemption(int)} that say how the job gave way. */
    public static final int KIND_MASK = 0xFF;

    /** Flag: it stays suspended until somebody lets it go on. */
    public static final int KEPT = 0x100;

    /** Flag: its processes are there but stopped; it is continued, not started. */
    public static final int PAUSED = 0x200;

    /** Flag: its nodes are closed to others until it goes on. */
    public static final int CLOSING = 0x400;

    /** The job waits for a slot of its array. */
    public static final int SLOT_WAITING = 1;

    /** The job has a slot of its array. */
    public static final int SLOT_TAKEN = 2;

    private final Slab slab;
    private final UnsafeBuffer buffer;

    TermsTable(final Footprint footprint, final int capacity) {
        slab = new Slab(footprint, "terms", TermsLayout.LENGTH, capacity);
        buffer = slab.buffer();
    }

    /**
     * Takes a row for a job.
     *
     * @param jobRow of the job.
     * @return the row, without any term; -1 when the table is full.
     */
    public int add(final int jobRow) {
        final int row = slab.take();
        if (row != Slab.NULL_ROW) {
            buffer.putInt(slab.offset(row) + JOB_ROW_OFFSET, jobRow + 1);
            reservationId(row, -1);
            beneficiaryId(row, -1);
        }
        return row;
    }

    /**
     * Gives a row back.
     *
     * @param row of a job that is gone.
     */
    public void remove(final int row) {
        slab.free(row);
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
     * Whose terms these are.
     *
     * @param row of the terms.
     * @return a job row, or -1 when the row is free.
     */
    public int jobRow(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_ROW_OFFSET) - 1;
    }

    /**
     * Time before which the job may not start.
     *
     * @param row of the terms.
     * @return ns, 0 for none.
     */
    public long beginTimeNs(final int row) {
        return buffer.getLong(slab.offset(row) + BEGIN_TIME_OFFSET);
    }

    /**
     * Sets the time before which the job may not start.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void beginTimeNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + BEGIN_TIME_OFFSET, value);
    }

    /**
     * Time by which the job is to have ended.
     *
     * @param row of the terms.
     * @return ns, 0 for none.
     */
    public long deadlineNs(final int row) {
        return buffer.getLong(slab.offset(row) + DEADLINE_OFFSET);
    }

    /**
     * Sets the time by which the job is to have ended.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void deadlineNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + DEADLINE_OFFSET, value);
    }

    /**
     * Reservation on which the job runs.
     *
     * @param row of the terms.
     * @return its id, -1 for none.
     */
    public long reservationId(final int row) {
        return buffer.getLong(slab.offset(row) + RESERVATION_ID_OFFSET);
    }

    /**
     * Sets the reservation on which the job runs.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void reservationId(final int row, final long value) {
        buffer.putLong(slab.offset(row) + RESERVATION_ID_OFFSET, value);
    }

    /**
     * When it was found that the job must go.
     *
     * @param row of the terms.
     * @return ns; only with a {@link #doomReason}.
     */
    public long doomTimeNs(final int row) {
        return buffer.getLong(slab.offset(row) + DOOM_TIME_OFFSET);
    }

    /**
     * Sets when it was found that the job must go.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void doomTimeNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + DOOM_TIME_OFFSET, value);
    }

    /**
     * Number that belongs to {@link #doomReason}.
     *
     * @param row of the terms.
     * @return the number.
     */
    public long doomNumber(final int row) {
        return buffer.getLong(slab.offset(row) + DOOM_NUMBER_OFFSET);
    }

    /**
     * Sets the number that belongs to the reason why the job must go.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void doomNumber(final int row, final long value) {
        buffer.putLong(slab.offset(row) + DOOM_NUMBER_OFFSET, value);
    }

    /**
     * Why the job must go: it will be closed, or terminated if it holds cores.
     *
     * @param row of the terms.
     * @return a reason code, 0 when it need not go.
     */
    public int doomReason(final int row) {
        return buffer.getInt(slab.offset(row) + DOOM_REASON_OFFSET);
    }

    /**
     * Sets why the job must go.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void doomReason(final int row, final int value) {
        buffer.putInt(slab.offset(row) + DOOM_REASON_OFFSET, value);
    }

    /**
     * Array or set of copies that the job belongs to.
     *
     * @param row of the terms.
     * @return its row, or -1.
     */
    public int arrayRow(final int row) {
        return buffer.getInt(slab.offset(row) + ARRAY_OFFSET) - 1;
    }

    /**
     * Sets the array or set of copies that the job belongs to.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void arrayRow(final int row, final int value) {
        buffer.putInt(slab.offset(row) + ARRAY_OFFSET, value + 1);
    }

    /**
     * First dependency of the job.
     *
     * @param row of the terms.
     * @return row of the dependency, or -1.
     */
    public int dependencyHead(final int row) {
        return buffer.getInt(slab.offset(row) + DEPENDENCY_HEAD_OFFSET) - 1;
    }

    /**
     * Sets the first dependency of the job.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void dependencyHead(final int row, final int value) {
        buffer.putInt(slab.offset(row) + DEPENDENCY_HEAD_OFFSET, value + 1);
    }

    /**
     * First dependency on the job.
     *
     * @param row of the terms.
     * @return row of the dependency, or -1.
     */
    public int dependentHead(final int row) {
        return buffer.getInt(slab.offset(row) + DEPENDENT_HEAD_OFFSET) - 1;
    }

    /**
     * Sets the first dependency on the job.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void dependentHead(final int row, final int value) {
        buffer.putInt(slab.offset(row) + DEPENDENT_HEAD_OFFSET, value + 1);
    }

    /**
     * Last dependency on the job.
     *
     * @param row of the terms.
     * @return row of the dependency, or -1.
     */
    public int dependentTail(final int row) {
        return buffer.getInt(slab.offset(row) + DEPENDENT_TAIL_OFFSET) - 1;
    }

    /**
     * Sets the last dependency on the job.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void dependentTail(final int row, final int value) {
        buffer.putInt(slab.offset(row) + DEPENDENT_TAIL_OFFSET, value + 1);
    }

    /**
     * Whether the job is one of those of its array that may be queued or hold cores.
     *
     * @param row of the terms.
     * @return 0 when it is not, {@link #SLOT_WAITING} or {@link #SLOT_TAKEN}.
     */
    public int slot(final int row) {
        return buffer.getInt(slab.offset(row) + SLOT_OFFSET);
    }

    /**
     * Sets whether the job is one of those of its array that may be queued or hold cores.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void slot(final int row, final int value) {
        buffer.putInt(slab.offset(row) + SLOT_OFFSET, value);
    }

    /**
     * Who waits for a slot after the job.
     *
     * @param row of the terms.
     * @return row of terms, or -1.
     */
    public int slotNext(final int row) {
        return buffer.getInt(slab.offset(row) + SLOT_NEXT_OFFSET) - 1;
    }

    /**
     * Sets who waits for a slot after the job.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void slotNext(final int row, final int value) {
        buffer.putInt(slab.offset(row) + SLOT_NEXT_OFFSET, value + 1);
    }

    /**
     * Who waits for a slot before the job.
     *
     * @param row of the terms.
     * @return row of terms, or -1.
     */
    public int slotPrevious(final int row) {
        return buffer.getInt(slab.offset(row) + SLOT_PREVIOUS_OFFSET) - 1;
    }

    /**
     * Sets who waits for a slot before the job.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void slotPrevious(final int row, final int value) {
        buffer.putInt(slab.offset(row) + SLOT_PREVIOUS_OFFSET, value + 1);
    }

    /**
     * How often the job gave way to another.
     *
     * @param row of the terms.
     * @return a count.
     */
    public int preemptionCount(final int row) {
        return buffer.getInt(slab.offset(row) + PREEMPTION_COUNT_OFFSET);
    }

    /**
     * Sets what {@link #preemptionCount(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void preemptionCount(final int row, final int value) {
        buffer.putInt(slab.offset(row) + PREEMPTION_COUNT_OFFSET, value);
    }

    /**
     * How the job gave way last, and flags.
     *
     * @param row of the terms.
     * @return a value of {@code PreemptionKind} and the flags above.
     */
    public int preemption(final int row) {
        return buffer.getInt(slab.offset(row) + PREEMPTION_OFFSET);
    }

    /**
     * Sets what {@link #preemption(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void preemption(final int row, final int value) {
        buffer.putInt(slab.offset(row) + PREEMPTION_OFFSET, value);
    }

    /**
     * The job that it gave way to last.
     *
     * @param row of the terms.
     * @return a job id, -1 for none.
     */
    public long beneficiaryId(final int row) {
        return buffer.getLong(slab.offset(row) + BENEFICIARY_ID_OFFSET);
    }

    /**
     * Sets what {@link #beneficiaryId(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void beneficiaryId(final int row, final long value) {
        buffer.putLong(slab.offset(row) + BENEFICIARY_ID_OFFSET, value);
    }

    /**
     * When the job was told to suspend.
     *
     * @param row of the terms.
     * @return time in ns.
     */
    public long suspendedSinceNs(final int row) {
        return buffer.getLong(slab.offset(row) + SUSPENDED_SINCE_OFFSET);
    }

    /**
     * Sets what {@link #suspendedSinceNs(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void suspendedSinceNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + SUSPENDED_SINCE_OFFSET, value);
    }

    /**
     * How long the job ran before it was suspended last.
     *
     * @param row of the terms.
     * @return ns.
     */
    public long ranNs(final int row) {
        return buffer.getLong(slab.offset(row) + RAN_OFFSET);
    }

    /**
     * Sets what {@link #ranNs(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void ranNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + RAN_OFFSET, value);
    }

    /**
     * When a leaving job is told again to leave.
     *
     * @param row of the terms.
     * @return time in ns.
     */
    public long retryTimeNs(final int row) {
        return buffer.getLong(slab.offset(row) + RETRY_TIME_OFFSET);
    }

    /**
     * Sets what {@link #retryTimeNs(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void retryTimeNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + RETRY_TIME_OFFSET, value);
    }

    /**
     * The job suspended after this one.
     *
     * @param row of the terms.
     * @return a job row or -1.
     */
    public int suspendedNext(final int row) {
        return buffer.getInt(slab.offset(row) + SUSPENDED_NEXT_OFFSET) - 1;
    }

    /**
     * Sets what {@link #suspendedNext(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void suspendedNext(final int row, final int value) {
        buffer.putInt(slab.offset(row) + SUSPENDED_NEXT_OFFSET, value + 1);
    }

    /**
     * The job suspended before this one.
     *
     * @param row of the terms.
     * @return a job row or -1.
     */
    public int suspendedPrevious(final int row) {
        return buffer.getInt(slab.offset(row) + SUSPENDED_PREVIOUS_OFFSET) - 1;
    }

    /**
     * Sets what {@link #suspendedPrevious(int)} answers.
     *
     * @param row of the terms.
     * @param value new.
     */
    public void suspendedPrevious(final int row, final int value) {
        buffer.putInt(slab.offset(row) + SUSPENDED_PREVIOUS_OFFSET, value + 1);
    }

    /**
     * Whether a flag of {@link #preemption(int)} is set.
     *
     * @param row of the terms.
     * @param flag one of the flags above.
     * @return true if so.
     */
    public boolean has(final int row, final int flag) {
        return (preemption(row) & flag) != 0;
    }

    /**
     * Sets a flag of {@link #preemption(int)} or takes it away.
     *
     * @param row of the terms.
     * @param flag one of the flags above.
     * @param isSet whether it is set from now on.
     */
    public void flag(final int row, final int flag, final boolean isSet) {
        preemption(row, isSet ? preemption(row) | flag : preemption(row) & ~flag);
    }

    /**
     * The begun reservation on whose nodes the job may be started, and on no others.
     *
     * @param row of the terms.
     * @return its row, or -1.
     */
    public int openReservation(final int row) {
        return buffer.getInt(slab.offset(row) + OPEN_RESERVATION_OFFSET) - 1;
    }

    /**
     * Sets the begun reservation of the job.
     *
     * @param row of the terms.
     * @param value new, -1 for none.
     */
    public void openReservation(final int row, final int value) {
        buffer.putInt(slab.offset(row) + OPEN_RESERVATION_OFFSET, value + 1);
    }

    /**
     * The reservation that was made so that the job keeps its deadline.
     *
     * @param row of the terms.
     * @return its row, or -1.
     */
    public int ownReservation(final int row) {
        return buffer.getInt(slab.offset(row) + OWN_RESERVATION_OFFSET) - 1;
    }

    /**
     * Sets the reservation that was made for the job.
     *
     * @param row of the terms.
     * @param value new, -1 for none.
     */
    public void ownReservation(final int row, final int value) {
        buffer.putInt(slab.offset(row) + OWN_RESERVATION_OFFSET, value + 1);
    }
}
