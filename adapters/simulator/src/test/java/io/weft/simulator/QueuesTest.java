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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.MemoryJournal;
import io.weft.core.wire.JobClass;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueuesTest {
    private static final int INTERACTIVE_NODES = 2;
    private static final MachineDescription MACHINE = MachineDescription.of(10, 4);
    private static final Predicate<JobSpec> IS_INTERACTIVE =
            job -> job.jobClass() == JobClass.INTERACTIVE;

    private final List<JobSpec> jobs = generated();

    /** A job that ran, and where. */
    private record Run(JobOutcome outcome, List<String> cores) {}

    private record Schedule(ScheduleSummary summary, List<Run> runs) {}

    @ParameterizedTest
    @EnumSource(
            value = SemanticsProfile.class,
            names = {"EXACT", "NCS", "NCS_2022"})
    void shouldKeepEachClassOnItsNodesBelowItsMultiplicity(final SemanticsProfile profile) {
        final Schedule schedule = play(settings(MACHINE, profile, 2).interactiveNodes(2), jobs);

        int mostOnInteractive = 0;
        for (final Run run : schedule.runs()) {
            final boolean isInteractive = IS_INTERACTIVE.test(run.outcome().job());
            for (final String core : run.cores()) {
                final int node = Integer.parseInt(core.substring(0, core.indexOf(':')));
                assertEquals(isInteractive, node < INTERACTIVE_NODES, run::toString);
                assertTrue(node < MACHINE.nodeCount(), run::toString);
            }
            mostOnInteractive += isInteractive ? 1 : 0;
        }
        assertEquals(jobs.size(), schedule.runs().size());
        assertTrue(mostOnInteractive > 100, "interactive jobs ran: " + mostOnInteractive);
        assertEquals(4, schedule.summary().use().multiplicityMax());
        assertEquals(MACHINE.coreCount(), schedule.summary().use().coreCount());
    }

    @Test
    void shouldPlayTwoQueuesAsTwoMachinesWhenNoCoreIsShared() {
        assertTwoMachines(SemanticsProfile.EXACT, 1, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SemanticsProfile.class,
            names = {"NCS", "NCS_2022"})
    void shouldPutTwoRunsTogetherUnderTheRulesOfThePublishedSimulator(
            final SemanticsProfile profile) {
        assertTwoMachines(profile, 2, 4);
    }

    private void assertTwoMachines(
            final SemanticsProfile profile,
            final int maxMultiplicity,
            final int interactiveMultiplicity) {
        final Schedule both =
                play(
                        settings(MACHINE, profile, maxMultiplicity)
                                .interactiveNodes(INTERACTIVE_NODES)
                                .interactiveMultiplicity(interactiveMultiplicity),
                        jobs);
        final Schedule interactive =
                play(
                        settings(
                                MachineDescription.of(INTERACTIVE_NODES, 4),
                                profile,
                                interactiveMultiplicity),
                        jobs.stream().filter(IS_INTERACTIVE).toList());
        final Schedule batch =
                play(
                        settings(MachineDescription.of(8, 4), profile, maxMultiplicity),
                        jobs.stream().filter(IS_INTERACTIVE.negate()).toList());

        assertEquals(outcomes(interactive, run -> true), outcomes(both, IS_INTERACTIVE));
        assertEquals(outcomes(batch, run -> true), outcomes(both, IS_INTERACTIVE.negate()));
        assertTrue(both.summary().all().waiting() > 10, "jobs wait");
        long lastNs = 0;
        for (final Run run : both.runs()) {
            assertTrue(run.outcome().endNs() >= lastNs, "out of order: " + run);
            lastNs = run.outcome().endNs();
        }
    }

    @Test
    void shouldRejectJobsAboveTheLimitsOfTheirQueue() {
        final QueueLimits limits = QueueLimits.of("nodes=1,walltime=0-20:00:00");
        final QueueLimits interactiveLimits = QueueLimits.of("cores=2");

        final Schedule schedule =
                play(
                        settings(MACHINE, SemanticsProfile.EXACT, 2)
                                .interactiveNodes(INTERACTIVE_NODES)
                                .limits(limits)
                                .interactiveLimits(interactiveLimits),
                        jobs);

        int rejectedInteractive = 0;
        int rejectedOther = 0;
        for (final Run run : schedule.runs()) {
            final JobSpec job = run.outcome().job();
            final boolean isInteractive = IS_INTERACTIVE.test(job);
            final boolean isAbove =
                    isInteractive
                            ? job.cores() > 2
                            : job.nodeCount() > 1 || job.walltimeNs() > 72_000 * TestJobs.S;
            assertEquals(isAbove, run.outcome().state() == OutcomeState.REJECTED, run::toString);
            rejectedInteractive += isInteractive && isAbove ? 1 : 0;
            rejectedOther += !isInteractive && isAbove ? 1 : 0;
        }
        assertTrue(rejectedInteractive > 0, "interactive");
        assertTrue(rejectedOther > 0, "other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nodes", "nodes=0", "nodes=1,nodes=2", "time=3", "walltime=1h"})
    void shouldRefuseWhatIsNoLimit(final String text) {
        final String message =
                assertThrows(IllegalArgumentException.class, () -> QueueLimits.of(text))
                        .getMessage();

        assertTrue(message.contains(text) && message.contains(", expected"), message);
    }

    @Test
    void shouldRefuseWhatKnowsOneQueue() {
        final SimulationSettings pyss =
                settings(MACHINE, SemanticsProfile.PYSS, 1).interactiveNodes(2);
        final SimulationSettings anywhere =
                new SimulationSettings(MachineDescription.ofProcessors(1000));
        final SimulationSettings nodes = new SimulationSettings(MACHINE);

        final SimulationSettings ncs =
                settings(MACHINE, SemanticsProfile.NCS, 1).limits(QueueLimits.of("nodes=1"));

        assertThrows(IllegalArgumentException.class, () -> play(pyss, List.of()));
        assertThrows(IllegalArgumentException.class, () -> play(ncs, List.of()));
        assertRefused("interactiveNodes=1", () -> anywhere.interactiveNodes(1));
        assertRefused("interactiveNodes=10, expected 0..9", () -> nodes.interactiveNodes(10));
        assertRefused("interactiveMultiplicity=16", () -> nodes.interactiveMultiplicity(16));
    }

    private static void assertRefused(final String message, final Runnable action) {
        final String found = assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(found.contains(message), found);
    }

    private static SimulationSettings settings(
            final MachineDescription machine,
            final SemanticsProfile profile,
            final int maxMultiplicity) {
        return new SimulationSettings(machine).profile(profile).maxMultiplicity(maxMultiplicity);
    }

    private static Schedule play(final SimulationSettings settings, final List<JobSpec> jobs) {
        final List<Run> runs = new ArrayList<>();
        try (MemoryJournal journal = new MemoryJournal();
                Simulation simulation =
                        new Simulation(
                                settings,
                                TestJobs.workload(jobs),
                                new StandardPolicies(),
                                journal,
                                (outcome, slices) -> {
                                    final List<String> cores = new ArrayList<>();
                                    while (slices.next()) {
                                        cores.add(slices.nodeId() + ":" + slices.coreMask());
                                    }
                                    runs.add(new Run(outcome, cores));
                                })) {
            return new Schedule(simulation.run(), runs);
        }
    }

    private static List<JobOutcome> outcomes(
            final Schedule schedule, final Predicate<JobSpec> isWanted) {
        return schedule.runs().stream()
                .map(Run::outcome)
                .filter(outcome -> isWanted.test(outcome.job()))
                .toList();
    }

    /** Jobs of at most 2 nodes, so that each fits in its part. */
    private static List<JobSpec> generated() {
        final List<JobSpec> jobs = new ArrayList<>();
        try (Workload workload =
                new GeneratedWorkload(
                        new GeneratorOptions()
                                .machine(MACHINE.shape())
                                .jobCount(600)
                                .interactiveShare(0.5)
                                .load(1.5))) {
            for (JobSpec job = workload.next(); job != null; job = workload.next()) {
                if (job.nodeCount() <= INTERACTIVE_NODES) {
                    jobs.add(job);
                }
            }
        }
        return jobs;
    }
}
