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
package io.weft.bench;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.Proposal;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.state.Limits;
import io.weft.core.state.NodeTable;
import io.weft.placement.select.Demand;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.OrderedSelector;
import io.weft.placement.select.Selection;
import io.weft.placement.select.Selector;

/**
 * The real node table with an index and the balanced selector, and nothing else of a kernel: a
 * start asks the selector and takes cores and memory, a release gives them back; both tell the
 * index. Nothing is rebalanced, so nodes are unevenly used and are listed at many levels.
 */
final class ScaleCluster implements AutoCloseable {
    static final int CORE_COUNT = 128;
    static final int MULTIPLICITY_MAX = 8;
    static final long MEMORY_PER_SLOT = 512L << 20;

    private static final int JOBS_PER_NODE = 100;
    private static final int WORD_COUNT = CORE_COUNT / Long.SIZE;

    private final boolean isEven;
    private final int multiplicityMax;
    private final Footprint footprint = new Footprint();
    private final ClusterState state;
    private final NodeTable nodes;
    private final JobTable jobs;
    private final int askingRow;
    private final Proposal proposal;
    private final Demand demand = new Demand();
    private final int[] nodeOfJob;
    private final long[] memoryOfJob;
    private final long[] maskOfJob;
    private NodeIndex index;
    private Selector selector;
    private final int[] freeJobs;
    private long usedSlots;
    private int jobCount;
    private int freeCount;

    ScaleCluster(final int nodeCount, final boolean isEven) {
        this(nodeCount, isEven, MULTIPLICITY_MAX);
    }

    ScaleCluster(final int nodeCount, final boolean isEven, final int multiplicityMax) {
        this.isEven = isEven;
        this.multiplicityMax = multiplicityMax;
        final int jobCapacity = nodeCount * JOBS_PER_NODE;
        state = new ClusterState(limits(nodeCount), footprint);
        nodes = state.nodes();
        jobs = state.jobs();
        final int queueRow = state.queues().add(0, multiplicityMax, 1, 1, CORE_COUNT, 0, -1);
        state.queues().addAllNodes(queueRow);
        for (int id = 0; id < nodeCount; id++) {
            nodes.add(id, CORE_COUNT, nodeMemory(multiplicityMax), 0, 1, 0, 0, -1);
        }
        askingRow = jobs.add(1);
        jobs.queueRow(askingRow, queueRow);
        proposal = new Proposal(nodeCount, state.maskWordCount());
        freeJobs = new int[jobCapacity];
        nodeOfJob = new int[jobCapacity];
        memoryOfJob = new long[jobCapacity];
        maskOfJob = new long[jobCapacity * WORD_COUNT];
    }

    /** Memory of a node: as much for each process that it has room for. */
    static long nodeMemory(final int multiplicityMax) {
        return MEMORY_PER_SLOT * CORE_COUNT * multiplicityMax;
    }

    private static Limits limits(final int nodeCount) {
        return new Limits()
                .nodeCount(nodeCount)
                .coresPerNode(CORE_COUNT)
                .jobCount(1)
                .allocationCount(1)
                .queueCount(1)
                .nameCount(1);
    }

    void attach(final NodeIndex newIndex) {
        attach(newIndex, Selection.BALANCED);
    }

    void attach(final NodeIndex newIndex, final Selection selection) {
        if (index != null) {
            index.close();
        }
        index = selection.over(newIndex);
        index.attach(state);
        selector = new OrderedSelector(index, selection.order());
        selector.attach(state);
    }

    int jobCapacity() {
        return nodeOfJob.length;
    }

    int nodeCount() {
        return state.nodeCount();
    }

    /** Processes that the machine has room for. */
    long slotCount() {
        return (long) nodeCount() * CORE_COUNT * multiplicityMax;
    }

    /** Processes that there are, as part of that. */
    double load() {
        return (double) usedSlots / slotCount();
    }

    /** Memory that is taken, as part of all. */
    double memoryLoad() {
        long free = 0;
        for (int row = 0; row < state.nodeCount(); row++) {
            free += nodes.memoryFree(row);
        }
        return 1 - (double) free / (slotCount() * MEMORY_PER_SLOT);
    }

    /** What the next start asks for. */
    void ask(final int coreCount, final long memory) {
        ask(1, coreCount, memory);
    }

    /**
     * The same for several nodes, or, if that is 0, for cores anywhere, whose memory goes with the
     * cores; only to be decided.
     */
    void ask(final int nodeCount, final int coreCount, final long memory) {
        jobs.nodeCount(askingRow, nodeCount);
        jobs.coresPerNode(askingRow, coreCount);
        jobs.memoryPerNode(askingRow, nodeCount == 0 ? 0 : memory);
        jobs.memoryPerCore(askingRow, nodeCount == 0 ? memory / coreCount : 0);
    }

    /** What the last decision chose; undefined when nothing fitted. */
    Proposal proposal() {
        return proposal;
    }

    /** The decision alone: nodes, cores and memory in a proposal. */
    boolean decide() {
        demand.read(state, askingRow);
        return selector.select(demand, NodeFilter.NONE, proposal) != Selector.NO_FIT;
    }

    /** The decision and what it changes; a number for the job, or -1 when it does not fit. */
    int start() {
        if (!decide()) {
            return -1;
        }
        final int job = freeCount > 0 ? freeJobs[--freeCount] : jobCount++;
        final int nodeRow = proposal.nodeRow(0);
        nodeOfJob[job] = nodeRow;
        memoryOfJob[job] = proposal.memory(0);
        for (int word = 0; word < WORD_COUNT; word++) {
            final long mask = proposal.mask(0, word);
            maskOfJob[job * WORD_COUNT + word] = mask;
            if (mask != 0) {
                nodes.addProcesses(nodeRow, word, mask);
                usedSlots += Long.bitCount(mask);
            }
        }
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) - proposal.memory(0));
        index.onNodeChanged(nodeRow);
        return job;
    }

    /** Gives back what a job has. */
    void release(final int job) {
        final int nodeRow = nodeOfJob[job];
        if (isEven) {
            exchangeForFullest(job, nodeRow);
        }
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) + memoryOfJob[job]);
        for (int word = 0; word < WORD_COUNT; word++) {
            final long mask = maskOfJob[job * WORD_COUNT + word];
            if (mask != 0) {
                nodes.removeProcesses(nodeRow, word, mask);
                usedSlots -= Long.bitCount(mask);
            }
        }
        freeJobs[freeCount++] = job;
        index.onNodeChanged(nodeRow);
    }

    /** Gives a job as many of the fullest cores of its node as it has cores. */
    private void exchangeForFullest(final int job, final int nodeRow) {
        int left = 0;
        for (int word = 0; word < WORD_COUNT; word++) {
            left += Long.bitCount(maskOfJob[job * WORD_COUNT + word]);
            maskOfJob[job * WORD_COUNT + word] = 0;
        }
        for (int level = nodes.maxMultiplicity(nodeRow); left > 0; level--) {
            for (int word = 0; word < WORD_COUNT; word++) {
                final long cores = nodes.coresAt(nodeRow, word, level);
                final long taken = CorePlanes.lowest(cores, Math.min(left, Long.bitCount(cores)));
                maskOfJob[job * WORD_COUNT + word] |= taken;
                left -= Long.bitCount(taken);
            }
        }
    }

    @Override
    public void close() {
        index.close();
        footprint.close();
    }
}
