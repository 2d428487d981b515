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
package io.weft.slurm.fake;

import static io.weft.slurm.fake.SettableClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.wire.EndKind;
import io.weft.manager.JobEnd;
import io.weft.manager.JobKey;
import io.weft.manager.NodeShare;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import io.weft.manager.StartOrder;
import io.weft.manager.StartToken;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import io.weft.slurm.SlurmCommands;
import io.weft.slurm.SlurmSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A controller that died just after a job ended has it waiting or running; its log knows better.
 */
class ForgottenEndTest {
    private final SettableClock clock = new SettableClock();
    private final FakeSlurm slurm = new FakeSlurm(clock, 1, 2, 4, 2);

    @TempDir Path folder;

    private SlurmCommands commands() {
        return commands(slurm);
    }

    private SlurmCommands commands(final CommandRunner runner) {
        return new SlurmCommands(
                new SlurmSettings(
                        List.of("main"),
                        2,
                        "",
                        "",
                        false,
                        12 * SECOND,
                        ZoneOffset.UTC,
                        folder.resolve("jobcomp.log").toString(),
                        Map.of(),
                        Set.of(),
                        true),
                runner,
                clock,
                null);
    }

    private FakeSlurmJob running(final SlurmCommands commands, final boolean isRequeueable)
            throws Exception {
        final FakeSlurmJob job = slurm.submit(1, 1, 600 * SECOND, isRequeueable);
        final BitSet cores = new BitSet();
        cores.set(0);
        commands.start(
                new StartOrder(
                        JobKey.of(job.id, job.kept.submitS),
                        new StartToken(7, 1),
                        List.of(new NodeShare("n1", cores, 1 << 20, 0)),
                        0));
        clock.advance(3 * SECOND);
        slurm.advance();
        assertEquals(ObservedState.RUNNING, only(commands).state());
        return job;
    }

    private static ObservedJob only(final SlurmCommands commands) throws Exception {
        final List<ObservedJob> jobs = commands.observe().jobs();
        assertEquals(1, jobs.size());
        return jobs.get(0);
    }

    /** As Slurm 22.05 wrote it in the recorded samples. */
    private void logEnd(final FakeSlurmJob job) {
        final LocalDateTime submitted =
                LocalDateTime.ofEpochSecond(job.kept.submitS, 0, ZoneOffset.UTC);
        final String line =
                "JobId="
                        + job.id
                        + " UserId=alice(1001) GroupId=alice(1001) Name=x JobState=COMPLETED"
                        + " Partition=main TimeLimit=UNLIMITED StartTime="
                        + submitted.plusSeconds(1)
                        + " EndTime="
                        + submitted.plusSeconds(2)
                        + " NodeList=n1 NodeCnt=1 ProcCnt=1 WorkDir=/tmp ReservationName="
                        + " Tres=cpu=1,mem=100M,node=1,billing=1 Account= QOS= WcKey="
                        + " Cluster=unknown SubmitTime="
                        + submitted
                        + " EligibleTime="
                        + submitted
                        + " DerivedExitCode=0:0 ExitCode=0:0 \n";
        try {
            Files.writeString(folder.resolve("jobcomp.log"), line);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void shouldBelieveTheLogWhenSqueueHasTheJobRunning() throws Exception {
        final SlurmCommands commands = commands();
        logEnd(running(commands, false));

        final ObservedJob job = only(commands);

        assertEquals(ObservedState.ENDED, job.state());
        assertEquals(new JobEnd(EndKind.COMPLETED, 0), job.end());
    }

    @Test
    void shouldBelieveTheLogWhenSqueueHasTheJobWaiting() throws Exception {
        final FakeSlurmJob job = slurm.submit(1, 1, 600 * SECOND, false);
        logEnd(job);

        assertEquals(ObservedState.ENDED, only(commands()).state());
    }

    /**
     * Else the node of each such job would be closed until it has completed; what it ended is kept.
     */
    @Test
    void shouldBelieveSqueueOnceWhenTheJobEndedAfterItsAnswer() throws Exception {
        final FakeSlurmJob job = running(commands(), false);
        final SlurmCommands commands =
                commands(
                        (command, timeoutNs) -> {
                            final CommandResult answer = slurm.run(command, timeoutNs);
                            if (command.get(0).equals("squeue")) {
                                logEnd(job);
                            }
                            return answer;
                        });

        assertEquals(ObservedState.RUNNING, only(commands).state());
        assertEquals(ObservedState.ENDED, only(commands).state());
    }

    /** What is in the log may be the run before. */
    @Test
    void shouldBelieveSqueueWhenTheJobMayRunAgain() throws Exception {
        final SlurmCommands commands = commands();
        logEnd(running(commands, true));

        assertEquals(ObservedState.RUNNING, only(commands).state());
    }
}
