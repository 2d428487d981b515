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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.FakeJob.Kept;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager that carried out an order, and died before it saved that: the job may have run. */
class DoubtTest {
    private final BridgeHost host = new BridgeHost(1, 1);
    private final FakeManager manager = host.manager;

    @BeforeEach
    void connect() {
        host.run(1);
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), manager.violations);
        host.close();
    }

    private FakeJob submit(final boolean isRequeueable) {
        final JobAsk ask = JobAsk.of(1, FakeManager.CORES, 3600);
        final FakeJob job = manager.submit(isRequeueable ? ask : FakeJob.once(ask), 60 * SECOND);
        job.saved = job.kept;
        return job;
    }

    private void stepUntil(final BooleanSupplier condition) {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            host.step();
        }
        assertTrue(condition.getAsBoolean());
    }

    /** Orders the job and lets it begin, where Weft does not see it. */
    private void begin(final FakeJob job) {
        stepUntil(() -> manager.startCount > 0);
        host.clock.advance(SECOND);
        manager.advance();
        assertEquals(1, job.runCount);
    }

    private FakeJob beginAndForget() {
        final FakeJob job = submit(false);
        begin(job);
        manager.crash(2 * SECOND);
        return job;
    }

    private void assertHeldForUser(final FakeJob job) {
        assertEquals(ObservedState.HELD, job.state());
        assertTrue(job.isHeldByUser);
        assertEquals(Courier.IN_DOUBT, job.annotation);
        assertEquals(1, job.runCount);
        assertEquals(1, manager.startCount);
        assertEquals(0, host.bridge.status().pendingCommandCount());
    }

    @Test
    void shouldHoldAJobThatMayHaveRunUntilItsUserReleasesIt() {
        final FakeJob job = beginAndForget();

        host.run(60);

        assertHeldForUser(job);
        assertEquals(List.of("1 held"), host.inDoubt);
        assertEquals(1, host.bridge.status().startInDoubtCount());
        job.release();
        host.run(80);
        assertEquals(1, job.completionCount);
        assertEquals(2, manager.startCount);
        assertFalse(job.isHeldByUser);
    }

    @Test
    void shouldKeepItsNodesUntilItIsHeldAndGiveThemAwayThen() {
        final FakeJob first = beginAndForget();
        final FakeJob second = submit(false);
        final FakeJob third = submit(false);
        host.run(5);
        assertEquals(ObservedState.HELD, third.state());

        host.run(30);

        assertTrue(first.isHeldByUser);
        assertEquals(1, first.runCount);
        assertEquals(ObservedState.RUNNING, second.state());
        assertEquals(ObservedState.RUNNING, third.state());
    }

    @Test
    void shouldDoubtAJobWhoseRecordHasTheToken() {
        final FakeJob job = submit(false);
        begin(job);
        job.saved =
                new Kept(
                        ObservedState.HELD,
                        job.kept.token(),
                        List.of(),
                        FakeJob.NEVER,
                        job.durationNs,
                        null);
        manager.crash(2 * SECOND);

        host.run(60);

        assertHeldForUser(job);
    }

    @Test
    void shouldStartAnewWhatAManagerThatWasUpNeverGot() {
        final FakeJob job = submit(false);
        manager.killAtCall = 2;
        host.run(2);
        assertEquals(null, host.bridge);
        host.launch();

        host.run(90);

        assertEquals(1, job.completionCount);
        assertEquals(2, manager.startCount);
        assertEquals(List.of(), host.inDoubt);
        assertEquals(1, host.startFailedCount);
    }

    /** So soon after it came up that by the time of the decision alone nobody could tell. */
    @Test
    void shouldStartAnewWhatWasSubmittedSinceTheManagerCameUp() {
        host.kill();
        manager.crash(SECOND);
        host.run(1.1);
        final FakeJob job = submit(false);
        host.launch();
        manager.killAtCall = 2;
        host.run(2);
        assertEquals(null, host.bridge);
        host.launch();

        host.run(90);

        assertEquals(1, job.completionCount);
        assertEquals(List.of(), host.inDoubt);
    }

    @Test
    void shouldDoubtWhatADeadBridgeMayHaveOrdered() {
        final FakeJob job = submit(false);
        manager.killAtCall = 2;
        manager.isKillAfter = true;
        host.run(2);
        assertEquals(1, job.runCount);
        manager.crash(2 * SECOND);
        host.launch();

        host.run(60);

        assertHeldForUser(job);
        assertEquals(List.of("1 held"), host.inDoubt);
    }

    @Test
    void shouldHoldOnceMoreWhenKilledAfterTheHold() {
        final FakeJob job = beginAndForget();
        stepUntil(() -> job.isHeldByUser);
        assertEquals(List.of(), host.inDoubt);
        host.kill();
        host.launch();

        host.run(30);

        assertHeldForUser(job);
        assertEquals(List.of("1 held"), host.inDoubt);
    }

    /** A kernel that decides after each input starts the job again before it hears of the hold. */
    @Test
    void shouldNotOrderWhatWasDecidedBeforeTheKernelHeardOfTheHold() {
        host.kill();
        host.batchLimit = 1;
        host.launch();
        final FakeJob job = beginAndForget();
        host.run(40);
        assertTrue(host.startFailedCount > 0);
        assertEquals(1, manager.startCount);
        assertEquals(1, job.runCount);
        host.kill();
        host.batchLimit = 256;
        host.launch();

        host.run(40);

        assertHeldForUser(job);
        job.release();
        host.run(90);
        assertEquals(1, job.completionCount);
    }

    @Test
    void shouldHoldAgainWhenTheManagerForgotTheHold() {
        final FakeJob job = beginAndForget();
        host.run(30);
        assertHeldForUser(job);
        job.isSavedHeldByUser = false;
        manager.crash(2 * SECOND);
        assertFalse(job.isHeldByUser);

        host.run(20);

        assertHeldForUser(job);
        job.release();
        host.run(80);
        assertEquals(1, job.completionCount);
    }

    @Test
    void shouldHoldAgainWhenManagerAndBridgeDie() {
        final FakeJob job = beginAndForget();
        host.run(30);
        job.isSavedHeldByUser = false;
        host.kill();
        manager.crash(2 * SECOND);
        host.launch();

        host.run(60);

        assertHeldForUser(job);
        assertEquals(List.of("1 held"), host.inDoubt);
    }

    @Test
    void shouldBelieveTheReleaseAfterARestartOfTheBridge() {
        final FakeJob job = beginAndForget();
        host.run(30);
        host.kill();
        job.release();
        host.launch();

        host.run(90);

        assertEquals(1, job.completionCount);
        assertEquals(List.of("1 held"), host.inDoubt);
    }

    @Test
    void shouldCancelWhatItsUserCancelledWhenTheManagerForgotThat() {
        final FakeJob job = beginAndForget();
        host.run(30);
        job.isSavedHeldByUser = false;
        manager.cancelByUser(job);
        host.run(1);
        assertEquals(0, host.bridge.status().trackedJobCount());
        manager.crash(2 * SECOND);
        assertEquals(ObservedState.HELD, job.state());

        host.run(30);

        assertTrue(job.hasEnded());
        assertEquals(1, job.runCount);
    }

    @Test
    void shouldRepeatAStartInDoubtOfAJobThatCanBeRequeued() {
        final FakeJob job = submit(true);
        begin(job);
        manager.crash(2 * SECOND);

        host.run(90);

        assertEquals(2, job.runCount);
        assertEquals(1, job.completionCount);
        assertEquals(List.of("1 repeated"), host.inDoubt);
    }
}
