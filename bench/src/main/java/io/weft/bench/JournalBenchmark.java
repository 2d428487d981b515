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

import io.weft.core.spi.Journal;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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

/** Appending one record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalBenchmark {
    /** Where records go. */
    @Param({"CHRONICLE", "MEMORY"})
    String journal;

    /** Of a record, bytes. */
    @Param({"64", "200"})
    int length;

    private JournalKind.Place place;
    private UnsafeBuffer record;
    private long position;

    /** For JMH. */
    public JournalBenchmark() {}

    /** A new journal for each iteration, so that a disk does not fill up. */
    @Setup(Level.Iteration)
    public void setUp() {
        place = JournalKind.valueOf(journal).open();
        record = new UnsafeBuffer(new byte[length]);
        position = Journal.NULL_POSITION;
    }

    /** Removes the journal. */
    @TearDown(Level.Iteration)
    public void tearDown() {
        place.close();
    }

    /** One entry. */
    @Benchmark
    public void append() {
        position++;
        place.journal().append(Journal.ENTRY, position, position, record, 0, length);
    }
}
