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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.TextSource;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.UsagePattern;
import io.weft.simulator.workload.WorkloadException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtilisationReaderTest {
    private static final long S = 1_000_000_000L;
    private static final BusyRule PAPER =
            new BusyRule(BusyRule.THRESHOLD_DEFAULT, BusyRule.CORE_DEFAULT, BusyRule.UNTIL_NEXT);

    @Test
    void shouldCutAJobIntoPeriods() {
        JobUsage job = usage("job,time,percent\na,0,5\na,5,20\na,10,20.1\na,15,90\na,20,0\n");

        // Busy is above 20 %, not at it; the last sample holds as long as the one before it.
        assertEquals(UsagePattern.of(10 * S, 5 * S, 10 * S), job.usage());
        assertEquals(25 * S, job.executionNs());
        assertEquals((5 + 20 + 20.1 + 90) / 5, job.averagePercent(), 1e-9);
        assertEquals(1, job.repetitionCount());
        assertEquals(10 * S, job.longestBusyNs());
    }

    @Test
    void shouldReadSamplesOfAnyInterval() {
        JobUsage job = usage("a,100.5,50\na,101,0\na,161,50\n");

        assertEquals(UsagePattern.of(0, 0, S / 2, 60 * S, 60 * S), job.usage());
        assertEquals(2, job.repetitionCount());
        assertEquals(60 * S, job.longestBusyNs());
    }

    @Test
    void shouldTakeMissingSamplesAsIdleWhenTheIntervalIsGiven() {
        var reader = new UtilisationReader(new BusyRule(20, 100, 5 * S), false, true);
        reader.read(TextSource.of("a,0,50\na,60,50\n"));

        JobUsage job = reader.usages().get(0);

        assertEquals(UsagePattern.of(0, 0, 5 * S, 55 * S, 5 * S), job.usage());
        assertEquals(50.0 * 10 / 65, job.averagePercent(), 1e-9);
    }

    @Test
    void shouldKeepJobsApartThatAreMixed() {
        var reader = new UtilisationReader(PAPER, false, true);
        reader.read(TextSource.of("b,0,0\na,0,99\nb,5,99\na,5,99\n"));

        List<JobUsage> jobs = reader.usages();

        assertEquals(List.of("b", "a"), jobs.stream().map(JobUsage::job).toList());
        assertEquals(UsagePattern.of(5 * S, 0, 5 * S), jobs.get(0).usage());
        assertEquals(UsagePattern.of(0, 0, 10 * S), jobs.get(1).usage());
    }

    @Test
    void shouldHoldASingleSampleForFiveSeconds() {
        assertEquals(5 * S, usage("a,1000,0\n").executionNs());
    }

    @Test
    void shouldReadOpenDcInMegahertz() {
        var reader = new UtilisationReader(new BusyRule(20, 2_100, Long.MAX_VALUE), true, true);
        reader.read(TextSource.of("id,duration,cpu_usage\n7,30000,420\n7,30000,421\n"));

        JobUsage job = reader.usages().get(0);

        assertEquals(UsagePattern.of(30 * S, 0, 30 * S), job.usage());
        assertEquals((20 + 421 / 21.0) / 2, job.averagePercent(), 1e-9);
    }

    @Test
    void shouldRefuseMegahertzOfUnknownCores() {
        WorkloadException e =
                assertThrows(
                        WorkloadException.class, () -> usage("id,duration,cpu_usage\n7,30000,1\n"));

        assertTrue(e.getMessage().contains("cpu_usage is not in percent"), e::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // line; reason; field; value
                "a,1,50; TIME_GOES_BACK; time; 1",
                "a,0,50; TIME_GOES_BACK; time; 0",
                "a,x,50; NOT_A_NUMBER; time; x",
                "a,9,NaN; NOT_A_NUMBER; percent; NaN",
                "a,9,-3; NEGATIVE; percent; -3",
                "a,9999999999,3; TOO_LARGE; time; 9999999999",
                "a,9; FIELD_COUNT; line; a,9",
                "' ,9,3'; MISSING; job; ''",
            })
    void shouldNameFieldAndValueOfWhatIsRejected(
            String line, String reason, String field, String value) {
        var reader = new UtilisationReader(PAPER, false, false);
        reader.read(TextSource.of("job,time,percent\na,1,0\n" + line + "\na,11,0\n"));

        assertEquals(1, reader.usages().size());
        RejectedLine rejected = reader.report().rejected().get(0);
        assertEquals(reason, rejected.reason().name());
        assertEquals(field, rejected.field());
        assertEquals(value, rejected.value());
        assertEquals(3, rejected.lineNumber());
    }

    @Test
    void shouldReadAWeekOfARealCluster() {
        var reader = new UtilisationReader(new BusyRule(20, 2_100, Long.MAX_VALUE), true, true);
        reader.read(
                TraceSource.of(SharedTraces.file("cpu-util/SURF-week-2022-10_fragments.csv.xz")));

        List<JobUsage> jobs = reader.usages();

        assertEquals(6_295, jobs.size());
        assertEquals(2_323_476, reader.report().linesRead());
        // Full use is 16 cores.
        assertTrue(jobs.stream().allMatch(job -> job.averagePercent() <= 1_600.0001));
        UsageSummary summary = UsageSummary.of(jobs);
        assertEquals(6_295, summary.jobCount());
        assertEquals(432_030, summary.executionS().quantiles()[6]);
        assertEquals(341, summary.repetitionCount().quantiles()[6]);
    }

    @Property(tries = 1_000)
    void shouldThrowNothingElseWhateverTheBytes(@ForAll byte[] bytes, @ForAll boolean isStrict) {
        assertTyped(new TextSource("bytes", bytes), isStrict);
    }

    @Property(tries = 1_000)
    void shouldThrowNothingElseWhateverTheFields(
            @ForAll("texts") String text, @ForAll boolean isStrict) {
        assertTyped(new TextSource("bytes", TextSource.of(text).bytes()), isStrict);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> field =
                Arbitraries.of(
                        "a",
                        "b",
                        "",
                        "0",
                        "1",
                        "7.5",
                        "30000",
                        "4294967296",
                        "-1",
                        "1e9",
                        "\"",
                        "x");
        Arbitrary<String> line = field.list().ofMaxSize(4).map(f -> String.join(",", f));
        Arbitrary<String> header =
                Arbitraries.of("job,time,percent", "id,duration,cpu_usage", "percent", "");
        return header.flatMap(
                first -> line.list().ofMaxSize(12).map(l -> first + "\n" + String.join("\n", l)));
    }

    private static void assertTyped(TraceSource source, boolean isStrict) {
        var reader = new UtilisationReader(PAPER, true, isStrict);
        try {
            reader.read(source);
            for (JobUsage job : reader.usages()) {
                assertTrue(job.executionNs() > 0);
            }
        } catch (WorkloadException expected) {
            assertTrue(expected.getMessage().startsWith("bytes:"), expected.getMessage());
        }
    }

    private static JobUsage usage(String text) {
        var reader = new UtilisationReader(PAPER, false, true);
        reader.read(TextSource.of(text));
        List<JobUsage> jobs = reader.usages();
        assertEquals(1, jobs.size());
        return jobs.get(0);
    }
}
