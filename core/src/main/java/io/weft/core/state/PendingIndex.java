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
package io.weft.core.state;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.OrderedRows;
import org.agrona.BitUtil;

/**
 * Milestones along the pending jobs: about one row in 64, spread evenly over the rows. Only they
 * are found by position in O(log n), and only when one of them comes or goes is there anything to
 * do; from a milestone to any job there are about 64 steps. It is derived from the list.
 */
final class PendingIndex {
    /** The golden ratio: rows that are near each other, or in step, are spread apart by it. */
    private static final int SPREAD = 0x9E3779B1;

    private static final int SPARSITY_BITS = 6;

    private final OrderedRows milestones;
    private final int rowMask;
    private final int milestoneCapacity;
    private final int inverse;
    private int root = OrderedRows.NULL_ROW;

    PendingIndex(final Footprint footprint, final int jobCapacity) {
        final int rowCount =
                BitUtil.findNextPositivePowerOfTwo(Math.max(1 << SPARSITY_BITS, jobCapacity));
        rowMask = rowCount - 1;
        milestoneCapacity = rowCount >>> SPARSITY_BITS;
        inverse = inverse(SPREAD);
        milestones = new OrderedRows(footprint, "pending index", milestoneCapacity, row -> row);
    }

    /** Inverse of an odd number modulo a power of two; each round doubles the bits (Newton). */
    private static int inverse(final int odd) {
        int inverse = odd;
        for (int round = 0; round < 5; round++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    void add(final int jobRow, final long position) {
        final int milestone = jobRow * SPREAD & rowMask;
        if (milestone < milestoneCapacity) {
            root = milestones.add(root, milestone, position, 0);
        }
    }

    void remove(final int jobRow) {
        final int milestone = jobRow * SPREAD & rowMask;
        if (milestone < milestoneCapacity) {
            root = milestones.remove(root, milestone);
        }
    }

    /** A job before some position, mostly a near one, or -1. */
    int before(final long position) {
        final int milestone = milestones.lastBelow(root, position);
        return milestone == OrderedRows.NULL_ROW ? NULL_ROW : milestone * inverse & rowMask;
    }
}
