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

import io.weft.bench.report.ScaleChart;
import io.weft.bench.report.ScalePoint;
import io.weft.bench.report.ScaleReport;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Measures how the cost of an event in a whole kernel grows: with the queue, and under a promise.
 */
final class EventScale {
    /** Steps that a run tells. */
    static final int STEP_COUNT = 3;

    private static final String NS_AN_EVENT = "ns an event";
    private static final int WIDE = 64;
    private static final int CORE_COUNT = KernelShape.CORE_COUNT;

    private static final ScaleChart QUEUE =
            new ScaleChart(
                    "queue",
                    "An event, by the length of the queue",
                    "pending jobs",
                    NS_AN_EVENT,
                    true,
                    "A whole kernel without a journal, EASY and FCFS, "
                            + PendingCost.NODE_COUNT
                            + " full nodes, M = 4: a job ends, the pending jobs are looked at, as"
                            + " many like them are submitted as were started. Forty shapes, 2 to"
                            + " 24 hours, as many running jobs as come to be steady.");
    private static final ScaleChart PROMISE =
            new ScaleChart(
                    "promise",
                    "An event under a promise, by the size of the machine",
                    "nodes",
                    NS_AN_EVENT,
                    true,
                    "A whole kernel without a journal, EASY, M = 1, ten jobs of 1 to 10 hours on"
                            + " each node: one ends, or one like it comes and starts, while the"
                            + " head of the queue asks for so much and is promised its start"
                            + " anew.");
    private static final ScaleChart CONSERVATIVE =
            new ScaleChart(
                    "conservative",
                    "An event under conservative backfilling",
                    "nodes",
                    NS_AN_EVENT,
                    true,
                    "As by the length of the queue; every pending job is promised its start.");

    private final ScaleSizes sizes;
    private final Steps steps;
    private final ScaleReport report;

    EventScale(final ScaleSizes sizes, final Steps steps, final ScaleReport report) {
        this.sizes = sizes;
        this.steps = steps;
        this.report = report;
    }

    /** Measures everything. */
    void run() {
        byQueue();
        byPromise();
        byConservative();
    }

    private void byQueue() {
        steps.begin("lengths of the queue");
        report.add(QUEUE);
        for (final String policy : new String[] {"easy", "fcfs"}) {
            for (final int count : sizes.pendingCounts()) {
                addPending(QUEUE, policy, count, PendingCost.NODE_COUNT, count, policy);
            }
        }
    }

    private void byConservative() {
        steps.begin("conservative backfilling");
        report.add(CONSERVATIVE);
        final int count = sizes.conservativePending();
        for (final int nodeCount : sizes.conservativeNodeCounts()) {
            for (final String policy : new String[] {"conservative", "easy"}) {
                final String series = policy + ", " + count + " pending";
                addPending(CONSERVATIVE, series, nodeCount, nodeCount, count, policy);
            }
        }
    }

    private void addPending(
            final ScaleChart chart,
            final String series,
            final int x,
            final int nodeCount,
            final int pendingCount,
            final String policy) {
        final long nsMax = sizes.eventNsMax();
        try (PendingCost cost =
                new PendingCost(nodeCount, pendingCount, policy, sizes.settlingCount())) {
            final Histogram events = cost.run(nsMax);
            steps.tell(
                    String.format(
                            Locale.ROOT,
                            "%s, %d pending: %d running on %d nodes",
                            policy,
                            pendingCount,
                            cost.runningCount(),
                            nodeCount));
            add(chart, series, x, events);
            final double none = Double.NaN;
            report.add(
                    new ScalePoint(
                            chart.id(),
                            series + ", mean",
                            x,
                            events.getMean(),
                            none,
                            none,
                            events.getTotalCount()));
        }
    }

    private void byPromise() {
        steps.begin("promises");
        report.add(PROMISE);
        final long nsMax = sizes.eventNsMax();
        for (final int nodeCount : sizes.nodeCounts()) {
            try (PromiseCost cost = new PromiseCost(nodeCount, KernelShape.FAST)) {
                add(PROMISE, "no head", nodeCount, cost.run(nsMax));
                add(PROMISE, "head of 1 node", nodeCount, cost.run(1, CORE_COUNT, nsMax));
                if (nodeCount > WIDE) {
                    add(PROMISE, "of 64 nodes", nodeCount, cost.run(WIDE, CORE_COUNT, nsMax));
                }
                add(PROMISE, "of all nodes", nodeCount, cost.run(nodeCount, CORE_COUNT, nsMax));
                add(
                        PROMISE,
                        "of all cores anywhere",
                        nodeCount,
                        cost.run(0, nodeCount * CORE_COUNT, nsMax));
            }
        }
    }

    private void add(
            final ScaleChart chart, final String series, final double x, final Histogram events) {
        report.add(
                new ScalePoint(
                        chart.id(),
                        series,
                        x,
                        events.getValueAtPercentile(50),
                        events.getValueAtPercentile(99),
                        events.getValueAtPercentile(99.9),
                        events.getTotalCount()));
    }
}
