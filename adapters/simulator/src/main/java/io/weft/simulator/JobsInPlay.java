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
package io.weft.simulator;

import io.weft.core.client.AllocationSlices;
import io.weft.core.wire.ReasonCode;
import io.weft.simulator.metrics.JobHistory;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.workload.JobSpec;

/**
 * The jobs of a simulation between their submission and their outcome, and the cluster on which
 * some of them run: what happens to a job happens here. A job is a row of {@link #rows()}.
 *
 * <p>Used by one thread. Allocates only when something grows, and for outcomes.
 */
final class JobsInPlay {
    private static final double NS_PER_S = 1e9;

    private final JobRows rows = new JobRows();
    private final HeldSlices held = new HeldSlices();
    private final SimulatedCluster cluster;
    private final OutcomeListener listener;
    private final OutsideEvents outside;
    private final GivingWay givingWay;
    private final JobHistories histories = new JobHistories();
    private final JobChanges changes;
    private long nowNs;
    private boolean hasNews;

    /**
     * No job yet.
     *
     * @param cluster an empty one.
     * @param changes what it costs to stop and go on; hears of what it did.
     * @param outside hears of work lost by failures.
     * @param givingWay hears of jobs that give way.
     * @param listener hears of every outcome.
     */
    JobsInPlay(
            final SimulatedCluster cluster,
            final JobChanges changes,
            final OutsideEvents outside,
            final GivingWay givingWay,
            final OutcomeListener listener) {
        this.cluster = cluster;
        this.changes = changes;
        this.outside = outside;
        this.givingWay = givingWay;
        this.listener = listener;
    }

    /** Who is there. */
    JobRows rows() {
        return rows;
    }

    /** Where they run. */
    SimulatedCluster cluster() {
        return cluster;
    }

    /** Time goes on. */
    void advance(final long timeNs) {
        nowNs = timeNs;
        cluster.advance(timeNs);
    }

    long nowNs() {
        return nowNs;
    }

    /** Whether there is anything that the policy has not looked at yet. */
    boolean hasNews() {
        return hasNews;
    }

    /** From now on there is, or not. */
    void hasNews(final boolean value) {
        hasNews = value;
    }

    void submit(final JobSpec job) {
        if (rows.row(job.id()) != JobRows.NULL_ROW) {
            throw new IllegalStateException(
                    "jobId=" + job.id() + ": the workload has it twice at a time");
        }
        histories.clear(rows.add(job));
        changes.onSubmitted(job);
        hasNews = true;
    }

    void start(final long jobId, final AllocationSlices slices) {
        final int row = rows.row(jobId);
        final JobSpec job = rows.job(row);
        rows.start(row, nowNs);
        if (histories.isRestart(row)) {
            final long keptNs = histories.keptNs(row);
            final long cpuTimeNs = histories.keptCpuTimeNs(row);
            cluster.startAgain(row, job, slices, keptNs, cpuTimeNs, changes.costs().requeueNs());
        } else {
            cluster.start(row, job, slices);
        }
        changes.onStarted(job, cluster.coreCount(row));
    }

    /** A job that ended at this instant may be moved before the kernel knows. */
    void move(final long jobId, final AllocationSlices slices) {
        final int row = rows.row(jobId);
        if (row != JobRows.NULL_ROW) {
            cluster.move(row, slices);
        }
    }

    /**
     * A job stops where it is.
     *
     * @return whether it is still there.
     */
    boolean suspend(final long jobId) {
        final int row = rows.row(jobId);
        if (row == JobRows.NULL_ROW) {
            return false;
        }
        cluster.suspend(row);
        histories.onSuspended(row);
        givingWay.onSuspended();
        hasNews = true;
        return true;
    }

    /**
     * A suspended job goes on.
     *
     * @return whether it is still there.
     */
    boolean resume(final long jobId, final AllocationSlices slices) {
        final int row = rows.row(jobId);
        if (row == JobRows.NULL_ROW) {
            return false;
        }
        cluster.resume(row, slices, changes.costs().suspendNs());
        return true;
    }

    /**
     * A job has another size from now on; one that ended at this instant may be given one before
     * the kernel knows.
     *
     * @return whether it is still there.
     */
    boolean resize(final long jobId, final AllocationSlices slices) {
        final int row = rows.row(jobId);
        if (row == JobRows.NULL_ROW) {
            return false;
        }
        cluster.resize(row, slices);
        histories.onResized(row);
        changes.onResized();
        return true;
    }

    /** A job that ran waits again. */
    void requeue(final long jobId, final ReasonCode reason) {
        final int row = rows.row(jobId);
        if (row == JobRows.NULL_ROW || !rows.hasStarted(row)) {
            return;
        }
        final long doneNs = cluster.doneNs(row);
        final long keptNs = changes.costs().keptNs(jobId, doneNs);
        final long inVainNs = histories.onRequeued(row, doneNs, keptNs, cluster.cpuTimeNs(row));
        if (reason == ReasonCode.PREEMPTED) {
            givingWay.onRequeued(coreS(row, inVainNs));
        } else {
            outside.onWorkLost(coreS(row, inVainNs));
            outside.onRequeued();
        }
        payOverhead(row);
        cluster.remove(row);
        rows.requeue(row);
        hasNews = true;
    }

    /** The kernel has closed a job; what the simulation has ended itself is gone already. */
    void close(final long jobId, final ReasonCode reason, final long detail) {
        final int row = rows.row(jobId);
        if (row == JobRows.NULL_ROW) {
            return;
        }
        if (rows.hasStarted(row)) {
            leave(row, stateFor(reason), reason);
        } else {
            giveUp(row, stateFor(reason), reason, detail);
        }
    }

    /** State of a job that the kernel ends. */
    static OutcomeState stateFor(final ReasonCode reason) {
        return switch (reason) {
            case ENDED -> OutcomeState.COMPLETED;
            case TIME_LIMIT -> OutcomeState.TIMED_OUT;
            case JOB_FAILED, NODE_FAILURE -> OutcomeState.FAILED;
            default -> OutcomeState.CANCELLED;
        };
    }

    /** A running job leaves the cluster. */
    void leave(final int row, final OutcomeState state, final ReasonCode reason) {
        if (state == OutcomeState.FAILED) {
            outside.onWorkLost(coreS(row, cluster.cpuTimeNs(row)));
        }
        payOverhead(row);
        cluster.slices(row, held);
        listener.onOutcome(
                new JobOutcome(
                        rows.job(row),
                        state,
                        reason,
                        0,
                        rows.startNs(row),
                        nowNs,
                        cluster.cpuTimeNs(row),
                        histories.history(row, rows.job(row).cores())),
                held);
        cluster.remove(row);
        rows.remove(row);
        hasNews = true;
    }

    /** What going on and starting again has cost in this run. */
    private void payOverhead(final int row) {
        final long overheadNs = cluster.overheadNs(row);
        histories.lose(row, overheadNs);
        changes.onOverhead(coreS(row, overheadNs));
    }

    private double coreS(final int row, final long cpuTimeNs) {
        return cpuTimeNs / NS_PER_S * rows.job(row).cores();
    }

    /** A job is done without having run, or without having started again. */
    void giveUp(
            final int row, final OutcomeState state, final ReasonCode reason, final long detail) {
        held.clear();
        final JobSpec job = rows.job(row);
        final JobHistory history = histories.history(row, job.cores());
        listener.onOutcome(JobOutcome.ofNoRun(job, state, reason, detail, history), held);
        rows.remove(row);
    }
}
