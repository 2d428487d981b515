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
package io.weft.placement.select;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.state.Limits;
import io.weft.core.state.NodeTable;
import io.weft.core.wire.NodeState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The real node table under random use: nodes, queues and requests drawn from a seed. What a run is
 * about is drawn once: some have equal nodes, no memory, no GPUs, few levels, even nodes.
 */
final class RandomNodes implements AutoCloseable {
    private static final int[] CORE_COUNTS = {1, 2, 4, 12, 16, 17, 48, 63, 64, 65, 128, 200, 1024};
    private static final long MEMORY = 1 << 20;

    final Footprint footprint = new Footprint();
    final ClusterState state;
    final int askingRow;
    private final SplittableRandom random;
    private final NodeTable nodes;
    private final JobTable jobs;
    private final int coreCountMax;
    private final boolean areEqual;
    private final boolean areEven;
    private final boolean hasMemory;
    private final boolean hasGpus;
    private final boolean hasFeatures;
    private final boolean hasFailures;
    private final boolean hasExclusive;
    private final int nodesOutsideOfQueue;
    private final int nodesOfSwitch;
    private final List<Share> shares = new ArrayList<>();

    /** What was taken on a node. */
    private record Share(
            int nodeRow, long[] cores, long memory, int gpuCount, boolean isExclusive) {}

    RandomNodes(final long seed, final int nodeCountMax) {
        random = new SplittableRandom(seed);
        coreCountMax = nodeCountMax > 1000 ? 128 : CORE_COUNTS[random.nextInt(CORE_COUNTS.length)];
        areEqual = random.nextBoolean();
        areEven = random.nextBoolean();
        hasMemory = random.nextInt(4) > 0;
        hasGpus = random.nextInt(4) == 0;
        hasFeatures = random.nextInt(4) == 0;
        hasFailures = random.nextInt(3) == 0;
        hasExclusive = random.nextInt(3) == 0;
        nodesOutsideOfQueue = new int[] {1, 2, 20, 100}[random.nextInt(4)];
        nodesOfSwitch = 1 + random.nextInt(40);
        state =
                new ClusterState(
                        new Limits()
                                .nodeCount(nodeCountMax)
                                .coresPerNode(coreCountMax)
                                .jobCount(1)
                                .allocationCount(1)
                                .queueCount(3)
                                .nameCount(1),
                        footprint);
        nodes = state.nodes();
        jobs = state.jobs();
        askingRow = jobs.add(1);
        final int multiplicityMax = new int[] {1, 2, 3, 8, 15}[random.nextInt(5)];
        for (int id = 0; id < 3; id++) {
            final int row =
                    state.queues().add(id, 1 + random.nextInt(multiplicityMax), 0, 0, 0, 0, -1);
            if (id < 2) {
                state.queues().addAllNodes(row);
            }
        }
        for (int i = 0; i < (nodeCountMax + 1) / 2; i++) {
            addNode();
        }
    }

    /** Adds a node if there is room; answers its row or -1. */
    int addNode() {
        if (state.nodeCount() == state.nodeCapacity()) {
            return -1;
        }
        final boolean isLike = areEqual || random.nextInt(4) > 0;
        final int row =
                nodes.add(
                        state.nodeCount(),
                        isLike ? coreCountMax : 1 + random.nextInt(coreCountMax),
                        isLike ? MEMORY : random.nextLong(2 * MEMORY),
                        hasGpus ? random.nextInt(4) : 0,
                        1,
                        hasFeatures ? features() : 0,
                        random.nextInt(1 + state.nodeCapacity() / nodesOfSwitch),
                        -1);
        if (random.nextInt(1 + nodesOutsideOfQueue) == 0) {
            state.queues().addNode(2, row);
        }
        return row;
    }

    /** Draws what is asked for next. */
    void ask(final boolean isAnywhere) {
        final int cores = 1 + random.nextInt(1 + random.nextInt(coreCountMax));
        final int nodeCount = 1 + random.nextInt(random.nextInt(4) == 0 ? state.nodeCount() : 3);
        final long slot = MEMORY / coreCountMax / 8;
        jobs.queueRow(askingRow, random.nextInt(3));
        jobs.exclusive(askingRow, hasExclusive && random.nextInt(4) == 0);
        jobs.nodeCount(askingRow, isAnywhere ? 0 : nodeCount);
        jobs.coresPerNode(askingRow, isAnywhere ? cores * nodeCount : cores);
        jobs.memoryPerNode(askingRow, hasMemory ? memory(slot * cores) : 0);
        jobs.memoryPerCore(askingRow, hasMemory && random.nextInt(4) == 0 ? memory(slot) : 0);
        jobs.gpusPerNode(askingRow, hasGpus ? random.nextInt(3) : 0);
        jobs.features(askingRow, hasFeatures ? features() : 0);
    }

    /** Two features that many nodes have, and one that few have. */
    private long features() {
        return random.nextInt(4) | (random.nextInt(40) == 0 ? 1L << 63 : 0);
    }

    private long memory(final long share) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> Long.highestOneBit(1 + share);
            case 2 -> random.nextLong(1 + 8 * share);
            default -> random.nextLong(1 + 2 * share);
        };
    }

    /** Takes what was asked for on one node that has it. */
    void take(final Demand demand, final int nodeRow, final int coreCount) {
        final long[] cores = new long[state.maskWordCount()];
        EmptiestCores.find(state, nodeRow, coreCount, cores);
        final int counted = demand.isAnywhere() ? coreCount : demand.coreCount();
        final Share share =
                new Share(
                        nodeRow,
                        cores,
                        demand.memory(counted),
                        demand.gpusPerNode(),
                        demand.isExclusive());
        count(share, 1);
        shares.add(share);
    }

    boolean isEmpty() {
        return shares.isEmpty();
    }

    /** Gives back something; answers the row of the node. */
    int giveBack() {
        final int at = random.nextInt(shares.size());
        final Share share = shares.get(at);
        shares.set(at, shares.get(shares.size() - 1));
        shares.remove(shares.size() - 1);
        count(areEven ? ofFullestCores(share) : share, -1);
        return share.nodeRow;
    }

    /** A node goes up or down, if nodes fail in this run; answers the row or -1. */
    int fail() {
        if (!hasFailures) {
            return -1;
        }
        final int row = random.nextInt(state.nodeCount());
        final NodeState[] states = {NodeState.UP, NodeState.UP, NodeState.DOWN, NodeState.DRAINING};
        nodes.state(row, states[random.nextInt(states.length)].value());
        return row;
    }

    private void count(final Share share, final int sign) {
        final int row = share.nodeRow;
        for (int word = 0; word < share.cores.length; word++) {
            if (sign > 0) {
                nodes.addProcesses(row, word, share.cores[word]);
            } else {
                nodes.removeProcesses(row, word, share.cores[word]);
            }
        }
        nodes.memoryFree(row, nodes.memoryFree(row) - sign * share.memory);
        nodes.gpusFree(row, nodes.gpusFree(row) - sign * share.gpuCount);
        if (share.isExclusive) {
            nodes.holder(row, sign > 0 ? askingRow : -1);
        }
    }

    /** What is left is what would be left after a rebalancing. */
    private Share ofFullestCores(final Share share) {
        int left = 0;
        for (final long word : share.cores) {
            left += Long.bitCount(word);
        }
        final long[] cores = new long[share.cores.length];
        for (int level = nodes.maxMultiplicity(share.nodeRow); left > 0; level--) {
            for (int word = 0; word < cores.length; word++) {
                final long equal = nodes.coresAt(share.nodeRow, word, level);
                cores[word] |= CorePlanes.lowest(equal, Math.min(left, Long.bitCount(equal)));
                left -= Math.min(left, Long.bitCount(equal));
            }
        }
        return new Share(share.nodeRow, cores, share.memory, share.gpuCount, share.isExclusive);
    }

    @Override
    public void close() {
        footprint.close();
    }
}
