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
import io.weft.core.wire.QueueMove;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.report.SummaryTable;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueRulesTest {
    private static final MachineDescription MACHINE = MachineDescription.of(10, 4);

    private final List<JobSpec> jobs = generated();

    private record Run(JobOutcome outcome, List<String> cores) {}

    private record Schedule(
            ScheduleSummary summary, List<QueueHistory> histories, List<Run> runs) {}

    @Test
    void shouldStartMoreInTimeWithAServiceLevel() {
        final Schedule without = play(twoQueues(), jobs);
        final Schedule with =
                play(
                        twoQueues()
                                .serviceLevel(
                                        ServiceLevelRule.of("wait=60,share=95%,lend=2,max-m=3")),
                        jobs);

        assertTrue(late(with) < late(without) / 2, late(with) + " of " + late(without));
        assertEquals(List.of(), without.histories());
        assertEquals("other", with.histories().get(0).queue());
        assertEquals(0, with.histories().get(0).moves());
        final QueueHistory history = with.histories().get(1);
        assertEquals("interactive", history.queue());
        assertTrue(history.moves() > 2, history::toString);
        assertTrue(history.lentNodesS() > 0, history::toString);
        assertEquals(0, history.preemptionS());
        assertTrue(history.multiplicityS().get(1) > 0, history::toString);
        assertTrue(
                SummaryTable.ofQueues(with.histories()).contains("interactive: moves"),
                () -> SummaryTable.ofQueues(with.histories()));
        assertTrue(with.runs().stream().anyMatch(QueueRulesTest::isOnLentNode), "lent nodes");
    }

    private static SimulationSettings twoQueues() {
        return new SimulationSettings(MACHINE).interactiveNodes(2).interactiveMultiplicity(1);
    }

    private static boolean isOnLentNode(final Run run) {
        return isInteractive(run)
                && run.cores().stream()
                        .anyMatch(core -> core.startsWith("2:") || core.startsWith("3:"));
    }

    private static boolean isInteractive(final Run run) {
        return run.outcome().job().jobClass() == JobClass.INTERACTIVE;
    }

    private static long late(final Schedule schedule) {
        return schedule.runs().stream()
                .filter(QueueRulesTest::isInteractive)
                .map(Run::outcome)
                .filter(each -> each.startNs() - each.job().submitNs() > 60 * TestJobs.S)
                .count();
    }

    @Test
    void shouldDecideAlikeWithACapByUtilisationAndNoObservations() {
        final SimulationSettings plain = new SimulationSettings(MACHINE).contends(false);
        final Schedule without = play(plain, jobs);
        final Schedule with =
                play(
                        plain.utilisationCap(
                                UtilisationCapRule.of("max=4,low=90%,high=95%,period=60")),
                        jobs);

        assertEquals(without.runs(), with.runs());
        assertEquals(0, with.histories().get(0).moves());
    }

    @Test
    void shouldShareMoreWhereJobsAreIdle() {
        final Schedule with =
                play(
                        new SimulationSettings(MACHINE)
                                .utilisationCap(
                                        UtilisationCapRule.of("max=3,low=60%,high=80%,period=60")),
                        jobs);

        final QueueHistory history = with.histories().get(0);
        assertTrue(history.moves() > 2, history::toString);
        assertTrue(with.summary().use().multiplicityMax() > 1);
        assertTrue(with.summary().use().multiplicityMax() <= 3);
    }

    @Test
    void shouldReadRules() {
        assertEquals(
                new ServiceLevelRule(
                        true,
                        360 * TestJobs.S,
                        995,
                        600 * TestJobs.S,
                        6,
                        4,
                        3,
                        List.of(
                                QueueMove.PREEMPTION,
                                QueueMove.MAX_MULTIPLICITY,
                                QueueMove.LENT_NODES)),
                ServiceLevelRule.of(
                        "queue=interactive,preempt,wait=360,max-m=4,lend=3,share=99.5%"));
        assertEquals(
                new UtilisationCapRule(null, 4, 400, 1200, 60 * TestJobs.S, 90 * TestJobs.S),
                UtilisationCapRule.of("max=4,low=40%,high=120%,period=60,pause=90"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wait=1",
                "share=95%",
                "wait=1,share=95",
                "wait=1,share=0%",
                "wait=1,share=101%",
                "wait=x,share=95%",
                "wait=1,share=95%,period=0",
                "wait=1,share=95%,max-m=16",
                "wait=1,wait=2,share=95%",
                "wait=1,share=95%,queue=batch",
                "wait=1,share=95%,more=1"
            })
    void shouldRefuseWhatIsNoServiceLevel(final String text) {
        assertRefused(() -> ServiceLevelRule.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max=4,low=10%",
                "max=4,low=20%,high=10%",
                "max=4,low=20%,high=1600%",
                "max=0,low=20%,high=30%",
                "low=20%,high=30%"
            })
    void shouldRefuseWhatIsNoCap(final String text) {
        assertRefused(() -> UtilisationCapRule.of(text));
    }

    @Test
    void shouldRefuseRulesThatDoNotGoWithTheQueue() {
        final SimulationSettings one = new SimulationSettings(MACHINE).maxMultiplicity(3);
        final ServiceLevelRule rule = ServiceLevelRule.of("wait=1,share=95%");

        assertRefused(() -> one.serviceLevel(ServiceLevelRule.of("wait=1,share=95%,max-m=2")));
        assertRefused(() -> one.serviceLevel(ServiceLevelRule.of("wait=1,share=95%,lend=1")));
        assertRefused(
                () -> one.serviceLevel(ServiceLevelRule.of("queue=interactive,wait=1,share=95%")));
        assertRefused(() -> one.utilisationCap(UtilisationCapRule.of("max=2,low=1%,high=2%")));
        one.serviceLevel(rule);
        assertRefused(() -> one.serviceLevel(rule));
        assertRefused(() -> play(one.profile(SemanticsProfile.PYSS), List.of()));
    }

    private static void assertRefused(final Runnable action) {
        final String found = assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(found.contains(", expected"), found);
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
            return new Schedule(simulation.run(), simulation.queueHistories(), runs);
        }
    }

    private static List<JobSpec> generated() {
        final List<JobSpec> jobs = new ArrayList<>();
        try (Workload workload =
                new GeneratedWorkload(
                        new GeneratorOptions()
                                .machine(MACHINE.shape())
                                .jobCount(600)
                                .interactiveShare(0.5)
                                .load(1.2))) {
            for (JobSpec job = workload.next(); job != null; job = workload.next()) {
                if (job.nodeCount() <= 2) {
                    jobs.add(job);
                }
            }
        }
        return jobs;
    }
}
