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
 * Nodes that hold a share of a job, collected in the order of rows, each with a number by the
 * {@link NodeIndex order}; the lowest numbers are found by counting digits, never by sorting.
 *
 * <p>Cost: O(1) a node collected, O(nodes collected) to choose; nothing is allocated after
 * construction.
 */
final class RankedNodes {
    private static final int DIGIT_BITS = 7;
    private static final int KEY_BITS = 4 * DIGIT_BITS;
    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;
    private static final int LEVEL_SHIFT = 3 * DIGIT_BITS + 1;
    private static final int WHOLE_CLASS_LEAST = 1;

    private final ClusterView view;
    private final MemoryClasses memories;
    private final int[] nodesWithDigit = new int[1 << DIGIT_BITS];
    private final int[] nodeRows;
    private final int[] keys;
    private Demand demand;
    private NodeOrder order;
    private int enough;
    private int count;

    RankedNodes(final ClusterView view, final MemoryClasses memories) {
        this.view = view;
        this.memories = memories;
        nodeRows = new int[view.nodeCapacity()];
        keys = new int[view.nodeCapacity()];
    }

    /** Forgets all nodes; the next ones are for this job. */
    void begin(final Demand newDemand, final NodeOrder newOrder) {
        demand = newDemand;
        order = newOrder;
        enough = memories.enough(newDemand.memoryOfShare());
        count = 0;
    }

    /** Adds a node, of a higher row than the one before, that holds a share. */
    void add(final int nodeRow) {
        nodeRows[count] = nodeRow;
        keys[count++] = key(nodeRow);
    }

    int count() {
        return count;
    }

    private int key(final int nodeRow) {
        final int coreCount = demand.coreCount();
        int level = 0;
        int below = 0;
        int upTo = view.coresAtOrBelow(nodeRow, 0);
        while (upTo < coreCount) {
            below = upTo;
            upTo = view.coresAtOrBelow(nodeRow, ++level);
        }
        final boolean isWhole = upTo == view.nodeCoreCount(nodeRow);
        final int wholeClass = isWhole ? WHOLE_CLASS_LEAST + CoreClasses.of(below) : 0;
        final int memoryClass = memories.of(view.memoryFree(nodeRow));
        int key = (level << 1) + (memoryClass >= enough ? 0 : 1);
        key = (key << DIGIT_BITS) + coreDigit(CoreClasses.of(upTo), coreCount);
        key =
                (key << DIGIT_BITS)
                        + (order.isFullestFirst() ? wholeClass : CoreClasses.COUNT - wholeClass);
        return (key << DIGIT_BITS)
                + (order.isMostMemoryFirst() ? MemoryClasses.COUNT - memoryClass : memoryClass);
    }

    private int coreDigit(final int coreClass, final int coreCount) {
        if (!order.isFullestFirst()) {
            return CoreClasses.COUNT - coreClass;
        }
        return coreClass < CoreClasses.enough(coreCount) ? CoreClasses.COUNT : coreClass;
    }

    /** Adds the first so many nodes, at least one, to a set; answers the level of the last. */
    int addFirst(final int nodeCount, final RowSet found) {
        final int cut = keyAt(nodeCount);
        int left = nodeCount;
        for (int i = 0; i < count; i++) {
            left -= keys[i] < cut ? 1 : 0;
        }
        for (int i = 0; i < count; i++) {
            if (keys[i] < cut || keys[i] == cut && left-- > 0) {
                found.add(nodeRows[i]);
            }
        }
        return cut >>> LEVEL_SHIFT;
    }

    /** The key that so many nodes reach or stay below, as few as possible below it. */
    private int keyAt(final int nodeCount) {
        if (nodeCount == 1) {
            return leastKey();
        }
        int key = 0;
        int left = nodeCount;
        for (int shift = KEY_BITS - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            countDigits(key, shift);
            int digit = 0;
            while (left > nodesWithDigit[digit]) {
                left -= nodesWithDigit[digit++];
            }
            key |= digit << shift;
        }
        return key;
    }

    private int leastKey() {
        int least = keys[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, keys[i]);
        }
        return least;
    }

    /** Counts nodes by one digit, of those whose higher digits are the ones given. */
    private void countDigits(final int higherDigits, final int shift) {
        Arrays.fill(nodesWithDigit, 0);
        for (int i = 0; i < count; i++) {
            if ((keys[i] ^ higherDigits) >>> shift + DIGIT_BITS == 0) {
                nodesWithDigit[keys[i] >>> shift & DIGIT_MASK]++;
            }
        }
    }
}
