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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A slurm.conf with what it includes, brought into the form in which a controller answers, so that
 * the same rules look at both. Slurm's own defaults stand for what is not said.
 */
final class SlurmConf {
    /** Of slurm.conf(5) of Slurm 22.05, where they matter here. */
    private static final String DEFAULTS =
            """
            AuthType = auth/munge
            JobCompType = jobcomp/none
            JobRequeue = 1
            MaxJobCount = 10000
            MinJobAge = 300
            PreemptType = preempt/none
            PriorityType = priority/basic
            ReturnToService = 0
            SchedulerType = sched/backfill
            SelectType = select/linear
            SlurmUser = root
            SlurmdTimeout = 300
            TaskPlugin = task/none
            """;

    private static final String DEFAULT_NAME = "DEFAULT";

    private final Function<String, String> files;
    private final Map<String, String> config = KeyValues.ofLines(DEFAULTS);
    private final List<Map<String, String>> partitions = new ArrayList<>();
    private final List<Map<String, String>> nodes = new ArrayList<>();
    private final Set<String> included = new LinkedHashSet<>();
    private Map<String, String> partitionDefault = KeyValues.empty();
    private Map<String, String> nodeDefault = KeyValues.empty();

    private SlurmConf(final Function<String, String> files) {
        this.files = files;
    }

    /**
     * Reads a file and those that it includes.
     *
     * @param path of slurm.conf.
     * @param files text of a file, or null when it cannot be read.
     * @return the facts, or null when the first file cannot be read.
     */
    static ClusterFacts read(final String path, final Function<String, String> files) {
        final SlurmConf conf = new SlurmConf(files);
        if (!conf.include(path)) {
            return null;
        }
        conf.config.put("SLURM_CONF", path);
        conf.nameNodes();
        return new ClusterFacts(conf.config, conf.partitions, conf.nodes, false);
    }

    private boolean include(final String path) {
        final String text = included.add(path) ? files.apply(path) : "";
        if (text == null) {
            return false;
        }
        final StringBuilder line = new StringBuilder();
        for (final String part : text.lines().toList()) {
            final String clean = part.replaceFirst("(?<!\\\\)#.*", "").strip();
            if (clean.endsWith("\\")) {
                line.append(clean, 0, clean.length() - 1).append(' ');
            } else {
                take(line.append(clean).toString().strip(), path);
                line.setLength(0);
            }
        }
        return true;
    }

    private void take(final String line, final String path) {
        final String key = line.toLowerCase(Locale.ROOT);
        if (key.startsWith("include ")) {
            final String name = line.substring("include ".length()).strip();
            final int slash = path.lastIndexOf('/');
            include(name.startsWith("/") ? name : path.substring(0, slash + 1) + name);
        } else if (key.startsWith("nodename=")) {
            nodeDefault = takeRecord(line, "NodeName", nodeDefault, nodes);
        } else if (key.startsWith("partitionname=")) {
            partitionDefault = takeRecord(line, "PartitionName", partitionDefault, partitions);
        } else if (line.indexOf('=') > 0) {
            final int at = line.indexOf('=');
            config.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
        }
    }

    /** Takes one line down; what stands for the next ones if nothing is said there. */
    private static Map<String, String> takeRecord(
            final String line,
            final String name,
            final Map<String, String> defaults,
            final List<Map<String, String>> records) {
        final Map<String, String> record = KeyValues.empty();
        record.putAll(defaults);
        record.putAll(KeyValues.ofWords(line));
        if (DEFAULT_NAME.equalsIgnoreCase(record.get(name))) {
            return record;
        }
        records.add(record);
        return defaults;
    }

    /** Which partitions a line of nodes is in, as a controller says of each node. */
    private void nameNodes() {
        for (final Map<String, String> node : nodes) {
            final List<String> names = new ArrayList<>();
            for (final Map<String, String> partition : partitions) {
                if (has(partition.getOrDefault("Nodes", ""), node.get("NodeName"))) {
                    names.add(partition.get("PartitionName"));
                }
            }
            node.put("Partitions", String.join(",", names));
            node.putIfAbsent("CPUTot", node.getOrDefault("CPUs", node.getOrDefault("Procs", "")));
        }
    }

    /** Names are compared as they are written; the controller knows better. */
    private static boolean has(final String list, final String name) {
        return list.equalsIgnoreCase("ALL")
                || List.of(list.split(",(?![^\\[]*\\])")).contains(name);
    }
}
