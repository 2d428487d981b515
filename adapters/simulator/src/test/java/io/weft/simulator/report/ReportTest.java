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
package io.weft.simulator.report;

import static io.weft.simulator.TestJobs.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.core.client.AllocationSlices;
import io.weft.core.wire.ReasonCode;
import io.weft.simulator.TestJobs;
import io.weft.simulator.metrics.JobHistory;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.ScheduleMetrics;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.JobSpec;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final JobOutcome ENDED =
            new JobOutcome(
                    TestJobs.batch(7, 10, 3, 2),
                    OutcomeState.COMPLETED,
                    ReasonCode.ENDED,
                    0,
                    12 * S + 1,
                    22 * S + 500_000_000,
                    3 * S);

    private final Locale locale = Locale.getDefault();
    private final StringWriter text = new StringWriter();

    @BeforeEach
    void speakOtherwise() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(locale);
    }

    @Test
    void shouldWriteALineForEachJob() throws IOException {
        final JobSpec refused = TestJobs.batch(8, 11, 5, 5, 3, 4);
        try (JobsCsv csv = new JobsCsv(text)) {
            csv.onOutcome(ENDED, new Slices(0, 0, 0b11));
            csv.onOutcome(
                    JobOutcome.ofNoRun(
                            refused,
                            OutcomeState.REJECTED,
                            ReasonCode.NEVER_FITS,
                            3,
                            new JobHistory(1, 2, 3, 4.5)),
                    new Slices());
        }

        assertEquals(
                """
                job_id,class,queue,user,submit,start,end,wait,run,run_alone,procs,nodes,memory,\
                slowdown,bounded_slowdown,state,allocation,suspensions,requeues,resizes,lost_core_s
                7,batch,-1,-1,10,12.000000001,22.5,2.000000001,10.499999999,3,2,1,0,4.166666667,\
                1.25,completed,0:0-1,0,0,0,0
                8,batch,-1,-1,11,,,,,5,12,3,0,,,rejected,,1,2,3,4.5
                """,
                text.toString());
    }

    @Test
    void shouldWriteCoresAsRanges() {
        assertEquals("3:0-3+8;4:0", cores(new Slices(3, 0, 0b100001111, 4, 0, 1)));
        assertEquals("0:60-70", cores(new Slices(0, 0, -1L << 60, 0, 64, 0b1111111)));
        assertEquals("0:0-127", cores(new Slices(0, 0, -1L, 0, 64, -1L)));
        assertEquals("0:63+65", cores(new Slices(0, 0, 1L << 63, 0, 64, 2)));
        assertEquals("0:63;1:0", cores(new Slices(0, 0, 1L << 63, 1, 0, 1)));
        assertEquals("", cores(new Slices()));
    }

    @Test
    void shouldWriteSecondsExactly() {
        assertEquals("0", DecimalText.seconds(0));
        assertEquals("0.000000001", DecimalText.seconds(1));
        assertEquals("0.1", DecimalText.seconds(100_000_000));
        assertEquals("9223372036.854775807", DecimalText.seconds(Long.MAX_VALUE));
        assertEquals("-1.5", DecimalText.seconds(-1_500_000_000));
        assertEquals("14805.2", DecimalText.decimal(14805.2));
        assertEquals("0.333333333", DecimalText.decimal(1 / 3.0));
    }

    @Test
    void shouldWriteTheSameFiguresAsJsonAndAsATable() throws IOException {
        final ScheduleSummary summary = summary();

        SummaryJson.write(summary, text);
        final String table = SummaryTable.of(summary);

        final JsonNode json = new ObjectMapper().readTree(text.toString());
        assertEquals(12.5, json.at("/schedule/makespan_s").doubleValue());
        assertEquals(1234, json.at("/schedule/entries").longValue());
        assertEquals(12.5 / 3, json.at("/classes/all/slowdown_max").doubleValue());
        assertEquals(1, json.at("/classes/batch/waiting").intValue());
        assertEquals(1, json.at("/rejected_by_reason/never_fits").intValue());
        assertTrue(json.get("never_started_by_reason").isEmpty());
        assertLine(table, "makespan_s +12\\.500");
        assertLine(table, "entries +1,234");
        assertLine(table, " +all +batch");
        assertLine(table, "slowdown_max +4\\.167 +4\\.167");
        assertLine(table, "rejected: never_fits +1");
        assertEquals(
                json.get("classes").get("all").size(),
                table.lines().filter(line -> line.matches("[a-z_0-9]+ +\\S+ +\\S+")).count());
    }

    private static void assertLine(final String table, final String pattern) {
        assertTrue(table.lines().anyMatch(line -> line.matches(pattern)), table);
    }

    private static ScheduleSummary summary() {
        final ScheduleMetrics metrics = new ScheduleMetrics();
        metrics.onOutcome(ENDED, new Slices());
        metrics.onOutcome(
                JobOutcome.ofNoRun(
                        TestJobs.batch(8, 11, 5, 99),
                        OutcomeState.REJECTED,
                        ReasonCode.NEVER_FITS,
                        99),
                new Slices());
        return metrics.summary(new MachineUse(4, 21, 21, 1, 1234, 5, 0));
    }

    private static String cores(final Slices slices) {
        final AllocationText allocation = new AllocationText();
        allocation.write(slices);
        return allocation.toString();
    }

    /** Slices given as node, first core and mask in turn. */
    private static final class Slices implements AllocationSlices {
        private final long[] values;
        private int index = -1;

        Slices(final long... values) {
            this.values = values;
        }

        @Override
        public boolean next() {
            return 3 * ++index < values.length;
        }

        @Override
        public int nodeId() {
            return (int) values[3 * index];
        }

        @Override
        public int firstCore() {
            return (int) values[3 * index + 1];
        }

        @Override
        public long coreMask() {
            return values[3 * index + 2];
        }

        @Override
        public long memory() {
            return 0;
        }

        @Override
        public int gpuCount() {
            return 0;
        }

        @Override
        public long gpuMask() {
            return 0;
        }
    }
}
