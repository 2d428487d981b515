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

/**
 * The allocations on one node in the order of the expected ends of their jobs.
 *
 * <p>Cost: a shell sort (D. Shell, 1959, with the gaps of R. Sedgewick, 1986), for there are few;
 * nothing is allocated.
 */
final class EndOrder {
    private static final int[] GAPS = {8929, 3905, 2161, 929, 505, 209, 109, 41, 19, 5, 1};

    private final ClusterView view;
    private final int[] allocationRows;
    private final long[] endsNs;
    private int count;

    EndOrder(final ClusterView view, final Footprint footprint) {
        this.view = view;
        final int capacity = capacity(view);
        allocationRows = new int[capacity];
        endsNs = new long[capacity];
        footprint.count("end order", (long) capacity * (Integer.BYTES + Long.BYTES));
    }

    /**
     * How many allocations there may be on a node. Each has a core at least, and no core has more
     * processes than can be counted; but on trial there is one more, of the job that starts on what
     * others gave back that are still listed.
     */
    static int capacity(final ClusterView view) {
        return view.maskWordCount() * Long.SIZE * CorePlanes.COUNT_MAX + 1;
    }

    void read(final int nodeRow) {
        count = 0;
        int allocation = view.nodeAllocationHead(nodeRow);
        while (allocation != ClusterView.NULL_ROW) {
            allocationRows[count] = allocation;
            endsNs[count] = view.jobExpectedEndNs(view.allocationJob(allocation));
            count++;
            allocation = view.allocationNextOnNode(allocation);
        }
        for (final int gap : GAPS) {
            sort(gap);
        }
    }

    private void sort(final int gap) {
        for (int from = gap; from < count; from++) {
            final int row = allocationRows[from];
            final long endNs = endsNs[from];
            int at = from;
            while (at >= gap && endsNs[at - gap] > endNs) {
                allocationRows[at] = allocationRows[at - gap];
                endsNs[at] = endsNs[at - gap];
                at -= gap;
            }
            allocationRows[at] = row;
            endsNs[at] = endNs;
        }
    }

    int count() {
        return count;
    }

    int allocationRow(final int index) {
        return allocationRows[index];
    }

    long endNs(final int index) {
        return endsNs[index];
    }

    /** Whether the next one ends later, or there is none. */
    boolean isLastOfItsEnd(final int index) {
        return index + 1 == count || endsNs[index + 1] != endsNs[index];
    }
}
