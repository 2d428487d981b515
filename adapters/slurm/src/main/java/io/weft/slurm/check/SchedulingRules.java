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

/** Who decides: that Slurm's own scheduler starts what Weft releases, at once, and nothing else. */
final class SchedulingRules {
    private static final int DEPTH_LEAST = 1000;
    private static final int DEPTH_DEFAULT = 100;

    private SchedulingRules() {}

    static void examine(final ClusterFacts facts, final Findings findings) {
        scheduler(facts, findings);
        parameters(facts, findings);
        priority(facts, findings);
        preemption(facts, findings);
    }

    private static void scheduler(final ClusterFacts facts, final Findings findings) {
        final String value = facts.value("SchedulerType");
        if (value.equals("sched/builtin")) {
            findings.ok("SchedulerType", value);
        } else {
            findings.warning(
                    "SchedulerType",
                    value,
                    "SchedulerType=sched/builtin, unless partitions that Weft does not manage need"
                            + " backfilling",
                    "the backfill scheduler plans released jobs as well, and may hold nodes for"
                            + " them");
        }
    }

    private static void parameters(final ClusterFacts facts, final Findings findings) {
        final String value = facts.value("SchedulerParameters");
        final String delay = parameter(value, "batch_sched_delay");
        if (delay.equals("0")) {
            findings.ok("batch_sched_delay", delay);
        } else {
            findings.warning(
                    "batch_sched_delay",
                    delay,
                    "SchedulerParameters=...,batch_sched_delay=0",
                    "a released batch job waits up to so many seconds for nothing; by default 3:"
                            + " measured 2.8 s until it runs, against 1 s");
        }
        if (parameter(value, "sched_interval").equals("-1")) {
            findings.error(
                    "sched_interval",
                    "-1",
                    "leave sched_interval out",
                    "Slurm's main loop is off: no released batch job ever starts");
        }
        final long depth = KeyValues.number(parameter(value, "default_queue_depth"), DEPTH_DEFAULT);
        if (depth >= DEPTH_LEAST) {
            findings.ok("default_queue_depth", "" + depth);
        } else {
            findings.warning(
                    "default_queue_depth",
                    "" + depth,
                    "SchedulerParameters=...,default_queue_depth=10000",
                    "a cycle looks at so many jobs only; released ones behind them wait");
        }
    }

    /** Value of one parameter of a list; empty when it is not there. */
    private static String parameter(final String list, final String name) {
        for (final String element : list.split(",")) {
            if (element.startsWith(name + "=")) {
                return element.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static void priority(final ClusterFacts facts, final Findings findings) {
        final String value = facts.value("PriorityType");
        if (value.equals("priority/basic")) {
            findings.ok("PriorityType", value);
        } else {
            findings.note(
                    "PriorityType",
                    value,
                    "",
                    "held jobs have priority 0 under any type; the order of managed jobs is"
                            + " Weft's policy, not this");
        }
    }

    private static void preemption(final ClusterFacts facts, final Findings findings) {
        final String value = facts.value("PreemptType");
        if (value.isEmpty() || value.equals("preempt/none")) {
            findings.ok("PreemptType", value);
        } else {
            findings.error(
                    "PreemptType",
                    value,
                    "PreemptType=preempt/none, or partitions of their own for what is preempted",
                    "Slurm would stop jobs that Weft has started and counts as running");
        }
    }
}
