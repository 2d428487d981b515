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
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.scenario.InputScript;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;
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

    private static final double NS_PER_S = 1e9;

    private final SimulationSettings settings;
    private final Workload workload;
    private final OutcomeListener listener;
    private final SimulatedCluster cluster;
    private final KernelHost kernel;
    private final OutsideEvents outside;
    private final GivingWay givingWay;
    private final boolean observesUtilisation;
    private final JobRows jobs = new JobRows();
    private final HeldSlices held = new HeldSlices();
    private final LongArrayList endIds = new LongArrayList();
    private final LongArrayList startedIds = new LongArrayList();
    private final LongArrayList terminatedIds = new LongArrayList();
    private final IntArrayList terminatedReasons = new IntArrayList();
    private final LongArrayList lostIds = new LongArrayList();
    private final LongArrayList extensions = new LongArrayList();
    private JobSpec arriving;
    private JobSpec submitted;
    private long nowNs;
    private long reboundCount;
    private boolean hasNews;
    private boolean isScripted;
    private final List<QueueWatch> queues = new ArrayList<>();

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
        outside = new OutsideEvents(settings, arriving == null ? 0 : arriving.submitNs());
        givingWay = new GivingWay(settings);
        watchQueues();
        kernel = new KernelHost(settings, policies, journal, new Decisions());
    }

    /** In the order of their ids; their time begins with the first job. */
    private void watchQueues() {
        final long beginNs = arriving == null ? 0 : arriving.submitNs();
        final String name = settings.hasTwoQueues() ? "other" : "all";
        queues.add(new QueueWatch(name, settings.maxMultiplicity(), beginNs));
        if (settings.hasTwoQueues()) {
            final int multiplicity = settings.interactiveMultiplicity();
            queues.add(new QueueWatch("interactive", multiplicity, beginNs));
        }
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
        final long nextNs = Math.min(Math.min(arrivalNs, deadlineNs), cluster.nextEventNs());
        final boolean isWaiting = kernel.view().pendingCount() > 0;
        return Math.min(nextNs, outside.nextNs(nextNs == NEVER, isWaiting));
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
    public void applyOutside() {
        while (outside.isNodeDue(nowNs)) {
            final int nodeId = outside.changeNode();
            settle();
            findJobsOn(outside.isDown(nodeId) ? nodeId : -1);
            kernel.nodeState(nodeId, outside.isDown(nodeId) ? NodeState.DOWN : NodeState.UP);
            settle();
            endLost();
        }
        while (outside.isInputDue(nowNs)) {
            final InputScript.Entry input = outside.takeInput();
            settle();
            findJobsOn(outside.nodeTakenDown(input));
            isScripted = true;
            kernel.offer(input.bytes());
            settle();
            isScripted = false;
            endLost();
        }
    }

    private void findJobsOn(final int nodeId) {
        lostIds.clear();
        if (nodeId >= 0) {
            kernel.addJobsOn(nodeId, lostIds);
        }
    }

    /** Jobs that lost a node end, unless the kernel closes or requeues them itself. */
    private void endLost() {
        hasNews = true;
        if (kernel.nextDeadlineNs() <= nowNs) {
            kernel.clock(false);
            settle();
        }
        for (int i = 0; i < lostIds.size(); i++) {
            final long jobId = lostIds.getLong(i);
            final int row = jobs.row(jobId);
            if (row != JobRows.NULL_ROW && jobs.hasStarted(row)) {
                leave(row, OutcomeState.FAILED, ReasonCode.NODE_FAILURE);
                kernel.jobEnded(jobId, EndKind.NODE_FAILED);
            }
        }
        settle();
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
        for (row = 0; row < jobs.rowLimit(); row++) {
            if (jobs.job(row) != null) {
                giveUpHeld(row);
            }
        }
    }

    /** Who is held waits for somebody who does not come any more. */
    private void giveUpHeld(final int row) {
        final JobSpec job = jobs.job(row);
        final int kernelRow = kernel.row(job.id());
        if (kernelRow == ClusterView.NULL_ROW || jobs.hasStarted(row)) {
            throw new IllegalStateException(
                    "jobId=" + job.id() + " neither ended nor waits, expected one of them");
        }
        final long detail = kernel.reasonNumber(kernelRow);
        giveUp(job, OutcomeState.NEVER_STARTED, kernel.reason(kernelRow), detail);
    }

    @Override
    public List<QueueHistory> histories() {
        final List<QueueHistory> histories = new ArrayList<>();
        if (!settings.hasQueueRules()) {
            return histories;
        }
        for (final QueueWatch queue : queues) {
            histories.add(queue.history(nowNs));
        }
        return histories;
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
                reboundCount,
                outside.use(),
                givingWay.use());
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
        final boolean hasAnswers = !startedIds.isEmpty() || !terminatedIds.isEmpty();
        // Writing may let more decisions in: the lists can grow meanwhile.
        for (int i = 0; i < startedIds.size(); i++) {
            reportStart(startedIds.getLong(i));
        }
        startedIds.clear();
        final boolean hasGivenWay = givingWay.report(jobs, kernel);
        for (int i = 0; i < terminatedIds.size(); i++) {
            end(terminatedIds.getLong(i), ReasonCode.get((short) terminatedReasons.getInt(i)));
        }
        terminatedIds.clear();
        terminatedReasons.clear();
        return hasAnswers || hasGivenWay;
    }

    /** A job ends because the kernel says so. */
    private void end(final long jobId, final ReasonCode reason) {
        final int row = jobs.row(jobId);
        if (row != JobRows.NULL_ROW && reason == ReasonCode.PREEMPTED) {
            // Whether it is gone or waits again the kernel says then.
            kernel.jobEnded(jobId, EndKind.CANCELLED);
        } else if (row != JobRows.NULL_ROW) {
            final boolean isOverdue = reason == ReasonCode.TIME_LIMIT;
            leave(row, stateFor(reason), reason);
            kernel.jobEnded(jobId, isOverdue ? EndKind.TIMED_OUT : EndKind.CANCELLED);
        }
    }

    private static OutcomeState stateFor(final ReasonCode reason) {
        return switch (reason) {
            case ENDED -> OutcomeState.COMPLETED;
            case TIME_LIMIT -> OutcomeState.TIMED_OUT;
            case JOB_FAILED, NODE_FAILURE -> OutcomeState.FAILED;
            default -> OutcomeState.CANCELLED;
        };
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
        if (state == OutcomeState.FAILED) {
            loseWork(row);
        }
        cluster.slices(row, held);
        listener.onOutcome(
                new JobOutcome(
                        job, state, reason, 0, jobs.startNs(row), nowNs, cluster.cpuTimeNs(row)),
                held);
        cluster.remove(row);
        jobs.remove(row);
        hasNews = true;
    }

    private void loseWork(final int row) {
        outside.onWorkLost(workCoreS(row));
    }

    private double workCoreS(final int row) {
        return cluster.cpuTimeNs(row) / NS_PER_S * jobs.job(row).cores();
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
            if (isScripted) {
                outside.onInputRejected();
                return;
            }
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
        public void onQueueAdjusted(
                final DecisionStamp stamp,
                final int queueId,
                final QueueMove move,
                final int formerValue,
                final int value,
                final ReasonCode reason,
                final int measuredPerMille,
                final int objectivePerMille) {
            // A script may define others.
            if (queueId < queues.size()) {
                queues.get(queueId).onAdjusted(move, value, stamp.timeNs());
            }
        }

        @Override
        public void onJobPreempted(
                final DecisionStamp stamp,
                final long jobId,
                final long beneficiaryId,
                final PreemptionKind kind,
                final ReasonCode reason,
                final long workLost,
                final long graceNs) {
            givingWay.onPreempted();
        }

        @Override
        public void onPauseJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            final int row = jobs.row(jobId);
            if (row != JobRows.NULL_ROW) {
                cluster.suspend(row);
                givingWay.onSuspended(jobId);
                hasNews = true;
            }
        }

        @Override
        public void onContinueJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            final int row = jobs.row(jobId);
            if (row != JobRows.NULL_ROW) {
                cluster.resume(row, slices);
                givingWay.onResumed(jobId);
            }
        }

        @Override
        public void onTerminateJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            terminatedIds.addLong(jobId);
            terminatedReasons.addInt(reason.value());
        }

        /** What the simulation has ended itself is gone already. */
        @Override
        public void onJobClosed(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            final int row = jobs.row(jobId);
            if (row == JobRows.NULL_ROW) {
                return;
            }
            if (jobs.hasStarted(row)) {
                leave(row, stateFor(reason), reason);
            } else {
                giveUp(jobs.job(row), stateFor(reason), reason, detail);
            }
        }

        @Override
        public void onJobRequeued(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            final int row = jobs.row(jobId);
            if (row != JobRows.NULL_ROW && jobs.hasStarted(row)) {
                if (reason == ReasonCode.PREEMPTED) {
                    givingWay.onRequeued(workCoreS(row));
                } else {
                    loseWork(row);
                    outside.onRequeued();
                }
                cluster.remove(row);
                jobs.requeue(row);
                hasNews = true;
            }
        }
    }
}
