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

import io.weft.placement.select.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Where a job would run, as each {@link Selection} has it; balanced is low and fair, emptiest first
 * (Minami, Endo and Nomura, "The Aggressive Oversubscribing Scheduling for Interactive Jobs on a
 * Supercomputing System").
 */
final class ReferenceSelector {
    private ReferenceSelector() {}

    /** Where the job would run, on nodes that pass the filter; empty when it does not fit. */
    static Optional<Placement> select(
            final Machine machine, final Demand demand, final Predicate<ReferenceNode> filter) {
        return demand.isAnywhere()
                ? selectAnywhere(machine, demand)
                : selectNodes(machine, demand, filter);
    }

    private static Optional<Placement> selectNodes(
            final Machine machine, final Demand demand, final Predicate<ReferenceNode> filter) {
        final List<ReferenceNode> candidates = new ArrayList<>();
        for (final ReferenceNode node : machine.nodes()) {
            if (node.shareAt(demand, demand.highestLevel()) == 1 && filter.test(node)) {
                candidates.add(node);
            }
        }
        if (candidates.size() < demand.nodeCount()) {
            return Optional.empty();
        }
        final SortedMap<Integer, Share> shares = new TreeMap<>();
        final List<ReferenceNode> chosen =
                demand.key() == 0
                        ? firstOf(machine, demand, candidates)
                        : firstOfKey(machine, demand, candidates);
        for (final ReferenceNode node : chosen) {
            shares.put(node.row, node.shareOf(demand, demand.coreCount()));
        }
        return Optional.of(new Placement(shares, multiplicity(machine, shares)));
    }

    /** Nodes of its key by own level and row, then empty ones. */
    private static List<ReferenceNode> firstOfKey(
            final Machine machine, final Demand demand, final List<ReferenceNode> candidates) {
        final ReferenceOrder order = new ReferenceOrder(machine, demand);
        final Comparator<ReferenceNode> ownFirst =
                Comparator.comparing((ReferenceNode node) -> node.key() != demand.key());
        final Comparator<ReferenceNode> emptyNext =
                switch (machine.selection()) {
                    case BALANCED, UTILISATION -> order.balanced();
                    case PACK, TOPOLOGY -> order.packed();
                    case SPREAD -> order.spread();
                };
        return order.first(
                candidates,
                ownFirst.thenComparing(
                        (left, right) ->
                                left.key() == demand.key()
                                        ? order.byLevel().compare(left, right)
                                        : emptyNext.compare(left, right)));
    }

    private static List<ReferenceNode> firstOf(
            final Machine machine, final Demand demand, final List<ReferenceNode> candidates) {
        final ReferenceOrder order = new ReferenceOrder(machine, demand);
        final boolean hasManyNodes = demand.nodeCount() > 1 && !demand.isReserved();
        return switch (machine.selection()) {
            case BALANCED -> order.first(candidates, order.balanced());
            case PACK -> order.first(candidates, order.packed());
            case SPREAD -> order.first(candidates, order.spread());
            case TOPOLOGY ->
                    hasManyNodes
                            ? ReferenceTopology.first(machine, demand, candidates)
                            : order.first(candidates, order.packed());
            case UTILISATION -> order.leastBusy(candidates, machine);
        };
    }

    // ------------------------------------------------------------------ cores anywhere

    private static Optional<Placement> selectAnywhere(final Machine machine, final Demand demand) {
        for (int level = 0; level <= demand.highestLevel(); level++) {
            if (machine.total(demand, level) >= demand.coreCount()) {
                final SortedMap<Integer, Share> shares = sharesAt(machine, demand, level);
                return Optional.of(new Placement(shares, multiplicity(machine, shares)));
            }
        }
        return Optional.empty();
    }

    private static SortedMap<Integer, Share> sharesAt(
            final Machine machine, final Demand demand, final int level) {
        final List<ReferenceNode> candidates = new ArrayList<>();
        for (final ReferenceNode node : machine.nodes()) {
            if (node.shareAt(demand, level) > 0) {
                candidates.add(node);
            }
        }
        candidates.sort(
                Comparator.comparing(
                                (ReferenceNode node) -> node.shareAt(demand, level),
                                Comparator.reverseOrder())
                        .thenComparing(node -> node.row));
        final boolean isEven = machine.selection() == Selection.SPREAD && !demand.isExclusive();
        return isEven
                ? evenShares(demand, candidates, level)
                : fewShares(demand, candidates, level);
    }

    /** All that the first nodes give, and of the last one what is missing. */
    private static SortedMap<Integer, Share> fewShares(
            final Demand demand, final List<ReferenceNode> candidates, final int level) {
        final SortedMap<Integer, Share> shares = new TreeMap<>();
        int missing = demand.coreCount();
        for (final ReferenceNode node : candidates) {
            if (missing > 0) {
                final int given = (int) node.shareAt(demand, level);
                final int taken = demand.isExclusive() ? given : Math.min(missing, given);
                shares.put(node.row, node.shareOf(demand, taken));
                missing -= taken;
            }
        }
        return shares;
    }

    /** A core of each node that has one left to give, round after round. */
    private static SortedMap<Integer, Share> evenShares(
            final Demand demand, final List<ReferenceNode> candidates, final int level) {
        final SortedMap<Integer, Integer> taken = new TreeMap<>();
        int missing = demand.coreCount();
        for (int round = 1; missing > 0; round++) {
            for (final ReferenceNode node : candidates) {
                if (missing > 0 && node.shareAt(demand, level) >= round) {
                    taken.merge(node.row, 1, Integer::sum);
                    missing--;
                }
            }
        }
        final SortedMap<Integer, Share> shares = new TreeMap<>();
        for (final ReferenceNode node : candidates) {
            if (taken.containsKey(node.row)) {
                shares.put(node.row, node.shareOf(demand, taken.get(node.row)));
            }
        }
        return shares;
    }

    private static int multiplicity(final Machine machine, final SortedMap<Integer, Share> shares) {
        int fullest = 0;
        for (final int row : shares.keySet()) {
            for (final int core : shares.get(row).cores()) {
                fullest = Math.max(fullest, machine.node(row).multiplicity(core));
            }
        }
        return 1 + fullest;
    }
}
