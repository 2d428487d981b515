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
package io.weft.slurm;

import io.weft.core.wire.NodeState;
import io.weft.manager.ObservedNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what sinfo prints: one record for all nodes that are alike. */
final class NodeTable {
    /** As option -O of sinfo names them. */
    static final List<String> FIELDS =
            List.of("StateComplete", "CPUs", "Memory", "Gres", "features_act", "NodeList");

    private static final Set<String> LOST =
            Set.of("DOWN", "UNKNOWN", "ERROR", "FUTURE", "INVAL", "INVALID_REG", "POWERED_DOWN");
    private static final Set<String> OPEN =
            Set.of("IDLE", "MIXED", "ALLOCATED", "COMPLETING", "PLANNED", "CLOUD", "DYNAMIC_NORM");

    private NodeTable() {}

    /**
     * The nodes of an answer, each once.
     *
     * @param slotsPerCore CPUs that Slurm counts for each core.
     * @throws IllegalArgumentException when a record makes no sense.
     */
    static List<ObservedNode> nodes(final List<String[]> records, final int slotsPerCore) {
        final Map<String, ObservedNode> nodes = new LinkedHashMap<>();
        for (final String[] record : records) {
            final int cpus = Integer.parseInt(record[1]);
            if (cpus % slotsPerCore != 0) {
                throw new IllegalArgumentException(
                        "CPUs="
                                + cpus
                                + " of "
                                + record[5]
                                + ", expected a multiple of slotsPerCore="
                                + slotsPerCore);
            }
            final List<String> features =
                    record[4].isEmpty() ? List.of() : List.of(record[4].split(","));
            for (final String name : HostList.expand(record[5])) {
                nodes.put(
                        name,
                        new ObservedNode(
                                Words.requireName("node", name),
                                cpus / slotsPerCore,
                                Quantity.bytes(record[2]),
                                Quantity.gpus(record[3]),
                                features,
                                state(record[0])));
            }
        }
        return new ArrayList<>(nodes.values());
    }

    /** One flag that is not known keeps further jobs away. */
    static NodeState state(final String text) {
        boolean isOpen = true;
        for (final String flag : text.toUpperCase(Locale.ROOT).split("\\+")) {
            if (LOST.contains(flag)) {
                return NodeState.DOWN;
            }
            isOpen &= OPEN.contains(flag);
        }
        return isOpen ? NodeState.UP : NodeState.DRAINING;
    }
}
