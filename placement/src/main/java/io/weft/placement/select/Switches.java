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
import java.util.Arrays;
import org.agrona.collections.Hashing;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The nodes of each switch, and how many cores they have at or below each level, as far as they
 * take jobs: they are up, nobody holds them, and they have no key. Switches are numbered in the
 * order of their first nodes.
 *
 * <p>Off the heap: 92 bytes for each node there may be. Cost: O(levels) a node changed; nothing is
 * allocated after {@link #attach}.
 */
final class Switches {
    /** No node. */
    static final int NONE = -1;

    private static final int LEVEL_COUNT = Cells.LEVEL_COUNT;
    private static final int SUMS_LENGTH = LEVEL_COUNT * Integer.BYTES;
    private static final int OPEN_OFFSET = LEVEL_COUNT * Short.BYTES;
    private static final int SHARES_LENGTH = OPEN_OFFSET + Short.BYTES;

    private ClusterView view;
    private UnsafeBuffer sums;
    private UnsafeBuffer shares;
    private int[] openCounts;
    private int[] switchOfNode;
    private int[] firstNodes;
    private int[] lastNodes;
    private int[] nextNodes;
    private int[] buckets;
    private int switchCount;
    private int nodeCount;

    void attach(final ClusterView newView, final Footprint footprint) {
        view = newView;
        final int capacity = newView.nodeCapacity();
        sums = footprint.allocate("switches", (long) capacity * SUMS_LENGTH);
        shares = footprint.allocate("cores of switches", (long) capacity * SHARES_LENGTH);
        openCounts = new int[capacity];
        switchOfNode = new int[capacity];
        firstNodes = new int[capacity];
        lastNodes = new int[capacity];
        nextNodes = new int[capacity];
        buckets = new int[Integer.highestOneBit(capacity) << 2];
        Arrays.fill(buckets, NONE);
        switchCount = 0;
        nodeCount = 0;
        include(newView.nodeCount());
    }

    /** Takes nodes into account up to a row. */
    void include(final int newCount) {
        for (; nodeCount < newCount; nodeCount++) {
            final int row = switchOf(view.nodeSwitch(nodeCount));
            switchOfNode[nodeCount] = row;
            nextNodes[nodeCount] = NONE;
            if (lastNodes[row] != nodeCount) {
                nextNodes[lastNodes[row]] = nodeCount;
                lastNodes[row] = nodeCount;
            }
            onNodeChanged(nodeCount);
        }
    }

    /** Number of a switch; the node that comes next is its first if it is new. */
    private int switchOf(final int switchId) {
        final int mask = buckets.length - 1;
        int bucket = Hashing.hash(switchId) & mask;
        while (buckets[bucket] != NONE) {
            final int row = buckets[bucket];
            if (view.nodeSwitch(firstNodes[row]) == switchId) {
                return row;
            }
            bucket = bucket + 1 & mask;
        }
        buckets[bucket] = switchCount;
        firstNodes[switchCount] = nodeCount;
        lastNodes[switchCount] = nodeCount;
        return switchCount++;
    }

    /** Something of a node was taken or given back, or its state has changed. */
    void onNodeChanged(final int nodeRow) {
        final boolean isOpen =
                view.isNodeUp(nodeRow)
                        && view.nodeHolder(nodeRow) == ClusterView.NULL_ROW
                        && view.nodeKey(nodeRow) == 0;
        final boolean wasOpen = shares.getShort(nodeRow * SHARES_LENGTH + OPEN_OFFSET) != 0;
        if (isOpen != wasOpen) {
            openCounts[switchOfNode[nodeRow]] += isOpen ? 1 : -1;
            shares.putShort(nodeRow * SHARES_LENGTH + OPEN_OFFSET, (short) (isOpen ? 1 : 0));
        }
        final int sumsAt = switchOfNode[nodeRow] * SUMS_LENGTH;
        final int sharesAt = nodeRow * SHARES_LENGTH;
        for (int level = 0; level < LEVEL_COUNT; level++) {
            final int cores = isOpen ? view.coresAtOrBelow(nodeRow, level) : 0;
            final int at = sharesAt + level * Short.BYTES;
            final int change = cores - shares.getShort(at);
            if (change != 0) {
                shares.putShort(at, (short) cores);
                final int sumAt = sumsAt + level * Integer.BYTES;
                sums.putInt(sumAt, sums.getInt(sumAt) + change);
            }
        }
    }

    /** Switches that there are. */
    int count() {
        return switchCount;
    }

    /** Nodes of a switch that take jobs. */
    int openCount(final int switchRow) {
        return openCounts[switchRow];
    }

    /** Cores at or below a level of the nodes of a switch that take jobs. */
    int coresAtOrBelow(final int switchRow, final int level) {
        return sums.getInt(switchRow * SUMS_LENGTH + level * Integer.BYTES);
    }

    /** First node of a switch. */
    int firstNode(final int switchRow) {
        return firstNodes[switchRow];
    }

    /** The next node of the same switch, or {@link #NONE}. */
    int nextNode(final int nodeRow) {
        return nextNodes[nodeRow];
    }
}
