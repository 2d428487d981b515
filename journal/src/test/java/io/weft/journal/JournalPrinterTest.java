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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPrinterTest {
    private static final int LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + ClockEncoder.BLOCK_LENGTH;

    @TempDir private Path directory;
    private long damageCount;

    @BeforeEach
    void writeJournal() {
        final UnsafeBuffer clock = new UnsafeBuffer(new byte[64]);
        new ClockEncoder()
                .wrapAndApplyHeader(clock, 0, new MessageHeaderEncoder())
                .pass(BooleanType.YES);
        try (Journal journal = ChronicleJournal.open(Journals.small(directory).rollEntries(4))) {
            for (int i = 0; i < 10; i++) {
                journal.append(Journal.ENTRY, i, i * 100, clock, 0, LENGTH);
            }
        }
    }

    private List<String> print(final long from, final long to) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            damageCount = new JournalPrinter(out).print(directory, from, to);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void shouldPrintOneRecordALine() {
        final List<String> lines = print(0, Long.MAX_VALUE);

        assertEquals(10, lines.size());
        assertEquals("0 0 entry Clock pass=YES", lines.get(0));
        assertEquals("9 900 entry Clock pass=YES", lines.get(9));
        assertEquals(0, damageCount);
    }

    @Test
    void shouldPrintARange() {
        assertEquals(
                List.of("3 300 entry Clock pass=YES", "4 400 entry Clock pass=YES"), print(3, 4));
    }

    @Test
    void shouldPrintWhatLiesBehindADamagedRecord() throws IOException {
        final Path file = Journals.segment(directory, 0);
        final long offset = Journals.documentOffsets(file)[1];
        Journals.flip(file, offset + 4 + EntryLayout.HEADER_LENGTH, 1);

        final List<String> lines = print(0, Long.MAX_VALUE);

        assertEquals(10, lines.size());
        assertTrue(lines.get(1).startsWith("damaged at position 1 (19700101H.cq4, byte "));
        assertEquals("2 200 entry Clock pass=YES", lines.get(2));
        assertEquals(1, damageCount);
    }

    @Test
    void shouldGoOnInTheNextFileWhenTheRestOfOneIsLost() throws IOException {
        final Path file = Journals.segment(directory, 0);
        Journals.writeBytes(file, Journals.documentOffsets(file)[1], new byte[100]);

        final List<String> lines = print(0, Long.MAX_VALUE);

        assertEquals(8, lines.size());
        assertTrue(lines.get(1).startsWith("damaged at position 0 "), lines.get(1));
        assertEquals("4 400 entry Clock pass=YES", lines.get(2));
    }

    @Test
    void shouldGoOnBehindAMissingFileAndABrokenHeader() throws IOException {
        Files.delete(Journals.segment(directory, 1));
        Journals.flip(Journals.segment(directory, 2), 20, 1);

        final List<String> lines = print(0, Long.MAX_VALUE);

        assertEquals(6, lines.size());
        assertTrue(lines.get(4).contains("expected this file"), lines.get(4));
        assertTrue(lines.get(5).contains("expected the header of a segment"), lines.get(5));
        assertEquals(2, damageCount);
    }
}
