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
 * An index that holds next to nothing and looks at the header of every node that the job may have
 * each time.
 *
 * <p>Cost: O(nodes of the job's queue, with its features and with GPUs if it asks for some) for
 * each question. That is the right choice up to about a hundred nodes.
 */
public final class ScanIndex implements NodeIndex {
    private final Footprint footprint = new Footprint();
    private final MemoryClasses memories;
    private final NodeSets sets;
    private final boolean isPart;
    private ClusterView view;
    private RankedNodes ranked;
    private RowSet found;
    private OwnNodes own;
    private CoreShares shares;
    private int nodeCount;

    /** An index that is not yet attached. */
    public ScanIndex() {
        this(new MemoryClasses(), new NodeSets(), false);
    }

    private ScanIndex(final MemoryClasses memories, final NodeSets sets, final boolean isPart) {
        this.memories = memories;
        this.sets = sets;
        this.isPart = isPart;
    }

    /** The scanning part of an index that keeps what both need up to date itself. */
    static ScanIndex partOf(final MemoryClasses memories, final NodeSets sets) {
        return new ScanIndex(memories, sets, true);
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        ranked = new RankedNodes(newView, memories);
        found = new RowSet(newView.nodeCapacity());
        own = new OwnNodes(newView);
        shares = new CoreShares(newView.nodeCapacity(), newView.maskWordCount() * Long.SIZE);
        if (!isPart) {
            close();
            sets.attach(newView, footprint);
            memories.clear();
            nodeCount = 0;
            includeNodes(newView.nodeCount());
        }
    }

    @Override
    public void onQueueChanged(final int queueRow) {
        sets.onQueueChanged(queueRow);
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        includeNodes(nodeRow + 1);
    }

    private void includeNodes(final int newCount) {
        for (; nodeCount < newCount; nodeCount++) {
            memories.include(view.memoryTotal(nodeCount));
        }
        sets.include(nodeCount);
    }

    @Override
    public void close() {
        footprint.close();
    }

    @Override
    public void count(final Demand demand, final Supply supply) {
        supply.clear();
        sets.ask(demand, false);
        for (int row = sets.next(0); row != NodeSets.NONE; row = sets.next(row + 1)) {
            if (demand.isOpen(row) && !demand.isClosed(row)) {
                demand.addTo(supply, row);
            }
        }
    }

    @Override
    public boolean chooseNodes(
            final Demand demand,
            final NodeOrder order,
            final NodeFilter filter,
            final NodeChoice choice) {
        sets.ask(demand, true);
        if (demand.key() != 0) {
            return chooseKeyed(demand, order, filter, choice);
        }
        final int highest = demand.highestLevel();
        ranked.begin(demand, order);
        for (int row = sets.next(0); row != NodeSets.NONE; row = sets.next(row + 1)) {
            if (demand.shareAt(row, highest) > 0 && demand.isOpen(row) && filter.allows(row)) {
                ranked.add(row);
            }
        }
        if (ranked.count() < demand.nodeCount()) {
            return false;
        }
        choice.begin(ranked.addFirst(demand.nodeCount(), found));
        found.drainTo(choice, demand);
        return true;
    }

    /** First nodes of its key, then empty ones. */
    private boolean chooseKeyed(
            final Demand demand,
            final NodeOrder order,
            final NodeFilter filter,
            final NodeChoice choice) {
        own.begin(demand);
        ranked.begin(demand, order);
        for (int row = sets.next(0); row != NodeSets.NONE; row = sets.next(row + 1)) {
            if (demand.shareAt(row, demand.highestLevel()) > 0
                    && demand.isOpen(row)
                    && filter.allows(row)) {
                if (view.nodeKey(row) == demand.key()) {
                    own.add(row);
                } else {
                    ranked.add(row);
                }
            }
        }
        final int missing = demand.nodeCount() - Math.min(own.count(), demand.nodeCount());
        if (ranked.count() < missing) {
            return false;
        }
        choice.begin(own.addFirst(demand.nodeCount(), found));
        if (missing > 0) {
            ranked.addFirst(missing, found);
        }
        found.drainTo(choice, demand);
        return true;
    }

    // ------------------------------------------------------------------ cores anywhere

    @Override
    public boolean chooseCores(
            final Demand demand, final NodeOrder order, final NodeChoice choice) {
        sets.ask(demand, true);
        int level = 0;
        while (collect(demand, level) < demand.coreCount()) {
            if (++level > demand.highestLevel()) {
                return false;
            }
        }
        choice.begin(level);
        if (order == NodeOrder.SPREAD && !demand.isExclusive()) {
            shares.shareEvenly(demand.coreCount(), choice);
        } else {
            shares.shareOut(demand.coreCount(), demand.isExclusive(), choice);
        }
        return true;
    }

    /** Collects what all nodes give at a level; answers how many cores that is. */
    private long collect(final Demand demand, final int level) {
        shares.clear();
        long sum = 0;
        for (int row = sets.next(0); row != NodeSets.NONE; row = sets.next(row + 1)) {
            final int cores = demand.isOpen(row) ? demand.shareAt(row, level) : 0;
            if (cores > 0) {
                shares.add(row, cores);
                sum += cores;
            }
        }
        return sum;
    }
}
