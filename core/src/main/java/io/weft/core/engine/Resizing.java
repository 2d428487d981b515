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

import io.weft.core.spi.Proposal;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.ElasticityTable;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.state.SizeTable;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;

/**
 * Gives malleable jobs that run another size. What a job has used of its limit is counted in the
 * limit of its new size, so that the part of its work that it may still do stays the same.
 *
 * <p>A job that shrinks is always let; a job that grows overtakes nobody: as long as a job is
 * pending or suspended it is refused. Limits hold for the new size.
 *
 * <p>Kernel thread only; no allocation; cost is the nodes of the job, and all nodes when it grows
 * beyond its own.
 */
final class Resizing {
    private final ClusterState state;
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final SizeTable sizes;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final JobClocks clocks;
    private final Allocator allocator;
    private final Rejection rejection;
    private final SizeSelection selection;

    Resizing(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks,
            final Allocator allocator,
            final Rejection rejection) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.sizes = state.sizes();
        this.policy = policy;
        this.decisions = decisions;
        this.clocks = clocks;
        this.allocator = allocator;
        this.rejection = rejection;
        this.selection = new SizeSelection(state, allocator.proposal());
    }

    /** Does what somebody asked for, or says why not; true when cores have come free. */
    boolean request(final int jobRow, final int cores, final long timeNs) {
        final int held = jobs.coresPerNode(jobRow);
        if (cores > held) {
            growAll(jobRow, cores, timeNs);
        } else if (cores < held) {
            shrink(jobRow, cores, ReasonCode.RESIZED_BY_REQUEST, timeNs);
        } else {
            decisions.jobResized(jobRow, ReasonCode.RESIZED_BY_REQUEST);
        }
        return cores < held;
    }

    /** Lets a job go on with fewer cores. */
    void shrink(final int jobRow, final int cores, final ReasonCode reason, final long timeNs) {
        selection.shrink(jobRow, jobs.coresPerNode(jobRow) - cores);
        apply(jobRow, cores, timeNs);
        decisions.jobResized(jobRow, reason);
        allocator.evenOut(allocator.proposal(), timeNs);
        finish();
    }

    /**
     * Lets a job have as many more cores as there are, up to a size, of those that have at most
     * {@code top} processes now, and as limits allow; how many it got.
     */
    int grow(
            final int jobRow,
            final int coresMax,
            final int top,
            final ReasonCode reason,
            final long timeNs) {
        final int held = jobs.coresPerNode(jobRow);
        final long available = selection.available(jobRow, top);
        final int wanted = (int) Math.min(coresMax, held + available);
        final int more = wanted > held ? allowed(jobRow, wanted) - held : 0;
        if (more == 0) {
            return 0;
        }
        selection.grow(jobRow, more, top);
        final int nodeCount = allocator.proposal().nodeCount();
        final boolean hasRows =
                allocations.slab().capacity() - allocations.slab().usedCount()
                        >= nodeCount - jobs.allocationCount(jobRow);
        final boolean isDone = hasRows && decisions.hasRoom(decisions.startLength(nodeCount));
        if (isDone) {
            apply(jobRow, held + more, timeNs);
            decisions.jobResized(jobRow, reason);
        }
        finish();
        return isDone ? more : 0;
    }

    /** The largest size that limits allow, from what it has to some size. */
    private int allowed(final int jobRow, final int cores) {
        int least = jobs.coresPerNode(jobRow);
        int most = cores;
        int size = cores;
        while (least < most) {
            if (gateAt(jobRow, size) == ReasonCode.NONE) {
                least = size;
            } else {
                most = size - 1;
            }
            size = least + (most - least + 1) / 2;
        }
        return least;
    }

    private void finish() {
        allocator.proposal().clear();
    }

    private void growAll(final int jobRow, final int cores, final long timeNs) {
        final int first = state.pendingCount() > 0 ? state.pendingHead() : state.suspended().head();
        if (first != NULL_ROW) {
            refuse(jobRow, ReasonCode.WAITING_TURN, cores, state.jobId(first));
            return;
        }
        final int held = jobs.coresPerNode(jobRow);
        final ReasonCode gate = gateAt(jobRow, cores);
        if (gate != ReasonCode.NONE) {
            refuse(jobRow, gate, cores, held);
            return;
        }
        final long lacking =
                selection.grow(
                        jobRow,
                        cores - held,
                        state.queueMaxMultiplicity(jobs.queueRow(jobRow)) - 1);
        final int newNodes = allocator.proposal().nodeCount() - jobs.allocationCount(jobRow);
        if (lacking > 0) {
            refuse(jobRow, ReasonCode.WAITING_CORES, cores, cores - lacking);
        } else if (allocations.slab().capacity() - allocations.slab().usedCount() < newNodes) {
            refuse(jobRow, ReasonCode.TABLE_FULL, cores, allocations.slab().capacity());
        } else {
            apply(jobRow, cores, timeNs);
            decisions.jobResized(jobRow, ReasonCode.RESIZED_BY_REQUEST);
        }
        finish();
    }

    private void refuse(
            final int jobRow, final ReasonCode reason, final int cores, final long bound) {
        rejection.reject(state.jobId(jobRow), reason, InputField.CORE_COUNT, cores, bound);
    }

    /** What limits and licences would say if the job held nothing and asked for so many. */
    private ReasonCode gateAt(final int jobRow, final int cores) {
        final int held = jobs.coresPerNode(jobRow);
        state.gates().giveBack(jobRow);
        jobs.coresPerNode(jobRow, cores);
        final ReasonCode gate = state.jobGate(jobRow);
        jobs.coresPerNode(jobRow, held);
        state.gates().take(jobRow);
        return gate;
    }

    // ------------------------------------------------------------------ applying

    /** Makes the proposal what the job holds; where it has no core, the job leaves the node. */
    private void apply(final int jobRow, final int cores, final long timeNs) {
        begin(jobRow, timeNs);
        changeSize(jobRow, cores, timeNs);
        moveAllocations(jobRow);
        final Proposal proposal = allocator.proposal();
        for (int i = 0; i < proposal.nodeCount(); i++) {
            clocks.refreshNode(proposal.nodeRow(i), timeNs);
        }
        end(jobRow, timeNs);
        for (int i = 0; i < proposal.nodeCount(); i++) {
            policy.get().onNodeChanged(proposal.nodeRow(i));
        }
        policy.get().onJobPlaced(jobRow);
    }

    private void begin(final int jobRow, final long timeNs) {
        policy.get().onJobReleased(jobRow);
        clocks.count(jobRow, timeNs);
        allocator.observeIdle(jobRow, 0);
    }

    private void changeSize(final int jobRow, final int cores, final long timeNs) {
        final int held = jobs.coresPerNode(jobRow);
        allocator.addUsedCores(jobRow, -held, timeNs);
        state.gates().giveBack(jobRow);
        sizes.resize(jobRow, cores);
        jobs.usedNs(jobRow, SizeTable.usedNs(jobs.usedNs(jobRow), held, cores));
        state.gates().take(jobRow);
        allocator.addUsedCores(jobRow, cores, timeNs);
    }

    private void end(final int jobRow, final long timeNs) {
        clocks.refreshStale(timeNs);
        jobs.multiplicity(jobRow, highestMultiplicity(jobRow));
        clocks.restart(jobRow, timeNs);
        if (state.elasticity().isUsed()) {
            onResized(jobRow, timeNs);
        }
    }

    /** From any change of its size on a job that grows by offer rests. */
    private void onResized(final int jobRow, final long timeNs) {
        final ElasticityTable elasticity = state.elasticity();
        final long pauseNs = elasticity.pauseNs(jobs.queueRow(jobRow));
        sizes.coresBefore(jobs.termsRow(jobRow), 0);
        elasticity.dueNs(jobRow, elasticity.isGrowing(jobRow) ? timeNs + pauseNs : 0);
    }

    /**
     * A job has lost some of its cores to one that was started, in the masks of its allocations and
     * on their nodes: everything else follows. The nodes are evened out.
     */
    void settleShrunk(final int jobRow, final int cores, final long timeNs) {
        begin(jobRow, timeNs);
        changeSize(jobRow, cores, timeNs);
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            clocks.refreshNode(allocations.nodeRow(a), timeNs);
        }
        end(jobRow, timeNs);
        int previous = NULL_ROW;
        int count = 0;
        int a = jobs.allocationHead(jobRow);
        while (a != NULL_ROW) {
            final int next = allocations.nextOfJob(a);
            final int nodeRow = allocations.nodeRow(a);
            if (allocations.coreCount(a) == 0) {
                allocator.leaveNode(a);
            } else {
                link(jobRow, previous, a);
                previous = a;
                count++;
            }
            allocator.evenOut(nodeRow, timeNs);
            policy.get().onNodeChanged(nodeRow);
            a = next;
        }
        allocations.nextOfJob(previous, NULL_ROW);
        jobs.allocationCount(jobRow, count);
        clocks.refreshStale(timeNs);
        policy.get().onJobPlaced(jobRow);
    }

    private int highestMultiplicity(final int jobRow) {
        int highest = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            highest = Math.max(highest, allocations.multiplicity(a));
        }
        return highest;
    }

    private void moveAllocations(final int jobRow) {
        final Proposal proposal = allocator.proposal();
        int former = jobs.allocationHead(jobRow);
        int previous = NULL_ROW;
        int count = 0;
        for (int i = 0; i < proposal.nodeCount(); i++) {
            final boolean isFormer =
                    former != NULL_ROW && allocations.nodeRow(former) == proposal.nodeRow(i);
            final int next = isFormer ? allocations.nextOfJob(former) : former;
            final int a = isFormer ? keepOrLeave(former, i) : allocator.takeOnNode(jobRow, i);
            former = next;
            if (a != NULL_ROW) {
                link(jobRow, previous, a);
                previous = a;
                count++;
            }
        }
        allocations.nextOfJob(previous, NULL_ROW);
        jobs.allocationCount(jobRow, count);
    }

    private void link(final int jobRow, final int previous, final int allocationRow) {
        if (previous == NULL_ROW) {
            jobs.allocationHead(jobRow, allocationRow);
        } else {
            allocations.nextOfJob(previous, allocationRow);
        }
    }

    /** The allocation with its new cores, or -1 when it is gone. */
    private int keepOrLeave(final int allocationRow, final int index) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        final Proposal proposal = allocator.proposal();
        boolean isEmpty = true;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long former = allocations.mask(allocationRow, word);
            final long mask = proposal.mask(index, word);
            isEmpty &= mask == 0;
            changeMask(allocationRow, nodeRow, word, former, mask);
        }
        if (isEmpty) {
            allocator.takeFromNode(allocationRow, false);
            nodes.removeJob(nodeRow);
            allocations.slab().free(allocationRow);
            return NULL_ROW;
        }
        final long more = proposal.memory(index) - allocations.memory(allocationRow);
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) - more);
        allocations.memory(allocationRow, proposal.memory(index));
        return allocationRow;
    }

    private void changeMask(
            final int allocationRow,
            final int nodeRow,
            final int word,
            final long former,
            final long mask) {
        if ((former & ~mask) != 0) {
            nodes.removeProcesses(nodeRow, word, former & ~mask);
        }
        if ((mask & ~former) != 0) {
            nodes.addProcesses(nodeRow, word, mask & ~former);
        }
        allocations.mask(allocationRow, word, mask);
    }
}
