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

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.wire.ReasonCode;

/**
 * Takes cores, memory and GPUs for jobs and gives them back. It holds the invariants: what a policy
 * proposes is checked here, core by core, and a proposal that breaks a rule halts the kernel.
 *
 * <p>Kernel thread only; no allocation; cost is what is touched.
 */
final class Allocator implements PlacementSink {
    private final ClusterState state;
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final JobClocks clocks;
    private final Rebalancer rebalancer;
    private final Proposal proposal;
    private long timeNs;
    private boolean isPassCut;

    Allocator(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.policy = policy;
        this.decisions = decisions;
        this.clocks = clocks;
        this.rebalancer = new Rebalancer(state, decisions);
        this.proposal = new Proposal(state.nodeCapacity(), state.maskWordCount());
    }

    /** Lets the policy look at the pending jobs once; true when it was cut for want of room. */
    boolean pass(final long newTimeNs) {
        timeNs = newTimeNs;
        isPassCut = false;
        proposal.clear();
        policy.get().pass(newTimeNs, this);
        return isPassCut;
    }

    @Override
    public Proposal proposal() {
        return proposal;
    }

    @Override
    public boolean start(final int jobRow, final ReasonCode reason) {
        final int nodeCount = proposal.nodeCount();
        if (!decisions.hasRoom(decisions.startLength(nodeCount))) {
            isPassCut = true;
            proposal.clear();
            return false;
        }
        if (allocations.slab().capacity() - allocations.slab().usedCount() < nodeCount) {
            defer(jobRow, ReasonCode.TABLE_FULL, allocations.slab().capacity());
            proposal.clear();
            return false;
        }
        check(jobRow);
        policy.get().onJobUnqueued(jobRow);
        state.pending().remove(jobRow);
        jobs.state(jobRow, JobState.STARTING.code());
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, 0);
        take(jobRow, nodeCount);
        clocks.start(jobRow, timeNs);
        if (jobs.multiplicity(jobRow) > 1) {
            refreshNodesOf(jobRow);
        }
        for (int i = 0; i < nodeCount; i++) {
            policy.get().onNodeChanged(proposal.nodeRow(i));
        }
        policy.get().onJobPlaced(jobRow);
        decisions.startJob(jobRow, reason);
        proposal.clear();
        return true;
    }

    @Override
    public void defer(final int jobRow, final ReasonCode reason, final long number) {
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, number);
    }

    /** Gives back everything a job holds and evens out its nodes. */
    void release(final int jobRow, final long newTimeNs) {
        timeNs = newTimeNs;
        policy.get().onJobReleased(jobRow);
        clocks.stop(jobRow);
        int a = jobs.allocationHead(jobRow);
        while (a != NULL_ROW) {
            final int next = allocations.nextOfJob(a);
            giveBack(a);
            a = next;
        }
        clocks.refreshStale(timeNs);
        jobs.allocationHead(jobRow, NULL_ROW);
        jobs.allocationCount(jobRow, 0);
        jobs.multiplicity(jobRow, 0);
    }

    // ------------------------------------------------------------------ taking

    private void take(final int jobRow, final int nodeCount) {
        int previous = NULL_ROW;
        int multiplicity = 0;
        for (int i = 0; i < nodeCount; i++) {
            final int a = takeOnNode(jobRow, i);
            if (previous == NULL_ROW) {
                jobs.allocationHead(jobRow, a);
            } else {
                allocations.nextOfJob(previous, a);
            }
            multiplicity = Math.max(multiplicity, allocations.multiplicity(a));
            previous = a;
        }
        jobs.allocationCount(jobRow, nodeCount);
        jobs.multiplicity(jobRow, multiplicity);
    }

    private int takeOnNode(final int jobRow, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        final int a = allocations.slab().take();
        allocations.jobRow(a, jobRow);
        allocations.nodeRow(a, nodeRow);
        allocations.nextOfJob(a, NULL_ROW);
        allocations.memory(a, proposal.memory(index));
        allocations.gpuCount(a, proposal.gpuCount(index));
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long mask = proposal.mask(index, word);
            if (mask != 0) {
                allocations.mask(a, word, mask);
                nodes.addProcesses(nodeRow, word, mask);
            }
        }
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) - proposal.memory(index));
        nodes.gpusFree(nodeRow, nodes.gpusFree(nodeRow) - proposal.gpuCount(index));
        appendToNode(a, nodeRow);
        allocations.multiplicity(a, clocks.multiplicityOf(a, nodeRow));
        return a;
    }

    private void appendToNode(final int allocationRow, final int nodeRow) {
        final int tail = nodes.allocationTail(nodeRow);
        allocations.previousOnNode(allocationRow, tail);
        allocations.nextOnNode(allocationRow, NULL_ROW);
        if (tail == NULL_ROW) {
            nodes.allocationHead(nodeRow, allocationRow);
        } else {
            allocations.nextOnNode(tail, allocationRow);
        }
        nodes.allocationTail(nodeRow, allocationRow);
    }

    private void refreshNodesOf(final int jobRow) {
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            if (allocations.multiplicity(a) > 1) {
                clocks.refreshNode(allocations.nodeRow(a), timeNs);
            }
        }
        clocks.refreshStale(timeNs);
    }

    // ------------------------------------------------------------------ giving back

    private void giveBack(final int allocationRow) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        final boolean wasShared = allocations.multiplicity(allocationRow) > 1;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long mask = allocations.mask(allocationRow, word);
            if (mask != 0) {
                nodes.removeProcesses(nodeRow, word, mask);
            }
        }
        final long memory = allocations.memory(allocationRow);
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) + memory);
        nodes.gpusFree(nodeRow, nodes.gpusFree(nodeRow) + allocations.gpuCount(allocationRow));
        removeFromNode(allocationRow, nodeRow);
        allocations.slab().free(allocationRow);
        final boolean hasMoved = state.settings().rebalances() && rebalancer.rebalance(nodeRow);
        if (wasShared || hasMoved) {
            clocks.refreshNode(nodeRow, timeNs);
        }
        policy.get().onNodeChanged(nodeRow);
    }

    private void removeFromNode(final int allocationRow, final int nodeRow) {
        final int previous = allocations.previousOnNode(allocationRow);
        final int next = allocations.nextOnNode(allocationRow);
        if (previous == NULL_ROW) {
            nodes.allocationHead(nodeRow, next);
        } else {
            allocations.nextOnNode(previous, next);
        }
        if (next == NULL_ROW) {
            nodes.allocationTail(nodeRow, previous);
        } else {
            allocations.previousOnNode(next, previous);
        }
    }

    // ------------------------------------------------------------------ checking

    private void check(final int jobRow) {
        final int nodeCount = proposal.nodeCount();
        final int wantedNodes = jobs.nodeCount(jobRow);
        final int wantedCores = jobs.coresPerNode(jobRow);
        require(jobs.state(jobRow) == JobState.PENDING.code(), "the job is not pending", jobRow);
        require(wantedNodes == 0 || nodeCount == wantedNodes, "wrong number of nodes", jobRow);
        int totalCores = 0;
        int previousRow = NULL_ROW;
        for (int i = 0; i < nodeCount; i++) {
            require(proposal.nodeRow(i) > previousRow, "nodes are out of order", jobRow);
            previousRow = proposal.nodeRow(i);
            final int cores = checkNode(jobRow, i);
            require(wantedNodes == 0 || cores == wantedCores, "wrong number of cores", jobRow);
            totalCores += cores;
        }
        require(wantedNodes > 0 || totalCores == wantedCores, "wrong number of cores", jobRow);
    }

    private int checkNode(final int jobRow, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        final int queueRow = jobs.queueRow(jobRow);
        final int maxBefore = state.queueMaxMultiplicity(queueRow) - 1;
        final long features = jobs.features(jobRow);
        require(nodeRow < state.nodeCount(), "there is no such node", jobRow);
        require(state.isNodeUp(nodeRow), "a node is not up", jobRow);
        require(state.queueHasNode(queueRow, nodeRow), "a node is not in the queue", jobRow);
        require((nodes.features(nodeRow) & features) == features, "features lack", jobRow);
        int cores = 0;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long mask = proposal.mask(index, word);
            if (mask != 0) {
                final long valid = CorePlanes.validMask(nodes.coreCount(nodeRow), word);
                require((mask & ~valid) == 0, "a core does not exist", jobRow);
                final int multiplicity = nodes.maxMultiplicity(nodeRow, word, mask);
                require(multiplicity <= maxBefore, "a core would exceed M", jobRow);
                cores += Long.bitCount(mask);
            }
        }
        require(cores > 0, "a node without cores", jobRow);
        final long memory = jobs.memoryPerNode(jobRow) + jobs.memoryPerCore(jobRow) * cores;
        require(proposal.memory(index) == memory, "wrong memory", jobRow);
        require(memory <= nodes.memoryFree(nodeRow), "memory is overcommitted", jobRow);
        require(proposal.gpuCount(index) == jobs.gpusPerNode(jobRow), "wrong GPUs", jobRow);
        require(proposal.gpuCount(index) <= nodes.gpusFree(nodeRow), "GPUs lack", jobRow);
        return cores;
    }

    private void require(final boolean holds, final String what, final int jobRow) {
        if (!holds) {
            throw new HaltException(
                    "policy="
                            + policy.get().name()
                            + " proposed a placement of jobId="
                            + jobs.jobId(jobRow)
                            + " that breaks an invariant: "
                            + what);
        }
    }
}
