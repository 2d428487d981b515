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
package io.weft.pbs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.NodeShare;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import io.weft.manager.StartOrder;
import io.weft.manager.StartToken;
import io.weft.manager.command.CommandResult;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PbsCommandsTest {
    private final FakeClock clock = new FakeClock();
    private final FakePbs pbs = new FakePbs(clock, 2);
    private final PbsCommands commands =
            new PbsCommands(
                    (command, timeoutNs) -> pbs.run(FakePbs.ROOT, command),
                    PbsSettings.of("/opt/pbs/bin"));

    private FakePbsJob submit(final String... options) {
        final String[] command = new String[options.length + 4];
        command[0] = "qsub";
        System.arraycopy(options, 0, command, 1, options.length);
        System.arraycopy(
                new String[] {"--", "/bin/sleep", "60"}, 0, command, options.length + 1, 3);
        pbs.run("alice", List.of(command));
        return pbs.jobs.get(pbs.jobs.size() - 1);
    }

    private static JobKey key(final FakePbsJob job) {
        return new JobKey(job.id.number(), job.id.taskIndex(), job.submitTimeS);
    }

    private static StartOrder order(final FakePbsJob job) {
        final BitSet cores = new BitSet();
        cores.set(3);
        return new StartOrder(
                key(job), new StartToken(5, 1), List.of(new NodeShare("n2", cores, 0, 0)), 0);
    }

    private ObservedJob observed(final FakePbsJob job) throws ManagerException {
        return commands.observe().jobs().stream()
                .filter(one -> one.key().equals(key(job)))
                .findFirst()
                .orElseThrow();
    }

    private FakePbsJob start() throws ManagerException {
        final FakePbsJob job = submit();
        commands.observe();
        commands.start(order(job));
        clock.advance(FakeClock.SECOND);
        pbs.advance();
        return job;
    }

    @Test
    void shouldBeOnItsWayWhenTheMomHasNotTakenIt() throws Exception {
        final FakePbsJob job = submit();
        commands.observe();

        commands.start(order(job));

        assertEquals(ObservedState.PENDING, observed(job).state());
        assertEquals(new StartToken(5, 1), observed(job).token());
    }

    @Test
    void shouldRunWithItsTokenWhenItWasStarted() throws Exception {
        final FakePbsJob job = start();

        assertEquals(ObservedState.RUNNING, observed(job).state());
        assertEquals(List.of("n2"), observed(job).nodes());
        assertEquals("(n2:ncpus=1:weftstart=w5.1/3)", job.execVnode);
    }

    @Test
    void shouldRefuseToStartWhenTheJobWasNotSeenWaiting() {
        final FakePbsJob job = submit();

        final ManagerException failure =
                assertThrows(ManagerException.class, () -> commands.start(order(job)));

        assertEquals(ManagerException.Kind.REFUSED, failure.kind());
    }

    @Test
    void shouldLeaveAJobAsItIsWhenItsStartIsTakenBack() throws Exception {
        final FakePbsJob job = start();

        commands.withdraw(key(job));

        assertEquals('R', job.state);
    }

    @Test
    void shouldBeQueuedAgainWhenItStaysOnItsWay() throws Exception {
        final FakePbsJob job = submit();
        commands.observe();
        commands.start(order(job));
        job.dueNs = FakePbsJob.NEVER;

        for (int i = 0; i < 5; i++) {
            assertEquals(ObservedState.PENDING, observed(job).state());
            commands.withdraw(key(job));
        }
        assertEquals('R', job.state);
        commands.withdraw(key(job));

        assertEquals(ObservedState.HELD, observed(job).state());
    }

    @Test
    void shouldTellHowAJobEndedWhenItIsInTheHistoryOnly() throws Exception {
        final FakePbsJob job = start();
        commands.observe();
        clock.advance(100 * FakeClock.SECOND);

        assertEquals(ObservedState.ENDED, observed(job).state());
        assertEquals(ObservedState.ENDED, observed(job).state());
    }

    @Test
    void shouldDoNoHarmWhenAJobToBeCancelledIsGone() throws Exception {
        final FakePbsJob job = start();
        commands.cancel(key(job));
        clock.advance(10 * FakeClock.SECOND);

        assertDoesNotThrow(() -> commands.cancel(key(job)));
        assertDoesNotThrow(() -> commands.cancel(JobKey.of(99, 0)));
        assertEquals('F', job.state);
    }

    @Test
    void shouldSuspendAndGoOnWhenItIsTold() throws Exception {
        final FakePbsJob job = start();

        commands.suspend(key(job));
        assertEquals(ObservedState.SUSPENDED, observed(job).state());

        commands.resume(order(job));
        assertEquals(ObservedState.RUNNING, observed(job).state());
    }

    @Test
    void shouldWaitAgainWhenASuspendedJobIsRequeued() throws Exception {
        final FakePbsJob job = start();
        commands.suspend(key(job));

        commands.requeue(key(job));

        assertEquals(ObservedState.HELD, observed(job).state());
        assertFalse(observed(job).isHeldByUser());
    }

    @Test
    void shouldTellTheUserWhyAndNoOtherWhenARequestCannotBeKept() throws Exception {
        final FakePbsJob job = submit("-l", "select=1:ncpus=1+1:ncpus=2");

        assertEquals(List.of(), commands.observe().jobs());
        assertTrue(job.comment.startsWith("weft: refused; chunks that differ"), job.comment);
    }

    @Test
    void shouldLeaveAJobAloneWhenItsQueueIsNotManaged() throws Exception {
        final PbsCommands ofOther =
                new PbsCommands(
                        (command, timeoutNs) -> pbs.run(FakePbs.ROOT, command),
                        PbsSettings.of("/opt/pbs/bin").withQueues(List.of("other")));
        final FakePbsJob job = submit("-l", "select=1:ncpus=1+1:ncpus=2");

        ofOther.observe();

        assertEquals("", job.comment);
    }

    @Test
    void shouldShowAReasonInTheArrayWhenItIsThatOfTheFirstTaskThatWaits() throws Exception {
        final FakePbsJob array = submit("-J", "1-3");
        commands.observe();

        commands.annotate(key(array.tasks.get(1)), "weft: second");
        assertEquals("", array.comment);

        commands.annotate(key(array.tasks.get(0)), "weft: first, \"of\" all");
        assertEquals("weft: first; _of_ all", array.comment);
    }

    @Test
    void shouldBeHeldByItsUserWhenTheArrayIs() throws Exception {
        final FakePbsJob array = submit("-h", "-J", "1-2");

        assertTrue(observed(array.tasks.get(0)).isHeldByUser());
    }

    @ParameterizedTest
    @CsvSource({
        "qrun: could not connect to server vm (15010), UNREACHABLE, false",
        "qstat: cannot connect to server vm (errno=15010), UNREACHABLE, false",
        "qdel: End of File 12.vm, UNREACHABLE, true",
        "qsig: Request invalid for state of job 12.vm, REFUSED, false",
        "qrun: Unauthorized Request  12.vm, REFUSED, false",
        "qsig: something new 12.vm, REFUSED, true"
    })
    void shouldTellWhatIsKnownWhenACommandFails(
            final String text, final ManagerException.Kind kind, final boolean isAmbiguous) {
        final ManagerException failure =
                PbsAnswer.failure(
                        List.of("/opt/pbs/bin/qsig", "12"), new CommandResult(2, "", text + "\n"));

        assertEquals(kind, failure.kind());
        assertEquals(isAmbiguous, failure.isAmbiguous());
    }

    @Test
    void shouldSeeNothingWhenTheServerRefusesToShowItsJobs() {
        final PbsCommands refused =
                new PbsCommands(
                        (command, timeoutNs) ->
                                new CommandResult(159, "", "qstat: Unauthorized Request \n"),
                        PbsSettings.of("/opt/pbs/bin"));

        final ManagerException failure = assertThrows(ManagerException.class, refused::observe);

        assertEquals(ManagerException.Kind.GARBLED, failure.kind());
    }
}
