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
 * node are evenly used. Nodes that are not up are not listed.
 *
 * <p>Cost: a job of n nodes O(n) and what is looked at in vain: nodes of the one memory class in
 * which the job's memory lies, nodes without the queue, features or GPUs, nodes that a filter
 * leaves out. A node changed O(levels at which it is listed). A job whose cores may be anywhere
 * O(nodes). When a node is the first of its size, or has more memory than all before, the index is
 * built again, and that allocates.
 */
public final class CellIndex implements NodeIndex {
    private final Footprint footprint = new Footprint();
    private final ScanIndex scan = new ScanIndex();
    private final CellOrder order = new CellOrder();
    private final MemoryClasses memories = new MemoryClasses();
    private ClusterView view;
    private Cells cells;
    private RowSet found;
    private int nodeCount;

    private Demand demand;
    private NodeFilter filter;
    private int coreCount;
    private int coreClass;
    private int lastRank;
    private long memory;
    private int gpuCount;
    private int level;
    private boolean keepsRows;
    private int missing;
    private int lastFound;

    /** An index that is not yet attached. */
    public CellIndex() {}

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        scan.attach(newView);
        found = new RowSet(newView.nodeCapacity());
        order.clear();
        memories.clear();
        nodeCount = 0;
        includeNodes(newView.nodeCount());
        rebuild();
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        scan.onNodeChanged(nodeRow);
        if (nodeRow >= nodeCount && includeNodes(nodeRow + 1)) {
            rebuild();
        } else if (cells != null) {
            list(nodeRow);
        }
    }

    @Override
    public void close() {
        cells = null;
        footprint.close();
    }

    /**
     * Memory off the heap.
     *
     * @return bytes.
     */
    public long footprintBytes() {
        return footprint.totalBytes();
    }

    // ------------------------------------------------------------------ building

    /** Takes nodes into account up to a row; true when the cells are others than before. */
    private boolean includeNodes(final int newCount) {
        boolean isChanged = false;
        for (; nodeCount < newCount; nodeCount++) {
            isChanged |= order.include(view.nodeCoreCount(nodeCount));
            isChanged |= memories.include(view.memoryTotal(nodeCount));
        }
        return isChanged;
    }

    private void rebuild() {
        close();
        if (order.rankCount() <= Cells.RANK_COUNT_MAX
                && view.nodeCapacity() <= Cells.NODE_COUNT_MAX) {
            cells = new Cells(footprint, view.nodeCapacity(), order.rankCount());
            for (int row = 0; row < nodeCount; row++) {
                list(row);
            }
        }
    }

    private void list(final int nodeRow) {
        int levels = 0;
        if (view.isNodeUp(nodeRow)) {
            final long memoryFree = view.memoryFree(nodeRow);
            final int nodeCores = view.nodeCoreCount(nodeRow);
            final int memoryClass = memories.of(memoryFree);
            int below = 0;
            for (int each = 0; below < nodeCores && each < Cells.LEVEL_COUNT; each++) {
                final int upTo = view.coresAtOrBelow(nodeRow, each);
                if (upTo > below) {
                    levels |= 1 << each;
                    final int rank = order.rank(below, upTo, nodeCores);
                    cells.list(nodeRow, each, Cells.cell(rank, memoryClass), memoryFree);
                }
                below = upTo;
            }
        }
        cells.levelsOf(nodeRow, levels);
    }

    // ------------------------------------------------------------------ nodes

    @Override
    public boolean chooseNodes(
            final Demand newDemand, final NodeFilter newFilter, final NodeChoice choice) {
        if (cells == null) {
            return scan.chooseNodes(newDemand, newFilter, choice);
        }
        begin(newDemand, newFilter);
        memory = newDemand.memoryOfShare();
        gpuCount = newDemand.gpusPerNode();
        final int count = newDemand.nodeCount();
        keepsRows = count > 1;
        search(count);
        if (missing > 0) {
            found.clear();
            return false;
        }
        choice.begin(level);
        if (keepsRows) {
            found.drainTo(choice, coreCount);
        } else {
            choice.add(lastFound, coreCount);
        }
        return true;
    }

    private void begin(final Demand newDemand, final NodeFilter newFilter) {
        demand = newDemand;
        filter = newFilter;
        coreCount = newDemand.coreCount();
        final boolean isTooMuch = coreCount > view.maskWordCount() * Long.SIZE;
        coreClass = isTooMuch ? CoreClasses.COUNT : CoreClasses.of(coreCount);
        lastRank = isTooMuch ? Cells.NONE : order.lastRank(coreCount);
    }

    /** Finds so many nodes; the level is then that of the last. */
    private void search(final int count) {
        missing = count;
        final int enough = memories.enough(memory);
        final int doubtful = memories.doubtful(memory);
        final long sure = enough < MemoryClasses.COUNT ? -1L << enough : 0;
        final long unsure = doubtful < MemoryClasses.COUNT ? 1L << doubtful : 0;
        for (level = 0; level <= demand.highestLevel(); level++) {
            final long present = cells.memoriesOfLevel(level);
            if ((present & sure) != 0 && searchRanks(present & sure)
                    || (present & unsure) != 0 && searchRanks(unsure)) {
                return;
            }
        }
    }

    /** Nodes of some memory classes, rank by rank; true when none is missing any more. */
    private boolean searchRanks(final long memoryClasses) {
        for (int word = 0; word <= lastRank >> 6; word++) {
            long ranks = cells.ranks(level, memoryClasses, word);
            while (ranks != 0) {
                final int rank = (word << 6) + Long.numberOfTrailingZeros(ranks);
                if (rank > lastRank) {
                    return false;
                }
                if (!order.isBelow(rank, coreClass) && searchRank(rank, memoryClasses)) {
                    return true;
                }
                ranks &= ranks - 1;
            }
        }
        return false;
    }

    private boolean searchRank(final int rank, final long memoryClasses) {
        long present = cells.memoriesOfRank(level, rank) & memoryClasses;
        while (present != 0) {
            final int cell = Cells.cell(rank, Long.numberOfTrailingZeros(present));
            if (cells.memoryMost(level, cell) >= memory && searchCell(cell)) {
                return true;
            }
            present &= present - 1;
        }
        return false;
    }

    private boolean searchCell(final int cell) {
        long most = 0;
        int row = cells.nextNode(level, cell, 0);
        while (row != Cells.NONE) {
            if (fits(row)) {
                take(row);
                if (missing == 0) {
                    return true;
                }
            }
            most = Math.max(most, view.memoryFree(row));
            row = cells.nextNode(level, cell, row + 1);
        }
        cells.memoryMost(level, cell, most);
        return false;
    }

    private void take(final int nodeRow) {
        if (keepsRows) {
            found.add(nodeRow);
        }
        lastFound = nodeRow;
        missing--;
    }

    private boolean fits(final int nodeRow) {
        return view.coresAtOrBelow(nodeRow, level) >= coreCount
                && (level == 0 || view.coresAtOrBelow(nodeRow, level - 1) < coreCount)
                && view.memoryFree(nodeRow) >= memory
                && view.gpusFree(nodeRow) >= gpuCount
                && demand.belongs(nodeRow)
                && (filter == NodeFilter.NONE || filter.allows(nodeRow));
    }

    // ------------------------------------------------------------------ counting

    @Override
    public void count(final Demand newDemand, final Supply supply) {
        if (cells == null || newDemand.isAnywhere()) {
            scan.count(newDemand, supply);
            return;
        }
        begin(newDemand, NodeFilter.NONE);
        keepsRows = false;
        final int need = newDemand.nodeCount();
        final int withCores = countUpTo(need, 0, 0);
        final int withMemory = countUpTo(need, newDemand.memoryOfShare(), 0);
        final int gpus = newDemand.gpusPerNode();
        final int complete = gpus == 0 ? withMemory : countUpTo(need, memory, gpus);
        supply.set(withCores, withMemory, complete, withMemory);
    }

    private int countUpTo(final int need, final long newMemory, final int newGpuCount) {
        memory = newMemory;
        gpuCount = newGpuCount;
        search(need);
        return need - missing;
    }

    // ------------------------------------------------------------------ cores anywhere

    @Override
    public boolean chooseCores(final Demand newDemand, final NodeChoice choice) {
        return scan.chooseCores(newDemand, choice);
    }
}
