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
 * with enough cores below M; a job that does not fit blocks the rest, one whose gate is shut is
 * passed over. It allocates nothing.
 *
 * <p>{@code first-fit} takes a node's emptiest cores, {@code stack} its fullest, which leaves nodes
 * as uneven as they can be.
 */
public class FirstFitPolicy implements PlacementPolicy {
    private final boolean stacks;
    private ClusterView view;
    private int firstWaiting = ClusterView.NULL_ROW;

    /** Takes the emptiest cores. */
    public FirstFitPolicy() {
        this(false);
    }

    private FirstFitPolicy(final boolean stacks) {
        this.stacks = stacks;
    }

    /** The catalogue that has both. */
    public static PlacementPolicy named(final String name, final int version) {
        return switch (version > 1 ? "" : name) {
            case "first-fit" -> new FirstFitPolicy(false);
            case "stack" -> new FirstFitPolicy(true);
            default -> null;
        };
    }

    @Override
    public String name() {
        return stacks ? "stack" : "first-fit";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean honoursReservations() {
        return true;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
    }

    @Override
    public long capacityFor(final int jobRow) {
        final int cores = view.jobCoresPerNode(jobRow);
        final boolean isAnywhere = view.jobNodeCount(jobRow) == 0;
        long capacity = 0;
        for (int node = 0; node < view.nodeCount(); node++) {
            if (admits(node, jobRow)) {
                final int most =
                        mostCores(
                                jobRow,
                                view.nodeCoreCount(node),
                                view.memoryTotal(node),
                                view.gpusTotal(node));
                final int given =
                        view.jobIsExclusive(jobRow) && isAnywhere ? whole(node, most) : most;
                capacity += isAnywhere ? given : given >= cores ? 1 : 0;
            }
        }
        return capacity;
    }

    @Override
    public long startableNow(final int jobRow) {
        final int level = view.queueMaxMultiplicity(view.jobQueue(jobRow)) - 1;
        final int wanted = view.jobCoresPerNode(jobRow);
        final boolean isAnywhere = view.jobNodeCount(jobRow) == 0;
        long count = 0;
        for (int node = 0; node < view.nodeCount(); node++) {
            final int cores = view.coresAtOrBelow(node, level);
            count += isAnywhere ? cores : cores >= wanted ? 1 : 0;
        }
        return Math.min(count, isAnywhere ? wanted : view.jobNodeCount(jobRow));
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return timeNs;
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        int job = view.pendingHead();
        firstWaiting = ClusterView.NULL_ROW;
        while (job != ClusterView.NULL_ROW) {
            final int next = view.pendingNext(job);
            if (view.jobGate(job) != ReasonCode.NONE) {
                job = next;
                continue;
            }
            if (!propose(job, sink.proposal())) {
                sink.proposal().clear();
                firstWaiting = job;
                return;
            }
            if (!sink.start(job, ReasonCode.FITS)) {
                return;
            }
            job = next;
        }
    }

    @Override
    public int firstWaiting() {
        return firstWaiting;
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        return ReasonCode.WAITING_CORES;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        return 0;
    }

    private boolean propose(final int job, final Proposal proposal) {
        final int levelMax = view.queueMaxMultiplicity(view.jobQueue(job)) - 1;
        final int cores = view.jobCoresPerNode(job);
        final boolean isAnywhere = view.jobNodeCount(job) == 0;
        int rest = isAnywhere ? cores : view.jobNodeCount(job);
        for (int node = 0; node < view.nodeCount() && rest > 0; node++) {
            if (isUnreserved(node, job) && admits(node, job) && isOpen(node, job)) {
                final int most =
                        mostCores(
                                job,
                                view.coresAtOrBelow(node, levelMax),
                                view.memoryFree(node),
                                view.gpusFree(node));
                final int wanted = isAnywhere ? wantedAnywhere(job, node, rest, most) : cores;
                if (wanted > 0 && wanted <= most) {
                    add(proposal, job, node, wanted, levelMax);
                    rest -= isAnywhere ? wanted : 1;
                }
            }
        }
        return rest <= 0;
    }

    /** Keeps off every node on which a reservation comes. */
    private boolean isUnreserved(final int node, final int job) {
        final int row = view.jobReservation(job);
        final boolean isUp =
                row == ClusterView.NULL_ROW ? view.isNodeUp(node) : view.nodeOpenTo(node) == row;
        return isUp && view.nodeReservation(node) == ClusterView.NULL_ROW;
    }

    /** Whole nodes are taken in their order: good for nodes that are alike. */
    private int wantedAnywhere(final int job, final int node, final int rest, final int most) {
        return view.jobIsExclusive(job) ? whole(node, most) : Math.min(rest, most);
    }

    private int whole(final int node, final int most) {
        return most == view.nodeCoreCount(node) ? most : 0;
    }

    private boolean isOpen(final int node, final int job) {
        final boolean mayShare =
                view.nodeKey(node) == view.jobKey(job) || view.nodeJobCount(node) == 0;
        final int copies = view.jobCopies(job);
        return mayShare
                && (copies == ClusterView.NULL_ROW || !view.hasCopyOn(copies, node))
                && view.nodeHolder(node) == ClusterView.NULL_ROW
                && (!view.jobIsExclusive(job)
                        || view.nodeAllocationHead(node) == ClusterView.NULL_ROW);
    }

    private boolean admits(final int node, final int job) {
        final long features = view.jobFeatures(job);
        return view.queueHasNode(view.jobQueue(job), node)
                && (view.nodeFeatures(node) & features) == features;
    }

    private int mostCores(final int job, final int cores, final long memory, final int gpus) {
        final long rest = memory - view.jobMemoryPerNode(job);
        if (rest < 0 || gpus < view.jobGpusPerNode(job)) {
            return 0;
        }
        final long perCore = view.jobMemoryPerCore(job);
        return perCore == 0 ? cores : (int) Math.min(cores, rest / perCore);
    }

    private void add(
            final Proposal proposal,
            final int job,
            final int node,
            final int coreCount,
            final int levelMax) {
        final long memory = view.jobMemoryPerNode(job) + view.jobMemoryPerCore(job) * coreCount;
        final int index = proposal.addNode(node, memory, view.jobGpusPerNode(job));
        int rest = view.jobIsExclusive(job) ? view.nodeCoreCount(node) : coreCount;
        for (int step = 0; rest > 0; step++) {
            final int level = stacks ? levelMax - step : step;
            for (int word = 0; word < view.maskWordCount() && rest > 0; word++) {
                final long cores =
                        CorePlanes.at(view.planes(), view.planesOffset(node), word, level)
                                & CorePlanes.validMask(view.nodeCoreCount(node), word);
                final long some = CorePlanes.lowest(cores, Math.min(rest, Long.bitCount(cores)));
                proposal.mask(index, word, proposal.mask(index, word) | some);
                rest -= Long.bitCount(some);
            }
        }
    }

    @Override
    public void close() {}
}
