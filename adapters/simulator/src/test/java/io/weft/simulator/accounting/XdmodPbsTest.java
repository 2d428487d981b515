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

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Open XDMoD expects of PBS accounting logs, we read. */
class XdmodPbsTest {
    private static final String INPUT = "xdmod/shredder/pbs/input/accounting-logs.log";
    private static final String OUTPUT = "xdmod/shredder/pbs/output/accounting-logs.json";

    /** A chunk of no processors, for which Open XDMoD counts from 1 down to 0. */
    private static final String NO_PROCESSORS = "[hostname_2]/0*0";

    @Test
    void shouldReadEveryFieldAsOpenXdmodDoes() throws Exception {
        List<PbsRecord> found = new ArrayList<>();
        for (String line : AccountingLogs.text(INPUT).lines().toList()) {
            found.add(PbsRecord.of(line));
        }
        JsonNode expected = AccountingLogs.json(OUTPUT);

        assertEquals(expected.size(), found.size());
        Iterator<String> names = expected.fieldNames();
        for (PbsRecord entry : found) {
            String name = names.next();
            JsonNode columns = expected.get(name);
            for (Iterator<String> keys = columns.fieldNames(); keys.hasNext(); ) {
                String key = keys.next();
                assertEquals(columns.get(key).asText(), value(entry, key), name + ": " + key);
            }
        }
    }

    /** The value of a column of Open XDMoD; "null" for what cannot be understood. */
    private static String value(PbsRecord entry, String column) {
        try {
            return switch (column) {
                case "job_id" -> Long.toString(entry.number());
                case "host" -> "testresource";
                case "groupname" -> entry.value("group");
                case "exit_status" -> entry.value("Exit_status");
                case "resources_used_vmem" -> bytes(entry, "resources_used.vmem");
                case "resources_used_mem" -> bytes(entry, "resources_used.mem");
                case "resource_list_mem" -> bytes(entry, "Resource_List.mem");
                case "resources_used_walltime" -> Long.toString(walltimeS(entry));
                case "resources_used_cput" -> Long.toString(entry.lengthS("resources_used.cput"));
                case "resource_list_walltime" ->
                        Long.toString(entry.lengthS("Resource_List.walltime"));
                case "resource_list_pcput" -> Long.toString(entry.lengthS("Resource_List.pcput"));
                case "resources_used_nodes" -> Integer.toString(entry.hosts().names().size());
                case "resources_used_cpus" -> processors(entry);
                case "node_list" -> String.join(",", entry.hosts().names());
                case "resources_used_gpus" -> Long.toString(entry.gpuCount());
                default -> entry.value(column.replaceFirst("^resource_list_", "Resource_List."));
            };
        } catch (Exception e) {
            throw new AssertionError(column, e);
        }
    }

    private static String bytes(PbsRecord entry, String attribute) {
        return String.valueOf(RequestedMemory.pbsBytes(entry.value(attribute)));
    }

    private static long walltimeS(PbsRecord entry) throws Exception {
        long usedS = entry.elapsedS();
        return usedS == LoggedJob.NOT_KNOWN ? entry.lengthS("end") - entry.lengthS("start") : usedS;
    }

    private static String processors(PbsRecord entry) {
        boolean isOdd = entry.value("exec_host").equals(NO_PROCESSORS);
        long count = entry.hosts().processorCount();
        return isOdd && count == 0 ? "2" : Long.toString(count);
    }

    @Test
    void shouldGiveTheJobOfEveryRecord() throws Exception {
        List<String> found = new ArrayList<>();
        for (String line : AccountingLogs.text(INPUT).lines().toList()) {
            LoggedJob job = PbsRecord.of(line).job();
            found.add(job.number() + ": " + job.processors() + " on " + job.nodeCount());
        }

        assertEquals(
                List.of(
                        "6: 32 on 4",
                        "6: 32 on 4",
                        "6464684: 4 on 1",
                        "2994: 65 on 5",
                        "2995: 12 on 2",
                        "7904: 0 on 1",
                        "10711: 28 on 1",
                        "10712: 28 on 1",
                        "3073070: 48 on 1"),
                found);
        assertEquals(28, PbsRecord.of(line(5)).job().requestedProcessors());
    }

    private static String line(int index) throws Exception {
        return AccountingLogs.text(INPUT).lines().toList().get(index);
    }
}
