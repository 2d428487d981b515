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
import io.weft.core.Divergence;
import io.weft.core.Replay;
import io.weft.core.spi.Journal;
import io.weft.journal.MessagePrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** What a replay says when it is done. The JSON has nothing that changes from run to run. */
final class ReplayReport {
    private final Path directory;
    private final Replay.Report report;
    private final long elapsedNs;

    ReplayReport(Path directory, Replay.Report report, long elapsedNs) {
        this.directory = directory;
        this.report = report;
        this.elapsedNs = elapsedNs;
    }

    void print(PrintWriter out) {
        Divergence divergence = report.divergence();
        out.println("journal  " + directory);
        out.println(
                "entries  "
                        + Text.count(report.entryCount())
                        + ", up to position "
                        + report.lastPosition()
                        + "; "
                        + Text.count(report.decidedCount())
                        + " with decisions");
        out.println("time     " + Text.days(report.lastTimeNs() - report.firstTimeNs()));
        out.println("digest   " + digest());
        out.println(
                "took     "
                        + Text.elapsed(elapsedNs)
                        + ": "
                        + Text.rate(report.entryCount(), "entries", elapsedNs));
        if (report.lastIsUnanswered()) {
            out.println(
                    "The last entry has no decisions yet: its process ended between the two. A kernel"
                            + " that goes on with this journal adds them.");
        }
        if (divergence == null) {
            out.println("Identical: every decision is the journaled one, byte for byte.");
        } else {
            out.println("DIFFERENT at position " + divergence.position() + ":");
            out.println("  journaled   " + text(divergence.journaled()));
            out.println("  recomputed  " + text(divergence.recomputed()));
            out.println(
                    "Nothing after it was compared. See the entry with: "
                            + Text.commandLine(
                                    "inspect",
                                    "journal",
                                    directory,
                                    "--from",
                                    divergence.position(),
                                    "--to",
                                    divergence.position()));
        }
    }

    void printJson(PrintWriter out) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("identical", report.divergence() == null);
        root.put("entries", report.entryCount());
        root.put("entries_with_decisions", report.decidedCount());
        root.put("last_position", report.lastPosition());
        root.put("first_time_ns", report.firstTimeNs());
        root.put("last_time_ns", report.lastTimeNs());
        root.put("last_is_unanswered", report.lastIsUnanswered());
        root.put("digest", digest());
        if (report.divergence() != null) {
            Map<String, Object> divergence = new LinkedHashMap<>();
            divergence.put("position", report.divergence().position());
            divergence.put("journaled", text(report.divergence().journaled()));
            divergence.put("recomputed", text(report.divergence().recomputed()));
            root.put("divergence", divergence);
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(out, root);
        out.println();
    }

    private String digest() {
        return String.format(Locale.ROOT, "%016x", report.digest());
    }

    private static String text(byte[] frames) {
        if (frames.length == 0) {
            return "nothing";
        }
        StringBuilder text = new StringBuilder();
        new MessagePrinter()
                .appendRecord(Journal.DECISIONS, new UnsafeBuffer(frames), 0, frames.length, text);
        return text.toString();
    }
}
