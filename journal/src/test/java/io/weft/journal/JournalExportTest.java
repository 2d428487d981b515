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
package io.weft.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalExportTest {
    private static final String CLOCK = "{\"message\":\"Clock\",\"pass\":\"YES\"}";

    @TempDir private Path directory;

    private final List<String> lines = new ArrayList<>();

    private List<String> export(final long from, final long to) {
        lines.clear();
        new JournalExport(line -> lines.add(line.toString())).export(directory, from, to);
        return lines;
    }

    private void write(final Object... kindsAndPayloads) {
        long position = -1;
        try (Journal journal = ChronicleJournal.open(Journals.small(directory))) {
            for (int i = 0; i < kindsAndPayloads.length; i += 2) {
                final int kind = (int) kindsAndPayloads[i];
                position += Journal.isEntry(kind) ? 1 : 0;
                Messages.append(journal, kind, position, (UnsafeBuffer) kindsAndPayloads[i + 1]);
            }
        }
    }

    private static String line(
            final int position, final boolean pass, final String entry, final String decisions) {
        return "{\"position\":"
                + position
                + ",\"time_ns\":"
                + position * 10
                + ",\"pass\":"
                + pass
                + ",\"entry\":"
                + entry
                + ",\"decisions\":["
                + decisions
                + "]}";
    }

    @Test
    void shouldWriteALineForEachEntryWithItsDecisions() {
        write(
                Journal.ENTRY_AND_PASS,
                Messages.clock(),
                Journal.DECISIONS,
                Messages.frames(Messages.accepted(0, 0, 0), Messages.start(0, 0, 1)),
                Journal.ENTRY,
                Messages.name("a \"b\"\n"));

        assertEquals(
                List.of(
                        line(
                                0,
                                true,
                                CLOCK,
                                "{\"message\":\"JobAccepted\",\"position\":0,\"time\":0,"
                                        + "\"number\":0,\"jobId\":4711},"
                                        + "{\"message\":\"StartJob\",\"position\":0,\"time\":0,"
                                        + "\"number\":1,\"jobId\":4711,\"multiplicity\":2,"
                                        + "\"reason\":\"FITS\",\"slices\":["
                                        + "{\"coreMask\":\"0xffffffffffffffff\",\"memory\":77,"
                                        + "\"nodeId\":3,\"gpuCount\":0,\"firstCore\":0,"
                                        + "\"gpuMask\":\"0x0\"},"
                                        + "{\"coreMask\":\"0x1\",\"memory\":0,\"nodeId\":4,"
                                        + "\"gpuCount\":0,\"firstCore\":64,\"gpuMask\":\"0x0\"}"
                                        + "]}"),
                        line(
                                1,
                                false,
                                "{\"message\":\"DefineName\",\"nameId\":5,\"kind\":\"USER\","
                                        + "\"text\":\"a \\\"b\\\"\\u000a\"}",
                                "")),
                export(0, Long.MAX_VALUE));
    }

    @Test
    void shouldWriteARange() {
        try (Journal journal = ChronicleJournal.open(Journals.small(directory))) {
            Messages.write(journal, 8);
        }
        final List<String> all = List.copyOf(export(0, Long.MAX_VALUE));

        assertEquals(8, all.size());
        assertEquals(all.subList(3, 6), export(3, 5));
        assertEquals(all.subList(4, 5), export(4, 4));
        assertEquals(List.of(), export(8, 9));
        assertEquals(all, export(0, 7));
    }

    @Test
    void shouldWriteWhatItDoesNotUnderstand() {
        final UnsafeBuffer later = Messages.clock();
        later.putShort(2, (short) 99);
        final UnsafeBuffer name = Messages.name("somebody");
        final UnsafeBuffer frame = Messages.frames(Messages.accepted(0, 0, 0));
        frame.putInt(0, 10_000);
        write(
                Journal.ENTRY,
                later,
                Journal.DECISIONS,
                frame,
                Journal.ENTRY,
                new UnsafeBuffer(name, 0, 5),
                Journal.ENTRY,
                new UnsafeBuffer(name, 0, name.capacity() - 1));

        assertEquals(
                List.of(
                        line(
                                0,
                                false,
                                "{\"message\":null,\"schemaId\":7310,\"templateId\":99,"
                                        + "\"length\":"
                                        + later.capacity()
                                        + "}",
                                "{\"message\":null,\"frameLength\":10000,\"malformed\":true}"),
                        line(1, false, "{\"message\":null,\"length\":5,\"malformed\":true}", ""),
                        line(
                                2,
                                false,
                                "{\"message\":\"DefineName\",\"nameId\":5,\"kind\":\"USER\","
                                        + "\"malformed\":true}",
                                "")),
                export(0, Long.MAX_VALUE));
    }

    @Test
    void shouldHandOverWhatLiesBeforeDamageAndThenRefuse() throws IOException {
        try (Journal journal = ChronicleJournal.open(Journals.small(directory))) {
            Messages.write(journal, 8);
        }
        final List<String> all = List.copyOf(export(0, Long.MAX_VALUE));
        final Path file = Journals.segment(directory, 0);
        // Record 5 is entry 3.
        Journals.flip(file, Journals.documentOffsets(file)[5] + 50, 1);

        final JournalException ex =
                assertThrows(JournalException.class, () -> export(0, Long.MAX_VALUE));

        assertEquals(JournalException.Kind.DAMAGED, ex.kind());
        assertEquals(all.subList(0, 3), lines);
    }
}
