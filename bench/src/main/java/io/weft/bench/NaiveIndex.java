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
package io.weft.bench;

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;
import io.weft.placement.select.Demand;
import io.weft.placement.select.NodeChoice;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.NodeOrder;
import io.weft.placement.select.Supply;
import java.util.Arrays;

/**
 * What one would write first: a byte for each core, all of them read for each decision. It knows
 * nothing of planes, headers or classes beyond the order that {@link NodeIndex} states, and chooses
 * as the others do; it is here to be compared with.
 *
 * <p>Only for jobs of so many nodes in the balanced order, with every node in the queue and no GPUs
 * asked for.
 */
final class NaiveIndex implements NodeIndex {
    private static final int LEVEL_COUNT = 16;
    private static final int MEMORY_CLASS_COUNT = 64;
    private static final int CORE_BITS = 7;
    private static final int CORE_MASK = (1 << CORE_BITS) - 1;
    private static final int MEMORY_BITS = 8;
    private static final int KEY_SHIFT = Integer.SIZE;

    private ClusterView view;
    private byte[] multiplicities;
    private int coresMax;
    private long[] candidates;
    private int[] chosen;
    private int lowestMemoryClass;
    private final int[] coresAt = new int[LEVEL_COUNT];

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        coresMax = newView.maskWordCount() * Long.SIZE;
        multiplicities = new byte[newView.nodeCapacity() * coresMax];
        candidates = new long[newView.nodeCapacity()];
        chosen = new int[newView.nodeCapacity()];
        lowestMemoryClass = 0;
        for (int row = 0; row < newView.nodeCount(); row++) {
            onNodeChanged(row);
        }
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        final int highestClass = quarterOfOctave(view.memoryTotal(nodeRow));
        lowestMemoryClass = Math.max(lowestMemoryClass, highestClass - (MEMORY_CLASS_COUNT - 1));
        final int offset = view.planesOffset(nodeRow);
        for (int core = 0; core < view.nodeCoreCount(nodeRow); core++) {
            int level = 0;
            while ((CorePlanes.at(view.planes(), offset, core / Long.SIZE, level) >>> core & 1)
                    == 0) {
                level++;
            }
            multiplicities[nodeRow * coresMax + core] = (byte) level;
        }
    }

    @Override
    public boolean chooseNodes(
            final Demand demand,
            final NodeOrder order,
            final NodeFilter filter,
            final NodeChoice choice) {
        int count = 0;
        for (int row = 0; row < view.nodeCount(); row++) {
            if (demand.admits(row)
                    && view.memoryFree(row) >= demand.memory(demand.coreCount())
                    && filter.allows(row)) {
                final int key = key(row, demand);
                if (key >= 0) {
                    candidates[count++] = (long) key << KEY_SHIFT | row;
                }
            }
        }
        if (count < demand.nodeCount()) {
            return false;
        }
        if (demand.nodeCount() == 1) {
            add(least(count), demand, choice);
        } else {
            Arrays.sort(candidates, 0, count);
            addSorted(demand, choice);
        }
        return true;
    }

    private long least(final int count) {
        long least = candidates[0];
        for (int i = 1; i < count; i++) {
            least = Math.min(least, candidates[i]);
        }
        return least;
    }

    private void add(final long candidate, final Demand demand, final NodeChoice choice) {
        choice.begin(level(candidate));
        choice.add((int) candidate, demand.coreCount());
    }

    private void addSorted(final Demand demand, final NodeChoice choice) {
        final int count = demand.nodeCount();
        choice.begin(level(candidates[count - 1]));
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) candidates[i];
        }
        Arrays.sort(chosen, 0, count);
        for (int i = 0; i < count; i++) {
            choice.add(chosen[i], demand.coreCount());
        }
    }

    /** Number of a node by the order, or -1 when it has too few cores. */
    private int key(final int nodeRow, final Demand demand) {
        Arrays.fill(coresAt, 0);
        final int from = nodeRow * coresMax;
        final int coreCount = view.nodeCoreCount(nodeRow);
        for (int core = 0; core < coreCount; core++) {
            coresAt[multiplicities[from + core]]++;
        }
        int below = 0;
        int upTo = coresAt[0];
        int level = 0;
        while (upTo < demand.coreCount()) {
            if (level == demand.highestLevel()) {
                return -1;
            }
            below = upTo;
            upTo += coresAt[++level];
        }
        final long memoryFree = view.memoryFree(nodeRow);
        final int memoryClass = Math.max(lowestMemoryClass, quarterOfOctave(memoryFree));
        final long known = memoryClass == lowestMemoryClass ? 0 : leastOf(memoryClass);
        final int wholeClass = upTo == coreCount ? 1 + coreClass(below) : 0;
        int key = level << 1 | (known < demand.memory(demand.coreCount()) ? 1 : 0);
        key = (key << CORE_BITS) + CORE_MASK - coreClass(upTo);
        key = (key << CORE_BITS) + CORE_MASK - wholeClass;
        return (key << MEMORY_BITS) + memoryClass;
    }

    private static int level(final long candidate) {
        return (int) (candidate >>> KEY_SHIFT + 1 + 2 * CORE_BITS + MEMORY_BITS);
    }

    /** Up to 15 each number is a class, then eight classes begin in each octave. */
    private static int coreClass(final int coreCount) {
        int row = 0;
        int start = 0;
        int width = 1;
        while (start + width <= coreCount) {
            start += width;
            row++;
            width = Math.max(1, Integer.highestOneBit(start) / 8);
        }
        return row;
    }

    private static int quarterOfOctave(final long memory) {
        if (memory < 4) {
            return 0;
        }
        final int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(memory);
        return (octave << 2) + (int) (memory >>> octave - 2 & 3);
    }

    private static long leastOf(final int quarter) {
        return quarter == 0 ? 0 : (4L + (quarter & 3)) << (quarter >> 2) - 2;
    }

    @Override
    public boolean chooseCores(
            final Demand demand, final NodeOrder order, final NodeChoice choice) {
        throw new UnsupportedOperationException("cores anywhere");
    }

    @Override
    public void count(final Demand demand, final Supply supply) {
        throw new UnsupportedOperationException("count");
    }

    @Override
    public void close() {
        // Nothing is held off the heap.
    }
}
