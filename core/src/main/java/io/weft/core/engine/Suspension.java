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
import io.weft.core.state.SuspendedList;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.ReasonCode;

/**
 * Lets suspended jobs go on. Each pass looks at them first, in the order in which they were seen to
 * be suspended: who finds as many cores on each of its nodes as it had there goes on, on whichever
 * cores are emptiest. When the longest suspended job has waited for as long as the rule allows, its
 * nodes are closed to everybody else until it goes on: it then waits at most until the last job
 * that runs there has ended by its stretched limit. That bound is for one job at a time, and holds
 * as long as its nodes are not down.
 *
 * <p>Kernel thread only; no allocation; cost of a pass is the nodes of the suspended jobs.
 */
final class Suspension {
    private final JobTable jobs;
    private final AllocationTable allocations;
    private final TermsTable terms;
    private final SuspendedList list;
    private final ClusterState state;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final Absence absence;
    private final Allocator allocator;

    /** The job for which nodes are closed; the flag in its terms says the same. */
    private int closingRow = NULL_ROW;

    Suspension(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final Absence absence,
            final Allocator allocator) {
        this.state = state;
        this.jobs = state.jobs();
        this.allocations = state.allocations();
        this.terms = state.terms();
        this.list = state.suspended();
        this.policy = policy;
        this.decisions = decisions;
        this.absence = absence;
        this.allocator = allocator;
    }

    /** A leaving job was seen to be suspended. */
    void add(final int jobRow, final long timeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        terms.flag(termsRow, TermsTable.PAUSED, true);
        terms.suspendedSinceNs(termsRow, timeNs);
        jobs.state(jobRow, JobState.SUSPENDED.code());
        explain(jobRow);
        list.add(jobRow);
    }

    private void explain(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        final boolean isKept = terms.has(termsRow, TermsTable.KEPT);
        final ReasonCode reason = isKept ? ReasonCode.SUSPENDED_BY_OPERATOR : ReasonCode.SUSPENDED;
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, terms.beneficiaryId(termsRow));
    }

    /** Keeps a job that leaves or is suspended until somebody lets it go on, or lets it. */
    void keep(final int jobRow, final boolean isKept) {
        terms.flag(jobs.termsRow(jobRow), TermsTable.KEPT, isKept);
        if (jobs.state(jobRow) == JobState.SUSPENDED.code()) {
            explain(jobRow);
            if (isKept) {
                open(jobRow);
            }
        }
    }

    /** Takes a job from the list, because it goes on or never will. */
    void remove(final int jobRow) {
        open(jobRow);
        list.remove(jobRow);
    }

    // ------------------------------------------------------------------ going on

    /** Lets go on who can; false when there was no room for the decision. */
    boolean resume(final long timeNs) {
        closeIfDue(timeNs);
        int jobRow = list.head();
        while (jobRow != NULL_ROW) {
            final int next = list.next(jobRow);
            if (canGoOn(jobRow, timeNs)) {
                if (!decisions.hasRoom(decisions.startLength(jobs.allocationCount(jobRow)))) {
                    return false;
                }
                remove(jobRow);
                absence.occupy(jobRow, timeNs);
                final int unclearCount = absence.unclearCount(jobRow);
                allocator.announce(jobRow, unclearCount, ReasonCode.RESUMED);
            }
            jobRow = next;
        }
        return true;
    }

    private boolean canGoOn(final int jobRow, final long timeNs) {
        return !isKept(jobRow) && absence.canReturn(jobRow, jobRow == closingRow, timeNs);
    }

    private boolean isKept(final int jobRow) {
        return terms.has(jobs.termsRow(jobRow), TermsTable.KEPT);
    }

    // ------------------------------------------------------------------ closed nodes

    private void closeIfDue(final long timeNs) {
        final long waitMaxNs = state.preemption().suspendMaxNs();
        if (waitMaxNs == 0 || closingRow != NULL_ROW) {
            return;
        }
        int jobRow = list.head();
        while (jobRow != NULL_ROW && isKept(jobRow)) {
            jobRow = list.next(jobRow);
        }
        if (jobRow != NULL_ROW
                && timeNs - terms.suspendedSinceNs(jobs.termsRow(jobRow)) >= waitMaxNs) {
            closingRow = jobRow;
            close(jobRow, true);
        }
    }

    /** Finds again for whom nodes are closed, after the state was loaded. */
    void restore() {
        closingRow = list.head();
        while (closingRow != NULL_ROW
                && !terms.has(jobs.termsRow(closingRow), TermsTable.CLOSING)) {
            closingRow = list.next(closingRow);
        }
    }

    private void open(final int jobRow) {
        if (jobRow == closingRow) {
            closingRow = NULL_ROW;
            close(jobRow, false);
        }
    }

    private void close(final int jobRow, final boolean isClosed) {
        terms.flag(jobs.termsRow(jobRow), TermsTable.CLOSING, isClosed);
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            final int nodeRow = allocations.nodeRow(a);
            state.nodes().close(nodeRow, isClosed);
            policy.get().onNodeChanged(nodeRow);
        }
    }
}
