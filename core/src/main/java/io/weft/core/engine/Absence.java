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

import io.weft.core.spi.Pace;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.wire.NodeState;

/**
 * Takes the cores of a job away while it keeps its nodes, and gives it cores there again. An absent
 * allocation is in no list of a node, so whoever walks those sees running jobs alone; it remembers
 * how many cores it had. A suspended job keeps its memory, and its GPUs with it: what a stopped
 * process has put there stays there.
 *
 * <p>Kernel thread only; no allocation; cost is the nodes of the job and who shares their cores.
 */
final class Absence {
    private final ClusterState state;
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final PolicySlot policy;
    private final JobClocks clocks;
    private final Allocator allocator;

    Absence(
            final ClusterState state,
            final PolicySlot policy,
            final JobClocks clocks,
            final Allocator allocator) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.policy = policy;
        this.clocks = clocks;
        this.allocator = allocator;
    }

    // ------------------------------------------------------------------ going

    /**
     * Takes the cores of a job, and all else unless it keeps its memory. What it was can be read
     * until it is {@linkplain #forgetCores forgotten}. No node is evened out: somebody is about to
     * take what has become free.
     */
    void vacate(final int jobRow, final boolean keepsMemory, final long timeNs) {
        clocks.count(jobRow, timeNs);
        allocator.beginRelease(jobRow, timeNs);
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            final int coreCount = allocations.coreCount(a);
            allocator.takeFromNode(a, keepsMemory);
            if (allocations.multiplicity(a) > 1) {
                clocks.refreshSharers(a, timeNs);
            }
            allocations.makeAbsent(a, coreCount);
            nodes.addLeaving(allocations.nodeRow(a), 1);
            policy.get().onNodeChanged(allocations.nodeRow(a));
        }
        clocks.refreshStale(timeNs);
        jobs.multiplicity(jobRow, 0);
    }

    void forgetCores(final int jobRow, final boolean keepsMemory) {
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            if (!keepsMemory) {
                allocations.memory(a, 0);
                allocations.gpuMask(a, 0);
            }
            for (int word = 0; word < nodes.maskWordCount(); word++) {
                allocations.mask(a, word, 0);
            }
        }
    }

    /** Counts a job among those that leave their nodes, or no longer. */
    void addLeaving(final int jobRow, final int change) {
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            nodes.addLeaving(allocations.nodeRow(a), change);
        }
    }

    /** Gives back what an absent job still holds; until then limits and licences count it. */
    void release(final int jobRow) {
        state.gates().giveBack(jobRow);
        int a = jobs.allocationHead(jobRow);
        while (a != NULL_ROW) {
            final int next = allocations.nextOfJob(a);
            final int nodeRow = allocations.nodeRow(a);
            allocator.giveBackMemory(a, nodeRow);
            nodes.removeJob(nodeRow);
            allocations.slab().free(a);
            policy.get().onNodeChanged(nodeRow);
            a = next;
        }
        jobs.allocationHead(jobRow, NULL_ROW);
        jobs.allocationCount(jobRow, 0);
    }

    // ------------------------------------------------------------------ coming back

    /** Whether every node of a job has as many cores for it as it had there. */
    boolean canReturn(final int jobRow, final boolean hasClosedNodes, final long timeNs) {
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            if (!hasRoom(jobRow, a, hasClosedNodes, timeNs)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasRoom(
            final int jobRow,
            final int allocationRow,
            final boolean hasClosedNodes,
            final long timeNs) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        final int wanted = allocations.absentCoreCount(allocationRow);
        final boolean isEmpty = nodes.allocationHead(nodeRow) == NULL_ROW;
        return nodes.state(nodeRow) != NodeState.DOWN.value()
                && (state.reservationCount() == 0 || endsInTime(jobRow, nodeRow, timeNs))
                && nodes.isClosed(nodeRow) == hasClosedNodes
                && nodes.holder(nodeRow) == NULL_ROW
                && (isEmpty || !jobs.isExclusive(jobRow))
                && nodes.coresAtOrBelow(nodeRow, highestLevel(jobRow)) >= wanted;
    }

    /** Whether the node is reserved for nobody until the job has ended, however it is slowed. */
    private boolean endsInTime(final int jobRow, final int nodeRow, final long timeNs) {
        if (state.reservations().begunOn(nodeRow) != NULL_ROW) {
            return false;
        }
        final long leftNs = Math.max(0, jobs.walltimeNs(jobRow) - jobs.usedNs(jobRow));
        final int multiplicity = state.stretchesLimits() ? highestLevel(jobRow) + 1 : 1;
        final long divisor = Pace.divisorPerMille(multiplicity, state.overheadPerMille());
        return timeNs + Pace.timeCeil(leftNs, divisor) <= state.nodeClosesNs(nodeRow);
    }

    private int highestLevel(final int jobRow) {
        return jobs.isExclusive(jobRow) ? 0 : state.queueMaxMultiplicity(jobs.queueRow(jobRow)) - 1;
    }

    /**
     * Gives a job that {@link #canReturn} the emptiest cores of its nodes, and lets its clock go
     * on; {@link Allocator#announce} must follow.
     */
    void occupy(final int jobRow, final long timeNs) {
        int multiplicity = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            final int nodeRow = allocations.nodeRow(a);
            takeEmptiest(a, nodeRow, allocations.absentCoreCount(a));
            allocator.putOnNode(a, nodeRow);
            multiplicity = Math.max(multiplicity, allocations.multiplicity(a));
        }
        jobs.multiplicity(jobRow, multiplicity);
        clocks.goOn(jobRow, timeNs);
    }

    private void takeEmptiest(final int allocationRow, final int nodeRow, final int wanted) {
        int left = wanted;
        for (int level = 0; left > 0; level++) {
            for (int word = 0; word < nodes.maskWordCount() && left > 0; word++) {
                // Cores taken at the level below now stand at this one.
                final long taken = allocations.mask(allocationRow, word);
                final long cores = lowest(nodes.coresAt(nodeRow, word, level) & ~taken, left);
                allocations.mask(allocationRow, word, taken | cores);
                left -= Long.bitCount(cores);
            }
        }
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long mask = allocations.mask(allocationRow, word);
            if (mask != 0) {
                nodes.addProcesses(nodeRow, word, mask);
            }
        }
    }

    private static long lowest(final long cores, final int count) {
        long left = cores;
        long lowest = 0;
        for (int i = 0; i < count && left != 0; i++) {
            lowest |= Long.lowestOneBit(left);
            left &= left - 1;
        }
        return lowest;
    }

    /** Nodes of a job on which others are still to leave. */
    int unclearCount(final int jobRow) {
        int count = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            count += nodes.leavingCount(allocations.nodeRow(a)) > 0 ? 1 : 0;
        }
        return count;
    }
}
