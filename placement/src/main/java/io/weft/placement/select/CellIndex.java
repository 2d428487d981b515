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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;

/**
 * An index that keeps nodes in {@link Cells} by level, {@link CellOrder rank} and memory class, so
 * that the first node in the order is found without looking at those before it in the row. A node
 * is listed at the levels that can be its own level for some job: one or two where the cores of a
 * node are evenly used. Nodes that take no job, because they are not up or one job holds them, are
 * not listed; nor are those that have a key, which are kept by key, see {@link KeyedNodes}.
 *
 * <p>Cost: a job of n nodes O(n) and what is looked at in vain: nodes of the one memory class in
 * which the job's memory lies, nodes that a filter leaves out. A job whose cores may be anywhere
 * O(cells), the nodes it gets, and nodes that have memory for some of their cores only; where those
 * are many, or where it may not have all nodes, O(nodes that it may have). A job of n nodes that
 * may have some of the nodes only, because of its queue, features or GPUs, never more than
 * O(those). A job of n nodes that has a key looks at the nodes of the same key besides, one whose
 * cores may be anywhere at all nodes. A node changed O(levels at which it is listed).
 *
 * <p>When a node is defined that has more memory than all before, all nodes are listed again. When
 * one is defined that is the first of its size, the cells are made again, and that allocates;
 * nothing else does. A machine of more than 131,072 nodes, or with so many sizes of nodes that
 * there are more than 1,023 ranks (a size of c cores has as many as c has classes below it, 65 for
 * 1,024 cores, and 64 belong to all of them), is scanned.
 */
public final class CellIndex implements NodeIndex {
    private static final int SCANNED_COUNT = 64;

    private final Footprint footprint = new Footprint();
    private final Footprint cellsFootprint = new Footprint();
    private final CellOrder ranks = new CellOrder();
    private final MemoryClasses memories = new MemoryClasses();
    private final NodeSets sets = new NodeSets();
    private final ScanIndex scan = ScanIndex.partOf(memories, sets);
    private final KeyedNodes keyed = new KeyedNodes();
    private ClusterView view;
    private Cells cells;
    private CellSearch search;
    private CellCores cores;
    private int nodeCount;
    private int largestNode;

    /** An index that is not yet attached. */
    public CellIndex() {}

    @Override
    public void attach(final ClusterView newView) {
        close();
        view = newView;
        sets.attach(newView, footprint);
        scan.attach(newView);
        keyed.attach(newView);
        search = new CellSearch(newView, ranks, memories, sets);
        cores = new CellCores(newView, ranks, memories);
        ranks.clear();
        memories.clear();
        nodeCount = 0;
        largestNode = 0;
        includeNodes(newView.nodeCount());
        makeCells();
        listAll();
    }

    @Override
    public void onQueueChanged(final int queueRow) {
        sets.onQueueChanged(queueRow);
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        keyed.onNodeChanged(nodeRow);
        if (nodeRow >= nodeCount) {
            onNodesAdded(nodeRow + 1);
        } else if (cells != null) {
            list(nodeRow);
        }
    }

    private void onNodesAdded(final int newCount) {
        final int rankCount = ranks.rankCount();
        final int first = nodeCount;
        final boolean areMemoriesOthers = includeNodes(newCount);
        if (ranks.rankCount() != rankCount) {
            makeCells();
            listAll();
        } else if (areMemoriesOthers && cells != null) {
            cells.clear();
            listAll();
        } else if (cells != null) {
            for (int row = first; row < newCount; row++) {
                list(row);
            }
        }
    }

    @Override
    public void close() {
        cells = null;
        cellsFootprint.close();
        footprint.close();
    }

    /**
     * Memory off the heap.
     *
     * @return bytes.
     */
    public long footprintBytes() {
        return footprint.totalBytes() + cellsFootprint.totalBytes();
    }

    // ------------------------------------------------------------------ building

    /** Takes nodes into account up to a row; true when memory classes are others than before. */
    private boolean includeNodes(final int newCount) {
        boolean areMemoriesOthers = false;
        for (; nodeCount < newCount; nodeCount++) {
            final int coreCount = view.nodeCoreCount(nodeCount);
            ranks.include(coreCount);
            largestNode = Math.max(largestNode, coreCount);
            areMemoriesOthers |= memories.include(view.memoryTotal(nodeCount));
        }
        sets.include(nodeCount);
        if (cores != null) {
            cores.cells(cells, largestNode);
        }
        return areMemoriesOthers;
    }

    private void makeCells() {
        cells = null;
        cellsFootprint.close();
        if (ranks.rankCount() <= Cells.RANK_COUNT_MAX
                && view.nodeCapacity() <= Cells.NODE_COUNT_MAX) {
            cells = new Cells(cellsFootprint, view.nodeCapacity(), ranks.rankCount());
        }
        search.cells(cells);
        cores.cells(cells, largestNode);
    }

    private void listAll() {
        for (int row = 0; cells != null && row < nodeCount; row++) {
            list(row);
        }
    }

    private void list(final int nodeRow) {
        int levels = 0;
        if (view.isNodeUp(nodeRow)
                && view.nodeHolder(nodeRow) == ClusterView.NULL_ROW
                && view.nodeKey(nodeRow) == 0) {
            final long memoryFree = view.memoryFree(nodeRow);
            final int nodeCores = view.nodeCoreCount(nodeRow);
            final int memoryClass = memories.of(memoryFree);
            int below = 0;
            for (int each = 0; below < nodeCores && each < Cells.LEVEL_COUNT; each++) {
                final int upTo = view.coresAtOrBelow(nodeRow, each);
                if (upTo > below) {
                    levels |= 1 << each;
                    final int cell = Cells.cell(ranks.rank(below, upTo, nodeCores), memoryClass);
                    cells.list(nodeRow, each, cell, memoryFree, upTo - below, below == 0);
                }
                below = upTo;
            }
        }
        cells.levelsOf(nodeRow, levels);
    }

    // ------------------------------------------------------------------ asking

    @Override
    public boolean chooseNodes(
            final Demand demand,
            final NodeOrder order,
            final NodeFilter filter,
            final NodeChoice choice) {
        sets.ask(demand, true);
        if (!isScanned(demand)) {
            final boolean isFound =
                    demand.key() == 0
                            ? search.chooseNodes(demand, order, filter, choice)
                            : search.chooseNodes(demand, order, filter, choice, keyed);
            if (!search.isGivenUp()) {
                return isFound;
            }
        }
        return scan.chooseNodes(demand, order, filter, choice);
    }

    @Override
    public boolean chooseCores(
            final Demand demand, final NodeOrder order, final NodeChoice choice) {
        sets.ask(demand, true);
        if (cells != null && sets.areAll() && !demand.isRestricted() && demand.key() == 0) {
            final boolean isFound = cores.chooseCores(demand, order, choice);
            if (!cores.isGivenUp()) {
                return isFound;
            }
        }
        return scan.chooseCores(demand, order, choice);
    }

    @Override
    public void count(final Demand demand, final Supply supply) {
        sets.ask(demand, false);
        final boolean isCounted =
                !isScanned(demand)
                        && !demand.ignoresKeys()
                        && (demand.isAnywhere()
                                ? countCores(demand, supply)
                                : countNodes(demand, supply));
        if (!isCounted) {
            sets.ask(demand, false);
            scan.count(demand, supply);
        }
    }

    /** False when it is quicker to look at all nodes. */
    private boolean countCores(final Demand demand, final Supply supply) {
        if (!sets.areAll() || demand.gpusPerNode() > 0 || demand.key() != 0) {
            return false;
        }
        cores.count(demand, supply);
        return !cores.isGivenUp();
    }

    /** False when it is quicker to look at all nodes that the job may have. */
    private boolean countNodes(final Demand demand, final Supply supply) {
        final int need = demand.nodeCount();
        final long memory = demand.memoryOfShare();
        int withCores = search.countUpTo(demand, need, 0, 0);
        boolean isGivenUp = search.isGivenUp();
        int withMemory = search.countUpTo(demand, need, memory, 0);
        isGivenUp |= search.isGivenUp();
        int complete = withMemory;
        if (demand.gpusPerNode() > 0) {
            sets.ask(demand, true);
            complete = search.countUpTo(demand, need, memory, demand.gpusPerNode());
            isGivenUp |= search.isGivenUp();
        }
        if (demand.key() != 0) {
            keyed.count(demand, supply);
            withCores += (int) supply.withCores();
            withMemory += (int) supply.withMemory();
            complete += (int) supply.complete();
        }
        supply.set(withCores, withMemory, complete, withMemory);
        return !isGivenUp;
    }

    /**
     * Whether so few nodes are asked that it is quickest to look at each, or the cells are others'.
     */
    private boolean isScanned(final Demand demand) {
        return cells == null
                || demand.isRestricted()
                || !sets.areAll() && sets.leastCount() <= SCANNED_COUNT;
    }
}
