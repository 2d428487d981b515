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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.FirstFitPolicy;
import io.weft.core.ListJournal;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.UtilisationSampleDecoder;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final PolicyCatalogue FIRST_FIT =
            (name, version) -> name.startsWith("first-fit") ? new HopefulPolicy() : null;

    private final SimulationSettings settings =
            new SimulationSettings(MachineDescription.of(2, 4)).policy("first-fit");
    private final List<JobOutcome> outcomes = new ArrayList<>();
    private final ListJournal journal = new ListJournal();

    @Test
    void shouldStartWhatFitsAndLetTheRestWait() {
        final ScheduleSummary summary =
                run(batch(1, 0, 10, 4), batch(2, 0, 20, 4), batch(3, 1, 5, 4), batch(4, 2, 5, 2));

        assertTimes(1, 0, 10);
        assertTimes(3, 10, 15);
        assertTimes(4, 15, 20);
        assertTimes(2, 0, 20);
        assertEquals(4, summary.all().completed());
        assertEquals(2, summary.all().waiting());
        assertEquals(20, summary.makespanS());
        assertEquals(
                100.0 * (4 * 10 + 4 * 20 + 4 * 5 + 2 * 5) / (8 * 20), summary.utilisationPercent());
        assertEquals(1, summary.use().multiplicityMax());
    }

    @Test
    void shouldSlowJobsThatShare() {
        settings.maxMultiplicity(2);

        final ScheduleSummary summary = run(batch(1, 0, 10, 10, 2, 4), batch(2, 0, 20, 20, 2, 4));

        assertTimes(1, 0, 24);
        assertTimes(2, 0, 34);
        assertEquals(2.4, summary.all().slowdown().max());
        assertEquals(2, summary.use().multiplicityMax());
        assertEquals(0, summary.all().timedOut());
    }

    @Test
    void shouldEndSlowedJobsAtTheirLimitWhenLimitsAreNotStretched() {
        settings.maxMultiplicity(2).stretchesLimits(false);

        run(batch(1, 0, 10, 12, 2, 4), batch(2, 0, 40, 40, 2, 4), batch(3, 1, 3, 3, 2, 4));

        assertTimes(1, 0, 12);
        assertEquals(OutcomeState.TIMED_OUT, outcome(1).state());
        assertEquals(ReasonCode.TIME_LIMIT, outcome(1).reason());
        assertTimes(3, 12, 15);
        assertEquals(OutcomeState.TIMED_OUT, outcome(3).state());
        assertTimes(2, 0, 40);
        assertEquals(OutcomeState.TIMED_OUT, outcome(2).state());
    }

    @Test
    void shouldCompleteAJobWhoseEndIsItsLimit() {
        run(batch(1, 0, 10, 10, 1, 1));

        assertEquals(OutcomeState.COMPLETED, outcome(1).state());
        assertEquals(ReasonCode.ENDED, outcome(1).reason());
    }

    @Test
    void shouldReportARefusedJobWithTheReason() {
        final ScheduleSummary summary = run(batch(1, 0, 10, 10, 3, 4), batch(2, 5, 10, 1));

        assertEquals(OutcomeState.REJECTED, outcome(1).state());
        assertEquals(ReasonCode.NEVER_FITS, outcome(1).reason());
        assertEquals(3, outcome(1).detail());
        assertTimes(2, 5, 15);
        assertEquals(1, summary.rejectedByReason().get(ReasonCode.NEVER_FITS));
        assertEquals(1, summary.all().rejected());
    }

    @Test
    void shouldReportJobsThatNeverStart() {
        settings.schedulesMemory(true);
        final JobSpec hungry = withMemory(batch(1, 0, 10, 1), 1L << 20);
        final ScheduleSummary summary = run(hungry, batch(2, 5, 10, 1));

        assertEquals(OutcomeState.NEVER_STARTED, outcome(1).state());
        assertEquals(ReasonCode.WAITING_CORES, outcome(1).reason());
        assertEquals(OutcomeState.NEVER_STARTED, outcome(2).state());
        assertEquals(2, summary.all().neverStarted());
        assertEquals(0, summary.makespanS());
    }

    @Test
    void shouldNotAskForMemoryWhenTheMachineSaysNothingOfIt() {
        assertFalse(settings.schedulesMemory());

        run(withMemory(batch(1, 0, 10, 1), 1L << 20));

        assertTimes(1, 0, 10);
    }

    @Test
    void shouldAskForMemoryWhenTheMachineHasSome() {
        final MachineDescription machine = MachineReader.parse("1x4:1M");

        run(
                new SimulationSettings(machine).policy("first-fit"),
                withMemory(batch(1, 0, 10, 1), 1L << 20),
                withMemory(batch(2, 0, 10, 1), 1L << 10));

        assertTimes(1, 0, 10);
        assertTimes(2, 10, 20);
    }

    @Test
    void shouldPlayBusyAndIdlePhases() {
        final UsagePattern thinker = TestJobs.pattern(10, 5, 5, 20, 5);
        final MachineDescription one = MachineDescription.of(1, 1);

        final SimulationSettings narrow =
                new SimulationSettings(one).policy("first-fit").maxMultiplicity(4);
        run(narrow, batch(1, 0, 100, 1), TestJobs.interactive(2, 0, thinker));

        // Busy from 10 to 22 and from 42 to 54, each time 12 s for 5 s of work.
        assertTimes(2, 0, 59);
        assertTimes(1, 0, 100 + 2 * 7);
    }

    @Test
    void shouldTellTheKernelWhoIsBusyWhenTheSelectionWantsToKnow() {
        final JobSpec[] jobs = {
            batch(1, 0, 100, 1), TestJobs.interactive(2, 0, TestJobs.pattern(10, 5, 5, 20, 5))
        };

        run(settings, jobs);
        assertEquals(List.of(), observations(journal));

        final ListJournal other = new ListJournal();
        run(List.of(jobs), settings.policy("first-fit+utilisation"), other);
        assertEquals(
                List.of("0: 2 0", "10: 2 1000", "15: 2 0", "35: 2 1000", "40: 2 0"),
                observations(other));
    }

    /** Time in s, job and busy thousandths of cores of what was observed. */
    private static List<String> observations(final ListJournal journal) {
        final UtilisationSampleDecoder sample = new UtilisationSampleDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<String> lines = new ArrayList<>();
        for (final ListJournal.Item item : journal.items) {
            final UnsafeBuffer bytes = new UnsafeBuffer(item.bytes());
            if (header.wrap(bytes, 0).templateId() == UtilisationSampleDecoder.TEMPLATE_ID) {
                sample.wrapAndApplyHeader(bytes, 0, header);
                lines.add(
                        item.timeNs() / S + ": " + sample.jobId() + " " + sample.busyMilliCores());
            }
        }
        return lines;
    }

    @Test
    void shouldEvenOutANodeWhenAJobLeaves() {
        final SimulationSettings narrow =
                new SimulationSettings(MachineDescription.of(1, 4))
                        .policy("first-fit")
                        .maxMultiplicity(3);

        final ScheduleSummary summary =
                run(
                        narrow,
                        batch(1, 0, 100, 4),
                        batch(2, 0, 100, 2),
                        batch(3, 0, 1, 2),
                        batch(4, 0, 100, 2));

        // Three processes on cores 0 and 1, one on 2 and 3: job 4 moves there.
        assertEquals(1, summary.use().rebounds());
        assertEquals(outcome(2).endNs(), outcome(4).endNs());
        assertEquals(4, summary.all().completed());
    }

    @Test
    void shouldGiveTheSameJournalEveryTime() {
        final List<JobSpec> jobs = randomJobs(300);
        settings.maxMultiplicity(3);
        final ListJournal other = new ListJournal();

        final ScheduleSummary first = run(jobs, settings, journal);
        final ScheduleSummary second = run(jobs, settings, other);

        assertEquals(first, second);
        assertEquals(journal.items.size(), other.items.size());
        for (int i = 0; i < journal.items.size(); i++) {
            assertEquals(journal.items.get(i).timeNs(), other.items.get(i).timeNs());
            assertArrayEquals(journal.items.get(i).bytes(), other.items.get(i).bytes());
        }
    }

    @Test
    void shouldGiveEveryJobOneOutcomeInTheOrderOfTime() {
        settings.maxMultiplicity(3);

        run(randomJobs(500), settings, journal);

        assertEquals(500, outcomes.stream().map(o -> o.job().id()).distinct().count());
        assertEquals(500, outcomes.size());
        long lastNs = 0;
        for (final JobOutcome outcome : outcomes) {
            assertEquals(OutcomeState.COMPLETED, outcome.state());
            assertTrue(outcome.endNs() >= lastNs);
            assertTrue(outcome.runNs() >= outcome.job().runtimeNs() - 1000);
            lastNs = outcome.endNs();
        }
    }

    /** The kernel's rings are a MiB each; 20,000 jobs go round them several times. */
    @Test
    void shouldStartEveryJobAtOnceWhenTheRingsGoRound() {
        final List<JobSpec> jobs = new ArrayList<>();
        for (int id = 0; id < 20_000; id++) {
            jobs.add(batch(id, 2L * id, 1, 1));
        }

        final ScheduleSummary summary = run(jobs, settings, journal);

        assertEquals(20_000, summary.all().completed());
        assertEquals(0, summary.all().waiting());
    }

    /** What is written at one time does not fit into the ring, and is none the less taken. */
    @Test
    void shouldSubmitMoreAtATimeThanTheRingHolds() {
        final int count = 10_000;
        final List<JobSpec> jobs = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            jobs.add(batch(id, 3, 1, 1));
        }

        final ScheduleSummary summary =
                run(
                        jobs,
                        new SimulationSettings(MachineDescription.of(100, 100))
                                .policy("first-fit")
                                .jobCountMax(count),
                        journal);

        assertEquals(count, summary.all().completed());
        assertEquals(0, summary.all().waiting());
        assertEquals(1, summary.makespanS());
    }

    @Test
    void shouldRefuseAnUnknownPolicy() {
        settings.policy("no-such");

        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> run(batch(1, 0, 1, 1)));

        assertTrue(e.getMessage().contains("no-such"), e.getMessage());
    }

    @Test
    void shouldRefuseAJournalThatHoldsSomething() {
        run(batch(1, 0, 1, 1));

        assertThrows(IllegalArgumentException.class, () -> run(batch(1, 0, 1, 1)));
    }

    @Test
    void shouldPlayAnEmptyWorkload() {
        final ScheduleSummary summary = run();

        assertEquals(0, summary.all().jobs());
        assertEquals(0, summary.makespanS());
    }

    private static List<JobSpec> randomJobs(final int count) {
        final Random random = new Random(5);
        final List<JobSpec> jobs = new ArrayList<>();
        long submitS = 0;
        for (int id = 0; id < count; id++) {
            submitS += random.nextInt(20);
            final long runtimeS = 1 + random.nextInt(60);
            jobs.add(
                    random.nextInt(4) == 0
                            ? TestJobs.interactive(
                                    id, submitS, TestJobs.pattern(runtimeS, 3, 7, runtimeS, 2))
                            : batch(
                                    id,
                                    submitS,
                                    runtimeS,
                                    2 * runtimeS,
                                    1 + random.nextInt(2),
                                    1 + random.nextInt(4)));
        }
        return jobs;
    }

    private static JobSpec withMemory(final JobSpec job, final long memory) {
        return new JobSpec(
                job.id(),
                job.submitNs(),
                job.runtimeNs(),
                job.walltimeNs(),
                job.processors(),
                job.nodeCount(),
                job.coresPerNode(),
                memory,
                0,
                job.userId(),
                job.groupId(),
                job.queue(),
                job.jobClass(),
                job.usage());
    }

    private ScheduleSummary run(final JobSpec... jobs) {
        return run(settings, jobs);
    }

    private ScheduleSummary run(final SimulationSettings chosen, final JobSpec... jobs) {
        return run(List.of(jobs), chosen, journal);
    }

    private ScheduleSummary run(
            final List<JobSpec> jobs, final SimulationSettings chosen, final ListJournal target) {
        try (Simulation simulation =
                new Simulation(
                        chosen,
                        TestJobs.workload(jobs),
                        FIRST_FIT,
                        target,
                        (outcome, slices) -> outcomes.add(outcome))) {
            return simulation.run();
        }
    }

    private JobOutcome outcome(final long jobId) {
        return outcomes.stream().filter(o -> o.job().id() == jobId).findFirst().orElseThrow();
    }

    private void assertTimes(final long jobId, final long startS, final long endS) {
        assertEquals(startS * S, outcome(jobId).startNs());
        assertEquals(endS * S, outcome(jobId).endNs());
    }

    /** Thinks that memory comes from nowhere, and so accepts jobs that will never start. */
    private static final class HopefulPolicy extends FirstFitPolicy {
        private ClusterView view;

        @Override
        public void attach(final ClusterView newView) {
            super.attach(newView);
            view = newView;
        }

        @Override
        public long capacityFor(final int jobRow) {
            return view.jobMemoryPerNode(jobRow) > 0 ? Long.MAX_VALUE : super.capacityFor(jobRow);
        }
    }
}
