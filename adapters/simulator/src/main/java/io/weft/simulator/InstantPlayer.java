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

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
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

    private final SimulationSettings settings;
    private final Workload workload;
    private final OutsideEvents outside;
    private final GivingWay givingWay;
    private final JobChanges changes;
    private final JobsInPlay jobs;
    private final Answers answers;
    private final DecisionCourier courier;
    private final KernelHost kernel;
    private final OverdueLimits overdue;
    private final boolean observesUtilisation;
    private final List<QueueWatch> queues;
    private final LongArrayList endIds = new LongArrayList();
    private final LongArrayList lostIds = new LongArrayList();
    private JobSpec arriving;
    private JobSpec submitted;

    InstantPlayer(
            final SimulationSettings settings,
            final Workload workload,
            final PolicyCatalogue policies,
            final Journal journal,
            final OutcomeListener listener) {
        this.settings = settings;
        this.workload = workload;
        arriving = nextJob();
        final long beginNs = arriving == null ? 0 : arriving.submitNs();
        outside = new OutsideEvents(settings, beginNs);
        givingWay = new GivingWay(settings);
        queues = queues(settings, beginNs);
        changes = new JobChanges(settings);
        jobs =
                new JobsInPlay(
                        new SimulatedCluster(settings), changes, outside, givingWay, listener);
        observesUtilisation = settings.observesUtilisation();
        answers = new Answers(jobs, observesUtilisation);
        courier = new DecisionCourier(settings.policy(), jobs, answers, outside, givingWay, queues);
        kernel = new KernelHost(settings, policies, journal, courier);
        overdue = new OverdueLimits(jobs, kernel, settings.timesliceNs());
    }

    private JobSpec nextJob() {
        final JobSpec job = workload.next();
        return job == null || settings.malleable() == null ? job : settings.malleable().apply(job);
    }

    /** In the order of their ids; their time begins with the first job. */
    private static List<QueueWatch> queues(final SimulationSettings settings, final long beginNs) {
        final List<QueueWatch> queues = new ArrayList<>();
        final String name = settings.hasTwoQueues() ? "other" : "all";
        queues.add(new QueueWatch(name, settings.maxMultiplicity(), beginNs));
        if (settings.hasTwoQueues()) {
            final int multiplicity = settings.interactiveMultiplicity();
            queues.add(new QueueWatch("interactive", multiplicity, beginNs));
        }
        return queues;
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
        final long nextNs = Math.min(Math.min(arrivalNs, deadlineNs), jobs.cluster().nextEventNs());
        final boolean isWaiting = kernel.view().pendingCount() > 0;
        return Math.min(nextNs, outside.nextNs(nextNs == NEVER, isWaiting));
    }

    /** Time goes on to the next instant. */
    private void advance(final long timeNs) {
        jobs.advance(timeNs);
        kernel.advance(timeNs);
    }

    /** Lets the kernel take what was written, and answers, until there is nothing to answer. */
    private void settle() {
        do {
            kernel.settle();
        } while (answers.give(kernel));
    }

    @Override
    public void takeEnds() {
        endIds.clear();
        final IntArrayList rows = jobs.cluster().takeEnds();
        for (int i = 0; i < rows.size(); i++) {
            endIds.addLong(jobs.rows().job(rows.getInt(i)).id());
        }
    }

    @Override
    public int endCount() {
        return endIds.size();
    }

    @Override
    public boolean isEstimateOver(final int index) {
        final JobRows rows = jobs.rows();
        final int row = rows.row(endIds.getLong(index));
        return row != JobRows.NULL_ROW
                && rows.startNs(row) + rows.job(row).walltimeNs() <= jobs.nowNs();
    }

    @Override
    public void reportEnd(final int index) {
        final long jobId = endIds.getLong(index);
        final int row = jobs.rows().row(jobId);
        if (row != JobRows.NULL_ROW) {
            jobs.leave(row, OutcomeState.COMPLETED, ReasonCode.ENDED);
            kernel.jobEnded(jobId, EndKind.COMPLETED);
        }
    }

    @Override
    public boolean endOverdue() {
        settle();
        if (isLimitOver() && settings.timesliceNs() > 0) {
            overdue.extend();
            settle();
        }
        if (!isLimitOver()) {
            return false;
        }
        kernel.clock(false);
        settle();
        if (isLimitOver()) {
            throw new IllegalStateException(
                    "timeNs="
                            + jobs.nowNs()
                            + ": the kernel was told that a limit is reached, in vain");
        }
        // A rule of a queue may have moved, or a reservation begun: nobody need have left.
        jobs.hasNews(true);
        return true;
    }

    private boolean isLimitOver() {
        return kernel.nextDeadlineNs() <= jobs.nowNs();
    }

    @Override
    public void changePhases() {
        final IntArrayList rows = jobs.cluster().changePhases();
        for (int i = 0; observesUtilisation && i < rows.size(); i++) {
            final int row = rows.getInt(i);
            final int busyCores = jobs.cluster().isBusy(row) ? jobs.cluster().coreCount(row) : 0;
            kernel.utilisation(jobs.rows().job(row).id(), busyCores);
        }
    }

    @Override
    public void applyOutside() {
        while (outside.isNodeDue(jobs.nowNs())) {
            final int nodeId = outside.changeNode();
            settle();
            findJobsOn(outside.isDown(nodeId) ? nodeId : -1);
            kernel.nodeState(nodeId, outside.isDown(nodeId) ? NodeState.DOWN : NodeState.UP);
            settle();
            endLost();
        }
        while (outside.isInputDue(jobs.nowNs())) {
            final InputScript.Entry input = outside.takeInput();
            settle();
            findJobsOn(outside.nodeTakenDown(input));
            courier.isScripted(true);
            kernel.offer(input.bytes());
            settle();
            courier.isScripted(false);
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
        jobs.hasNews(true);
        if (isLimitOver()) {
            kernel.clock(false);
            settle();
        }
        for (int i = 0; i < lostIds.size(); i++) {
            final long jobId = lostIds.getLong(i);
            final int row = jobs.rows().row(jobId);
            if (row != JobRows.NULL_ROW && jobs.rows().hasStarted(row)) {
                jobs.leave(row, OutcomeState.FAILED, ReasonCode.NODE_FAILURE);
                kernel.jobEnded(jobId, EndKind.NODE_FAILED);
            }
        }
        settle();
    }

    @Override
    public boolean submitNext() {
        if (arriving == null || arriving.submitNs() > jobs.nowNs()) {
            return false;
        }
        submitted = arriving;
        arriving = nextJob();
        jobs.submit(submitted);
        kernel.submit(submitted);
        return true;
    }

    @Override
    public boolean submittedFits() {
        final long capacity = settings.machine().coreCount() * settings.maxMultiplicity();
        return submitted.cores() <= capacity - jobs.cluster().occupancy().processCount();
    }

    @Override
    public boolean hasNews() {
        return jobs.hasNews();
    }

    @Override
    public void pass() {
        jobs.hasNews(false);
        kernel.clock(true);
        settle();
    }

    /** Reports all jobs that still wait, in the order of submission, and why they do. */
    private void giveUpPending() {
        final ClusterView view = kernel.view();
        int kernelRow = view.pendingHead();
        while (kernelRow != ClusterView.NULL_ROW) {
            giveUp(jobs.rows().row(view.jobId(kernelRow)), kernelRow);
            kernelRow = view.pendingNext(kernelRow);
        }
        for (int row = 0; row < jobs.rows().rowLimit(); row++) {
            if (jobs.rows().job(row) != null) {
                giveUpHeld(row);
            }
        }
    }

    /** Who is held waits for somebody who does not come any more. */
    private void giveUpHeld(final int row) {
        final long jobId = jobs.rows().job(row).id();
        final int kernelRow = kernel.row(jobId);
        if (kernelRow == ClusterView.NULL_ROW || jobs.rows().hasStarted(row)) {
            throw new IllegalStateException(
                    "jobId=" + jobId + " neither ended nor waits, expected one of them");
        }
        giveUp(row, kernelRow);
    }

    private void giveUp(final int row, final int kernelRow) {
        final long detail = kernel.reasonNumber(kernelRow);
        jobs.giveUp(row, OutcomeState.NEVER_STARTED, kernel.reason(kernelRow), detail);
    }

    @Override
    public List<QueueHistory> histories() {
        final List<QueueHistory> histories = new ArrayList<>();
        if (!settings.hasQueueRules()) {
            return histories;
        }
        for (final QueueWatch queue : queues) {
            histories.add(queue.history(jobs.nowNs()));
        }
        return histories;
    }

    @Override
    public MachineUse use() {
        final SimulatedCluster cluster = jobs.cluster();
        return new MachineUse(
                settings.machine().coreCount(),
                cluster.occupiedCoreS(),
                cluster.processS(),
                cluster.occupancy().multiplicityMax(),
                kernel.entryCount(),
                kernel.decisionCount(),
                courier.reboundCount(),
                outside.use(),
                givingWay.use(),
                changes.use());
    }

    @Override
    public String footprint() {
        return kernel.footprint();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
