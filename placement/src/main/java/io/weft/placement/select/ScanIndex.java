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
import io.weft.core.spi.ClusterView;
import java.util.Arrays;

/**
 * An index that holds nothing and looks at the header of every node each time. It never sorts: it
 * counts nodes by level, then those of the highest level by cores, and so knows where to cut.
 *
 * <p>Cost: O(nodes) for each question. That is the right choice up to about a thousand nodes.
 */
public final class ScanIndex implements NodeIndex {
    private static final byte NO_LEVEL = -1;

    private final int[] nodesAtLevel = new int[16];
    private ClusterView view;
    private byte[] levels;
    private int[] nodesWithCores;
    private int[] nodesWithRoom;
    private int roomLeast;

    /** An index that is not yet attached. */
    public ScanIndex() {}

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        levels = new byte[newView.nodeCapacity()];
        final int coresMost = newView.maskWordCount() * Long.SIZE;
        nodesWithCores = new int[coresMost + 1];
        roomLeast = coresMost - CorePlanes.COUNT_MAX * coresMost;
        nodesWithRoom = new int[coresMost - roomLeast + 1];
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        // Nothing is held.
    }

    @Override
    public void count(final Demand demand, final Supply supply) {
        supply.clear();
        final int level = demand.highestLevel();
        final int nodeCount = view.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            if (demand.admits(row)) {
                final int cores = view.coresAtOrBelow(row, level);
                final int ofMemory = demand.shareWithoutGpus(cores, view.memoryFree(row));
                final boolean hasGpus = view.gpusFree(row) >= demand.gpusPerNode();
                supply.add(demand.shareOfCores(cores), ofMemory, hasGpus ? ofMemory : 0);
            }
        }
    }

    // ------------------------------------------------------------------ nodes

    @Override
    public boolean chooseNodes(
            final Demand demand, final NodeFilter filter, final NodeChoice choice) {
        findLevels(demand);
        int missing = demand.nodeCount();
        int level = 0;
        while (true) {
            final int found =
                    filter == NodeFilter.NONE ? nodesAtLevel[level] : filter(level, filter);
            if (found >= missing) {
                break;
            }
            missing -= found;
            if (++level > demand.highestLevel()) {
                return false;
            }
        }
        countRoomAt(level);
        choice.begin(level);
        addNodes(demand.coreCount(), level, missing, choice);
        return true;
    }

    private void findLevels(final Demand demand) {
        Arrays.fill(nodesAtLevel, 0);
        final int highest = demand.highestLevel();
        final int nodeCount = view.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            byte level = NO_LEVEL;
            if (demand.shareAt(row, highest) > 0 && demand.admits(row)) {
                level = ownLevel(row, demand.coreCount());
                nodesAtLevel[level]++;
            }
            levels[row] = level;
        }
    }

    private byte ownLevel(final int nodeRow, final int coreCount) {
        byte level = 0;
        while (view.coresAtOrBelow(nodeRow, level) < coreCount) {
            level++;
        }
        return level;
    }

    /** Filters the nodes of a level only when it is their turn, for a filter may be slow. */
    private int filter(final int level, final NodeFilter filter) {
        int found = 0;
        final int nodeCount = view.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            if (levels[row] == level) {
                if (filter.allows(row)) {
                    found++;
                } else {
                    levels[row] = NO_LEVEL;
                }
            }
        }
        return found;
    }

    private void countRoomAt(final int level) {
        Arrays.fill(nodesWithRoom, 0);
        final int nodeCount = view.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            if (levels[row] == level) {
                nodesWithRoom[room(row) - roomLeast]++;
            }
        }
    }

    /** How empty a node is: cores less processes, negative where cores are shared. */
    private int room(final int nodeRow) {
        return view.nodeCoreCount(nodeRow) - view.processCount(nodeRow);
    }

    /** Adds all nodes below a level, and as many as are missing of those that are at it. */
    private void addNodes(
            final int coreCount, final int level, final int missing, final NodeChoice choice) {
        int cut = nodesWithRoom.length - 1;
        int left = missing;
        while (left > nodesWithRoom[cut]) {
            left -= nodesWithRoom[cut--];
        }
        final int cutRoom = cut + roomLeast;
        final int nodeCount = view.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            if (levels[row] == level) {
                final int room = room(row);
                if (room > cutRoom || room == cutRoom && left-- > 0) {
                    choice.add(row, coreCount);
                }
            } else if (levels[row] != NO_LEVEL && levels[row] < level) {
                choice.add(row, coreCount);
            }
        }
    }

    // ------------------------------------------------------------------ cores anywhere

    @Override
    public boolean chooseCores(final Demand demand, final NodeChoice choice) {
        int level = 0;
        while (sumAt(demand, level) < demand.coreCount()) {
            if (++level > demand.highestLevel()) {
                return false;
            }
        }
        choice.begin(level);
        addCores(demand, level, choice);
        return true;
    }

    private long sumAt(final Demand demand, final int level) {
        Arrays.fill(nodesWithCores, 0);
        long sum = 0;
        final int nodeCount = view.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            if (demand.admits(row)) {
                final int cores = demand.shareAt(row, level);
                nodesWithCores[cores]++;
                sum += cores;
            }
        }
        return sum;
    }

    /** Adds nodes with all they give, and the last of them with what is still missing. */
    private void addCores(final Demand demand, final int level, final NodeChoice choice) {
        int cut = nodesWithCores.length - 1;
        long missing = demand.coreCount();
        while (missing > (long) cut * nodesWithCores[cut]) {
            missing -= (long) cut * nodesWithCores[cut--];
        }
        final int nodeCount = view.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            if (demand.admits(row)) {
                final int cores = demand.shareAt(row, level);
                if (cores > cut) {
                    choice.add(row, cores);
                } else if (cores == cut && missing > 0) {
                    choice.add(row, (int) Math.min(cores, missing));
                    missing -= cores;
                }
            }
        }
    }
}
