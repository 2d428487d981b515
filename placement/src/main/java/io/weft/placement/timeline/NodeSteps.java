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

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a node gives from now on, step by step: a step begins whenever somebody comes or is gone,
 * and the last goes on for ever. It is worked out once and kept until the node changes or somebody
 * on it becomes overdue, for {@value #KEPT_MAX} nodes at most, if they have no more steps than
 * common; otherwise it is worked out whenever the node is read.
 *
 * <pre>
 * a step
 * offset    bytes field
 *      0        8 timeNs
 *      8        8 memoryFree
 *     16        4 gpusFree
 *     20        4 flags
 *     24  8·l·w   usable     for each of l levels w words: cores with no more processes than the
 *                            level, and fewer than each reservation there was planned with
 * </pre>
 *
 * <p>Cost: to read a node that is kept, O(1); otherwise O(words) for each who comes or is gone, and
 * O(levels · words) a step.
 */
final class NodeSteps {
    private static final int TIME_OFFSET = 0;
    private static final int MEMORY_OFFSET = TIME_OFFSET + SIZE_OF_LONG;
    private static final int GPUS_OFFSET = MEMORY_OFFSET + SIZE_OF_LONG;
    private static final int FLAGS_OFFSET = GPUS_OFFSET + SIZE_OF_INT;
    private static final int USABLE_OFFSET = FLAGS_OFFSET + SIZE_OF_INT;

    private static final int SOMEBODY = 1;
    private static final int ALONE = 2;
    private static final int END = 4;

    private static final int KEPT_MAX = 8192;
    private static final int COMMON_STEPS = 96;
    private static final int COMMON_LEVELS = 4;

    private final ClusterView view;
    private final NodeVersions versions;
    private final NodeStays stays;
    private final int wordCount;
    private final UnsafeBuffer planes;
    private final UnsafeBuffer kept;
    private final UnsafeBuffer other;
    private final int slotCount;
    private final int slotLength;
    private final int[] ownersOfSlots;
    private final int[] countsOfSlots;
    private final long[] versionsOfSlots;
    private final long[] timesOfSlotsNs;
    private final long[] closed;
    private int levelCount;
    private int stepLength;
    private int nodeRow;
    private UnsafeBuffer steps;
    private int offset;
    private int count;
    private long memoryFree;
    private int gpusFree;
    private int presentCount;
    private int aloneCount;

    NodeSteps(
            final ClusterView view,
            final PlanTable plans,
            final NodeVersions versions,
            final Footprint footprint,
            final int planCapacity) {
        this.view = view;
        this.versions = versions;
        stays = new NodeStays(view, plans, planCapacity);
        wordCount = view.maskWordCount();
        planes = footprint.allocate("window", view.planesLength());
        slotCount = Math.min(view.nodeCapacity(), KEPT_MAX);
        slotLength = COMMON_STEPS * stepLength(COMMON_LEVELS);
        kept = footprint.allocate("node steps", (long) slotCount * slotLength);
        other =
                footprint.allocate(
                        "node steps",
                        (long) stays.timeCapacity() * stepLength(CorePlanes.COUNT_MAX));
        ownersOfSlots = new int[slotCount];
        countsOfSlots = new int[slotCount];
        versionsOfSlots = new long[slotCount];
        timesOfSlotsNs = new long[slotCount];
        closed = new long[wordCount];
        forgetAll();
    }

    private int stepLength(final int levels) {
        return USABLE_OFFSET + levels * wordCount * SIZE_OF_LONG;
    }

    private void forgetAll() {
        Arrays.fill(ownersOfSlots, ClusterView.NULL_ROW);
    }

    /** Says how many levels will be asked for; all is forgotten if they are others than before. */
    void begin(final int newLevelCount) {
        if (newLevelCount != levelCount) {
            levelCount = newLevelCount;
            stepLength = stepLength(levelCount);
            forgetAll();
        }
    }

    /** Turns to a node. */
    void read(final int newNodeRow, final long nowNs) {
        nodeRow = newNodeRow;
        final int slot = nodeRow % slotCount;
        if (isKept(slot, nowNs)) {
            return;
        }
        stays.read(nodeRow, nowNs);
        count = stays.timeCount();
        if (count * stepLength <= slotLength) {
            steps = kept;
            offset = slot * slotLength;
            ownersOfSlots[slot] = nodeRow;
            countsOfSlots[slot] = count;
            versionsOfSlots[slot] = versions.version(nodeRow);
            timesOfSlotsNs[slot] = nowNs;
        } else {
            steps = other;
            offset = 0;
        }
        build();
    }

    private boolean isKept(final int slot, final long nowNs) {
        if (ownersOfSlots[slot] != nodeRow || versionsOfSlots[slot] != versions.version(nodeRow)) {
            return false;
        }
        steps = kept;
        offset = slot * slotLength;
        count = countsOfSlots[slot];
        // Who is overdue, or has become so, is to end an instant after now, whenever that is.
        return timesOfSlotsNs[slot] == nowNs || count == 1 || timeNs(1) > nowNs;
    }

    private void build() {
        planes.setMemory(0, planes.capacity(), (byte) 0);
        memoryFree = view.memoryTotal(nodeRow);
        gpusFree = view.gpusTotal(nodeRow);
        presentCount = 0;
        aloneCount = 0;
        for (int step = 0; step < count; step++) {
            leave(step);
            come(step);
            write(step);
        }
    }

    private void leave(final int step) {
        int stay = stays.firstLeaving(step);
        while (stay != NodeStays.NULL) {
            count(stay, -1);
            for (int word = 0; word < wordCount; word++) {
                CorePlanes.remove(planes, 0, word, stays.cores(stay, word));
            }
            stay = stays.nextLeaving(stay);
        }
    }

    private void come(final int step) {
        int stay = stays.firstComing(step);
        while (stay != NodeStays.NULL) {
            count(stay, 1);
            for (int word = 0; word < wordCount; word++) {
                CorePlanes.add(planes, 0, word, stays.cores(stay, word));
            }
            stay = stays.nextComing(stay);
        }
    }

    private void count(final int stay, final int sign) {
        memoryFree -= sign * stays.memory(stay);
        gpusFree -= sign * stays.gpuCount(stay);
        presentCount += sign;
        aloneCount += stays.isAlone(stay) ? sign : 0;
    }

    private void write(final int step) {
        final int at = offset + step * stepLength;
        final long timeNs = stays.timeNs(step);
        final boolean isEnd = stays.firstLeaving(step) != NodeStays.NULL;
        steps.putLong(at + TIME_OFFSET, timeNs);
        steps.putLong(at + MEMORY_OFFSET, memoryFree);
        steps.putInt(at + GPUS_OFFSET, gpusFree);
        steps.putInt(
                at + FLAGS_OFFSET,
                (presentCount > 0 ? SOMEBODY : 0)
                        | (aloneCount > 0 ? ALONE : 0)
                        | (isEnd ? END : 0));
        closeFull(timeNs);
        final int coreCount = view.nodeCoreCount(nodeRow);
        for (int word = 0; word < wordCount; word++) {
            final long open = CorePlanes.validMask(coreCount, word) & ~closed[word];
            for (int level = 0; level < levelCount; level++) {
                steps.putLong(
                        at + usableOffset(level, word),
                        open & CorePlanes.atOrBelow(planes, 0, word, level));
            }
        }
    }

    /** Leaves alone the cores of reservations that would become slower than was planned. */
    private void closeFull(final long timeNs) {
        Arrays.fill(closed, 0);
        for (int stay = stays.firstPlanned(); stay < stays.count(); stay++) {
            if (stays.isThere(stay, timeNs)) {
                final int cap = stays.cap(stay);
                for (int word = 0; word < wordCount; word++) {
                    final long open = CorePlanes.atOrBelow(planes, 0, word, cap - 1);
                    closed[word] |= stays.cores(stay, word) & ~open;
                }
            }
        }
    }

    private int usableOffset(final int level, final int word) {
        return USABLE_OFFSET + (level * wordCount + word) * SIZE_OF_LONG;
    }

    // ------------------------------------------------------------------ the node that was read

    int nodeRow() {
        return nodeRow;
    }

    int count() {
        return count;
    }

    /** The step that a time from now on is in. */
    int stepAt(final long timeNs) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (timeNs(middle) <= timeNs) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    long timeNs(final int step) {
        return steps.getLong(offset + step * stepLength + TIME_OFFSET);
    }

    /** Whether somebody is gone when it begins. */
    boolean isEnd(final int step) {
        return (flags(step) & END) != 0;
    }

    /** Whether somebody wants the node alone while another is there. */
    boolean isClosed(final int step, final boolean isExclusive) {
        return (flags(step) & (isExclusive ? SOMEBODY | ALONE : ALONE)) != 0;
    }

    private int flags(final int step) {
        return steps.getInt(offset + step * stepLength + FLAGS_OFFSET);
    }

    long memoryFree(final int step) {
        return steps.getLong(offset + step * stepLength + MEMORY_OFFSET);
    }

    int gpusFree(final int step) {
        return steps.getInt(offset + step * stepLength + GPUS_OFFSET);
    }

    long usable(final int step, final int level, final int word) {
        return steps.getLong(offset + step * stepLength + usableOffset(level, word));
    }
}
