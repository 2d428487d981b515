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
package io.weft.manager;

import static io.weft.manager.SettableClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import io.weft.manager.FakeManager.Fault;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeTest {
    private final BridgeHost host = new BridgeHost(1, 2);
    private final FakeManager manager = host.manager;

    @AfterEach
    void close() {
        host.close();
    }

    private FakeJob submit(final int coreCount, final int durationS) {
        return manager.submit(JobAsk.of(1, coreCount, 3600), durationS * SECOND);
    }

    @Test
    void shouldRunAJobOnTheCoresThatTheKernelChose() {
        final FakeJob job = submit(3, 5);

        host.run(2);

        assertEquals(ObservedState.RUNNING, job.state());
        assertEquals(3, job.kept.shares().get(0).coreCount());
        host.run(8);
        assertEquals(1, job.completionCount);
        assertEquals(0, host.bridge.status().trackedJobCount());
    }

    @Test
    void shouldHaveJobsWaitThatDoNotFit() {
        // Two nodes, multiplicity 2: four whole nodes at once.
        for (int i = 0; i < 6; i++) {
            submit(4, 30);
        }

        host.run(5);

        assertEquals(4, manager.jobs.stream().filter(FakeJob::isOnNodes).count());
        final FakeJob last = manager.jobs.get(5);
        assertEquals(ObservedState.HELD, last.state());
        assertTrue(last.annotation.startsWith("weft: WAITING_"), last.annotation);
    }

    @Test
    void shouldShowFewerTextsWhileItStartsJobs() {
        for (int i = 0; i < 40; i++) {
            submit(1, 30);
        }

        host.run(0.1);
        assertEquals(16, manager.startCount);
        assertEquals(4, annotatedCount());

        host.run(2);
        assertEquals(24, annotatedCount());
    }

    private long annotatedCount() {
        return manager.jobs.stream().filter(job -> !job.annotation.isEmpty()).count();
    }

    @Test
    void shouldStartAJobAsItsUserChangedItMeanwhile() {
        for (int i = 0; i < 4; i++) {
            submit(4, 30);
        }
        final FakeJob job = submit(4, 5);
        host.run(5);

        job.ask = JobAsk.of(1, 2, 3600);
        host.run(60);

        assertEquals(2, job.kept.shares().get(0).coreCount());
        assertEquals(1, job.completionCount);
        assertEquals(Set.of(), host.forgotten);
    }

    @Test
    void shouldTellTheKernelNothingAfterARestartWhenNothingChanged() {
        for (int i = 0; i < 6; i++) {
            submit(4, 60);
        }
        host.run(5);
        host.kill();
        host.launch();

        host.run(5);

        assertEquals(0, host.bridge.status().inputCount());
    }

    /** What runs goes on; what waits is decided by the new M, and on the new nodes. */
    @Test
    void shouldAlterAQueueAsTheSiteDidMeanwhile() {
        // Two nodes of four cores, multiplicity 2.
        for (int i = 0; i < 8; i++) {
            submit(4, 30);
        }
        host.run(2);
        assertEquals(4, runningCount());

        relaunch(new QueueSpec("main", 3, 5, JobClass.BATCH, List.of()));
        host.run(2);
        assertEquals(6, runningCount());

        relaunch(new QueueSpec("main", 1, 5, JobClass.BATCH, List.of("n1")));
        host.run(2);
        assertEquals(6, runningCount());
        host.run(31);
        assertEquals(1, runningCount());
        assertEquals("n1", runningNode());

        relaunch(new QueueSpec("main", 1, 5, JobClass.BATCH, List.of()));
        host.run(2);
        assertEquals(2, runningCount());
        assertEquals(0, host.bridge.status().rejectedInputCount());
        host.checkSnapshots("altered");
    }

    /** Of nodes that nobody has seen nothing is said yet, but of the rest. */
    @Test
    void shouldKeepTheNodesOfAQueueWhileOthersAreNotSeen() {
        submit(4, 60);
        submit(4, 60);
        submit(4, 60);
        host.run(2);
        assertEquals(3, runningCount());

        relaunch(new QueueSpec("main", 1, 0, JobClass.BATCH, List.of("n0", "n9")));
        submit(4, 60);
        host.run(65);

        assertEquals(0, host.bridge.status().rejectedInputCount());
        assertEquals(1, runningCount());
    }

    private void relaunch(final QueueSpec queue) {
        host.kill();
        host.queue = queue;
        host.launch();
    }

    private long runningCount() {
        return manager.jobs.stream().filter(FakeJob::isOnNodes).count();
    }

    private String runningNode() {
        return manager.jobs.stream()
                .filter(FakeJob::isOnNodes)
                .map(job -> job.kept.shares().get(0).node())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldLeaveATimeLimitToTheManagerForAWhile() {
        final FakeJob job = manager.submit(JobAsk.of(1, 1, 10), 600 * SECOND);

        host.run(100);
        assertEquals(ObservedState.RUNNING, job.state());
        assertFalse(job.isCancelled);

        host.run(100);
        assertTrue(job.isCancelled);
        assertTrue(job.hasEnded());
    }

    @Test
    void shouldGiveAJobTheTimeThatSharingMayTakeButNoMoreThanItsOwn() {
        host.stretchLimits = true;
        host.kill();
        host.launch();
        final FakeJob job = manager.submit(JobAsk.of(1, 1, 11), 600 * SECOND);
        final FakeJob unlimited = manager.submit(JobAsk.of(1, 1, 0), 600 * SECOND);

        host.run(5);
        // 11 s x 2 x 1.2, rounded up.
        assertEquals(27, job.limitS);
        assertEquals(0, unlimited.limitS);

        host.run(10);
        assertTrue(job.isCancelled);
        assertFalse(unlimited.isCancelled);
    }

    @Test
    void shouldTellTheKernelTheNewLimitOfAJobThatRuns() {
        host.stretchLimits = true;
        host.kill();
        host.launch();
        final FakeJob job = manager.submit(JobAsk.of(1, 1, 3600), 600 * SECOND);
        host.run(5);
        assertEquals(ObservedState.RUNNING, job.state());

        job.ask = JobAsk.of(1, 1, 20);
        host.run(10);
        assertFalse(job.isCancelled);
        host.run(10);
        assertTrue(job.isCancelled);
    }

    @Test
    void shouldDecideAnewAfterARefusal() {
        host.run(1);
        manager.nextRefusal = "ReqNodeNotAvail";
        final FakeJob job = submit(1, 5);

        host.run(10);

        assertEquals(1, job.completionCount);
        assertEquals(2, manager.startCount);
        assertEquals(1, host.startFailedCount);
    }

    @Test
    void shouldTakeBackAStartThatDoesNothingAfterTwoSeconds() {
        manager.silentPerMille = 1000;
        final FakeJob job = submit(1, 5);
        host.run(1.5);
        assertEquals(ObservedState.PENDING, job.state());
        final StartToken first = job.kept.token();

        host.run(2);
        assertEquals(ObservedState.HELD, job.state());
        manager.silentPerMille = 0;
        host.run(12);

        assertEquals(1, job.completionCount);
        assertNotEquals(first, job.kept.token());
    }

    @Test
    void shouldNotRepeatAStartThatWasCarriedOutBeforeTheTimeout() {
        host.run(1);
        manager.fail(Fault.GARBLE, SECOND);
        final FakeJob job = submit(1, 20);
        host.run(1);
        host.run(3);

        assertEquals(1, manager.startCount);
        assertEquals(ObservedState.RUNNING, job.state());
    }

    @Test
    void shouldWaitForAStartThatMayComeLate() {
        host.run(1);
        manager.nextLateNs = 8 * SECOND;
        final FakeJob job = submit(1, 20);

        host.run(30);

        assertEquals(1, job.runCount);
        assertEquals(1, manager.startCount);
        assertEquals(0, host.startFailedCount);
    }

    @Test
    void shouldWaitForAStartThatComesWhenTheManagerGoesOn() {
        host.run(1);
        manager.nextLateNs = 15 * SECOND;
        final FakeJob job = submit(1, 20);
        host.run(0.6);
        manager.fail(Fault.HANG, 4 * SECOND);

        // Longer than is waited for a late command, but not after the manager answers again.
        host.run(60);

        assertEquals(1, job.runCount);
        assertEquals(1, manager.startCount);
        assertEquals(0, host.startFailedCount);
    }

    @Test
    void shouldWaitForTheOrderOfADeadBridge() {
        host.run(1);
        final FakeJob job = submit(1, 20);
        manager.nextLateNs = 6 * SECOND;
        manager.killAtCall = 2;
        host.run(1);
        host.launch();

        host.run(30);

        assertEquals(1, job.runCount);
        assertEquals(1, manager.startCount);
        assertEquals(0, host.startFailedCount);
    }

    @Test
    void shouldStartOnceWhenKilledBetweenDecisionAndCommand() {
        shouldStartOnceWhenKilled(false);
    }

    @Test
    void shouldStartOnceWhenKilledBetweenCommandAndAcknowledgement() {
        shouldStartOnceWhenKilled(true);
    }

    private void shouldStartOnceWhenKilled(final boolean isAfter) {
        host.run(1);
        final FakeJob job = submit(1, 20);
        manager.isKillAfter = isAfter;
        manager.killAtCall = 2;
        host.run(2);
        assertEquals(null, host.bridge);
        assertEquals(isAfter ? 1 : 0, job.runCount);

        host.launch();
        host.run(60);

        assertEquals(1, job.runCount);
        assertEquals(1, job.completionCount);
        assertEquals(isAfter ? 1 : 2, manager.startCount);
    }

    @Test
    void shouldSayThatAJobWasForgotten() {
        host.run(1);
        final FakeJob job = submit(1, 60);
        host.run(2);
        assertEquals(ObservedState.RUNNING, job.state());
        manager.crash(SECOND);

        host.run(5);

        assertTrue(job.hasVanished);
        assertEquals(1, host.bridge.status().forgottenJobCount());
        assertEquals(0, host.bridge.status().trackedJobCount());
    }

    @Test
    void shouldNotRepeatARunThatTheManagerForgot() {
        host.run(1);
        final JobAsk once = new JobAsk(1, 1, 0, 0, 0, 3600, List.of(), false, false, 0, 0, null);
        final FakeJob ended = manager.submit(once, 2 * SECOND);
        final FakeJob running = manager.submit(once, 60 * SECOND);
        final FakeJob requeueable = submit(1, 2);
        for (final FakeJob job : List.of(ended, running, requeueable)) {
            job.saved = job.kept;
        }
        host.run(4);
        assertEquals(1, ended.completionCount);
        assertEquals(ObservedState.RUNNING, running.state());

        manager.crash(SECOND);
        host.run(1);
        host.kill();
        host.launch();
        host.run(10);

        assertEquals(1, ended.runCount);
        assertEquals(1, running.runCount);
        assertEquals(2, requeueable.completionCount);
        assertTrue(ended.isCancelled && running.isCancelled);
        assertEquals(0, host.bridge.status().trackedJobCount());
    }

    @Test
    void shouldPutNothingBesideAJobThatItDidNotStart() throws ManagerException {
        final FakeJob own = submit(1, 1000);
        host.run(3);
        final String busy = own.kept.shares().get(0).node();
        final String other = busy.equals("n0") ? "n1" : "n0";
        host.kill();
        final FakeJob foreign = submit(1, 20);
        final var share = new NodeShare(other, BitSet.valueOf(new long[] {1}), 0, 0);
        manager.start(new StartOrder(foreign.key, null, List.of(share), 0));
        host.run(2);
        host.launch();
        for (int i = 0; i < 9; i++) {
            submit(1, 5);
        }

        host.run(4);

        assertEquals(1, host.foreignCount);
        assertEquals(1, host.bridge.status().foreignJobCount());
        assertFalse(
                manager.jobs.stream()
                        .filter(job -> job != foreign && job.isOnNodes())
                        .anyMatch(job -> job.kept.shares().get(0).node().equals(other)));
        host.run(30);
        assertEquals(0, host.bridge.status().foreignJobCount());
        assertEquals(9 + 1, manager.jobs.stream().filter(FakeJob::hasEnded).count());
    }

    @Test
    void shouldLetAJobGoThatItsUserCancelled() throws ManagerException {
        for (int i = 0; i < 5; i++) {
            submit(4, 30);
        }
        host.run(3);
        manager.cancel(manager.jobs.get(4).key);
        manager.cancel(manager.jobs.get(0).key);

        host.run(2);

        assertEquals(3, host.bridge.status().trackedJobCount());
        assertEquals(0, host.bridge.status().forgottenJobCount());
    }

    @Test
    void shouldEndAHeldJobThatWasCancelledInTheKernel() {
        final FakeJob job = submit(1, 5);
        job.isHeldByUser = true;
        host.run(2);
        assertEquals(ObservedState.HELD, job.state());
        host.bridge.kernel().inputWriter().cancelJob(job.key.jobId(), 0);

        host.run(3);

        assertTrue(job.hasEnded());
        assertEquals(0, job.runCount);
        assertEquals(0, host.bridge.status().trackedJobCount());
    }

    @Test
    void shouldStartAJobWhenItsUserReleasesIt() {
        final FakeJob job = submit(1, 5);
        job.isHeldByUser = true;
        host.run(2);
        job.isHeldByUser = false;

        host.run(8);

        assertEquals(1, job.completionCount);
    }

    @Test
    void shouldRequeueAJobThatGivesWay() {
        final FakeJob job = submit(1, 20);
        host.run(3);
        host.bridge.kernel().inputWriter().preemptJob(job.key.jobId(), -1, PreemptionKind.REQUEUE);

        host.run(4);
        assertEquals(1, job.excusedRunCount);
        host.run(30);

        assertEquals(2, job.runCount);
        assertEquals(1, job.completionCount);
        assertEquals(0, host.bridge.status().lostRunCount());
    }

    @Test
    void shouldSuspendAndResumeAJob() {
        final FakeJob job = submit(1, 20);
        host.run(3);
        host.bridge.kernel().inputWriter().suspendJob(job.key.jobId());
        host.run(2);
        assertEquals(ObservedState.SUSPENDED, job.state());
        // Dies while the job is suspended: it has to know that it is.
        host.kill();
        host.launch();
        host.run(2);
        assertEquals(ObservedState.SUSPENDED, job.state());

        host.bridge.kernel().inputWriter().resumeJob(job.key.jobId());
        host.run(25);

        assertEquals(1, job.runCount);
        assertEquals(1, job.completionCount);
    }

    @Test
    void shouldTellOfAJobThatNeverFits() {
        final FakeJob job = submit(FakeManager.CORES + 1, 5);

        host.run(3);

        assertEquals(ObservedState.HELD, job.state());
        assertTrue(job.annotation.startsWith("weft: refused, NEVER_FITS"), job.annotation);
        assertEquals(1, host.bridge.status().rejectedInputCount());
    }

    @Test
    void shouldProbeSeldomWhileTheManagerIsDown() {
        host.run(1);
        final int before = manager.observeCount;
        manager.fail(Fault.DOWN, 120 * SECOND);
        for (int i = 0; i < 20; i++) {
            submit(1, 5);
        }

        host.run(119);

        // After 0.5, 1, 2, 4, 8, 16, 30, 30 s.
        assertTrue(manager.observeCount - before <= 9, () -> "" + manager.observeCount);
        final String json = host.bridge.status().json();
        assertTrue(json.contains("\"isConnected\":false"), json);
        assertTrue(json.contains("UNREACHABLE: Connection refused"), json);
        host.run(60);
        assertTrue(manager.jobs.stream().allMatch(FakeJob::hasEnded));
    }

    @Test
    void shouldDefineNothingTwiceAfterARestart() {
        submit(1, 50);
        host.run(3);
        host.kill();
        host.launch();

        host.run(3);

        assertEquals(1, host.bridge.status().trackedJobCount());
        // Nothing but an acknowledgement.
        assertTrue(host.bridge.status().inputCount() <= 1, host.bridge.status()::json);
        assertEquals(0, host.bridge.status().rejectedInputCount());
    }

    @Test
    void shouldLookAtOnceWhenWoken() {
        host.run(1);
        final int before = manager.observeCount;
        host.bridge.wake();

        host.step();

        assertEquals(before + 1, manager.observeCount);
    }

    @Test
    void shouldAcknowledgeOnlyWhatWasSeen() {
        manager.silentPerMille = 1000;
        submit(1, 5);
        host.run(1);

        assertEquals(1, host.bridge.status().pendingCommandCount());
        manager.silentPerMille = 0;
        host.run(20);
        assertEquals(0, host.bridge.status().pendingCommandCount());
    }
}
