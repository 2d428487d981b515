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
import io.weft.core.state.ArrayTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.DependencyTable;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.Outcome;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.ReasonCode;

/**
 * What jobs wait for before they are queued: other jobs, their time, a slot of their array; and
 * what the end of a job means to others. A job that must go because of another one is not closed on
 * the spot: an alarm that is due at once is set for it, so that an entry never decides more than it
 * has room for, however long the chain of those that hang on each other.
 *
 * <p>Kernel thread only; no allocation; cost is the jobs that are touched.
 */
final class JobWaits {
    private final JobTable jobs;
    private final TermsTable terms;
    private final DependencyTable dependencies;
    private final ArrayTable arrays;
    private final RowHeap alarms;
    private final ArraySlots slots;
    private final JobLifecycle lifecycle;

    JobWaits(final ClusterState state, final JobLifecycle lifecycle) {
        this.jobs = state.jobs();
        this.terms = state.terms();
        this.dependencies = state.dependencies();
        this.arrays = state.arrays();
        this.alarms = state.alarms();
        this.slots = new ArraySlots(state);
        this.lifecycle = lifecycle;
    }

    /** What of another job's end a dependency says: it comes true, or it never will. */
    static boolean isTrue(final DependencyKind kind, final Outcome outcome) {
        return switch (kind) {
            case AFTER_START -> outcome != Outcome.NEVER_STARTED;
            case AFTER_OK -> outcome == Outcome.SUCCEEDED;
            case AFTER_NOT_OK -> outcome != Outcome.SUCCEEDED;
            default -> true;
        };
    }

    // ------------------------------------------------------------------ one job

    /** Whether a job that has terms must not be queued now; says why, and sees to its return. */
    boolean holdsBack(final int jobRow, final long timeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        if (isKept(jobRow, termsRow, timeNs)) {
            leaveArray(termsRow, timeNs);
            return true;
        }
        if (!slots.take(termsRow)) {
            final int slotMax = arrays.slotMax(terms.arrayRow(termsRow));
            lifecycle.explain(jobRow, ReasonCode.WAITING_ARRAY, slotMax);
            return true;
        }
        return false;
    }

    private boolean isKept(final int jobRow, final int termsRow, final long timeNs) {
        final int dependency = terms.dependencyHead(termsRow);
        final long beginTimeNs = terms.beginTimeNs(termsRow);
        if (isDoomed(termsRow)) {
            setAlarm(termsRow, terms.doomTimeNs(termsRow));
            lifecycle.explain(jobRow, doomReason(termsRow), terms.doomNumber(termsRow));
        } else if (dependency != NULL_ROW) {
            final int predecessor = terms.jobRow(dependencies.predecessor(dependency));
            lifecycle.explain(jobRow, ReasonCode.WAITING_DEPENDENCY, jobs.jobId(predecessor));
        } else if (beginTimeNs > timeNs) {
            lifecycle.explain(jobRow, ReasonCode.WAITING_BEGIN_TIME, beginTimeNs);
            alarms.add(termsRow, beginTimeNs);
        } else if (awaitsReservation(termsRow)) {
            lifecycle.explain(
                    jobRow, ReasonCode.WAITING_ADVANCE_RESERVATION, terms.reservationId(termsRow));
        } else {
            return false;
        }
        return true;
    }

    /** Whether a job names a reservation that has not begun. */
    private boolean awaitsReservation(final int termsRow) {
        return terms.reservationId(termsRow) != -1 && terms.openReservation(termsRow) == NULL_ROW;
    }

    /** A job that waits is about to be asked again, held or closed. */
    void stopWaiting(final int termsRow) {
        if (!isDoomed(termsRow)) {
            clearAlarm(termsRow);
        }
        slots.leaveLine(termsRow);
    }

    /** A job is not queued and holds no cores: somebody else of its array may. */
    void leaveArray(final int termsRow, final long timeNs) {
        final int next = slots.giveBack(termsRow);
        if (next != NULL_ROW) {
            reconsider(terms.jobRow(next), timeNs);
        }
    }

    /** A job whose time has come is queued, unless it waits for something else. */
    void reconsider(final int jobRow, final long timeNs) {
        if (jobs.state(jobRow) == JobState.WAITING.code()) {
            lifecycle.unqueue(jobRow);
            lifecycle.queue(jobRow, timeNs);
        }
    }

    private void setAlarm(final int termsRow, final long timeNs) {
        if (alarms.slotOf(termsRow) == RowHeap.NULL_SLOT) {
            alarms.add(termsRow, timeNs);
        } else {
            alarms.update(termsRow, timeNs);
        }
    }

    private void clearAlarm(final int termsRow) {
        if (alarms.slotOf(termsRow) != RowHeap.NULL_SLOT) {
            alarms.remove(termsRow);
        }
    }

    /** Says that a job must go; it will, when its alarm is handled. What was said first stands. */
    void doom(final int jobRow, final ReasonCode reason, final long number, final long timeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        if (isDoomed(termsRow)) {
            return;
        }
        final boolean isQueued = lifecycle.unqueue(jobRow);
        terms.doomReason(termsRow, reason.value());
        terms.doomNumber(termsRow, number);
        terms.doomTimeNs(termsRow, timeNs);
        setAlarm(termsRow, timeNs);
        if (isQueued) {
            lifecycle.queue(jobRow, timeNs);
        }
    }

    private boolean isDoomed(final int termsRow) {
        return terms.doomReason(termsRow) != 0;
    }

    private ReasonCode doomReason(final int termsRow) {
        return ReasonCode.get((short) terms.doomReason(termsRow));
    }

    /** Ends a job that must go; one that leaves its nodes has an alarm for that from then on. */
    void endDoomed(final int jobRow, final long timeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        final ReasonCode reason = doomReason(termsRow);
        final long number = terms.doomNumber(termsRow);
        if (jobs.state(jobRow) != JobState.LEAVING.code()) {
            alarms.remove(termsRow);
        }
        terms.doomReason(termsRow, 0);
        terms.doomNumber(termsRow, 0);
        terms.doomTimeNs(termsRow, 0);
        if (reason == ReasonCode.NODE_FAILURE) {
            lifecycle.loseAbsent(jobRow, (int) number, timeNs);
        } else {
            lifecycle.end(jobRow, reason, number, timeNs);
        }
    }

    // ------------------------------------------------------------------ others

    /** A job is seen to run. */
    void onStarted(final int termsRow, final long timeNs) {
        int row = terms.dependentHead(termsRow);
        while (row != NULL_ROW) {
            final int next = dependencies.nextOnPredecessor(row);
            if (dependencies.kind(row) == DependencyKind.AFTER_START) {
                fulfil(row, timeNs);
            }
            row = next;
        }
    }

    /** A job is about to be gone; it holds nothing any more and is not queued. */
    void onClosed(
            final int jobRow, final Outcome outcome, final ReasonCode reason, final long timeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        clearAlarm(termsRow);
        while (terms.dependencyHead(termsRow) != NULL_ROW) {
            dependencies.remove(terms.dependencyHead(termsRow));
        }
        tellDependents(termsRow, outcome, jobs.jobId(jobRow), timeNs);
        final int arrayRow = terms.arrayRow(termsRow);
        if (arrayRow != NULL_ROW) {
            leaveArray(termsRow, timeNs);
            if (reason == ReasonCode.ENDED && arrays.isCopies(arrayRow)) {
                doomCopies(arrayRow, jobRow, timeNs);
            }
            arrays.removeMember(arrayRow);
        }
    }

    private void tellDependents(
            final int termsRow, final Outcome outcome, final long jobId, final long timeNs) {
        int row = terms.dependentHead(termsRow);
        while (row != NULL_ROW) {
            if (isTrue(dependencies.kind(row), outcome)) {
                fulfil(row, timeNs);
            } else {
                final int dependent = terms.jobRow(dependencies.dependent(row));
                dependencies.remove(row);
                doom(dependent, ReasonCode.DEPENDENCY_NEVER, jobId, timeNs);
            }
            row = terms.dependentHead(termsRow);
        }
    }

    private void fulfil(final int dependencyRow, final long timeNs) {
        final int dependent = terms.jobRow(dependencies.dependent(dependencyRow));
        dependencies.remove(dependencyRow);
        reconsider(dependent, timeNs);
    }

    private void doomCopies(final int arrayRow, final int jobRow, final long timeNs) {
        final long firstId = arrays.firstId(arrayRow);
        for (int i = 0; i < arrays.memberCount(arrayRow); i++) {
            final int other = member(arrayRow, firstId + i);
            if (other != NULL_ROW && other != jobRow) {
                doom(other, ReasonCode.COPY_SUCCEEDED, jobs.jobId(jobRow), timeNs);
            }
        }
    }

    /** Row of a job of an array, or -1 when it is gone, whoever may have its id now. */
    int member(final int arrayRow, final long jobId) {
        final int row = jobs.row(jobId);
        final int termsRow = row == NULL_ROW ? NULL_ROW : jobs.termsRow(row);
        return termsRow != NULL_ROW && terms.arrayRow(termsRow) == arrayRow ? row : NULL_ROW;
    }
}
