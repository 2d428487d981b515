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
package io.weft.simulator;

import static io.weft.simulator.TestJobs.S;
import static io.weft.simulator.TestJobs.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.PreemptionKind;
import io.weft.simulator.metrics.ChangeUse;
import io.weft.simulator.metrics.JobHistory;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.PreemptionUse;
import io.weft.simulator.scenario.InputScript;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.JobSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartCostsTest {
    /** Fills the only node, has to give way at 100 s for 50 s, and has time to spare. */
    private static final List<JobSpec> JOBS =
            List.of(
                    batch(1, 0, 1000, 2000, 1, 4),
                    TestJobs.interactive(2, 100, TestJobs.pattern(0, 0, 50)));

    private final SimulationSettings settings =
            new SimulationSettings(MachineDescription.of(1, 4)).jobCountMax(1000);

    @Test
    void shouldAddTheCostOfASuspensionToWhatIsLeft() {
        final Played played = play(PreemptionKind.SUSPEND, RestartCosts.of(30 * S, 7 * S, 0, 0));

        assertEquals(1080 * S, played.outcome(1).endNs());
        assertEquals(1000 * S, played.outcome(1).cpuTimeNs());
        assertEquals(new JobHistory(1, 0, 0, 4 * 30), played.outcome(1).history());
        assertEquals(JobHistory.NONE, played.outcome(2).history());
        assertEquals(new ChangeUse(true, 4 * 30, false, 0, 0, 0), played.summary().use().changes());
        assertEquals(new PreemptionUse(true, 1, 1, 0, 0), played.summary().use().preemption());
    }

    @Test
    void shouldCountTheCostTowardsTheLimit() {
        final List<JobSpec> jobs = List.of(batch(1, 0, 1000, 4), JOBS.get(1));
        settings.restartCosts(RestartCosts.of(30 * S, 0, 0, 0))
                .preemption(new PreemptionPlan(PreemptionKind.SUSPEND, 0, 3, 0));

        final Played played = Played.of(settings, TestJobs.workload(jobs));

        assertEquals(OutcomeState.TIMED_OUT, played.outcome(1).state());
        assertEquals(1050 * S, played.outcome(1).endNs());
        assertEquals(970 * S, played.outcome(1).cpuTimeNs());
    }

    @Test
    void shouldAddTheCostOfARequeueToTheWholeWork() {
        final Played played = play(PreemptionKind.REQUEUE, RestartCosts.of(7 * S, 40 * S, 0, 0));

        assertEquals(150 * S, played.outcome(1).startNs());
        assertEquals(1190 * S, played.outcome(1).endNs());
        assertEquals(1000 * S, played.outcome(1).cpuTimeNs());
        assertEquals(new JobHistory(0, 1, 0, 4 * (100 + 40)), played.outcome(1).history());
        assertEquals(4 * 40, played.summary().use().changes().overheadCoreS());
        assertEquals(
                new PreemptionUse(true, 1, 0, 1, 4 * 100), played.summary().use().preemption());
    }

    @Test
    void shouldLoseOnlyWhatCameAfterTheLastCheckpoint() {
        final Played played = play(PreemptionKind.REQUEUE, RestartCosts.of(0, 5 * S, 60 * S, 1000));

        assertEquals((150 + 5 + 940) * S, played.outcome(1).endNs());
        assertEquals(1000 * S, played.outcome(1).cpuTimeNs());
        assertEquals(new JobHistory(0, 1, 0, 4 * (40 + 5)), played.outcome(1).history());
        assertEquals(new PreemptionUse(true, 1, 0, 1, 4 * 40), played.summary().use().preemption());
    }

    /** From a checkpoint of the second run it goes on with what both have done. */
    @Test
    void shouldKeepTheWorkOfSeveralRuns() {
        settings.restartCosts(RestartCosts.of(0, 0, 60 * S, 1000))
                .failures(new FailurePlan(1_000_000_000L * S, S, 1, true))
                .inputs(
                        InputScript.read(
                                "script",
                                List.of(
                                        "at 100s down 0",
                                        "at 110s up 0",
                                        "at 200s down 0",
                                        "at 210s up 0")));

        final Played played =
                Played.of(settings, TestJobs.workload(List.of(batch(1, 0, 300, 2000, 1, 4))));

        // 60 s of the first 100, then 90 more: 150, of which 120 are saved, and 180 s are left.
        assertEquals((210 + 180) * S, played.outcome(1).endNs());
        assertEquals(300 * S, played.outcome(1).cpuTimeNs());
        assertEquals(new JobHistory(0, 2, 0, 4 * (40 + 30)), played.outcome(1).history());
        assertEquals(4 * (40 + 30), played.summary().use().outside().lostCoreS());
    }

    @Test
    void shouldFindItsPhaseAgainAtACheckpoint() {
        final JobSpec idling =
                TestJobs.job(1, 0, 300 * S, 2000 * S, 1, 4, TestJobs.pattern(20, 30, 50, 100, 100));
        settings.restartCosts(RestartCosts.of(0, 0, 60 * S, 1000))
                .failures(new FailurePlan(1_000_000_000L * S, S, 1, true))
                .inputs(InputScript.read("script", List.of("at 150s down 0", "at 160s up 0")));

        final Played played = Played.of(settings, TestJobs.workload(List.of(idling)));

        assertEquals((160 + 180) * S, played.outcome(1).endNs());
        assertEquals(1, played.outcome(1).history().requeues());
    }

    @Test
    void shouldChooseTheShareByTheNumbersOfJobs() {
        final RestartCosts third = RestartCosts.of(0, 0, S, 333);

        long count = 0;
        for (long id = 0; id < 10_000; id++) {
            count += third.isCheckpointable(id) ? 1 : 0;
        }

        assertTrue(count > 3000 && count < 3700, "count=" + count);
    }

    /** Every job ends, whatever it costs, and no work is counted twice. */
    @ParameterizedTest
    @CsvSource({"SUSPEND,0", "REQUEUE,500", "REQUEUE,1000"})
    void shouldEndAllWhenManyGiveWay(final PreemptionKind kind, final int perMille) {
        final MachineDescription machine = MachineDescription.of(8, 4);
        final GeneratorOptions options =
                new GeneratorOptions()
                        .machine(machine.shape())
                        .jobCount(500)
                        .interactiveShare(0.4)
                        .load(0.9);
        final Played played;
        try (GeneratedWorkload workload = new GeneratedWorkload(options)) {
            played =
                    Played.of(
                            new SimulationSettings(machine)
                                    .jobCountMax(1000)
                                    .maxMultiplicity(2)
                                    .preemption(new PreemptionPlan(kind, 0, 3, 3600 * S))
                                    .restartCosts(
                                            RestartCosts.of(20 * S, 30 * S, 600 * S, perMille)),
                            workload);
        }

        assertEquals(500, played.outcomes().size());
        assertTrue(played.summary().use().changes().overheadCoreS() > 0);
        played.outcomes()
                .values()
                .forEach(
                        each ->
                                assertTrue(
                                        each.cpuTimeNs() <= 1.2 * each.job().runtimeNs(),
                                        each::toString));
        final double lostCoreS =
                played.outcomes().values().stream().mapToDouble(e -> e.history().lostCoreS()).sum();
        assertEquals(
                played.summary().use().changes().overheadCoreS()
                        + played.summary().use().preemption().lostCoreS(),
                lostCoreS,
                1e-3);
    }

    @Test
    void shouldRefuseItUnderOtherSemantics() {
        settings.profile(SemanticsProfile.PYSS).restartCosts(RestartCosts.of(1, 0, 0, 0));

        final String found =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Played.of(settings, TestJobs.workload(JOBS)))
                        .getMessage();

        assertTrue(found.contains("expected none under semantics=pyss"), found);
        assertThrows(IllegalArgumentException.class, () -> RestartCosts.of(-1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> RestartCosts.of(0, 0, 1, 1001));
    }

    private Played play(final PreemptionKind kind, final RestartCosts costs) {
        settings.preemption(new PreemptionPlan(kind, 0, 3, 0)).restartCosts(costs);
        return Played.of(settings, TestJobs.workload(JOBS));
    }
}
