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
package io.weft.slurm.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a cluster; keys are alike in any case.
 *
 * @param config settings of the controller.
 * @param partitions one record each.
 * @param nodes one record for each node, or for each line of slurm.conf.
 * @param isLive whether the controller said so, and not a file.
 */
record ClusterFacts(
        Map<String, String> config,
        List<Map<String, String>> partitions,
        List<Map<String, String>> nodes,
        boolean isLive) {
    /** A setting; empty when it is not set. */
    String value(final String key) {
        return config.getOrDefault(key, "");
    }

    /** Whether a list, such as plugins or parameters, has an element, whatever its case. */
    boolean has(final String key, final String element) {
        final Set<String> elements = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        elements.addAll(List.of(value(key).split("[,\\s]+")));
        return elements.contains(element);
    }

    /** A partition, or null. */
    Map<String, String> partition(final String name) {
        for (final Map<String, String> partition : partitions) {
            if (name.equals(partition.get("PartitionName"))) {
                return partition;
            }
        }
        return null;
    }

    /** Names of the partitions that a node is in. */
    static List<String> partitionsOf(final Map<String, String> node) {
        return List.of(node.getOrDefault("Partitions", "").split(","));
    }
}
