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
import io.weft.core.state.Outcome;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.PreemptionKind;
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
    private final Claims claims;
    private final Preemption preemption;
    private final Suspension suspension;
    private final Absence absence;
    private final JobWaits waits;
    private final ReservationNodes reservations;
    private final QueueRules rules;

    JobLifecycle(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks,
            final Allocator allocator,
            final JobIntake intake,
            final ReservationNodes reservations,
            final QueueRules rules) {
        this.state = state;
        this.jobs = state.jobs();
        this.policy = policy;
        this.decisions = decisions;
        this.clocks = clocks;
        this.allocator = allocator;
        this.intake = intake;
        this.claims = allocator.claims();
        this.preemption = allocator.preemption();
        this.suspension = allocator.suspension();
        this.absence = allocator.absence();
        this.waits = new JobWaits(state, this);
        this.reservations = reservations;
        this.rules = rules;
    }

    JobState stateOf(final int jobRow) {
        return JobState.of(jobs.state(jobRow));
    }

    JobWaits waits() {
        return waits;
    }

    /** Puts a job among the pending ones, at its place, as soon as nothing keeps it from there. */
    void queue(final int jobRow, final long timeNs) {
        state.sizes().restore(jobRow);
        if (jobs.termsRow(jobRow) != NULL_ROW && waits.holdsBack(jobRow, timeNs)) {
            jobs.state(jobRow, JobState.WAITING.code());
            rules.onHeldUp(jobRow);
            return;
        }
        jobs.state(jobRow, JobState.PENDING.code());
        explain(jobRow, ReasonCode.NOT_CONSIDERED, 0);
        state.pending().add(jobRow);
        policy.get().onJobQueued(jobRow);
        rules.onQueued(jobRow);
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

    void explain(final int jobRow, final ReasonCode reason, final long number) {
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, number);
    }

    /** Keeps a job out of the pending ones until it is released. */
    void hold(final int jobRow, final long timeNs) {
        unqueue(jobRow);
        rules.onHeldUp(jobRow);
        jobs.state(jobRow, JobState.HELD.code());
        explain(jobRow, ReasonCode.HELD_BY_USER, 0);
        final int termsRow = jobs.termsRow(jobRow);
        if (termsRow != NULL_ROW) {
            waits.leaveArray(termsRow, timeNs);
        }
    }

    /** Takes a job out of the pending or waiting ones; false when it was in neither. */
    boolean unqueue(final int jobRow) {
        final int jobState = jobs.state(jobRow);
        if (jobState == JobState.PENDING.code()) {
            policy.get().onJobUnqueued(jobRow);
            rules.onUnqueued(jobRow);
            state.pending().remove(jobRow);
            return true;
        }
        if (jobState == JobState.WAITING.code()) {
            waits.stopWaiting(jobs.termsRow(jobRow));
            return true;
        }
        return false;
    }

    /** Ends a job, whatever its state; false when its end was asked for already. */
    boolean end(final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        if (jobs.state(jobRow) == JobState.ENDING.code()) {
            return false;
        }
        if (isAbsent(jobRow)) {
            endAbsent(jobRow, reason, detail, timeNs);
        } else if (jobs.allocationHead(jobRow) == NULL_ROW || isUnstartedClaim(jobRow)) {
            close(jobRow, reason, detail, timeNs);
        } else {
            terminate(jobRow, reason, detail, timeNs);
        }
        return true;
    }

    /** Whether a job has nodes, but no cores. */
    boolean isAbsent(final int jobRow) {
        final int jobState = jobs.state(jobRow);
        return jobState == JobState.LEAVING.code() || jobState == JobState.SUSPENDED.code();
    }

    boolean holdsCores(final int jobRow) {
        return state.running().slotOf(jobRow) >= 0;
    }

    /** Whether a job has cores that are not clear yet, and no processes. */
    boolean isUnstartedClaim(final int jobRow) {
        return jobs.state(jobRow) == JobState.CLAIMING.code() && !claims.isPaused(jobRow);
    }

    private void endAbsent(
            final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        if (jobs.state(jobRow) == JobState.SUSPENDED.code()) {
            suspension.remove(jobRow);
            absence.addLeaving(jobRow, 1);
        }
        preemption.leave(jobRow, PreemptionKind.CANCEL, reason, detail, timeNs);
    }

    /** Ends the jobs of an array that are not being ended yet; how many those were. */
    int endArray(
            final int arrayRow, final ReasonCode reason, final long detail, final long timeNs) {
        // The row of the array is free as soon as its last job is closed.
        final long firstId = state.arrays().firstId(arrayRow);
        final int memberCount = state.arrays().memberCount(arrayRow);
        int endedCount = 0;
        for (int member = 0; member < memberCount; member++) {
            final int jobRow = waits.member(arrayRow, firstId + member);
            if (jobRow != NULL_ROW && end(jobRow, reason, detail, timeNs)) {
                endedCount++;
            }
        }
        return endedCount;
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
        queueAgain(jobRow, reason, detail, timeNs);
    }

    /** Puts a job that holds nothing any more back where it waited. */
    void queueAgain(
            final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        if (termsRow != NULL_ROW) {
            state.terms().ranNs(termsRow, 0);
            state.terms().flag(termsRow, TermsTable.PAUSED, false);
        }
        rules.onHeldUp(jobRow);
        queue(jobRow, timeNs);
        if (stateOf(jobRow) == JobState.PENDING) {
            explain(jobRow, reason, detail);
        }
    }

    /** Forgets a job and frees what it holds. */
    void close(final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        decisions.jobClosed(jobs.jobId(jobRow), reason, detail);
        final Outcome outcome = outcome(jobRow, reason);
        unqueue(jobRow);
        if (jobs.allocationHead(jobRow) != NULL_ROW) {
            allocator.release(jobRow, timeNs);
        }
        forget(jobRow, outcome, reason, timeNs);
    }

    /** An absent job has ended and holds nothing any more. */
    void forgetAbsent(final int jobRow, final ReasonCode reason, final long timeNs) {
        final boolean hasSucceeded = reason == ReasonCode.ENDED;
        forget(jobRow, hasSucceeded ? Outcome.SUCCEEDED : Outcome.FAILED, reason, timeNs);
    }

    private void forget(
            final int jobRow, final Outcome outcome, final ReasonCode reason, final long timeNs) {
        state.outcomes().put(jobs.jobId(jobRow), outcome);
        if (jobs.termsRow(jobRow) != NULL_ROW) {
            waits.onClosed(jobRow, outcome, reason, timeNs);
            if (state.terms().ownReservation(jobs.termsRow(jobRow)) != NULL_ROW) {
                giveUpPromise(jobRow, ReservationChange.ENDED);
            }
        }
        intake.remove(jobRow);
    }

    private Outcome outcome(final int jobRow, final ReasonCode reason) {
        if (reason == ReasonCode.ENDED || reason == ReasonCode.COPY_SUCCEEDED) {
            return Outcome.SUCCEEDED;
        }
        final boolean wasStarted =
                jobs.allocationHead(jobRow) != NULL_ROW && !isUnstartedClaim(jobRow);
        return wasStarted ? Outcome.FAILED : Outcome.NEVER_STARTED;
    }

    /** A node failed: its jobs are requeued or closed, as soon as there is room for it. */
    void loseJobsOn(final int nodeRow, final int nodeId, final long timeNs) {
        int a = state.nodes().allocationHead(nodeRow);
        while (a != NULL_ROW) {
            lose(state.allocationJob(a), nodeId, timeNs);
            a = state.allocationNextOnNode(a);
        }
        loseAbsentJobsOn(nodeRow, nodeId, timeNs);
        handleDeadlines(timeNs);
    }

    /** Absent jobs are on no list of their node, but all of them have terms. */
    private void loseAbsentJobsOn(final int nodeRow, final int nodeId, final long timeNs) {
        for (int row = 0; row < state.terms().slab().highWater(); row++) {
            final int jobRow = state.terms().jobRow(row);
            if (jobRow != NULL_ROW && isAbsent(jobRow) && isOn(jobRow, nodeRow)) {
                waits.doom(jobRow, ReasonCode.NODE_FAILURE, nodeId, timeNs);
            }
        }
    }

    private boolean isOn(final int jobRow, final int nodeRow) {
        int a = jobs.allocationHead(jobRow);
        while (a != NULL_ROW && state.allocationNode(a) != nodeRow) {
            a = state.allocationNextOfJob(a);
        }
        return a != NULL_ROW;
    }

    private void lose(final int jobRow, final int nodeId, final long timeNs) {
        if (jobs.has(jobRow, JobTable.LOST)) {
            return;
        }
        clocks.count(jobRow, timeNs);
        if (jobs.state(jobRow) != JobState.ENDING.code()) {
            jobs.state(jobRow, JobState.ENDING.code());
            explain(jobRow, ReasonCode.NODE_FAILURE, nodeId);
        }
        jobs.flag(jobRow, JobTable.LOST, true);
        clocks.defer(jobRow, timeNs);
    }

    /**
     * Does what is due, as far as the entry has room for it; what is left is due still.
     *
     * @return whether a job may start now that could not before.
     */
    boolean handleDeadlines(final long timeNs) {
        boolean hasChanged = false;
        while (state.runningCount() > 0 && state.running().key(0) <= timeNs) {
            if (!decisions.hasRoom(DecisionWriter.RESERVE_LENGTH)) {
                return hasChanged;
            }
            final int jobRow = state.runningJob(0);
            if (jobs.state(jobRow) != JobState.CLAIMING.code()) {
                hasChanged |= endFirst(timeNs);
            } else if (!claims.isLaunchedOrDeferred(jobRow, timeNs)) {
                return hasChanged;
            }
        }
        while (state.alarms().size() > 0 && state.alarms().key(0) <= timeNs) {
            if (!decisions.hasRoom(DecisionWriter.RESERVE_LENGTH)) {
                return hasChanged;
            }
            hasChanged |= handleAlarm(timeNs);
        }
        return hasChanged;
    }

    /** Handles the first alarm, which is due; false when that frees nothing yet. */
    private boolean handleAlarm(final long timeNs) {
        final int termsRow = state.alarms().row(0);
        final int jobRow = state.terms().jobRow(termsRow);
        if (state.terms().doomReason(termsRow) != 0) {
            waits.endDoomed(jobRow, timeNs);
            return true;
        }
        if (jobs.state(jobRow) == JobState.LEAVING.code()) {
            preemption.retry(jobRow, timeNs);
            return false;
        }
        waits.reconsider(jobRow, timeNs);
        return true;
    }

    /** An absent job has lost a node: it waits again, or is gone, and what it had there is free. */
    void loseAbsent(final int jobRow, final int nodeId, final long timeNs) {
        final ReasonCode reason = ReasonCode.NODE_FAILURE;
        final boolean isRequeued = jobs.has(jobRow, JobTable.REQUEUEABLE);
        if (isRequeued) {
            decisions.jobRequeued(jobs.jobId(jobRow), reason, nodeId);
        } else {
            decisions.jobClosed(jobs.jobId(jobRow), reason, nodeId);
        }
        leaveNodes(jobRow, timeNs);
        if (isRequeued) {
            queueAgain(jobRow, reason, nodeId, timeNs);
        } else {
            forgetAbsent(jobRow, reason, timeNs);
        }
    }

    /** An absent job gives back what it has left on its nodes. */
    void leaveNodes(final int jobRow, final long timeNs) {
        if (jobs.state(jobRow) == JobState.LEAVING.code()) {
            preemption.onOff(jobRow);
            claims.onLeft(jobRow, timeNs);
        } else {
            suspension.remove(jobRow);
        }
        absence.release(jobRow);
    }

    /** Ends the job whose stretched limit is reached; false when that frees nothing yet. */
    private boolean endFirst(final long timeNs) {
        final int jobRow = state.runningJob(0);
        final ReasonCode reason = ReasonCode.get((short) jobs.reason(jobRow));
        final long number = jobs.reasonNumber(jobRow);
        if (jobs.state(jobRow) != JobState.ENDING.code()) {
            terminate(jobRow, ReasonCode.TIME_LIMIT, jobs.expectedEndNs(jobRow), timeNs);
            return false;
        }
        if (!jobs.has(jobRow, JobTable.LOST)) {
            terminate(jobRow, reason, number, timeNs);
            return false;
        }
        if (reason == ReasonCode.NODE_FAILURE && jobs.has(jobRow, JobTable.REQUEUEABLE)) {
            jobs.flag(jobRow, JobTable.LOST, false);
            requeue(jobRow, reason, number, timeNs);
        } else {
            close(jobRow, reason, number, timeNs);
        }
        return true;
    }
}
