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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.SwfText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PbsReaderTest {
    private static final long S = 1_000_000_000L;
    private static final String GOOD =
            "01/02/2024 00:00:00;E;12.server;user=ann group=lab queue=work ctime=1000 qtime=1000"
                    + " etime=1050 start=1100 exec_host=n1/0*4+n2/0*4 Resource_List.walltime=01:00:00"
                    + " Resource_List.mem=8gb end=1200 Exit_status=0"
                    + " resources_used.walltime=00:01:40\n";

    @Test
    void shouldReadAJob() {
        JobSpec job = jobs(GOOD).get(0);

        assertEquals(12, job.id());
        assertEquals(100 * S, job.runtimeNs());
        assertEquals(3_600 * S, job.walltimeNs());
        assertEquals(8, job.processors());
        assertEquals(2, job.nodeCount());
        assertEquals(4, job.coresPerNode());
        assertEquals(4L << 30, job.memoryPerNode());
    }

    @Test
    void shouldGiveTasksOfAnArrayNumbersOfTheirOwn() {
        String tasks = GOOD.replace("12.server", "12[1].server") + GOOD.replace("12.s", "12[2].s");
        String parent = GOOD.replace("12.server", "12[].server");
        try (AccountingReader reader = AccountingLogs.pbs(tasks + parent + GOOD)) {
            assertEquals(
                    List.of(JobNumbers.OWN_FIRST, JobNumbers.OWN_FIRST + 1, 12L),
                    SwfText.drain(reader).stream().map(JobSpec::id).toList());
            assertEquals(2, reader.report().appliedCount(RuleOfUse.NUMBERED_ANEW));
            assertEquals(1, reader.report().appliedCount(RuleOfUse.DROPPED_ARRAY_PARENT));
        }
    }

    @Test
    void shouldCountJobsThatHaveNotEnded() {
        String log =
                GOOD.replace(";E;", ";Q;")
                        + GOOD.replace(";E;", ";S;").replace(";12.", ";13.")
                        + GOOD.replace(";E;", ";Q;").replace(";12.", ";14.")
                        + GOOD.replace(";E;", ";D;").replace(";12.", ";14.")
                        + GOOD;
        try (AccountingReader reader = AccountingLogs.pbs(log)) {
            assertEquals(1, SwfText.drain(reader).size());
            assertEquals(4, reader.report().appliedCount(RuleOfUse.DROPPED_OTHER_RECORD));
            assertEquals(4, reader.report().jobsDropped());
            assertEquals(1, reader.report().appliedCount(RuleOfUse.DROPPED_NOT_ENDED));
        }
    }

    /** A licence that is given back, a reservation, and a job of another kind of server. */
    @Test
    void shouldPassOverRecordsThatAreNoJobs() throws Exception {
        String log =
                GOOD.replace(";E;12.server;", ";L;license;")
                        + GOOD.replace(";E;", ";A;").replace(";12.", ";R12.")
                        + GOOD.replace(";E;12.server;", ";Q;12-3.server;")
                        + GOOD.replace(";E;12.server;", ";A;12-3.server;")
                        + GOOD;
        try (AccountingReader reader = AccountingLogs.pbs(log)) {
            assertEquals(1, SwfText.drain(reader).size());
            assertEquals(4, reader.report().appliedCount(RuleOfUse.DROPPED_OTHER_RECORD));
            assertEquals(0, reader.report().appliedCount(RuleOfUse.DROPPED_NOT_ENDED));
            assertEquals(0, reader.report().linesRejected());
        }
        PbsRecord task = PbsRecord.of(GOOD.strip().replace("12.server", "12-3.server"));
        assertEquals(12, task.number());
        assertEquals(3, task.taskIndex());
    }

    @Test
    void shouldPassOverWhatIsNoAttribute() throws Exception {
        PbsRecord entry = PbsRecord.of(GOOD.strip().replace("user=ann", "=x word user=\"a\"b c"));

        assertEquals("\"a\"b", entry.value("user"));
        assertEquals("", entry.value("word"));
        assertEquals("lab", entry.value("group"));
    }

    @Test
    void shouldReadValuesInQuotesAndOtherScripts() throws Exception {
        PbsRecord entry =
                PbsRecord.of(
                        GOOD.strip().replace("user=ann", "user=\u5b89 jobname=\"a b=c\" x=\"y"));

        assertEquals("\u5b89", entry.value("user"));
        assertEquals("a b=c", entry.value("jobname"));
        assertEquals("\"y", entry.value("x"));
        assertEquals("lab", entry.value("group"));
    }

    @Test
    void shouldTakeStartAndEndWhenWalltimeIsNotMeasured() {
        JobSpec job = jobs(GOOD.replace("walltime=00:01:40", "walltime=00:00:00")).get(0);

        assertEquals(100 * S, job.runtimeNs());
    }

    @Test
    void shouldTakeUsedMemoryWhenNoneIsAsked() {
        JobSpec job =
                jobs(GOOD.replace("Resource_List.mem=8gb", "resources_used.mem=4096kb")).get(0);

        assertEquals(2L << 20, job.memoryPerNode());
    }

    @Test
    void shouldReadALogInSeveralFiles() {
        var files =
                List.of(
                        AccountingLogs.source(GOOD.replace(";12.", ";13.")),
                        AccountingLogs.source(GOOD.replace("ctime=1000", "ctime=900")));
        try (AccountingReader reader =
                AccountingReader.open(files, AccountingFormat.PBS, new AccountingOptions())) {
            assertEquals(
                    List.of(12L, 13L), SwfText.drain(reader).stream().map(JobSpec::id).toList());
            assertEquals(900, reader.header().unixStartTimeS());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what is replaced, by what, reason, field, value
        "01/02/2024, yesterday, NOT_A_RECORD, line",
        ";12.server, ;mine, NOT_AN_ID, id",
        "ctime=1000, atime=1000, MISSING, ctime",
        "ctime=1000, ctime=-5, NOT_A_TIME, ctime",
        "walltime=00:01:40, walltime=1h, NOT_A_TIME, resources_used.walltime",
        "mem=8gb, mem=big, NOT_AN_AMOUNT, Resource_List.mem",
        "exec_host=n1/0*4, exec_host=n1/0*999999999+n3/0*999999999+n4/0*999999999, TOO_LARGE,"
                + " exec_host",
    })
    void shouldNameTheFieldOfWhatIsRejected(String good, String bad, String reason, String field) {
        try (AccountingReader reader = AccountingLogs.pbs(GOOD.replace(good, bad))) {
            int jobCount = SwfText.drain(reader).size();
            assertEquals(0, jobCount);
            RejectedLine line = reader.report().rejected().get(0);
            assertEquals(reason, line.reason().name());
            assertEquals(field, line.field());
            assertTrue(line.toString().startsWith("test.log:1: " + field), line::toString);
        }
    }

    private static List<JobSpec> jobs(String text) {
        try (AccountingReader reader = AccountingLogs.pbs(text)) {
            List<JobSpec> jobs = SwfText.drain(reader);
            assertEquals(List.of(), reader.report().rejected());
            return jobs;
        }
    }
}
