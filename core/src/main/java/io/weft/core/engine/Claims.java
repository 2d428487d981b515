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

import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.ReasonCode;

/**
 * Jobs that hold their cores but must not run yet, because others have not left their nodes. As
 * soon as these were seen to be off, they are started, or continued if they were suspended. Anybody
 * who is put on such a node waits so, whether somebody gave way to him or not.
 *
 * <p>Kernel thread only; no allocation; cost is the jobs on the nodes that were left, times their
 * nodes.
 */
final class Claims {
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final TermsTable terms;
    private final DecisionWriter decisions;
    private final JobClocks clocks;

    Claims(final ClusterState state, final DecisionWriter decisions, final JobClocks clocks) {
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.terms = state.terms();
        this.decisions = decisions;
        this.clocks = clocks;
    }

    /** Lets a job that has its cores run, or wait until its nodes are clear. */
    void claim(final int jobRow, final int unclearCount, final ReasonCode reason) {
        if (unclearCount == 0) {
            tell(jobRow, reason);
        } else {
            jobs.state(jobRow, JobState.CLAIMING.code());
            jobs.reason(jobRow, ReasonCode.WAITING_PREEMPTION.value());
            jobs.reasonNumber(jobRow, unclearCount);
        }
    }

    private void tell(final int jobRow, final ReasonCode reason) {
        jobs.state(jobRow, JobState.STARTING.code());
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, 0);
        if (isPaused(jobRow)) {
            decisions.continueJob(jobRow, reason);
        } else {
            decisions.startJob(jobRow, reason);
        }
    }

    /** Whether the processes of a job are there, but stopped. */
    boolean isPaused(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return termsRow != NULL_ROW && terms.has(termsRow, TermsTable.PAUSED);
    }

    /** A job has left its nodes: whoever waited for that alone may run. */
    void onLeft(final int leaverRow, final long timeNs) {
        for (int a = jobs.allocationHead(leaverRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            final int nodeRow = allocations.nodeRow(a);
            if (nodes.leavingCount(nodeRow) == 0) {
                launchOn(nodeRow, timeNs);
            }
        }
    }

    private void launchOn(final int nodeRow, final long timeNs) {
        int a = nodes.allocationHead(nodeRow);
        while (a != NULL_ROW) {
            final int jobRow = allocations.jobRow(a);
            a = allocations.nextOnNode(a);
            if (jobs.state(jobRow) == JobState.CLAIMING.code() && isClear(jobRow)) {
                launch(jobRow, timeNs);
            }
        }
    }

    private boolean isClear(final int jobRow) {
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            if (nodes.leavingCount(allocations.nodeRow(a)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Its clock begins to run now; without room for the decision, that is tried again at once. */
    private void launch(final int jobRow, final long timeNs) {
        if (decisions.hasRoom(decisions.startLength(jobs.allocationCount(jobRow)))) {
            tell(jobRow, isPaused(jobRow) ? ReasonCode.RESUMED : ReasonCode.FITS);
            clocks.launch(jobRow, timeNs);
        } else {
            clocks.defer(jobRow, timeNs);
        }
    }

    /** The time has come that was expected to be the end of a job that does not run yet. */
    boolean isLaunchedOrDeferred(final int jobRow, final long timeNs) {
        if (isClear(jobRow)) {
            launch(jobRow, timeNs);
            return jobs.state(jobRow) != JobState.CLAIMING.code();
        }
        clocks.launch(jobRow, timeNs);
        if (jobs.expectedEndNs(jobRow) <= timeNs) {
            // Nothing is left of its limit: it would be due again at once, and for ever.
            clocks.defer(jobRow, timeNs + JobLifecycle.TERMINATION_RETRY_NS);
        }
        return true;
    }
}
