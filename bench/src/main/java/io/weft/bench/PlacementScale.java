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

import io.weft.placement.select.CellIndex;
import io.weft.placement.select.ScanIndex;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How the cost of a placement grows with the machine: 1 node with c of 128 cores, M = 8, a mixed
 * background that fills the machine to a load, then the tested shape comes and goes. Runs on the
 * real node table with the index and the balanced selector; queue of jobs, clocks, journal and
 * rings are left out. A decision is nodes and cores in a proposal, a start that and what it
 * changes, a release what it gives back. Half of the rounds are timed one by one, half in batches
 * of 64, so that the timer does not show; what is printed as p50 is of batches, the rest is of
 * single ones and contains the timer.
 *
 * <p>Arguments: {@code uneven} if nodes shall not be rebalanced; node counts, 100, 1,000, 10,000
 * and 100,000 if there are none. Run it with {@code -Dagrona.disable.bounds.checks=true}.
 */
public final class PlacementScale {
    private static final int[] NODE_COUNTS = {100, 1_000, 10_000, 100_000};
    private static final double[] LOADS = {0.7, 0.95};
    private static final int[] SHAPES = {1, 8, 64, 128, 0};
    private static final int BATCH = 64;
    private static final int SCAN_VISITS = 20_000_000;
    private static final int ROUNDS = 200_000;

    private final PrintStream out;
    private final boolean isEven;
    private final Histogram decideBatches = new Histogram(3);
    private final Histogram startBatches = new Histogram(3);
    private final Histogram starts = new Histogram(3);
    private final Histogram releaseBatches = new Histogram(3);
    private final Histogram releases = new Histogram(3);
    private final int[] coreCounts = new int[BATCH];
    private final long[] memories = new long[BATCH];
    private final int[] leaving = new int[BATCH];
    private int leavingCount;
    private int[] pool;
    private int poolCount;
    private int poolSize;
    private long rejectedCount;
    private long decidedCount;

    private PlacementScale(final PrintStream out, final boolean isEven) {
        this.isEven = isEven;
        this.out = out;
    }

    /**
     * Measures and prints a table.
     *
     * @param args node counts.
     */
    public static void main(final String[] args) {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final boolean isEven = args.length == 0 || !args[0].equals("uneven");
        final PlacementScale scale = new PlacementScale(out, isEven);
        scale.printMachine();
        scale.warmUp();
        scale.printHead();
        final int from = isEven ? 0 : 1;
        final int[] given = Arrays.stream(args).skip(from).mapToInt(Integer::parseInt).toArray();
        for (final int nodeCount : given.length == 0 ? NODE_COUNTS : given) {
            scale.measure(nodeCount);
        }
        scale.printMachine();
        out.println(scale.decidedCount + " decisions without a start");
    }

    private void printMachine() {
        out.printf(
                Locale.ROOT,
                "%s %s, %d processors, load %.1f, bounds checks %s, timer %d ns%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Boolean.getBoolean("agrona.disable.bounds.checks") ? "off" : "on",
                timerNs());
    }

    private static long timerNs() {
        final int count = 1_000_000;
        final long from = System.nanoTime();
        long last = from;
        for (int i = 0; i < count; i++) {
            last = System.nanoTime();
        }
        return (last - from) / count;
    }

    private void printHead() {
        out.print("  nodes  load  memory  shape  index  decide p50  start p50     p99   p99.9");
        out.print("  release p50     p99   unfit  ratio of decide p50");
    }

    private void warmUp() {
        final JobMix mix = new JobMix(1, ScaleCluster.MEMORY_PER_SLOT);
        try (ScaleCluster cluster = new ScaleCluster(1000, isEven)) {
            cluster.attach(new CellIndex());
            fill(cluster, LOADS[1], mix, 0);
            churn(cluster, mix, 0, 2 * ROUNDS);
            cluster.attach(new ScanIndex());
            churn(cluster, mix, 0, SCAN_VISITS / 1000);
        }
    }

    private void measure(final int nodeCount) {
        for (final double load : LOADS) {
            for (final int shape : SHAPES) {
                final JobMix mix = new JobMix(shape, ScaleCluster.MEMORY_PER_SLOT);
                try (ScaleCluster cluster = new ScaleCluster(nodeCount, isEven)) {
                    cluster.attach(new CellIndex());
                    fill(cluster, load, mix, shape);
                    // The machine comes to where the shape comes and goes.
                    churn(cluster, mix, shape, ROUNDS);
                    final long cellNs = run(cluster, mix, shape, "cell", ROUNDS);
                    cluster.attach(new ScanIndex());
                    final int scanRounds = Math.min(ROUNDS, SCAN_VISITS / nodeCount);
                    final long scanNs = run(cluster, mix, shape, "scan", scanRounds);
                    out.printf(Locale.ROOT, "  %.1f%n", (double) scanNs / cellNs);
                }
            }
        }
    }

    private long run(
            final ScaleCluster cluster,
            final JobMix mix,
            final int shape,
            final String index,
            final int rounds) {
        churn(cluster, mix, shape, rounds);
        final int startCount = (rounds + 2 * BATCH - 1) / (2 * BATCH) * (2 * BATCH);
        out.printf(
                Locale.ROOT,
                "%n%7d  %.2f    %.2f  %5s  %5s  %10d  %9d %7d %7d  %11d %7d  %5.2f%%",
                cluster.nodeCount(),
                cluster.load(),
                cluster.memoryLoad(),
                shape == 0 ? "mixed" : "1x" + shape,
                index,
                decideBatches.getValueAtPercentile(50),
                startBatches.getValueAtPercentile(50),
                starts.getValueAtPercentile(99),
                starts.getValueAtPercentile(99.9),
                releaseBatches.getValueAtPercentile(50),
                releases.getValueAtPercentile(99),
                100.0 * rejectedCount / startCount);
        return decideBatches.getValueAtPercentile(50);
    }

    /** Fills a machine with a background and, among it, a pool of the tested shape. */
    private void fill(
            final ScaleCluster cluster, final double load, final JobMix mix, final int shape) {
        poolCount = 0;
        poolSize = shape == 0 ? Integer.MAX_VALUE : Math.max(BATCH, cluster.nodeCount() / 10);
        pool = new int[Math.min(poolSize, cluster.jobCapacity())];
        boolean wasUnfit = false;
        while (cluster.load() < load) {
            final boolean isOfPool = !wasUnfit && poolCount < poolSize * (cluster.load() / load);
            mix.next(isOfPool ? shape : 0);
            cluster.ask(mix.coreCount(), mix.memory());
            final int job = cluster.start();
            wasUnfit = job < 0;
            if (isOfPool && !wasUnfit) {
                pool[poolCount++] = job;
            }
        }
        poolSize = poolCount;
    }

    /** Lets jobs of the pool go and others come, and times the coming and the going. */
    private void churn(
            final ScaleCluster cluster, final JobMix mix, final int shape, final int rounds) {
        decideBatches.reset();
        startBatches.reset();
        starts.reset();
        releaseBatches.reset();
        releases.reset();
        rejectedCount = 0;
        for (int left = rounds; left > 0; left -= 2 * BATCH) {
            draw(mix, shape);
            releaseOneByOne(cluster);
            startOneByOne(cluster);
            draw(mix, shape);
            releaseBatch(cluster);
            decideBatch(cluster);
            startBatch(cluster);
        }
    }

    /** Draws who leaves and who comes; as many leave as keep the pool from growing. */
    private void draw(final JobMix mix, final int shape) {
        leavingCount = Math.min(poolCount, Math.max(0, poolCount - (poolSize - BATCH)));
        for (int i = 0; i < leavingCount; i++) {
            final int at = mix.nextInt(poolCount);
            leaving[i] = pool[at];
            pool[at] = pool[--poolCount];
        }
        for (int i = 0; i < BATCH; i++) {
            mix.next(shape);
            coreCounts[i] = mix.coreCount();
            memories[i] = mix.memory();
        }
    }

    private void releaseOneByOne(final ScaleCluster cluster) {
        for (int i = 0; i < leavingCount; i++) {
            final long from = System.nanoTime();
            cluster.release(leaving[i]);
            releases.recordValue(System.nanoTime() - from);
        }
    }

    private void startOneByOne(final ScaleCluster cluster) {
        for (int i = 0; i < BATCH; i++) {
            cluster.ask(coreCounts[i], memories[i]);
            final long from = System.nanoTime();
            final int job = cluster.start();
            starts.recordValue(System.nanoTime() - from);
            keep(job);
        }
    }

    private void releaseBatch(final ScaleCluster cluster) {
        final long from = System.nanoTime();
        for (int i = 0; i < leavingCount; i++) {
            cluster.release(leaving[i]);
        }
        releaseBatches.recordValue((System.nanoTime() - from) / Math.max(1, leavingCount));
    }

    private void decideBatch(final ScaleCluster cluster) {
        int fitCount = 0;
        final long from = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            cluster.ask(coreCounts[i], memories[i]);
            fitCount += cluster.decide() ? 1 : 0;
        }
        decideBatches.recordValue((System.nanoTime() - from) / BATCH);
        decidedCount += fitCount;
    }

    private void startBatch(final ScaleCluster cluster) {
        final long from = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            cluster.ask(coreCounts[i], memories[i]);
            keep(cluster.start());
        }
        startBatches.recordValue((System.nanoTime() - from) / BATCH);
    }

    private void keep(final int job) {
        if (job >= 0) {
            pool[poolCount++] = job;
        } else {
            rejectedCount++;
        }
    }
}
