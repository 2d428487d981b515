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

/**
 * Looks in {@link Cells} for nodes that hold a share of a job: level by level, in the order that
 * {@link NodeIndex} states.
 */
final class CellSearch {
    /** What a cell costs beside its nodes, in looks at a node. */
    private static final int LOOKS_A_CELL = 4;

    private final ClusterView view;
    private final CellOrder ranks;
    private final MemoryClasses memories;
    private final NodeSets sets;
    private final RowSet found;
    private final OwnNodes own;
    private Cells cells;

    private Demand demand;
    private NodeOrder order;
    private NodeFilter filter;
    private int highestLevel;
    private boolean areAll;
    private int coreCount;
    private int coreClass;
    private int lastRank;
    private int lastSureRank;
    private long memory;
    private int gpuCount;
    private int level;
    private boolean keepsRows;
    private int missing;
    private int looksLeft;
    private int lastFound;

    CellSearch(
            final ClusterView view,
            final CellOrder ranks,
            final MemoryClasses memories,
            final NodeSets sets) {
        this.view = view;
        this.ranks = ranks;
        this.memories = memories;
        this.sets = sets;
        found = new RowSet(view.nodeCapacity());
        own = new OwnNodes(view);
    }

    /** From now on nodes are listed here. */
    void cells(final Cells newCells) {
        cells = newCells;
    }

    /**
     * See {@link NodeIndex#chooseNodes}; the sets were asked. Undefined when it {@link #isGivenUp}.
     */
    boolean chooseNodes(
            final Demand newDemand,
            final NodeOrder newOrder,
            final NodeFilter newFilter,
            final NodeChoice choice) {
        begin(newDemand, newOrder, newFilter);
        memory = newDemand.memoryOfShare();
        gpuCount = newDemand.gpusPerNode();
        final int count = newDemand.nodeCount();
        keepsRows = count > 1;
        search(count);
        if (missing > 0 || isGivenUp()) {
            found.clear();
            return false;
        }
        choice.begin(level);
        if (keepsRows) {
            found.drainTo(choice, demand);
        } else {
            choice.add(lastFound, demand.coresOn(lastFound));
        }
        return true;
    }

    /** The same for a job with a key: first nodes of the same key, then empty ones. */
    boolean chooseNodes(
            final Demand newDemand,
            final NodeOrder newOrder,
            final NodeFilter newFilter,
            final NodeChoice choice,
            final KeyedNodes keyed) {
        begin(newDemand, newOrder, newFilter);
        memory = newDemand.memoryOfShare();
        gpuCount = newDemand.gpusPerNode();
        keepsRows = true;
        own.begin(newDemand);
        keyed.collect(newDemand, newFilter, own);
        final int ownLevel = own.addFirst(newDemand.nodeCount(), found);
        missing = newDemand.nodeCount() - Math.min(own.count(), newDemand.nodeCount());
        looksLeft = 0;
        if (missing > 0) {
            search(missing);
        }
        if (missing > 0 || isGivenUp()) {
            found.clear();
            return false;
        }
        choice.begin(ownLevel);
        found.drainTo(choice, demand);
        return true;
    }

    private void begin(
            final Demand newDemand, final NodeOrder newOrder, final NodeFilter newFilter) {
        demand = newDemand;
        order = newOrder;
        filter = newFilter;
        highestLevel = newDemand.key() == 0 ? newDemand.highestLevel() : 0;
        areAll = sets.areAll();
        coreCount = newDemand.coreCount();
        final boolean isTooMuch = coreCount > view.maskWordCount() * Long.SIZE;
        coreClass = isTooMuch ? CoreClasses.COUNT : CoreClasses.of(coreCount);
        lastRank = isTooMuch ? Cells.NONE : ranks.lastRank(coreCount);
        lastSureRank = isTooMuch ? Cells.NONE : ranks.lastSureRank(coreCount);
    }

    /**
     * Counts nodes that hold a share, up to so many.
     *
     * @param newMemory that a share needs; the sets were asked.
     */
    int countUpTo(
            final Demand newDemand, final int need, final long newMemory, final int newGpuCount) {
        begin(newDemand, NodeOrder.BALANCED, NodeFilter.NONE);
        keepsRows = false;
        memory = newMemory;
        gpuCount = newGpuCount;
        search(need);
        return need - missing;
    }

    /**
     * Whether as many nodes were looked at, of those that the job may have and of others, as the
     * job may have at most; then it is quicker to look at just these.
     */
    boolean isGivenUp() {
        return looksLeft < 0;
    }

    /** Finds so many nodes; the level is then that of the last. */
    private void search(final int count) {
        missing = count;
        looksLeft = areAll ? Integer.MAX_VALUE : sets.leastCount();
        final int enough = memories.enough(memory);
        final int doubtful = memories.doubtful(memory);
        final long sure = enough < MemoryClasses.COUNT ? -1L << enough : 0;
        final long unsure = doubtful < MemoryClasses.COUNT ? 1L << doubtful : 0;
        for (level = 0; level <= highestLevel; level++) {
            final long present = cells.memoriesOfLevel(level);
            if ((present & sure) != 0 && searchLevel(present & sure)
                    || (present & unsure) != 0 && searchLevel(unsure)) {
                return;
            }
        }
    }

    /** Nodes of some memory classes, rank by rank; true when none is missing any more. */
    private boolean searchLevel(final long memoryClasses) {
        return order.isFullestFirst()
                ? searchDown(lastSureRank, 0, memoryClasses)
                        || searchDown(lastRank, lastSureRank + 1, memoryClasses)
                : searchUp(memoryClasses);
    }

    private boolean searchUp(final long memoryClasses) {
        for (int word = 0; word <= lastRank >> 6; word++) {
            long left = cells.ranks(level, memoryClasses, word);
            while (left != 0) {
                final int rank = (word << 6) + Long.numberOfTrailingZeros(left);
                if (rank > lastRank) {
                    return false;
                }
                if (mayHold(rank) && searchRank(rank, memoryClasses)) {
                    return true;
                }
                left &= left - 1;
            }
        }
        return false;
    }

    private boolean searchDown(final int fromRank, final int toRank, final long memoryClasses) {
        for (int word = fromRank >> 6; word >= toRank >> 6; word--) {
            long left = cells.ranks(level, memoryClasses, word);
            while (left != 0) {
                final int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(left);
                final int rank = (word << 6) + bit;
                if (rank < toRank) {
                    return false;
                }
                if (rank <= fromRank && mayHold(rank) && searchRank(rank, memoryClasses)) {
                    return true;
                }
                left ^= 1L << bit;
            }
        }
        return false;
    }

    private boolean mayHold(final int rank) {
        return demand.isExclusive() || demand.key() != 0
                ? ranks.isWhole(rank)
                : !ranks.isBelow(rank, coreClass);
    }

    private boolean searchRank(final int rank, final long memoryClasses) {
        long present = cells.memoriesOfRank(level, rank) & memoryClasses;
        while (present != 0) {
            final long bit =
                    order.isMostMemoryFirst()
                            ? Long.highestOneBit(present)
                            : Long.lowestOneBit(present);
            final int cell = Cells.cell(rank, Long.numberOfTrailingZeros(bit));
            if (cells.memoryMost(level, cell) >= memory
                    && (areAll ? searchCell(cell) : searchCellOfSets(cell))) {
                return true;
            }
            present ^= bit;
        }
        return false;
    }

    private boolean searchCell(final int cell) {
        long most = 0;
        int row = cells.nextNode(level, cell, 0);
        while (row != Cells.NONE) {
            if (fits(row) && take(row)) {
                return true;
            }
            most = Math.max(most, view.memoryFree(row));
            row = cells.nextNode(level, cell, row + 1);
        }
        cells.memoryMost(level, cell, most);
        return false;
    }

    private boolean searchCellOfSets(final int cell) {
        int row = cells.nextNode(level, cell, 0, sets);
        looksLeft -= LOOKS_A_CELL;
        while (row != Cells.NONE) {
            if (--looksLeft < 0) {
                return true;
            }
            if (demand.belongs(row) && view.gpusFree(row) >= gpuCount && fits(row) && take(row)) {
                return true;
            }
            row = cells.nextNode(level, cell, row + 1, sets);
        }
        return false;
    }

    private boolean fits(final int nodeRow) {
        return view.coresAtOrBelow(nodeRow, level) >= coreCount
                && (level == 0 || view.coresAtOrBelow(nodeRow, level - 1) < coreCount)
                && view.memoryFree(nodeRow) >= memory
                && (filter == NodeFilter.NONE || filter.allows(nodeRow))
                && (demand.key() == 0 || view.nodeJobCount(nodeRow) == 0);
    }

    /** True when none is missing any more. */
    private boolean take(final int nodeRow) {
        if (keepsRows) {
            found.add(nodeRow);
        }
        lastFound = nodeRow;
        return --missing == 0;
    }
}
