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
package io.weft.placement.preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.DecisionLog;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import io.weft.placement.StandardPolicies;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real kernels with three nodes of four cores; batch jobs fill them, urgent ones come. */
class PreemptionTest {
    private static final long SECOND_NS = 1_000_000_000;
    private static final long WALLTIME_NS = 1000 * SECOND_NS;

    private final MemoryJournal journal = new MemoryJournal(1 << 16, 1);
    private final DecisionLog log = new DecisionLog();
    private long nowNs = SECOND_NS;
    private final Kernel kernel =
            Kernel.embed(
                    new KernelContext()
                            .limits(new Limits().nodeCount(3).coresPerNode(4).jobCount(400))
                            .journal(journal)
                            .policies(new StandardPolicies())
                            .clock(() -> nowNs)
                            .verify(true));
    private final InputWriter in = kernel.inputWriter();

    @AfterEach
    void tearDown() {
        kernel.close();
        journal.close();
    }

    private void define(final String policy, final PreemptionRequest rule) {
        in.defineQueue(new QueueRequest(0).maxMultiplicity(1));
        for (int id = 0; id < 3; id++) {
            in.defineNode(id, 4, 1000, 0, 0, 0, -1);
        }
        in.setPolicy(policy, 0, 1000, false, false);
        if (rule != null) {
            in.setPreemption(rule);
        }
        run();
    }

    private List<String> run() {
        while (kernel.doWork() + kernel.poll(log, 1000) > 0) {
            // Until nothing is left to do.
        }
        return log.take();
    }

    private static JobRequest batch(final long jobId, final int nodeCount, final int coreCount) {
        return new JobRequest()
                .jobId(jobId)
                .walltimeNs(WALLTIME_NS)
                .nodes(nodeCount, coreCount)
                .requeueable(true);
    }

    private void start(final JobRequest job, final long jobId) {
        in.submitJob(job);
        run();
        in.jobStarted(jobId);
        run();
    }

    private List<String> urgent(final long jobId, final int nodeCount, final int coreCount) {
        in.submitJob(batch(jobId, nodeCount, coreCount).jobClass(JobClass.URGENT));
        return run().stream().filter(line -> !line.startsWith("accepted")).toList();
    }

    private static PreemptionRequest by(final PreemptionKind kind) {
        return new PreemptionRequest().kind(kind);
    }

    // ------------------------------------------------------------------ whether

    @ParameterizedTest
    @ValueSource(strings = {"fcfs", "easy", "conservative", "easy-priority+pack"})
    void shouldSuspendBatchJobForUrgentOneWhateverThePolicy(final String policy) {
        define(policy, new PreemptionRequest());
        start(batch(1, 3, 4), 1);

        assertEquals(
                List.of("preempted 1 for 9 SUSPEND lost 0", "pause 1 PREEMPTED 9"),
                urgent(9, 1, 2));
        in.jobSuspended(1);
        assertEquals(List.of("start 9 x1 at 1000000000 0:3"), run());
        in.jobEnded(9, EndKind.COMPLETED, 0);
        assertEquals(List.of("closed 9 ENDED 0", "continue 1 x1 at 1000000000 0:f 1:f 2:f"), run());
    }

    @Test
    void shouldLeaveEverybodyAloneWithoutRule() {
        define("easy", null);
        start(batch(1, 3, 4), 1);

        assertEquals(List.of(), urgent(9, 1, 1));
    }

    @Test
    void shouldNotPreemptForNothingWhenItWouldNotFitEvenSo() {
        define("easy", new PreemptionRequest());
        start(batch(1, 2, 4), 1);
        start(batch(2, 1, 4).preemptable(false), 2);

        assertEquals(List.of(), urgent(9, 3, 1));
    }

    @Test
    void shouldLeaveJobAloneThatIsNoVictim() {
        define("easy", by(PreemptionKind.REQUEUE).protectedNs(60 * SECOND_NS).preemptionsMax(1));
        start(batch(1, 1, 4).requeueable(false), 1);
        start(batch(2, 1, 4).jobClass(JobClass.INTERACTIVE), 2);
        start(batch(3, 1, 4), 3);

        assertEquals(List.of(), urgent(9, 1, 4));
        nowNs += 60 * SECOND_NS;
        in.clock(true);
        assertEquals("preempted 3 for 9 REQUEUE lost 240000", run().get(0));
        in.jobEnded(3, EndKind.CANCELLED, 0);
        run();
        in.jobEnded(9, EndKind.COMPLETED, 0);
        run();
        in.jobStarted(3);
        run();
        nowNs += 60 * SECOND_NS;

        assertEquals(List.of(), urgent(10, 1, 4));
    }

    // ------------------------------------------------------------------ whom

    @Test
    void shouldTakeWhoHasLowestPriorityThenWhoLosesLeastWork() {
        define("easy", by(PreemptionKind.CANCEL));
        start(batch(1, 1, 4).priority(5), 1);
        nowNs += SECOND_NS;
        start(batch(2, 1, 4), 2);
        nowNs += SECOND_NS;
        start(batch(3, 1, 4), 3);
        nowNs += SECOND_NS;

        assertEquals("preempted 3 for 9 CANCEL lost 4000", urgent(9, 1, 1).get(0));
        assertEquals("preempted 2 for 10 CANCEL lost 8000", urgent(10, 1, 4).get(0));
        assertEquals("preempted 1 for 11 CANCEL lost 12000", urgent(11, 1, 4).get(0));
    }

    @Test
    void shouldSpareJobsThatAnotherOneMakesNeedless() {
        define("easy", new PreemptionRequest());
        start(batch(1, 1, 4).preemptable(false), 1);
        start(batch(2, 1, 4).preemptable(false), 2);
        start(batch(3, 1, 1), 3);
        start(batch(4, 1, 3).priority(1), 4);

        assertEquals(
                List.of("preempted 4 for 9 SUSPEND lost 0", "pause 4 PREEMPTED 9"),
                urgent(9, 1, 3));
    }

    @Test
    void shouldFreeMemoryOnlyWhenJobIsNotSuspended() {
        define("easy", new PreemptionRequest());
        start(batch(1, 3, 1).memoryPerNode(800), 1);
        in.submitJob(batch(9, 1, 1).memoryPerNode(800).jobClass(JobClass.URGENT));
        assertEquals(List.of("accepted 9"), run());

        in.setPreemption(by(PreemptionKind.CANCEL));

        assertEquals("preempted 1 for 9 CANCEL lost 0", run().get(0));
    }

    @Test
    void shouldGiveWayToOneAfterTheOtherButToNobodyBehindOneThatWaits() {
        define("easy", new PreemptionRequest());
        start(batch(1, 1, 4), 1);
        start(batch(2, 1, 4).preemptable(false), 2);
        start(batch(3, 1, 4), 3);
        in.submitJob(batch(8, 3, 4).jobClass(JobClass.URGENT));
        in.submitJob(batch(9, 1, 4).jobClass(JobClass.URGENT));
        assertEquals(List.of("accepted 8", "accepted 9"), run());

        in.cancelJob(8, 0);

        assertTrue(run().contains("preempted 1 for 9 SUSPEND lost 0"));
    }

    // ------------------------------------------------------------------ no starvation

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGoOnAfterSuspendMaxAndTheLongestLimit(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final long suspendMaxNs = 50 * SECOND_NS;
        final long limitNs = 20 * SECOND_NS;
        define("easy", new PreemptionRequest().suspendMaxNs(suspendMaxNs));
        start(batch(1, 3, 4), 1);
        urgent(2, 1, 4);
        in.jobSuspended(1);
        run();
        final long suspendedNs = nowNs;
        boolean isContinued = false;
        for (long jobId = 3; jobId < 300 && !isContinued; jobId++) {
            nowNs += 1 + random.nextLong(SECOND_NS);
            in.submitJob(batch(jobId, 1, 1 + random.nextInt(3)).walltimeNs(limitNs));
            if (jobId == 20) {
                in.jobEnded(2, EndKind.COMPLETED, 0);
            }
            for (final String line : run()) {
                if (line.startsWith("terminate")) {
                    in.jobEnded(Long.parseLong(line.split(" ")[1]), EndKind.TIMED_OUT, 0);
                }
                isContinued |= line.startsWith("continue 1 ");
            }
            isContinued |= run().stream().anyMatch(line -> line.startsWith("continue 1 "));
        }

        assertTrue(isContinued);
        assertTrue(nowNs - suspendedNs <= suspendMaxNs + limitNs + 2 * SECOND_NS);
        assertTrue(nowNs - suspendedNs > suspendMaxNs, "nobody else kept it from going on");
    }
}
