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
package io.weft.bench;

import io.weft.bench.report.BenchResult;
import io.weft.bench.report.MachineFacts;
import io.weft.bench.report.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Measures the figures of {@link Metric}, one after the other, each in rounds. */
final class CanonicalRun {
    private static final int SHAPE_OF_RATIO = 8;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final double P999 = 99.9;
    private static final int STEP_COUNT = 6;
    private static final int PATH_WARM_UP_ROUNDS = 3;

    private final BenchSizes sizes;
    private final Steps steps;
    private final BenchResult result;

    /**
     * A run that has not begun.
     *
     * @param sizes how much is measured.
     * @param command that runs it, as one would type it.
     * @param err where progress is told.
     */
    CanonicalRun(final BenchSizes sizes, final String command, final PrintWriter err) {
        this.sizes = sizes;
        steps = new Steps(err, STEP_COUNT + (sizes.openLoopMs() > 0 ? 1 : 0));
        result = new BenchResult(command, MachineFacts.now());
    }

    /** Measures everything. */
    BenchResult run() throws IOException {
        decisions();
        scale();
        path();
        pending();
        simulation();
        if (isLong()) {
            openLoop();
        }
        // Last: a JVM that has seen several indexes calls each of them a little slower.
        scans();
        result.loadAfter(MachineFacts.loadNow());
        return result;
    }

    private boolean isLong() {
        return sizes.openLoopMs() > 0;
    }

    private void decisions() {
        steps.begin("decisions on " + sizes.nodeCount() + " nodes");
        final int rounds = sizes.roundCount();
        final double[] p50 = new double[rounds];
        final double[] p999 = new double[rounds];
        final double[] start = new double[rounds];
        final double[] release = new double[rounds];
        try (DecisionCost cost = decisionCost()) {
            for (int i = 0; i < rounds; i++) {
                cost.run(sizes.jobCount());
                p50[i] = cost.decideP50();
                p999[i] = cost.decideP999();
                start[i] = cost.startBatchP50();
                release[i] = cost.releaseBatchP50();
            }
            result.put(Metric.DECISION_P50, p50);
            result.put(Metric.DECISION_P999, p999);
            if (isLong()) {
                result.put(Metric.START_P50, start);
                result.put(Metric.RELEASE_P50, release);
            }
        }
    }

    private void scans() {
        steps.begin("the same decisions by scans");
        try (DecisionCost cost = decisionCost()) {
            result.put(
                    Metric.FAST_TO_SCAN,
                    cost.ratiosToScan(sizes.scanJobCount(), sizes.roundCount()));
            if (isLong()) {
                result.put(
                        Metric.FAST_TO_NAIVE,
                        cost.ratiosToNaive(sizes.scanJobCount(), sizes.roundCount()));
            }
        }
    }

    private DecisionCost decisionCost() {
        return new DecisionCost(
                sizes.nodeCount(), BenchSizes.LOAD, PlacementLoop.MIXED, warmUpCount());
    }

    private int warmUpCount() {
        return 2 * sizes.jobCount();
    }

    private void path() {
        steps.begin("from the ring to the journaled decision");
        final int rounds = sizes.roundCount();
        final double[] p50 = new double[rounds];
        final double[] p999 = new double[rounds];
        final double[] submitted = new double[rounds];
        final double[] ended = new double[rounds];
        final double[] bytes = new double[rounds];
        try (PathCost cost =
                new PathCost(
                        KernelShape.of(sizes.nodeCount()),
                        BenchSizes.LOAD,
                        JournalKind.CHRONICLE)) {
            // The compilers come to rest only after the second round.
            cost.run(PATH_WARM_UP_ROUNDS * sizes.entryCount());
            for (int i = 0; i < rounds; i++) {
                bytes[i] = cost.run(sizes.entryCount());
                p50[i] = cost.submits().getValueAtPercentile(P50);
                p999[i] = cost.submits().getValueAtPercentile(P999);
                submitted[i] = cost.cycles().getValueAtPercentile(P50);
                ended[i] = cost.ends().getValueAtPercentile(P50);
            }
        }
        result.put(Metric.JOURNALED_P50, p50);
        result.put(Metric.JOURNALED_P999, p999);
        result.put(Metric.SUBMIT_CYCLE_P50, submitted);
        result.put(Metric.END_CYCLE_P50, ended);
        result.put(Metric.ALLOCATED, bytes);
    }

    private void scale() {
        steps.begin("decisions on " + sizes.fewNodes() + " and " + sizes.manyNodes() + " nodes");
        final double[] ratios = new double[sizes.roundCount()];
        try (DecisionCost few = scaleCost(sizes.fewNodes());
                DecisionCost many = scaleCost(sizes.manyNodes())) {
            for (int i = 0; i < ratios.length; i++) {
                few.run(sizes.jobCount());
                many.run(sizes.jobCount());
                ratios[i] = many.decideBatchP50() / Math.max(1, few.decideBatchP50());
            }
        }
        result.put(Metric.SCALE_RATIO, ratios);
    }

    private DecisionCost scaleCost(final int nodeCount) {
        return new DecisionCost(nodeCount, BenchSizes.SCALE_LOAD, SHAPE_OF_RATIO, warmUpCount());
    }

    private void pending() {
        steps.begin("events under " + sizes.fewPending() + " and " + sizes.manyPending() + " jobs");
        final double[] ratios = new double[sizes.roundCount()];
        try (PendingCost few = pendingCost(sizes.fewPending());
                PendingCost many = pendingCost(sizes.manyPending())) {
            for (int i = 0; i < ratios.length; i++) {
                final double fewNs = few.run(sizes.eventNsMax()).getValueAtPercentile(P50);
                ratios[i] = many.run(sizes.eventNsMax()).getValueAtPercentile(P50) / fewNs;
            }
            steps.tell(few.runningCount() + " and " + many.runningCount() + " jobs run");
        }
        result.put(Metric.PENDING_RATIO, ratios);
    }

    private PendingCost pendingCost(final int count) {
        return new PendingCost(
                PendingCost.NODE_COUNT, count, KernelShape.FAST, sizes.settlingCount());
    }

    private void simulation() {
        steps.begin("simulation of " + sizes.simulatedJobs() + " jobs");
        SimulationSpeed.jobsPerSecond(sizes.simulatedJobs());
        final double[] rates = new double[sizes.roundCount()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = SimulationSpeed.jobsPerSecond(sizes.simulatedJobs());
        }
        result.put(Metric.SIMULATED, rates);
    }

    private void openLoop() throws IOException {
        steps.begin("paced arrivals, two threads");
        final LatencySettings settings =
                new LatencySettings()
                        .nodeCount(sizes.nodeCount())
                        .durationNs(TimeUnit.MILLISECONDS.toNanos(sizes.openLoopMs()));
        final LatencyResult latency = new LatencyRun(settings).run();
        result.put(Metric.OPEN_LOOP_P50, latency.journaled().getValueAtPercentile(P50));
        result.put(Metric.OPEN_LOOP_P99, latency.journaled().getValueAtPercentile(P99));
        result.put(Metric.OPEN_LOOP_P999, latency.journaled().getValueAtPercentile(P999));
    }
}
