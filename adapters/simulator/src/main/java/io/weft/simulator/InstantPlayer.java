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
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/**
 * What can happen at an instant: between the workload, the kernel and the simulated cluster. A
 * decision is carried out on the cluster as it arrives; what is to be told to the kernel in return
 * is told when it has handed over all its decisions.
 */
final class InstantPlayer implements Instant, Player {
    /** The time of what does not happen. */
    private static final long NEVER = Long.MAX_VALUE;

    private final SimulationSettings settings;
    private final Workload workload;
    private final OutcomeListener listener;
    private final SimulatedCluster cluster;
    private final KernelHost kernel;
    private final boolean observesUtilisation;
    private final JobRows jobs = new JobRows();
    private final HeldSlices held = new HeldSlices();
    private final LongArrayList endIds = new LongArrayList();
    private final LongArrayList startedIds = new LongArrayList();
    private final LongArrayList overdueIds = new LongArrayList();
    private final LongArrayList extensions = new LongArrayList();
    private JobSpec arriving;
    private JobSpec submitted;
    private long nowNs;
    private long reboundCount;
    private boolean hasNews;

    InstantPlayer(
            final SimulationSettings settings,
            final Workload workload,
            final PolicyCatalogue policies,
            final Journal journal,
            final OutcomeListener listener) {
        this.settings = settings;
        this.workload = workload;
        this.listener = listener;
        cluster = new SimulatedCluster(settings);
        observesUtilisation = settings.observesUtilisation();
        arriving = workload.next();
        kernel = new KernelHost(settings, policies, journal, new Decisions());
    }

    @Override
    public void run() {
        long timeNs = nextInstantNs();
        while (timeNs != NEVER) {
            advance(timeNs);
            settings.profile().play(this);
            settle();
            timeNs = nextInstantNs();
        }
        giveUpPending();
    }

    /** When something happens next, or {@link #NEVER}. */
    private long nextInstantNs() {
        final long arrivalNs = arriving == null ? NEVER : arriving.submitNs();
        final long deadlineNs = settings.profile().roundedUp(kernel.nextDeadlineNs());
        return Math.min(Math.min(arrivalNs, deadlineNs), cluster.nextEventNs());
    }

    /** Time goes on to the next instant. */
    private void advance(final long timeNs) {
        nowNs = timeNs;
        cluster.advance(timeNs);
        kernel.advance(timeNs);
    }

    /** Lets the kernel take what was written, and answers, until there is nothing to answer. */
    private void settle() {
        do {
            kernel.settle();
        } while (answer());
    }

    @Override
    public void takeEnds() {
        endIds.clear();
        final IntArrayList rows = cluster.takeEnds();
        for (int i = 0; i < rows.size(); i++) {
            endIds.addLong(jobs.job(rows.getInt(i)).id());
        }
    }

    @Override
    public int endCount() {
        return endIds.size();
    }

    @Override
    public boolean isEstimateOver(final int index) {
        final int row = jobs.row(endIds.getLong(index));
        return row != JobRows.NULL_ROW && jobs.startNs(row) + jobs.job(row).walltimeNs() <= nowNs;
    }

    @Override
    public void reportEnd(final int index) {
        final long jobId = endIds.getLong(index);
        final int row = jobs.row(jobId);
        if (row != JobRows.NULL_ROW) {
            leave(row, OutcomeState.COMPLETED, ReasonCode.ENDED);
            kernel.jobEnded(jobId, EndKind.COMPLETED);
        }
    }

    @Override
    public boolean endOverdue() {
        settle();
        if (kernel.nextDeadlineNs() <= nowNs && settings.timesliceNs() > 0) {
            extendLimits();
        }
        if (kernel.nextDeadlineNs() > nowNs) {
            return false;
        }
        kernel.clock(false);
        settle();
        if (kernel.nextDeadlineNs() <= nowNs) {
            throw new IllegalStateException(
                    "timeNs=" + nowNs + ": the kernel was told that a limit is reached, in vain");
        }
        return true;
    }

    /** Time in which a job was suspended does not count: who has some left gets as much anew. */
    private void extendLimits() {
        final ClusterView view = kernel.view();
        for (int slot = 0; slot < view.runningCount(); slot++) {
            final int kernelRow = view.runningJob(slot);
            final long jobId = view.jobId(kernelRow);
            final int row = jobs.row(jobId);
            if (view.jobExpectedEndNs(kernelRow) <= nowNs && row != JobRows.NULL_ROW) {
                final long leftNs = jobs.job(row).walltimeNs() - cluster.ranNs(row);
                if (leftNs > 0) {
                    // Less than a slice would be asked for again before the job's next turn.
                    extensions.addLong(jobId);
                    extensions.addLong(
                            view.jobWalltimeNs(kernelRow)
                                    + Math.max(leftNs, settings.timesliceNs()));
                }
            }
        }
        for (int i = 0; i < extensions.size(); i += 2) {
            kernel.alterWalltime(extensions.getLong(i), extensions.getLong(i + 1));
        }
        extensions.clear();
        settle();
    }

    @Override
    public void changePhases() {
        final IntArrayList rows = cluster.changePhases();
        for (int i = 0; observesUtilisation && i < rows.size(); i++) {
            final int row = rows.getInt(i);
            final JobSpec job = jobs.job(row);
            kernel.utilisation(job.id(), cluster.isBusy(row) ? job.cores() : 0);
        }
    }

    @Override
    public boolean submitNext() {
        if (arriving == null || arriving.submitNs() > nowNs) {
            return false;
        }
        submitted = arriving;
        arriving = workload.next();
        if (jobs.row(submitted.id()) != JobRows.NULL_ROW) {
            throw new IllegalStateException(
                    "jobId=" + submitted.id() + ": the workload has it twice at a time");
        }
        jobs.add(submitted);
        kernel.submit(submitted);
        hasNews = true;
        return true;
    }

    @Override
    public boolean submittedFits() {
        final long capacity = settings.machine().coreCount() * settings.maxMultiplicity();
        return submitted.cores() <= capacity - cluster.occupancy().processCount();
    }

    @Override
    public boolean hasNews() {
        return hasNews;
    }

    @Override
    public void pass() {
        hasNews = false;
        kernel.clock(true);
        settle();
    }

    /** Reports all jobs that still wait, in the order of submission, and why they do. */
    private void giveUpPending() {
        final ClusterView view = kernel.view();
        int row = view.pendingHead();
        while (row != ClusterView.NULL_ROW) {
            final JobSpec job = jobs.job(jobs.row(view.jobId(row)));
            final long detail = kernel.reasonNumber(row);
            giveUp(job, OutcomeState.NEVER_STARTED, kernel.reason(row), detail);
            row = view.pendingNext(row);
        }
        if (jobs.size() > 0) {
            throw new IllegalStateException(
                    "jobs=" + jobs.size() + " neither ended nor wait, expected 0");
        }
    }

    @Override
    public MachineUse use() {
        return new MachineUse(
                settings.machine().coreCount(),
                cluster.occupiedCoreS(),
                cluster.processS(),
                cluster.occupancy().multiplicityMax(),
                kernel.entryCount(),
                kernel.decisionCount(),
                reboundCount);
    }

    @Override
    public String footprint() {
        return kernel.footprint();
    }

    @Override
    public void close() {
        kernel.close();
    }

    private boolean answer() {
        final boolean hasAnswers = !startedIds.isEmpty() || !overdueIds.isEmpty();
        // Writing may let more decisions in: the lists can grow meanwhile.
        for (int i = 0; i < startedIds.size(); i++) {
            reportStart(startedIds.getLong(i));
        }
        startedIds.clear();
        for (int i = 0; i < overdueIds.size(); i++) {
            final long jobId = overdueIds.getLong(i);
            final int row = jobs.row(jobId);
            if (row != JobRows.NULL_ROW) {
                leave(row, OutcomeState.TIMED_OUT, ReasonCode.TIME_LIMIT);
                kernel.jobEnded(jobId, EndKind.TIMED_OUT);
            }
        }
        overdueIds.clear();
        return hasAnswers;
    }

    /** Until the kernel hears otherwise, all cores of a job are busy. */
    private void reportStart(final long jobId) {
        kernel.jobStarted(jobId);
        final int row = jobs.row(jobId);
        if (observesUtilisation && row != JobRows.NULL_ROW && !cluster.isBusy(row)) {
            kernel.utilisation(jobId, 0);
        }
    }

    /** A running job leaves the cluster. */
    private void leave(final int row, final OutcomeState state, final ReasonCode reason) {
        final JobSpec job = jobs.job(row);
        cluster.slices(row, held);
        listener.onOutcome(
                new JobOutcome(
                        job, state, reason, 0, jobs.startNs(row), nowNs, cluster.cpuTimeNs(row)),
                held);
        cluster.remove(row);
        jobs.remove(row);
        hasNews = true;
    }

    /** A job is done without having run. */
    private void giveUp(
            final JobSpec job,
            final OutcomeState state,
            final ReasonCode reason,
            final long detail) {
        held.clear();
        listener.onOutcome(JobOutcome.ofNoRun(job, state, reason, detail), held);
        jobs.remove(jobs.row(job.id()));
    }

    /** Carries out what the kernel decides. */
    private final class Decisions implements DecisionListener {
        @Override
        public void onInputRejected(
                final DecisionStamp stamp,
                final int inputTemplateId,
                final long id,
                final ReasonCode reason,
                final InputField field,
                final long value,
                final long bound) {
            switch (inputTemplateId) {
                case SubmitJobDecoder.TEMPLATE_ID ->
                        giveUp(jobs.job(jobs.row(id)), OutcomeState.REJECTED, reason, value);
                case SetPolicyDecoder.TEMPLATE_ID ->
                        throw new IllegalArgumentException(
                                "policy=" + settings.policy() + ": " + reason);
                default ->
                        throw new IllegalStateException(
                                "The kernel refused input "
                                        + inputTemplateId
                                        + " at position="
                                        + stamp.position()
                                        + ", id="
                                        + id
                                        + ": "
                                        + reason
                                        + ", "
                                        + field
                                        + "="
                                        + value
                                        + ", bound="
                                        + bound);
            }
        }

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            final int row = jobs.row(jobId);
            jobs.start(row, nowNs);
            cluster.start(row, jobs.job(row), slices);
            startedIds.addLong(jobId);
        }

        @Override
        public void onReboundJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final AllocationSlices slices) {
            reboundCount++;
            // A job that ended at this instant may be moved before the kernel knows.
            final int row = jobs.row(jobId);
            if (row != JobRows.NULL_ROW) {
                cluster.move(row, slices);
            }
        }

        @Override
        public void onTerminateJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            overdueIds.addLong(jobId);
        }
    }
}
