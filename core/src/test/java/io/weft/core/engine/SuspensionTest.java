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
package io.weft.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node of four cores; job 1 runs on all of them, job 2 waits for them. */
class SuspensionTest {
    private static final long RETRY_NS = JobLifecycle.TERMINATION_RETRY_NS;
    private static final int USER_ID = 7;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(1).coresPerNode(4).jobCount(8).termsCount(1));

    @BeforeEach
    void setUp() {
        host.define(1, 4, 1);
        host.in.submitJob(job(1).memoryPerNode(600).gpusPerNode(1).requeueable(false));
        host.in.submitJob(job(2).requeueable(true));
        host.run();
        host.in.jobStarted(1);
        host.run();
    }

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private static JobRequest job(final long jobId) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(1, 4);
    }

    private void suspend() {
        host.in.suspendJob(1);
        host.run();
        host.in.jobSuspended(1);
        host.run();
    }

    // ------------------------------------------------------------------ there and back

    @Test
    void shouldStartNextJobOnlyWhenSuspendedOneWasSeenToBeOff() {
        host.in.suspendJob(1);

        assertEquals(
                List.of("preempted 1 for -1 SUSPEND lost 0", "pause 1 SUSPENDED_BY_OPERATOR -1"),
                host.run());
        assertEquals(ReasonCode.WAITING_PREEMPTION, host.kernel.reason(host.row(2)));

        host.now = 300;
        host.in.jobSuspended(1);

        assertEquals(List.of("start 2 x1 at 300 0:f"), host.run());
        assertEquals(1300, host.kernel.nextDeadlineNs());
    }

    @Test
    void shouldKeepMemoryAndGpusButNotCoresWhenSuspended() {
        suspend();
        host.end(2);
        host.run();

        assertEquals(400, host.state().memoryFree(0));
        assertEquals(0, host.state().gpusFree(0));
        assertEquals(0, host.state().processCount(0));
        assertEquals(0, host.state().users().coreCount(host.state().jobUser(host.row(1))));
    }

    @Test
    void shouldGoOnWithWhatIsLeftOfItsTimeWhenResumed() {
        host.now = 400;
        suspend();
        host.now = 1000;
        host.end(2);
        host.run();
        host.now = 5000;
        host.in.resumeJob(1);

        assertEquals(List.of("continue 1 x1 at 5000 0:f/1g1"), host.run());
        assertEquals(5700, host.kernel.nextDeadlineNs());
        host.in.jobResumed(1);
        assertEquals(List.of(), host.run());
        host.in.suspendJob(1);
        assertEquals(2, host.run().size());
    }

    @Test
    void shouldWaitForCoresWhenResumedTooSoon() {
        suspend();
        host.in.resumeJob(1);
        assertEquals(List.of(), host.run());
        assertEquals(ReasonCode.SUSPENDED, host.kernel.reason(host.row(1)));

        host.end(2);

        assertEquals(List.of("closed 2 ENDED 0", "continue 1 x1 at 100 0:f/1g1"), host.run());
    }

    @Test
    void shouldTellAgainEveryThirtySecondsWhenNothingIsSeen() {
        host.in.cancelJob(2, USER_ID);
        host.in.setPreemption(new PreemptionRequest().graceNs(50));
        host.in.suspendJob(1);
        host.run();

        assertEquals(150 + RETRY_NS, host.kernel.nextDeadlineNs());
        host.now = 150 + RETRY_NS;
        assertEquals(List.of("pause 1 SUSPENDED_BY_OPERATOR -1"), host.run());
        assertEquals(150 + 2 * RETRY_NS, host.kernel.nextDeadlineNs());
    }

    // ------------------------------------------------------------------ ends

    @Test
    void shouldEndForGoodWhenCancelledWhileSuspended() {
        suspend();
        host.in.cancelJob(1, USER_ID);
        assertEquals(List.of("terminate 1 CANCELLED_BY_USER 7"), host.run());

        host.in.jobEnded(1, EndKind.CANCELLED, 0);

        assertEquals(List.of("closed 1 CANCELLED_BY_USER 7"), host.run());
        assertEquals(1000, host.state().memoryFree(0));
        assertEquals(0, host.state().terms().slab().usedCount());
    }

    @Test
    void shouldStartWaitingJobWhenLeavingOneIsCancelledAndEnds() {
        host.in.suspendJob(1);
        host.in.cancelJob(1, USER_ID);
        host.run();
        host.in.jobEnded(1, EndKind.CANCELLED, 0);

        assertEquals(List.of("closed 1 CANCELLED_BY_USER 7", "start 2 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldCloseJobThatEndsByItselfWhileSuspended() {
        suspend();
        host.end(1);

        assertEquals(List.of("closed 1 ENDED 0"), host.run());
        assertEquals(1, host.state().gpusFree(0));
    }

    @Test
    void shouldForgetClaimWithoutTellingAnybodyWhenItIsCancelled() {
        host.in.suspendJob(1);
        host.run();
        host.in.cancelJob(2, USER_ID);
        assertEquals(List.of("closed 2 CANCELLED_BY_USER 7"), host.run());

        host.in.jobSuspended(1);
        assertEquals(List.of(), host.run());
    }

    @Test
    void shouldWaitAgainWhenItCannotBeContinued() {
        suspend();
        host.end(2);
        host.in.resumeJob(1);
        host.run();
        host.in.jobStartFailed(1, -1);

        assertEquals(
                List.of("requeued 1 START_FAILED -1", "start 1 x1 at 100 0:f/1g1"), host.run());
    }

    @Test
    void shouldNotEndClaimWhoseExpectedEndHasPassed() {
        host.in.suspendJob(1);
        host.run();
        host.now = 1100;
        assertEquals(List.of(), host.run());

        host.in.jobSuspended(1);

        assertEquals(List.of("start 2 x1 at 1100 0:f"), host.run());
        assertEquals(2100, host.kernel.nextDeadlineNs());
    }

    // ------------------------------------------------------------------ by name

    @Test
    void shouldComeBackToItsOldPlaceWhenRequeued() {
        host.end(1);
        host.run();
        host.in.jobStarted(2);
        host.submit(3, 1, 4);
        host.run();
        host.in.preemptJob(2, 3, PreemptionKind.REQUEUE);
        assertEquals(
                List.of("preempted 2 for 3 REQUEUE lost 0", "terminate 2 PREEMPTED 3"), host.run());

        host.in.jobEnded(2, EndKind.FAILED, 9);

        assertEquals(List.of("requeued 2 PREEMPTED 3", "start 3 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldCloseRequeuedJobThatCompletesInItsGraceTime() {
        host.end(1);
        host.run();
        host.in.jobStarted(2);
        host.in.preemptJob(2, -1, PreemptionKind.REQUEUE);
        host.run();
        host.end(2);

        assertEquals(List.of("closed 2 ENDED 0"), host.run());
    }

    @Test
    void shouldSayHowMuchWorkIsLostWhenCancelled() {
        host.now = 3_000_100;
        host.in.alterWalltime(1, 10_000_000);
        host.run();
        host.in.preemptJob(1, -1, PreemptionKind.CANCEL);
        assertEquals(
                List.of("preempted 1 for -1 CANCEL lost 12", "terminate 1 PREEMPTED -1"),
                host.run().stream().filter(line -> !line.startsWith("start")).toList());

        host.in.jobEnded(1, EndKind.FAILED, 9);

        assertEquals("closed 1 PREEMPTED -1", host.run().get(0));
    }

    // ------------------------------------------------------------------ refused

    @Test
    void shouldRefuseWhatTheStateDoesNotAllow() {
        host.in.suspendJob(2);
        host.in.resumeJob(1);
        host.in.jobSuspended(1);
        host.in.jobResumed(1);
        host.in.preemptJob(1, -1, PreemptionKind.REQUEUE);
        host.in.preemptJob(2, -1, PreemptionKind.CANCEL);

        final List<String> lines = host.run();

        assertEquals(6, lines.size());
        lines.forEach(line -> assertTrue(line.contains("WRONG_STATE"), line));
    }

    @Test
    void shouldRefuseToSuspendWhenThereIsNoRoomForTerms() {
        suspend();
        host.in.jobStarted(2);
        host.in.suspendJob(2);

        assertEquals(List.of("rejected 2 TABLE_FULL JOB_ID=2 1"), host.run());
    }

    @Test
    void shouldRefuseRuleThatIsOutOfRange() {
        host.in.setPreemption(new PreemptionRequest().graceNs(-1));
        host.in.setPreemption(new PreemptionRequest().preemptionsMax(-1));

        assertEquals(
                List.of(
                        "rejected -1 OUT_OF_RANGE WALLTIME=-1 0",
                        "rejected -1 OUT_OF_RANGE POLICY=-1 0"),
                host.run());
        assertEquals(0, host.state().preemption().preemptingClasses());
    }

    @Test
    void shouldWaitForClearNodesWhenNothingIsLeftOfItsTime() {
        try (KernelHost other =
                new KernelHost(new Limits().nodeCount(1).coresPerNode(4).jobCount(8))) {
            other.define(1, 4, 1);
            other.in.submitJob(job(1));
            other.in.submitJob(job(2));
            other.run();
            other.in.jobStarted(1);
            other.now = 600;
            other.in.suspendJob(1);
            other.in.jobSuspended(1);
            other.run();
            other.in.jobStarted(2);
            other.in.alterWalltime(1, 200);
            other.in.suspendJob(2);
            other.in.resumeJob(1);
            assertTimeoutPreemptively(Duration.ofSeconds(20), other::run);
            assertEquals(ReasonCode.WAITING_PREEMPTION, other.kernel.reason(other.row(1)));

            other.in.jobSuspended(2);

            assertEquals(
                    List.of("continue 1 x1 at 600 0:f", "terminate 1 TIME_LIMIT 600"), other.run());
            assertNull(other.replay().divergence());
        }
    }
}
