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

import io.weft.simulator.workload.RandomSource;

/**
 * When nodes fail and come back, by a {@link FailurePlan}. Every node draws from a stream of its
 * own and has one change ahead, at times that do not depend on what else happens. O(log n) a
 * change.
 */
final class NodeFailures {
    private static final long TIME_MAX = Long.MAX_VALUE / 4;

    private final FailurePlan plan;
    private final RandomSource[] sources;
    private final boolean[] isDown;
    private final EventHeap changes = new EventHeap();
    private int downCount;
    private int failureCount;

    /** All nodes are up at the start. */
    NodeFailures(final FailurePlan plan, final int nodeCount, final long startNs) {
        this.plan = plan;
        sources = new RandomSource[nodeCount];
        isDown = new boolean[nodeCount];
        for (int nodeId = 0; nodeId < nodeCount; nodeId++) {
            sources[nodeId] = new RandomSource(plan.seed(), nodeId);
            schedule(nodeId, startNs);
        }
    }

    /** The next change follows this one; at one time nodes change in the order of their ids. */
    private void schedule(final int nodeId, final long timeNs) {
        final long meanNs = isDown[nodeId] ? plan.repairNs() : plan.mtbfNs();
        final double afterNs = sources[nodeId].nextExponential() * meanNs;
        final long nextNs = timeNs + 1 + (long) Math.min(afterNs, TIME_MAX);
        changes.set(nodeId, Math.min(nextNs, TIME_MAX), EventHeap.CHANGE, nodeId);
    }

    /** When the next node changes. */
    long nextNs() {
        return changes.firstTimeNs();
    }

    /** Lets the next node change, and says which; {@link #isDown} says to what. */
    int change() {
        final int nodeId = changes.firstRow();
        final long timeNs = changes.firstTimeNs();
        isDown[nodeId] = !isDown[nodeId];
        downCount += isDown[nodeId] ? 1 : -1;
        failureCount += isDown[nodeId] ? 1 : 0;
        schedule(nodeId, timeNs);
        return nodeId;
    }

    boolean isDown(final int nodeId) {
        return isDown[nodeId];
    }

    /** Nodes that are down. */
    int downCount() {
        return downCount;
    }

    /** Times that a node failed. */
    int failureCount() {
        return failureCount;
    }
}
