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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.MemoryJournal;
import io.weft.core.wire.PreemptionKind;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.PreemptionUse;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;
import io.weft.simulator.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreemptionPlanTest {
    private static final UsagePattern BUSY = TestJobs.pattern(0, 0, 50);

    /** A job fills the only node, and somebody comes who does not want to wait. */
    private static final List<JobSpec> JOBS =
            List.of(TestJobs.batch(1, 0, 1000, 4), TestJobs.interactive(2, 100, BUSY));

    private final Map<Long, JobOutcome> outcomes = new TreeMap<>();

    @Test
    void shouldLetTheInteractiveJobWaitWhenNobodyGivesWay() {
        final ScheduleSummary summary = play(settings(1, 4), TestJobs.workload(JOBS));

        assertEquals(900 * S, outcomes.get(2L).waitNs());
        assertEquals(PreemptionUse.NONE, summary.use().preemption());
    }

    @Test
    void shouldGoOnWhereItWasWhenSuspended() {
        final ScheduleSummary summary =
                play(
                        settings(1, 4).preemption(plan(PreemptionKind.SUSPEND)),
                        TestJobs.workload(JOBS));

        assertEquals(0, outcomes.get(2L).waitNs());
        assertEquals(0, outcomes.get(1L).waitNs());
        assertEquals(1050 * S, outcomes.get(1L).endNs());
        assertEquals(1000 * S, outcomes.get(1L).cpuTimeNs());
        assertEquals(new PreemptionUse(true, 1, 1, 0, 0), summary.use().preemption());
        assertEquals(4 * 1000 + 50, summary.use().processS());
    }

    @Test
    void shouldBeginAgainAndLoseItsWorkWhenRequeued() {
        final ScheduleSummary summary =
                play(
                        settings(1, 4).preemption(plan(PreemptionKind.REQUEUE)),
                        TestJobs.workload(JOBS));

        assertEquals(0, outcomes.get(2L).waitNs());
        assertEquals(1150 * S, outcomes.get(1L).endNs());
        assertEquals(new PreemptionUse(true, 1, 0, 1, 4 * 100), summary.use().preemption());
    }

    @Test
    void shouldLeaveAloneWhoHasJustStarted() {
        final PreemptionPlan late = new PreemptionPlan(PreemptionKind.SUSPEND, 101 * S, 3, 0);

        play(settings(1, 4).preemption(late), TestJobs.workload(JOBS));

        assertTrue(outcomes.get(2L).waitNs() > 0);
    }

    /** The interactive job waits for more than the level allows, then it need not any more. */
    @Test
    void shouldGiveWayOnlyWhenTheServiceLevelSaysSo() {
        final PreemptionPlan plan = new PreemptionPlan(PreemptionKind.SUSPEND, 0, 3, 0, true);
        final ServiceLevelRule level = ServiceLevelRule.of("wait=60,share=95%,period=100,preempt");

        final ScheduleSummary alone =
                play(settings(1, 4).preemption(plan), TestJobs.workload(JOBS));
        assertEquals(900 * S, outcomes.get(2L).waitNs());
        assertEquals(0, alone.use().preemption().preemptions());

        final ScheduleSummary led =
                play(settings(1, 4).serviceLevel(level).preemption(plan), TestJobs.workload(JOBS));
        assertEquals(100 * S, outcomes.get(2L).waitNs());
        assertEquals(1, led.use().preemption().suspensions());
    }

    /** Every job ends, and nobody is helped to run by losing work, whatever is done. */
    @ParameterizedTest
    @EnumSource(
            value = PreemptionKind.class,
            names = {"SUSPEND", "REQUEUE"})
    void shouldCompleteAllWhenManyGiveWay(final PreemptionKind kind) {
        final PreemptionPlan plan = new PreemptionPlan(kind, 0, 3, 3600 * S);
        final MachineDescription machine = MachineDescription.of(8, 4);
        final GeneratorOptions options =
                new GeneratorOptions()
                        .machine(machine.shape())
                        .jobCount(800)
                        .interactiveShare(0.4)
                        .load(0.9);
        final ScheduleSummary summary;
        try (Workload workload = new GeneratedWorkload(options)) {
            summary = play(new SimulationSettings(machine).preemption(plan), workload);
        }

        final PreemptionUse use = summary.use().preemption();
        assertTrue(use.preemptions() > 10, use::toString);
        assertEquals(use.preemptions(), use.suspensions() + use.requeues());
        assertEquals(kind == PreemptionKind.REQUEUE, use.lostCoreS() > 0);
        assertEquals(800, outcomes.size());
        for (final JobOutcome outcome : outcomes.values()) {
            final boolean isDone = outcome.state() == OutcomeState.COMPLETED;
            assertTrue(isDone || outcome.state() == OutcomeState.TIMED_OUT, outcome::toString);
            assertTrue(
                    !isDone || outcome.cpuTimeNs() <= outcome.job().runtimeNs(), outcome::toString);
        }
    }

    @Test
    void shouldRefuseItWhereJobsTakeTurns() {
        final SimulationSettings turns =
                settings(1, 4).timesliceNs(S).preemption(plan(PreemptionKind.SUSPEND));
        final SimulationSettings pyss =
                settings(1, 4)
                        .profile(SemanticsProfile.PYSS)
                        .preemption(plan(PreemptionKind.SUSPEND));

        for (final SimulationSettings each : List.of(turns, pyss)) {
            final String found =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> play(each, TestJobs.workload(JOBS)))
                            .getMessage();
            assertTrue(found.contains("expected none"), found);
        }
    }

    private static SimulationSettings settings(final int nodes, final int cores) {
        return new SimulationSettings(MachineDescription.of(nodes, cores));
    }

    private static PreemptionPlan plan(final PreemptionKind kind) {
        return new PreemptionPlan(kind, 0, 3, 0);
    }

    private ScheduleSummary play(final SimulationSettings settings, final Workload jobs) {
        try (MemoryJournal journal = new MemoryJournal();
                Simulation simulation =
                        new Simulation(
                                settings,
                                jobs,
                                new StandardPolicies(),
                                journal,
                                (outcome, slices) -> outcomes.put(outcome.job().id(), outcome))) {
            return simulation.run();
        }
    }

    @Test
    void shouldUnderstandItsText() {
        assertEquals(
                new PreemptionPlan(PreemptionKind.SUSPEND, 60 * S, 2, 86_400 * S),
                PreemptionPlan.of("kind=suspend,protected=60,max=2,suspend-max=86400"));
        assertEquals(
                new PreemptionPlan(PreemptionKind.CANCEL, 600 * S, 3, 0, true),
                PreemptionPlan.of("kind=cancel,level-only"));
        assertEquals(
                new PreemptionPlan(PreemptionKind.CANCEL, 600 * S, 3, 0),
                PreemptionPlan.of("kind=cancel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "max=3", "kind=stop", "kind=cancel,max=-1", "kind=cancel,more=1"})
    void shouldRefuseWhatIsNoPlan(final String text) {
        assertThrows(IllegalArgumentException.class, () -> PreemptionPlan.of(text));
    }
}
