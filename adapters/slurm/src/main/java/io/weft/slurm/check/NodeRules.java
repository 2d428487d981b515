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
import java.util.List;
import java.util.Map;

/** That the nodes of managed partitions declare slots: cores times M. */
final class NodeRules {
    private NodeRules() {}

    static void examine(final ClusterFacts facts, final ExamPlan plan, final Findings findings) {
        final List<String> sound = new ArrayList<>();
        for (final Map<String, String> node : facts.nodes()) {
            final boolean isManaged =
                    ClusterFacts.partitionsOf(node).stream().anyMatch(plan::isManaged);
            if (isManaged && isSound(node, plan, findings)) {
                sound.add(node.getOrDefault("NodeName", ""));
            }
        }
        if (!sound.isEmpty()) {
            findings.ok("nodes", sound.size() + " as they should be, from " + sound.get(0) + " on");
        }
        if (facts.nodes().size() > plan.limits().nodeCount()) {
            findings.error(
                    "nodes",
                    facts.nodes().size() + " nodes",
                    "limits.nodes=" + facts.nodes().size() + " before the journal is begun",
                    "Weft has room for limits.nodes=" + plan.limits().nodeCount());
        }
    }

    private static boolean isSound(
            final Map<String, String> node, final ExamPlan plan, final Findings findings) {
        final String subject = "node " + node.get("NodeName");
        final long cpus = KeyValues.number(node.get("CPUTot"), 0);
        final long threads = KeyValues.number(node.get("ThreadsPerCore"), 1);
        final int slots = plan.slotsPerCore();
        if (cpus == 0 || cpus % slots != 0) {
            findings.error(
                    subject,
                    "CPUs=" + cpus,
                    "CPUs= cores x " + slots,
                    "Slurm counts slots; they must be slots-per-core=" + slots + " for each core");
            return false;
        }
        if (cpus / slots > plan.limits().coresPerNode()) {
            findings.error(
                    subject,
                    cpus / slots + " cores",
                    "limits.cores-per-node=" + cpus / slots + " before the journal is begun",
                    "Weft has room for " + plan.limits().coresPerNode());
            return false;
        }
        if (threads > 1) {
            findings.error(
                    subject,
                    "ThreadsPerCore=" + threads,
                    "ThreadsPerCore=1 CoresPerSocket= CPUs / sockets",
                    "Slurm gives all threads of a core to one job, twice the slots that Weft"
                            + " counts");
            return false;
        }
        return true;
    }
}
