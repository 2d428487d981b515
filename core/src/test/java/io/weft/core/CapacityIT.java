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
package io.weft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ten million jobs on 100,000 nodes of 128 cores: pending, then all of them running, in memory of a
 * fixed size. Skipped where that memory is not there, unless WEFT_REQUIRE contains {@code memory}.
 */
class CapacityIT {
    private static final int JOB_COUNT = 10_000_000;
    private static final int NODE_COUNT = 100_000;
    private static final int CORES = 128;
    private static final long NEEDED_BYTES = 6L << 30;
    private static final long PROMISED_BYTES = 16L << 30;

    private final Counts counts = new Counts();
    private long now;
    private Kernel kernel;
    private InputWriter in;

    /** Decisions by kind. */
    private static final class Counts implements DecisionListener {
        private int accepted;
        private int started;
        private int closed;
        private String rejection;

        @Override
        public void onInputRejected(
                final DecisionStamp stamp,
                final int inputTemplateId,
                final long id,
                final ReasonCode reason,
                final InputField field,
                final long value,
                final long bound) {
            rejection = id + " " + reason + " " + field + " " + bound;
        }

        @Override
        public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
            accepted++;
        }

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            started++;
        }

        @Override
        public void onJobClosed(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            closed++;
        }
    }

    @BeforeEach
    void setUp() throws IOException {
        final boolean isRequired = String.valueOf(System.getenv("WEFT_REQUIRE")).contains("memory");
        final long available = availableBytes();
        assumeTrue(
                isRequired || available >= NEEDED_BYTES,
                () -> "available memory=" + available + ", needed " + NEEDED_BYTES);
    }

    private static long availableBytes() throws IOException {
        final Path file = Path.of("/proc/meminfo");
        if (!Files.isReadable(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }

    private void settle() {
        while (kernel.doWork() + kernel.poll(counts, 1 << 16) > 0) {
            // Until nothing is left to do.
        }
    }

    private void offer(final JobRequest job) {
        while (!in.submitJob(job)) {
            settle();
        }
    }

    private void offerEnd(final long jobId) {
        while (!in.jobEnded(jobId, EndKind.COMPLETED, 0)) {
            settle();
        }
    }

    @Test
    void shouldHoldTenMillionJobsPendingAndRunningInFixedMemory() {
        final Stopwatch watch = new Stopwatch();
        try (Kernel opened = launch()) {
            kernel = opened;
            in = kernel.inputWriter();
            define();
            final ClusterState state = (ClusterState) kernel.view();
            final String footprint = kernel.footprint();
            watch.lap("launched and defined");

            submitAll();
            assertEquals(JOB_COUNT, counts.accepted);
            assertEquals(JOB_COUNT, state.pendingCount());
            watch.lap("ten million jobs pending");

            in.clock(true);
            settle();
            assertEquals(JOB_COUNT, counts.started);
            assertEquals(JOB_COUNT, state.runningCount());
            assertEquals(CORES - JOB_COUNT / NODE_COUNT, state.coresAtOrBelow(NODE_COUNT - 1, 0));
            watch.lap("ten million jobs running");

            in.submitJob(job(JOB_COUNT));
            settle();
            assertEquals(JOB_COUNT + " QUEUE_FULL JOB_ID " + JOB_COUNT, counts.rejection);

            for (int id = 0; id < JOB_COUNT; id += 10) {
                offerEnd(id);
            }
            settle();
            assertEquals(JOB_COUNT / 10, counts.closed);
            watch.lap("a million jobs ended");

            state.verify();
            watch.lap("verified");

            assertEquals(footprint, kernel.footprint());
            assertTrue(total(footprint) < PROMISED_BYTES, footprint);
            System.out.println(footprint);
        }
    }

    private Kernel launch() {
        return Kernel.embed(
                new KernelContext()
                        .limits(
                                new Limits()
                                        .nodeCount(NODE_COUNT)
                                        .coresPerNode(CORES)
                                        .jobCount(JOB_COUNT))
                        .journal(new ForgetfulJournal())
                        .policies(RoundRobinPolicy::named)
                        .clock(() -> now)
                        .verify(false)
                        .automaticPass(false));
    }

    private void define() {
        in.defineQueue(new QueueRequest(0));
        for (int id = 0; id < NODE_COUNT; id++) {
            while (!in.defineNode(id, CORES, 1L << 38, 4, 0, 0, -1)) {
                settle();
            }
        }
        in.setPolicy("round-robin", 0, 1200, true, true);
        settle();
    }

    private void submitAll() {
        for (int id = 0; id < JOB_COUNT; id++) {
            now = id;
            offer(job(id));
        }
        settle();
    }

    private final JobRequest request = new JobRequest();

    private JobRequest job(final long id) {
        return request.clear().jobId(id).walltimeNs(1L << 40).nodes(1, 1).memoryPerNode(1L << 30);
    }

    private static long total(final String footprint) {
        final String line = footprint.substring(footprint.lastIndexOf('\n') + 1);
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    /** Prints how long each step took: for whoever reads, nothing is asserted. */
    private static final class Stopwatch {
        private long sinceNs = System.nanoTime();

        void lap(final String what) {
            final long nowNs = System.nanoTime();
            System.out.printf(Locale.ROOT, "%s: %.1f s%n", what, (nowNs - sinceNs) / 1e9);
            sinceNs = nowNs;
        }
    }
}
