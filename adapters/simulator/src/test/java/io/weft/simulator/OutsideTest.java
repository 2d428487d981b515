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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.MemoryJournal;
import io.weft.core.Replay;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.scenario.InputScript;
import io.weft.simulator.scenario.ScenarioException;
import io.weft.simulator.workload.JobSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that fail, and inputs of a script, in whole simulations. */
class OutsideTest {
    private final SimulationSettings settings =
            new SimulationSettings(MachineDescription.of(2, 4)).policy("easy").jobCountMax(1000);
    private final List<JobOutcome> outcomes = new ArrayList<>();

    private ScheduleSummary run(final JobSpec... jobs) {
        return run(List.of(jobs));
    }

    /** Plays it, and decides everything again from the journal. */
    private ScheduleSummary run(final List<JobSpec> jobs) {
        try (MemoryJournal journal = new MemoryJournal()) {
            final ScheduleSummary summary;
            try (Simulation simulation =
                    new Simulation(
                            settings,
                            TestJobs.workload(jobs),
                            new StandardPolicies(),
                            journal,
                            (outcome, slices) -> outcomes.add(outcome))) {
                summary = simulation.run();
            }
            assertNull(Replay.run(journal, new StandardPolicies(), position -> {}).divergence());
            return summary;
        }
    }

    private ScheduleSummary runScript(final String script, final JobSpec... jobs) {
        settings.inputs(InputScript.read("script", script.lines().toList()));
        return run(jobs);
    }

    private JobOutcome outcome(final long jobId) {
        return outcomes.stream().filter(o -> o.job().id() == jobId).findFirst().orElseThrow();
    }

    private void assertOutcome(
            final long jobId, final OutcomeState state, final long startS, final long endS) {
        assertEquals(state, outcome(jobId).state());
        assertEquals(startS * S, outcome(jobId).startNs());
        assertEquals(endS * S, outcome(jobId).endNs());
    }

    @Test
    void shouldLoseTheJobsOfANodeThatGoesDown() {
        final ScheduleSummary summary =
                runScript(
                        "at 10s down 0\nat 50s up 0",
                        batch(1, 0, 40, 40, 2, 4),
                        batch(2, 5, 40, 40, 2, 4),
                        batch(3, 6, 20, 20, 1, 4));

        assertOutcome(1, OutcomeState.FAILED, 0, 10);
        assertEquals(ReasonCode.NODE_FAILURE, outcome(1).reason());
        assertOutcome(3, OutcomeState.COMPLETED, 10, 30);
        assertOutcome(2, OutcomeState.COMPLETED, 50, 90);
        assertEquals(1, summary.all().failed());
        assertEquals(3, summary.all().jobs());
        assertEquals(80, summary.use().outside().lostCoreS());
        assertEquals(2, summary.use().outside().inputs());
        assertEquals(90, summary.makespanS());
    }

    @Test
    void shouldDrainWithoutLoss() {
        runScript(
                "at 1s drain 0\n and drain 1\nat 30s up 1", batch(1, 0, 10, 4), batch(2, 2, 10, 4));

        assertOutcome(1, OutcomeState.COMPLETED, 0, 10);
        assertOutcome(2, OutcomeState.COMPLETED, 30, 40);
    }

    @Test
    void shouldRefuseANodeThatIsNotThere() {
        final ScheduleSummary summary = runScript("at 5s down 9", batch(1, 0, 10, 10, 2, 4));

        assertOutcome(1, OutcomeState.COMPLETED, 0, 10);
        assertEquals(1, summary.use().outside().rejectedInputs());
    }

    @Test
    void shouldCancelWhoRunsAndWhoWaits() {
        final ScheduleSummary summary =
                runScript(
                        "at 5s cancel 1\n and cancel 3\n and cancel 9",
                        batch(1, 0, 40, 40, 2, 4),
                        batch(2, 1, 10, 10, 2, 4),
                        batch(3, 2, 10, 10, 2, 4));

        assertOutcome(1, OutcomeState.CANCELLED, 0, 5);
        assertOutcome(2, OutcomeState.COMPLETED, 5, 15);
        assertEquals(OutcomeState.CANCELLED, outcome(3).state());
        assertEquals(JobOutcome.NULL_TIME, outcome(3).startNs());
        assertEquals(2, summary.all().cancelled());
        assertEquals(1, summary.use().outside().rejectedInputs());
        assertEquals(0, summary.use().outside().lostCoreS());
    }

    @Test
    void shouldGiveUpWhoIsHeldForEver() {
        runScript("at 1s hold 2", batch(1, 0, 10, 10, 2, 4), batch(2, 0, 10, 10, 2, 4));

        assertEquals(OutcomeState.NEVER_STARTED, outcome(2).state());
        assertEquals(ReasonCode.HELD_BY_USER, outcome(2).reason());
    }

    @Test
    void shouldPlayAScriptToItsEndWhenJobsWaitForIt() {
        runScript(
                "at 1s down 0\nat 2s down 1\nat 100s up 0\nat 200s up 1",
                batch(1, 3, 10, 10, 2, 4));

        assertOutcome(1, OutcomeState.COMPLETED, 200, 210);
    }

    @Test
    void shouldLeaveNodesAndJobsToTheSimulation() {
        final var e =
                assertThrows(
                        ScenarioException.class,
                        () -> runScript("at 1s drain 0\nat 2s submit 7", batch(1, 0, 1, 1)));

        assertTrue(e.getMessage().startsWith("script:2: at 2s submit 7: "), e.getMessage());
    }

    @Test
    void shouldKeepToTheExactSemantics() {
        settings.failures(FailurePlan.of("mtbf=1h,repair=1m"));
        settings.profile(SemanticsProfile.PYSS);

        assertThrows(IllegalArgumentException.class, () -> run(batch(1, 0, 1, 1)));
    }

    @Test
    void shouldFailNodesAtRandomAndRepeatIt() {
        settings.failures(FailurePlan.of("mtbf=10m,repair=2m,seed=5"));
        final List<JobSpec> jobs = new ArrayList<>();
        for (int id = 1; id <= 200; id++) {
            jobs.add(batch(id, 10L * id, 60 + id % 7, 200, 1 + id % 2, 1 + id % 4));
        }

        final ScheduleSummary summary = run(jobs);

        assertEquals(200, summary.all().jobs());
        assertEquals(200, summary.all().completed() + summary.all().failed());
        assertTrue(summary.all().failed() > 5, summary::toString);
        assertTrue(summary.use().outside().nodeFailures() > 5, summary::toString);
        assertTrue(summary.use().outside().lostCoreS() > 0, summary::toString);
        final List<JobOutcome> former = List.copyOf(outcomes);
        outcomes.clear();
        assertEquals(summary, run(jobs));
        assertEquals(former, outcomes);
    }

    @Test
    void shouldComeToAnEndWhenAJobCanNeverStart() {
        settings.failures(FailurePlan.of("mtbf=1m,repair=10m"));
        settings.inputs(InputScript.read("script", List.of("at 1s drain 0")));

        final ScheduleSummary summary = run(batch(1, 2, 10, 10, 2, 4));

        assertEquals(1, summary.all().jobs());
    }
}
