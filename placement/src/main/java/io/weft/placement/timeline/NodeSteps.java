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
import static org.agrona.BitUtil.SIZE_OF_SHORT;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a node gives from now on, step by step: a step begins whenever somebody comes or is gone,
 * and the last goes on for ever. It is worked out once and kept until the node changes, somebody on
 * it becomes overdue, or a reservation goes; one that comes is put in. What is kept has memory for
 * {@value #COMMON_STEPS} steps a node, for {@value #KEPT_MAX} nodes at most; when that is used up,
 * all is forgotten.
 *
 * <pre>
 * a step
 * offset    bytes field
 *      0        8 timeNs
 *      8        8 memoryFree
 *     16        4 gpusFree
 *     20        4 flags
 *     24        4 given      scratch of a search
 *     28        4 zero
 *     32        8 key        of who is there, if somebody is
 *     40      2·l counts     for each of l levels: cores that are open and not closed
 *      …  8·l·w open         for each of l levels w words: cores with no more processes
 *      …  8·l·w planned      for each multiplicity below l: cores of reservations that were planned
 *                            with it; then all cores that one of them closes to others
 * </pre>
 *
 * <p>Cost: to read a node that is kept, O(1); otherwise O(levels · words) for each who runs there,
 * and what it costs to put in each reservation: O(levels) for each of its words and each step while
 * it lasts, and a move of the steps behind.
 */
final class NodeSteps {
    /** What {@link #given} answers as long as nothing was put there. */
    static final int UNKNOWN = Integer.MAX_VALUE;

    private static final int TIME_OFFSET = 0;
    private static final int MEMORY_OFFSET = TIME_OFFSET + SIZE_OF_LONG;
    private static final int GPUS_OFFSET = MEMORY_OFFSET + SIZE_OF_LONG;
    private static final int FLAGS_OFFSET = GPUS_OFFSET + SIZE_OF_INT;
    private static final int GIVEN_OFFSET = FLAGS_OFFSET + SIZE_OF_INT;
    private static final int KEY_OFFSET = GIVEN_OFFSET + 2 * SIZE_OF_INT;
    private static final int COUNTS_OFFSET = KEY_OFFSET + SIZE_OF_LONG;

    private static final int SOMEBODY = 1;
    private static final int ALONE = 2;
    private static final int END = 4;
    private static final int ABSENT = 8;

    private static final int KEPT_MAX = 8192;
    private static final int COMMON_STEPS = 64;
    private static final int COMMON_LEVELS = 4;
    private static final int BYTES_A_NODE = 2 * Integer.BYTES + 2 * Long.BYTES;
    private static final long NO_VERSION = -1;

    private final ClusterView view;
    private final PlanTable plans;
    private final NodeVersions versions;
    private final NodeStays stays;
    private final NodeLeftovers leftovers;
    private final StepRooms rooms;
    private final UnsafeBuffer steps;
    private final int wordCount;
    private final int levelLength;
    private final int[] countsOfNodes;
    private final int[] lastStepsOfNodes;
    private final long[] versionsOfNodes;
    private final long[] timesOfNodesNs;
    private int levelCount;
    private int stepLength;
    private int openOffset;
    private int plannedOffset;
    private int closedOffset;
    private int nodeRow;
    private int offset;
    private int count;

    NodeSteps(
            final ClusterView view,
            final PlanTable plans,
            final NodeVersions versions,
            final Footprint footprint,
            final int planCapacity) {
        final int nodeCapacity = view.nodeCapacity();
        this.view = view;
        this.plans = plans;
        this.versions = versions;
        stays = new NodeStays(view, footprint);
        leftovers = new NodeLeftovers(view);
        wordCount = view.maskWordCount();
        levelLength = wordCount * SIZE_OF_LONG;
        final long common =
                (long) Math.min(nodeCapacity, KEPT_MAX)
                        * StepRooms.lengthOf(COMMON_STEPS, stepLength(COMMON_LEVELS));
        final int stepCapacity = 1 + stays.capacity() + 2 * planCapacity;
        final long most = StepRooms.lengthOf(stepCapacity, stepLength(CorePlanes.COUNT_MAX));
        rooms = new StepRooms(nodeCapacity, Math.max(common, most), footprint);
        steps = rooms.buffer();
        countsOfNodes = new int[nodeCapacity];
        lastStepsOfNodes = new int[nodeCapacity];
        versionsOfNodes = new long[nodeCapacity];
        timesOfNodesNs = new long[nodeCapacity];
        footprint.count("node steps", (long) nodeCapacity * BYTES_A_NODE);
    }

    private int stepLength(final int levels) {
        return openOffset(levels) + 2 * levels * levelLength;
    }

    private static int openOffset(final int levels) {
        return BitUtil.align(COUNTS_OFFSET + levels * SIZE_OF_SHORT, SIZE_OF_LONG);
    }

    /** Says how many levels will be asked for; all is forgotten if they are others than before. */
    void begin(final int newLevelCount) {
        if (newLevelCount != levelCount) {
            levelCount = newLevelCount;
            stepLength = stepLength(levelCount);
            openOffset = openOffset(levelCount);
            plannedOffset = openOffset + levelCount * levelLength;
            closedOffset = plannedOffset + (levelCount - 1) * levelLength;
            rooms.clear(stepLength);
            Arrays.fill(versionsOfNodes, NO_VERSION);
        }
    }

    /** Turns to a node. */
    void read(final int newNodeRow, final long nowNs) {
        if (!turnToKept(newNodeRow, nowNs)) {
            build(nowNs);
        }
    }

    private boolean turnToKept(final int newNodeRow, final long nowNs) {
        nodeRow = newNodeRow;
        offset = rooms.offset(nodeRow);
        count = countsOfNodes[nodeRow];
        // Who is overdue, or has become so, is to end an instant after now, whenever that is.
        return versionsOfNodes[nodeRow] == versions.version(nodeRow)
                && (timesOfNodesNs[nodeRow] == nowNs || count == 1 || timeNs(1) > nowNs);
    }

    // ------------------------------------------------------------------ working out

    private void build(final long nowNs) {
        stays.read(nodeRow, nowNs);
        makeRoom(1 + stays.count() + 2 * sharesOnNode());
        versionsOfNodes[nodeRow] = versions.version(nodeRow);
        timesOfNodesNs[nodeRow] = nowNs;
        writeTimes(nowNs);
        writeRunning();
        int share = plans.nodeHead(nodeRow);
        while (share != PlanTable.NULL) {
            insert(share);
            share = plans.nextOnNode(share);
        }
        countsOfNodes[nodeRow] = count;
    }

    private int sharesOnNode() {
        int shareCount = 0;
        int share = plans.nodeHead(nodeRow);
        while (share != PlanTable.NULL) {
            shareCount++;
            share = plans.nextOnNode(share);
        }
        return shareCount;
    }

    /** Answers false if what was kept of all nodes is lost. */
    private boolean makeRoom(final int stepCount) {
        final boolean isKept = rooms.grow(nodeRow, stepCount);
        if (!isKept) {
            Arrays.fill(versionsOfNodes, NO_VERSION);
        }
        offset = rooms.offset(nodeRow);
        return isKept;
    }

    private void writeTimes(final long nowNs) {
        steps.putLong(offset + TIME_OFFSET, nowNs);
        count = 1;
        for (int stay = 0; stay < stays.count(); stay++) {
            if (stays.endNs(stay) > timeNs(count - 1)) {
                steps.putLong(at(count) + TIME_OFFSET, stays.endNs(stay));
                count++;
            }
        }
    }

    /** From the last on, with which all are gone, back to now. */
    private void writeRunning() {
        int step = count - 1;
        writeFree(at(step));
        final boolean isHeld = view.nodeHolder(nodeRow) != ClusterView.NULL_ROW;
        final long key = view.nodeKey(nodeRow);
        for (int stay = stays.count() - 1; stay >= 0; stay--) {
            if (stays.endNs(stay) == timeNs(step)) {
                countUsable(at(step));
                copy(step, step - 1);
                addFlags(at(step), END);
                step--;
            }
            final int allocation = stays.allocation(stay);
            final int at = at(step);
            take(at, view.allocationMemory(allocation), view.allocationGpus(allocation));
            join(at, isHeld, key);
            for (int word = 0; word < wordCount; word++) {
                raise(at + word * SIZE_OF_LONG, view.allocationMask(allocation, word));
            }
        }
        countUsable(at(step));
    }

    private void writeFree(final int at) {
        leftovers.read(nodeRow);
        steps.putLong(at + MEMORY_OFFSET, leftovers.memory());
        steps.putInt(at + GPUS_OFFSET, leftovers.gpuCount());
        final boolean hasAbsent = view.nodeJobCount(nodeRow) > stays.count();
        steps.putInt(at + FLAGS_OFFSET, hasAbsent ? ABSENT : 0);
        steps.putInt(at + GIVEN_OFFSET, UNKNOWN);
        steps.putLong(at + KEY_OFFSET, hasAbsent ? view.nodeKey(nodeRow) : 0);
        final int coreCount = view.nodeCoreCount(nodeRow);
        for (int word = 0; word < wordCount; word++) {
            final long cores = CorePlanes.validMask(coreCount, word);
            for (int level = 0; level < levelCount; level++) {
                steps.putLong(at + openOffset(level, word), cores);
            }
        }
        steps.setMemory(at + plannedOffset, levelCount * levelLength, (byte) 0);
    }

    /** All but the time. */
    private void copy(final int source, final int target) {
        steps.putBytes(
                at(target) + MEMORY_OFFSET,
                steps,
                at(source) + MEMORY_OFFSET,
                stepLength - MEMORY_OFFSET);
    }

    private void take(final int at, final long memory, final int gpuCount) {
        steps.putLong(at + MEMORY_OFFSET, steps.getLong(at + MEMORY_OFFSET) - memory);
        steps.putInt(at + GPUS_OFFSET, steps.getInt(at + GPUS_OFFSET) - gpuCount);
    }

    /** Somebody is there; whoever else is has the same key. */
    private void join(final int at, final boolean isAlone, final long key) {
        addFlags(at, isAlone ? SOMEBODY | ALONE : SOMEBODY);
        steps.putLong(at + KEY_OFFSET, key);
    }

    private void addFlags(final int at, final int flags) {
        steps.putInt(at + FLAGS_OFFSET, steps.getInt(at + FLAGS_OFFSET) | flags);
    }

    /**
     * One more process: on a core that has it, there are as many as there were at most one less.
     */
    private void raise(final int at, final long cores) {
        int open = at + openOffset(levelCount - 1, 0);
        for (int level = levelCount - 1; level > 0; level--) {
            final long below = steps.getLong(open - levelLength);
            steps.putLong(open, (steps.getLong(open) & ~cores) | (below & cores));
            open -= levelLength;
        }
        steps.putLong(open, steps.getLong(open) & ~cores);
    }

    private void countUsable(final int at) {
        int open = at + openOffset;
        for (int level = 0; level < levelCount; level++) {
            int coreCount = 0;
            for (int closed = at + closedOffset; closed < at + stepLength; closed += SIZE_OF_LONG) {
                coreCount += Long.bitCount(steps.getLong(open) & ~steps.getLong(closed));
                open += SIZE_OF_LONG;
            }
            steps.putShort(at + COUNTS_OFFSET + level * SIZE_OF_SHORT, (short) coreCount);
        }
    }

    // ------------------------------------------------------------------ reservations

    /** Puts in a reservation that is new on a node, if the node is kept. */
    void add(final int share, final long nowNs) {
        if (!turnToKept(plans.nodeRow(share), nowNs) || !makeRoom(count + 2)) {
            versionsOfNodes[nodeRow] = NO_VERSION;
            return;
        }
        insert(share);
        countsOfNodes[nodeRow] = count;
    }

    private void insert(final int share) {
        final int first = split(plans.shareStartNs(share));
        final int end = split(plans.shareEndNs(share));
        addFlags(at(end), END);
        final int cap = plans.cap(share);
        final boolean isAlone = plans.isAlone(share);
        for (int step = first; step < end; step++) {
            take(at(step), plans.memory(share), plans.gpuCount(share));
            join(at(step), isAlone, plans.key(share));
        }
        for (int word = 0; word < wordCount; word++) {
            final long cores = plans.cores(share, word);
            for (int step = first; step < end && cores != 0; step++) {
                final int at = at(step) + word * SIZE_OF_LONG;
                raise(at, cores);
                close(at, cores, cap);
            }
        }
        for (int step = first; step < end; step++) {
            countUsable(at(step));
        }
    }

    /** Leaves alone the cores of reservations that would become slower than was planned. */
    private void close(final int at, final long cores, final int cap) {
        // With as many processes as there may be on any core, it is closed anyway.
        if (cap < levelCount) {
            final int planned = at + plannedOffset + (cap - 1) * levelLength;
            steps.putLong(planned, steps.getLong(planned) | cores);
        }
        long closed = 0;
        for (int level = 0; level < levelCount - 1; level++) {
            final int ofLevel = at + level * levelLength;
            closed |= steps.getLong(ofLevel + plannedOffset) & ~steps.getLong(ofLevel + openOffset);
        }
        steps.putLong(at + closedOffset, steps.getLong(at + closedOffset) | closed & cores);
    }

    /** The step that begins at a time; it is made if there is none. */
    private int split(final long timeNs) {
        final int step = stepAt(timeNs);
        if (timeNs(step) == timeNs) {
            return step;
        }
        final int at = at(step);
        final int next = at + stepLength;
        steps.putBytes(next, steps, at, (count - step) * stepLength);
        steps.putLong(next + TIME_OFFSET, timeNs);
        steps.putInt(next + FLAGS_OFFSET, steps.getInt(next + FLAGS_OFFSET) & ~END);
        count++;
        return step + 1;
    }

    private int at(final int step) {
        return offset + step * stepLength;
    }

    private int openOffset(final int level, final int word) {
        return openOffset + level * levelLength + word * SIZE_OF_LONG;
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
        final int hint = lastStepsOfNodes[nodeRow];
        if (hint < count && timeNs(hint) <= timeNs) {
            if (hint + 1 == count || timeNs(hint + 1) > timeNs) {
                return hint;
            }
        }
        final int step = search(timeNs);
        lastStepsOfNodes[nodeRow] = step;
        return step;
    }

    private int search(final long timeNs) {
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
        return steps.getLong(at(step) + TIME_OFFSET);
    }

    /** Whether somebody is gone when it begins. */
    boolean isEnd(final int step) {
        return (flags(step) & END) != 0;
    }

    /** Whether somebody wants the node alone while another is there, or has another key. */
    boolean isClosed(final int step, final boolean isExclusive, final long key) {
        final int flags = flags(step);
        return (flags & (isExclusive ? SOMEBODY | ALONE : ALONE)) != 0
                || (flags & (SOMEBODY | ABSENT)) != 0
                        && steps.getLong(at(step) + KEY_OFFSET) != key;
    }

    private int flags(final int step) {
        return steps.getInt(at(step) + FLAGS_OFFSET);
    }

    long memoryFree(final int step) {
        return steps.getLong(at(step) + MEMORY_OFFSET);
    }

    int gpusFree(final int step) {
        return steps.getInt(at(step) + GPUS_OFFSET);
    }

    /** Cores with no more processes than a level, and fewer than each reservation is to have. */
    int usableCount(final int step, final int level) {
        return steps.getShort(at(step) + COUNTS_OFFSET + level * SIZE_OF_SHORT);
    }

    /** Retains of some cores those that are usable; answers how many they are. */
    int retainUsable(final int step, final int level, final long[] cores) {
        final int at = at(step);
        int open = at + openOffset + level * levelLength;
        int closed = at + closedOffset;
        int coreCount = 0;
        for (int word = 0; word < cores.length; word++) {
            final long left = cores[word] & steps.getLong(open) & ~steps.getLong(closed);
            cores[word] = left;
            coreCount += Long.bitCount(left);
            open += SIZE_OF_LONG;
            closed += SIZE_OF_LONG;
        }
        return coreCount;
    }

    /** What a search has put there since the node was worked out. */
    int given(final int step) {
        return steps.getInt(at(step) + GIVEN_OFFSET);
    }

    void given(final int step, final int share) {
        steps.putInt(at(step) + GIVEN_OFFSET, share);
    }
}
