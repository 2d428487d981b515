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
package io.weft.simulator.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.simulator.workload.UsagePattern;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageReportTest {
    private static final long S = 1_000_000_000L;
    private static final List<JobUsage> JOBS =
            List.of(
                    new JobUsage("a,b", 0.5, UsagePattern.of(7_200 * S, 0)),
                    new JobUsage("c", 9.5, UsagePattern.of(0, 70 * S, 30 * S)),
                    new JobUsage("d", 200, UsagePattern.of(0, 0, 31 * S, S, S / 2)));

    @Test
    void shouldGiveTheFourStatistics() {
        UsageSummary summary = UsageSummary.of(JOBS);

        assertEquals((7_200 + 100 + 32.5) / 3, summary.executionS().mean(), 1e-9);
        assertEquals(100, summary.executionS().quantiles()[2]);
        assertEquals(9.5, summary.averagePercent().quantiles()[2]);
        assertEquals(2, summary.repetitionCount().quantiles()[6]);
        assertEquals(31, summary.longestBusyS().quantiles()[6]);
        assertEquals(200 / 3.0, summary.shorterThan2hPercent(), 1e-9);
        assertEquals(200 / 3.0, summary.below10Percent(), 1e-9);
        assertEquals(100 / 3.0, summary.below1Percent(), 1e-9);
        assertEquals(100, summary.fewerThan10Percent());
        assertEquals(200 / 3.0, summary.atMost30sPercent(), 1e-9);
    }

    @Test
    void shouldWriteALineForEachJob() throws IOException {
        var text = new StringWriter();

        UsageReport.writeCsv(JOBS, text);

        assertEquals(
                "job,execution_s,average_percent,repetition_count,longest_busy_s\n"
                        + "\"a,b\",7200,0.5,0,0\nc,100,9.5,1,30\nd,32.5,200,2,31\n",
                text.toString());
    }

    @Test
    void shouldWriteJson() throws IOException {
        var text = new StringWriter();

        UsageReport.writeJson(UsageSummary.of(JOBS), text);

        JsonNode json = new ObjectMapper().readTree(text.toString());
        assertEquals(3, json.get("jobs").asInt());
        assertEquals(7_200, json.at("/execution_s/max").asDouble());
        assertEquals(100, json.at("/percent_of_jobs/fewer_than_10_repetitions").asDouble());
    }

    @Test
    void shouldShowATable() {
        String table = UsageReport.table(UsageSummary.of(JOBS));

        assertTrue(table.contains("execution time s             2444.17"), table);
        assertTrue(table.contains(" 33.33 % use less than 1 % of a core on average\n"), table);
    }
}
