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
package io.weft.simulator.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.wire.JobClass;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.TestJobs;
import io.weft.simulator.metrics.ClassSummary;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables II and III of Minami, Endo and Nomura where the jobs behind them are not published: three
 * months of UniLu-Gaia on one queue for M = 2 and 3, where alone backfilling gives up, and on two.
 */
class NcsFiguresTest {
    private static final int NODE_COUNT = 150;
    private static final double S_PER_H = 3600;

    @ParameterizedTest
    @CsvSource({
        "2, 22, 40385, 2154.186, 1883, 2013, 8384.0, 651.2",
        "3, 13, 5664, 2191.962, 1870, 2016, 767.0, 20.06"
    })
    void shouldGiveThePublishedFiguresOnOneQueue(
            final int maxMultiplicity,
            final long interactiveWaiting,
            final long longestInteractiveWaitS,
            final double makespanH,
            final int finished90H,
            final int finished95H,
            final double batchSlowdown,
            final double interactiveSlowdown) {
        final ScheduleSummary summary = run(NODE_COUNT, maxMultiplicity, job -> true);

        final ClassSummary interactive = summary.classes().get(JobClass.INTERACTIVE);
        final ClassSummary batch = summary.classes().get(JobClass.BATCH);
        assertEquals(interactiveWaiting, interactive.waiting());
        assertEquals(longestInteractiveWaitS, interactive.waitS().max());
        assertEquals(makespanH, summary.makespanS() / S_PER_H, 0.0005);
        assertEquals(finished90H, Math.ceil(summary.finished90S() / S_PER_H));
        assertEquals(finished95H, Math.ceil(summary.finished95S() / S_PER_H));
        assertEquals(batchSlowdown, batch.slowdown().max(), 0.05);
        assertEquals(interactiveSlowdown, interactive.slowdown().max(), 0.05);
    }

    /** Two queues are two runs, on R percent of the nodes with M = 4 and on the rest with M = 1. */
    @ParameterizedTest
    @CsvSource({
        "1, 147, 2138.137, 11313.0, 2692.5",
        "2, 0, 2138.137, 12697.4, 3.729",
        "3, 0, 2138.137, 18652.0, 3.022"
    })
    void shouldGiveThePublishedFiguresOnTwoQueues(
            final int interactivePercent,
            final long interactiveWaiting,
            final double makespanH,
            final double batchSlowdown,
            final double interactiveSlowdown) {
        final int nodeCount = NODE_COUNT * interactivePercent / 100;
        final Predicate<JobSpec> isInteractive = job -> job.jobClass() == JobClass.INTERACTIVE;

        final ClassSummary interactive = run(nodeCount, 4, isInteractive).all();
        final ScheduleSummary batch = run(NODE_COUNT - nodeCount, 1, isInteractive.negate());

        assertEquals(interactiveWaiting, interactive.waiting());
        assertEquals(makespanH, batch.makespanS() / S_PER_H, 0.0005);
        assertEquals(batchSlowdown, batch.all().slowdown().max(), 0.05);
        assertEquals(interactiveSlowdown, interactive.slowdown().max(), 0.05);
    }

    private static ScheduleSummary run(
            final int nodeCount, final int maxMultiplicity, final Predicate<JobSpec> isWanted) {
        final MachineDescription machine = MachineDescription.of(nodeCount, 12);
        final SwfOptions options =
                new SwfOptions()
                        .machine(machine.shape())
                        .nodeColumn(true)
                        .memoryScope(MemoryScope.PER_JOB);
        final List<JobSpec> jobs = new ArrayList<>();
        try (SwfReader trace =
                SwfReader.open(
                        SharedTraces.file("seed/UniLu-Gaia-2014-1_1762_alloced.swf.xz"), options)) {
            for (JobSpec job = trace.next(); job != null; job = trace.next()) {
                if (isWanted.test(job)) {
                    jobs.add(job);
                }
            }
        }
        final SimulationSettings settings =
                new SimulationSettings(machine)
                        .profile(SemanticsProfile.NCS)
                        .maxMultiplicity(maxMultiplicity);
        return GoldenRun.of(settings, TestJobs.workload(jobs)).summary();
    }
}
