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
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import io.weft.placement.order.Discipline;
import io.weft.placement.select.Selection;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two kernels, one with the fast policy and one with the reference under the same name, come to the
 * same decisions and to the same state, byte for byte; rebalancing, overdue jobs, lost starts and
 * failing nodes included.
 */
class KernelComparisonTest {
    private static final int NODE_COUNT = 6;
    private static final int CORE_COUNT = 16;
    private static final int QUEUE_COUNT = 4;

    /** One more than there are rows for. */
    private static final int USER_COUNT = 5;

    /** Of the clock; usage is counted in whole seconds, and halves in seven days. */
    private static final long NS_PER_TICK = 3_600_000_000_123L;

    private long nowNs = 1000;
    private long startCount;
    private long cutCount;

    @ParameterizedTest
    @EnumSource(Selection.class)
    void shouldReachTheSameStateAsTheReferenceWhenFcfs(final Selection selection) {
        compareAll("fcfs+" + selection.label(), 20);
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void shouldReachTheSameStateAsTheReferenceWhenEasy(final Selection selection) {
        compareAll("easy+" + selection.label(), 40);
    }

    @ParameterizedTest
    @EnumSource(Discipline.class)
    void shouldReachTheSameStateAsTheReferenceWhateverTheDiscipline(final Discipline discipline) {
        compareAll(discipline.label(), 20);
    }

    @Test
    void shouldReachTheSameStateAsTheReferenceWhenConservative() {
        compareAll("conservative", 20);
    }

    private void compareAll(final String name, final int seedCount) {
        final StandardPolicies policies = new StandardPolicies();
        for (long seed = 0; seed < seedCount; seed++) {
            final int steps = seed % 3 == 0 ? 1 + (int) seed % 25 : Limits.PASS_STEPS_DEFAULT;
            try (Kernel fast = kernel(steps, () -> policies.create(name, 1));
                    Kernel plain = kernel(steps, () -> policies.create("reference-" + name, 1))) {
                compare(seed, fast, plain);
            }
        }
        assertTrue(startCount > 50L * seedCount, "hardly anything starts: " + startCount);
        // A conservative pass has a limit of its own.
        assertTrue(
                cutCount > 5L * seedCount || name.equals("conservative"),
                "hardly any pass is cut: " + cutCount);
    }

    private Kernel kernel(final int passStepsMax, final Supplier<PlacementPolicy> policy) {
        return Kernel.embed(
                new KernelContext()
                        .limits(
                                new Limits()
                                        .nodeCount(NODE_COUNT)
                                        .coresPerNode(CORE_COUNT)
                                        .jobCount(64)
                                        .queueCount(4)
                                        .nameCount(USER_COUNT - 1)
                                        .passStepsMax(passStepsMax))
                        .journal(new MemoryJournal(1 << 16, 1))
                        .policies((name, version) -> policy.get())
                        .clock(() -> nowNs)
                        .verify(true));
    }

    private void compare(final long seed, final Kernel fast, final Kernel plain) {
        final SplittableRandom random = new SplittableRandom(seed);
        define(fast, random.split());
        define(plain, new SplittableRandom(seed).split());
        final DecisionLog left = new DecisionLog();
        final DecisionLog right = new DecisionLog();
        for (int step = 0; step < 300; step++) {
            final SplittableRandom draw = random.split();
            nowNs += draw.nextInt(4) == 0 ? draw.nextInt(60) * NS_PER_TICK : 0;
            final long drawSeed = draw.nextLong();
            input(fast, new SplittableRandom(drawSeed), step);
            input(plain, new SplittableRandom(drawSeed), step);
            run(fast, left);
            run(plain, right);
            final String where = "seed=" + seed + " step=" + step;
            assertEquals(right.lines, left.lines, where);
            assertEquals(plain.digest(), fast.digest(), where);
            compareReasons(fast, plain, where);
            cutCount += left.lines.stream().filter(line -> line.startsWith("cut")).count();
            startCount += left.lines.stream().filter(line -> line.startsWith("start")).count();
            left.lines.clear();
            right.lines.clear();
        }
    }

    private static void compareReasons(final Kernel fast, final Kernel plain, final String where) {
        final ClusterView view = fast.view();
        for (int row = view.pendingHead(); row != ClusterView.NULL_ROW; ) {
            assertEquals(plain.reason(row), fast.reason(row), where);
            assertEquals(plain.reasonNumber(row), fast.reasonNumber(row), where);
            row = view.pendingNext(row);
        }
    }

    private static void run(final Kernel kernel, final DecisionLog log) {
        while (kernel.doWork() + kernel.poll(log, 100) > 0) {
            // Until nothing is left to do.
        }
    }

    private static void define(final Kernel kernel, final SplittableRandom random) {
        final InputWriter in = kernel.inputWriter();
        for (int id = 0; id < NODE_COUNT; id++) {
            final int coreCount = 1 + random.nextInt(CORE_COUNT);
            in.defineNode(id, coreCount, 100, random.nextInt(2), 0, random.nextInt(3), -1);
        }
        in.defineQueue(new QueueRequest(0).maxMultiplicity(1 + random.nextInt(4)));
        in.defineQueue(
                new QueueRequest(1)
                        .maxMultiplicity(1 + random.nextInt(2))
                        .nodes(1, NODE_COUNT - 1));
        in.defineQueue(new QueueRequest(2).maxMultiplicity(1 + random.nextInt(4)).nodes(0, 3));
        in.defineQueue(new QueueRequest(3).maxMultiplicity(1).nodes(2, NODE_COUNT - 1));
        in.setPolicy("any", 0, 1200, random.nextBoolean(), random.nextInt(4) > 0);
    }

    private static void input(final Kernel kernel, final SplittableRandom random, final int step) {
        final InputWriter in = kernel.inputWriter();
        final ClusterView view = kernel.view();
        if (view.runningCount() > 0 && random.nextInt(3) == 0) {
            // Rejected, where it is more than the job has.
            final int slot = random.nextInt(view.runningCount());
            in.utilisation(view.jobId(view.runningJob(slot)), random.nextInt(6000));
        }
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> in.submitJob(request(random).jobId(step + 1));
            case 5, 6, 7 -> {
                if (view.runningCount() > 0) {
                    final int slot = random.nextInt(view.runningCount());
                    final long jobId = view.jobId(view.runningJob(slot));
                    if (random.nextInt(8) == 0) {
                        in.jobStartFailed(jobId, -1);
                    } else {
                        in.jobEnded(jobId, EndKind.COMPLETED, 0);
                    }
                }
            }
            case 8 -> {
                if (view.pendingCount() > 4) {
                    final long jobId = view.jobId(view.pendingHead());
                    if (random.nextBoolean()) {
                        in.cancelJob(jobId, 0);
                    } else {
                        in.alterWalltime(jobId, (1 + random.nextInt(100)) * NS_PER_TICK);
                    }
                }
            }
            case 9 -> {
                if (view.pendingCount() > 2) {
                    in.holdJob(view.jobId(view.pendingNext(view.pendingHead())));
                }
            }
            case 10 -> in.releaseJob(1 + random.nextInt(step + 1));
            default ->
                    in.nodeStateChanged(
                            random.nextInt(NODE_COUNT),
                            random.nextInt(3) == 0 ? NodeState.DRAINING : NodeState.UP);
        }
    }

    private static JobRequest request(final SplittableRandom random) {
        final JobRequest request =
                new JobRequest()
                        .walltimeNs(
                                (1 + random.nextInt(random.nextBoolean() ? 10 : 200)) * NS_PER_TICK)
                        .owner(random.nextInt(USER_COUNT), 0)
                        .priority(random.nextInt(2))
                        .memoryPerNode(random.nextInt(40))
                        .memoryPerCore(random.nextInt(4))
                        .gpusPerNode(random.nextInt(8) == 0 ? 1 : 0)
                        .queueId(random.nextInt(QUEUE_COUNT));
        return random.nextInt(4) == 0
                ? request.coresAnywhere(1 + random.nextInt(40))
                : request.nodes(1 + random.nextInt(4), 1 + random.nextInt(10));
    }
}
