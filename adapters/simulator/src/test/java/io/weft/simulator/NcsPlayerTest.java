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

import static io.weft.simulator.TestJobs.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.ListJournal;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionReader;
import io.weft.core.client.DecisionStamp;
import io.weft.core.engine.DecisionWriter;
import io.weft.core.spi.Journal;
import io.weft.core.wire.ReasonCode;
import io.weft.simulator.MachineDescription.NodeGroup;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.WorkloadException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class NcsPlayerTest {
    private static final long S = TestJobs.S;

    private final SimulationSettings settings =
            new SimulationSettings(MachineDescription.of(2, 4)).profile(SemanticsProfile.NCS);
    private final List<JobOutcome> outcomes = new ArrayList<>();
    private final Map<Long, String> heldAtEnd = new TreeMap<>();
    private ListJournal journal;

    @Test
    void shouldSlowJobsThatShareAndRoundTheirEndsUp() {
        settings.maxMultiplicity(2);

        run(batch(1, 0, 10, 10, 2, 4), batch(2, 1, 10, 10, 2, 4));

        assertTimes(1, 0, 23);
        assertTimes(2, 1, 24);
    }

    @Test
    void shouldCostNothingToShareWhenOf2022() {
        settings.maxMultiplicity(2).profile(SemanticsProfile.NCS_2022);

        run(batch(1, 0, 10, 10, 2, 4), batch(2, 0, 20, 20, 2, 4));

        assertTimes(1, 0, 20);
        assertTimes(2, 0, 30);
    }

    /** The limit is stretched without C_o, so it is over before the job is. */
    @Test
    void shouldKillNobody() {
        settings.maxMultiplicity(2);

        final ScheduleSummary summary =
                run(batch(1, 0, 100, 100, 2, 4), batch(2, 0, 100, 100, 2, 4));

        assertEquals(2, summary.all().completed());
        assertTimes(1, 0, 240);
    }

    @Test
    void shouldCountTimeFromTheFirstSubmission() {
        run(batch(5, 1000, 10, 1), batch(6, 1003, 10, 1));

        assertTimes(5, 1000, 1010);
        assertTimes(6, 1003, 1013);
    }

    @Test
    void shouldLetTheKernelHoldWhatTheJobsHold() {
        settings.maxMultiplicity(3).jobCountMax(1000);

        final ScheduleSummary summary = run(randomJobs(500));

        assertEquals(500, summary.all().completed());
        assertTrue(summary.use().rebounds() > 10, () -> "" + summary.use());
        assertEquals(3, summary.use().multiplicityMax());
        assertEquals(heldAtEnd, new HeldInKernel().atEnd(journal));
    }

    @Test
    void shouldGiveTheSameJournalInEveryRun() {
        settings.maxMultiplicity(2).jobCountMax(1000);
        run(randomJobs(100));
        final List<String> first = texts(journal);

        run(randomJobs(100));

        assertEquals(first, texts(journal));
    }

    @Test
    void shouldRejectAJobThatIsTooLarge() {
        final ScheduleSummary summary = run(batch(1, 0, 10, 5), batch(2, 1, 10, 4));

        assertEquals(OutcomeState.REJECTED, outcome(1).state());
        assertEquals(ReasonCode.NEVER_FITS, outcome(1).reason());
        assertEquals(1, summary.all().completed());
    }

    @Test
    void shouldRejectAJobForWhichThereIsNoRoomInTheTable() {
        settings.jobCountMax(1);

        run(batch(1, 0, 10, 4), batch(2, 1, 10, 4));

        assertEquals(ReasonCode.QUEUE_FULL, outcome(2).reason());
    }

    @Test
    void shouldShareNoCoreWhenUnshared() {
        settings.policy("easy-unshared");

        run(batch(1, 0, 10, 4), batch(2, 0, 20, 20, 2, 4), batch(3, 0, 8, 4));

        assertTimes(3, 0, 8);
        assertTimes(2, 10, 30);
        assertThrows(
                IllegalArgumentException.class,
                () -> run(new SimulationSettings(settings).maxMultiplicity(2), List.of()));
    }

    @Test
    void shouldRefuseMachinesThatTheRulesDoNotKnow() {
        final NodeGroup small = new NodeGroup(1, 4, 0, 0);
        final NodeGroup large = new NodeGroup(1, 8, 0, 0);

        assertRefused(new MachineDescription(List.of(small, large), false));
        assertRefused(MachineDescription.ofProcessors(8));
    }

    @Test
    void shouldRefuseTimesThatDoNotFitTheRules() {
        assertThrows(WorkloadException.class, () -> run(batch(1, 0, 1 << 30, 1)));
        assertThrows(WorkloadException.class, () -> run(batch(1L << 31, 0, 1, 1)));
        assertThrows(WorkloadException.class, () -> run(batch(1, 0, 9, 1), batch(1, 1, 9, 1)));
    }

    private void assertRefused(final MachineDescription machine) {
        final SimulationSettings other =
                new SimulationSettings(machine).profile(SemanticsProfile.NCS);
        assertThrows(IllegalArgumentException.class, () -> run(other, List.of()));
    }

    private static JobSpec[] randomJobs(final int count) {
        final Random random = new Random(11);
        final JobSpec[] jobs = new JobSpec[count];
        long submitS = 0;
        for (int id = 0; id < count; id++) {
            submitS += random.nextInt(20);
            final long runtimeS = 1 + random.nextInt(60);
            jobs[id] =
                    random.nextInt(4) == 0
                            ? TestJobs.interactive(
                                    id, submitS, TestJobs.pattern(runtimeS, 3, 7, runtimeS, 2))
                            : batch(
                                    id,
                                    submitS,
                                    runtimeS,
                                    2 * runtimeS,
                                    1 + random.nextInt(2),
                                    1 + random.nextInt(4));
        }
        return jobs;
    }

    private ScheduleSummary run(final JobSpec... jobs) {
        return run(settings, List.of(jobs));
    }

    private ScheduleSummary run(final SimulationSettings chosen, final List<JobSpec> jobs) {
        journal = new ListJournal();
        try (Simulation simulation =
                new Simulation(
                        chosen,
                        TestJobs.workload(jobs),
                        (name, version) -> null,
                        journal,
                        (outcome, slices) -> {
                            outcomes.add(outcome);
                            heldAtEnd.put(outcome.job().id(), text(slices));
                        })) {
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

    private static String text(final AllocationSlices slices) {
        final StringBuilder text = new StringBuilder();
        while (slices.next()) {
            text.append(slices.nodeId()).append(':').append(slices.coreMask()).append(' ');
        }
        return text.toString();
    }

    private static List<String> texts(final ListJournal journal) {
        return journal.items.stream()
                .map(item -> item.position() + " " + Arrays.toString(item.bytes()))
                .toList();
    }

    /** Reads from the journal what every job held when the kernel closed it. */
    private static final class HeldInKernel implements DecisionListener {
        private final DecisionReader reader = new DecisionReader();
        private final Map<Long, String> held = new TreeMap<>();

        Map<Long, String> atEnd(final ListJournal journal) {
            for (final ListJournal.Item item : journal.items) {
                if (item.kind() == Journal.DECISIONS) {
                    read(new UnsafeBuffer(item.bytes()));
                }
            }
            return held;
        }

        private void read(final UnsafeBuffer frames) {
            int offset = 0;
            while (offset < frames.capacity()) {
                reader.read(frames, offset + DecisionWriter.FRAME_HEADER_LENGTH, this);
                offset += DecisionWriter.frameLength(frames.getInt(offset));
            }
        }

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            held.put(jobId, text(slices));
        }
    }
}
