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

import io.weft.manager.QueueSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** That each managed partition is there and hands out slots as Weft counts them. */
final class PartitionRules {
    private PartitionRules() {}

    static void examine(final ClusterFacts facts, final ExamPlan plan, final Findings findings) {
        for (final QueueSpec queue : plan.queues()) {
            final Map<String, String> partition = facts.partition(queue.name());
            final String subject = "partition " + queue.name();
            if (partition == null) {
                findings.error(
                        subject,
                        "",
                        "PartitionName=" + queue.name() + " in slurm.conf, or another [[queue]]",
                        "Slurm has no such partition, so that no job can be in this queue");
            } else {
                examine(subject, queue, partition, facts, plan, findings);
            }
        }
        neighbours(facts, plan, findings);
    }

    private static void examine(
            final String subject,
            final QueueSpec queue,
            final Map<String, String> partition,
            final ClusterFacts facts,
            final ExamPlan plan,
            final Findings findings) {
        sharing(subject, partition, findings);
        if (queue.maxMultiplicity() > plan.slotsPerCore()) {
            findings.error(
                    subject,
                    "multiplicity=" + queue.maxMultiplicity(),
                    "slots-per-core=" + queue.maxMultiplicity() + ", and CPUs= of its nodes so",
                    "Slurm has fewer slots than Weft gives, and leaves jobs pending");
        }
        final String state = partition.getOrDefault("State", "UP");
        if (!state.equalsIgnoreCase("UP")) {
            findings.warning(
                    subject, "State=" + state, "State=UP", "no released job of it will start");
        }
        if (!hasMemoryDefault(partition) && !hasMemoryDefault(facts.config())) {
            findings.error(
                    subject,
                    "no DefMemPerCPU",
                    "DefMemPerCPU= memory of a node / its CPUs",
                    "a job that does not say how much memory it needs gets all of the node's, and"
                            + " shares it with nobody");
        }
    }

    private static void sharing(
            final String subject, final Map<String, String> partition, final Findings findings) {
        final String value = partition.getOrDefault("OverSubscribe", "NO").toUpperCase(Locale.ROOT);
        if (value.equals("NO")) {
            findings.ok(subject, "OverSubscribe=NO");
        } else if (value.startsWith("EXCLUSIVE")) {
            findings.error(
                    subject,
                    "OverSubscribe=" + value,
                    "OverSubscribe=NO",
                    "Slurm gives every job its nodes alone");
        } else {
            findings.warning(
                    subject,
                    "OverSubscribe=" + value,
                    "OverSubscribe=NO, and CPUs= cores x M on its nodes",
                    "Slurm packs jobs into rows of cores and refused 6 to 14 % of Weft's decisions;"
                            + " with slots it refused none");
        }
    }

    private static boolean hasMemoryDefault(final Map<String, String> values) {
        return List.of("DefMemPerCPU", "DefMemPerNode").stream()
                .anyMatch(key -> KeyValues.number(values.get(key), 0) > 0);
    }

    /** Partitions that Weft does not manage, on nodes that it does. */
    private static void neighbours(
            final ClusterFacts facts, final ExamPlan plan, final Findings findings) {
        for (final Map<String, String> partition : facts.partitions()) {
            final String name = partition.getOrDefault("PartitionName", "");
            final boolean isNeighbour =
                    !plan.isManaged(name)
                            && facts.nodes().stream()
                                    .map(ClusterFacts::partitionsOf)
                                    .anyMatch(
                                            names ->
                                                    names.contains(name)
                                                            && names.stream()
                                                                    .anyMatch(plan::isManaged));
            if (isNeighbour) {
                findings.warning(
                        "partition " + name,
                        "shares nodes with managed partitions",
                        "nodes of its own, or manage it as well",
                        "Weft does not see its jobs, and Slurm may refuse what Weft decides there");
            }
        }
    }
}
