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

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import io.weft.simulator.MachineDescription.NodeGroup;
import io.weft.simulator.workload.JobSpec;
import java.util.function.BooleanSupplier;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An embedded kernel whose clock is the simulation's. What is written waits in the kernel's ring
 * until {@link #settle()}, or until the ring is full; either way the kernel stamps it with the time
 * of the simulation, which does not go on in between. Decisions reach the listener from there, and
 * the listener must not write.
 */
final class KernelHost implements AutoCloseable {
    private static final int QUEUE_ID = 0;
    private static final int INTERACTIVE_QUEUE_ID = 1;
    private static final int POLL_LIMIT = 256;

    private final SimulationSettings settings;
    private final DecisionListener listener;
    private final Kernel kernel;
    private final InputWriter inputs;
    private final JobRequest request = new JobRequest();
    private long nowNs;
    private long decisionCount;

    KernelHost(
            final SimulationSettings settings,
            final PolicyCatalogue policies,
            final Journal journal,
            final DecisionListener listener) {
        if (journal.lastPosition() != Journal.NULL_POSITION) {
            throw new IllegalArgumentException(
                    "journal.lastPosition="
                            + journal.lastPosition()
                            + ", expected an empty journal. Maybe choose another folder");
        }
        this.settings = settings;
        this.listener = listener;
        final MachineDescription machine = settings.machine();
        final Limits limits =
                new Limits()
                        .nodeCount(machine.nodeCount())
                        .coresPerNode(machine.coresPerNodeMax())
                        .jobCount(settings.jobCountMax())
                        .queueCount(settings.hasTwoQueues() ? 2 : 1);
        if (settings.malleable() != null) {
            limits.termsCount(settings.jobCountMax());
        }
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits)
                                .journal(journal)
                                .policies(policies)
                                .clock(() -> nowNs)
                                .automaticPass(false));
        inputs = kernel.inputWriter();
        try {
            define(machine);
        } catch (final RuntimeException e) {
            kernel.close();
            throw e;
        }
    }

    private void define(final MachineDescription machine) {
        int nodeId = 0;
        for (final NodeGroup group : machine.groups()) {
            for (int i = 0; i < group.count(); i++) {
                final int id = nodeId++;
                write(
                        () ->
                                inputs.defineNode(
                                        id, group.cores(), group.memory(), group.gpus(), 0, 0, -1));
            }
        }
        final QueueRequest queue =
                limited(new QueueRequest(QUEUE_ID), settings.limits())
                        .maxMultiplicity(settings.maxMultiplicity());
        if (settings.hasTwoQueues()) {
            final int firstOther = settings.interactiveNodes();
            queue.nodes(firstOther, nodeId - 1);
            define(
                    limited(new QueueRequest(INTERACTIVE_QUEUE_ID), settings.interactiveLimits())
                            .nodes(0, firstOther - 1)
                            .maxMultiplicity(settings.interactiveMultiplicity()));
        }
        define(queue);
        // A journal of a simulation that weighs nothing is what it was before there were weights.
        if (!settings.priorityWeights().equals(PriorityWeights.NONE)) {
            write(() -> inputs.setPriority(settings.priorityWeights().request()));
        }
        for (final ServiceLevelRule rule : settings.serviceLevels()) {
            write(() -> inputs.setServiceLevel(rule.request(queueOf(rule), firstLentNode(rule))));
        }
        for (final UtilisationCapRule rule : settings.utilisationCaps()) {
            write(
                    () ->
                            inputs.setUtilisationCap(
                                    idOf(settings.queueOf(rule.isInteractive())),
                                    rule.periodNs(),
                                    rule.pauseNs(),
                                    rule.maxMultiplicity(),
                                    rule.lowPerMille(),
                                    rule.highPerMille()));
        }
        defineElasticity();
        for (final LimitRule rule : settings.limitRules()) {
            write(() -> inputs.setLimit(rule.request(idOf(rule.isInteractive()))));
        }
        if (settings.preemption() != null) {
            write(() -> inputs.setPreemption(settings.preemption().request()));
        }
        write(
                () ->
                        inputs.setPolicy(
                                settings.policy(),
                                0,
                                settings.overheadPerMille(),
                                settings.rebalances(),
                                settings.stretchesLimits()));
        settle();
    }

    private void defineElasticity() {
        final ElasticityRule rule = settings.elasticity();
        if (rule == null) {
            return;
        }
        write(() -> inputs.setElasticity(rule.request(QUEUE_ID)));
        if (settings.hasTwoQueues()) {
            write(() -> inputs.setElasticity(rule.request(INTERACTIVE_QUEUE_ID)));
        }
    }

    private static int idOf(final boolean isInteractive) {
        return isInteractive ? INTERACTIVE_QUEUE_ID : QUEUE_ID;
    }

    private int queueOf(final ServiceLevelRule rule) {
        return idOf(settings.queueOf(rule.isInteractive()));
    }

    /** The nodes next to its own. */
    private int firstLentNode(final ServiceLevelRule rule) {
        final int border = settings.interactiveNodes();
        return settings.queueOf(rule.isInteractive()) ? border : border - rule.lentNodes();
    }

    private void define(final QueueRequest queue) {
        write(() -> inputs.defineQueue(queue));
    }

    private static QueueRequest limited(final QueueRequest queue, final QueueLimits limits) {
        return queue.limits(limits.nodeCount(), limits.coreCount(), limits.walltimeNs());
    }

    private int queueOf(final JobSpec job) {
        return settings.hasTwoQueues() && job.jobClass() == JobClass.INTERACTIVE
                ? INTERACTIVE_QUEUE_ID
                : QUEUE_ID;
    }

    /** Sets the time; it may not go back. */
    void advance(final long timeNs) {
        nowNs = timeNs;
    }

    void submit(final JobSpec job) {
        submit(job, job.walltimeNs());
    }

    /** Submits a job with another limit than it asks for. */
    void submit(final JobSpec job, final long walltimeNs) {
        request.clear()
                .jobId(job.id())
                .walltimeNs(walltimeNs)
                .queueId(queueOf(job))
                .owner(job.userId(), job.groupId())
                .jobClass(job.jobClass())
                .requeueable(isRequeueable())
                .checkpointable(settings.restartCosts().isCheckpointable(job.id()))
                .coreCountMin(job.coreCountMin());
        if (job.nodeCount() == 0) {
            request.coresAnywhere(job.coresPerNode());
        } else {
            request.nodes(job.nodeCount(), job.coresPerNode());
        }
        if (settings.schedulesMemory()) {
            request.memoryPerNode(job.memoryPerNode()).memoryPerCore(job.memoryPerCore());
        }
        write(() -> inputs.submitJob(request));
    }

    private boolean isRequeueable() {
        return settings.failures() != null && settings.failures().requeues()
                || settings.preemption() != null
                        && settings.preemption().kind() == PreemptionKind.REQUEUE;
    }

    void jobStarted(final long jobId) {
        write(() -> inputs.jobStarted(jobId));
    }

    /** Says that a job that never was {@link #jobStarted} could not be started: it waits again. */
    void jobStartFailed(final long jobId) {
        write(() -> inputs.jobStartFailed(jobId, -1));
    }

    /** Says how many of its cores a job keeps busy. */
    void utilisation(final long jobId, final long busyCores) {
        write(() -> inputs.utilisation(jobId, 1000 * busyCores));
    }

    void alterWalltime(final long jobId, final long walltimeNs) {
        write(() -> inputs.alterWalltime(jobId, walltimeNs));
    }

    void jobEnded(final long jobId, final EndKind kind) {
        write(() -> inputs.jobEnded(jobId, kind, 0));
    }

    void jobSuspended(final long jobId) {
        write(() -> inputs.jobSuspended(jobId));
    }

    void jobResumed(final long jobId) {
        write(() -> inputs.jobResumed(jobId));
    }

    /** Says that a node is up or not. */
    void nodeState(final int nodeId, final NodeState state) {
        write(() -> inputs.nodeStateChanged(nodeId, state));
    }

    /** Says what somebody else has encoded. */
    void offer(final byte[] input) {
        final UnsafeBuffer buffer = new UnsafeBuffer(input);
        write(() -> inputs.offer(buffer, 0, input.length));
    }

    /** Appends the ids of the jobs that hold something of a node. */
    void addJobsOn(final int nodeId, final LongArrayList jobIds) {
        final ClusterState state = (ClusterState) kernel.view();
        final int nodeRow = state.nodes().row(nodeId);
        int allocation = nodeRow < 0 ? -1 : state.nodeAllocationHead(nodeRow);
        while (allocation != ClusterView.NULL_ROW) {
            jobIds.addLong(state.jobId(state.allocationJob(allocation)));
            allocation = state.allocationNextOnNode(allocation);
        }
    }

    /** Row of a job in the kernel, or {@link ClusterView#NULL_ROW}. */
    int row(final long jobId) {
        return ((ClusterState) kernel.view()).jobs().row(jobId);
    }

    /** Says that time has come. */
    void clock(final boolean pass) {
        write(() -> inputs.clock(pass));
    }

    /** Writes an input; when the ring is full, once the kernel has taken what is in it. */
    private void write(final BooleanSupplier input) {
        while (!input.getAsBoolean()) {
            settle();
        }
    }

    /** Lets the kernel take what was written, and hands all its decisions to the listener. */
    void settle() {
        int work;
        do {
            work = kernel.doWork();
            final int polled = kernel.poll(listener, POLL_LIMIT);
            decisionCount += polled;
            work += polled;
        } while (work > 0);
    }

    /** When the kernel must be told that time has come; {@link Long#MAX_VALUE}: not at all. */
    long nextDeadlineNs() {
        return kernel.nextDeadlineNs();
    }

    /** The kernel's state. */
    ClusterView view() {
        return kernel.view();
    }

    /** What memory the kernel takes, by owner. */
    String footprint() {
        return kernel.footprint();
    }

    /** Why a job waits. */
    ReasonCode reason(final int jobRow) {
        return kernel.reason(jobRow);
    }

    /** Number that belongs to the reason. */
    long reasonNumber(final int jobRow) {
        return kernel.reasonNumber(jobRow);
    }

    /** Inputs taken so far. */
    long entryCount() {
        return kernel.appliedPosition() + 1;
    }

    /** Decisions handed over so far. */
    long decisionCount() {
        return decisionCount;
    }

    @Override
    public void close() {
        kernel.close();
    }
}
