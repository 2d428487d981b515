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
import io.weft.core.snapshot.SnapshotContents;
import io.weft.core.snapshot.SnapshotHeader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is in a snapshot, for people and for programs. */
final class SnapshotReport {
    private static final String ROW = "%-18s %12s %6s %12s%n";

    private final Path file;
    private final SnapshotContents contents;

    SnapshotReport(Path file, SnapshotContents contents) {
        this.file = file;
        this.contents = contents;
    }

    /** Nothing when not even the header can be read: what is wrong is said elsewhere. */
    void print(PrintWriter out) {
        SnapshotHeader header = contents.header();
        if (header == null) {
            return;
        }
        out.println("snapshot  " + file);
        out.println("position  " + header.position() + ", at " + header.timeNs() + " ns");
        out.println("policy    " + policy(header));
        out.println("digest    " + hex(header.digest()));
        out.println(
                "layout    "
                        + hex(header.layout())
                        + (contents.isOfThisVersion() ? "" : ", not of this version"));
        out.println(
                "limits    "
                        + Text.count(header.limits().nodeCount())
                        + " nodes of "
                        + Text.count(header.limits().coresPerNode())
                        + " cores, "
                        + Text.count(header.limits().jobCount())
                        + " jobs");
        out.printf(Locale.ROOT, ROW, "section", "rows", "of", "bytes");
        for (SnapshotContents.Section section : contents.sections()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    section.name(),
                    Text.count(section.rowCount()),
                    section.rowLength(),
                    Text.count(section.length()));
        }
        if (contents.damage() == null) {
            out.println("Sound: every byte of " + Text.count(contents.length()) + " is covered.");
        }
    }

    private static String policy(SnapshotHeader header) {
        return header.policy().isEmpty() ? "none" : header.policy() + " " + header.policyVersion();
    }

    void printJson(PrintWriter out) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("sound", contents.damage() == null);
        root.put("damage", contents.damage());
        root.put("bytes", contents.length());
        SnapshotHeader header = contents.header();
        if (header != null) {
            root.put("position", header.position());
            root.put("time_ns", header.timeNs());
            root.put("policy", header.policy());
            root.put("policy_version", header.policyVersion());
            root.put("wants_pass", header.wantsPass());
            root.put("pass_was_cut", header.wasPassCut());
            root.put("digest", hex(header.digest()));
            root.put("layout", hex(header.layout()));
            root.put("of_this_version", contents.isOfThisVersion());
        }
        List<Map<String, Object>> sections = new ArrayList<>();
        for (SnapshotContents.Section section : contents.sections()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", section.name());
            fields.put("rows", section.rowCount());
            fields.put("row_bytes", section.rowLength());
            fields.put("bytes", section.length());
            fields.put("free_head", section.freeHead());
            sections.add(fields);
        }
        root.put("sections", sections);
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(out, root);
        out.println();
    }

    private static String hex(long value) {
        return String.format(Locale.ROOT, "%016x", value);
    }
}
