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
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;

/**
 * Which cores a job has when it gets fewer or more.
 *
 * <p>Fewer: cores go that most processes share; among those the ones of the last node, and there
 * the highest. More: cores of its own nodes come first, then those of others; among each the ones
 * that fewest processes have; among those the ones of the first node, and there the lowest. Nodes
 * that others are yet to leave are not grown on.
 *
 * <p>Kernel thread only; no allocation.
 */
final class SizeSelection {
    private final ClusterState state;
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final Proposal proposal;

    SizeSelection(final ClusterState state, final Proposal proposal) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.proposal = proposal;
    }

    // ------------------------------------------------------------------ fewer

    /** Proposes what a job holds without some of its cores; it may end without any on a node. */
    void shrink(final int jobRow, final int coreCount) {
        proposal.clear();
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            addFormer(a);
        }
        int left = coreCount;
        for (int level = jobs.multiplicity(jobRow); left > 0; level--) {
            for (int i = proposal.nodeCount() - 1; i >= 0 && left > 0; i--) {
                left -= removeAt(i, level, left);
            }
        }
        for (int i = 0; i < proposal.nodeCount(); i++) {
            correctMemory(jobRow, i);
        }
    }

    private int addFormer(final int allocationRow) {
        final int index =
                proposal.addNode(
                        allocations.nodeRow(allocationRow),
                        allocations.memory(allocationRow),
                        Long.bitCount(allocations.gpuMask(allocationRow)));
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            proposal.mask(index, word, allocations.mask(allocationRow, word));
        }
        return index;
    }

    private int removeAt(final int index, final int level, final int most) {
        int removed = 0;
        for (int word = nodes.maskWordCount() - 1; word >= 0 && removed < most; word--) {
            final long mask = proposal.mask(index, word);
            final long cores = mask & nodes.coresAt(proposal.nodeRow(index), word, level);
            final int count = Long.bitCount(cores);
            final int kept = Math.max(0, count - (most - removed));
            final long gone = kept == 0 ? cores : cores & ~CorePlanes.lowest(cores, kept);
            proposal.mask(index, word, mask & ~gone);
            removed += count - kept;
        }
        return removed;
    }

    private void correctMemory(final int jobRow, final int index) {
        proposal.memory(
                index, jobs.memoryPerNode(jobRow) + jobs.memoryPerCore(jobRow) * coresOf(index));
    }

    private int coresOf(final int index) {
        int cores = 0;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            cores += Long.bitCount(proposal.mask(index, word));
        }
        return cores;
    }

    // ------------------------------------------------------------------ more

    /** Cores that a job may take more, of those that have at most so many processes now. */
    long available(final int jobRow, final int top) {
        return totalOfOwn(jobRow, top) + totalOfOthers(jobRow, top);
    }

    /**
     * Proposes what a job holds and some more cores, of those that have at most so many processes
     * now; how many cores lack, or 0.
     */
    long grow(final int jobRow, final int coreCount, final int top) {
        proposal.clear();
        final long ofOwn = Math.min(coreCount, totalOfOwn(jobRow, top));
        final long ofOthers = coreCount - ofOwn;
        if (ofOthers > 0) {
            final long lacking = ofOthers - totalOfOthers(jobRow, top);
            if (lacking > 0) {
                return lacking;
            }
        }
        int ownLevel = 0;
        while (ofOwn > totalOfOwn(jobRow, ownLevel)) {
            ownLevel++;
        }
        int otherLevel = 0;
        while (ofOthers > 0 && ofOthers > totalOfOthers(jobRow, otherLevel)) {
            otherLevel++;
        }
        final long ownAtLevel = ofOwn - totalOfOwn(jobRow, ownLevel - 1);
        if (ofOthers == 0) {
            growOwn(jobRow, ownLevel, ownAtLevel);
        } else {
            final long otherAtLevel = ofOthers - totalOfOthers(jobRow, otherLevel - 1);
            growBoth(jobRow, ownLevel, ownAtLevel, otherLevel, otherAtLevel);
        }
        return 0;
    }

    private long totalOfOwn(final int jobRow, final int level) {
        long total = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            total += available(jobRow, allocations.nodeRow(a), a, level);
        }
        return total;
    }

    private long totalOfOthers(final int jobRow, final int level) {
        long total = 0;
        int own = jobs.allocationHead(jobRow);
        for (int nodeRow = 0; nodeRow < state.nodeCount(); nodeRow++) {
            if (own != NULL_ROW && allocations.nodeRow(own) == nodeRow) {
                own = allocations.nextOfJob(own);
            } else {
                total += available(jobRow, nodeRow, NULL_ROW, level);
            }
        }
        return total;
    }

    /** Cores that the job may take more on a node, at a level or below. */
    private long available(final int jobRow, final int nodeRow, final int own, final int level) {
        if (level < 0 || !admits(jobRow, nodeRow, own != NULL_ROW)) {
            return 0;
        }
        long cores = 0;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long held = own == NULL_ROW ? 0 : allocations.mask(own, word);
            for (int at = 0; at <= level; at++) {
                cores += Long.bitCount(nodes.coresAt(nodeRow, word, at) & ~held);
            }
        }
        final long perCore = jobs.memoryPerCore(jobRow);
        final long free =
                nodes.memoryFree(nodeRow) - (own == NULL_ROW ? jobs.memoryPerNode(jobRow) : 0);
        return perCore == 0 ? cores : Math.min(cores, free / perCore);
    }

    private boolean admits(final int jobRow, final int nodeRow, final boolean isOwn) {
        final boolean isOpen = state.isNodeUp(nodeRow) && nodes.leavingCount(nodeRow) == 0;
        return isOpen && (isOwn || admitsNew(jobRow, nodeRow) && hasCompany(jobRow, nodeRow));
    }

    private boolean admitsNew(final int jobRow, final int nodeRow) {
        final long features = jobs.features(jobRow);
        return state.queueHasNode(jobs.queueRow(jobRow), nodeRow)
                && state.nodeClosesNs(nodeRow) >= jobs.expectedEndNs(jobRow)
                && (nodes.features(nodeRow) & features) == features
                && nodes.holder(nodeRow) == NULL_ROW
                && nodes.memoryFree(nodeRow) >= jobs.memoryPerNode(jobRow)
                && nodes.gpusFree(nodeRow) >= jobs.gpusPerNode(jobRow);
    }

    /** Whether the job may be with those who are on a node, and apart from its copies. */
    private boolean hasCompany(final int jobRow, final int nodeRow) {
        final boolean mayShare =
                nodes.key(nodeRow) == state.jobKey(jobRow) || nodes.jobCount(nodeRow) == 0;
        final int copies = state.jobCopies(jobRow);
        return mayShare && (copies == NULL_ROW || !state.hasCopyOn(copies, nodeRow));
    }

    private void growOwn(final int jobRow, final int level, final long countAtLevel) {
        long left = countAtLevel;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            left -= add(jobRow, allocations.nodeRow(a), a, level, left);
        }
    }

    private void growBoth(
            final int jobRow,
            final int ownLevel,
            final long ownAtLevel,
            final int otherLevel,
            final long otherAtLevel) {
        long ownLeft = ownAtLevel;
        long otherLeft = otherAtLevel;
        int own = jobs.allocationHead(jobRow);
        for (int nodeRow = 0; nodeRow < state.nodeCount(); nodeRow++) {
            if (own != NULL_ROW && allocations.nodeRow(own) == nodeRow) {
                ownLeft -= add(jobRow, nodeRow, own, ownLevel, ownLeft);
                own = allocations.nextOfJob(own);
            } else {
                otherLeft -= add(jobRow, nodeRow, NULL_ROW, otherLevel, otherLeft);
            }
        }
    }

    /** Adds all below a level and some at it; how many at it. */
    private long add(
            final int jobRow, final int nodeRow, final int own, final int level, final long most) {
        final long below = available(jobRow, nodeRow, own, level - 1);
        final long atLevel = Math.min(most, available(jobRow, nodeRow, own, level) - below);
        if (own == NULL_ROW && below + atLevel == 0) {
            return 0;
        }
        final int index =
                own == NULL_ROW
                        ? proposal.addNode(nodeRow, 0, jobs.gpusPerNode(jobRow))
                        : addFormer(own);
        long left = below + atLevel;
        for (int at = 0; left > 0; at++) {
            left -= addAt(index, at, left);
        }
        correctMemory(jobRow, index);
        return atLevel;
    }

    private long addAt(final int index, final int level, final long most) {
        long added = 0;
        for (int word = 0; word < nodes.maskWordCount() && added < most; word++) {
            final long mask = proposal.mask(index, word);
            final long free = nodes.coresAt(proposal.nodeRow(index), word, level) & ~mask;
            final int count = (int) Math.min(Long.bitCount(free), most - added);
            proposal.mask(index, word, mask | CorePlanes.lowest(free, count));
            added += count;
        }
        return added;
    }
}
