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
 * An index that holds next to nothing and looks at the header of every node each time. It never
 * sorts: it gives every node that fits a number by the order, and finds the highest number to take
 * by counting digits.
 *
 * <p>Cost: O(nodes) for each question. That is the right choice up to about a hundred nodes.
 */
public final class ScanIndex implements NodeIndex {
    private static final int NO_KEY = Integer.MAX_VALUE;
    private static final int DIGIT_BITS = 7;
    private static final int KEY_BITS = 4 * DIGIT_BITS;
    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;
    private static final int LEVEL_SHIFT = 3 * DIGIT_BITS + 1;
    private static final int WHOLE_CLASS_LEAST = 1;

    private final MemoryClasses memories = new MemoryClasses();
    private final int[] nodesWithDigit = new int[1 << DIGIT_BITS];
    private ClusterView view;
    private int[] keys;
    private int[] nodesWithCores;
    private int nodeCount;

    /** An index that is not yet attached. */
    public ScanIndex() {}

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        keys = new int[newView.nodeCapacity()];
        nodesWithCores = new int[newView.maskWordCount() * Long.SIZE + 1];
        memories.clear();
        nodeCount = 0;
        includeNodes(newView.nodeCount());
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        includeNodes(nodeRow + 1);
    }

    private void includeNodes(final int newCount) {
        for (; nodeCount < newCount; nodeCount++) {
            memories.include(view.memoryTotal(nodeCount));
        }
    }

    @Override
    public void close() {
        // Nothing is held off the heap.
    }

    @Override
    public void count(final Demand demand, final Supply supply) {
        supply.clear();
        final int level = demand.highestLevel();
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
        if (findKeys(demand, filter) < demand.nodeCount()) {
            return false;
        }
        final int cut = keyAt(demand.nodeCount());
        choice.begin(cut >>> LEVEL_SHIFT);
        addNodes(demand, cut, choice);
        return true;
    }

    /** Gives every node that fits its number by the order; answers how many fit. */
    private int findKeys(final Demand demand, final NodeFilter filter) {
        final int highest = demand.highestLevel();
        final int enough = memories.enough(demand.memoryOfShare());
        int count = 0;
        for (int row = 0; row < nodeCount; row++) {
            keys[row] = NO_KEY;
            if (demand.shareAt(row, highest) > 0 && demand.admits(row) && filter.allows(row)) {
                keys[row] = key(row, demand.coreCount(), enough);
                count++;
            }
        }
        return count;
    }

    private int key(final int nodeRow, final int coreCount, final int enough) {
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
        key = (key << DIGIT_BITS) + CoreClasses.COUNT - CoreClasses.of(upTo);
        key = (key << DIGIT_BITS) + CoreClasses.COUNT - wholeClass;
        return (key << DIGIT_BITS) + memoryClass;
    }

    /** The key that so many nodes reach or stay below, as few as possible below it. */
    private int keyAt(final int count) {
        int key = 0;
        int left = count;
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

    /** Counts nodes by one digit, of those whose higher digits are the ones given. */
    private void countDigits(final int higherDigits, final int shift) {
        Arrays.fill(nodesWithDigit, 0);
        for (int row = 0; row < nodeCount; row++) {
            if (keys[row] != NO_KEY && (keys[row] ^ higherDigits) >>> shift + DIGIT_BITS == 0) {
                nodesWithDigit[keys[row] >>> shift & DIGIT_MASK]++;
            }
        }
    }

    /** Adds all nodes below a key, and as many as are then missing of those that have it. */
    private void addNodes(final Demand demand, final int cut, final NodeChoice choice) {
        int left = demand.nodeCount();
        for (int row = 0; row < nodeCount; row++) {
            left -= keys[row] < cut ? 1 : 0;
        }
        for (int row = 0; row < nodeCount; row++) {
            if (keys[row] < cut || keys[row] == cut && left-- > 0) {
                choice.add(row, demand.coreCount());
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
