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

import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.Limits;
import io.weft.core.state.NodeTable;
import io.weft.core.wire.ReasonCode;

/**
 * Evens out the cores of a node after a job left it: while the fullest core has at least two
 * processes more than the emptiest, the newest process on the first fullest core that is not on the
 * first emptiest core moves there. Such a process exists, because at least two jobs of the fuller
 * core are not on the emptier one. Each moved allocation becomes a rebound decision.
 *
 * <p>Kernel thread only; no allocation; cost is moves times allocations on the node.
 */
final class Rebalancer {
    private final ClusterState state;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final DecisionWriter decisions;
    private final int[] moved;
    private int movedCount;

    Rebalancer(final ClusterState state, final DecisionWriter decisions) {
        this.state = state;
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.decisions = decisions;
        this.moved = new int[state.limits().coresPerNode() * Limits.MULTIPLICITY_MAX];
        state.footprint().count("rebalancing", (long) moved.length * Integer.BYTES);
    }

    /**
     * Evens out a node, if the decisions that may take have room; otherwise the next job that
     * leaves it tries again.
     *
     * @return whether a process moved.
     */
    boolean rebalance(final int nodeRow) {
        movedCount = 0;
        int fullest = nodes.maxMultiplicity(nodeRow);
        int emptiest = nodes.minMultiplicity(nodeRow);
        if (fullest - emptiest < 2 || !hasRoomForAllOn(nodeRow)) {
            return false;
        }
        while (fullest - emptiest >= 2) {
            move(nodeRow, firstCoreAt(nodeRow, fullest), firstCoreAt(nodeRow, emptiest));
            fullest = nodes.maxMultiplicity(nodeRow);
            emptiest = nodes.minMultiplicity(nodeRow);
        }
        for (int i = 0; i < movedCount; i++) {
            if (hasProcesses(moved[i])) {
                decisions.reboundJob(moved[i], ReasonCode.REBALANCED);
            }
        }
        return true;
    }

    /** Who is yet to be told on which cores to run need not be told to move. */
    private boolean hasProcesses(final int allocationRow) {
        final int jobRow = allocations.jobRow(allocationRow);
        return state.jobs().state(jobRow) != JobState.CLAIMING.code();
    }

    private boolean hasRoomForAllOn(final int nodeRow) {
        int count = 0;
        for (int a = nodes.allocationHead(nodeRow); a != NULL_ROW; a = allocations.nextOnNode(a)) {
            count++;
        }
        return decisions.hasRoom(count * decisions.startLength(1));
    }

    private int firstCoreAt(final int nodeRow, final int multiplicity) {
        int word = 0;
        long cores;
        while ((cores = nodes.coresAt(nodeRow, word, multiplicity)) == 0) {
            word++;
        }
        return (word << 6) + Long.numberOfTrailingZeros(cores);
    }

    private void move(final int nodeRow, final int fromCore, final int toCore) {
        final int allocationRow = newestOnlyOn(nodeRow, fromCore, toCore);
        final int fromWord = fromCore >>> 6;
        final int toWord = toCore >>> 6;
        allocations.mask(
                allocationRow,
                fromWord,
                allocations.mask(allocationRow, fromWord) ^ 1L << fromCore);
        allocations.mask(
                allocationRow, toWord, allocations.mask(allocationRow, toWord) | 1L << toCore);
        nodes.removeProcesses(nodeRow, fromWord, 1L << fromCore);
        nodes.addProcesses(nodeRow, toWord, 1L << toCore);
        remember(allocationRow);
    }

    private int newestOnlyOn(final int nodeRow, final int fromCore, final int toCore) {
        int a = nodes.allocationTail(nodeRow);
        while (!holds(a, fromCore) || holds(a, toCore)) {
            a = allocations.previousOnNode(a);
        }
        return a;
    }

    private boolean holds(final int allocationRow, final int core) {
        return (state.allocationMask(allocationRow, core >>> 6) >>> core & 1) != 0;
    }

    private void remember(final int allocationRow) {
        for (int i = 0; i < movedCount; i++) {
            if (moved[i] == allocationRow) {
                return;
            }
        }
        moved[movedCount++] = allocationRow;
    }
}
