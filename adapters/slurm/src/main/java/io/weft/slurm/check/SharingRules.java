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

/** That Slurm counts slots and memory, and leaves the cores inside a node to Weft. */
final class SharingRules {
    private SharingRules() {}

    static void examine(final ClusterFacts facts, final ExamPlan plan, final Findings findings) {
        selection(facts, findings);
        tasks(facts, findings);
        if (facts.has("SlurmdParameters", "config_overrides")) {
            findings.ok("SlurmdParameters", facts.value("SlurmdParameters"));
        } else if (plan.slotsPerCore() > 1) {
            findings.error(
                    "SlurmdParameters",
                    facts.value("SlurmdParameters"),
                    "SlurmdParameters=config_overrides",
                    "a node with fewer cores than its CPUs= says is drained when it registers");
        }
    }

    private static void selection(final ClusterFacts facts, final Findings findings) {
        final String type = facts.value("SelectType");
        if (type.equals("select/cons_tres")) {
            findings.ok("SelectType", type);
        } else if (type.equals("select/cons_res")) {
            findings.note(
                    "SelectType", type, "SelectType=select/cons_tres", "the older of the two");
        } else {
            findings.error(
                    "SelectType",
                    type,
                    "SelectType=select/cons_tres",
                    "Slurm would give whole nodes, so that no two jobs share one");
        }
        final String parameters = facts.value("SelectTypeParameters");
        if (facts.has("SelectTypeParameters", "CR_Core_Memory")
                || facts.has("SelectTypeParameters", "CR_CPU_Memory")) {
            findings.ok("SelectTypeParameters", parameters);
        } else if (facts.has("SelectTypeParameters", "CR_Core")
                || facts.has("SelectTypeParameters", "CR_CPU")) {
            findings.warning(
                    "SelectTypeParameters",
                    parameters,
                    "SelectTypeParameters=CR_Core_Memory",
                    "Slurm does not count memory: what Weft keeps free, others may take");
        } else {
            findings.error(
                    "SelectTypeParameters",
                    parameters,
                    "SelectTypeParameters=CR_Core_Memory",
                    "Slurm would give whole sockets or nodes where Weft gives cores");
        }
    }

    private static void tasks(final ClusterFacts facts, final Findings findings) {
        final String value = facts.value("TaskPlugin");
        if (facts.has("TaskPlugin", "task/affinity") || facts.has("TaskPlugin", "affinity")) {
            findings.error(
                    "TaskPlugin",
                    value,
                    "TaskPlugin=task/none",
                    "task/affinity binds to the cores that Slurm counts, some of which the machine"
                            + " does not have; Weft's task prolog binds to its own");
        } else if (facts.has("TaskPlugin", "task/cgroup") || facts.has("TaskPlugin", "cgroup")) {
            findings.warning(
                    "TaskPlugin",
                    value,
                    "ConstrainCores=no in cgroup.conf",
                    "with ConstrainCores=yes a job is confined to the cores that Slurm counts, not"
                            + " to those that Weft chose");
        } else {
            findings.ok("TaskPlugin", value);
        }
    }
}
