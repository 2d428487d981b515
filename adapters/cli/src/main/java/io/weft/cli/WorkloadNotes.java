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
package io.weft.cli;

import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.WorkloadReport;
import java.io.PrintWriter;

/** Says what became of the lines of traces. */
final class WorkloadNotes {
    private static final int REJECTED_SHOWN = 5;

    private WorkloadNotes() {}

    /** The rules that were needed, and how often. */
    static void printRules(WorkloadReport report, PrintWriter out) {
        report.rulesApplied()
                .forEach(
                        (rule, count) ->
                                out.println(Text.count(count) + " jobs: " + Text.words(rule)));
    }

    /** The lines that were not understood, if there are any. */
    static void warn(WorkloadReport report, PrintWriter err) {
        if (report.linesRejected() == 0) {
            return;
        }
        err.println(
                "weft: "
                        + Text.count(report.linesRejected())
                        + " of "
                        + Text.count(report.linesRead())
                        + " lines were not understood and left out:");
        report.rejectedByReason()
                .forEach(
                        (reason, count) ->
                                err.println(
                                        "  "
                                                + Text.count(count)
                                                + ": "
                                                + reason.text()
                                                + " (maybe: "
                                                + reason.cure()
                                                + ")"));
        for (RejectedLine line :
                report.rejected().subList(0, Math.min(REJECTED_SHOWN, report.rejected().size()))) {
            err.println("  " + line);
        }
    }
}
