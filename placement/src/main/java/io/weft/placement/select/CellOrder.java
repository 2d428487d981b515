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

import java.util.Arrays;

/**
 * The ranks that nodes of one level have by their cores, best first: by the class of the cores at
 * or below the level; in a class first whole nodes, which have all their cores there, by the class
 * of the cores below the level; then the others. Only sizes that a node has get ranks of whole
 * nodes.
 */
final class CellOrder {
    private static final int NONE = -1;

    private final boolean[] hasSize = new boolean[CoreClasses.COUNT];
    private final int[] wholeRanks = new int[CoreClasses.COUNT];
    private final int[] otherRanks = new int[CoreClasses.COUNT];
    private final byte[] upToClasses = new byte[CoreClasses.COUNT * (CoreClasses.COUNT + 2)];
    private final byte[] belowClasses = new byte[CoreClasses.COUNT * (CoreClasses.COUNT + 2)];
    private int rankCount;

    CellOrder() {
        clear();
    }

    /** Starts again, with no node. */
    void clear() {
        Arrays.fill(hasSize, false);
        rank();
    }

    /** Takes a node into account; true when the ranks are others than before. */
    boolean include(final int coreCount) {
        final int size = CoreClasses.of(coreCount);
        if (hasSize[size]) {
            return false;
        }
        hasSize[size] = true;
        rank();
        return true;
    }

    private void rank() {
        Arrays.fill(otherRanks, NONE);
        Arrays.fill(wholeRanks, NONE);
        rankCount = 0;
        boolean isAtMost = false;
        for (int size = CoreClasses.COUNT - 1; size > 0; size--) {
            isAtMost |= hasSize[size];
            if (hasSize[size]) {
                wholeRanks[size] = rankCount;
                for (int below = size; below >= 0; below--) {
                    upToClasses[rankCount] = (byte) size;
                    belowClasses[rankCount++] = (byte) below;
                }
            }
            if (isAtMost) {
                otherRanks[size] = rankCount;
                upToClasses[rankCount] = (byte) size;
                belowClasses[rankCount++] = NONE;
            }
        }
    }

    /** Ranks that there are. */
    int rankCount() {
        return rankCount;
    }

    /** Rank of a node with some of its cores below a level, and more at or below it. */
    int rank(final int below, final int upTo, final int coreCount) {
        final int size = CoreClasses.of(upTo);
        return upTo == coreCount
                ? wholeRanks[size] + size - CoreClasses.of(below)
                : otherRanks[size];
    }

    /** The last rank of nodes that may have so many cores at or below the level, or -1. */
    int lastRank(final int coreCount) {
        return otherRanks[CoreClasses.of(coreCount)];
    }

    /** The last rank of nodes all of which have so many cores at or below the level, or -1. */
    int lastSureRank(final int coreCount) {
        final int coreClass = CoreClasses.enough(coreCount);
        return coreClass < CoreClasses.COUNT ? otherRanks[coreClass] : NONE;
    }

    /** The first rank of nodes whose cores at or below the level are of a class. */
    int firstRankOf(final int coreClass) {
        return wholeRanks[coreClass] == NONE ? otherRanks[coreClass] : wholeRanks[coreClass];
    }

    /** The last rank of nodes whose cores at or below the level are of a class, or -1. */
    int lastRankOf(final int coreClass) {
        return otherRanks[coreClass];
    }

    /** Class of the cores that nodes of a rank have at or below the level. */
    int upToClass(final int rank) {
        return upToClasses[rank];
    }

    /** The lowest class that the cores below the level may have at a rank. */
    int belowClassLeast(final int rank) {
        return Math.max(0, belowClasses[rank]);
    }

    /** Whether the nodes of a rank have all their cores at or below the level. */
    boolean isWhole(final int rank) {
        return belowClasses[rank] != NONE;
    }

    /** Whether all nodes of a rank have more cores below the level than so many. */
    boolean isBelow(final int rank, final int coreClass) {
        return belowClasses[rank] > coreClass;
    }
}
