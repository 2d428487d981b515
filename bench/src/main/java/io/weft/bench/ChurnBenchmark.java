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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A start, and the release of what was started long before, in a steady state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChurnBenchmark {
    private static final int JOB_COUNT = 1024;
    private static final int SETTLING_JOBS = 20_000;

    /** Cores of 128 on one node; 0 for as many as it happens. */
    @Param({"1", "8", "64", "128", "0"})
    int cores;

    /** Nodes of 128 cores, M = 8. */
    @Param("10000")
    int nodes;

    /** Part of the slots that are taken. */
    @Param("0.95")
    double load;

    private final int[] jobs = new int[JOB_COUNT];
    private ScaleCluster cluster;
    private JobMix mix;
    private int next;

    /** For JMH. */
    public ChurnBenchmark() {}

    /** Fills the machine. */
    @Setup
    public void setUp() {
        cluster = new ScaleCluster(nodes, true);
        cluster.attach(new CellIndex());
        mix = new JobMix(7, ScaleCluster.MEMORY_PER_SLOT);
        final PlacementLoop loop = new PlacementLoop(cluster, mix, PlacementLoop.MIXED);
        loop.fill(load);
        loop.run(SETTLING_JOBS);
        for (int i = 0; i < JOB_COUNT; i++) {
            jobs[i] = start();
        }
    }

    private int start() {
        mix.next(cores);
        cluster.ask(mix.coreCount(), mix.memory());
        return cluster.start();
    }

    /** Frees the machine. */
    @TearDown
    public void tearDown() {
        cluster.close();
    }

    /** A release and a start, the drawing of the job included. */
    @Benchmark
    public int releaseAndStart() {
        final int at = next++ & JOB_COUNT - 1;
        if (jobs[at] >= 0) {
            cluster.release(jobs[at]);
        }
        jobs[at] = start();
        return jobs[at];
    }
}
