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
import java.util.Map;
import java.util.TreeMap;

/** Nodes of a job together, as {@link io.weft.placement.select.TopologyIndex} states. */
final class ReferenceTopology {
    private ReferenceTopology() {}

    static List<ReferenceNode> first(
            final Machine machine, final Demand demand, final List<ReferenceNode> candidates) {
        final ReferenceOrder order = new ReferenceOrder(machine, demand);
        candidates.sort(order.balanced());
        final int count = demand.nodeCount();
        final int level = ownLevel(candidates.get(count - 1), demand);
        // By switch, in the balanced order.
        final Map<Integer, List<ReferenceNode>> bySwitch = new TreeMap<>();
        for (final ReferenceNode node : candidates) {
            if (ownLevel(node, demand) <= level) {
                bySwitch.computeIfAbsent(node.switchId, key -> new ArrayList<>()).add(node);
            }
        }
        final List<Integer> switches = new ArrayList<>(bySwitch.keySet());
        final Comparator<Integer> byRow = Comparator.comparing(id -> firstRow(machine, id));
        switches.sort(
                Comparator.comparing((Integer id) -> coresLeft(machine, id, level))
                        .thenComparing(byRow));
        for (final int id : switches) {
            if (bySwitch.get(id).size() >= count) {
                return bySwitch.get(id).subList(0, count);
            }
        }
        switches.sort(
                Comparator.comparing((Integer id) -> -coresLeft(machine, id, level))
                        .thenComparing(byRow));
        final List<ReferenceNode> chosen = new ArrayList<>();
        for (final int id : switches) {
            final List<ReferenceNode> nodes = bySwitch.get(id);
            chosen.addAll(nodes.subList(0, Math.min(nodes.size(), count - chosen.size())));
        }
        return chosen;
    }

    private static int ownLevel(final ReferenceNode node, final Demand demand) {
        return node.ownLevel(demand.coreCount(), demand.highestLevel());
    }

    private static int firstRow(final Machine machine, final int switchId) {
        return machine.nodes().stream()
                .filter(node -> node.switchId == switchId)
                .findFirst()
                .orElseThrow()
                .row;
    }

    private static int coresLeft(final Machine machine, final int switchId, final int level) {
        return machine.nodes().stream()
                .filter(
                        node ->
                                node.switchId == switchId
                                        && node.isUp
                                        && !node.isHeld()
                                        && node.key() == 0)
                .mapToInt(node -> node.coresAtOrBelow(level))
                .sum();
    }
}
