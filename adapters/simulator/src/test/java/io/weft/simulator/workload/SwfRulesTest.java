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
package io.weft.simulator.workload;

import static io.weft.simulator.workload.SwfText.GOOD;
import static io.weft.simulator.workload.SwfText.drain;
import static io.weft.simulator.workload.SwfText.job;
import static io.weft.simulator.workload.SwfText.jobs;
import static io.weft.simulator.workload.SwfText.reader;
import static io.weft.simulator.workload.SwfText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a good line becomes, and each rule of use. */
class SwfRulesTest {
    private static final long S = 1_000_000_000L;

    @Test
    void shouldTakeEveryFieldWhenALineIsGood() {
        JobSpec job = job("12 34.5 9 100 4 50 -1 8 200 -1 1 7 8 -1 3 -1 -1 -1");

        var expected =
                new JobSpec(
                        12,
                        34 * S + S / 2,
                        100 * S,
                        200 * S,
                        4,
                        0,
                        4,
                        0,
                        0,
                        7,
                        8,
                        3,
                        JobClass.BATCH,
                        UsagePattern.ALWAYS_BUSY);
        assertEquals(expected, job);
    }

    @Test
    void shouldIgnoreColumnsWhenNothingUsesThem() {
        String line = "1 0 wait 100 4 ? 3.5e1 4 200 0 status 7 8 exe 1 part NaN think {a,b} q_4d x";

        JobSpec job = job(line);

        assertEquals(1, job.id());
        assertSame(UsagePattern.ALWAYS_BUSY, job.usage());
    }

    @Test
    void shouldCutAtTabsBlanksAndCarriageReturns() {
        JobSpec job = job("  " + GOOD.replace(" ", " \t ") + "\t\r\n");

        assertEquals(job(GOOD), job);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7000000000",
        "+7, 7000000000",
        "7.0, 7000000000",
        "7., 7000000000",
        ".5, 500000000",
        "007.000000001, 7000000001",
        "7.0000000019, 7000000001",
        "4294967296, 4294967296000000000"
    })
    void shouldKeepNanosecondsWhenATimeIsDecimal(String text, long expectedNs) {
        assertEquals(expectedNs, job(with(SwfFields.RUN_TIME, text)).runtimeNs());
    }

    @Test
    void shouldTakeCpuTimeWhenRuntimeIsUnknown() {
        assertRule(with(3, "-1"), RuleOfUse.RUNTIME_FROM_CPU_TIME, 1);
        assertEquals(50 * S, job(with(3, "-1")).runtimeNs());
    }

    @Test
    void shouldDropAJobWhenNeitherRuntimeNorCpuTimeIsKnown() {
        assertDropped(with(with(3, "-1"), 5, "-1"), RuleOfUse.DROPPED_WITHOUT_RUNTIME);
    }

    @Test
    void shouldTakeOneSecondWhenRuntimeIsZero() {
        assertRule(with(3, "0"), RuleOfUse.RUNTIME_RAISED_TO_1_S, 1);
        assertEquals(S, job(with(3, "0")).runtimeNs());
        assertEquals(S, job(with(with(3, "-1"), 5, "0")).runtimeNs());
    }

    @Test
    void shouldRaiseTheEstimateWhenItIsBelowTheRuntime() {
        assertRule(with(8, "99.5"), RuleOfUse.WALLTIME_RAISED_TO_RUNTIME, 1);
        assertEquals(100 * S, job(with(8, "99.5")).walltimeNs());
    }

    @Test
    void shouldTakeTheRuntimeWhenTheEstimateIsUnknown() {
        assertRule(with(8, "-1"), RuleOfUse.WALLTIME_FROM_RUNTIME, 1);
        assertEquals(100 * S, job(with(8, "-1")).walltimeNs());
    }

    @Test
    void shouldPreferAllocatedProcessorsUnlessToldOtherwise() {
        String line = with(7, "6");

        assertEquals(4, job(line).processors());
        assertEquals(6, jobs(line, new SwfOptions().requestPreferred(true)).get(0).processors());
    }

    @ParameterizedTest
    @CsvSource({"-1", "0"})
    void shouldTakeTheOtherProcessorsWhenThePreferredAreUnknown(String unknown) {
        String line = with(with(7, "6"), 4, unknown);

        assertRule(line, RuleOfUse.PROCESSORS_FROM_OTHER_FIELD, 1);
        assertEquals(6, job(line).processors());
    }

    @Test
    void shouldDropAJobWhenNoProcessorsAreKnown() {
        assertDropped(with(with(4, "0"), 7, "-1"), RuleOfUse.DROPPED_WITHOUT_PROCESSORS);
    }

    @Test
    void shouldNotCountARuleWhenItsLineIsRejected() {
        try (SwfReader reader = reader(with(with(3, "0"), 11, "user"))) {
            drain(reader);

            assertEquals(Map.of(), reader.report().rulesApplied());
            assertEquals(1, reader.report().linesRejected());
        }
    }

    @Test
    void shouldShapeAJobWhenTheMachineHasNodes() {
        var options = new SwfOptions().machine(new MachineShape(150, 12));

        JobSpec job = jobs(with(4, "24"), options).get(0);

        assertEquals(List.of(24, 2, 12), shape(job));
    }

    @Test
    void shouldKeepAJobWhenItIsLargerThanTheMachine() {
        var options = new SwfOptions().machine(new MachineShape(2, 12));

        JobSpec job = jobs(with(4, "100"), options).get(0);

        assertEquals(List.of(100, 9, 12), shape(job));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, 2",
        "3, 3, 2",
        "1:ppn=4:x86_64, 1, 4",
        "all:2x2, 2, 2",
        "4.bad, 0, 0",
        "all, 0, 0",
        "all:x4, 0, 0",
        ":, 0, 0",
        "99999999999, 0, 0",
        "-1, 0, 4",
        "0, 0, 4"
    })
    void shouldTakeTheNodeColumnWhenAsked(String text, int nodeCount, int coresPerNode) {
        var options = new SwfOptions().nodeColumn(true);

        List<JobSpec> jobs = jobs(GOOD + " -1 -1 " + text, options);

        boolean isRejected = coresPerNode == 0;
        assertEquals(isRejected ? 0 : 1, jobs.size());
        if (!isRejected) {
            assertEquals(List.of(4, nodeCount, coresPerNode), shape(jobs.get(0)));
        }
    }

    @Test
    void shouldIgnoreTheNodeColumnUnlessAsked() {
        assertEquals(List.of(4, 0, 4), shape(job(GOOD + " -1 -1 2")));
    }

    @ParameterizedTest
    @CsvSource({
        // requested, used, scope, unit, per node on 2 nodes of 6 cores (12 processors)
        "10, 99, PER_PROCESSOR, 1024, 61440",
        "10.5, 99, PER_PROCESSOR, 1024, 64512",
        "0, 99, PER_PROCESSOR, 1024, 0",
        "-1, 10, PER_PROCESSOR, 1024, 61440",
        "-1, -1, PER_PROCESSOR, 1024, 0",
        "10, 99, PER_NODE, 1, 10",
        "11, 99, PER_JOB, 1024, 5120"
    })
    void shouldGiveBytesForEachNode(
            String requested, String used, MemoryScope scope, long unit, long expected) {
        var options =
                new SwfOptions()
                        .machine(new MachineShape(4, 6))
                        .memoryScope(scope)
                        .memoryUnit(unit);

        JobSpec job = jobs(with(with(with(4, "12"), 9, requested), 6, used), options).get(0);

        assertEquals(expected, job.memoryPerNode());
        assertEquals(0, job.memoryPerCore());
    }

    @ParameterizedTest
    @CsvSource({"PER_PROCESSOR, 10240", "PER_NODE, 10240", "PER_JOB, 2048"})
    void shouldGiveBytesForEachCoreWhenAJobRunsAnywhere(MemoryScope scope, long expected) {
        JobSpec job = jobs(with(9, "10"), new SwfOptions().memoryScope(scope)).get(0);

        assertEquals(0, job.memoryPerNode());
        assertEquals(scope == MemoryScope.PER_JOB ? 2048 : expected, job.memoryPerCore());
    }

    @Test
    void shouldCountUsedMemoryWhenItIsTaken() {
        assertRule(with(6, "10"), RuleOfUse.MEMORY_FROM_USED, 1);
        assertRule(with(with(6, "10"), 9, "5"), RuleOfUse.MEMORY_FROM_USED, 0);
    }

    @Test
    void shouldReadAPatternWhenOneIsAppended() {
        JobSpec job = job(GOOD + " -1 -1 -1 10 20 2 30 15 25");

        assertEquals(UsagePattern.of(10 * S, 20 * S, 30 * S, 15 * S, 25 * S), job.usage());
        assertEquals(JobClass.INTERACTIVE, job.jobClass());
    }

    @Test
    void shouldBeIdleThroughoutWhenAPatternHasNoBusyPeriod() {
        JobSpec job = job(GOOD + " -1 -1 -1 60 40 0");

        assertEquals(0, job.usage().busyCount());
        assertEquals(100 * S, job.usage().totalNs());
    }

    @Test
    void shouldIdleOneSecondWhenPatternAndRuntimeAreZero() {
        String line = with(3, "0") + " -1 -1 -1 0 0 0";

        assertRule(line, RuleOfUse.PATTERN_RAISED_TO_1_S, 1);
        assertEquals(UsagePattern.of(S, 0), job(line).usage());
    }

    @Test
    void shouldIgnorePatternsWhenAsked() {
        var options = new SwfOptions().patterns(false);

        JobSpec job = jobs(GOOD + " -1 -1 -1 10 20 2 nonsense", options).get(0);

        assertSame(UsagePattern.ALWAYS_BUSY, job.usage());
        assertEquals(JobClass.BATCH, job.jobClass());
    }

    @Test
    void shouldTakeTheClassFromTheQueueWhenOneIsNamed() {
        var options = new SwfOptions().interactiveQueues(0, 5).urgentQueues(2);

        assertEquals(JobClass.INTERACTIVE, jobs(with(14, "0"), options).get(0).jobClass());
        assertEquals(JobClass.INTERACTIVE, jobs(with(14, "5"), options).get(0).jobClass());
        assertEquals(JobClass.URGENT, jobs(with(14, "2"), options).get(0).jobClass());
        assertEquals(JobClass.BATCH, jobs(with(14, "1"), options).get(0).jobClass());
        assertEquals(JobClass.BATCH, job(with(14, "0")).jobClass());
    }

    @Test
    void shouldStayUrgentWhenAnUrgentJobHasAPattern() {
        var options = new SwfOptions().urgentQueues(1);

        JobSpec job = jobs(GOOD + " -1 -1 -1 60 40 0", options).get(0);

        assertEquals(JobClass.URGENT, job.jobClass());
        assertTrue(!job.usage().isAlwaysBusy());
    }

    private static void assertRule(String line, RuleOfUse rule, long expected) {
        try (SwfReader reader = reader(line)) {
            assertEquals(1, drain(reader).size());
            assertEquals(expected, reader.report().appliedCount(rule));
            assertEquals(0, reader.report().linesRejected());
        }
    }

    private static void assertDropped(String line, RuleOfUse rule) {
        try (SwfReader reader = reader(line, new SwfOptions().strict(true))) {
            assertEquals(List.of(), drain(reader));
            assertEquals(1, reader.report().jobsDropped());
            assertEquals(Map.of(rule, 1L), reader.report().rulesApplied());
        }
    }

    private static List<Integer> shape(JobSpec job) {
        return List.of(job.processors(), job.nodeCount(), job.coresPerNode());
    }
}
