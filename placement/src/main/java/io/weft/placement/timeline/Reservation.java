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
import io.weft.placement.select.Demand;
import org.agrona.DirectBuffer;

/**
 * The promise to one job, its head, that it starts by some time: the earliest at which it fits when
 * running jobs end as expected. It counts what all nodes will then give to the head, so that the
 * price of another job is known from the nodes of that job alone.
 *
 * <p>Cost: to make it, a look at every job released and its nodes; to ask it, O(words) a node.
 */
final class Reservation {
    private final ClusterView view;
    private final Projection projection;
    private final Demand head = new Demand();
    private long headId;
    private long startNs;
    private long total;

    Reservation(final ClusterView view, final Footprint footprint) {
        this.view = view;
        projection = new Projection(view, footprint);
    }

    /**
     * Finds the earliest start of a job.
     *
     * @param jobRow of the job, which does not fit now.
     * @param timeNs now.
     * @param totalNow what all nodes give to it now.
     * @param frontier to take running jobs from.
     * @return false if it would never fit.
     */
    boolean make(
            final int jobRow,
            final long timeNs,
            final long totalNow,
            final ReleaseFrontier frontier) {
        head.read(view, jobRow);
        headId = view.jobId(jobRow);
        total = totalNow;
        projection.clear();
        frontier.reset();
        while (!frontier.isEmpty()) {
            startNs = Math.max(timeNs, frontier.nextEndNs());
            while (!frontier.isEmpty() && frontier.nextEndNs() <= startNs) {
                release(frontier.take());
            }
            if (total >= head.need()) {
                return true;
            }
        }
        return false;
    }

    private void release(final int jobRow) {
        int allocation = view.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            final int nodeRow = view.allocationNode(allocation);
            if (head.admits(nodeRow)) {
                final int before = share(nodeRow);
                projection.giveBack(allocation);
                total += share(nodeRow) - before;
            }
            allocation = view.allocationNextOfJob(allocation);
        }
    }

    long headId() {
        return headId;
    }

    long startNs() {
        return startNs;
    }

    /** Whether the head still fits at its start beside a job that is placed so and runs then. */
    boolean allows(final Proposal proposal) {
        return total - loss(proposal) >= head.need();
    }

    /**
     * Whether the node gives the head no less when another job takes some cores of it, with what
     * belongs to them.
     */
    boolean allowsOn(final int nodeRow, final long[] words, final long memory, final int gpuCount) {
        if (!head.admits(nodeRow)) {
            return true;
        }
        final int before = share(nodeRow);
        if (before == 0) {
            return true;
        }
        int lost = 0;
        final DirectBuffer planes = projection.planes(nodeRow);
        final int offset = projection.planesOffset(nodeRow);
        for (int word = 0; word < words.length; word++) {
            if (words[word] != 0) {
                lost += lostCores(planes, offset, word, words[word]);
            }
        }
        return shareWithout(nodeRow, lost, memory, gpuCount) >= before;
    }

    /** Takes note of a job that is about to be started. */
    void onStarting(final Proposal proposal, final long endNs) {
        if (endNs > startNs) {
            total -= loss(proposal);
        }
        for (int i = 0; i < proposal.nodeCount(); i++) {
            final int nodeRow = proposal.nodeRow(i);
            if (endNs <= startNs) {
                // The state will show the job there, but at the start it will be gone.
                projection.copy(nodeRow);
            } else if (projection.isCopied(nodeRow)) {
                projection.take(proposal, i);
            }
        }
    }

    /** What the head loses by a job. */
    private long loss(final Proposal proposal) {
        long loss = 0;
        for (int i = 0; i < proposal.nodeCount(); i++) {
            final int nodeRow = proposal.nodeRow(i);
            if (head.admits(nodeRow)) {
                loss += share(nodeRow) - shareWithout(proposal, i);
            }
        }
        return loss;
    }

    private int share(final int nodeRow) {
        return shareWithout(nodeRow, 0, 0, 0);
    }

    private int shareWithout(final Proposal proposal, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        final DirectBuffer planes = projection.planes(nodeRow);
        final int offset = projection.planesOffset(nodeRow);
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        int lost = 0;
        for (int word = 0; word < wordCount; word++) {
            lost += lostCores(planes, offset, word, proposal.mask(index, word));
        }
        return shareWithout(nodeRow, lost, proposal.memory(index), proposal.gpuCount(index));
    }

    private int shareWithout(
            final int nodeRow, final int cores, final long memory, final int gpuCount) {
        return head.share(
                projection.coresAtOrBelow(nodeRow, head.highestLevel()) - cores,
                projection.memoryFree(nodeRow) - memory,
                projection.gpusFree(nodeRow) - gpuCount);
    }

    /** Of some cores, those that the head could have taken and cannot if one more is on them. */
    private int lostCores(
            final DirectBuffer planes, final int offset, final int word, final long cores) {
        return Long.bitCount(CorePlanes.at(planes, offset, word, head.highestLevel()) & cores);
    }
}
