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
import io.weft.core.state.TermsTable;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;

/**
 * What becomes of jobs without cores, those that give way and those that are suspended, when
 * something is seen of them or somebody wants something of them.
 *
 * <p>A job that was to be requeued or cancelled, and is seen to have completed, has made good use
 * of its grace time and is closed as such; however else it ended, it was made to.
 *
 * <p>Kernel thread only; no allocation.
 */
final class Departures {
    private final JobTable jobs;
    private final TermsTable terms;
    private final DecisionWriter decisions;
    private final JobLifecycle lifecycle;
    private final Absence absence;
    private final Claims claims;
    private final Preemption preemption;
    private final Suspension suspension;

    Departures(
            final ClusterState state,
            final DecisionWriter decisions,
            final Allocator allocator,
            final JobLifecycle lifecycle) {
        this.jobs = state.jobs();
        this.terms = state.terms();
        this.decisions = decisions;
        this.lifecycle = lifecycle;
        this.absence = allocator.absence();
        this.claims = allocator.claims();
        this.preemption = allocator.preemption();
        this.suspension = allocator.suspension();
    }

    // ------------------------------------------------------------------ observed

    /** A job was seen to be suspended; false when nobody asked for that. */
    boolean suspended(final int jobRow, final long timeNs) {
        if (lifecycle.stateOf(jobRow) != JobState.LEAVING
                || preemption.kind(jobRow) != PreemptionKind.SUSPEND) {
            return false;
        }
        preemption.onOff(jobRow);
        claims.onLeft(jobRow, timeNs);
        suspension.add(jobRow, timeNs);
        return true;
    }

    /** A job was seen to run, which it was told to. */
    void running(final int jobRow, final long timeNs) {
        jobs.state(jobRow, JobState.RUNNING.code());
        final int termsRow = jobs.termsRow(jobRow);
        if (termsRow != NULL_ROW) {
            terms.flag(termsRow, TermsTable.PAUSED, false);
            lifecycle.waits().onStarted(termsRow, timeNs);
        }
    }

    /** An absent job was seen to have ended. */
    void ended(
            final int jobRow,
            final EndKind kind,
            final ReasonCode observed,
            final int exitCode,
            final long timeNs) {
        final boolean isLeaving = lifecycle.stateOf(jobRow) == JobState.LEAVING;
        final PreemptionKind way = preemption.kind(jobRow);
        final boolean isEnded =
                !isLeaving || way == PreemptionKind.SUSPEND || kind == EndKind.COMPLETED;
        final ReasonCode reason = isEnded ? observed : ReasonCode.get((short) jobs.reason(jobRow));
        final long detail = isEnded ? exitCode : jobs.reasonNumber(jobRow);
        final boolean isRequeued = !isEnded && way == PreemptionKind.REQUEUE;
        if (isRequeued) {
            decisions.jobRequeued(jobs.jobId(jobRow), reason, detail);
        } else {
            decisions.jobClosed(jobs.jobId(jobRow), reason, detail);
        }
        lifecycle.leaveNodes(jobRow, timeNs);
        if (isRequeued) {
            lifecycle.queueAgain(jobRow, reason, detail, timeNs);
        } else {
            lifecycle.forgetAbsent(jobRow, reason, timeNs);
        }
    }

    // ------------------------------------------------------------------ commanded

    /** Suspends a job until somebody lets it go on; false in a state that does not allow it. */
    boolean suspend(final int jobRow, final long timeNs) {
        if (lifecycle.stateOf(jobRow) == JobState.RUNNING) {
            preemption.giveWay(
                    jobRow,
                    PreemptionKind.SUSPEND,
                    NULL_ROW,
                    ReasonCode.SUSPENDED_BY_OPERATOR,
                    true,
                    timeNs);
            absence.forgetCores(jobRow, true);
            return true;
        }
        return isKept(jobRow, true);
    }

    /** Lets a job go on when there are cores; false in a state that does not allow it. */
    boolean resume(final int jobRow) {
        return isKept(jobRow, false);
    }

    private boolean isKept(final int jobRow, final boolean isKept) {
        if (!lifecycle.isAbsent(jobRow) || preemption.kind(jobRow) != PreemptionKind.SUSPEND) {
            return false;
        }
        suspension.keep(jobRow, isKept);
        return true;
    }

    /** Makes a running job give way. */
    void preempt(
            final int jobRow,
            final PreemptionKind kind,
            final long beneficiaryId,
            final long timeNs) {
        preemption.giveWay(jobRow, kind, beneficiaryId, ReasonCode.PREEMPTED, false, timeNs);
        absence.forgetCores(jobRow, kind == PreemptionKind.SUSPEND);
    }
}
