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

/** A decision by shape: nodes, cores and memory in a proposal, nothing started. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectBenchmark {
    private static final int ASKED_COUNT = 1024;
    private static final int SETTLING_JOBS = 20_000;

    /** Nodes x cores, or cores anywhere. */
    @Param({"1x1", "1x8", "1x64", "1x128", "4x128", "64x8", "512x1", "any512"})
    String shape;

    /** What finds nodes. */
    @Param({"cell", "scan"})
    String index;

    /** Nodes of 128 cores, M = 8. */
    @Param("10000")
    int nodes;

    /** Part of the slots that are taken. */
    @Param("0.7")
    double load;

    private final long[] memories = new long[ASKED_COUNT];
    private ScaleCluster cluster;
    private int nodeCount;
    private int coreCount;
    private int next;

    /** For JMH. */
    public SelectBenchmark() {}

    /** Fills the machine. */
    @Setup
    public void setUp() {
        final String[] parts = shape.split("x");
        final boolean isAnywhere = shape.startsWith("any");
        nodeCount = isAnywhere ? 0 : Integer.parseInt(parts[0]);
        coreCount = Integer.parseInt(isAnywhere ? shape.substring(3) : parts[1]);
        cluster = new ScaleCluster(nodes, true);
        cluster.attach(new CellIndex());
        final JobMix mix = new JobMix(7, ScaleCluster.MEMORY_PER_SLOT);
        final PlacementLoop loop = new PlacementLoop(cluster, mix, PlacementLoop.MIXED);
        loop.fill(load);
        loop.run(SETTLING_JOBS);
        if (index.equals("scan")) {
            cluster.attach(new ScanIndex());
        } else if (index.equals("naive")) {
            cluster.attach(new NaiveIndex());
        }
        for (int i = 0; i < ASKED_COUNT; i++) {
            mix.next(coreCount);
            memories[i] = mix.memory();
        }
    }

    /** Frees the machine. */
    @TearDown
    public void tearDown() {
        cluster.close();
    }

    /** One decision; jobs ask for memory of many sizes. */
    @Benchmark
    public boolean decide() {
        cluster.ask(nodeCount, coreCount, memories[next++ & ASKED_COUNT - 1]);
        return cluster.decide();
    }
}
