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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.manager.JobAsk;
import io.weft.manager.JobEnd;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.Observation;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import io.weft.manager.StartToken;
import io.weft.manager.command.CommandResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real OpenPBS 23.06.06 printed, as an observation. */
class RecordedOutputTest {
    private static final long BEGIN_S = 1_795_305_540L;
    private final List<List<String>> commands = new ArrayList<>();
    private Observation observation;

    @BeforeEach
    void observe() throws Exception {
        final String nodes = AgreementTest.resource("pbsnodes-av.dsv");
        final String jobs = AgreementTest.resource("qstat-fxt.dsv");
        final PbsCommands pbs =
                new PbsCommands(
                        (command, timeoutNs) -> {
                            commands.add(command);
                            return new CommandResult(
                                    0,
                                    command.get(0).endsWith("pbsnodes")
                                            ? nodes
                                            : command.get(0).endsWith("qstat") ? jobs : "",
                                    "");
                        },
                        PbsSettings.of("/opt/pbs/bin"));
        observation = pbs.observe();
    }

    private ObservedJob job(final long id, final int taskIndex) {
        return observation.jobs().stream()
                .filter(job -> job.key().id() == id && job.key().taskIndex() == taskIndex)
                .findFirst()
                .orElseThrow();
    }

    private ObservedJob job(final long id) {
        return job(id, JobKey.NO_TASK);
    }

    @Test
    void shouldSeeVnodesWithCoresWhenTheyAreListed() {
        assertEquals(8, observation.nodes().size());
        assertEquals("n1", observation.nodes().get(0).name());
        assertEquals(16, observation.nodes().get(0).coreCount());
        assertEquals(64_000L << 20, observation.nodes().get(0).memory());
        assertEquals(List.of("arch=linux"), observation.nodes().get(0).features());
    }

    @Test
    void shouldCountAVnodeInMaintenanceAsUpWhenAJobIsSuspended() {
        assertEquals(NodeState.UP, observation.nodes().get(1).state());
    }

    @Test
    void shouldWaitForWeftWhenAJobIsQueued() {
        final ObservedJob job = job(55);

        assertEquals(ObservedState.HELD, job.state());
        assertFalse(job.isHeldByUser());
        assertEquals("alice", job.user());
        assertEquals("workq", job.queue());
        assertEquals(JobAsk.of(1, 3, 0), job.ask());
        assertEquals(1_795_290_839L, job.key().submitTimeS());
    }

    @Test
    void shouldAskForEqualNodesWhenTheUserSaidNodesAndPpn() {
        assertEquals(2, job(56).ask().nodeCount());
        assertEquals(4, job(56).ask().coreCount());
    }

    @Test
    void shouldAskForOneNodeAloneWhenUnequalChunksArePackedExclusively() {
        final JobAsk ask = job(57).ask();

        assertEquals(1, ask.nodeCount());
        assertEquals(4, ask.coreCount());
        assertEquals(2L << 30, ask.memoryPerNode());
        assertEquals(3600, ask.walltimeS());
        assertEquals(true, ask.isExclusive());
        assertEquals(JobClass.URGENT, ask.classHint());
    }

    @Test
    void shouldReadUpperCaseUnitsWhenTheServerWroteThem() {
        assertEquals(2L << 30, job(58).ask().memoryPerNode());
        assertEquals(JobClass.INTERACTIVE, job(58).ask().classHint());
    }

    @Test
    void shouldBelieveNothingInTheEnvironmentOfAJobWhenItLooksLikeAttributes() {
        final ObservedJob job = job(60);

        assertEquals(ObservedState.HELD, job.state());
        assertEquals("phys", job.account());
        assertEquals(100, job.ask().priority());
        assertEquals(BEGIN_S, job.ask().beginTimeS());
        assertFalse(job.ask().isRequeueable());
    }

    @Test
    void shouldBeHeldWhenItDependsOnAnother() {
        assertEquals(ObservedState.HELD, job(61).state());
        assertEquals(true, job(61).isHeldByUser());
        assertEquals(List.of("arch=linux"), job(61).ask().features());
    }

    @Test
    void shouldSeeTasksAndNotTheArrayWhenItHasBegun() {
        assertEquals(ObservedState.HELD, job(62, 1).state());
        assertEquals(ObservedState.ENDED, job(62, 2).state());
        assertEquals(new StartToken(13, 2), job(62, 2).token());
        assertEquals(List.of("n3", "n4"), job(62, 2).nodes());
        assertEquals(new JobEnd(EndKind.COMPLETED, 0), job(62, 2).end());
        assertEquals(3, observation.jobs().stream().filter(job -> job.key().id() == 62).count());
    }

    @Test
    void shouldSayHowJobsEndedWhenTheyDid() {
        assertEquals(new JobEnd(EndKind.CANCELLED, 143), job(6).end());
        assertEquals(new JobEnd(EndKind.TIMED_OUT, 255), job(63).end());
        assertEquals(new JobEnd(EndKind.FAILED, 137), job(64).end());
        assertEquals(new JobEnd(EndKind.CANCELLED, 0), job(67).end());
    }

    @Test
    void shouldSeeWhereJobsRunWhenTheyRunOrAreSuspended() {
        assertEquals(ObservedState.RUNNING, job(65).state());
        assertEquals(List.of("n2"), job(65).nodes());
        assertEquals(ObservedState.SUSPENDED, job(66).state());
        assertEquals(new StartToken(20, 3), job(66).token());
        assertNull(job(66).end());
    }

    @Test
    void shouldAskForTheHistoryAtTheFirstLookOnlyWhenItObserves() {
        assertEquals("-fxt", commands.get(1).get(1));
        assertEquals(2, commands.size());
    }

    @Test
    void shouldSeeNothingWhenALineIsCut() throws Exception {
        final String jobs = AgreementTest.resource("qstat-fxt.dsv");
        for (int length = 1; length < jobs.length(); length += 97) {
            final String cut = jobs.substring(0, length);
            if (!cut.endsWith("\n")) {
                assertThrows(
                        ManagerException.class, () -> DsvReader.read(cut, DsvReader.JOB_HEADER));
            }
        }
    }
}
