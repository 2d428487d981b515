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

import io.weft.core.memory.RowHeap;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.ReasonCode;

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
    private final QueueRules rules;

    JobLifecycle(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks,
            final Allocator allocator,
            final JobIntake intake,
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
        this.rules = rules;
    }

    JobState stateOf(final int jobRow) {
        return JobState.of(jobs.state(jobRow));
    }

    /** Puts a job among the pending ones, at its place. */
    void queue(final int jobRow) {
        jobs.state(jobRow, JobState.PENDING.code());
        explain(jobRow, ReasonCode.NOT_CONSIDERED, 0);
        state.pending().add(jobRow);
        policy.get().onJobQueued(jobRow);
        rules.onQueued(jobRow);
    }

    private void explain(final int jobRow, final ReasonCode reason, final long number) {
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, number);
    }

    /** Keeps a job out of the pending ones until it is released. */
    void hold(final int jobRow) {
        unqueue(jobRow);
        rules.onHeldUp(jobRow);
        jobs.state(jobRow, JobState.HELD.code());
        explain(jobRow, ReasonCode.HELD_BY_USER, 0);
    }

    void unqueue(final int jobRow) {
        if (jobs.state(jobRow) == JobState.PENDING.code()) {
            policy.get().onJobUnqueued(jobRow);
            rules.onUnqueued(jobRow);
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
        queueAgain(jobRow, reason, detail);
    }

    /** Puts a job that holds nothing any more back where it waited. */
    void queueAgain(final int jobRow, final ReasonCode reason, final long detail) {
        final int termsRow = jobs.termsRow(jobRow);
        if (termsRow != NULL_ROW) {
            state.terms().ranNs(termsRow, 0);
            state.terms().flag(termsRow, TermsTable.PAUSED, false);
        }
        rules.onHeldUp(jobRow);
        queue(jobRow);
        explain(jobRow, reason, detail);
    }

    /** Forgets a job and frees what it holds. */
    void close(final int jobRow, final ReasonCode reason, final long detail, final long timeNs) {
        decisions.jobClosed(jobs.jobId(jobRow), reason, detail);
        unqueue(jobRow);
        if (jobs.allocationHead(jobRow) != NULL_ROW) {
            allocator.release(jobRow, timeNs);
        }
        intake.remove(jobRow);
    }

    /** Ends every job whose stretched limit is reached, and does what else is due. */
    void handleDeadlines(final long timeNs) {
        if (state.alarms().size() > 0) {
            handleAlarms(timeNs);
        }
        while (state.runningCount() > 0) {
            final int jobRow = state.runningJob(0);
            final long endNs = jobs.expectedEndNs(jobRow);
            if (endNs > timeNs || !decisions.hasRoom(DecisionWriter.RESERVE_LENGTH)) {
                return;
            }
            if (jobs.state(jobRow) == JobState.ENDING.code()) {
                final ReasonCode reason = ReasonCode.get((short) jobs.reason(jobRow));
                terminate(jobRow, reason, jobs.reasonNumber(jobRow), timeNs);
            } else if (jobs.state(jobRow) == JobState.CLAIMING.code()) {
                if (!claims.isLaunchedOrDeferred(jobRow, timeNs)) {
                    return;
                }
            } else {
                terminate(jobRow, ReasonCode.TIME_LIMIT, endNs, timeNs);
            }
        }
    }

    private void handleAlarms(final long timeNs) {
        final RowHeap alarms = state.alarms();
        while (alarms.size() > 0
                && alarms.key(0) <= timeNs
                && decisions.hasRoom(DecisionWriter.RESERVE_LENGTH)) {
            final int termsRow = alarms.row(0);
            final int jobRow = state.terms().jobRow(termsRow);
            if (jobs.state(jobRow) == JobState.LEAVING.code()) {
                preemption.retry(jobRow, timeNs);
            } else {
                alarms.remove(termsRow);
            }
        }
    }
}
