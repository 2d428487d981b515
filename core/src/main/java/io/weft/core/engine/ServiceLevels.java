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
import io.weft.core.state.JobTable;
import io.weft.core.state.Limits;
import io.weft.core.state.ServiceTable;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetServiceLevelDecoder;

/**
 * The feedback controller of queues that have a service level. At the end of each period it
 * compares the jobs that started in time with those that did not and those that have waited too
 * long already; if too few were in time, it makes the next step of the queue's moves; if enough
 * were, for some periods in a row, it takes back the last one. A step that is missed soon after it
 * was taken back has to be good for twice as many periods before that is tried again, up to {@value
 * #PATIENCE_FACTOR_MAX} times as many; so a steady load leads to fewer and fewer moves.
 *
 * <p>A job that waits too long counts at the end of each period through which it waits, or at its
 * start, if that comes before.
 *
 * <p>A period begins when a job comes to wait in the queue, or when the last one ended, unless no
 * end of a period could lead to a move before something happens in the queue: then none is counted.
 *
 * <p>Not timed are jobs that were held, began later than they were submitted, or had to start
 * again: what they waited for was not the queue; nor jobs of classes that the level does not name.
 *
 * <p>Kernel thread only; no allocation. Cost: O(1) when a job comes or starts; at the end of a
 * period a look at each pending job that has waited too long since the last one, once.
 */
final class ServiceLevels {
    /** How many times as many periods as was said it may have to be good for. */
    static final int PATIENCE_FACTOR_MAX = 64;

    /** Bits of the job classes by value. */
    static final int ALL_CLASSES = (2 << JobClass.URGENT.value()) - 1;

    private final ClusterState state;
    private final JobTable jobs;
    private final TermsTable terms;
    private final ServiceTable services;
    private final RowHeap periods;
    private final QueueAdjuster adjuster;

    ServiceLevels(final ClusterState state, final QueueAdjuster adjuster) {
        this.state = state;
        this.jobs = state.jobs();
        this.terms = state.terms();
        this.services = state.services();
        this.periods = state.periods();
        this.adjuster = adjuster;
    }

    // ------------------------------------------------------------------ the rule

    /** Replaces the service level of a queue; what was done for the former one is taken back. */
    void set(final int queueRow, final SetServiceLevelDecoder input, final long timeNs) {
        end(queueRow);
        if (input.period() == 0) {
            return;
        }
        services.begin(queueRow, input.period());
        services.waitObjectiveNs(queueRow, input.waitObjective());
        services.objectivePerMille(queueRow, input.objectivePerMille());
        services.jobClasses(queueRow, input.jobClasses() == 0 ? ALL_CLASSES : input.jobClasses());
        services.calmPeriods(queueRow, input.calmPeriods());
        services.patience(queueRow, input.calmPeriods());
        final int defined = state.queues().definedMultiplicity(queueRow);
        services.raiseMax(queueRow, Math.max(0, input.multiplicityMax() - defined));
        services.move(queueRow, 0, input.firstMove());
        services.move(queueRow, 1, input.secondMove());
        services.move(queueRow, 2, input.thirdMove());
        lend(queueRow, input.lentNodes());
        countPending(queueRow);
        if (services.pendingCount(queueRow) > 0) {
            wake(queueRow, timeNs);
        }
    }

    /** M up to which the rule of a queue may raise it; any, without such a rule. */
    int multiplicityBound(final int queueRow) {
        return movesMultiplicity(queueRow)
                ? state.queues().definedMultiplicity(queueRow) + services.raiseMax(queueRow)
                : Limits.MULTIPLICITY_MAX;
    }

    private boolean movesMultiplicity(final int queueRow) {
        return services.has(queueRow) && services.hasMove(queueRow, QueueMove.MAX_MULTIPLICITY);
    }

    /** Another M is about to be defined: the bound stays, and so do steps made, up to it. */
    void beforeDefined(final int queueRow, final int multiplicity) {
        if (movesMultiplicity(queueRow)) {
            services.changeRaiseMax(queueRow, multiplicityBound(queueRow) - multiplicity);
        }
    }

    /** There may be a move to make now where there was none before. */
    void afterDefined(final int queueRow, final long timeNs) {
        if (services.has(queueRow) && mayMove(queueRow)) {
            wake(queueRow, timeNs);
        }
    }

    private void end(final int queueRow) {
        if (services.has(queueRow)) {
            services.level(queueRow, 0);
            final int none = QueueAdjuster.NOT_MEASURED;
            adjuster.adjust(queueRow, ReasonCode.NONE, none, none);
            sleep(queueRow);
            services.begin(queueRow, 0);
        }
    }

    private void lend(final int queueRow, final SetServiceLevelDecoder.LentNodesDecoder ranges) {
        while (ranges.hasNext()) {
            ranges.next();
            for (long nodeId = ranges.firstNodeId(); nodeId <= ranges.lastNodeId(); nodeId++) {
                final int nodeRow = state.nodes().row((int) nodeId);
                if (!state.queues().hasNode(queueRow, nodeRow)) {
                    services.lend(queueRow, nodeRow);
                }
            }
        }
    }

    private void countPending(final int queueRow) {
        int count = 0;
        for (int row = state.pendingHead(); row != NULL_ROW; row = jobs.pendingNext(row)) {
            count += jobs.queueRow(row) == queueRow ? 1 : 0;
        }
        services.pendingCount(queueRow, count);
    }

    // ------------------------------------------------------------------ jobs

    /** A job joined the pending ones. */
    void onQueued(final int jobRow, final long timeNs) {
        final int queueRow = jobs.queueRow(jobRow);
        if (services.has(queueRow)) {
            count(queueRow, jobRow, 1);
            wake(queueRow, timeNs);
        }
    }

    /** A job leaves the pending ones. */
    void onUnqueued(final int jobRow, final long timeNs) {
        final int queueRow = jobs.queueRow(jobRow);
        if (services.has(queueRow)) {
            count(queueRow, jobRow, -1);
            wake(queueRow, timeNs);
        }
    }

    /** A job that was pending starts; who was found to wait too long was counted then. */
    void onStarted(final int jobRow, final long timeNs) {
        final int queueRow = jobs.queueRow(jobRow);
        if (services.has(queueRow)) {
            if (isTimed(jobRow) && jobs.position(jobRow) >= services.lookedBefore(queueRow)) {
                countStart(queueRow, timeNs - jobs.submitTimeNs(jobRow));
            }
            count(queueRow, jobRow, -1);
            wake(queueRow, timeNs);
        }
    }

    private void countStart(final int queueRow, final long waitNs) {
        if (waitNs <= services.waitObjectiveNs(queueRow)) {
            services.inTimeCount(queueRow, services.inTimeCount(queueRow) + 1);
        } else {
            services.lateCount(queueRow, services.lateCount(queueRow) + 1);
        }
    }

    private void count(final int queueRow, final int jobRow, final int change) {
        services.pendingCount(queueRow, services.pendingCount(queueRow) + change);
        if (jobs.position(jobRow) < services.lookedBefore(queueRow) && isTimed(jobRow)) {
            services.overdueCount(queueRow, services.overdueCount(queueRow) + change);
        }
    }

    private boolean isTimed(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return !jobs.has(jobRow, JobTable.UNTIMED)
                && (services.jobClasses(jobs.queueRow(jobRow)) >>> jobs.jobClass(jobRow) & 1) != 0
                && (termsRow == NULL_ROW || terms.beginTimeNs(termsRow) == 0);
    }

    // ------------------------------------------------------------------ periods

    private void wake(final int queueRow, final long timeNs) {
        if (services.dueNs(queueRow) == 0 && services.levelMax(queueRow) > 0) {
            final long dueNs = timeNs + services.periodNs(queueRow);
            services.dueNs(queueRow, dueNs);
            periods.add(2 * queueRow, dueNs);
        }
    }

    private void sleep(final int queueRow) {
        if (services.dueNs(queueRow) != 0) {
            services.dueNs(queueRow, 0);
            periods.remove(2 * queueRow);
        }
    }

    /** Ends the period of a queue: measures, moves, begins another one or none. */
    void endPeriod(final int queueRow, final long timeNs) {
        lookForOverdue(queueRow, timeNs);
        final long inTime = services.inTimeCount(queueRow);
        final long missed = (long) services.lateCount(queueRow) + services.overdueCount(queueRow);
        final long counted = inTime + missed;
        final int share = counted == 0 ? 1000 : (int) (1000 * inTime / counted);
        services.inTimeCount(queueRow, 0);
        services.lateCount(queueRow, 0);
        if (share >= services.objectivePerMille(queueRow)) {
            onMet(queueRow, share);
        } else {
            onMissed(queueRow, share);
        }
        sleep(queueRow);
        if (mayMove(queueRow)) {
            wake(queueRow, timeNs);
        }
    }

    /** Those who are found were submitted longer ago than the objective; the others come later. */
    private void lookForOverdue(final int queueRow, final long timeNs) {
        final long latestNs = timeNs - services.waitObjectiveNs(queueRow);
        int found = 0;
        int row = state.pending().firstFrom(services.lookedBefore(queueRow));
        while (row != NULL_ROW && jobs.submitTimeNs(row) < latestNs) {
            found += jobs.queueRow(row) == queueRow && isTimed(row) ? 1 : 0;
            services.lookedBefore(queueRow, jobs.position(row) + 1);
            row = jobs.pendingNext(row);
        }
        services.overdueCount(queueRow, services.overdueCount(queueRow) + found);
    }

    private void onMet(final int queueRow, final int share) {
        final int patience = services.patience(queueRow);
        final int calmCount = services.calmCount(queueRow) + 1;
        services.calmCount(queueRow, Math.min(calmCount, patience));
        if (calmCount < patience) {
            return;
        }
        services.isTried(queueRow, false);
        final int level = services.level(queueRow);
        if (level > 0) {
            services.isTried(queueRow, true);
            services.calmCount(queueRow, 0);
            move(queueRow, level - 1, ReasonCode.OBJECTIVE_MET, share);
        } else {
            services.patience(queueRow, services.calmPeriods(queueRow));
            services.calmCount(queueRow, 0);
        }
    }

    private void onMissed(final int queueRow, final int share) {
        services.calmCount(queueRow, 0);
        if (services.isTried(queueRow)) {
            final int most = PATIENCE_FACTOR_MAX * services.calmPeriods(queueRow);
            services.patience(queueRow, Math.min(most, 2 * services.patience(queueRow)));
            services.isTried(queueRow, false);
        }
        final int level = services.level(queueRow);
        if (level < services.levelMax(queueRow)) {
            move(queueRow, level + 1, ReasonCode.OBJECTIVE_MISSED, share);
        }
    }

    private void move(
            final int queueRow, final int level, final ReasonCode reason, final int share) {
        services.level(queueRow, level);
        adjuster.adjust(queueRow, reason, share, services.objectivePerMille(queueRow));
    }

    /** Whether ends of periods may lead to a move though nothing happens in the queue. */
    private boolean mayMove(final int queueRow) {
        final int level = services.level(queueRow);
        if (services.overdueCount(queueRow) > 0) {
            return level < services.levelMax(queueRow);
        }
        return level > 0 || services.pendingCount(queueRow) > 0;
    }
}
