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
 * An index that keeps the nodes of a job together, around another that knows the least level. A job
 * of n > 1 nodes, at the least level at which there are n nodes for it, is put
 *
 * <ol>
 *   <li>on one switch if one has n nodes for it at or below that level: of those switches the one
 *       that has the fewest cores left at or below the level, so that least is left over; of equal
 *       ones that with the lowest node row;
 *   <li>else on the switches with most cores left at or below the level, of equal ones those with
 *       the lowest node row; on all nodes there that have room for it, until n are found.
 * </ol>
 *
 * <p>Cores left are those of all nodes of the switch that are up and not held, whatever queues and
 * features they have. Of the last switch the nodes come in the balanced {@link NodeIndex order}.
 * Jobs of one node, those that run on the nodes of a reservation, and those that have a key are put
 * where they would be with {@link NodeOrder#PACKED}, so that switches keep whole nodes free; jobs
 * whose cores may be anywhere get the nodes with most cores.
 *
 * <p>Cost: that of the other index, O(switches), and a look at the nodes of each switch that has
 * enough cores for the job until one has enough nodes.
 */
public final class TopologyIndex implements NodeIndex {
    private final NodeIndex index;
    private final Footprint footprint = new Footprint();
    private final MemoryClasses memories = new MemoryClasses();
    private final Switches switches = new Switches();
    private ClusterView view;
    private RankedNodes ranked;
    private RowSet found;
    private SwitchHeap heap;
    private int nodeCount;

    /**
     * An index that is not yet attached.
     *
     * @param index that is not attached, and of no other use from now on.
     */
    public TopologyIndex(final NodeIndex index) {
        this.index = index;
    }

    @Override
    public void attach(final ClusterView newView) {
        footprint.close();
        view = newView;
        index.attach(newView);
        switches.attach(newView, footprint);
        ranked = new RankedNodes(newView, memories);
        found = new RowSet(newView.nodeCapacity());
        heap = new SwitchHeap(newView.nodeCapacity());
        memories.clear();
        nodeCount = 0;
        includeNodes(newView.nodeCount());
    }

    private void includeNodes(final int newCount) {
        for (; nodeCount < newCount; nodeCount++) {
            memories.include(view.memoryTotal(nodeCount));
        }
    }

    @Override
    public void onQueueChanged(final int queueRow) {
        index.onQueueChanged(queueRow);
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        index.onNodeChanged(nodeRow);
        if (nodeRow >= nodeCount) {
            includeNodes(nodeRow + 1);
            switches.include(nodeCount);
        } else {
            switches.onNodeChanged(nodeRow);
        }
    }

    @Override
    public void close() {
        index.close();
        footprint.close();
    }

    @Override
    public boolean chooseCores(
            final Demand demand, final NodeOrder order, final NodeChoice choice) {
        return index.chooseCores(demand, order, choice);
    }

    @Override
    public void count(final Demand demand, final Supply supply) {
        index.count(demand, supply);
    }

    @Override
    public boolean chooseNodes(
            final Demand demand,
            final NodeOrder order,
            final NodeFilter filter,
            final NodeChoice choice) {
        if (demand.nodeCount() == 1
                || demand.reservationRow() != ClusterView.NULL_ROW
                || demand.key() != 0) {
            return index.chooseNodes(demand, order, filter, choice);
        }
        if (!index.chooseNodes(demand, NodeOrder.BALANCED, filter, choice)) {
            return false;
        }
        final int level = choice.level();
        if (!findOneSwitch(demand, filter, level)) {
            findSwitches(demand, filter, level);
        }
        choice.begin(level);
        found.drainTo(choice, demand);
        return true;
    }

    private boolean findOneSwitch(final Demand demand, final NodeFilter filter, final int level) {
        final long need = (long) demand.nodeCount() * demand.coreCount();
        heap.clear();
        for (int row = 0; row < switches.count(); row++) {
            final int cores = switches.coresAtOrBelow(row, level);
            if (cores >= need && switches.openCount(row) >= demand.nodeCount()) {
                heap.add(cores, row);
            }
        }
        while (!heap.isEmpty()) {
            rank(demand, filter, level, heap.take());
            if (ranked.count() >= demand.nodeCount()) {
                ranked.addFirst(demand.nodeCount(), found);
                return true;
            }
        }
        return false;
    }

    private void findSwitches(final Demand demand, final NodeFilter filter, final int level) {
        heap.clear();
        for (int row = 0; row < switches.count(); row++) {
            final int cores = switches.coresAtOrBelow(row, level);
            if (cores >= demand.coreCount()) {
                heap.add(-cores, row);
            }
        }
        int missing = demand.nodeCount();
        while (missing > 0) {
            rank(demand, filter, level, heap.take());
            final int taken = Math.min(missing, ranked.count());
            if (taken > 0) {
                ranked.addFirst(taken, found);
            }
            missing -= taken;
        }
    }

    /** Ranks the nodes of a switch that hold a share at a level. */
    private void rank(
            final Demand demand, final NodeFilter filter, final int level, final int switchRow) {
        ranked.begin(demand, NodeOrder.BALANCED);
        int row = switches.firstNode(switchRow);
        while (row != Switches.NONE) {
            if (demand.shareAt(row, level) > 0 && demand.admits(row) && filter.allows(row)) {
                ranked.add(row);
            }
            row = switches.nextNode(row);
        }
    }
}
