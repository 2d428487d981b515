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
 * One node as it is expected to be at some time: who is expected to have ended by then is gone. It
 * is found out when it is asked for, from what is on the node now, and holds until the state
 * changes. Planes are copied only when somebody is gone.
 *
 * <p>Cost: O(words) for each allocation on the node.
 */
final class Projection {
    private final ClusterView view;
    private final UnsafeBuffer copy;
    private final UnsafeBuffer gpuCopy;
    private DirectBuffer planes;
    private int offset;
    private int nodeRow;
    private long memoryFree;
    private DirectBuffer gpuPlanes;
    private int gpuOffset;
    private int gpusFree;
    private int leftCount;
    private int absentCount;
    private boolean isHeld;

    Projection(final ClusterView view, final Footprint footprint) {
        this.view = view;
        copy = footprint.allocate("projection", view.planesLength());
        gpuCopy = footprint.allocate("projection of GPUs", CorePlanes.LINE_LENGTH);
    }

    /** From now on this is the node at that time; {@link Long#MIN_VALUE} is now, nobody gone. */
    void look(final int newNodeRow, final long timeNs) {
        nodeRow = newNodeRow;
        planes = view.planes();
        offset = view.planesOffset(nodeRow);
        memoryFree = view.memoryFree(nodeRow);
        gpusFree = view.gpusFree(nodeRow);
        if (view.gpuMultiplicityMax(nodeRow) > 1) {
            gpuPlanes = view.gpuPlanes();
            gpuOffset = view.gpuPlanesOffset(nodeRow);
        }
        leftCount = 0;
        absentCount = view.nodeJobCount(nodeRow);
        int allocation = view.nodeAllocationHead(nodeRow);
        while (allocation != ClusterView.NULL_ROW) {
            if (view.jobExpectedEndNs(view.allocationJob(allocation)) <= timeNs) {
                giveBack(allocation);
            } else {
                leftCount++;
            }
            absentCount--;
            allocation = view.allocationNextOnNode(allocation);
        }
        isHeld = leftCount > 0 && view.nodeHolder(nodeRow) != ClusterView.NULL_ROW;
    }

    /** One more of the allocations on the node is gone. */
    void release(final int allocationRow) {
        giveBack(allocationRow);
        leftCount--;
        isHeld = isHeld && leftCount > 0;
    }

    private void giveBack(final int allocationRow) {
        if (planes != copy) {
            copy.putBytes(0, planes, offset, view.planesLength());
            planes = copy;
            offset = 0;
        }
        memoryFree += view.allocationMemory(allocationRow);
        giveBackGpus(allocationRow);
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        for (int word = 0; word < wordCount; word++) {
            final long mask = view.allocationMask(allocationRow, word);
            if (mask != 0) {
                CorePlanes.remove(copy, 0, word, mask);
            }
        }
    }

    /** GPUs that are shared are counted one by one; it is never so where none is. */
    private void giveBackGpus(final int allocationRow) {
        if (view.gpuMultiplicityMax(nodeRow) == 1) {
            gpusFree += view.allocationGpus(allocationRow);
        } else if (view.allocationGpus(allocationRow) > 0) {
            if (gpuPlanes != gpuCopy) {
                gpuCopy.putBytes(0, gpuPlanes, gpuOffset, CorePlanes.LINE_LENGTH);
                gpuPlanes = gpuCopy;
                gpuOffset = 0;
            }
            CorePlanes.remove(gpuCopy, 0, 0, view.allocationGpuMask(allocationRow));
            final int highest = view.gpuMultiplicityMax(nodeRow) - 1;
            gpusFree = Long.bitCount(CorePlanes.atOrBelow(gpuCopy, 0, 0, highest) & validGpus());
        }
    }

    /** GPUs that could be taken, and cannot if so many more are taken now. */
    private int lostGpus(final int count) {
        final int most = view.gpuMultiplicityMax(nodeRow);
        if (most == 1 || count == 0) {
            return count;
        }
        final int offset = view.gpuPlanesOffset(nodeRow);
        final long taken = CorePlanes.emptiest(view.gpuPlanes(), offset, validGpus(), count);
        return Long.bitCount(CorePlanes.at(gpuPlanes, gpuOffset, 0, most - 1) & taken);
    }

    private long validGpus() {
        return CorePlanes.validMask(view.gpusTotal(nodeRow), 0);
    }

    /** What the node gives to a job that it admits. */
    int share(final HeadDemand head) {
        return isClosedTo(head) ? 0 : head.share(coresToTake(head), memoryFree, gpusFree);
    }

    /** The same, when a node of a proposal is taken. */
    int shareWithout(final HeadDemand head, final Proposal proposal, final int index) {
        if (isClosedTo(head) || head.isExclusive()) {
            return 0;
        }
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        int lost = 0;
        for (int word = 0; word < wordCount; word++) {
            lost += lostCores(word, proposal.mask(index, word), head.highestLevel());
        }
        return head.share(
                coresAtOrBelow(head.highestLevel()) - lost,
                memoryFree - proposal.memory(index),
                gpusFree - lostGpus(proposal.gpuCount(index)));
    }

    /** The same, when some cores are taken, with what belongs to them. */
    int shareWithout(
            final HeadDemand head, final long[] words, final long memory, final int gpuCount) {
        if (isClosedTo(head) || head.isExclusive()) {
            return 0;
        }
        int lost = 0;
        for (int word = 0; word < words.length; word++) {
            if (words[word] != 0) {
                lost += lostCores(word, words[word], head.highestLevel());
            }
        }
        return head.share(
                coresAtOrBelow(head.highestLevel()) - lost,
                memoryFree - memory,
                gpusFree - lostGpus(gpuCount));
    }

    private boolean isClosedTo(final HeadDemand head) {
        return isHeld || leftCount + absentCount > 0 && head.key() != view.nodeKey(nodeRow);
    }

    /**
     * Cores that are free to take; all or none for an exclusive job. That goes by the cores, as in
     * the index, and not by who is listed: on trial a job may have given back all it had here.
     */
    private int coresToTake(final HeadDemand head) {
        final int cores = coresAtOrBelow(head.highestLevel());
        return head.isExclusive() && cores < view.nodeCoreCount(nodeRow) ? 0 : cores;
    }

    private int coresAtOrBelow(final int level) {
        if (planes != copy) {
            return view.coresAtOrBelow(nodeRow, level);
        }
        final int coreCount = view.nodeCoreCount(nodeRow);
        final int wordCount = CorePlanes.wordCount(coreCount);
        int count = 0;
        for (int word = 0; word < wordCount; word++) {
            final long cores = CorePlanes.atOrBelow(planes, offset, word, level);
            count += Long.bitCount(cores & CorePlanes.validMask(coreCount, word));
        }
        return count;
    }

    /** Of some cores, those that could be taken at a level and cannot if one more is on them. */
    private int lostCores(final int word, final long cores, final int level) {
        return Long.bitCount(CorePlanes.at(planes, offset, word, level) & cores);
    }
}
