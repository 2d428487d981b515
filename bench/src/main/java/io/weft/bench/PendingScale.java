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

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How the cost of an event grows with the queue: 1,000 nodes of 128 cores are full, so many jobs of
 * some shapes and random time limits wait. An event is a job that ends and the pass after it, which
 * starts what it can; then as many are submitted as were started. Journal and rings are left out.
 *
 * <p>Arguments: the policy, {@code easy} if there is none; {@code narrow} for jobs of one node, so
 * that a promise is found at once, or {@code wide} for jobs of up to 64; counts of pending jobs.
 * Run it with {@code -Dagrona.disable.bounds.checks=true}.
 */
public final class PendingScale {
    private static final int[] PENDING_COUNTS = {0, 1_000, 10_000, 100_000, 1_000_000};
    private static final int[] MULTIPLICITIES = {1, 4};
    private static final int SHAPE_COUNT = 40;
    private static final int EVENTS = 10_000;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Histogram events = new Histogram(3);
    private final Histogram submissions = new Histogram(3);
    private final String policy;
    private final boolean isNarrow;
    private final int shapeCount;

    private PendingScale(final String policy, final boolean isNarrow, final int shapeCount) {
        this.policy = policy;
        this.shapeCount = shapeCount;
        this.isNarrow = isNarrow;
    }

    /**
     * Measures and prints a table.
     *
     * @param args the policy, the width of jobs, the shapes, counts of pending jobs.
     */
    public static void main(final String[] args) {
        final String policy = args.length == 0 ? "easy" : args[0];
        final boolean isNarrow = args.length < 2 || isNarrow(args[1]);
        final int shapeCount = args.length < 3 ? SHAPE_COUNT : Integer.parseInt(args[2]);
        final PendingScale scale = new PendingScale(policy, isNarrow, shapeCount);
        final int[] given = Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
        scale.printHead();
        scale.warmUp();
        for (final int maxMultiplicity : MULTIPLICITIES) {
            for (final int count : given.length == 0 ? PENDING_COUNTS : given) {
                scale.measure(count, maxMultiplicity);
            }
        }
    }

    private static boolean isNarrow(final String width) {
        return switch (width) {
            case "narrow" -> true;
            case "wide" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "width=" + width + ", expected narrow or wide");
        };
    }

    private void printHead() {
        out.printf(
                Locale.ROOT,
                "%s %s, %d processors, load %.1f, bounds checks %s, policy %s, %s jobs, %d shapes; ns%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Boolean.getBoolean("agrona.disable.bounds.checks") ? "off" : "on",
                policy,
                isNarrow ? "narrow" : "wide",
                shapeCount);
        out.println(
                "M  pending  running  event p50     mean      p99      max  submit p50  starts    cut");
    }

    private void warmUp() {
        for (final int maxMultiplicity : MULTIPLICITIES) {
            try (PendingCluster cluster =
                    new PendingCluster(policy, isNarrow, shapeCount, 2_000, maxMultiplicity)) {
                fill(cluster, 2_000);
                churn(cluster, 2 * EVENTS);
            }
        }
    }

    private void measure(final int pendingCount, final int maxMultiplicity) {
        try (PendingCluster cluster =
                new PendingCluster(policy, isNarrow, shapeCount, pendingCount, maxMultiplicity)) {
            fill(cluster, pendingCount);
            churn(cluster, EVENTS);
            final long startCount = churn(cluster, EVENTS);
            out.printf(
                    Locale.ROOT,
                    "%d  %7d  %7d  %9d  %7.0f  %7d  %7d  %10d  %6.2f  %5d%n",
                    maxMultiplicity,
                    pendingCount,
                    cluster.runningCount(),
                    events.getValueAtPercentile(50),
                    events.getMean(),
                    events.getValueAtPercentile(99),
                    events.getMaxValue(),
                    submissions.getValueAtPercentile(50),
                    (double) startCount / EVENTS,
                    cluster.cutCount());
        }
    }

    /** Submits jobs until the machine is full and so many wait. */
    private static void fill(final PendingCluster cluster, final int pendingCount) {
        while (cluster.pendingCount() == 0) {
            cluster.submit();
            cluster.pass();
        }
        while (cluster.pendingCount() < pendingCount) {
            while (cluster.pendingCount() < pendingCount) {
                cluster.submit();
            }
            cluster.pass();
        }
    }

    /** Lets jobs end; answers how many were started. */
    private long churn(final PendingCluster cluster, final int eventCount) {
        events.reset();
        submissions.reset();
        long startCount = 0;
        for (int i = 0; i < eventCount; i++) {
            final long from = System.nanoTime();
            cluster.end();
            final int started = cluster.pass();
            events.recordValue(System.nanoTime() - from);
            startCount += started;
            for (int job = 0; job < started; job++) {
                final long submitFrom = System.nanoTime();
                cluster.submitInsteadOf(job);
                submissions.recordValue(System.nanoTime() - submitFrom);
            }
        }
        return startCount;
    }
}
