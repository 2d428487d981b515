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
package io.weft.placement.reference;

import io.weft.core.spi.ClusterView;
import io.weft.placement.select.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who is on which node from when until when: running jobs and reservations. */
final class ReferenceProfile {
    /** A multiplicity that no core has. */
    static final int NO_CAP = 16;

    /**
     * What a job has on a node for some time.
     *
     * @param startNs first moment.
     * @param endNs first moment at which it is gone.
     * @param share what it holds.
     * @param cap processes that its cores may have while it is there, itself included.
     * @param isAlone whether nobody else may be on the node.
     */
    private record Stay(long startNs, long endNs, Share share, int cap, boolean isAlone) {
        boolean isThereAt(final long timeNs) {
            return startNs <= timeNs && timeNs < endNs;
        }
    }

    private final ClusterView view;
    private final Machine machine;
    private final long nowNs;
    private final SortedMap<Integer, List<Stay>> stays = new TreeMap<>();

    /** What is there now, until it is expected to end; who is overdue ends in an instant. */
    ReferenceProfile(final ClusterView view, final long nowNs) {
        this.view = view;
        this.nowNs = nowNs;
        this.machine = Machine.of(view, Selection.BALANCED);
        for (int slot = 0; slot < view.runningCount(); slot++) {
            final int jobRow = view.runningJob(slot);
            final long endNs = Math.max(nowNs + 1, view.jobExpectedEndNs(jobRow));
            int allocation = view.jobAllocationHead(jobRow);
            while (allocation != ClusterView.NULL_ROW) {
                final int nodeRow = view.allocationNode(allocation);
                add(
                        nodeRow,
                        new Stay(
                                nowNs,
                                endNs,
                                ReferenceNode.share(view, allocation),
                                NO_CAP,
                                view.nodeHolder(nodeRow) == jobRow));
                allocation = view.allocationNextOfJob(allocation);
            }
        }
    }

    private void add(final int nodeRow, final Stay stay) {
        stays.computeIfAbsent(nodeRow, key -> new ArrayList<>()).add(stay);
    }

    /** Adds a reservation. */
    void add(
            final Placement placement,
            final boolean isAlone,
            final long startNs,
            final long endNs) {
        final int cap = placement.multiplicity();
        placement
                .shares()
                .forEach((row, share) -> add(row, new Stay(startNs, endNs, share, cap, isAlone)));
    }

    Machine machine() {
        return machine;
    }

    /** Now, and every time at which somebody is gone. */
    SortedSet<Long> times() {
        final SortedSet<Long> times = new TreeSet<>();
        times.add(nowNs);
        stays.values().forEach(each -> each.forEach(stay -> times.add(stay.endNs())));
        return times;
    }

    /** Where a job would run from some time on, with nobody on its cores but so many, ever. */
    Optional<Placement> place(
            final Demand demand,
            final boolean isAlone,
            final long startNs,
            final long endNs,
            final int level) {
        final SortedMap<Integer, Share> shares = new TreeMap<>();
        long missing = demand.need();
        for (final ReferenceNode node : inOrder(isAlone && demand.isAnywhere())) {
            if (node.admits(demand) && missing > 0) {
                final Offer offer = offer(node, demand, isAlone, startNs, endNs, level);
                final long given = given(node, demand, isAlone, offer);
                final int wanted = (int) (demand.isAnywhere() ? Math.min(given, missing) : given);
                if (wanted > 0) {
                    shares.put(node.row, share(node, demand, isAlone, offer, wanted));
                    missing -= wanted;
                }
            }
        }
        return missing > 0 ? Optional.empty() : Optional.of(new Placement(shares, level + 1));
    }

    /** By row; whole nodes for cores anywhere the widest first, so that they are few. */
    private List<ReferenceNode> inOrder(final boolean isWidestFirst) {
        final List<ReferenceNode> nodes = new ArrayList<>(machine.nodes());
        if (isWidestFirst) {
            nodes.sort(Comparator.comparing(ReferenceNode::coreCount, Comparator.reverseOrder()));
        }
        return nodes;
    }

    /** In the unit of {@link Demand#need()}. */
    private static long given(
            final ReferenceNode node,
            final Demand demand,
            final boolean isAlone,
            final Offer offer) {
        final long given = demand.share(offer.cores().size(), offer.coresInMemory());
        return isAlone && demand.isAnywhere() && given < node.coreCount() ? 0 : given;
    }

    /** The emptiest cores, or all of a node that is wanted alone. */
    private static Share share(
            final ReferenceNode node,
            final Demand demand,
            final boolean isAlone,
            final Offer offer,
            final int wanted) {
        final int ofAll = isAlone ? node.coreCount() : wanted;
        final int counted = demand.isAnywhere() ? ofAll : demand.coreCount();
        final int taken = isAlone ? node.coreCount() : counted;
        return new Share(
                new TreeSet<>(offer.cores().subList(0, taken)),
                demand.memoryPerNode() + demand.memoryPerCore() * counted,
                demand.gpusPerNode(),
                new TreeSet<>(),
                isAlone,
                demand.key());
    }

    /**
     * What a node gives for some time.
     *
     * @param cores with the fewest processes first, then by number.
     * @param coresInMemory cores that its memory is enough for.
     */
    private record Offer(List<Integer> cores, long coresInMemory) {
        static final Offer NOTHING = new Offer(List.of(), 0);
    }

    private Offer offer(
            final ReferenceNode node,
            final Demand demand,
            final boolean isAlone,
            final long startNs,
            final long endNs,
            final int level) {
        if (node.hasAbsent() && node.keepsOut(demand)) {
            return Offer.NOTHING;
        }
        final List<Stay> there =
                stays.getOrDefault(node.row, List.of()).stream()
                        .filter(stay -> stay.startNs() < endNs && startNs < stay.endNs())
                        .toList();
        final SortedSet<Long> moments = new TreeSet<>(List.of(startNs));
        there.forEach(stay -> moments.add(stay.startNs()));
        final int[] highest = new int[node.coreCount()];
        final SortedSet<Integer> closed = new TreeSet<>();
        long memoryFree = Long.MAX_VALUE;
        int gpusFree = Integer.MAX_VALUE;
        for (final long moment : moments.tailSet(startNs).headSet(endNs)) {
            final int[] counts = new int[node.coreCount()];
            long memory = node.memoryTotal - node.memoryKept;
            int gpus = view.gpusTotal(node.row) - node.gpusKept;
            for (final Stay stay : there) {
                if (stay.isThereAt(moment)) {
                    if (isAlone || stay.isAlone() || stay.share().key() != demand.key()) {
                        return Offer.NOTHING;
                    }
                    stay.share().cores().forEach(core -> counts[core]++);
                    memory -= stay.share().memory();
                    gpus -= stay.share().gpuCount();
                }
            }
            for (int core = 0; core < counts.length; core++) {
                highest[core] = Math.max(highest[core], counts[core]);
            }
            for (final Stay stay : there) {
                for (final int core : stay.share().cores()) {
                    if (stay.isThereAt(moment) && counts[core] >= stay.cap()) {
                        closed.add(core);
                    }
                }
            }
            memoryFree = Math.min(memoryFree, memory);
            gpusFree = Math.min(gpusFree, gpus);
        }
        if (gpusFree < demand.gpusPerNode()) {
            return Offer.NOTHING;
        }
        final List<Integer> cores = new ArrayList<>();
        for (int core = 0; core < highest.length; core++) {
            if (highest[core] <= level && !closed.contains(core)) {
                cores.add(core);
            }
        }
        cores.sort(Comparator.comparingInt(core -> highest[core]));
        return new Offer(cores, demand.coresInMemory(memoryFree));
    }
}
