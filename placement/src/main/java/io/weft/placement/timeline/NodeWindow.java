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
package io.weft.placement.timeline;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one node gives to a job for some time from some moment on, running jobs and reservations
 * counted: those cores that never have too many processes in all that time, and the least memory
 * and GPUs. Who is overdue ends in an instant.
 *
 * <p>Cost: to read a node, O(1) for each who is on it; a question, O(words) for each who is there
 * and each moment at which somebody comes.
 */
final class NodeWindow {
    /** The node never gives it. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int UNKNOWN = -1;
    private static final int LEVEL_COUNT = CorePlanes.COUNT_MAX;

    private final ClusterView view;
    private final PlanTable plans;
    private final UnsafeBuffer planes;
    private final long[] startsNs;
    private final long[] endsNs;
    private final int[] rows;
    private final long[] closed;
    private final long[][] atOrBelow = new long[LEVEL_COUNT][];
    private int nodeRow;
    private int allocationCount;
    private int count;
    private boolean isHeld;
    private long nowNs;
    private long memoryFree;
    private int gpusFree;
    private int lowestLevel;

    NodeWindow(
            final ClusterView view,
            final PlanTable plans,
            final Footprint footprint,
            final int planCapacity) {
        this.view = view;
        this.plans = plans;
        planes = footprint.allocate("window", view.planesLength());
        final int wordCount = view.maskWordCount();
        final int capacity = wordCount * Long.SIZE * CorePlanes.COUNT_MAX + planCapacity;
        startsNs = new long[capacity];
        endsNs = new long[capacity];
        rows = new int[capacity];
        closed = new long[wordCount];
        for (int level = 0; level < LEVEL_COUNT; level++) {
            atOrBelow[level] = new long[wordCount];
        }
    }

    /** Reads who is on a node and will be. */
    void read(final int newNodeRow, final long newNowNs) {
        nodeRow = newNodeRow;
        nowNs = newNowNs;
        count = 0;
        int allocation = view.nodeAllocationHead(nodeRow);
        while (allocation != ClusterView.NULL_ROW) {
            final long endNs = view.jobExpectedEndNs(view.allocationJob(allocation));
            add(allocation, nowNs, Math.max(nowNs + 1, endNs));
            allocation = view.allocationNextOnNode(allocation);
        }
        allocationCount = count;
        isHeld = count > 0 && view.nodeHolder(nodeRow) != ClusterView.NULL_ROW;
        int share = plans.nodeHead(nodeRow);
        while (share != PlanTable.NULL) {
            add(share, plans.shareStartNs(share), plans.shareEndNs(share));
            share = plans.nextOnNode(share);
        }
    }

    private void add(final int row, final long startNs, final long endNs) {
        rows[count] = row;
        startsNs[count] = startNs;
        endsNs[count] = endNs;
        count++;
    }

    /** The first time after some at which somebody is gone from the node. */
    long nextEndNs(final long timeNs) {
        long nextNs = NEVER;
        for (int i = 0; i < count; i++) {
            if (endsNs[i] > timeNs && endsNs[i] < nextNs) {
                nextNs = endsNs[i];
            }
        }
        return nextNs;
    }

    /** The earliest time from some on at which the node gives something for so long. */
    long earliest(
            final HeadDemand demand, final long fromNs, final long durationNs, final int level) {
        long timeNs = fromNs;
        while (timeNs != NEVER && share(demand, timeNs, timeNs + durationNs, level) == 0) {
            timeNs = nextEndNs(timeNs);
        }
        return timeNs;
    }

    /** What the node gives from a time until another, in the unit of the demand. */
    int share(final HeadDemand demand, final long fromNs, final long untilNs, final int level) {
        lowestLevel = level;
        return given(demand, fromNs, untilNs, level);
    }

    /** The same, to {@link #choose} from. */
    int shareToChoose(
            final HeadDemand demand, final long fromNs, final long untilNs, final int level) {
        lowestLevel = 0;
        return given(demand, fromNs, untilNs, level);
    }

    private int given(
            final HeadDemand demand, final long fromNs, final long untilNs, final int level) {
        if (isClosed(demand, fromNs, untilNs)) {
            return 0;
        }
        Arrays.fill(closed, 0);
        if (level == 0) {
            final int given = givenIdle(demand, fromNs, untilNs);
            if (given != UNKNOWN) {
                return given;
            }
        }
        memoryFree = Long.MAX_VALUE;
        gpusFree = Integer.MAX_VALUE;
        for (int each = lowestLevel; each <= level; each++) {
            Arrays.fill(atOrBelow[each], -1L);
        }
        look(fromNs, level);
        int given = given(demand, level);
        for (int i = allocationCount; i < count && given > 0; i++) {
            if (startsNs[i] > fromNs && startsNs[i] < untilNs) {
                look(startsNs[i], level);
                given = given(demand, level);
            }
        }
        return given;
    }

    /** The share of cores that nobody has in all that time, unless memory must be looked at. */
    private int givenIdle(final HeadDemand demand, final long fromNs, final long untilNs) {
        final long[] idle = atOrBelow[0];
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        Arrays.fill(idle, -1L);
        memoryFree = view.memoryTotal(nodeRow);
        gpusFree = view.gpusTotal(nodeRow);
        for (int i = 0; i < count; i++) {
            if (startsNs[i] < untilNs && endsNs[i] > fromNs) {
                for (int word = 0; word < wordCount; word++) {
                    idle[word] &= ~cores(i, word);
                }
            }
        }
        final int most = given(demand, 0);
        // As if all of them were there at once: if that is enough, it is enough.
        for (int i = 0; i < count; i++) {
            if (startsNs[i] < untilNs && endsNs[i] > fromNs) {
                memoryFree -= memory(i);
                gpusFree -= gpuCount(i);
            }
        }
        return most == 0 || given(demand, 0) == most ? most : UNKNOWN;
    }

    private int given(final HeadDemand demand, final int level) {
        final int coreCount = view.nodeCoreCount(nodeRow);
        final int wordCount = CorePlanes.wordCount(coreCount);
        int cores = 0;
        for (int word = 0; word < wordCount; word++) {
            cores += Long.bitCount(usable(word, level));
        }
        final int given = demand.share(cores, memoryFree, gpusFree);
        final boolean isPart = demand.isExclusive() && demand.isAnywhere() && given < coreCount;
        return isPart ? 0 : given;
    }

    /** Whether somebody wants the node alone while another is there. */
    private boolean isClosed(final HeadDemand demand, final long fromNs, final long untilNs) {
        for (int i = 0; i < count; i++) {
            if (startsNs[i] < untilNs && endsNs[i] > fromNs) {
                final boolean isAlone = i < allocationCount ? isHeld : plans.isAlone(rows[i]);
                if (isAlone || demand.isExclusive()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes into account who is there at a moment. */
    private void look(final long timeNs, final int level) {
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        long memory = view.memoryTotal(nodeRow);
        int gpus = view.gpusTotal(nodeRow);
        planes.setMemory(0, planes.capacity(), (byte) 0);
        for (int i = 0; i < count; i++) {
            if (startsNs[i] <= timeNs && timeNs < endsNs[i]) {
                memory -= memory(i);
                gpus -= gpuCount(i);
                for (int word = 0; word < wordCount; word++) {
                    CorePlanes.add(planes, 0, word, cores(i, word));
                }
            }
        }
        memoryFree = Math.min(memoryFree, memory);
        gpusFree = Math.min(gpusFree, gpus);
        for (int each = lowestLevel; each <= level; each++) {
            for (int word = 0; word < wordCount; word++) {
                atOrBelow[each][word] &= CorePlanes.atOrBelow(planes, 0, word, each);
            }
        }
        if (level > 0) {
            closeFull(timeNs, wordCount);
        }
    }

    /** Leaves alone the cores of reservations that would become slower than was planned. */
    private void closeFull(final long timeNs, final int wordCount) {
        for (int i = allocationCount; i < count; i++) {
            if (startsNs[i] <= timeNs && timeNs < endsNs[i]) {
                final int cap = plans.cap(rows[i]);
                for (int word = 0; word < wordCount; word++) {
                    final long open = CorePlanes.atOrBelow(planes, 0, word, cap - 1);
                    closed[word] |= cores(i, word) & ~open;
                }
            }
        }
    }

    private long memory(final int index) {
        return index < allocationCount
                ? view.allocationMemory(rows[index])
                : plans.memory(rows[index]);
    }

    private int gpuCount(final int index) {
        return index < allocationCount
                ? view.allocationGpus(rows[index])
                : plans.gpuCount(rows[index]);
    }

    private long cores(final int index, final int word) {
        return index < allocationCount
                ? view.allocationMask(rows[index], word)
                : plans.cores(rows[index], word);
    }

    private long usable(final int word, final int level) {
        final long valid = CorePlanes.validMask(view.nodeCoreCount(nodeRow), word);
        return atOrBelow[level][word] & ~closed[word] & valid;
    }

    /** Of the cores that are given, those that have the fewest processes, lowest numbers first. */
    void choose(final int coreCount, final int level, final long[] words) {
        Arrays.fill(words, 0);
        int missing = coreCount;
        for (int each = 0; each <= level && missing > 0; each++) {
            for (int word = 0; word < words.length && missing > 0; word++) {
                final long left = usable(word, each) & ~words[word];
                final long taken = CorePlanes.lowest(left, Math.min(missing, Long.bitCount(left)));
                words[word] |= taken;
                missing -= Long.bitCount(taken);
            }
        }
    }
}
