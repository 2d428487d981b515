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

import io.weft.bench.report.MachineFacts;
import io.weft.bench.report.ScaleChart;
import io.weft.bench.report.ScalePoint;
import io.weft.bench.report.ScaleReport;
import io.weft.placement.select.CellIndex;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.ScanIndex;
import io.weft.placement.select.Selection;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Measures how costs grow with nodes, load, shapes, M and the queue, and beside what. */
final class ScaleRun {
    private static final String NS_A_DECISION = "ns a decision";
    private static final int STEP_COUNT = 8 + EventScale.STEP_COUNT;
    private static final double[] LOADS = {0.5, 0.7, 0.95, 0.99};
    private static final int[] SHAPES = {1, 8, 128, PlacementLoop.MIXED};
    private static final int[][] WIDE_SHAPES = {{1, 128}, {4, 128}, {64, 8}, {0, 512}};
    private static final int[] MULTIPLICITIES = {1, 2, 4, 8};
    private static final String[] POLICIES = {"fcfs", "easy", "reference-fcfs", "reference-easy"};
    private static final double MEDIAN = 50;

    private static final ScaleChart INDEXES =
            new ScaleChart(
                    "indexes",
                    "The index beside plain scans",
                    "nodes",
                    NS_A_DECISION,
                    true,
                    "1 node with 1 to 128 of its 128 cores, M = 8, 95 % load: the index, a scan of"
                            + " the nodes' headers, and a scan of a byte for each core. Single decisions, with a reading of the"
                            + " clock.");
    private static final ScaleChart NODES =
            new ScaleChart(
                    "nodes",
                    "Deciding, by the size of the machine",
                    "nodes",
                    NS_A_DECISION,
                    true,
                    "1 node with so many of its 128 cores, M = 8.");
    private static final ScaleChart STARTS =
            new ScaleChart(
                    "starts",
                    "Deciding and taking, by the size of the machine",
                    "nodes",
                    "ns a start",
                    true,
                    "The same, with what a start changes in the node table and the index.");
    private static final ScaleChart WIDE =
            new ScaleChart(
                    "wide",
                    "Wide jobs, by the size of the machine",
                    "nodes",
                    NS_A_DECISION,
                    true,
                    "Jobs of several nodes, and of cores anywhere, at 70 % load, M = 8.");
    private static final ScaleChart LOAD =
            new ScaleChart(
                    "load",
                    "Deciding, by load",
                    "load, % of the slots",
                    NS_A_DECISION,
                    false,
                    "M = 8; cores run out first where jobs ask for a tenth of their share of the"
                            + " memory, memory runs out first where they ask for 1.3 of it; the"
                            + " machine is then as full as it gets.");
    private static final ScaleChart MULTIPLICITY =
            new ScaleChart(
                    "multiplicity",
                    "Deciding, by the maximum multiplicity",
                    "M",
                    NS_A_DECISION,
                    false,
                    "95 % load.");
    private static final ScaleChart SELECTIONS =
            new ScaleChart(
                    "selections",
                    "Deciding, by selection",
                    "load, % of the slots",
                    NS_A_DECISION,
                    false,
                    "1 node with 1 to 128 of its 128 cores, M = 8: where easy+SELECTION puts"
                            + " jobs.");
    private static final ScaleChart REFERENCE =
            new ScaleChart(
                    "reference",
                    "The policies beside their plain references",
                    "nodes",
                    "ns a submission",
                    true,
                    "A whole kernel without a journal at 70 % load, M = 8: from the ring to the"
                            + " decided start.");

    private final ScaleSizes sizes;
    private final Steps steps;
    private final ScaleReport report;

    /**
     * A run that has not begun.
     *
     * @param sizes how much is measured.
     * @param command that runs it, as one would type it.
     * @param err where progress is told.
     */
    ScaleRun(final ScaleSizes sizes, final String command, final PrintWriter err) {
        this.sizes = sizes;
        steps = new Steps(err, STEP_COUNT);
        report = new ScaleReport(command, MachineFacts.now());
    }

    /** Measures everything. */
    ScaleReport run() {
        steps.begin("warming up");
        measure(sizes.nodeCounts()[0], 0.95, PlacementLoop.MIXED, 1.0, 8);
        report.add(INDEXES);
        byNodes();
        byWidth();
        byLoad();
        byMultiplicity();
        new EventScale(sizes, steps, report).run();
        // Last: a JVM that has seen several indexes calls each of them a little slower.
        bySelection();
        byIndex();
        byPolicy();
        report.loadAfter(MachineFacts.loadNow());
        return report;
    }

    private void byIndex() {
        steps.begin("index and scans");
        for (final int nodeCount : sizes.nodeCounts()) {
            byIndex(nodeCount, "index", CellIndex::new, sizes.jobCount());
            final int scanJobs = sizes.jobsOfScan(nodeCount);
            if (scanJobs > 0) {
                byIndex(nodeCount, "scan of headers", ScanIndex::new, scanJobs);
            }
            final int naiveJobs = sizes.jobsOfScan(nodeCount * 16L);
            if (naiveJobs > 0) {
                byIndex(nodeCount, "scan of cores", NaiveIndex::new, naiveJobs);
            }
        }
    }

    private void byIndex(
            final int nodeCount,
            final String name,
            final Supplier<NodeIndex> index,
            final int jobCount) {
        try (ScaleCluster cluster = new ScaleCluster(nodeCount, true)) {
            final PlacementLoop loop = loop(cluster, PlacementLoop.MIXED, 1.0, 8);
            loop.fill(0.95);
            cluster.attach(index.get());
            loop.run(jobCount);
            loop.run(jobCount);
            // A batch of scans lasts so long that others get their turn.
            add(INDEXES, name, nodeCount, loop.decides, loop.decides);
        }
    }

    private void byNodes() {
        steps.begin("sizes of the machine");
        report.add(NODES);
        report.add(STARTS);
        for (final int nodeCount : sizes.nodeCounts()) {
            for (final double load : new double[] {0.7, 0.95}) {
                for (final int shape : SHAPES) {
                    final PlacementLoop loop = measure(nodeCount, load, shape, 1.0, 8);
                    final String name = name(1, shape) + percent(load);
                    add(NODES, name, nodeCount, loop.decideBatches, loop.decides);
                    add(STARTS, name, nodeCount, loop.startBatches, loop.starts);
                }
            }
        }
    }

    private void byWidth() {
        steps.begin("wide jobs");
        report.add(WIDE);
        for (final int nodeCount : sizes.nodeCounts()) {
            try (ScaleCluster cluster = new ScaleCluster(nodeCount, true)) {
                final PlacementLoop loop = loop(cluster, PlacementLoop.MIXED, 1.0, 8);
                loop.fill(0.7);
                loop.run(sizes.jobCount());
                for (final int[] shape : WIDE_SHAPES) {
                    if (shape[0] <= nodeCount) {
                        final WideLoop wide = new WideLoop(cluster, loop, shape[0], shape[1]);
                        wide.run(sizes.wideCount());
                        final Histogram decides = wide.decides();
                        add(WIDE, name(shape[0], shape[1]), nodeCount, decides, decides);
                    }
                }
            }
        }
    }

    private void byLoad() {
        steps.begin("loads");
        report.add(LOAD);
        for (final double load : LOADS) {
            for (final double share : new double[] {0.1, 1.3}) {
                for (final int shape : new int[] {8, PlacementLoop.MIXED}) {
                    final PlacementLoop loop = measure(sizes.nodeCount(), load, shape, share, 8);
                    final String bound = share < 1 ? ", cores run out" : ", memory runs out";
                    final double x = Math.round(100 * load);
                    add(LOAD, name(1, shape) + bound, x, loop.decideBatches, loop.decides);
                }
            }
        }
    }

    private void byMultiplicity() {
        steps.begin("maximum multiplicities");
        report.add(MULTIPLICITY);
        for (final int max : MULTIPLICITIES) {
            for (final int shape : SHAPES) {
                final PlacementLoop loop = measure(sizes.nodeCount(), 0.95, shape, 1.0, max);
                add(MULTIPLICITY, name(1, shape), max, loop.decideBatches, loop.decides);
            }
        }
    }

    private void bySelection() {
        steps.begin("selections");
        report.add(SELECTIONS);
        for (final double load : new double[] {0.7, 0.95}) {
            for (final Selection selection : Selection.values()) {
                try (ScaleCluster cluster = new ScaleCluster(sizes.nodeCount(), true)) {
                    cluster.attach(new CellIndex(), selection);
                    final PlacementLoop loop =
                            new PlacementLoop(
                                    cluster,
                                    new JobMix(1, ScaleCluster.MEMORY_PER_SLOT),
                                    PlacementLoop.MIXED);
                    loop.fill(load);
                    loop.run(sizes.jobCount());
                    loop.run(sizes.jobCount());
                    final double x = Math.round(100 * load);
                    add(SELECTIONS, selection.label(), x, loop.decideBatches, loop.decides);
                }
            }
        }
    }

    private void byPolicy() {
        steps.begin("policies and their references");
        report.add(REFERENCE);
        for (final int nodeCount : sizes.referenceNodeCounts()) {
            for (final String policy : POLICIES) {
                final boolean isPlain = policy.startsWith("reference");
                final int count = isPlain ? sizes.referenceCount() : sizes.jobCount() / 4;
                final KernelShape shape = KernelShape.of(nodeCount, policy);
                try (PathCost cost = new PathCost(shape, 0.7, JournalKind.NONE)) {
                    cost.run(count);
                    cost.run(count);
                    add(REFERENCE, policy, nodeCount, cost.submits(), cost.submits());
                }
            }
        }
    }

    private PlacementLoop measure(
            final int nodeCount,
            final double load,
            final int shape,
            final double memoryShare,
            final int multiplicityMax) {
        try (ScaleCluster cluster = new ScaleCluster(nodeCount, true, multiplicityMax)) {
            final PlacementLoop loop = loop(cluster, shape, memoryShare, multiplicityMax);
            loop.fill(load);
            // The machine comes to where the shape comes and goes.
            loop.run(sizes.jobCount());
            loop.run(sizes.jobCount());
            return loop;
        }
    }

    private static PlacementLoop loop(
            final ScaleCluster cluster,
            final int shape,
            final double memoryShare,
            final int multiplicityMax) {
        cluster.attach(new CellIndex());
        final long perSlot = (long) (ScaleCluster.MEMORY_PER_SLOT * memoryShare);
        final long most = ScaleCluster.nodeMemory(multiplicityMax);
        return new PlacementLoop(cluster, new JobMix(1 + shape, perSlot, most), shape);
    }

    /** The median is of batches, free of the timer; the rest of single ones. */
    private void add(
            final ScaleChart chart,
            final String series,
            final double x,
            final Histogram batches,
            final Histogram singles) {
        report.add(
                new ScalePoint(
                        chart.id(),
                        series,
                        x,
                        batches.getValueAtPercentile(MEDIAN),
                        singles.getValueAtPercentile(99),
                        singles.getValueAtPercentile(99.9),
                        singles.getTotalCount()));
    }

    private static String name(final int nodeCount, final int coreCount) {
        if (nodeCount == 0) {
            return coreCount + " anywhere";
        }
        return coreCount == PlacementLoop.MIXED ? "mixed" : nodeCount + " x " + coreCount;
    }

    private static String percent(final double load) {
        return String.format(Locale.ROOT, ", %.0f %%", 100 * load);
    }
}
