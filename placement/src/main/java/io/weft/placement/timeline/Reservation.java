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

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Proposal;

/**
 * The promise to one job, its head, that it starts by some time: the earliest at which it fits when
 * running jobs end as expected. It counts what all nodes will then give to the head, so that the
 * price of another job is known from the nodes of that job alone.
 *
 * <p>Whoever is started in the same pass either will have ended by then or is counted, and slows
 * down nobody who was to end by then past it. So what a node will give can be found out at any time
 * of the pass from what is on it.
 *
 * <p>Cost: to ask it, O(words) for each allocation on a node.
 */
final class Reservation {
    private final ClusterView view;
    private final Projection projection;
    private final HeadDemand head;
    private long headId;
    private long startNs;
    private long total;

    Reservation(final ClusterView view, final Projection projection) {
        this.view = view;
        this.projection = projection;
        head = new HeadDemand(view);
    }

    /**
     * Finds the earliest start of a job, which does not fit now or is refused by an advance
     * reservation.
     *
     * @return false if there is none.
     */
    boolean make(
            final int jobRow,
            final long timeNs,
            final boolean isRefused,
            final EarliestStart earliest) {
        headId = view.jobId(jobRow);
        final boolean isMade = earliest.findClear(head, jobRow, timeNs, isRefused);
        startNs = earliest.startNs();
        total = earliest.total();
        return isMade;
    }

    long headId() {
        return headId;
    }

    long startNs() {
        return startNs;
    }

    /** Whether the head still fits at its start beside a job that is placed so and runs then. */
    boolean allows(final Proposal proposal, final boolean isExclusive, final long key) {
        return total - loss(proposal, isExclusive || key != head.key()) >= head.need();
    }

    /**
     * Whether the node gives the head no less when another job takes some cores of it, with what
     * belongs to them.
     */
    boolean allowsOn(
            final int nodeRow,
            final long[] words,
            final long memory,
            final int gpuCount,
            final boolean isExclusive,
            final long key) {
        if (!head.admits(nodeRow)) {
            return true;
        }
        projection.look(nodeRow, startNs);
        final int before = projection.share(head);
        return before == 0
                || !isExclusive
                        && key == head.key()
                        && projection.shareWithout(head, words, memory, gpuCount) >= before;
    }

    /** Takes note of a job that is about to be started. */
    void onStarting(
            final Proposal proposal, final boolean isExclusive, final long key, final long endNs) {
        if (endNs > startNs) {
            total -= loss(proposal, isExclusive || key != head.key());
        }
    }

    /** What the head loses by a job, which may close its nodes to the head. */
    private long loss(final Proposal proposal, final boolean isClosing) {
        long loss = 0;
        for (int i = 0; i < proposal.nodeCount(); i++) {
            final int nodeRow = proposal.nodeRow(i);
            if (head.admits(nodeRow)) {
                projection.look(nodeRow, startNs);
                loss += projection.share(head);
                loss -= isClosing ? 0 : projection.shareWithout(head, proposal, i);
            }
        }
        return loss;
    }
}
