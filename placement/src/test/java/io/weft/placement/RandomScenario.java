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
package io.weft.placement;

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.NodeState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Commands drawn from a seed, given to one cluster step by step. Two scenarios with the same seed
 * give the same commands as long as their policies decide alike. Sizes favour the edges, and what a
 * run is about is drawn once per run: some have no memory, no GPUs, one queue, no sharing.
 */
final class RandomScenario {
    private static final int[] CORE_COUNTS = {1, 2, 3, 4, 4, 8, 8, 12, 63, 64, 65, 128, 129, 200};
    private static final int JOB_CAPACITY = 128;

    private final SplittableRandom random;
    private final SplittableRandom observing;
    private final boolean observes;
    private final PlacementPolicy policy;
    private final ModelCluster cluster;
    private final List<Integer> held = new ArrayList<>();
    private final int nodeCountMax;
    private final int queueCountMax;
    private final int multiplicityMax;
    private final int coreCountMax;
    private final boolean hasMemory;
    private final boolean hasGpus;
    private final boolean hasFeatures;
    private final boolean hasNodeSets;
    private final boolean hasFailures;
    private final boolean hasExclusive;
    private final int anywherePercent;
    private final int walltimeMax;
    private final int pendingMax;
    private final int shapeCount;
    private final ModelRequest[] shapes = new ModelRequest[12];

    RandomScenario(final long seed, final PlacementPolicy policy) {
        this(seed, policy, true);
    }

    RandomScenario(final long seed, final PlacementPolicy policy, final boolean observes) {
        this.observes = observes;
        random = new SplittableRandom(seed);
        observing = new SplittableRandom(~seed);
        this.policy = policy;
        nodeCountMax = 1 + random.nextInt(12);
        queueCountMax = 1 + random.nextInt(random.nextBoolean() ? 1 : 4);
        multiplicityMax = new int[] {1, 2, 3, 4, 15}[random.nextInt(5)];
        coreCountMax = CORE_COUNTS[random.nextInt(CORE_COUNTS.length)];
        hasMemory = random.nextInt(3) > 0;
        hasGpus = random.nextInt(4) == 0;
        hasFeatures = random.nextInt(4) == 0;
        hasNodeSets = random.nextInt(3) == 0;
        hasFailures = random.nextInt(3) == 0;
        hasExclusive = random.nextInt(3) == 0;
        anywherePercent = new int[] {0, 0, 20, 50, 100}[random.nextInt(5)];
        walltimeMax = new int[] {3, 20, 100, 1000}[random.nextInt(4)];
        final boolean stretches = random.nextInt(4) > 0;
        final int overhead = new int[] {1000, 1200, 1333}[random.nextInt(3)];
        final int fewSteps = 1 + random.nextInt(random.nextBoolean() ? 6 : 60);
        final int passStepsMax = random.nextInt(3) == 0 ? fewSteps : ModelCluster.AMPLE_STEPS;
        shapeCount = 1 + random.nextInt(shapes.length);
        pendingMax = new int[] {8, 20, 20, 60}[random.nextInt(4)];
        cluster = new ModelCluster(policy, JOB_CAPACITY, 4, stretches, overhead, passStepsMax);
        weigh();
        addQueue();
        for (int i = 0; i <= nodeCountMax / 2; i++) {
            addNode();
        }
    }

    ModelCluster cluster() {
        return cluster;
    }

    /** Whether the numbers that a policy answers outside of passes shall be compared now. */
    int probe() {
        return cluster.pendingCount() > 0 && random.nextInt(4) == 0
                ? cluster.pending.get(random.nextInt(cluster.pendingCount())).row
                : -1;
    }

    /** Does a few things and runs the policy once. */
    List<Decision> step() {
        final int commandCount = 1 + random.nextInt(3);
        for (int i = 0; i < commandCount; i++) {
            command();
        }
        observe();
        if (observing.nextInt(60) == 0) {
            weigh();
        }
        if (random.nextInt(30) == 0) {
            policy.attach(cluster);
        }
        return random.nextInt(20) == 0 ? cluster.pass(random.nextInt(3)) : cluster.pass();
    }

    /** Each factor of priority weighs nothing, or about as much as the others. */
    private void weigh() {
        for (final PriorityFactor factor : PriorityFactor.values()) {
            final long most = observing.nextBoolean() ? 0 : Math.min(64, factor.weightMax());
            final long least = Math.max(-most, factor.weightMin());
            cluster.weigh(factor, observing.nextLong(least, most + 1));
        }
    }

    /** Sometimes all of a job is seen to be idle or busy, sometimes a part, sometimes nothing. */
    private void observe() {
        final int kind = observing.nextInt(3);
        if (observes && kind > 0 && cluster.runningCount() > 0) {
            final int jobRow = cluster.runningJob(observing.nextInt(cluster.runningCount()));
            final boolean isAll = observing.nextBoolean();
            cluster.observe(
                    jobRow, cores -> isAll ? kind % 2 * cores : observing.nextInt(cores + 1));
        }
    }

    private void command() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> submit();
            case 6 -> submitSome();
            case 7, 8, 9 -> endFirst();
            case 10 -> endAny();
            case 11 -> cluster.timeNs += random.nextInt(walltimeMax);
            case 12 -> changeNode();
            case 13 -> holdOrRelease();
            case 14 -> cancel();
            default -> growOrChange();
        }
    }

    private void submit() {
        if (cluster.isFull() || cluster.pendingCount() + held.size() > pendingMax) {
            return;
        }
        final int slot = random.nextInt(shapeCount);
        if (shapes[slot] == null || random.nextInt(4) == 0) {
            shapes[slot] = randomShape();
        }
        cluster.submit(shapes[slot].walltime(1 + random.nextInt(walltimeMax)));
    }

    private void submitSome() {
        for (int left = random.nextInt(1 + pendingMax / 4); left >= 0; left--) {
            submit();
        }
    }

    private ModelRequest randomShape() {
        final int cores = coreCount();
        final boolean isAnywhere = random.nextInt(100) < anywherePercent;
        final ModelRequest shape =
                isAnywhere
                        ? ModelRequest.anywhere(cores + random.nextInt(2 * coreCountMax))
                        : ModelRequest.nodes(
                                1 + random.nextInt(1 + random.nextInt(cluster.nodeCount())), cores);
        return shape.queue(random.nextInt(cluster.queueCount()))
                .memory(
                        hasMemory ? random.nextInt(30) : 0,
                        hasMemory && random.nextBoolean() ? random.nextInt(80 / cores + 2) : 0)
                .gpus(hasGpus ? random.nextInt(2) : 0)
                .features(hasFeatures ? random.nextInt(4) : 0)
                .exclusive(hasExclusive && random.nextInt(3) == 0);
    }

    private int coreCount() {
        return random.nextBoolean()
                ? 1 + random.nextInt(coreCountMax)
                : Math.min(coreCountMax, CORE_COUNTS[random.nextInt(CORE_COUNTS.length)]);
    }

    private void endFirst() {
        if (cluster.runningCount() > 0) {
            final int jobRow = cluster.runningJob(0);
            final long endNs = cluster.jobExpectedEndNs(jobRow);
            // Sometimes later than expected: it is overdue for the others.
            if (endNs > cluster.timeNs) {
                cluster.timeNs = endNs + (random.nextInt(8) == 0 ? 5 : 0);
            }
            if (random.nextInt(8) > 0) {
                cluster.end(jobRow);
            }
        }
    }

    private void endAny() {
        if (cluster.runningCount() > 0) {
            cluster.end(cluster.runningJob(random.nextInt(cluster.runningCount())));
        }
    }

    private void changeNode() {
        if (hasFailures) {
            final NodeState[] states = {NodeState.UP, NodeState.UP, NodeState.DRAINING};
            final int nodeRow = random.nextInt(cluster.nodeCount());
            cluster.nodeState(
                    nodeRow, random.nextInt(4) == 0 ? NodeState.DOWN : states[random.nextInt(3)]);
        }
    }

    private void holdOrRelease() {
        if (!held.isEmpty() && random.nextBoolean()) {
            cluster.releaseHeld(held.remove(random.nextInt(held.size())));
        } else if (cluster.pendingCount() > 0 && random.nextInt(4) == 0) {
            final int jobRow = cluster.pending.get(random.nextInt(cluster.pendingCount())).row;
            cluster.hold(jobRow);
            held.add(jobRow);
        }
    }

    private void cancel() {
        if (cluster.pendingCount() > 8) {
            cluster.cancel(cluster.pending.get(random.nextInt(cluster.pendingCount())).row);
        }
    }

    private void growOrChange() {
        if (random.nextInt(3) == 0) {
            changeQueue();
        } else {
            grow();
        }
    }

    private void grow() {
        if (random.nextBoolean() && cluster.nodeCount() < nodeCountMax) {
            addNode();
        } else if (cluster.queueCount() < queueCountMax) {
            addQueue();
        }
    }

    private void addNode() {
        cluster.addNode(
                random.nextInt(3) == 0 ? coreCount() : coreCountMax,
                hasMemory ? 20 + random.nextInt(3) * 40 : 1 << 20,
                hasGpus ? random.nextInt(3) : 0,
                hasFeatures ? random.nextInt(4) : 0,
                random.nextInt(4));
    }

    private void addQueue() {
        cluster.addQueue(multiplicity(), nodeSet());
    }

    private void changeQueue() {
        cluster.changeQueue(random.nextInt(cluster.queueCount()), multiplicity(), nodeSet());
    }

    private int multiplicity() {
        return random.nextBoolean() ? multiplicityMax : 1 + random.nextInt(multiplicityMax);
    }

    private BitSet nodeSet() {
        BitSet nodes = null;
        if (hasNodeSets) {
            nodes = new BitSet();
            for (int row = 0; row < nodeCountMax; row++) {
                nodes.set(row, random.nextInt(4) > 0);
            }
        }
        return nodes;
    }
}
