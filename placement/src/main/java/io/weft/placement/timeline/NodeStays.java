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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;

/**
 * Who runs on one node, in the order of their expected ends. Who is overdue ends in an instant.
 *
 * <p>Cost: to read a node, O(log n) comparisons for each of the n who are on it, and a move of
 * those that end later.
 */
final class NodeStays {
    private static final int BYTES_EACH = Long.BYTES + Integer.BYTES;

    private final ClusterView view;
    private final long[] endsNs;
    private final int[] allocations;
    private int count;

    NodeStays(final ClusterView view, final Footprint footprint) {
        this.view = view;
        final int capacity = Math.min(view.jobCapacity(), EndOrder.capacity(view));
        endsNs = new long[capacity];
        allocations = new int[capacity];
        footprint.count("node stays", (long) capacity * BYTES_EACH);
    }

    /** How many may run on one node. */
    int capacity() {
        return allocations.length;
    }

    void read(final int nodeRow, final long nowNs) {
        count = 0;
        int allocation = view.nodeAllocationHead(nodeRow);
        while (allocation != ClusterView.NULL_ROW) {
            final long endNs = view.jobExpectedEndNs(view.allocationJob(allocation));
            insert(allocation, Math.max(nowNs + 1, endNs));
            allocation = view.allocationNextOnNode(allocation);
        }
    }

    private void insert(final int allocation, final long endNs) {
        int low = 0;
        int high = count;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (endsNs[middle] < endNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        System.arraycopy(endsNs, low, endsNs, low + 1, count - low);
        System.arraycopy(allocations, low, allocations, low + 1, count - low);
        endsNs[low] = endNs;
        allocations[low] = allocation;
        count++;
    }

    int count() {
        return count;
    }

    long endNs(final int stay) {
        return endsNs[stay];
    }

    int allocation(final int stay) {
        return allocations[stay];
    }
}
