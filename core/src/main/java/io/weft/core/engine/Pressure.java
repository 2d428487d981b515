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
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.ElasticityTable;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.SizeTable;
import io.weft.core.wire.ReasonCode;

/**
 * Lets malleable jobs shrink so that the job can start that the policy would start next. A job that
 * waits and is malleable itself is tried with its least.
 *
 * <p>The cores are taken {@linkplain ShrinkTrial on trial}: from the job with most cores above its
 * least first, all of these, until there is enough for the one that waits; then each gets back what
 * is not needed, the last first. Then the policy passes: only if it starts just that job now is
 * anything said and kept, else everybody has the cores again that he had. So nobody shrinks for
 * nothing, and who starts is started by the order, the promises and the limits of the policy.
 *
 * <p>After each success the next job that waits is tried, up to {@value #TRIALS_MAX} an entry;
 * after the first failure nothing more. At most {@value ShrinkTrial#JOBS_MAX} jobs shrink for one.
 * Jobs are let alone that are on a node where a reservation comes: they would stay longer.
 * Exclusive jobs are not helped.
 *
 * <p>Kernel thread only; no allocation. Nothing without jobs that may shrink; else a question to
 * the policy, and for each job tried on trial as many more as its surplus has bits, with the nodes
 * of the job each time; and two passes when the first job can start.
 */
final class Pressure implements StartGuard {
    private static final int TRIALS_MAX = 8;

    private final ClusterState state;
    private final JobTable jobs;
    private final SizeTable sizes;
    private final AllocationTable allocations;
    private final ElasticityTable table;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final JobClocks clocks;
    private final Allocator allocator;
    private final InputCheck check;
    private final Molding molding;
    private final Resizing resizing;
    private final ShrinkTrial trial;
    private final int[] candidates = new int[ShrinkTrial.JOBS_MAX];
    private int beneficiary = NULL_ROW;
    private boolean isStarted;

    Pressure(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks,
            final Allocator allocator,
            final InputCheck check,
            final Molding molding,
            final Resizing resizing) {
        this.state = state;
        this.jobs = state.jobs();
        this.sizes = state.sizes();
        this.allocations = state.allocations();
        this.table = state.elasticity();
        this.policy = policy;
        this.decisions = decisions;
        this.clocks = clocks;
        this.allocator = allocator;
        this.check = check;
        this.molding = molding;
        this.resizing = resizing;
        this.trial = new ShrinkTrial(state, policy, allocator);
    }

    /** Tries who waits; true when it was cut for want of room, or enough was done. */
    boolean run(final long timeNs) {
        for (int i = 0; i < TRIALS_MAX; i++) {
            if (table.shrinkable().size() == 0) {
                return false;
            }
            final int jobRow = policy.get().firstWaiting();
            if (jobRow == NULL_ROW
                    || jobs.state(jobRow) != JobState.PENDING.code()
                    || jobs.isExclusive(jobRow)) {
                return false;
            }
            final boolean isCut = attempt(jobRow, timeNs);
            if (isCut || !isStarted) {
                return isCut;
            }
        }
        return true;
    }

    private boolean attempt(final int jobRow, final long timeNs) {
        final ReasonCode reason = policy.get().reason(jobRow);
        final long number = policy.get().reasonNumber(jobRow);
        final boolean isMalleable = sizes.isMalleable(jobRow);
        isStarted = false;
        if (isMalleable) {
            molding.ask(jobRow, least(jobRow));
        }
        boolean isCut = false;
        final boolean isTried = findRoom(jobRow);
        if (isTried) {
            isCut = startOnly(jobRow, timeNs);
        }
        if (!isStarted) {
            trial.undoAll();
            if (isMalleable) {
                molding.ask(jobRow, sizes.coreCount(jobs.termsRow(jobRow)));
                jobs.reason(jobRow, reason.value());
                jobs.reasonNumber(jobRow, number);
            }
        }
        // What was found out about those who wait was found out on trial.
        return isTried && !isCut ? allocator.trialPass(timeNs) : isCut;
    }

    private int least(final int jobRow) {
        final long walltimeMaxNs = check.walltimeMaxNs(jobs.queueRow(jobRow));
        return sizes.leastCores(jobs.termsRow(jobRow), walltimeMaxNs);
    }

    // ------------------------------------------------------------------ room

    /** Shrinks on trial as many jobs as much as it takes; true if there is room then. */
    private boolean findRoom(final int jobRow) {
        final boolean isAnywhere = jobs.nodeCount(jobRow) == 0;
        final int need = isAnywhere ? jobs.coresPerNode(jobRow) : jobs.nodeCount(jobRow);
        trial.begin();
        final long lack = need - policy.get().startableNow(jobRow);
        final int count = lack <= 0 ? 0 : findCandidates();
        if (isAnywhere && surplus(count) < lack) {
            return false;
        }
        boolean isEnough = false;
        for (int i = 0; i < count && !isEnough; i++) {
            final int surplus = jobs.coresPerNode(candidates[i]) - least(candidates[i]);
            if (trial.add(candidates[i])) {
                trial.shrink(trial.count() - 1, surplus);
                isEnough = policy.get().startableNow(jobRow) >= need;
            }
        }
        if (isEnough) {
            for (int i = trial.count() - 1; i >= 0; i--) {
                giveBackNeedless(jobRow, need, i);
            }
        }
        return isEnough;
    }

    private int findCandidates() {
        final RowHeap heap = table.shrinkable();
        int count = 0;
        while (count < candidates.length && heap.size() > 0) {
            final int termsRow = heap.row(0);
            heap.remove(termsRow);
            candidates[count++] = sizes.jobRow(termsRow);
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            final int jobRow = candidates[i];
            table.refresh(jobRow);
            if (mayShrink(jobRow)) {
                candidates[kept++] = jobRow;
            }
        }
        return kept;
    }

    private boolean mayShrink(final int jobRow) {
        final int jobState = jobs.state(jobRow);
        return (jobState == JobState.STARTING.code() || jobState == JobState.RUNNING.code())
                && least(jobRow) < jobs.coresPerNode(jobRow)
                && (state.reservationCount() == 0 || isUnreserved(jobRow));
    }

    private boolean isUnreserved(final int jobRow) {
        int a = jobs.allocationHead(jobRow);
        while (a != NULL_ROW && state.nodeReservation(allocations.nodeRow(a)) == NULL_ROW) {
            a = allocations.nextOfJob(a);
        }
        return a == NULL_ROW;
    }

    private long surplus(final int count) {
        long surplus = 0;
        for (int i = 0; i < count; i++) {
            surplus += jobs.coresPerNode(candidates[i]) - least(candidates[i]);
        }
        return surplus;
    }

    private void giveBackNeedless(final int jobRow, final int need, final int index) {
        int least = 0;
        int most = trial.coresTaken(index);
        while (least < most) {
            final int middle = (least + most) >>> 1;
            trial.shrink(index, middle);
            if (policy.get().startableNow(jobRow) >= need) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        trial.shrink(index, most);
    }

    // ------------------------------------------------------------------ the start

    /** Lets the policy start the job, and nobody else; true when there was no room for it. */
    private boolean startOnly(final int jobRow, final long timeNs) {
        beneficiary = jobRow;
        final boolean isCut = allocator.guardedPass(this, timeNs);
        beneficiary = NULL_ROW;
        if (isStarted) {
            allocator.settle();
            for (int i = 0; i < trial.count(); i++) {
                if (trial.coresTaken(i) > 0) {
                    final int shrunk = trial.jobRow(i);
                    final int cores = jobs.coresPerNode(shrunk) - trial.coresTaken(i);
                    resizing.settleShrunk(shrunk, cores, timeNs);
                }
            }
        }
        return isCut && !isStarted;
    }

    @Override
    public boolean admits(final int jobRow) {
        if (jobRow != beneficiary || isStarted) {
            return false;
        }
        isStarted = true;
        for (int i = 0; i < trial.count(); i++) {
            if (trial.coresTaken(i) > 0) {
                final int shrunk = trial.jobRow(i);
                decisions.jobResized(
                        shrunk,
                        ReasonCode.SHRUNK_PRESSURE,
                        state.jobId(beneficiary),
                        multiplicity(shrunk));
            }
        }
        return true;
    }

    private int multiplicity(final int jobRow) {
        int highest = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            highest = Math.max(highest, clocks.multiplicityOf(a, allocations.nodeRow(a)));
        }
        return highest;
    }

    @Override
    public long lengthBefore() {
        long length = 0;
        for (int i = 0; i < trial.count(); i++) {
            if (trial.coresTaken(i) > 0) {
                length += decisions.startLength(jobs.allocationCount(trial.jobRow(i)));
            }
        }
        return length;
    }
}
