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
package io.weft.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.Replay;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.StandardPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever is submitted, observed, resized and ends, in any order: by the decisions alone, no job
 * is below its least or above what it asked for, no core above M, who shrinks for another sees it
 * start in the same entry, and nobody grows by offer sooner than the pause after any change of its
 * size.
 */
class SizesFollowRulesTest {
    private static final List<String> POLICIES =
            List.of("fcfs", "easy", "easy-sjbf+pack", "conservative", "reference-easy");
    private static final long PAUSE = 40;
    private static final int M = 2;
    private static final JobClass[] CLASSES = {JobClass.BATCH, JobClass.INTERACTIVE};

    @Property(tries = 200, seed = "7312")
    void shouldKeepSizesWithinTheirBounds(
            @ForAll @IntRange(min = 0, max = 4) final int policy,
            @ForAll @Size(min = 30, max = 90)
                    final List<@IntRange(min = 0, max = 99_999) Integer> draws) {
        try (Run run = new Run(POLICIES.get(policy))) {
            for (final int draw : draws) {
                run.play(draw);
            }
            run.replay();
        }
    }

    /** What is known of a job by what it asked for and by decisions. */
    private static final class Bounds {
        private final int least;
        private final int asked;
        private int cores;
        private long changedNs = Long.MIN_VALUE / 2;

        Bounds(final int least, final int asked) {
            this.least = least;
            this.asked = asked;
        }
    }

    /** A kernel, and the sizes of jobs by its decisions. */
    private static final class Run implements DecisionListener, AutoCloseable {
        private final MemoryJournal journal = new MemoryJournal(1 << 16, 1);
        private final Kernel kernel;
        private final InputWriter in;
        private final Map<Long, Bounds> sizes = new TreeMap<>();
        private final List<Long> running = new ArrayList<>();

        /** Who is to start in the entry at some position, -1 when nobody is. */
        private long beneficiaryId = -1;

        private long beneficiaryPosition;
        private long nowNs = 1;

        Run(final String policy) {
            kernel =
                    Kernel.embed(
                            new KernelContext()
                                    .limits(new Limits().nodeCount(3).coresPerNode(8).jobCount(96))
                                    .journal(journal)
                                    .policies(new StandardPolicies())
                                    .clock(() -> nowNs)
                                    .verify(true));
            in = kernel.inputWriter();
            in.defineQueue(new QueueRequest(0).maxMultiplicity(M));
            for (int id = 0; id < 3; id++) {
                in.defineNode(id, 8, 64, 0, 0, 0, -1);
            }
            in.setPolicy(policy, 0, 1200, true, true);
            in.setElasticity(
                    new ElasticityRequest(0).growIdle(PAUSE).shrinkForPending().shrinkIdle(9, 200));
            settle();
        }

        void play(final int draw) {
            final int what = draw % 8;
            final int rest = draw / 8;
            if (what < 3 || running.isEmpty()) {
                submit(sizes.size(), rest);
            } else {
                final long jobId = running.get(rest % running.size());
                switch (what) {
                    case 3 -> in.jobEnded(jobId, EndKind.COMPLETED, 0);
                    case 4 -> in.utilisation(jobId, 0);
                    case 5 -> in.utilisation(jobId, 500L * sizes.get(jobId).cores);
                    case 6 -> in.resizeJob(jobId, 1 + rest % 24);
                    default -> nowNs += rest % 60;
                }
            }
            settle();
        }

        private void submit(final long jobId, final int draw) {
            final JobRequest request = new JobRequest().jobId(jobId).walltimeNs(1 + draw % 700);
            request.jobClass(CLASSES[draw % 2]).memoryPerCore(draw % 5);
            final int cores = 1 + draw / 4 % 24;
            if (draw / 2 % 4 == 0) {
                request.nodes(1 + draw / 8 % 3, 1 + draw / 16 % 8);
                sizes.put(jobId, new Bounds(0, 0));
            } else {
                final int least = 1 + draw / 8 % cores;
                request.coresAnywhere(cores).coreCountMin(least);
                sizes.put(jobId, new Bounds(least, cores));
            }
            in.submitJob(request);
        }

        private void settle() {
            while (kernel.doWork() + kernel.poll(this, Integer.MAX_VALUE) > 0) {
                // Until nothing is left to do.
            }
            assertEquals(-1, beneficiaryId, "somebody shrank for nothing");
        }

        void replay() {
            final Replay.Report report =
                    Replay.run(journal, new StandardPolicies(), position -> {});
            assertNull(report.divergence());
            assertEquals(kernel.digest(), report.digest());
        }

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            if (beneficiaryId != -1) {
                assertEquals(beneficiaryId, jobId);
                assertEquals(beneficiaryPosition, stamp.position());
                beneficiaryId = -1;
            }
            running.add(jobId);
            assertTrue(multiplicity <= M);
            take(jobId, slices);
        }

        @Override
        public void onJobResized(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long newBeneficiaryId,
                final int multiplicity,
                final AllocationSlices slices) {
            final Bounds size = sizes.get(jobId);
            final int former = size.cores;
            take(jobId, slices);
            assertTrue(multiplicity <= M);
            switch (reason) {
                case GROWN -> {
                    assertTrue(size.cores > former);
                    assertEquals(0, kernel.view().pendingCount());
                    assertTrue(stamp.timeNs() - size.changedNs >= PAUSE, "it had no rest");
                }
                case EXPANDED_ON_RETURN -> assertTrue(size.cores > former);
                case SHRUNK_IDLE -> assertTrue(size.cores < former);
                case SHRUNK_PRESSURE -> {
                    assertTrue(size.cores < former);
                    assertTrue(beneficiaryId == -1 || beneficiaryId == newBeneficiaryId);
                    beneficiaryId = newBeneficiaryId;
                    beneficiaryPosition = stamp.position();
                }
                default -> assertEquals(ReasonCode.RESIZED_BY_REQUEST, reason);
            }
            size.changedNs = stamp.timeNs();
        }

        private void take(final long jobId, final AllocationSlices slices) {
            final Bounds size = sizes.get(jobId);
            size.cores = 0;
            while (slices.next()) {
                size.cores += Long.bitCount(slices.coreMask());
            }
            if (size.asked > 0) {
                assertTrue(size.cores >= size.least && size.cores <= size.asked);
            }
        }

        @Override
        public void onTerminateJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            in.jobEnded(jobId, EndKind.TIMED_OUT, 0);
        }

        @Override
        public void onJobClosed(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            running.remove(jobId);
        }

        @Override
        public void close() {
            kernel.close();
            journal.close();
        }
    }
}
