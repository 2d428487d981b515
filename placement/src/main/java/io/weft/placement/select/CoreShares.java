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

import java.util.Arrays;

/**
 * Nodes and what each could give to a job whose cores may be anywhere, collected in any order and
 * then shared out in one that is fixed: most cores first, then node row.
 *
 * <p>Cost: O(1) a node collected; to share out, the nodes collected and the largest node's cores.
 * Nothing is allocated after construction.
 */
final class CoreShares {
    private final RowSet rows;
    private final int[] coresOfNode;
    private final int[] nodesWithCores;
    private int most;
    private int nodeCount;

    CoreShares(final int nodeCapacity, final int coreCountMax) {
        rows = new RowSet(nodeCapacity);
        coresOfNode = new int[nodeCapacity];
        nodesWithCores = new int[coreCountMax + 1];
    }

    /** Forgets all nodes. */
    void clear() {
        rows.clear();
        Arrays.fill(nodesWithCores, 0, most + 1, 0);
        most = 0;
        nodeCount = 0;
    }

    /** Adds a node that gives so many cores, at least one. */
    void add(final int nodeRow, final int cores) {
        rows.add(nodeRow);
        coresOfNode[nodeRow] = cores;
        nodesWithCores[cores]++;
        most = Math.max(most, cores);
        nodeCount++;
    }

    int nodeCount() {
        return nodeCount;
    }

    /** Nodes that give exactly so many cores. */
    int nodesWith(final int cores) {
        return nodesWithCores[cores];
    }

    /**
     * Chooses nodes with all they give, most cores first, the last of them with what is then
     * missing, or, if nodes are taken whole, with all it gives.
     */
    void shareOut(final long coreCount, final boolean areWhole, final NodeChoice choice) {
        int cut = most;
        long missing = coreCount;
        while (missing > (long) cut * nodesWithCores[cut]) {
            missing -= (long) cut * nodesWithCores[cut--];
        }
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            final int cores = coresOfNode[row];
            if (cores > cut) {
                choice.add(row, cores);
            } else if (cores == cut && missing > 0) {
                choice.add(row, areWhole ? cores : (int) Math.min(cores, missing));
                missing -= cores;
            }
        }
    }

    /**
     * Chooses as many nodes as possible, each with as many cores as all others, or with all it
     * gives if that is less; where cores would be left over, the last nodes that give more take one
     * less.
     */
    void shareEvenly(final int coreCount, final NodeChoice choice) {
        int even = 0;
        long shared = 0;
        int atLeast = nodeCount;
        while (shared < coreCount) {
            atLeast -= nodesWithCores[even++];
            shared += atLeast;
        }
        // Nodes that give as much as the others, and the last of them one core less.
        int full = atLeast - (int) (shared - coreCount);
        int cut = most;
        while (full > nodesWithCores[cut]) {
            full -= nodesWithCores[cut--];
        }
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            final int cores = coresOfNode[row];
            final boolean isFull = cores > cut || cores == cut && full-- > 0;
            final int taken = cores < even ? cores : isFull ? even : even - 1;
            if (taken > 0) {
                choice.add(row, taken);
            }
        }
    }
}
