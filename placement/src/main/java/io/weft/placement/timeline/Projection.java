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
import io.weft.core.spi.Proposal;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The nodes as they are expected to be at some time. A node is copied when the projection first
 * differs from the state; until then it is read from the state, whatever happens to it there. To
 * forget all copies is O(1).
 */
final class Projection {
    private final ClusterView view;
    private final int planesLength;
    private final UnsafeBuffer planes;
    private final long[] memoryFree;
    private final int[] gpusFree;
    private final long[] copiedIn;
    private long generation;

    Projection(final ClusterView view, final Footprint footprint) {
        final int nodeCapacity = view.nodeCapacity();
        this.view = view;
        planesLength = view.planesLength();
        planes = footprint.allocate("projection", (long) nodeCapacity * planesLength);
        memoryFree = new long[nodeCapacity];
        gpusFree = new int[nodeCapacity];
        copiedIn = new long[nodeCapacity];
    }

    /** Becomes the present again. */
    void clear() {
        generation++;
    }

    boolean isCopied(final int nodeRow) {
        return copiedIn[nodeRow] == generation;
    }

    /** From now on the node is what it is at this moment, with the changes made here. */
    void copy(final int nodeRow) {
        if (!isCopied(nodeRow)) {
            copiedIn[nodeRow] = generation;
            memoryFree[nodeRow] = view.memoryFree(nodeRow);
            gpusFree[nodeRow] = view.gpusFree(nodeRow);
            final int offset = nodeRow * planesLength;
            planes.putBytes(offset, view.planes(), view.planesOffset(nodeRow), planesLength);
        }
    }

    DirectBuffer planes(final int nodeRow) {
        return isCopied(nodeRow) ? planes : view.planes();
    }

    int planesOffset(final int nodeRow) {
        return isCopied(nodeRow) ? nodeRow * planesLength : view.planesOffset(nodeRow);
    }

    long memoryFree(final int nodeRow) {
        return isCopied(nodeRow) ? memoryFree[nodeRow] : view.memoryFree(nodeRow);
    }

    int gpusFree(final int nodeRow) {
        return isCopied(nodeRow) ? gpusFree[nodeRow] : view.gpusFree(nodeRow);
    }

    int coresAtOrBelow(final int nodeRow, final int level) {
        if (!isCopied(nodeRow)) {
            return view.coresAtOrBelow(nodeRow, level);
        }
        final int offset = nodeRow * planesLength;
        final int coreCount = view.nodeCoreCount(nodeRow);
        final int wordCount = CorePlanes.wordCount(coreCount);
        int count = 0;
        for (int word = 0; word < wordCount; word++) {
            final long cores = CorePlanes.atOrBelow(planes, offset, word, level);
            count += Long.bitCount(cores & CorePlanes.validMask(coreCount, word));
        }
        return count;
    }

    /** Gives back what an allocation holds. */
    void giveBack(final int allocationRow) {
        final int nodeRow = view.allocationNode(allocationRow);
        copy(nodeRow);
        memoryFree[nodeRow] += view.allocationMemory(allocationRow);
        gpusFree[nodeRow] += view.allocationGpus(allocationRow);
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        for (int word = 0; word < wordCount; word++) {
            final long mask = view.allocationMask(allocationRow, word);
            if (mask != 0) {
                CorePlanes.remove(planes, nodeRow * planesLength, word, mask);
            }
        }
    }

    /** Takes on a copied node what is proposed there. */
    void take(final Proposal proposal, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        memoryFree[nodeRow] -= proposal.memory(index);
        gpusFree[nodeRow] -= proposal.gpuCount(index);
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        for (int word = 0; word < wordCount; word++) {
            CorePlanes.add(planes, nodeRow * planesLength, word, proposal.mask(index, word));
        }
    }
}
