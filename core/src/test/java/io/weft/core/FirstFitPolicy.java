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
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;

/**
 * The smallest policy there can be, to test the engine with: jobs in order, each on the first nodes
 * with enough cores below M, lowest multiplicity first; a job that does not fit blocks the rest.
 */
public final class FirstFitPolicy implements PlacementPolicy {
    private ClusterView view;

    @Override
    public String name() {
        return "first-fit";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
    }

    @Override
    public long capacityFor(final int jobRow) {
        int count = 0;
        for (int node = 0; node < view.nodeCount(); node++) {
            count += view.nodeCoreCount(node) >= view.jobCoresPerNode(jobRow) ? 1 : 0;
        }
        return count;
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
            if (!propose(job, sink.proposal())) {
                sink.defer(job, ReasonCode.WAITING_CORES, 0);
                sink.proposal().clear();
                return;
            }
            if (!sink.start(job, ReasonCode.FITS)) {
                return;
            }
            job = next;
        }
    }

    private boolean propose(final int job, final Proposal proposal) {
        final int most = view.queueMaxMultiplicity(view.jobQueue(job)) - 1;
        final int cores = view.jobCoresPerNode(job);
        final long memory = view.jobMemoryPerNode(job) + view.jobMemoryPerCore(job) * cores;
        for (int node = 0; node < view.nodeCount(); node++) {
            if (proposal.nodeCount() == view.jobNodeCount(job)) {
                break;
            }
            if (view.isNodeUp(node)
                    && view.coresAtOrBelow(node, most) >= cores
                    && view.memoryFree(node) >= memory
                    && view.gpusFree(node) >= view.jobGpusPerNode(job)) {
                choose(proposal, proposal.addNode(node, memory, view.jobGpusPerNode(job)), cores);
            }
        }
        return proposal.nodeCount() == view.jobNodeCount(job);
    }

    private void choose(final Proposal proposal, final int index, final int coreCount) {
        final int node = proposal.nodeRow(index);
        final long[] chosen = new long[view.maskWordCount()];
        int rest = coreCount;
        for (int level = 0; rest > 0; level++) {
            for (int word = 0; word < chosen.length && rest > 0; word++) {
                final long cores =
                        CorePlanes.at(view.planes(), view.planesOffset(node), word, level)
                                & CorePlanes.validMask(view.nodeCoreCount(node), word);
                final long some = CorePlanes.lowest(cores, Math.min(rest, Long.bitCount(cores)));
                chosen[word] |= some;
                rest -= Long.bitCount(some);
            }
        }
        for (int word = 0; word < chosen.length; word++) {
            proposal.mask(index, word, chosen[word]);
        }
    }

    @Override
    public void close() {}
}
