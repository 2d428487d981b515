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
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.SwfText;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every log. */
class AccountingPropertyTest {
    private static final String HEADER =
            "JobID|JobName|Submit|Start|Elapsed|State|NCPUS|NNodes|ReqMem|Timelimit|NodeList|User";

    @Property(tries = 1_000)
    void shouldThrowNothingElseWhateverTheBytes(
            @ForAll byte[] bytes, @ForAll AccountingFormat format, @ForAll boolean isStrict) {
        assertTyped(bytes, format, isStrict);
    }

    @Property(tries = 1_000)
    void shouldThrowNothingElseWhateverTheFields(
            @ForAll("sacct") List<String> lines, @ForAll boolean isStrict) {
        assertTyped(
                bytes(HEADER + "\n" + String.join("\n", lines)), AccountingFormat.SACCT, isStrict);
    }

    @Property(tries = 1_000)
    void shouldThrowNothingElseWhateverTheAttributes(
            @ForAll("pbs") List<String> lines, @ForAll boolean isStrict) {
        assertTyped(bytes(String.join("\n", lines)), AccountingFormat.PBS, isStrict);
    }

    @Property(tries = 500)
    void shouldAccountForEveryRecord(@ForAll("pbs") List<String> lines) {
        try (AccountingReader reader = AccountingLogs.pbs(String.join("\n", lines))) {
            SwfText.drain(reader);

            WorkloadReport report = reader.report();
            assertEquals(
                    lines.size(),
                    report.jobsDelivered() + report.jobsDropped() + report.linesRejected());
        }
    }

    @Property(tries = 500)
    void shouldAccountForEveryLineOfAsManyFieldsAsColumns(@ForAll("sacct") List<String> lines) {
        int columns = HEADER.split("\\|").length;
        List<String> whole =
                lines.stream().filter(line -> line.split("\\|", -1).length >= columns).toList();
        String text = HEADER + "\n" + String.join("\n", whole);
        try (AccountingReader reader = AccountingLogs.sacct(text)) {
            SwfText.drain(reader);

            WorkloadReport report = reader.report();
            assertEquals(0, report.appliedCount(RuleOfUse.EXPANDED_ARRAY));
            assertEquals(
                    whole.size(),
                    report.jobsDelivered() + report.jobsDropped() + report.linesRejected());
        }
    }

    /** Lines that are nearly records. */
    @Provide
    Arbitrary<List<String>> sacct() {
        Arbitrary<String> field =
                Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.integers().between(0, 99).map(String::valueOf)),
                        Tuple.of(4, Arbitraries.of("COMPLETED", "2024-01-01T00:00:10", "00:10:00")),
                        Tuple.of(
                                2,
                                Arbitraries.of(
                                        "",
                                        "-1",
                                        "Unknown",
                                        "7.batch",
                                        "7_3",
                                        "7_[]",
                                        "RUNNING",
                                        "CANCELLED by 1",
                                        "UNLIMITED",
                                        "4000Mc",
                                        "99999999999999999999",
                                        "-999999999-01-01T00:00:00",
                                        "999999999:999999999:999999999",
                                        "None assigned")));
        return field.list()
                .ofMinSize(8)
                .ofMaxSize(14)
                .map(fields -> String.join("|", fields))
                .list()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<List<String>> pbs() {
        Arbitrary<String> value =
                Arbitraries.of(
                        "0",
                        "7",
                        "1000",
                        "00:10:00",
                        "-1",
                        "",
                        "n1/0",
                        "n1/0*0+n2/3-1",
                        "+",
                        "/",
                        "4:ppn=8",
                        "999999999:ppn=999999999",
                        "8gb",
                        "99999999999999tw",
                        "\"a b\"");
        Arbitrary<String> attribute =
                Arbitraries.of(
                                "ctime",
                                "start",
                                "end",
                                "exec_host",
                                "queue",
                                "user",
                                "Resource_List.nodes",
                                "Resource_List.nodect",
                                "Resource_List.mem",
                                "resources_used.mem",
                                "resources_used.walltime",
                                "resources_used.ncpus",
                                "Resource_List.walltime")
                        .flatMap(name -> value.map(text -> name + "=" + text));
        Arbitrary<String> head =
                Arbitraries.of(
                        "01/02/2024 00:00:00;E;7.s;",
                        "01/02/2024 00:00:00;E;7[1].s;",
                        "01/02/2024 00:00:00;E;7[].s;",
                        "01/02/2024 00:00:00;S;8.s;",
                        "01/02/2024 00:00:00;E;;",
                        "01/02/2024 00:00;E;9;");
        return head.flatMap(
                        start ->
                                attribute
                                        .list()
                                        .ofMaxSize(10)
                                        .map(all -> start + String.join(" ", all)))
                .list()
                .ofMaxSize(10);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertTyped(byte[] bytes, AccountingFormat format, boolean isStrict) {
        try (AccountingReader reader =
                AccountingReader.open(
                        List.of(AccountingLogs.source("bytes", bytes)),
                        format,
                        new AccountingOptions().strict(isStrict))) {
            long submitNs = 0;
            for (JobSpec job = reader.next(); job != null; job = reader.next()) {
                assertTrue(job.submitNs() >= submitNs);
                submitNs = job.submitNs();
            }
        } catch (WorkloadException expected) {
            assertTrue(expected.getMessage().startsWith("bytes:"), expected.getMessage());
        }
    }
}
