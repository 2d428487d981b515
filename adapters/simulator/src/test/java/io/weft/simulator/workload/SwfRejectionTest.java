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
import static io.weft.simulator.workload.SwfText.jobs;
import static io.weft.simulator.workload.SwfText.reader;
import static io.weft.simulator.workload.SwfText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way a line can be bad, lenient and strict. */
class SwfRejectionTest {

    static Stream<Arguments> badLines() {
        return Stream.of(
                bad(with(0, "x"), RejectionReason.NOT_A_NUMBER, "job number", "x"),
                bad(with(0, "1.5"), RejectionReason.NOT_WHOLE, "job number", "1.5"),
                bad(with(0, "-1"), RejectionReason.NEGATIVE, "job number", "-1"),
                bad(with(0, "9007199254740993"), RejectionReason.TOO_LARGE, "job number", null),
                bad(with(1, "-1"), RejectionReason.NEGATIVE, "submit time", "-1"),
                bad(with(1, "1e5"), RejectionReason.NOT_A_NUMBER, "submit time", "1e5"),
                bad(with(3, "NaN"), RejectionReason.NOT_A_NUMBER, "run time", "NaN"),
                bad(with(3, "-2"), RejectionReason.NEGATIVE, "run time", "-2"),
                bad(with(3, "-0.5"), RejectionReason.NEGATIVE, "run time", "-0.5"),
                bad(with(3, "."), RejectionReason.NOT_A_NUMBER, "run time", "."),
                bad(with(3, "-"), RejectionReason.NOT_A_NUMBER, "run time", "-"),
                bad(with(3, "--1"), RejectionReason.NOT_A_NUMBER, "run time", "--1"),
                bad(with(3, "1.2.3"), RejectionReason.NOT_A_NUMBER, "run time", "1.2.3"),
                bad(with(3, "4294967297"), RejectionReason.TOO_LARGE, "run time", null),
                bad(with(3, "4294967296.1"), RejectionReason.TOO_LARGE, "run time", null),
                bad(with(3, "9".repeat(400)), RejectionReason.TOO_LARGE, "run time", null),
                bad(
                        with(with(3, "-1"), 5, "x"),
                        RejectionReason.NOT_A_NUMBER,
                        "average cpu time",
                        "x"),
                bad(with(4, "2147483648"), RejectionReason.TOO_LARGE, "allocated processors", null),
                bad(with(4, "1.5"), RejectionReason.NOT_WHOLE, "allocated processors", "1.5"),
                bad(with(8, "inf"), RejectionReason.NOT_A_NUMBER, "requested time", "inf"),
                bad(with(9, "-7"), RejectionReason.NEGATIVE, "requested memory", "-7"),
                bad(
                        with(9, "9007199254740992"),
                        RejectionReason.TOO_LARGE,
                        "requested memory",
                        null),
                bad(with(6, "lots"), RejectionReason.NOT_A_NUMBER, "used memory", "lots"),
                bad(with(11, "root"), RejectionReason.NOT_A_NUMBER, "user id", "root"),
                bad(with(12, "-3"), RejectionReason.NEGATIVE, "group id", "-3"),
                bad(with(14, "0x1"), RejectionReason.NOT_A_NUMBER, "queue number", "0x1"),
                bad("1 2 3", RejectionReason.TOO_FEW_FIELDS, "line", "1 2 3"),
                bad("caf\u00e9", RejectionReason.TOO_FEW_FIELDS, "line", "caf??"),
                bad("1".repeat(2 << 20), RejectionReason.LINE_TOO_LONG, "line", "1".repeat(64)),
                bad(" ".repeat(2 << 20), RejectionReason.LINE_TOO_LONG, "line", " ".repeat(64)),
                bad(GOOD + " -1 -1 -1 100", RejectionReason.PATTERN_LENGTH, "line", null),
                bad(pattern("60 40 1"), RejectionReason.PATTERN_LENGTH, "busy period count", "1"),
                bad(pattern("60 40 0 1"), RejectionReason.PATTERN_LENGTH, "busy period count", "0"),
                bad(pattern("60 40 -1"), RejectionReason.PATTERN_LENGTH, "busy period count", "-1"),
                bad(
                        pattern("60 40 2147483647"),
                        RejectionReason.PATTERN_LENGTH,
                        "busy period count",
                        null),
                bad(pattern("60 x 0"), RejectionReason.NOT_A_NUMBER, "epilog idle time", "x"),
                bad(pattern("60 39 0"), RejectionReason.PATTERN_SUM, "run time", "100"),
                bad(pattern("0 0 0"), RejectionReason.PATTERN_SUM, "run time", "100"),
                bad(pattern("0 0 2 120 -1 -19"), RejectionReason.NEGATIVE, "period 2", "-1"),
                bad(
                        pattern("4294967296 4294967296 2 4294967296 4294967296 4294967296"),
                        RejectionReason.PATTERN_SUM,
                        "run time",
                        "100"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void shouldReportAndGoOnWhenALineIsBad(
            String line, RejectionReason reason, String field, String value) {
        String after = with(0, "2");
        try (SwfReader reader = reader("; Version: 2\n" + line + "\n" + after)) {
            List<JobSpec> jobs = drain(reader);

            assertEquals(jobs(after, new SwfOptions()), jobs);
            WorkloadReport report = reader.report();
            assertEquals(3, report.linesRead());
            assertEquals(1, report.jobsDelivered());
            assertEquals(1, report.linesRejected());
            assertEquals(1, report.rejectedCount(reason));
            assertRejected(report.rejected().get(0), reason, field, value);
        }
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void shouldStopWithTheLineWhenStrict(
            String line, RejectionReason reason, String field, String value) {
        String text = "; Version: 2\n" + line + "\n" + with(0, "2");
        try (SwfReader reader = reader(text, new SwfOptions().strict(true))) {
            var failure = assertThrows(WorkloadException.class, reader::next);

            assertRejected(failure.rejectedLine(), reason, field, value);
            String message = failure.getMessage();
            assertEquals(failure.rejectedLine() + ". Maybe: " + reason.cure() + ".", message);
            assertSame(failure, assertThrows(WorkloadException.class, reader::next));
        }
    }

    @Test
    void shouldNameFileLineFieldAndValueWhenStrict() {
        try (SwfReader reader = reader(with(3, "abc"), new SwfOptions().strict(true))) {
            var failure = assertThrows(WorkloadException.class, reader::next);

            assertEquals(
                    "test.swf:1: run time=abc: not a decimal number. Maybe: remove the line, or"
                            + " fill unknown values with -1.",
                    failure.getMessage());
        }
    }

    @Test
    void shouldRejectAJobWhenItsIdCameBefore() {
        try (SwfReader reader = reader(GOOD + "\n" + GOOD)) {
            assertEquals(1, drain(reader).size());

            assertRejected(
                    reader.report().rejected().get(0),
                    RejectionReason.DUPLICATE_ID,
                    "job number",
                    "1");
        }
    }

    @Test
    void shouldTakeAnIdAgainWhenItsFirstLineWasRejected() {
        try (SwfReader reader = reader(with(3, "x") + "\n" + GOOD)) {
            assertEquals(1, drain(reader).size());
        }
    }

    @Test
    void shouldRejectAJobWhenItsSubmitTimeGoesBack() {
        String text = with(1, "10") + "\n" + with(with(0, "2"), 1, "9.999");
        try (SwfReader reader = reader(text)) {
            assertEquals(1, drain(reader).size());

            assertRejected(
                    reader.report().rejected().get(0),
                    RejectionReason.SUBMIT_GOES_BACK,
                    "submit time",
                    "9.999");
        }
    }

    @Test
    void shouldSortInMemoryWhenAsked() {
        String text =
                with(with(0, "3"), 1, "10")
                        + "\n"
                        + with(with(0, "2"), 1, "10")
                        + "\n"
                        + with(with(0, "1"), 1, "5");

        List<JobSpec> jobs = jobs(text, new SwfOptions().sorted(true).strict(true));

        assertEquals(List.of(1L, 3L, 2L), jobs.stream().map(JobSpec::id).toList());
    }

    @Test
    void shouldCountEveryRejectionWhenOnlyTheFirstAreKept() {
        String text = "bad line\n".repeat(1000);
        try (SwfReader reader = reader(text, new SwfOptions().rejectedKept(3))) {
            assertEquals(List.of(), drain(reader));

            assertEquals(1000, reader.report().linesRejected());
            assertEquals(1000, reader.report().rejectedCount(RejectionReason.TOO_FEW_FIELDS));
            assertEquals(
                    List.of(1L, 2L, 3L),
                    reader.report().rejected().stream().map(RejectedLine::lineNumber).toList());
        }
    }

    private static String pattern(String columns) {
        return GOOD + " -1 -1 -1 " + columns;
    }

    private static Arguments bad(String line, RejectionReason reason, String field, String value) {
        return Arguments.of(line, reason, field, value);
    }

    private static void assertRejected(
            RejectedLine rejected, RejectionReason reason, String field, String value) {
        assertEquals(reason, rejected.reason());
        assertEquals(field, rejected.field());
        assertEquals("test.swf", rejected.source());
        if (value != null) {
            assertEquals(value, rejected.value());
        }
    }
}
