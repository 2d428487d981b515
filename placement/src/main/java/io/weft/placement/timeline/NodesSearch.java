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
 * Finds from when on so many nodes can be had together.
 *
 * <p>A first search is for what is easiest to have; what it finds out of a node is a floor for
 * those after it, which look at a node no earlier than that.
 *
 * <p>Cost: a look at all nodes, and one more for each time at which some nodes would have been
 * free, but not for long enough. A look goes over the node's steps (see {@link NodeSteps}), and no
 * further than to the time at which others are enough.
 */
final class NodesSearch {
    private static final long NEVER = NodeWindow.NEVER;

    /** Up to so many nodes, it is known while they are looked at what is too late. */
    private static final int SOONEST_MAX = 64;

    private static final int BYTES_A_NODE = 2 * Long.BYTES + 1;

    private final ClusterView view;
    private final NodeWindow window;
    private final NthSmallest nthSmallest;
    private final long[] feasibleNs;
    private final long[] floorsNs;
    private final boolean[] areBounds;
    private final long[] soonestNs = new long[SOONEST_MAX];
    private HeadDemand demand;
    private long nowNs;
    private long durationNs;
    private int level;
    private int need;

    NodesSearch(final ClusterView view, final NodeWindow window, final Footprint footprint) {
        final int nodeCapacity = view.nodeCapacity();
        this.view = view;
        this.window = window;
        nthSmallest = new NthSmallest(nodeCapacity, footprint);
        feasibleNs = new long[nodeCapacity];
        floorsNs = new long[nodeCapacity];
        areBounds = new boolean[nodeCapacity];
        footprint.count("times of nodes", (long) nodeCapacity * BYTES_A_NODE);
    }

    /** The first search, without floors. */
    long findFloor(
            final HeadDemand newDemand,
            final long newNowNs,
            final long fromNs,
            final long newDurationNs,
            final int newLevel) {
        demand = newDemand;
        nowNs = newNowNs;
        need = (int) newDemand.need();
        final int nodeCount = view.nodeCount();
        for (int nodeRow = 0; nodeRow < nodeCount; nodeRow++) {
            final long floorNs = demand.admits(nodeRow) ? fromNs : NEVER;
            floorsNs[nodeRow] = floorNs;
            feasibleNs[nodeRow] = floorNs;
        }
        final long foundNs = find(fromNs, newDurationNs, newLevel, NEVER);
        System.arraycopy(feasibleNs, 0, floorsNs, 0, nodeCount);
        return foundNs;
    }

    /** Whether a node may give something at a time. */
    boolean mayGive(final int nodeRow, final long timeNs) {
        return floorsNs[nodeRow] <= timeNs;
    }

    /** Whether so many nodes can be had at a time. */
    boolean areEnough(final long timeNs, final long newDurationNs, final int newLevel) {
        int readyCount = 0;
        for (int nodeRow = 0; nodeRow < view.nodeCount(); nodeRow++) {
            if (floorsNs[nodeRow] <= timeNs) {
                window.read(nodeRow, nowNs);
                if (window.share(demand, timeNs, timeNs + newDurationNs, newLevel) > 0
                        && ++readyCount == need) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The earliest time before a limit from which on so many nodes can be had, or never. */
    long find(final long fromNs, final long newDurationNs, final int newLevel, final long limitNs) {
        durationNs = newDurationNs;
        level = newLevel;
        final int nodeCount = view.nodeCount();
        int readyCount = 0;
        int soonestCount = 0;
        long lateNs = limitNs;
        for (int nodeRow = 0; nodeRow < nodeCount; nodeRow++) {
            look(nodeRow, Math.max(fromNs, floorsNs[nodeRow]), lateNs);
            final long timeNs = feasibleNs[nodeRow];
            if (timeNs == fromNs && ++readyCount == need) {
                return fromNs;
            }
            if (timeNs < lateNs && need <= SOONEST_MAX) {
                soonestCount = insert(timeNs, soonestCount);
                lateNs = soonestCount == need ? soonestNs[need - 1] : limitNs;
            }
        }
        while (nodeCount >= need) {
            final long timeNs = nthSmallest.of(feasibleNs, nodeCount, need);
            if (timeNs >= limitNs || areReady(timeNs, limitNs)) {
                return timeNs >= limitNs ? NEVER : timeNs;
            }
        }
        return NEVER;
    }

    /** Keeps the soonest times, as many as are needed, in order; answers how many they are. */
    private int insert(final long timeNs, final int count) {
        int at = count == need ? count - 1 : count;
        while (at > 0 && soonestNs[at - 1] > timeNs) {
            soonestNs[at] = soonestNs[at - 1];
            at--;
        }
        soonestNs[at] = timeNs;
        return Math.min(count + 1, need);
    }

    /** Whether so many nodes can be had at a time; who may not any more is looked at again. */
    private boolean areReady(final long timeNs, final long limitNs) {
        int readyCount = 0;
        for (int nodeRow = 0; nodeRow < view.nodeCount(); nodeRow++) {
            final long knownNs = feasibleNs[nodeRow];
            if (knownNs < timeNs || (knownNs == timeNs && areBounds[nodeRow])) {
                look(nodeRow, timeNs, limitNs);
            }
            if (feasibleNs[nodeRow] == timeNs && ++readyCount == need) {
                return true;
            }
        }
        return false;
    }

    /** Finds when a node can be had; if that is late, a time before which it cannot will do. */
    private void look(final int nodeRow, final long fromNs, final long lateNs) {
        long timeNs = fromNs;
        if (fromNs < lateNs) {
            window.read(nodeRow, nowNs);
            timeNs = window.earliest(demand, fromNs, durationNs, level, lateNs);
        }
        feasibleNs[nodeRow] = timeNs;
        areBounds[nodeRow] = timeNs >= lateNs;
    }
}
