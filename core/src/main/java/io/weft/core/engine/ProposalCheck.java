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
import io.weft.core.spi.Proposal;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.wire.ReasonCode;

/**
 * Holds the invariants: what a policy proposes is checked core by core before anything is taken,
 * and a proposal that breaks a rule halts the kernel.
 *
 * <p>Kernel thread only; no allocation unless it halts; cost is what is proposed.
 */
final class ProposalCheck {
    private final ClusterState state;
    private final JobTable jobs;
    private final NodeTable nodes;
    private final PolicySlot policy;

    ProposalCheck(final ClusterState state, final PolicySlot policy) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.policy = policy;
    }

    /** Goes on only if the job may be put where the proposal says. */
    void require(final int jobRow, final Proposal proposal) {
        final int wantedNodes = jobs.nodeCount(jobRow);
        final int wantedCores = jobs.coresPerNode(jobRow);
        final boolean isExclusive = jobs.isExclusive(jobRow);
        require(jobs.state(jobRow) == JobState.PENDING.code(), "the job is not pending", jobRow);
        final boolean isGateOpen = state.jobGate(jobRow) == ReasonCode.NONE;
        require(isGateOpen, "a limit or a licence does not allow it", jobRow);
        require(
                wantedNodes == 0 || proposal.nodeCount() == wantedNodes,
                "wrong number of nodes",
                jobRow);
        long totalCores = 0;
        int fewestCores = 0;
        int previousRow = NULL_ROW;
        for (int i = 0; i < proposal.nodeCount(); i++) {
            final int nodeRow = proposal.nodeRow(i);
            require(nodeRow > previousRow, "nodes are out of order", jobRow);
            previousRow = nodeRow;
            requireNodeOf(jobRow, nodeRow);
            final int cores = coresFrom(jobRow, proposal, i);
            final int counted = countedCores(jobRow, cores);
            requireMemoryAndGpus(jobRow, proposal, i, counted);
            require(wantedNodes == 0 || counted == wantedCores, "wrong number of cores", jobRow);
            totalCores += cores;
            fewestCores = i == 0 ? cores : Math.min(fewestCores, cores);
        }
        if (wantedNodes == 0) {
            final long surplus = totalCores - wantedCores;
            require(
                    surplus == 0 || isExclusive && surplus > 0 && surplus < fewestCores,
                    "wrong number of cores",
                    jobRow);
        }
    }

    private void requireNodeOf(final int jobRow, final int nodeRow) {
        final int queueRow = jobs.queueRow(jobRow);
        final long features = jobs.features(jobRow);
        require(nodeRow < state.nodeCount(), "there is no such node", jobRow);
        requireOpen(jobRow, nodeRow);
        require(state.queueHasNode(queueRow, nodeRow), "a node is not in the queue", jobRow);
        require((nodes.features(nodeRow) & features) == features, "features lack", jobRow);
        require(nodes.holder(nodeRow) == NULL_ROW, "another job holds a node", jobRow);
        final long key = state.jobKey(jobRow);
        final boolean mayShare = nodes.key(nodeRow) == key || nodes.jobCount(nodeRow) == 0;
        final int copies = state.jobCopies(jobRow);
        final boolean isApart = copies == NULL_ROW || !state.hasCopyOn(copies, nodeRow);
        require(isApart, "another copy is on a node or its switch", jobRow);
        require(mayShare, "others share a node with whom the job may not", jobRow);
    }

    private void requireOpen(final int jobRow, final int nodeRow) {
        final int reservationRow = state.jobReservation(jobRow);
        final boolean isOpen =
                reservationRow == NULL_ROW
                        ? state.isNodeUp(nodeRow)
                        : state.nodeOpenTo(nodeRow) == reservationRow;
        require(isOpen, "a node is not up, or reserved", jobRow);
    }

    /** Goes on only if a job that has been started is gone when its nodes are reserved. */
    void requireNoneReserved(final int jobRow) {
        final long endNs = state.jobExpectedEndNs(jobRow);
        int a = state.jobAllocationHead(jobRow);
        while (a != NULL_ROW) {
            final int nodeRow = state.allocationNode(a);
            final boolean isOwn = state.nodeReservation(nodeRow) == state.jobPromise(jobRow);
            final boolean isGone = isOwn || endNs <= state.nodeClosesNs(nodeRow);
            require(isGone, "a node is reserved before the job ends", jobRow);
            a = state.allocationNextOfJob(a);
        }
    }

    private int coresFrom(final int jobRow, final Proposal proposal, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        final int maxBefore = state.queueMaxMultiplicity(jobs.queueRow(jobRow)) - 1;
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
        if (jobs.isExclusive(jobRow)) {
            final boolean isFree = nodes.allocationHead(nodeRow) == NULL_ROW;
            require(isFree, "a node to be held has a job", jobRow);
            final boolean isWhole = cores == nodes.coreCount(nodeRow);
            require(isWhole, "a node to be held is not taken whole", jobRow);
        }
        return cores;
    }

    /** Cores that count for what was asked: a job that holds a node may get more than it needs. */
    private int countedCores(final int jobRow, final int cores) {
        final boolean isWhole = jobs.isExclusive(jobRow) && jobs.nodeCount(jobRow) > 0;
        return isWhole ? Math.min(cores, jobs.coresPerNode(jobRow)) : cores;
    }

    private void requireMemoryAndGpus(
            final int jobRow, final Proposal proposal, final int index, final int cores) {
        final int nodeRow = proposal.nodeRow(index);
        final long memory = jobs.memoryPerNode(jobRow) + jobs.memoryPerCore(jobRow) * cores;
        require(proposal.memory(index) == memory, "wrong memory", jobRow);
        require(memory <= nodes.memoryFree(nodeRow), "memory is overcommitted", jobRow);
        final int gpuCount = proposal.gpuCount(index);
        require(gpuCount == jobs.gpusPerNode(jobRow), "wrong GPUs", jobRow);
        require(gpuCount <= nodes.gpusFree(nodeRow), "GPUs lack", jobRow);
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
