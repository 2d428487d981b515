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
package io.weft.simulator.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.SwfText;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadReport;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SacctReaderTest {
    private static final long S = 1_000_000_000L;
    private static final String HEADER =
            "JobID|Partition|User|Submit|Eligible|Start|End|Elapsed|State|NNodes|NCPUS|ReqMem|"
                    + "Timelimit|JobName\n";
    private static final String GOOD =
            "7|debug|ann|2024-01-01T00:00:10|2024-01-01T00:00:40|2024-01-01T00:01:00|"
                    + "2024-01-01T00:02:40|00:01:40|COMPLETED|2|8|1000Mc|00:05:00|job\n";

    @Test
    void shouldReadAJob() {
        JobSpec job = jobs(HEADER + GOOD, new AccountingOptions()).get(0);

        assertEquals(7, job.id());
        assertEquals(0, job.submitNs());
        assertEquals(100 * S, job.runtimeNs());
        assertEquals(300 * S, job.walltimeNs());
        assertEquals(8, job.processors());
        assertEquals(2, job.nodeCount());
        assertEquals(4, job.coresPerNode());
        assertEquals(4 * (1000L << 20), job.memoryPerNode());
        assertEquals(JobClass.BATCH, job.jobClass());
    }

    @Test
    void shouldSayWhenTimeBeganAndHowQueuesAreCalled() {
        try (AccountingReader reader = AccountingLogs.sacct(HEADER + GOOD)) {
            assertEquals(1_704_067_210L, reader.header().unixStartTimeS());
            assertEquals("0 debug", reader.header().value("Queue"));
        }
    }

    @Test
    void shouldReadTimesInTheZoneThatIsGiven() {
        var paris = new AccountingOptions().zone(ZoneId.of("Europe/Paris"));
        try (AccountingReader reader = AccountingLogs.sacct(HEADER + GOOD, paris)) {
            assertEquals(1_704_067_210L - 3_600, reader.header().unixStartTimeS());
        }
    }

    @Test
    void shouldPutJobsInOrderOfSubmission() {
        String later = GOOD.replace("7|debug", "8|debug").replace("00:00:10", "00:00:30");

        List<JobSpec> jobs = jobs(HEADER + later + GOOD, new AccountingOptions());

        assertEquals(List.of(7L, 8L), jobs.stream().map(JobSpec::id).toList());
        assertEquals(20 * S, jobs.get(1).submitNs());
    }

    @Test
    void shouldLetJobsComeWhenTheyCouldHaveStarted() {
        String held = GOOD.replace("7|debug", "8|debug").replace("00:00:40", "00:01:00");

        List<JobSpec> jobs =
                jobs(HEADER + held + GOOD, new AccountingOptions().startsEligible(true));

        assertEquals(List.of(7L, 8L), jobs.stream().map(JobSpec::id).toList());
        assertEquals(20 * S, jobs.get(1).submitNs());
    }

    @Test
    void shouldTellInteractiveJobsByTheirPartition() {
        var options = new AccountingOptions().interactiveQueues(List.of("debug"));

        assertEquals(JobClass.INTERACTIVE, jobs(HEADER + GOOD, options).get(0).jobClass());
    }

    @Test
    void shouldShapeJobsForAnotherMachineWhenAsked() {
        var options = new AccountingOptions().keepsNodes(false).machine(new MachineShape(4, 16));

        JobSpec job = jobs(HEADER + GOOD, options).get(0);

        assertEquals(1, job.nodeCount());
        assertEquals(8, job.coresPerNode());
        assertEquals(8 * (1000L << 20), job.memoryPerNode());
    }

    @ParameterizedTest
    @CsvSource({
        // amount, MiB on each of two nodes with 4 cores
        "1000Mc, 4000",
        "1Gn, 1024",
        "8000M, 4000",
        "8000, 4000",
        "2147484648Mn, 4000",
        "9223372036854776808M, 4000",
        "1.5Gn, 1536",
        "0n, 0",
        "'', 0"
    })
    void shouldReadMemoryAsEachReleaseWritesIt(String amount, long mib) {
        String text = HEADER + GOOD.replace("1000Mc", amount);

        assertEquals(mib << 20, jobs(text, new AccountingOptions()).get(0).memoryPerNode());
    }

    @ParameterizedTest
    @CsvSource({
        // what is replaced, by what, reason, field, value
        "COMPLETED, FOO, UNKNOWN_STATE, State, FOO",
        "00:01:40, soon, NOT_A_TIME, Elapsed, soon",
        "00:05:00, 1-2-3, NOT_A_TIME, Timelimit, 1-2-3",
        "2024-01-01T00:00:10, Unknown, MISSING, Submit, Unknown",
        "2024-01-01T00:00:10, 2024-13-01T00:00:10, NOT_A_TIME, Submit, 2024-13-01T00:00:10",
        "2024-01-01T00:00:10, 1960-01-01T00:00:10, NEGATIVE, Submit, 1960-01-01T00:00:10",
        "|8|, |eight|, NOT_A_NUMBER, NCPUS, eight",
        "|8|, |99999999999|, TOO_LARGE, NCPUS, 99999999999",
        "1000Mc, lots, NOT_AN_AMOUNT, ReqMem, lots",
        "1000Mc, 2000000000Tn, TOO_LARGE, ReqMem, 2000000000Tn",
        "7|debug, job7|debug, NOT_AN_ID, JobID, job7",
        "7|debug, 7_[3-1]|debug, NOT_AN_ID, JobID, 3-1",
        "7|debug, 7_[0-99999999]|debug, TOO_LARGE, JobID, 0-99999999",
        "7|debug, 7_[1%x]|debug, NOT_AN_ID, JobID, 1%x",
        "7|debug, 7_[1;2]|debug, NOT_AN_ID, JobID, 1;2",
        "7|debug, 7_[1-5:0]|debug, NOT_AN_ID, JobID, 1-5:0",
    })
    void shouldNameFieldAndValueOfWhatIsRejected(
            String good, String bad, String reason, String field, String value) {
        try (AccountingReader reader = AccountingLogs.sacct(HEADER + GOOD.replace(good, bad))) {
            assertEquals(List.of(), SwfText.drain(reader));
            assertEquals(1, reader.report().linesRejected());
            RejectedLine line = reader.report().rejected().get(0);
            assertEquals(reason, line.reason().name());
            assertEquals(field, line.field());
            assertEquals(value, line.value());
            assertEquals(2, line.lineNumber());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7|debug, 7.batch|debug, DROPPED_JOB_STEP",
        "COMPLETED, RUNNING, DROPPED_NOT_ENDED",
        "|8|, |0|, DROPPED_WITHOUT_PROCESSORS",
    })
    void shouldCountWhatIsLeftOut(String good, String other, RuleOfUse rule) {
        try (AccountingReader reader = AccountingLogs.sacct(HEADER + GOOD.replace(good, other))) {
            assertEquals(List.of(), SwfText.drain(reader));
            assertEquals(1, reader.report().jobsDropped());
            assertEquals(1, reader.report().appliedCount(rule));
        }
    }

    private static final String RAW =
            "JobIDRaw|Submit|Start|State|NNodes|NCPUS|ElapsedRaw|TimelimitRaw|ReqMem|ReqTRES|"
                    + "AllocTRES\n";
    private static final String RAW_GOOD =
            "7|2024-01-01T00:00:10|1704067260|COMPLETED|2|8|100|5||cpu=8,mem=8000M,node=2|\n";

    @Test
    void shouldReadNumbersWithoutUnits() {
        JobSpec job = jobs(RAW + RAW_GOOD, new AccountingOptions()).get(0);

        assertEquals(7, job.id());
        assertEquals(100 * S, job.runtimeNs());
        assertEquals(300 * S, job.walltimeNs());
        assertEquals(4000L << 20, job.memoryPerNode());
    }

    @ParameterizedTest
    @CsvSource({
        // what is replaced, by what, seconds of the limit, MiB on each node
        "|5|, ||, 100, 4000",
        "|5|, |UNLIMITED|, 100, 4000",
        "|5||, |5|1Gn|, 300, 1024",
        "'mem=8000M,', '', 300, 0",
        "'|cpu=8,mem=8000M,node=2|', '||mem=2000M', 300, 1000",
        "'|cpu=8,mem=8000M,node=2|', '|mem=8000M|mem=2000M', 300, 4000",
        "mem=8000M, mem=0, 300, 0",
    })
    void shouldLookForLimitAndMemoryWhereTheyStand(
            String good, String other, long limitS, long mib) {
        JobSpec job = jobs(RAW + RAW_GOOD.replace(good, other), new AccountingOptions()).get(0);

        assertEquals(limitS * S, job.walltimeNs());
        assertEquals(mib << 20, job.memoryPerNode());
    }

    @Test
    void shouldNameTheColumnOfAnIdThatIsNone() {
        try (AccountingReader reader = AccountingLogs.sacct(RAW + "x" + RAW_GOOD)) {
            assertEquals(List.of(), SwfText.drain(reader));
            assertEquals("JobIDRaw", reader.report().rejected().get(0).field());
        }
    }

    @Test
    void shouldNumberTasksAnewPastNumbersThatAreTaken() {
        String taken = GOOD.replace("7|debug", JobNumbers.OWN_FIRST + "|debug");
        String tasks = GOOD.replace("7|debug", "7_[1-5:2%2]|debug");

        List<JobSpec> jobs = jobs(HEADER + taken + tasks, new AccountingOptions());

        long first = JobNumbers.OWN_FIRST;
        assertEquals(
                List.of(first, first + 1, first + 2, first + 3),
                jobs.stream().map(JobSpec::id).toList());
    }

    @Test
    void shouldTellUrgentJobsByTheirPartition() {
        var options = new AccountingOptions().urgentQueues(List.of("debug"));

        assertEquals(JobClass.URGENT, jobs(HEADER + GOOD, options).get(0).jobClass());
    }

    @ParameterizedTest
    @CsvSource({
        // amount, MiB beside each of eight cores when nodes are forgotten
        "1000Mc, 1000",
        "4000Mn, 1000",
        "8000M, 1000",
    })
    void shouldDivideMemoryAmongCoresWhenNodesAreForgotten(String amount, long mib) {
        String text = HEADER + GOOD.replace("1000Mc", amount);

        JobSpec job = jobs(text, new AccountingOptions().keepsNodes(false)).get(0);

        assertEquals(0, job.nodeCount());
        assertEquals(mib << 20, job.memoryPerCore());
    }

    @Test
    void shouldRejectMemoryThatNoJobHas() {
        String text = HEADER + GOOD.replace("1000Mc", "900000Tc");
        try (AccountingReader reader = AccountingLogs.sacct(text)) {
            assertEquals(List.of(), SwfText.drain(reader));
            RejectedLine line = reader.report().rejected().get(0);
            assertEquals("TOO_LARGE", line.reason().name());
            assertEquals("memory", line.field());
        }
    }

    @Test
    void shouldLetAJobComeWhenSubmittedIfItIsNotSaidWhenItCouldStart() {
        var options = new AccountingOptions().startsEligible(true);
        for (String eligible : List.of("None", "Unknown", "2023-01-01T00:00:00")) {
            String held = GOOD.replace("2024-01-01T00:00:40", eligible);
            try (AccountingReader reader = AccountingLogs.sacct(HEADER + held, options)) {
                assertEquals(1, SwfText.drain(reader).size());
                assertEquals(1_704_067_210L, reader.header().unixStartTimeS());
            }
        }
    }

    @Test
    void shouldTakeTheColumnsThatAreNamedWhenThereIsNoHeader() {
        var options = new AccountingOptions().columns(List.of(HEADER.strip().split("\\|")));

        assertEquals(7, jobs(GOOD, options).get(0).id());
        assertEquals(7, jobs(HEADER + GOOD, options).get(0).id());
    }

    @Test
    void shouldRefuseAHeaderWithoutEnd() {
        WorkloadException e =
                assertThrows(
                        WorkloadException.class,
                        () -> AccountingLogs.sacct("JobID|" + "x|".repeat(1_000) + "\n"));

        assertTrue(e.getMessage().contains("columns, expected at most"), e::getMessage);
    }

    @Test
    void shouldRejectALineWithoutEnd() {
        String line = "7|" + "x".repeat(1 << 21) + "\n";
        try (AccountingReader reader = AccountingLogs.sacct(HEADER + line + GOOD)) {
            assertEquals(1, SwfText.drain(reader).size());
            assertEquals("LINE_TOO_LONG", reader.report().rejected().get(0).reason().name());
        }
    }

    @Test
    void shouldRefuseNoFilesAndOptionsOutOfRange() {
        var options = new AccountingOptions();
        assertThrows(
                IllegalArgumentException.class,
                () -> AccountingReader.open(List.of(), AccountingFormat.SACCT, options));
        assertThrows(IllegalArgumentException.class, () -> options.rejectedKept(-1));
    }

    @Test
    void shouldRejectAJobThatCameBefore() {
        try (AccountingReader reader = AccountingLogs.sacct(HEADER + GOOD + GOOD)) {
            assertEquals(1, SwfText.drain(reader).size());
            assertEquals("id=7", reader.report().rejected().get(0).toString().split(" |: ")[1]);
        }
    }

    @Test
    void shouldFindItsWayAroundSeparatorsInNames() {
        try (AccountingReader reader =
                AccountingLogs.sacct(HEADER + GOOD.replace("|job", "|a|b||c"))) {
            assertEquals(1, SwfText.drain(reader).size());
        }
    }

    @Test
    void shouldRejectWhatCanBeReadInTwoWays() {
        // Whose job it is, b or c, nobody can tell.
        String header = "JobID|Submit|State|NCPUS|Elapsed|JobName|User|Comment\n";
        String line = "7|2024-01-01T00:00:10|COMPLETED|8|00:01:40|a|b|c|d\n";
        try (AccountingReader reader = AccountingLogs.sacct(header + line)) {
            assertEquals(0, SwfText.drain(reader).size());
            assertEquals("9 for 8 columns", reader.report().rejected().get(0).value());
        }
    }

    @Test
    void shouldJoinARecordThatHoldsALineFeed() {
        String header = "JobID|SubmitLine|Submit|State|NCPUS|Elapsed\n";
        String text =
                "7|sbatch --wrap=env\nsort|uniq\n\ndate|2024-01-01T00:00:10|COMPLETED|8|00:01:40\n"
                        + "8|sbatch|2024-01-01T00:00:20|COMPLETED|8|00:01:40\n";

        List<JobSpec> jobs = jobs(header + text, new AccountingOptions());

        assertEquals(List.of(7L, 8L), jobs.stream().map(JobSpec::id).toList());
    }

    @Test
    void shouldNotLetACutLineSwallowTheNext() {
        try (AccountingReader reader = AccountingLogs.sacct(HEADER + "6|debug|ann\n" + GOOD)) {
            assertEquals(1, SwfText.drain(reader).size());
            assertEquals("6|debug|ann", reader.report().rejected().get(0).value());
        }
    }

    @Test
    void shouldKeepWhatComesAfterARecordThatNeverEnds() {
        String cut = "6|debug|ann\n" + "no separator\n".repeat(100_000);
        try (AccountingReader reader =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(60), () -> AccountingLogs.sacct(HEADER + cut + GOOD))) {
            assertEquals(1, SwfText.drain(reader).size());
            assertEquals(2, reader.report().linesRejected());
            assertEquals(2, reader.report().rejected().get(0).lineNumber());
        }
    }

    @Test
    void shouldStopAtTheFirstBadLineWhenStrict() {
        WorkloadException e =
                assertThrows(
                        WorkloadException.class,
                        () ->
                                AccountingLogs.sacct(
                                        HEADER + GOOD.replace("COMPLETED", "FOO"),
                                        new AccountingOptions().strict(true)));

        assertTrue(e.getMessage().startsWith("test.log:2: State=FOO: "), e::getMessage);
    }

    @Test
    void shouldNameTheColumnThatLacks() {
        WorkloadException e =
                assertThrows(
                        WorkloadException.class,
                        () -> AccountingLogs.sacct("JobID|Submit|State|Elapsed\n"));

        assertTrue(
                e.getMessage().contains("has no column NCPUS or AllocCPUS or ReqCPUS"),
                e::getMessage);
    }

    @Test
    void shouldReadAWholeClusterOfOpenXdmod() throws Exception {
        try (AccountingReader reader =
                AccountingLogs.sacct(AccountingLogs.text("xdmod/pozidriv.log"))) {
            List<JobSpec> jobs = SwfText.drain(reader);

            WorkloadReport report = reader.report();
            assertEquals(11_704, report.linesRead());
            assertEquals(11_285, jobs.size());
            assertEquals(419, report.appliedCount(RuleOfUse.DROPPED_NEVER_STARTED));
            assertEquals(0, report.linesRejected());
            long submitNs = 0;
            for (JobSpec job : jobs) {
                assertTrue(job.submitNs() >= submitNs);
                submitNs = job.submitNs();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // file, jobs, steps, never started, rejected
        "sacct_dump2101.log, 6, 2, 6, 1",
        "sacct_dump2110.log, 1, 2, 0, 4",
        "sacct_simple.log, 4, 0, 0, 0",
        "sacct_submitline_multiline.log, 2, 7, 0, 4",
    })
    void shouldAccountForEveryRecordOfFullDumps(
            String name, int jobs, long steps, long neverStarted, long rejected) throws Exception {
        String text = AccountingLogs.text("slurm_sim_tools/test_sacctlog/" + name);
        try (AccountingReader reader = AccountingLogs.sacct(text)) {
            assertEquals(jobs, SwfText.drain(reader).size());
            WorkloadReport report = reader.report();
            assertEquals(steps, report.appliedCount(RuleOfUse.DROPPED_JOB_STEP));
            assertEquals(neverStarted, report.appliedCount(RuleOfUse.DROPPED_NEVER_STARTED));
            assertEquals(rejected, report.linesRejected());
        }
    }

    private static List<JobSpec> jobs(String text, AccountingOptions options) {
        try (AccountingReader reader = AccountingLogs.sacct(text, options)) {
            List<JobSpec> jobs = SwfText.drain(reader);
            assertEquals(List.of(), reader.report().rejected());
            return jobs;
        }
    }
}
