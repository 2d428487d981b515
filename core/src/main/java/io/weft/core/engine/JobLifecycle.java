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
package io.weft.core.engine;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;

/**
 * The life of a job after it was accepted: waiting, held, starting, running, ending, gone. Every
 * change of a job's state is made here or in {@link Allocator#start}.
 *
 * <p>Kernel thread only; no allocation.
 */
final class JobLifecycle {
    /** How long after a termination was asked for it is asked for again, if nothing was seen. */
    static final long TERMINATION_RETRY_NS = 30_000_000_000L;

    private final ClusterState state;
    private final JobTable jobs;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final JobClocks clocks;
    private final Allocator allocator;
    private final JobIntake intake;
    private final ReservationNodes reservations;

    JobLifecycle(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks,
            final Allocator allocator,
            final JobIntake intake,
            final ReservationNodes reservations) {
        this.state = state;
        this.jobs = state.jobs();
        this.policy = policy;
        this.decisions = decisions;
        this.clocks = clocks;
        this.allocator = allocator;
        this.intake = intake;
        this.reservations = reservations;
    }

    JobState stateOf(final int jobRow) {
        return JobState.of(jobs.state(jobRow));
    }

    /** Puts a job among the pending ones, at its place, unless its reservation is yet to begin. */
    void queue(final int jobRow) {
        if (awaitsReservation(jobRow)) {
            jobs.state(jobRow, JobState.WAITING.code());
            explain(
                    jobRow,
                    ReasonCode.WAITING_ADVANCE_RESERVATION,
                    state.terms().reservationId(jobs.termsRow(jobRow)));
            return;
        }
        jobs.state(jobRow, JobState.PENDING.code());
        explain(jobRow, ReasonCode.NOT_CONSIDERED, 0);
        state.pending().add(jobRow);
        policy.get().onJobQueued(jobRow);
    }

    private boolean awaitsReservation(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return termsRow != NULL_ROW
                && state.terms().reservationId(termsRow) != -1
                && state.terms().openReservation(termsRow) == NULL_ROW;
    }

    /** Gives up the reservation that was made for a job with a deadline. */
    void giveUpPromise(final int jobRow, final ReservationChange change) {
        final int termsRow = jobs.termsRow(jobRow);
        final int row = state.terms().ownReservation(termsRow);
        final int busyCount = reservations.busyCount(row, Long.MIN_VALUE);
        decisions.reservationChanged(row, change, -1, -1, busyCount);
        reservations.remove(row);
        state.terms().ownReservation(termsRow, NULL_ROW);
        state.terms().openReservation(termsRow, NULL_ROW);
    }

    private void explain(final int jobRow, final ReasonCode reason, final long number) {
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, number);
    }

    /** Keeps a job out of the pending ones until it is released. */
    void hold(final int jobRow) {
        unqueue(jobRow);
        jobs.state(jobRow, JobState.HELD.code());
        explain(jobRow, ReasonCode.HELD_BY_USER, 0);
    }

    void unqueue(final int jobRow) {
        if (jobs.state(jobRow) == JobState.PENDING.code()) {
            policy.get().onJobUnqueued(jobRow);
            state.pending().remove(jobRow);
        }
    }

    /** Asks the adapter to end a job, now and again until it is seen to have ended. */
    void terminate(
            final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        clocks.count(jobRow, timeNs);
        jobs.state(jobRow, JobState.ENDING.code());
        explain(jobRow, reason, detail);
        clocks.defer(jobRow, timeNs + TERMINATION_RETRY_NS);
        decisions.terminateJob(jobs.jobId(jobRow), reason, detail);
    }

    /** Frees what a job holds and puts it back where it waited. */
    void requeue(final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        decisions.jobRequeued(jobs.jobId(jobRow), reason, detail);
        allocator.release(jobRow, timeNs);
        queue(jobRow);
        if (jobs.state(jobRow) == JobState.PENDING.code()) {
            explain(jobRow, reason, detail);
        }
    }

    /** Forgets a job and frees what it holds. */
    void close(final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        decisions.jobClosed(jobs.jobId(jobRow), reason, detail);
        unqueue(jobRow);
        if (jobs.allocationHead(jobRow) != NULL_ROW) {
            allocator.release(jobRow, timeNs);
        }
        final int termsRow = jobs.termsRow(jobRow);
        if (termsRow != NULL_ROW && state.terms().ownReservation(termsRow) != NULL_ROW) {
            giveUpPromise(jobRow, ReservationChange.ENDED);
        }
        intake.remove(jobRow);
    }

    /** Ends every job whose stretched limit is reached. */
    void handleDeadlines(final long timeNs) {
        while (state.runningCount() > 0) {
            final int jobRow = state.runningJob(0);
            final long endNs = jobs.expectedEndNs(jobRow);
            if (endNs > timeNs || !decisions.hasRoom(DecisionWriter.RESERVE_LENGTH)) {
                return;
            }
            if (jobs.state(jobRow) == JobState.ENDING.code()) {
                final ReasonCode reason = ReasonCode.get((short) jobs.reason(jobRow));
                terminate(jobRow, reason, jobs.reasonNumber(jobRow), timeNs);
            } else {
                terminate(jobRow, ReasonCode.TIME_LIMIT, endNs, timeNs);
            }
        }
    }
}
