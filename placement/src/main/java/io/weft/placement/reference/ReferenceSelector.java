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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The balanced selection: low and fair, emptiest first (Minami, Endo and Nomura, "The Aggressive
 * Oversubscribing Scheduling for Interactive Jobs on a Supercomputing System").
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
        final int highest = demand.maxMultiplicity() - 1;
        final List<ReferenceNode> candidates = new ArrayList<>();
        for (final ReferenceNode node : machine.nodes()) {
            if (node.shareAt(demand, highest) == 1 && filter.test(node)) {
                candidates.add(node);
            }
        }
        if (candidates.size() < demand.nodeCount()) {
            return Optional.empty();
        }
        candidates.sort(order(demand, MemoryScale.of(machine.largestMemory())));
        final SortedMap<Integer, Share> shares = new TreeMap<>();
        for (final ReferenceNode node : candidates.subList(0, demand.nodeCount())) {
            shares.put(node.row, node.shareOf(demand, demand.coreCount()));
        }
        return Optional.of(new Placement(shares, multiplicity(machine, shares)));
    }

    /** The order that {@link io.weft.placement.select.NodeIndex} states, line by line. */
    private static Comparator<ReferenceNode> order(final Demand demand, final MemoryScale scale) {
        final int coreCount = demand.coreCount();
        final long memory = demand.memoryPerNode() + demand.memoryPerCore() * coreCount;
        return Comparator.comparingInt((ReferenceNode node) -> ownLevel(node, demand))
                .thenComparing(node -> scale.leastOfClass(node.memoryFree()) < memory)
                .thenComparing(node -> -coreClass(coresAt(node, ownLevel(node, demand))))
                .thenComparing(node -> coresAt(node, ownLevel(node, demand)) < node.coreCount())
                .thenComparing(node -> -classBelow(node, ownLevel(node, demand)))
                .thenComparing(node -> scale.leastOfClass(node.memoryFree()))
                .thenComparing(node -> node.row);
    }

    private static int ownLevel(final ReferenceNode node, final Demand demand) {
        return node.ownLevel(demand.coreCount(), demand.maxMultiplicity() - 1);
    }

    private static int coresAt(final ReferenceNode node, final int level) {
        return level < 0 ? 0 : node.coresAtOrBelow(level);
    }

    /** Class of the number of cores below a level of a whole node, 0 for the others. */
    private static int classBelow(final ReferenceNode node, final int level) {
        return coresAt(node, level) == node.coreCount() ? coreClass(coresAt(node, level - 1)) : 0;
    }

    /** Up to 15 each number is a class, then eight classes begin in each octave. */
    private static int coreClass(final int coreCount) {
        int row = 0;
        int start = 0;
        int width = 1;
        while (start + width <= coreCount) {
            start += width;
            row++;
            width = Math.max(1, Integer.highestOneBit(start) / 8);
        }
        return row;
    }

    private static Optional<Placement> selectAnywhere(final Machine machine, final Demand demand) {
        for (int level = 0; level < demand.maxMultiplicity(); level++) {
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
        final SortedMap<Integer, Share> shares = new TreeMap<>();
        int missing = demand.coreCount();
        for (final ReferenceNode node : candidates) {
            if (missing > 0) {
                final int taken = (int) Math.min(missing, node.shareAt(demand, level));
                shares.put(node.row, node.shareOf(demand, taken));
                missing -= taken;
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
