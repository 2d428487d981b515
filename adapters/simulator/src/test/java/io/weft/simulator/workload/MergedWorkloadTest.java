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

import static io.weft.simulator.workload.SwfText.drain;
import static io.weft.simulator.workload.SwfText.reader;
import static io.weft.simulator.workload.SwfText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergedWorkloadTest {
    @Test
    void shouldOrderBySubmitTimeThenId() {
        Workload first = reader(line(4, 10) + line(5, 20) + line(1, 30));
        Workload second = reader(line(3, 10) + line(6, 20) + line(2, 25) + line(9, 99));
        try (var merged = new MergedWorkload(first, second)) {
            List<Long> ids = drain(merged).stream().map(JobSpec::id).toList();

            assertEquals(List.of(3L, 4L, 5L, 6L, 2L, 1L, 9L), ids);
            assertNull(merged.next());
        }
    }

    @Test
    void shouldGiveTheOtherWhenOneIsEmpty() {
        try (var merged = new MergedWorkload(reader(""), reader(line(1, 0)))) {
            assertEquals(1, drain(merged).size());
        }
        try (var merged = new MergedWorkload(reader(line(1, 0)), reader(""))) {
            assertEquals(1, drain(merged).size());
        }
    }

    @Test
    void shouldAddUpReports() {
        Workload first = reader("; MaxNodes: 5\nbad\n" + line(1, 0) + with(3, "0"));
        Workload second = reader("worse\n" + with(with(0, "7"), 3, "0") + "\n" + "1 2\n");
        try (var merged = new MergedWorkload(first, second)) {
            drain(merged);
            WorkloadReport report = merged.report();

            assertEquals(5, merged.header().maxNodes());
            assertEquals(7, report.linesRead());
            assertEquals(2, report.jobsDelivered());
            assertEquals(4, report.linesRejected());
            assertEquals(3, report.rejectedCount(RejectionReason.TOO_FEW_FIELDS));
            assertEquals(1, report.rejectedCount(RejectionReason.DUPLICATE_ID));
            assertEquals(1, report.appliedCount(RuleOfUse.RUNTIME_RAISED_TO_1_S));
            assertEquals(List.of(2L, 4L, 1L, 3L), lineNumbers(report));
        }
    }

    @Test
    void shouldFailWhenBothHaveTheSameJob() {
        try (var merged = new MergedWorkload(reader(line(1, 0)), reader(line(1, 5)))) {
            merged.next();

            var failure = assertThrows(WorkloadException.class, merged::next);
            assertTrue(failure.getMessage().startsWith("job number=1 "), failure.getMessage());
        }
    }

    @Test
    void shouldStartAtZeroWhenRebased() {
        try (var rebased = new RebasedWorkload(reader(line(1, 1000) + line(2, 1007)))) {
            List<Long> submits = drain(rebased).stream().map(JobSpec::submitNs).toList();

            assertEquals(List.of(0L, 7_000_000_000L), submits);
            assertEquals(2, rebased.report().jobsDelivered());
            assertEquals(WorkloadHeader.EMPTY, rebased.header());
        }
    }

    private static String line(long id, long submitS) {
        return with(with(0, Long.toString(id)), 1, Long.toString(submitS)) + "\n";
    }

    private static List<Long> lineNumbers(WorkloadReport report) {
        return report.rejected().stream().map(RejectedLine::lineNumber).toList();
    }
}
