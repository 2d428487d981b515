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

import static io.weft.core.state.TermsLayout.BEGIN_TIME_OFFSET;
import static io.weft.core.state.TermsLayout.DEADLINE_OFFSET;
import static io.weft.core.state.TermsLayout.JOB_ROW_OFFSET;
import static io.weft.core.state.TermsLayout.OPEN_RESERVATION_OFFSET;
import static io.weft.core.state.TermsLayout.OWN_RESERVATION_OFFSET;
import static io.weft.core.state.TermsLayout.RESERVATION_ID_OFFSET;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.Slab;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The terms of jobs that ask for more than nodes, cores, memory and time: a row for each such job,
 * see {@code TermsLayout}, so that all others pay nothing for it. {@link JobTable#termsRow} leads
 * to it. A method a field; all O(1), no allocation, kernel thread only.
 */
public final class TermsTable {
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
