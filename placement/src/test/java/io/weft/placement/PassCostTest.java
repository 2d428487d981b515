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
package io.weft.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.DecisionLog;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PriorityRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.state.Limits;
import io.weft.placement.order.Discipline;
import io.weft.placement.policy.ComposedPolicy;
import io.weft.placement.select.CellIndex;
import io.weft.placement.select.Demand;
import io.weft.placement.select.NodeChoice;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.NodeOrder;
import io.weft.placement.select.Selection;
import io.weft.placement.select.Supply;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pass asks of the nodes depends on the shapes that wait, not on how many jobs do. */
class PassCostTest {
    private static final int SHAPE_COUNT = 40;
    private static final int USER_COUNT = 3;
    private static final int KIND_COUNT = SHAPE_COUNT * USER_COUNT;
    private static final int NODE_COUNT = 8;
    private static final long HEAD_START_NS = 1000;

    /** Those under which the job that needs all nodes comes first. */
    @ParameterizedTest
    @EnumSource(
            value = Discipline.class,
            names = {
                "EASY",
                "EASY_SJF",
                "EASY_SJBF",
                "EASY_PRIORITY",
                "EASY_FAIRSHARE",
                "EASY_MULTIFACTOR"
            })
    void shouldAskAsOftenForManyJobsAsForFewWhenBackfilling(final Discipline discipline) {
        final List<Long> few = callsOfEachPass(1_000, discipline);
        final List<Long> many = callsOfEachPass(100_000, discipline);

        assertEquals(few, many);
        final int kindCount = ranksUsers(discipline) ? KIND_COUNT : SHAPE_COUNT;
        // Each kind once, those that a promise refuses twice, and once more after a start.
        assertTrue(many.stream().allMatch(calls -> calls <= 4 * kindCount + 4), many::toString);
    }

    @ParameterizedTest
    @EnumSource(
            value = Discipline.class,
            names = {"FCFS", "SJF", "PRIORITY", "MULTIFACTOR"})
    void shouldAskAsOftenForManyJobsAsForFewWhenStrict(final Discipline discipline) {
        final List<Long> few = callsOfEachPass(1_000, discipline);
        final List<Long> many = callsOfEachPass(100_000, discipline);

        assertEquals(few, many);
        assertTrue(many.stream().allMatch(calls -> calls <= 1), many::toString);
    }

    private static boolean ranksUsers(final Discipline discipline) {
        return discipline == Discipline.EASY_FAIRSHARE || discipline == Discipline.EASY_MULTIFACTOR;
    }

    /**
     * Half of all nodes is taken until the head may start on all of them. 40 shapes wait: some do
     * not fit, the others would run too long, except one job at the end of the queue.
     */
    private static List<Long> callsOfEachPass(final int jobCount, final Discipline discipline) {
        final CountingIndex index = new CountingIndex();
        final DecisionLog log = new DecisionLog();
        final List<Long> calls = new ArrayList<>();
        final PlacementPolicy policy = ComposedPolicy.of(discipline, Selection.BALANCED, index);
        try (Kernel kernel = kernel(jobCount + 10, policy)) {
            final InputWriter in = kernel.inputWriter();
            in.defineQueue(new QueueRequest(0).maxMultiplicity(1));
            for (int id = 0; id < NODE_COUNT; id++) {
                in.defineNode(id, 64, 0, 0, 0, 0, -1);
            }
            in.setPriority(new PriorityRequest().age(1).size(1).userShare(1000));
            in.setPolicy("any", 0, 1200, true, true);
            submit(kernel, in, 0, NODE_COUNT, 32, HEAD_START_NS);
            pass(kernel, in, log);
            submit(kernel, in, 1, NODE_COUNT, 64, 1);
            final SplittableRandom random = new SplittableRandom(3);
            for (int job = 0; job < jobCount; job++) {
                final long walltimeNs = HEAD_START_NS + 1 + random.nextInt(1_000_000);
                submit(kernel, in, 2 + job, 1, 1 + job % SHAPE_COUNT, walltimeNs);
            }
            calls.add(index.callsOf(() -> pass(kernel, in, log)));
            calls.add(index.callsOf(() -> pass(kernel, in, log)));
            submit(kernel, in, 2 + jobCount, 1, 3, HEAD_START_NS);
            log.lines.clear();
            calls.add(index.callsOf(() -> pass(kernel, in, log)));
            assertEquals(
                    discipline.isStrict() ? 0 : 1,
                    log.lines.stream().filter(s -> s.contains("start")).count());
        }
        return calls;
    }

    private static Kernel kernel(final int jobCapacity, final PlacementPolicy policy) {
        return Kernel.embed(
                new KernelContext()
                        .limits(
                                new Limits()
                                        .nodeCount(NODE_COUNT)
                                        .coresPerNode(64)
                                        .jobCount(jobCapacity)
                                        .queueCount(1)
                                        .nameCount(USER_COUNT))
                        .journal(new MemoryJournal())
                        .policies((name, version) -> policy)
                        .automaticPass(false)
                        .clock(() -> 0));
    }

    private static void submit(
            final Kernel kernel,
            final InputWriter in,
            final long jobId,
            final int nodeCount,
            final int coreCount,
            final long walltimeNs) {
        final JobRequest request =
                new JobRequest()
                        .jobId(jobId)
                        .walltimeNs(walltimeNs)
                        .nodes(nodeCount, coreCount)
                        .owner((int) (jobId / SHAPE_COUNT % USER_COUNT), 0);
        while (!in.submitJob(request)) {
            run(kernel, new DecisionLog());
        }
    }

    private static void pass(final Kernel kernel, final InputWriter in, final DecisionLog log) {
        run(kernel, new DecisionLog());
        in.clock(true);
        run(kernel, log);
    }

    private static void run(final Kernel kernel, final DecisionLog log) {
        while (kernel.doWork() + kernel.poll(log, 1000) > 0) {
            // Until nothing is left to do.
        }
    }

    /** Counts how often nodes are chosen. */
    private static final class CountingIndex implements NodeIndex {
        private final NodeIndex index = new CellIndex();
        private long callCount;

        long callsOf(final Runnable action) {
            final long before = callCount;
            action.run();
            return callCount - before;
        }

        @Override
        public void attach(final ClusterView view) {
            index.attach(view);
        }

        @Override
        public void onNodeChanged(final int nodeRow) {
            index.onNodeChanged(nodeRow);
        }

        @Override
        public boolean chooseNodes(
                final Demand demand,
                final NodeOrder order,
                final NodeFilter filter,
                final NodeChoice choice) {
            callCount++;
            return index.chooseNodes(demand, order, filter, choice);
        }

        @Override
        public boolean chooseCores(
                final Demand demand, final NodeOrder order, final NodeChoice choice) {
            callCount++;
            return index.chooseCores(demand, order, choice);
        }

        @Override
        public void count(final Demand demand, final Supply supply) {
            index.count(demand, supply);
        }

        @Override
        public void close() {
            index.close();
        }
    }
}
