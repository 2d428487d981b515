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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.core.Replay;
import io.weft.journal.JournalExam;
import io.weft.journal.JournalFinding;
import io.weft.journal.JournalReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a look at a journal says. The JSON has nothing that changes from run to run. */
final class JournalExamReport {
    private final Path directory;
    private final JournalExam exam;
    private final Replay.Report replay;

    /**
     * A report.
     *
     * @param replay what deciding again found, or null
     */
    JournalExamReport(Path directory, JournalExam exam, Replay.Report replay) {
        this.directory = directory;
        this.exam = exam;
        this.replay = replay;
    }

    void print(PrintWriter out) {
        JournalReport report = exam.report();
        String scope = report.isSound() ? "" : " before the damage";
        out.println("journal    " + directory);
        out.println(
                "entries    "
                        + Text.count(report.entryCount())
                        + scope
                        + ", positions "
                        + report.firstPosition()
                        + " to "
                        + report.lastPosition());
        if (report.firstPosition() > 0) {
            out.println(
                    "removed    positions 0 to "
                            + (report.firstPosition() - 1)
                            + ", behind snapshots");
        }
        out.println("decisions  of " + Text.count(report.decisionsCount()) + " entries");
        out.println(
                "records    "
                        + ByteSize.text(report.length())
                        + " in "
                        + Text.count(report.segmentCount())
                        + " files");
        for (JournalFinding finding : exam.findings()) {
            out.println(finding);
        }
        if (exam.findingCount() > exam.findings().size()) {
            out.println(
                    "and "
                            + Text.count(exam.findingCount() - exam.findings().size())
                            + " further findings");
        }
        if (exam.behindCount() > 0) {
            out.println(
                    "Behind the first damage "
                            + Text.count(exam.behindCount())
                            + " records can be read, up to position "
                            + exam.behindLastPosition()
                            + ".");
        }
        if (replay != null) {
            out.println(
                    replay.divergence() == null
                            ? "Replayed: every decision is the journaled one, digest " + digest()
                            : "DIFFERENT at position "
                                    + replay.divergence().position()
                                    + ": see "
                                    + Text.commandLine("replay", directory));
        }
        if (exam.isSound()) {
            out.println("Sound: every record is as it was written, and none is missing.");
        }
    }

    void printJson(PrintWriter out) throws IOException {
        JournalReport report = exam.report();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("sound", exam.isSound());
        root.put("entries", report.entryCount());
        root.put("entries_with_decisions", report.decisionsCount());
        root.put("first_position", report.firstPosition());
        root.put("last_position", report.lastPosition());
        root.put("first_time_ns", report.firstTimeNs());
        root.put("last_time_ns", report.lastTimeNs());
        root.put("bytes", report.length());
        root.put("files", report.segmentCount());
        root.put("finding_count", exam.findingCount());
        List<Map<String, Object>> findings = new ArrayList<>();
        exam.findings().forEach(finding -> findings.add(json(finding)));
        root.put("findings", findings);
        root.put("records_behind_damage", exam.behindCount());
        root.put("last_position_behind_damage", exam.behindLastPosition());
        if (replay != null) {
            root.put("replay_identical", replay.divergence() == null);
            root.put("digest", digest());
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(out, root);
        out.println();
    }

    private static Map<String, Object> json(JournalFinding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("position", finding.position());
        fields.put("file", String.valueOf(finding.file().getFileName()));
        fields.put("offset", finding.offset());
        fields.put("what", finding.what());
        fields.put("cure", finding.cure());
        return fields;
    }

    private String digest() {
        return String.format(Locale.ROOT, "%016x", replay.digest());
    }
}
