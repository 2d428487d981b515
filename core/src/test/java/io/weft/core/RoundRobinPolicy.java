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
package io.weft.core;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;

/**
 * Jobs of one node, in order, each on the lowest idle cores of the next node, at the same cost
 * however large the cluster is: for tests of size. It stops at a node that has too few.
 */
final class RoundRobinPolicy implements PlacementPolicy {
    /** What it says it holds. */
    static final int COUNTED_LENGTH = 4321;

    private final Footprint footprint = new Footprint();
    private ClusterView view;
    private int nextNode;

    static PlacementPolicy named(final String name, final int version) {
        return new RoundRobinPolicy();
    }

    @Override
    public String name() {
        return "round-robin";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        footprint.count("cursor", COUNTED_LENGTH);
    }

    @Override
    public long capacityFor(final int jobRow) {
        return Long.MAX_VALUE;
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return timeNs;
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        int job = view.pendingHead();
        while (job != ClusterView.NULL_ROW) {
            final int next = view.pendingNext(job);
            if (view.coresAtOrBelow(nextNode, 0) < view.jobCoresPerNode(job)) {
                return;
            }
            propose(job, sink.proposal());
            if (!sink.start(job, ReasonCode.FITS)) {
                return;
            }
            nextNode = nextNode + 1 == view.nodeCount() ? 0 : nextNode + 1;
            job = next;
        }
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        return ReasonCode.WAITING_CORES;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        return 0;
    }

    private void propose(final int job, final Proposal proposal) {
        final int index = proposal.addNode(nextNode, view.jobMemoryPerNode(job), 0);
        int rest = view.jobCoresPerNode(job);
        for (int word = 0; rest > 0; word++) {
            final long idle =
                    CorePlanes.at(view.planes(), view.planesOffset(nextNode), word, 0)
                            & CorePlanes.validMask(view.nodeCoreCount(nextNode), word);
            final long some = CorePlanes.lowest(idle, Math.min(rest, Long.bitCount(idle)));
            proposal.mask(index, word, some);
            rest -= Long.bitCount(some);
        }
    }

    @Override
    public Footprint footprint() {
        return footprint;
    }

    @Override
    public void close() {
        footprint.close();
    }
}
