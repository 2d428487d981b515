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
package io.weft.simulator.report;

import io.weft.core.wire.JobClass;
import io.weft.simulator.metrics.ChangeUse;
import io.weft.simulator.metrics.ClassSummary;
import io.weft.simulator.metrics.Distribution;
import io.weft.simulator.metrics.OutsideUse;
import io.weft.simulator.metrics.PreemptionUse;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of a summary by name, in the order in which they are shown. The names are a promise:
 * what reads them keeps working. Whole numbers are {@code Long}, others {@code Double}.
 */
final class SummaryFigures {
    private static final double S_PER_HOUR = 3600;

    private SummaryFigures() {}

    /** Figures of the whole schedule. */
    static Map<String, Number> ofSchedule(final ScheduleSummary summary) {
        final Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("makespan_s", summary.makespanS());
        figures.put("finished_90_percent_s", summary.finished90S());
        figures.put("finished_95_percent_s", summary.finished95S());
        figures.put("finished_error_jobs", (long) summary.finishedErrorJobs());
        figures.put("percentile_error_percent", summary.all().waitS().errorPercent());
        figures.put("cores", summary.use().coreCount());
        figures.put("utilisation_percent", summary.utilisationPercent());
        figures.put("occupied_core_s", summary.use().occupiedCoreS());
        figures.put("process_s", summary.use().processS());
        figures.put("multiplicity_max", (long) summary.use().multiplicityMax());
        figures.put("entries", summary.use().entries());
        figures.put("decisions", summary.use().decisions());
        figures.put("rebounds", summary.use().rebounds());
        addOutside(figures, summary.use().outside());
        addPreemption(figures, summary.use().preemption());
        addChanges(figures, summary.use().changes());
        return figures;
    }

    /** What a simulation without them does not have it does not show. */
    private static void addOutside(final Map<String, Number> figures, final OutsideUse use) {
        if (use.hasFailures() || use.lostCoreS() > 0) {
            figures.put("node_failures", (long) use.nodeFailures());
            figures.put("requeues", (long) use.requeues());
            figures.put("lost_core_h", use.lostCoreS() / S_PER_HOUR);
        }
        if (use.hasInputs()) {
            figures.put("inputs", (long) use.inputs());
            figures.put("inputs_rejected", (long) use.rejectedInputs());
        }
    }

    private static void addPreemption(final Map<String, Number> figures, final PreemptionUse use) {
        if (use.isPossible()) {
            figures.put("preemptions", (long) use.preemptions());
            figures.put("suspensions", (long) use.suspensions());
            figures.put("preemption_requeues", (long) use.requeues());
            figures.put("preemption_lost_core_h", use.lostCoreS() / S_PER_HOUR);
        }
    }

    private static void addChanges(final Map<String, Number> figures, final ChangeUse use) {
        if (use.hasCosts()) {
            figures.put("restart_overhead_core_h", use.overheadCoreS() / S_PER_HOUR);
        }
        if (use.isMalleable()) {
            figures.put("malleable_jobs", (long) use.malleableJobs());
            figures.put("smaller_starts", (long) use.smallerStarts());
            figures.put("resizes", (long) use.resizes());
        }
    }

    /** Figures of all jobs and of each class, by the name of the class. */
    static Map<String, Map<String, Number>> ofClasses(final ScheduleSummary summary) {
        final Map<String, Map<String, Number>> classes = new LinkedHashMap<>();
        final boolean hasFailed = summary.all().failed() > 0;
        final boolean hasCancelled = summary.all().cancelled() > 0;
        classes.put("all", ofClass(summary.all(), hasFailed, hasCancelled));
        for (final Map.Entry<JobClass, ClassSummary> entry : summary.classes().entrySet()) {
            classes.put(
                    entry.getKey().name().toLowerCase(Locale.ROOT),
                    ofClass(entry.getValue(), hasFailed, hasCancelled));
        }
        return classes;
    }

    private static Map<String, Number> ofClass(
            final ClassSummary summary, final boolean hasFailed, final boolean hasCancelled) {
        final Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("jobs", (long) summary.jobs());
        figures.put("completed", (long) summary.completed());
        figures.put("timed_out", (long) summary.timedOut());
        figures.put("rejected", (long) summary.rejected());
        figures.put("never_started", (long) summary.neverStarted());
        if (hasFailed) {
            figures.put("failed", (long) summary.failed());
        }
        if (hasCancelled) {
            figures.put("cancelled", (long) summary.cancelled());
        }
        figures.put("waiting", (long) summary.waiting());
        figures.put("waiting_percent", summary.waitingPercent());
        addAll(figures, "wait_s", summary.waitS());
        addAll(figures, "slowdown", summary.slowdown());
        figures.put("bounded_slowdown_mean", summary.boundedSlowdown().mean());
        figures.put("bounded_slowdown_median", summary.boundedSlowdown().median());
        figures.put("bounded_slowdown_max", summary.boundedSlowdown().max());
        figures.put("bounded_slowdown_rms", summary.boundedSlowdown().rms());
        figures.put("flow_s_mean", summary.flowS().mean());
        figures.put("flow_s_max", summary.flowS().max());
        return figures;
    }

    /** What the rules of queues did, by the name of the queue. */
    static Map<String, Map<String, Number>> ofQueues(final List<QueueHistory> queues) {
        final Map<String, Map<String, Number>> byName = new LinkedHashMap<>();
        for (final QueueHistory queue : queues) {
            final Map<String, Number> figures = new LinkedHashMap<>();
            figures.put("moves", (long) queue.moves());
            queue.multiplicityS()
                    .forEach(
                            (multiplicity, seconds) ->
                                    figures.put("m_" + multiplicity + "_s", seconds));
            figures.put("lent_nodes_s", queue.lentNodesS());
            figures.put("preemption_s", queue.preemptionS());
            byName.put(queue.queue(), figures);
        }
        return byName;
    }

    private static void addAll(
            final Map<String, Number> figures, final String name, final Distribution values) {
        figures.put(name + "_mean", values.mean());
        figures.put(name + "_median", values.median());
        figures.put(name + "_p95", values.p95());
        figures.put(name + "_p99", values.p99());
        figures.put(name + "_max", values.max());
    }
}
