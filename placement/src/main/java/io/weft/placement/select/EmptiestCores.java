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

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;
import org.agrona.DirectBuffer;

/**
 * The cores of a node to take: lowest multiplicity first, then lowest core number.
 *
 * <p>Cost: a few operations for each word of 64 cores; nothing is allocated.
 */
public final class EmptiestCores {
    private EmptiestCores() {}

    /**
     * Finds the cores.
     *
     * @param view of the state.
     * @param nodeRow of a node that has so many cores.
     * @param coreCount to find, from 1.
     * @param words to fill, 64 cores each, {@link ClusterView#maskWordCount()} of them.
     */
    public static void find(
            final ClusterView view, final int nodeRow, final int coreCount, final long[] words) {
        int level = 0;
        while (view.coresAtOrBelow(nodeRow, level) < coreCount) {
            level++;
        }
        find(view, nodeRow, coreCount, level, words);
    }

    /**
     * The same, where a level is known at or below which the node has so many cores.
     *
     * @param view of the state.
     * @param nodeRow of the node.
     * @param coreCount to find, from 1.
     * @param knownLevel 0..14.
     * @param words to fill, 64 cores each, {@link ClusterView#maskWordCount()} of them.
     */
    static void find(
            final ClusterView view,
            final int nodeRow,
            final int coreCount,
            final int knownLevel,
            final long[] words) {
        int level = knownLevel + 1;
        int below = coreCount;
        while (below >= coreCount) {
            level--;
            below = level == 0 ? 0 : view.coresAtOrBelow(nodeRow, level - 1);
        }
        final DirectBuffer planes = view.planes();
        final int offset = view.planesOffset(nodeRow);
        final int nodeCores = view.nodeCoreCount(nodeRow);
        final int wordCount = CorePlanes.wordCount(nodeCores);
        int left = coreCount - below;
        for (int word = 0; word < wordCount; word++) {
            final long valid = CorePlanes.validMask(nodeCores, word);
            final long atLevel = CorePlanes.at(planes, offset, word, level) & valid;
            final int taken = Math.min(left, Long.bitCount(atLevel));
            words[word] = CorePlanes.lowest(atLevel, taken);
            if (level > 0) {
                words[word] |= CorePlanes.atOrBelow(planes, offset, word, level - 1) & valid;
            }
            left -= taken;
        }
        for (int word = wordCount; word < view.maskWordCount(); word++) {
            words[word] = 0;
        }
    }
}
