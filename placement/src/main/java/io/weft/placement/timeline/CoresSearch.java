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
 * Finds from when on so many cores can be had together, wherever they are.
 *
 * <p>It goes from one time at which somebody is gone to the next, and only at the nodes where that
 * is so asks again what they give. What it knows of a node may be more than there is, for it does
 * not look whether the end of the time asked for has come upon somebody new: that it does only when
 * all nodes together seem to give enough.
 *
 * <p>Cost: O(words) for each step of each node in the time asked for, and O(log nodes) for each
 * time at which somebody is gone; the former once more whenever nodes only seemed to give enough.
 */
final class CoresSearch {
    private static final long NEVER = NodeWindow.NEVER;
    private static final int BYTES_A_NODE = 3 * Long.BYTES + 2 * Integer.BYTES;

    private final ClusterView view;
    private final NodeWindow window;
    private final int[] heap;
    private final long[] nextEndsNs;
    private final long[] lookedAtNs;
    private final long[] lookedUntilNs;
    private final int[] shares;
    private HeadDemand demand;
    private long nowNs;
    private long durationNs;
    private int level;
    private int count;
    private long total;

    CoresSearch(final ClusterView view, final NodeWindow window, final Footprint footprint) {
        final int nodeCapacity = view.nodeCapacity();
        this.view = view;
        this.window = window;
        heap = new int[nodeCapacity];
        nextEndsNs = new long[nodeCapacity];
        lookedAtNs = new long[nodeCapacity];
        lookedUntilNs = new long[nodeCapacity];
        shares = new int[nodeCapacity];
        footprint.count("cores of nodes", (long) nodeCapacity * BYTES_A_NODE);
    }

    void begin(final HeadDemand newDemand, final long newNowNs) {
        demand = newDemand;
        nowNs = newNowNs;
    }

    /** Whether so many cores can be had at a time. */
    boolean areEnough(final long timeNs, final long newDurationNs, final int newLevel) {
        long missing = demand.need();
        for (int nodeRow = 0; nodeRow < view.nodeCount() && missing > 0; nodeRow++) {
            if (demand.admits(nodeRow)) {
                window.read(nodeRow, nowNs);
                missing -= window.share(demand, timeNs, timeNs + newDurationNs, newLevel);
            }
        }
        return missing <= 0;
    }

    /** The earliest time before a limit from which on so many cores can be had, or never. */
    long find(final long fromNs, final long newDurationNs, final int newLevel, final long limitNs) {
        if (fromNs >= limitNs) {
            return NEVER;
        }
        durationNs = newDurationNs;
        level = newLevel;
        lookAtAll(fromNs);
        long timeNs = fromNs;
        while (total < demand.need() || !isTrue(timeNs)) {
            timeNs = count == 0 ? NEVER : nextEndsNs[heap[0]];
            if (timeNs >= limitNs) {
                return NEVER;
            }
            while (nextEndsNs[heap[0]] == timeNs) {
                advance(heap[0], timeNs);
                sink(0);
            }
        }
        return timeNs;
    }

    private void lookAtAll(final long fromNs) {
        count = 0;
        total = 0;
        for (int nodeRow = 0; nodeRow < view.nodeCount(); nodeRow++) {
            if (demand.admits(nodeRow)) {
                window.read(nodeRow, nowNs);
                shares[nodeRow] = 0;
                look(nodeRow, fromNs);
                nextEndsNs[nodeRow] = window.nextEndNs(fromNs);
                heap[count++] = nodeRow;
            }
        }
        for (int at = count / 2 - 1; at >= 0; at--) {
            sink(at);
        }
    }

    /** Looks at the node that was read. */
    private void look(final int nodeRow, final long timeNs) {
        final long untilNs = timeNs + durationNs;
        lookedAtNs[nodeRow] = timeNs;
        lookedUntilNs[nodeRow] = untilNs;
        change(nodeRow, window.shareAndNote(demand, timeNs, untilNs, level));
    }

    private void change(final int nodeRow, final int share) {
        total += share - shares[nodeRow];
        shares[nodeRow] = share;
    }

    private void advance(final int nodeRow, final long timeNs) {
        window.read(nodeRow, nowNs);
        final int noted = window.noted(timeNs, lookedUntilNs[nodeRow]);
        if (noted == NodeSteps.UNKNOWN) {
            look(nodeRow, timeNs);
        } else {
            change(nodeRow, noted);
        }
        nextEndsNs[nodeRow] = window.nextEndNs(timeNs);
    }

    /** Whether the nodes give enough until the end of the time that is asked for. */
    private boolean isTrue(final long timeNs) {
        for (int i = 0; i < count && total >= demand.need(); i++) {
            final int nodeRow = heap[i];
            if (lookedAtNs[nodeRow] != timeNs) {
                window.read(nodeRow, nowNs);
                look(nodeRow, timeNs);
            }
        }
        return total >= demand.need();
    }

    private void sink(final int from) {
        final int nodeRow = heap[from];
        final long endNs = nextEndsNs[nodeRow];
        int at = from;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && nextEndsNs[heap[child + 1]] < nextEndsNs[heap[child]]) {
                child++;
            }
            if (endNs <= nextEndsNs[heap[child]]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = nodeRow;
    }
}
