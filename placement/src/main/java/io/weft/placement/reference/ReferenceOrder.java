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

/**
 * The orders of nodes for a job of so many nodes that {@link io.weft.placement.select.NodeIndex}
 * states, line by line.
 */
final class ReferenceOrder {
    private final Demand demand;
    private final MemoryScale scale;
    private final long memory;

    ReferenceOrder(final Machine machine, final Demand demand) {
        this.demand = demand;
        scale = MemoryScale.of(machine.largestMemory());
        memory = demand.memoryPerNode() + demand.memoryPerCore() * demand.coreCount();
    }

    /** As many as the job asks for. */
    List<ReferenceNode> first(
            final List<ReferenceNode> candidates, final Comparator<ReferenceNode> order) {
        candidates.sort(order);
        return candidates.subList(0, demand.nodeCount());
    }

    /** The same, as {@link io.weft.placement.select.UtilisationIndex} states. */
    List<ReferenceNode> leastBusy(final List<ReferenceNode> candidates, final Machine machine) {
        final List<ReferenceNode> chosen = first(candidates, balanced());
        if (machine.nodes().stream().allMatch(node -> node.idleCount == 0)) {
            return chosen;
        }
        final int level = ownLevel(chosen.get(chosen.size() - 1));
        final List<ReferenceNode> withinLevel = new ArrayList<>(candidates);
        withinLevel.removeIf(node -> ownLevel(node) > level);
        return first(
                withinLevel,
                Comparator.comparing(ReferenceNode::busySixteenths).thenComparing(balanced()));
    }

    Comparator<ReferenceNode> balanced() {
        return emptiestFirst()
                .thenComparing(node -> scale.leastOfClass(node.memoryFree()))
                .thenComparing(node -> node.row);
    }

    Comparator<ReferenceNode> spread() {
        return emptiestFirst()
                .thenComparing(node -> -scale.leastOfClass(node.memoryFree()))
                .thenComparing(node -> node.row);
    }

    Comparator<ReferenceNode> packed() {
        return leastLevelFirst()
                .thenComparing(node -> leastOfCoreClass(node) < demand.coreCount())
                .thenComparing(node -> leastOfCoreClass(node))
                .thenComparing(node -> isWhole(node))
                .thenComparing(node -> classBelow(node))
                .thenComparing(node -> scale.leastOfClass(node.memoryFree()))
                .thenComparing(node -> node.row);
    }

    Comparator<ReferenceNode> byLevel() {
        return Comparator.comparingInt((ReferenceNode node) -> ownLevel(node))
                .thenComparing(node -> node.row);
    }

    private Comparator<ReferenceNode> leastLevelFirst() {
        return Comparator.comparingInt((ReferenceNode node) -> ownLevel(node))
                .thenComparing(node -> scale.leastOfClass(node.memoryFree()) < memory);
    }

    private Comparator<ReferenceNode> emptiestFirst() {
        return leastLevelFirst()
                .thenComparing(node -> -leastOfCoreClass(node))
                .thenComparing(node -> !isWhole(node))
                .thenComparing(node -> -classBelow(node));
    }

    private int ownLevel(final ReferenceNode node) {
        return node.ownLevel(demand.coreCount(), demand.highestLevel());
    }

    private boolean isWhole(final ReferenceNode node) {
        return node.coresAtOrBelow(ownLevel(node)) == node.coreCount();
    }

    private int leastOfCoreClass(final ReferenceNode node) {
        return leastOfClass(node.coresAtOrBelow(ownLevel(node)));
    }

    /** Class of the number of cores below the own level of a whole node, 0 for the others. */
    private int classBelow(final ReferenceNode node) {
        final int level = ownLevel(node);
        return isWhole(node) && level > 0 ? leastOfClass(node.coresAtOrBelow(level - 1)) : 0;
    }

    /** Up to 15 each number is a class, then eight classes begin in each octave. */
    private static int leastOfClass(final int coreCount) {
        final int width = Math.max(1, Integer.highestOneBit(coreCount) / 8);
        return coreCount / width * width;
    }
}
