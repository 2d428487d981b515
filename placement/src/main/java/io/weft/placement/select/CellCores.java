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
 * Finds in {@link Cells} cores wherever they are. What a cell gives is known from the sum of its
 * gifts where its nodes have memory for all their cores, or for none; nodes are looked at only in
 * the other cells, and where they are chosen.
 *
 * <p>A gift at a level is what the node gives there beyond what it gives below; over the levels at
 * which a node is listed these add up to what it gives at the highest of them.
 */
final class CellCores {
    private static final long CORES = 0xFFFF_FFFFL;
    private static final int WALKED_SHARE_SHIFT = 3;

    private final ClusterView view;
    private final CellOrder ranks;
    private final MemoryClasses memories;
    private final CoreShares shares;
    private final long[] leastInMemory = new long[MemoryClasses.COUNT];
    private final long[] mostInMemory = new long[MemoryClasses.COUNT];
    private Cells cells;
    private int largestNode;

    private Demand demand;
    private long known;
    private long possible;
    private int walkedCount;
    private boolean isGivenUp;
    private int mostOfClass;
    private int enoughNodes;

    CellCores(final ClusterView view, final CellOrder ranks, final MemoryClasses memories) {
        this.view = view;
        this.ranks = ranks;
        this.memories = memories;
        shares = new CoreShares(view.nodeCapacity(), view.maskWordCount() * Long.SIZE);
    }

    /** From now on nodes are listed here, the largest with so many cores. */
    void cells(final Cells newCells, final int coreCount) {
        cells = newCells;
        largestNode = coreCount;
    }

    /** Whether so many nodes had to be looked at that it is quicker to look at all of them. */
    boolean isGivenUp() {
        return isGivenUp;
    }

    /**
     * See {@link NodeIndex#chooseCores}, for a job that may have all nodes. Undefined when it
     * {@link #isGivenUp}.
     */
    boolean chooseCores(final Demand newDemand, final NodeOrder order, final NodeChoice choice) {
        begin(newDemand);
        int level = 0;
        while (!hasEnoughAt(level)) {
            if (isGivenUp || ++level > demand.highestLevel()) {
                return false;
            }
        }
        final boolean isEven = order == NodeOrder.SPREAD && !demand.isExclusive();
        choice.begin(level);
        collect(level, isEven);
        if (isEven) {
            shares.shareEvenly(demand.coreCount(), choice);
        } else {
            shares.shareOut(demand.coreCount(), demand.isExclusive(), choice);
        }
        return true;
    }

    /** See {@link NodeIndex#count}, for a job that may have all nodes and asks for no GPU. */
    void count(final Demand newDemand, final Supply supply) {
        begin(newDemand);
        long withCores = 0;
        for (int level = 0; level <= demand.highestLevel(); level++) {
            withCores += demand.isExclusive() ? coresOfWholeNodes() : coresAt(level);
            estimate(level);
        }
        if ((known & CORES) < demand.coreCount()) {
            walk(demand.highestLevel());
        }
        final long cores = known & CORES;
        supply.set(withCores, cores, cores, (int) (known >>> Integer.SIZE));
    }

    private long coresAt(final int level) {
        long sum = 0;
        for (long left = cells.memoriesOfLevel(level); left != 0; left &= left - 1) {
            sum += cells.sumOfMemory(level, Long.numberOfTrailingZeros(left));
        }
        return sum & CORES;
    }

    private long coresOfWholeNodes() {
        long sum = 0;
        for (int rank = 0; rank < ranks.rankCount(); rank++) {
            if (ranks.isWhole(rank)) {
                for (long left = cells.memoriesOfRank(0, rank); left != 0; left &= left - 1) {
                    sum += cells.sumOfCell(0, Cells.cell(rank, Long.numberOfTrailingZeros(left)));
                }
            }
        }
        return sum & CORES;
    }

    // ------------------------------------------------------------------ adding up

    private void begin(final Demand newDemand) {
        demand = newDemand;
        known = 0;
        possible = 0;
        walkedCount = 0;
        isGivenUp = false;
        long present = 0;
        for (int level = 0; level <= demand.highestLevel(); level++) {
            present |= cells.memoriesOfLevel(level);
        }
        for (; present != 0; present &= present - 1) {
            final int memoryClass = Long.numberOfTrailingZeros(present);
            leastInMemory[memoryClass] = demand.coresInMemory(memories.least(memoryClass));
            mostInMemory[memoryClass] = demand.coresInMemory(memories.most(memoryClass));
        }
    }

    /** Whether there is enough at a level; asked for each, from 0. */
    private boolean hasEnoughAt(final int level) {
        estimate(level);
        final long need = demand.coreCount();
        if ((known & CORES) < need && need <= (possible & CORES)) {
            walk(level);
        }
        return (known & CORES) >= need;
    }

    /** Adds what is known and what is possible at a level, without a look at nodes. */
    private void estimate(final int level) {
        for (long left = cells.memoriesOfLevel(level); left != 0; left &= left - 1) {
            final int memoryClass = Long.numberOfTrailingZeros(left);
            if (leastInMemory[memoryClass] >= largestNode && !demand.isExclusive()) {
                final long sum = cells.sumOfMemory(level, memoryClass);
                known += sum;
                possible += sum;
            } else if (mostInMemory[memoryClass] > 0) {
                estimateRanks(level, memoryClass);
            }
        }
    }

    private void estimateRanks(final int level, final int memoryClass) {
        for (int word = 0; word <= ranks.rankCount() - 1 >> 6; word++) {
            long left = cells.ranks(level, 1L << memoryClass, word);
            for (; left != 0; left &= left - 1) {
                final int rank = (word << 6) + Long.numberOfTrailingZeros(left);
                if (!givesNothing(rank, memoryClass)) {
                    final long sum = cells.sumOfCell(level, Cells.cell(rank, memoryClass));
                    known += givesAll(rank, memoryClass) ? sum : 0;
                    possible += sum;
                }
            }
        }
    }

    private boolean givesAll(final int rank, final int memoryClass) {
        return leastInMemory[memoryClass] >= CoreClasses.most(ranks.upToClass(rank));
    }

    private boolean givesNothing(final int rank, final int memoryClass) {
        final long most = mostInMemory[memoryClass];
        if (demand.isExclusive()) {
            return !ranks.isWhole(rank) || most < CoreClasses.least(ranks.upToClass(rank));
        }
        return most <= CoreClasses.least(ranks.belowClassLeast(rank));
    }

    /** Looks at the nodes of all cells up to a level of which not enough is known. */
    private void walk(final int toLevel) {
        final long unknown = (possible & CORES) - (known & CORES);
        if (unknown > (possible & CORES) >> WALKED_SHARE_SHIFT) {
            isGivenUp = true;
            return;
        }
        for (; walkedCount <= toLevel; walkedCount++) {
            long left = cells.memoriesOfLevel(walkedCount);
            for (; left != 0; left &= left - 1) {
                final int memoryClass = Long.numberOfTrailingZeros(left);
                final boolean isKnown =
                        mostInMemory[memoryClass] == 0
                                || leastInMemory[memoryClass] >= largestNode
                                        && !demand.isExclusive();
                if (!isKnown) {
                    walkRanks(walkedCount, memoryClass);
                }
            }
        }
    }

    private void walkRanks(final int level, final int memoryClass) {
        for (int word = 0; word <= ranks.rankCount() - 1 >> 6; word++) {
            long left = cells.ranks(level, 1L << memoryClass, word);
            for (; left != 0; left &= left - 1) {
                final int rank = (word << 6) + Long.numberOfTrailingZeros(left);
                if (!givesNothing(rank, memoryClass) && !givesAll(rank, memoryClass)) {
                    final int cell = Cells.cell(rank, memoryClass);
                    final long sum = giftsOf(level, cell);
                    known += sum;
                    possible += sum - cells.sumOfCell(level, cell);
                }
            }
        }
    }

    private long giftsOf(final int level, final int cell) {
        long sum = 0;
        int row = cells.nextNode(level, cell, 0);
        while (row != Cells.NONE) {
            final int below = level == 0 ? 0 : view.coresAtOrBelow(row, level - 1);
            final long inMemory = demand.coresInMemory(view.memoryFree(row));
            final long upTo = cores(view.coresAtOrBelow(row, level), inMemory);
            sum += upTo - cores(below, inMemory);
            sum += below == 0 && upTo > 0 ? 1L << Integer.SIZE : 0;
            row = cells.nextNode(level, cell, row + 1);
        }
        return sum;
    }

    private long cores(final int cores, final long inMemory) {
        return demand.isExclusive() && inMemory < cores ? 0 : Math.min(cores, inMemory);
    }

    // ------------------------------------------------------------------ collecting

    /** Collects nodes until those that are not give too little to matter. */
    private void collect(final int level, final boolean isEven) {
        shares.clear();
        long settled = 0;
        int coreClass = CoreClasses.of(largestNode);
        while (settled < demand.coreCount() && coreClass > 0) {
            final int lastRank = ranks.lastRankOf(coreClass);
            final int most = Math.min(largestNode, CoreClasses.most(coreClass));
            mostOfClass = most;
            enoughNodes = isEven ? demand.coreCount() : 1 + (demand.coreCount() - 1) / most;
            for (int each = 0; each <= level; each++) {
                for (int rank = ranks.firstRankOf(coreClass); rank <= lastRank; rank++) {
                    collectRank(each, rank, level);
                }
            }
            for (int cores = CoreClasses.least(coreClass); cores <= most; cores++) {
                settled += (long) (isEven ? 1 : cores) * shares.nodesWith(cores);
            }
            coreClass--;
        }
    }

    private void collectRank(final int level, final int rank, final int highest) {
        if (demand.isExclusive() && !ranks.isWhole(rank)) {
            return;
        }
        for (long left = cells.memoriesOfRank(level, rank); left != 0; left &= left - 1) {
            final int memoryClass = Long.numberOfTrailingZeros(left);
            if (mostInMemory[memoryClass] > 0) {
                collectCell(level, Cells.cell(rank, memoryClass), highest);
            }
        }
    }

    /** Collects nodes of a cell, at most as many of those that give most as are enough alone. */
    private void collectCell(final int level, final int cell, final int highest) {
        final int higherLevels = (2 << highest) - (2 << level);
        int left = enoughNodes;
        int row = cells.nextNode(level, cell, 0);
        while (row != Cells.NONE && left > 0) {
            if ((cells.levelsOf(row) & higherLevels) == 0) {
                final long inMemory = demand.coresInMemory(view.memoryFree(row));
                final int given = (int) cores(view.coresAtOrBelow(row, level), inMemory);
                if (given > 0) {
                    shares.add(row, given);
                    left -= given == mostOfClass ? 1 : 0;
                }
            }
            row = cells.nextNode(level, cell, row + 1);
        }
    }
}
