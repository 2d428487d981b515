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
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where nodes are listed: at each level in at most one cell, which is a rank and a memory class.
 * Nodes are taken in leaves of 32. A leaf has a line of 32 cell numbers for each level; a cell has
 * a bit for each leaf in which some node is listed in it, and above that, if there are more than 64
 * leaves, a bit for each word of leaves; and it knows how much free memory its nodes have at most,
 * so that nodes are not looked at in vain again and again. A node of a leaf is found by comparing
 * four cell numbers at a time. So a cell yields its nodes in the order of rows, whatever happened
 * before.
 *
 * <p>Each listing has a gift: the cores of exactly that level, and a flag when it is the lowest
 * level of the node. Gifts are summed for each cell and for each level and memory class, so that
 * what all nodes give is known without a look at them; a sum holds cores in its lower half, nodes
 * in its upper one.
 *
 * <p>Off the heap: 62 bytes a node, and 8 bytes for each word of 64 leaves, and two or three more,
 * in each of 15 · 64 · ranks cells.
 *
 * <p>Cost: a node listed, moved or found O(1); nothing is allocated after construction.
 */
final class Cells {
    /** Levels that a node can be listed at. */
    static final int LEVEL_COUNT = 15;

    /** Most ranks for which a cell number fits. */
    static final int RANK_COUNT_MAX = 1023;

    /** Most nodes that three storeys of bits hold. */
    static final int NODE_COUNT_MAX = 1 << 17;

    static final int NONE = -1;

    private static final int LEAF_SHIFT = 5;
    private static final int LEAF_MASK = (1 << LEAF_SHIFT) - 1;
    private static final int LINE_LENGTH = Short.BYTES << LEAF_SHIFT;
    private static final int CELL_SHIFT = 6;
    private static final int SUM_OFFSET = Long.BYTES;
    private static final int WORDS_OFFSET = SUM_OFFSET + Long.BYTES;
    private static final int RECORD_LENGTH = (LEVEL_COUNT + 1) * Short.BYTES;
    private static final int LEVELS_OFFSET = LEVEL_COUNT * Short.BYTES;
    private static final int FIRST_SHIFT = 14;
    private static final int GIFT_CORES = (1 << FIRST_SHIFT) - 1;
    private static final int LANE_SHIFT = 4;
    private static final long LANES = 0x0001_0001_0001_0001L;
    private static final long LANE_TOPS = 0x8000_8000_8000_8000L;

    private final UnsafeBuffer lines;
    private final UnsafeBuffer records;
    private final UnsafeBuffer leaves;
    private final int rankCount;
    private final int rankWordCount;
    private final int leafWordCount;
    private final int cellLength;
    private final long[] memoriesOfRank;
    private final long[] ranksOfMemory;
    private final long[] memoriesOfLevel;
    private final long[] sums;

    Cells(final Footprint footprint, final int nodeCapacity, final int rankCount) {
        final int leafCount = (nodeCapacity + LEAF_MASK) >>> LEAF_SHIFT;
        this.rankCount = rankCount;
        rankWordCount = Math.max(1, (rankCount + 63) >>> 6);
        leafWordCount = (leafCount + 63) >>> 6;
        cellLength = WORDS_OFFSET + (leafWordCount == 1 ? 1 : leafWordCount + 1) * Long.BYTES;
        lines = footprint.allocate("node cells", (long) leafCount * LEVEL_COUNT * LINE_LENGTH);
        records = footprint.allocate("node gifts", (long) nodeCapacity * RECORD_LENGTH);
        final long cellCount = (long) LEVEL_COUNT * Math.max(1, rankCount) << CELL_SHIFT;
        leaves = footprint.allocate("leaves of cells", cellCount * cellLength);
        memoriesOfRank = new long[LEVEL_COUNT * rankCount];
        ranksOfMemory = new long[LEVEL_COUNT * rankWordCount << CELL_SHIFT];
        memoriesOfLevel = new long[LEVEL_COUNT];
        sums = new long[LEVEL_COUNT << CELL_SHIFT];
    }

    /** Lists no node any more. */
    void clear() {
        lines.setMemory(0, lines.capacity(), (byte) 0);
        records.setMemory(0, records.capacity(), (byte) 0);
        leaves.setMemory(0, leaves.capacity(), (byte) 0);
        Arrays.fill(memoriesOfRank, 0);
        Arrays.fill(ranksOfMemory, 0);
        Arrays.fill(memoriesOfLevel, 0);
        Arrays.fill(sums, 0);
    }

    /** Number of a cell of a level, never 0. */
    static int cell(final int rank, final int memoryClass) {
        return (rank << CELL_SHIFT) + memoryClass + 1;
    }

    // ------------------------------------------------------------------ listing

    /** Levels at which a node is listed, a bit each. */
    int levelsOf(final int nodeRow) {
        return records.getShort(nodeRow * RECORD_LENGTH + LEVELS_OFFSET);
    }

    /** Notes the levels at which a node is listed; takes it out of the others. */
    void levelsOf(final int nodeRow, final int newLevels) {
        final int former = levelsOf(nodeRow);
        if (former == newLevels) {
            return;
        }
        for (int left = former & ~newLevels; left != 0; left &= left - 1) {
            unlist(nodeRow, Integer.numberOfTrailingZeros(left));
        }
        records.putShort(nodeRow * RECORD_LENGTH + LEVELS_OFFSET, (short) newLevels);
    }

    private void unlist(final int nodeRow, final int level) {
        final int leaf = nodeRow >>> LEAF_SHIFT;
        final int line = lineOffset(leaf, level);
        final int at = line + (nodeRow & LEAF_MASK) * Short.BYTES;
        final int former = lines.getShort(at) & 0xFFFF;
        lines.putShort(at, (short) 0);
        addGift(level, former - 1, -sumOf(exchangeGift(nodeRow, level, 0)));
        if (!isIn(line, former)) {
            clearLeaf(level, former - 1, leaf);
        }
    }

    /**
     * Lists a node in a cell of a level, and no longer in the one in which it was.
     *
     * @param cores of exactly this level.
     * @param isFirst whether there are none below.
     */
    void list(
            final int nodeRow,
            final int level,
            final int cell,
            final long memory,
            final int cores,
            final boolean isFirst) {
        final int leaf = nodeRow >>> LEAF_SHIFT;
        final int line = lineOffset(leaf, level);
        final int at = line + (nodeRow & LEAF_MASK) * Short.BYTES;
        final int former = lines.getShort(at) & 0xFFFF;
        final int gift = cores | (isFirst ? 1 << FIRST_SHIFT : 0);
        final long sum = sumOf(gift);
        final long formerSum = sumOf(exchangeGift(nodeRow, level, gift));
        raiseMost(level, cell, memory);
        if (former == cell) {
            if (sum != formerSum) {
                addGift(level, cell - 1, sum - formerSum);
            }
            return;
        }
        lines.putShort(at, (short) cell);
        if (former != 0) {
            addGift(level, former - 1, -formerSum);
            if (!isIn(line, former)) {
                clearLeaf(level, former - 1, leaf);
            }
        }
        addGift(level, cell - 1, sum);
        setLeaf(level, cell - 1, leaf);
    }

    private int exchangeGift(final int nodeRow, final int level, final int gift) {
        final int at = nodeRow * RECORD_LENGTH + level * Short.BYTES;
        final int former = records.getShort(at);
        records.putShort(at, (short) gift);
        return former;
    }

    private static long sumOf(final int gift) {
        return (gift & GIFT_CORES) + ((long) (gift >>> FIRST_SHIFT) << Integer.SIZE);
    }

    private void addGift(final int level, final int cell, final long sum) {
        final int at = cellOffset(level, cell) + SUM_OFFSET;
        leaves.putLong(at, leaves.getLong(at) + sum);
        sums[(level << CELL_SHIFT) + (cell & MemoryClasses.COUNT - 1)] += sum;
    }

    private void raiseMost(final int level, final int cell, final long memory) {
        final int at = cellOffset(level, cell - 1);
        if (leaves.getLong(at) < memory) {
            leaves.putLong(at, memory);
        }
    }

    private void setLeaf(final int level, final int cell, final int leaf) {
        final int offset = cellOffset(level, cell);
        final int at = offset + wordOffset(leaf >>> 6);
        final long word = leaves.getLong(at);
        leaves.putLong(at, word | 1L << leaf);
        if (word != 0) {
            return;
        }
        if (leafWordCount > 1) {
            final long top = leaves.getLong(offset + WORDS_OFFSET);
            leaves.putLong(offset + WORDS_OFFSET, top | 1L << (leaf >>> 6));
            if (top != 0) {
                return;
            }
        }
        final int rank = cell >>> CELL_SHIFT;
        memoriesOfRank[level * rankCount + rank] |= 1L << cell;
        ranksOfMemory[rankWord(level, cell, rank)] |= 1L << rank;
        memoriesOfLevel[level] |= 1L << cell;
    }

    private void clearLeaf(final int level, final int cell, final int leaf) {
        final int offset = cellOffset(level, cell);
        final int at = offset + wordOffset(leaf >>> 6);
        final long word = leaves.getLong(at) & ~(1L << leaf);
        leaves.putLong(at, word);
        if (word != 0) {
            return;
        }
        if (leafWordCount > 1) {
            final long top = leaves.getLong(offset + WORDS_OFFSET) & ~(1L << (leaf >>> 6));
            leaves.putLong(offset + WORDS_OFFSET, top);
            if (top != 0) {
                return;
            }
        }
        leaves.putLong(offset, 0);
        final int rank = cell >>> CELL_SHIFT;
        memoriesOfRank[level * rankCount + rank] &= ~(1L << cell);
        ranksOfMemory[rankWord(level, cell, rank)] &= ~(1L << rank);
        if (!hasRank(level, cell)) {
            memoriesOfLevel[level] &= ~(1L << cell);
        }
    }

    private boolean hasRank(final int level, final int cell) {
        final int from = rankWord(level, cell, 0);
        for (int word = 0; word < rankWordCount; word++) {
            if (ranksOfMemory[from + word] != 0) {
                return true;
            }
        }
        return false;
    }

    private int rankWord(final int level, final int cell, final int rank) {
        final int memoryClass = cell & MemoryClasses.COUNT - 1;
        return ((level << CELL_SHIFT) + memoryClass) * rankWordCount + (rank >>> 6);
    }

    // ------------------------------------------------------------------ finding

    /** Memory classes in which some node is listed at a level, a bit each. */
    long memoriesOfLevel(final int level) {
        return memoriesOfLevel[level];
    }

    /** Memory classes in which some node is listed at a level and a rank, a bit each. */
    long memoriesOfRank(final int level, final int rank) {
        return memoriesOfRank[level * rankCount + rank];
    }

    /** Ranks, 64 of them, at which some node is listed in one of some memory classes. */
    long ranks(final int level, final long memoryClasses, final int word) {
        final int first = rankWord(level, 0, word << 6);
        long ranks = 0;
        for (long left = memoryClasses; left != 0; left &= left - 1) {
            ranks |= ranksOfMemory[first + Long.numberOfTrailingZeros(left) * rankWordCount];
        }
        return ranks;
    }

    /** No node listed in a cell of a level has more free memory than this. */
    long memoryMost(final int level, final int cell) {
        return leaves.getLong(cellOffset(level, cell - 1));
    }

    /** Lowers that, after all nodes of the cell were looked at. */
    void memoryMost(final int level, final int cell, final long memory) {
        leaves.putLong(cellOffset(level, cell - 1), memory);
    }

    /** Sum of the gifts of the nodes listed in a cell of a level. */
    long sumOfCell(final int level, final int cell) {
        return leaves.getLong(cellOffset(level, cell - 1) + SUM_OFFSET);
    }

    /** Sum of the gifts of all nodes of a memory class listed at a level. */
    long sumOfMemory(final int level, final int memoryClass) {
        return sums[(level << CELL_SHIFT) + memoryClass];
    }

    /** Next node listed in a cell of a level, from a row on, or {@link #NONE}. */
    int nextNode(final int level, final int cell, final int fromRow) {
        final int fromLeaf = fromRow >>> LEAF_SHIFT;
        if ((fromRow & LEAF_MASK) != 0) {
            final int row = nextInLeaf(level, cell, fromLeaf, fromRow & LEAF_MASK);
            return row != NONE ? row : nextNode(level, cell, fromLeaf + 1 << LEAF_SHIFT);
        }
        final int leaf = nextLeaf(level, cell - 1, fromLeaf);
        return leaf == NONE ? NONE : nextInLeaf(level, cell, leaf, 0);
    }

    /**
     * The same, passing over leaves in which no node is of some sets; others are not sorted out.
     */
    int nextNode(final int level, final int cell, final int fromRow, final NodeSets sets) {
        final int inLeaf = fromRow & LEAF_MASK;
        int leaf = fromRow >>> LEAF_SHIFT;
        if (inLeaf != 0) {
            final int row = nextInLeaf(level, cell, leaf, inLeaf);
            if (row != NONE) {
                return row;
            }
            leaf++;
        }
        leaf = nextLeaf(level, cell - 1, leaf);
        while (leaf != NONE) {
            final long left = sets.leaves(leaf >>> 6) >>> leaf;
            if ((left & 1) != 0) {
                return nextInLeaf(level, cell, leaf, 0);
            }
            // On to the next leaf of the sets, or to the next word of leaves.
            final int from = left == 0 ? (leaf | 63) + 1 : leaf + Long.numberOfTrailingZeros(left);
            leaf = nextLeaf(level, cell - 1, from);
        }
        return NONE;
    }

    private int nextLeaf(final int level, final int cell, final int fromLeaf) {
        final int offset = cellOffset(level, cell);
        int word = fromLeaf >>> 6;
        if (word >= leafWordCount) {
            return NONE;
        }
        long bits = leaves.getLong(offset + wordOffset(word)) & -1L << fromLeaf;
        if (bits == 0) {
            if (leafWordCount == 1 || word == 63) {
                return NONE;
            }
            final long top = leaves.getLong(offset + WORDS_OFFSET) & -1L << word + 1;
            if (top == 0) {
                return NONE;
            }
            word = Long.numberOfTrailingZeros(top);
            bits = leaves.getLong(offset + wordOffset(word));
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    private int nextInLeaf(final int level, final int cell, final int leaf, final int fromLane) {
        final int line = lineOffset(leaf, level);
        final long wanted = cell * LANES;
        int group = fromLane >>> 2;
        long found =
                equalLanes(lines.getLong(line + group * Long.BYTES), wanted)
                        & -1L << ((fromLane & 3) << LANE_SHIFT);
        while (found == 0) {
            if (++group == 1 << LEAF_SHIFT - 2) {
                return NONE;
            }
            found = equalLanes(lines.getLong(line + group * Long.BYTES), wanted);
        }
        final int lane = (group << 2) + (Long.numberOfTrailingZeros(found) >>> LANE_SHIFT);
        return (leaf << LEAF_SHIFT) + lane;
    }

    private boolean isIn(final int line, final int cell) {
        final long wanted = cell * LANES;
        long found = 0;
        for (int group = 0; group < LINE_LENGTH; group += 4 * Long.BYTES) {
            found |=
                    equalLanes(lines.getLong(line + group), wanted)
                            | equalLanes(lines.getLong(line + group + 8), wanted)
                            | equalLanes(lines.getLong(line + group + 16), wanted)
                            | equalLanes(lines.getLong(line + group + 24), wanted);
        }
        return found != 0;
    }

    /** The top bit of each lane of 16 bits that is equal, and no other bit. */
    private static long equalLanes(final long word, final long wanted) {
        final long difference = word ^ wanted;
        return ~((difference & ~LANE_TOPS) + ~LANE_TOPS | difference | ~LANE_TOPS);
    }

    private int lineOffset(final int leaf, final int level) {
        return (leaf * LEVEL_COUNT + level) * LINE_LENGTH;
    }

    private int cellOffset(final int level, final int cell) {
        return ((level * rankCount << CELL_SHIFT) + cell) * cellLength;
    }

    private int wordOffset(final int word) {
        return WORDS_OFFSET + (leafWordCount == 1 ? 0 : (word + 1) * Long.BYTES);
    }
}
