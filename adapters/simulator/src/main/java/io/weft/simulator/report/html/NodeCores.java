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
package io.weft.simulator.report.html;

import java.util.Arrays;

/**
 * How many cores nodes have, from what jobs held on them: results tell the cores of the machine
 * only. Exact if all nodes are alike and the last one was ever used.
 */
final class NodeCores {
    private NodeCores() {}

    static int[] of(final CoreRanges ranges, final long coreCount) {
        int nodeCount = 0;
        for (int range = 0; range < ranges.size(); range++) {
            nodeCount = Math.max(nodeCount, ranges.node(range) + 1);
        }
        final int[] cores = new int[nodeCount];
        int coresMax = 1;
        for (int range = 0; range < ranges.size(); range++) {
            final int node = ranges.node(range);
            cores[node] = Math.max(cores[node], ranges.lastCore(range) + 1);
            coresMax = Math.max(coresMax, cores[node]);
        }
        if (nodeCount > 0 && coreCount % nodeCount == 0 && coreCount / nodeCount >= coresMax) {
            Arrays.fill(cores, (int) (coreCount / nodeCount));
        }
        return cores;
    }
}
