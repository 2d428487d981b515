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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.RejectionReason;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.SwfText;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Open XDMoD expects of dumps of sacct, we read. */
class XdmodSlurmTest {
    private static final String INPUT = "xdmod/shredder/slurm/input/";
    private static final String OUTPUT = "xdmod/shredder/slurm/output/";

    @Test
    void shouldReadEveryFieldAsOpenXdmodDoes() throws Exception {
        List<SacctRecord> found = entries("accounting-logs.log");
        JsonNode expected = AccountingLogs.json(OUTPUT + "accounting-logs.json");

        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), json(found.get(i)), "record " + i);
        }
    }

    @Test
    void shouldReadTheTasksOfArraysAsOpenXdmodDoes() throws Exception {
        List<SacctRecord> found = entries("accounting-logs-with-job-arrays.log");
        JsonNode expected = AccountingLogs.json(OUTPUT + "accounting-logs-with-job-arrays.json");

        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            int[] ids = new ObjectMapper().treeToValue(expected.get(i), int[].class);
            assertArrayEquals(ids, found.get(i).taskIds(), "record " + i);
        }
    }

    @Test
    void shouldMakeAJobOfEveryTask() throws Exception {
        try (AccountingReader reader =
                AccountingLogs.sacct(
                        AccountingLogs.text(INPUT + "accounting-logs-with-job-arrays.log"))) {
            List<JobSpec> jobs = SwfText.drain(reader);

            assertEquals(1 + 3 + 2 + 4 + 4 + 9, jobs.size());
            assertEquals(5, reader.report().appliedCount(RuleOfUse.EXPANDED_ARRAY));
            assertEquals(22, reader.report().appliedCount(RuleOfUse.NUMBERED_ANEW));
            assertEquals(23, jobs.stream().mapToLong(JobSpec::id).distinct().count());
        }
    }

    /** Expected is a message for each that it is skipped: here, that each is dropped. */
    @Test
    void shouldLeaveOutJobsThatHaveNotEnded() throws Exception {
        JsonNode expected = AccountingLogs.json(OUTPUT + "non-ended-job-state.json");
        try (AccountingReader reader =
                AccountingLogs.sacct(AccountingLogs.text(INPUT + "non-ended-job-state.log"))) {
            assertEquals(List.of(), SwfText.drain(reader));
            assertEquals(
                    expected.size(), reader.report().appliedCount(RuleOfUse.DROPPED_NOT_ENDED));
            assertEquals(expected.size(), reader.report().jobsDropped());
        }
    }

    /** Expected is a warning for each. */
    @Test
    void shouldRejectUnknownStates() throws Exception {
        JsonNode expected = AccountingLogs.json(OUTPUT + "unknown-job-state.json");
        try (AccountingReader reader =
                AccountingLogs.sacct(AccountingLogs.text(INPUT + "unknown-job-state.log"))) {
            assertEquals(List.of(), SwfText.drain(reader));
            assertEquals(expected.size(), reader.report().linesRejected());
            RejectedLine first = reader.report().rejected().get(0);
            assertEquals(
                    new RejectedLine("test.log", 1, RejectionReason.UNKNOWN_STATE, "State", "FOO"),
                    first);
        }
    }

    @Test
    void shouldReadNamesInUtf8() throws Exception {
        JsonNode expected = AccountingLogs.json(OUTPUT + "utf8-multibyte-chars.json");

        assertEquals(
                expected.get(0).get("job_name").asText(),
                entries("utf8-multibyte-chars.log").get(0).value("JobName"));
    }

    private static List<SacctRecord> entries(String name) throws Exception {
        SacctColumns columns = new SacctColumns(SacctColumns.OPEN_XDMOD);
        List<SacctRecord> found = new ArrayList<>();
        for (String line : AccountingLogs.text(INPUT + name).lines().toList()) {
            found.add(new SacctRecord(columns, line.split("\\|", -1), ZoneOffset.UTC));
        }
        return found;
    }

    private static JsonNode json(SacctRecord entry) throws Exception {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("job_id", entry.value("JobID"));
        json.put("job_id_raw", entry.value("JobIDRaw"));
        json.put("job_array_index", entry.taskIds().length == 0 ? -1 : entry.taskIds()[0]);
        json.put("cluster_name", "testresource");
        json.put("partition_name", entry.value("Partition"));
        json.put("qos_name", entry.value("QOS"));
        json.put("account_name", entry.value("Account"));
        json.put("group_name", entry.value("Group"));
        json.put("gid_number", entry.value("GID"));
        json.put("user_name", entry.value("User"));
        json.put("uid_number", entry.value("UID"));
        put(json, "submit_time", entry.timeS("Submit"));
        put(json, "eligible_time", entry.timeS("Eligible"));
        put(json, "start_time", entry.timeS("Start"));
        put(json, "end_time", entry.timeS("End"));
        put(json, "elapsed", entry.elapsedS());
        json.put("exit_code", entry.value("ExitCode"));
        json.put("state", entry.value("State"));
        json.put("nnodes", entry.value("NNodes"));
        json.put("ncpus", entry.value("NCPUS"));
        json.put("req_cpus", entry.value("ReqCPUS"));
        json.put("req_mem", entry.value("ReqMem"));
        json.put("req_tres", entry.value("ReqTRES"));
        json.put("alloc_tres", entry.value("AllocTRES"));
        put(json, "timelimit", entry.limitS());
        json.put("node_list", entry.value("NodeList"));
        json.put("job_name", entry.value("JobName"));
        json.put("ngpus", entry.gpuCount());
        // Once through text, so that numbers are of one kind.
        return new ObjectMapper().readTree(json.toString());
    }

    private static void put(ObjectNode json, String key, long seconds) {
        if (seconds == LoggedJob.NOT_KNOWN) {
            json.putNull(key);
        } else {
            json.put(key, seconds);
        }
    }
}
