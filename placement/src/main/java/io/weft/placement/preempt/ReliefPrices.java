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
package io.weft.placement.preempt;

import io.weft.core.spi.ClusterView;
import java.util.Arrays;

/**
 * The cheapest nodes of those offered: by class and priority of the dearest job that would have to
 * go, then by the work that all of them lose, then by how many they are, then by row. A node from
 * which nobody has to go is cheaper than any other. A heap whose top is the dearest that is kept.
 *
 * <p>Kernel thread only; no allocation; O(log kept) for a node.
 */
final class ReliefPrices {
    private static final int NOBODY = -1;

    private final ClusterView view;
    private final int[] classes;
    private final long[] priorities;
    private final long[] workLost;
    private final int[] victimCounts;
    private final int[] heap;
    private final long[] kept;
    private int size;
    private int capacity;
    private long timeNs;

    ReliefPrices(final ClusterView view) {
        final int nodeCapacity = view.nodeCapacity();
        this.view = view;
        classes = new int[nodeCapacity];
        priorities = new long[nodeCapacity];
        workLost = new long[nodeCapacity];
        victimCounts = new int[nodeCapacity];
        heap = new int[nodeCapacity];
        kept = new long[(nodeCapacity + Long.SIZE - 1) / Long.SIZE];
    }

    long lengthInMemory() {
        return (long) heap.length * (3 * Integer.BYTES + 2 * Long.BYTES)
                + (long) kept.length * Long.BYTES;
    }

    /** Keeps so many nodes from now on, and none yet. */
    void begin(final int newCapacity, final long newTimeNs) {
        capacity = newCapacity;
        timeNs = newTimeNs;
        size = 0;
    }

    boolean isFull() {
        return size == capacity;
    }

    /** Offers a node from which some have to go, in order. */
    void offer(final int nodeRow, final RowList victims) {
        price(nodeRow, victims);
        if (size < capacity) {
            siftUp(size++, nodeRow);
        } else if (isCheaper(nodeRow, heap[0])) {
            siftDown(nodeRow);
        }
    }

    private void price(final int nodeRow, final RowList victims) {
        final int count = victims.count();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += view.jobWorkLost(victims.at(i), timeNs);
            sum = sum < 0 ? Long.MAX_VALUE : sum;
        }
        final boolean isFree = count == 0;
        final int dearest = isFree ? NOBODY : victims.at(count - 1);
        classes[nodeRow] = isFree ? NOBODY : view.jobClass(dearest).value();
        priorities[nodeRow] = isFree ? 0 : view.jobPriority(dearest);
        workLost[nodeRow] = sum;
        victimCounts[nodeRow] = count;
    }

    private boolean isCheaper(final int nodeRow, final int otherRow) {
        if (classes[nodeRow] != classes[otherRow]) {
            return classes[nodeRow] < classes[otherRow];
        }
        if (priorities[nodeRow] != priorities[otherRow]) {
            return priorities[nodeRow] < priorities[otherRow];
        }
        if (workLost[nodeRow] != workLost[otherRow]) {
            return workLost[nodeRow] < workLost[otherRow];
        }
        if (victimCounts[nodeRow] != victimCounts[otherRow]) {
            return victimCounts[nodeRow] < victimCounts[otherRow];
        }
        return nodeRow < otherRow;
    }

    private void siftUp(final int from, final int nodeRow) {
        int slot = from;
        while (slot > 0 && isCheaper(heap[(slot - 1) >>> 1], nodeRow)) {
            heap[slot] = heap[(slot - 1) >>> 1];
            slot = (slot - 1) >>> 1;
        }
        heap[slot] = nodeRow;
    }

    private void siftDown(final int nodeRow) {
        int slot = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && isCheaper(heap[child], heap[child + 1])) {
                child++;
            }
            if (!isCheaper(nodeRow, heap[child])) {
                break;
            }
            heap[slot] = heap[child];
            slot = child;
            child = 2 * slot + 1;
        }
        heap[slot] = nodeRow;
    }

    /** Makes it known which nodes are kept. */
    void mark() {
        Arrays.fill(kept, 0);
        for (int slot = 0; slot < size; slot++) {
            kept[heap[slot] >>> 6] |= 1L << heap[slot];
        }
    }

    boolean isKept(final int nodeRow) {
        return (kept[nodeRow >>> 6] >>> nodeRow & 1) != 0;
    }

    /** The first node kept from a row on, or -1. */
    int next(final int fromRow) {
        for (int row = fromRow; row < heap.length; row++) {
            if (isKept(row)) {
                return row;
            }
            if (kept[row >>> 6] >>> row == 0) {
                row |= Long.SIZE - 1;
            }
        }
        return ClusterView.NULL_ROW;
    }
}
