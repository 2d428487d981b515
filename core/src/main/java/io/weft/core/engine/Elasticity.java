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

import io.weft.core.memory.RowHeap;
import io.weft.core.state.ClusterState;
import io.weft.core.state.ElasticityTable;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.SizeTable;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetElasticityDecoder;

/**
 * Gives malleable jobs that run other sizes because the rule of their queue says so.
 *
 * <ul>
 *   <li>Offer: when nobody is pending or suspended after a pass, batch jobs grow towards what they
 *       asked for, into cores that nobody has; first who has the smallest part of it. From any
 *       change of its size on a job rests for the pause of the rule before it grows so.
 *   <li>Pressure: see {@link Pressure}.
 *   <li>Sessions: an interactive job that has been seen to be idle for long enough, without being
 *       seen busy in between, shrinks to its least. Seen busy again it gets back what there is of
 *       the cores it had, at once, before those who wait: within M and limits.
 * </ul>
 *
 * <p>Kernel thread only; no allocation. Without rules a look at a field; with rules, after a pass
 * that leaves nobody waiting, all nodes if a job may grow, and for each of the first {@value
 * #OFFERS_MAX} all nodes for each level that it takes cores at.
 */
final class Elasticity {
    private static final int OFFERS_MAX = 32;

    private final ClusterState state;
    private final JobTable jobs;
    private final SizeTable sizes;
    private final ElasticityTable table;
    private final DecisionWriter decisions;
    private final Allocator allocator;
    private final InputCheck check;
    private final Resizing resizing;
    private final Pressure pressure;
    private final int[] offers = new int[OFFERS_MAX];

    Elasticity(
            final ClusterState state,
            final DecisionWriter decisions,
            final Allocator allocator,
            final InputCheck check,
            final Resizing resizing,
            final Pressure pressure) {
        this.state = state;
        this.jobs = state.jobs();
        this.sizes = state.sizes();
        this.table = state.elasticity();
        this.decisions = decisions;
        this.allocator = allocator;
        this.check = check;
        this.resizing = resizing;
        this.pressure = pressure;
    }

    /** Replaces the rule of a queue. */
    void set(final int queueRow, final SetElasticityDecoder input) {
        table.set(
                queueRow,
                input.pause(),
                input.idleTime(),
                input.idlePerMille(),
                input.growIdle() == BooleanType.YES,
                input.shrinkForPending() == BooleanType.YES);
    }

    /** Does what follows a pass; true when that was cut for want of room. */
    boolean afterPass(final long timeNs) {
        if (!table.isUsed()) {
            return false;
        }
        allocator.settle();
        final boolean isCut = state.pendingCount() > 0 && pressure.run(timeNs);
        if (!isCut && state.pendingCount() == 0 && state.suspended().count() == 0) {
            offer(timeNs);
        }
        return isCut;
    }

    private boolean hasProcesses(final int jobRow) {
        final int jobState = jobs.state(jobRow);
        return jobState == JobState.STARTING.code() || jobState == JobState.RUNNING.code();
    }

    // ------------------------------------------------------------------ offer

    private void offer(final long timeNs) {
        final RowHeap growable = table.growable();
        if (growable.size() == 0) {
            return;
        }
        long idleCount = idleCores();
        int count = 0;
        while (idleCount > 0 && count < OFFERS_MAX && growable.size() > 0) {
            final int termsRow = growable.row(0);
            final int jobRow = sizes.jobRow(termsRow);
            growable.remove(termsRow);
            offers[count++] = jobRow;
            if (hasProcesses(jobRow)) {
                final int wanted = sizes.coreCount(termsRow);
                idleCount -= resizing.grow(jobRow, wanted, 0, ReasonCode.GROWN, timeNs);
            }
        }
        for (int i = 0; i < count; i++) {
            table.refresh(offers[i]);
        }
    }

    private long idleCores() {
        long count = 0;
        for (int nodeRow = 0; nodeRow < state.nodeCount(); nodeRow++) {
            count += state.isNodeUp(nodeRow) ? state.coresAtOrBelow(nodeRow, 0) : 0;
        }
        return count;
    }

    // ------------------------------------------------------------------ sessions

    /** A job that holds cores was seen to keep so much of them busy. */
    void onObserved(final int jobRow, final long busyMilliCores, final long timeNs) {
        if (!table.isUsed() || !sizes.isMalleable(jobRow) || !isWatched(jobRow)) {
            return;
        }
        final int queueRow = jobs.queueRow(jobRow);
        final int held = jobs.coresPerNode(jobRow);
        final int termsRow = jobs.termsRow(jobRow);
        if (busyMilliCores > (long) table.idlePerMille(queueRow) * held) {
            table.dueNs(jobRow, 0);
            if (sizes.coresBefore(termsRow) > held && hasProcesses(jobRow)) {
                expand(jobRow, sizes.coresBefore(termsRow), timeNs);
            }
        } else if (sizes.dueNs(termsRow) == 0 && least(jobRow) < held) {
            table.dueNs(jobRow, timeNs + table.idleTimeNs(queueRow));
        }
    }

    private boolean isWatched(final int jobRow) {
        return jobs.jobClass(jobRow) == JobClass.INTERACTIVE.value()
                && table.idleTimeNs(jobs.queueRow(jobRow)) != 0;
    }

    private int least(final int jobRow) {
        final long walltimeMaxNs = check.walltimeMaxNs(jobs.queueRow(jobRow));
        return sizes.leastCores(jobs.termsRow(jobRow), walltimeMaxNs);
    }

    /** What it does not get now it gets when it is seen to be busy the next time. */
    private void expand(final int jobRow, final int cores, final long timeNs) {
        final int top = state.queueMaxMultiplicity(jobs.queueRow(jobRow)) - 1;
        resizing.grow(jobRow, cores, top, ReasonCode.EXPANDED_ON_RETURN, timeNs);
        final boolean isWhole = jobs.coresPerNode(jobRow) == cores;
        sizes.coresBefore(jobs.termsRow(jobRow), isWhole ? 0 : cores);
    }

    // ------------------------------------------------------------------ times

    /** Does what is due, as far as the entry has room; true if it is worth a pass. */
    boolean handleDue(final long timeNs) {
        final RowHeap times = table.times();
        boolean hasChanged = false;
        while (times.size() > 0 && times.key(0) <= timeNs) {
            final int jobRow = sizes.jobRow(times.row(0));
            if (!decisions.hasRoom(decisions.startLength(jobs.allocationCount(jobRow)))) {
                return true;
            }
            table.dueNs(jobRow, 0);
            if (isWatched(jobRow) && hasProcesses(jobRow)) {
                shrinkIdle(jobRow, timeNs);
            }
            hasChanged = true;
        }
        return hasChanged;
    }

    private void shrinkIdle(final int jobRow, final long timeNs) {
        final int least = least(jobRow);
        final int held = jobs.coresPerNode(jobRow);
        if (least < held) {
            final int before = Math.max(held, sizes.coresBefore(jobs.termsRow(jobRow)));
            resizing.shrink(jobRow, least, ReasonCode.SHRUNK_IDLE, timeNs);
            sizes.coresBefore(jobs.termsRow(jobRow), before);
        }
    }
}
