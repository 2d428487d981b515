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

import io.weft.core.spi.ClusterView;
import java.util.Arrays;

/**
 * Nodes of the key of a job that hold a share of it, collected in any order, and taken out by own
 * level, see {@link NodeIndex}, then by row.
 *
 * <p>Cost: O(levels) a node collected, O(nodes collected) to take some out; nothing is allocated
 * after construction.
 */
final class OwnNodes {
    private final ClusterView view;
    private final int[] nodeRows;
    private final byte[] levels;
    private final int[] countsAt = new int[Cells.LEVEL_COUNT];
    private final RowSet last;
    private int coreCount;
    private int count;

    OwnNodes(final ClusterView view) {
        this.view = view;
        nodeRows = new int[view.nodeCapacity()];
        levels = new byte[view.nodeCapacity()];
        last = new RowSet(view.nodeCapacity());
    }

    /** Forgets all nodes; the next ones are for this job. */
    void begin(final Demand demand) {
        coreCount = demand.coreCount();
        count = 0;
        Arrays.fill(countsAt, 0);
    }

    /** Adds a node that holds a share. */
    void add(final int nodeRow) {
        int level = 0;
        while (view.coresAtOrBelow(nodeRow, level) < coreCount) {
            level++;
        }
        nodeRows[count] = nodeRow;
        levels[count++] = (byte) level;
        countsAt[level]++;
    }

    int count() {
        return count;
    }

    /** Adds the first so many nodes, or all, to a set; answers the level of the last, 0 if none. */
    int addFirst(final int nodeCount, final RowSet found) {
        int missing = Math.min(nodeCount, count);
        if (missing == 0) {
            return 0;
        }
        int cut = 0;
        while (missing > countsAt[cut]) {
            missing -= countsAt[cut++];
        }
        for (int i = 0; i < count; i++) {
            if (levels[i] < cut) {
                found.add(nodeRows[i]);
            } else if (levels[i] == cut) {
                last.add(nodeRows[i]);
            }
        }
        for (int row = last.next(0); missing > 0; row = last.next(row + 1)) {
            found.add(row);
            missing--;
        }
        last.clear();
        return cut;
    }
}
