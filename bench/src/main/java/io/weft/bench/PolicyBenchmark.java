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

import io.weft.placement.StandardPolicies;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The whole path of a job: one ends, one is submitted, started and journaled; by policy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolicyBenchmark {
    /** The fast policies and their plain references. */
    @Param({"fcfs", "easy", "reference-fcfs", "reference-easy"})
    String policy;

    /** Nodes of 128 cores, M = 8; more is too much for the references. */
    @Param("30")
    int nodes;

    /** Part of the slots that are taken. */
    @Param("0.7")
    double load;

    /** Where records go. */
    @Param("NONE")
    String journal;

    private JournalKind.Place place;
    private LoadedKernel kernel;
    private JobMix mix;

    /** For JMH. */
    public PolicyBenchmark() {}

    /** A new journal for each iteration, so that a disk does not fill up. */
    @Setup(Level.Iteration)
    public void setUp() {
        final KernelShape shape = KernelShape.of(nodes, policy);
        mix = new JobMix(7, ScaleCluster.MEMORY_PER_SLOT, shape.nodeMemory());
        place = JournalKind.valueOf(journal).open();
        kernel = new LoadedKernel(shape, new StandardPolicies(), place.journal(), true);
        kernel.fill(mix, load);
    }

    /** Frees everything. */
    @TearDown(Level.Iteration)
    public void tearDown() {
        kernel.close();
        place.close();
    }

    /** Two inputs, the pass between and after them, and all decisions taken. */
    @Benchmark
    public long endAndSubmit() {
        kernel.endAny();
        mix.next(PlacementLoop.MIXED);
        kernel.submit(1, mix.coreCount(), mix.memory());
        kernel.settle();
        return kernel.startCount();
    }
}
