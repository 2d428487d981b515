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
import io.weft.core.spi.Proposal;
import java.util.Arrays;

/**
 * Where a job is put, once it is known that it has its place at a time and level: on the first
 * nodes by row, or, if it wants whole nodes and its cores may be anywhere, on the widest.
 *
 * <p>Cost: a look at the nodes up to the last that is taken; for the widest, at each as often as
 * there are widths.
 */
final class PlanPlaces {
    private final ClusterView view;
    private final NodeWindow window;
    private final NodesSearch nodes;
    private final long[] words;
    private final boolean[] areTaken;
    private HeadDemand demand;
    private long nowNs;
    private long fromNs;
    private long untilNs;

    PlanPlaces(
            final ClusterView view,
            final NodeWindow window,
            final NodesSearch nodes,
            final Footprint footprint) {
        this.view = view;
        this.window = window;
        this.nodes = nodes;
        words = new long[view.maskWordCount()];
        areTaken = new boolean[view.nodeCapacity()];
        footprint.count("places", view.nodeCapacity());
    }

    void begin(final HeadDemand newDemand, final long newNowNs) {
        demand = newDemand;
        nowNs = newNowNs;
    }

    /** Proposes a place; it is known that there is one. */
    void propose(
            final long newFromNs, final long newUntilNs, final int level, final Proposal proposal) {
        fromNs = newFromNs;
        untilNs = newUntilNs;
        proposal.clear();
        if (demand.isExclusive() && demand.isAnywhere()) {
            markWidest();
        }
        long missing = demand.need();
        for (int nodeRow = 0; nodeRow < view.nodeCount() && missing > 0; nodeRow++) {
            if (mayTake(nodeRow)) {
                window.read(nodeRow, nowNs);
                final int share = window.shareToChoose(demand, fromNs, untilNs, level);
                if (share > 0) {
                    missing -= take(nodeRow, (int) Math.min(share, missing), level, proposal);
                }
            }
        }
    }

    private boolean mayTake(final int nodeRow) {
        if (!demand.isAnywhere()) {
            return nodes.mayGive(nodeRow, fromNs);
        }
        return demand.isExclusive() ? areTaken[nodeRow] : demand.admits(nodeRow);
    }

    private int take(
            final int nodeRow, final int wanted, final int level, final Proposal proposal) {
        final int ofAll = demand.isExclusive() ? view.nodeCoreCount(nodeRow) : wanted;
        final int counted = demand.isAnywhere() ? ofAll : demand.coreCount();
        final int taken = demand.isExclusive() ? view.nodeCoreCount(nodeRow) : counted;
        window.choose(taken, level, words);
        final int row = proposal.addNode(nodeRow, demand.memory(counted), demand.gpusPerNode());
        for (int word = 0; word < words.length; word++) {
            proposal.mask(row, word, words[word]);
        }
        return wanted;
    }

    /** Marks the widest nodes that can be had whole, so that they are few. */
    private void markWidest() {
        long missing = demand.need();
        int widest = Integer.MAX_VALUE;
        Arrays.fill(areTaken, false);
        while (missing > 0) {
            widest = widestBelow(widest);
            for (int nodeRow = 0; nodeRow < view.nodeCount() && missing > 0; nodeRow++) {
                if (view.nodeCoreCount(nodeRow) == widest && demand.admits(nodeRow)) {
                    window.read(nodeRow, nowNs);
                    final int share = window.share(demand, fromNs, untilNs, 0);
                    areTaken[nodeRow] = share > 0;
                    missing -= share;
                }
            }
        }
    }

    private int widestBelow(final int limit) {
        int widest = 0;
        for (int nodeRow = 0; nodeRow < view.nodeCount(); nodeRow++) {
            final int coreCount = view.nodeCoreCount(nodeRow);
            if (coreCount < limit) {
                widest = Math.max(widest, coreCount);
            }
        }
        return widest;
    }
}
