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

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;

/**
 * Finds the earliest start of a head without having known anything before: it takes the running
 * jobs in the order of their expected ends until the head fits. It is the way for a head that has
 * come up just now and will soon be gone.
 *
 * <p>Cost: O(log taken) for each job taken, O(allocations of the node) for each of its nodes.
 */
final class ReleaseSearch {
    private final ClusterView view;
    private final Projection projection;
    private final ReleaseFrontier frontier;
    private long startNs;
    private long total;
    private long lookCount;

    ReleaseSearch(final ClusterView view, final Projection projection, final Footprint footprint) {
        this.view = view;
        this.projection = projection;
        frontier = new ReleaseFrontier(view, footprint);
    }

    /**
     * Searches until the head fits, all running jobs are taken, or enough nodes were looked at.
     *
     * @param totalNow what all nodes give now, less than the head needs.
     * @param looksMax how many looks at nodes may be taken, about.
     * @return whether the head fits at some time, as far as was looked.
     */
    boolean find(
            final HeadDemand head, final long timeNs, final long totalNow, final long looksMax) {
        total = totalNow;
        lookCount = 0;
        frontier.reset();
        long formerNs = Long.MIN_VALUE;
        while (!frontier.isEmpty() && lookCount <= looksMax) {
            startNs = Math.max(timeNs, frontier.nextEndNs());
            while (!frontier.isEmpty() && frontier.nextEndNs() <= startNs) {
                release(head, frontier.take(), formerNs);
            }
            if (total >= head.need()) {
                return true;
            }
            formerNs = startNs;
        }
        return false;
    }

    /** Whether the search was given up. */
    boolean isCut() {
        return !frontier.isEmpty();
    }

    long startNs() {
        return startNs;
    }

    /** What all nodes give at the start. */
    long total() {
        return total;
    }

    /** Nodes that were looked at. */
    long lookCount() {
        return lookCount;
    }

    private void release(final HeadDemand head, final int jobRow, final long formerNs) {
        int allocation = view.jobAllocationHead(jobRow);
        while (allocation != NULL_ROW) {
            final int nodeRow = view.allocationNode(allocation);
            lookCount++;
            if (head.admits(nodeRow) && isFirstToEnd(allocation, nodeRow, formerNs)) {
                projection.look(nodeRow, startNs);
                total += projection.share(head);
                projection.look(nodeRow, formerNs);
                total -= projection.share(head);
            }
            allocation = view.allocationNextOfJob(allocation);
        }
    }

    /** Whether nobody before it on the node ends in the same step, so that it speaks for all. */
    private boolean isFirstToEnd(final int allocationRow, final int nodeRow, final long formerNs) {
        int other = view.nodeAllocationHead(nodeRow);
        while (other != allocationRow) {
            final long endNs = view.jobExpectedEndNs(view.allocationJob(other));
            if (endNs > formerNs && endNs <= startNs) {
                return false;
            }
            other = view.allocationNextOnNode(other);
        }
        return true;
    }
}
