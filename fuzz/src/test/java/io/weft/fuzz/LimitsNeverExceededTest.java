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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
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
 * Whatever is submitted and ends, in any order: by the decisions alone, no user ever has more than
 * a limit allows, no licence is ever given twice, and in the end everybody had a turn.
 */
class LimitsNeverExceededTest {
    private static final List<String> POLICIES =
            List.of("fcfs", "easy", "easy-sjbf", "conservative", "reference-easy");

    /** What a job counts for. */
    private record Job(int user, int cores, int licences) {}

    @Property(tries = 150, seed = "7310")
    void shouldKeepEveryCap(
            @ForAll @IntRange(min = 0, max = 4) final int policy,
            @ForAll @IntRange(min = 1, max = 4) final int holdingMax,
            @ForAll @IntRange(min = 6, max = 20) final int coresMax,
            @ForAll @IntRange(min = 2, max = 5) final int licenceCount,
            @ForAll @Size(max = 60) final List<@IntRange(min = 0, max = 999) Integer> draws) {
        try (Run run = new Run(POLICIES.get(policy), holdingMax, coresMax, licenceCount)) {
            for (final int draw : draws) {
                run.play(draw);
            }
            run.endAll();
        }
    }

    /** A kernel, and what its decisions add up to. */
    private static final class Run implements DecisionListener, AutoCloseable {
        private final int holdingMax;
        private final int coresMax;
        private final int licenceCount;
        private final MemoryJournal journal = new MemoryJournal(1 << 16, 1);
        private final Kernel kernel;
        private final InputWriter in;
        private final Map<Long, Job> submitted = new TreeMap<>();
        private final Map<Long, Job> holding = new TreeMap<>();
        private int startCount;

        Run(final String policy, final int holdingMax, final int coresMax, final int licenceCount) {
            this.holdingMax = holdingMax;
            this.coresMax = coresMax;
            this.licenceCount = licenceCount;
            kernel =
                    Kernel.embed(
                            new KernelContext()
                                    .limits(new Limits().nodeCount(3).coresPerNode(8).jobCount(64))
                                    .journal(journal)
                                    .policies(new StandardPolicies())
                                    .clock(() -> 1)
                                    .verify(true));
            in = kernel.inputWriter();
            in.defineQueue(new QueueRequest(0).maxMultiplicity(2));
            for (int id = 0; id < 3; id++) {
                in.defineNode(id, 8, 0, 0, 0, 0, -1);
            }
            in.setPolicy(policy, 0, 1200, true, true);
            in.setLimit(LimitRequest.ofUser(-1).holdingMax(holdingMax).coresMax(coresMax));
            in.defineLicence(0, -1, licenceCount);
            settle();
        }

        void play(final int draw) {
            if (draw % 3 > 0) {
                submit(submitted.size(), draw / 3);
            } else if (!holding.isEmpty()) {
                final List<Long> ids = new ArrayList<>(holding.keySet());
                final long jobId = ids.get(draw / 3 % ids.size());
                if (draw % 2 == 0) {
                    in.jobEnded(jobId, EndKind.COMPLETED, 0);
                } else {
                    in.jobStartFailed(jobId, -1);
                }
            }
            settle();
        }

        private void submit(final long jobId, final int draw) {
            final int nodes = 1 + draw % 2;
            final int cores = 1 + draw % 3;
            final Job job = new Job(draw % 4, nodes * cores, draw % 5 % 3);
            final JobRequest request = new JobRequest().jobId(jobId).walltimeNs(1 + draw);
            request.nodes(nodes, cores).owner(job.user, 0);
            if (job.licences > 0) {
                request.licences(0, job.licences);
            }
            submitted.put(jobId, job);
            in.submitJob(request);
        }

        void endAll() {
            while (!holding.isEmpty()) {
                List.copyOf(holding.keySet()).forEach(id -> in.jobEnded(id, EndKind.COMPLETED, 0));
                settle();
            }
            assertEquals(0, kernel.view().pendingCount());
            assertTrue(startCount >= submitted.size());
        }

        private void settle() {
            while (kernel.doWork() + kernel.poll(this, Integer.MAX_VALUE) > 0) {
                // Until nothing is left to do.
            }
        }

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            startCount++;
            holding.put(jobId, submitted.get(jobId));
            final int user = submitted.get(jobId).user;
            final List<Job> own = holding.values().stream().filter(j -> j.user == user).toList();
            assertTrue(own.size() <= holdingMax, () -> own + " of " + holdingMax);
            final int cores = own.stream().mapToInt(Job::cores).sum();
            assertTrue(cores <= coresMax, () -> cores + " cores of " + coresMax);
            final int licences = holding.values().stream().mapToInt(Job::licences).sum();
            assertTrue(licences <= licenceCount, () -> licences + " of " + licenceCount);
        }

        @Override
        public void onJobClosed(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            holding.remove(jobId);
        }

        @Override
        public void onJobRequeued(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            holding.remove(jobId);
        }

        @Override
        public void close() {
            kernel.close();
            journal.close();
        }
    }
}
