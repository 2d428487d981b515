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
import io.weft.core.client.PreemptionRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.StandardPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever is submitted, gives way, goes on and ends, in any order: by the decisions alone, a job
 * that shares nodes with its tenant alone never is where another has something, and in the end
 * everybody had a turn.
 */
class TenantsNeverShareTest {
    private static final List<String> POLICIES =
            List.of("fcfs", "easy", "easy+topology", "conservative", "reference-easy");

    @Property(tries = 150, seed = "7311")
    void shouldKeepTenantsApart(
            @ForAll @IntRange(min = 0, max = 4) final int policy,
            @ForAll @IntRange(min = 0, max = 2) final int way,
            @ForAll @Size(max = 60) final List<@IntRange(min = 0, max = 9999) Integer> draws) {
        try (Run run = new Run(POLICIES.get(policy), PreemptionKind.get((short) way))) {
            for (final int draw : draws) {
                run.play(draw);
            }
            run.endAll();
        }
    }

    /** A kernel, and who is where by its decisions. */
    private static final class Run implements DecisionListener, AutoCloseable {
        private final MemoryJournal journal = new MemoryJournal(1 << 16, 1);
        private final Kernel kernel;
        private final InputWriter in;

        /** Account of each job, 0 of those that share with everybody. */
        private final Map<Long, Integer> tenants = new TreeMap<>();

        private final Map<Long, Set<Integer>> nodesOfJobs = new TreeMap<>();
        private final Set<Long> pausing = new TreeSet<>();
        private final Set<Long> ending = new TreeSet<>();
        private final Set<Long> started = new TreeSet<>();

        Run(final String policy, final PreemptionKind way) {
            kernel =
                    Kernel.embed(
                            new KernelContext()
                                    .limits(new Limits().nodeCount(4).coresPerNode(8).jobCount(64))
                                    .journal(journal)
                                    .policies(new StandardPolicies())
                                    .clock(() -> 1)
                                    .verify(true));
            in = kernel.inputWriter();
            in.defineQueue(new QueueRequest(0).maxMultiplicity(2));
            for (int id = 0; id < 4; id++) {
                in.defineNode(id, 8, 0, 0, 0, id / 2, -1);
            }
            in.setPolicy(policy, 0, 1200, true, true);
            in.setPreemption(new PreemptionRequest().kind(way));
            settle();
        }

        void play(final int draw) {
            if (draw % 3 > 0) {
                submit(tenants.size(), draw / 3);
            } else if (!nodesOfJobs.isEmpty()) {
                final List<Long> ids = new ArrayList<>(nodesOfJobs.keySet());
                in.jobEnded(ids.get(draw / 3 % ids.size()), EndKind.COMPLETED, 0);
            }
            if (draw % 2 == 0) {
                see();
            }
            settle();
        }

        private void submit(final long jobId, final int draw) {
            final int tenant = draw % 4;
            final JobRequest request = new JobRequest().jobId(jobId).walltimeNs(1 + draw);
            request.nodes(1 + draw / 4 % 2, 1 + draw / 8 % 8).owner(draw / 4 % 3, tenant);
            request.isolation(tenant == 0 ? Isolation.NONE : Isolation.TENANT);
            request.jobClass(draw % 5 == 0 ? JobClass.URGENT : JobClass.BATCH);
            tenants.put(jobId, tenant);
            in.submitJob(request);
        }

        /** The resource manager has done what it was told. */
        private void see() {
            pausing.forEach(in::jobSuspended);
            ending.forEach(id -> in.jobEnded(id, EndKind.CANCELLED, 0));
            pausing.clear();
            ending.clear();
        }

        void endAll() {
            int rounds = 0;
            while (!nodesOfJobs.isEmpty() && rounds++ < 200) {
                see();
                List.copyOf(nodesOfJobs.keySet())
                        .forEach(id -> in.jobEnded(id, EndKind.COMPLETED, 0));
                settle();
            }
            assertEquals(0, kernel.view().pendingCount());
            assertEquals(tenants.size(), started.size());
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
            started.add(jobId);
            final Set<Integer> nodes = new TreeSet<>();
            while (slices.next()) {
                nodes.add(slices.nodeId());
            }
            nodesOfJobs.put(jobId, nodes);
            final int tenant = tenants.get(jobId);
            nodesOfJobs.forEach(
                    (other, othersNodes) ->
                            assertTrue(
                                    tenants.get(other) == tenant
                                            || nodes.stream().noneMatch(othersNodes::contains),
                                    () -> jobId + " joins " + other + " on " + nodes));
        }

        @Override
        public void onPauseJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            pausing.add(jobId);
        }

        @Override
        public void onTerminateJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            ending.add(jobId);
        }

        @Override
        public void onJobClosed(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            nodesOfJobs.remove(jobId);
        }

        @Override
        public void onJobRequeued(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            nodesOfJobs.remove(jobId);
        }

        @Override
        public void close() {
            kernel.close();
            journal.close();
        }
    }
}
