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
 * An index that prefers nodes on which little is going on, around another that knows the least
 * level. A job of so many nodes, at the least level at which there are enough for it, is put on
 * those that have its cores at or below that level and
 *
 * <ol>
 *   <li>have the fewest busy processes per core, in sixteenths, rounded down;
 *   <li>of equal ones, come first in the balanced {@link NodeIndex order}.
 * </ol>
 *
 * <p>While no process of the machine is known to be idle, nodes are those of the balanced order;
 * jobs whose cores may be anywhere always are put as in that.
 *
 * <p>Cost: that of the other index while nothing is known to be idle. Else also a look at the nodes
 * that are less busy than those of the balanced order, up to the classes in which enough are found
 * or, where those of the balanced order are not equally busy, at all nodes of these classes. A node
 * changed O(1) beyond the other index. On the heap, a bit for each node there may be in each of 241
 * classes.
 */
public final class UtilisationIndex implements NodeIndex {
    private static final int PARTS_OF_PROCESS = 16;
    private static final int CLASS_COUNT = Cells.LEVEL_COUNT * PARTS_OF_PROCESS + 1;
    private static final int NONE = -1;

    private final NodeIndex index;
    private final MemoryClasses memories = new MemoryClasses();
    private ClusterView view;
    private RankedNodes ranked;
    private RowSet found;
    private long[][] members;
    private int[] memberCounts;
    private int[] classOfNode;
    private int[] idleOfNode;
    private long idleCount;
    private int nodeCount;

    /**
     * An index that is not yet attached.
     *
     * @param index that is not attached, and of no other use from now on.
     */
    public UtilisationIndex(final NodeIndex index) {
        this.index = index;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        index.attach(newView);
        final int capacity = newView.nodeCapacity();
        ranked = new RankedNodes(newView, memories);
        found = new RowSet(capacity);
        members = new long[CLASS_COUNT][capacity + Long.SIZE - 1 >> 6];
        memberCounts = new int[CLASS_COUNT];
        classOfNode = new int[capacity];
        idleOfNode = new int[capacity];
        memories.clear();
        idleCount = 0;
        nodeCount = 0;
        includeNodes(newView.nodeCount());
    }

    private void includeNodes(final int newCount) {
        for (; nodeCount < newCount; nodeCount++) {
            memories.include(view.memoryTotal(nodeCount));
            classOfNode[nodeCount] = NONE;
            classify(nodeCount);
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
        } else {
            classify(nodeRow);
        }
    }

    private void classify(final int nodeRow) {
        final int busy = view.busyProcessCount(nodeRow);
        final int idle = view.processCount(nodeRow) - busy;
        idleCount += idle - idleOfNode[nodeRow];
        idleOfNode[nodeRow] = idle;
        final int newClass = PARTS_OF_PROCESS * busy / view.nodeCoreCount(nodeRow);
        final int former = classOfNode[nodeRow];
        if (newClass != former) {
            if (former != NONE) {
                members[former][nodeRow >> 6] &= ~(1L << nodeRow);
                memberCounts[former]--;
            }
            members[newClass][nodeRow >> 6] |= 1L << nodeRow;
            memberCounts[newClass]++;
            classOfNode[nodeRow] = newClass;
        }
    }

    @Override
    public void close() {
        index.close();
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
        if (!index.chooseNodes(demand, order, filter, choice)) {
            return false;
        }
        if (idleCount > 0 && demand.key() == 0) {
            chooseLeastBusy(demand, order, filter, choice);
        }
        return true;
    }

    /** The balanced choice stands where no less busy node fits and all of it is equally busy. */
    private void chooseLeastBusy(
            final Demand demand,
            final NodeOrder order,
            final NodeFilter filter,
            final NodeChoice choice) {
        final int level = choice.level();
        final int balanced = commonClass(choice);
        int missing = demand.nodeCount();
        for (int each = 0; missing > 0; each++) {
            if (each == balanced && missing == demand.nodeCount()) {
                return;
            }
            if (memberCounts[each] > 0) {
                ranked.begin(demand, order);
                rank(demand, filter, level, members[each]);
                final int taken = Math.min(missing, ranked.count());
                if (taken > 0) {
                    ranked.addFirst(taken, found);
                }
                missing -= taken;
            }
        }
        choice.begin(level);
        found.drainTo(choice, demand);
    }

    /** The class of all nodes chosen, or none if there are several. */
    private int commonClass(final NodeChoice choice) {
        final int first = classOfNode[choice.nodeRow(0)];
        for (int i = 1; i < choice.nodeCount(); i++) {
            if (classOfNode[choice.nodeRow(i)] != first) {
                return NONE;
            }
        }
        return first;
    }

    /** Ranks those of some nodes that hold a share at a level. */
    private void rank(
            final Demand demand, final NodeFilter filter, final int level, final long[] nodes) {
        for (int word = 0; word < nodes.length; word++) {
            for (long left = nodes[word]; left != 0; left &= left - 1) {
                final int row = (word << 6) + Long.numberOfTrailingZeros(left);
                if (demand.shareAt(row, level) > 0 && demand.admits(row) && filter.allows(row)) {
                    ranked.add(row);
                }
            }
        }
    }
}
