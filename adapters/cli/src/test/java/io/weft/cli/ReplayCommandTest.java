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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.JournalReader;
import io.weft.journal.MessagePrinter;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldFindTheJournalOfASimulationIdentical() {
        Weft.runWell("simulate", "--jobs", 100, "--journal", folder);

        Weft weft = Weft.runWell("replay", folder);

        assertTrue(weft.out().contains("Identical"), weft::out);
        assertTrue(weft.out().contains("digest   "), weft::out);
        assertEquals("", weft.err());
    }

    @Test
    void shouldPrintTheSameJsonEachTime() throws IOException {
        Weft.runWell("simulate", "--jobs", 100, "--journal", folder);

        Weft first = Weft.runWell("replay", folder, "--json");
        Weft second = Weft.runWell("replay", folder, "--json");

        JsonNode json = first.json();
        assertTrue(json.get("identical").asBoolean());
        assertEquals(json.get("entries").asLong() - 1, json.get("last_position").asLong());
        assertTrue(json.get("digest").asText().matches("[0-9a-f]{16}"), json::toString);
        assertEquals(first.out(), second.out());
    }

    @Test
    void shouldPrintNothingWhenQuietAndIdentical() {
        Weft.runWell("simulate", "--jobs", 20, "--journal", folder);

        assertEquals("", Weft.runWell("replay", folder, "--quiet").out());
    }

    @Test
    void shouldShowBothDecisionsWhenTheyDiffer() throws IOException {
        Path journal = folder.resolve("good");
        Weft.runWell("simulate", "--jobs", 20, "--journal", journal);
        Path other = folder.resolve("other");
        long position = copyWithAnotherStart(journal, other);

        Weft weft = Weft.run("replay", other, "--quiet");

        assertEquals(ExitCode.DIFFERENCE, weft.exitCode());
        assertTrue(weft.out().contains("DIFFERENT at position " + position + ":"), weft::out);
        assertTrue(weft.out().contains("  journaled   StartJob position="), weft::out);
        assertTrue(weft.out().contains("  recomputed  StartJob position="), weft::out);
        Weft json = Weft.run("replay", other, "--json");
        assertEquals(ExitCode.DIFFERENCE, json.exitCode());
        assertEquals(position, json.json().at("/divergence/position").asLong());
    }

    @Test
    void shouldRefuseAJournalWithoutAnEntry() {
        ChronicleJournal.open(new ChronicleJournal.Context().directory(folder)).close();

        Weft weft = Weft.run("replay", folder);

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("is empty"), weft::err);
    }

    /** Copies a journal, but with a byte of the first start changed. */
    private static long copyWithAnotherStart(Path source, Path target) {
        long[] changed = {Journal.NULL_POSITION};
        try (JournalReader reader = new JournalReader(source, 0);
                Journal journal =
                        ChronicleJournal.open(new ChronicleJournal.Context().directory(target))) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore =
                        reader.poll(
                                (kind, position, timeNs, buffer, offset, length) -> {
                                    byte[] bytes = new byte[length];
                                    buffer.getBytes(offset, bytes);
                                    if (changed[0] < 0 && isStart(kind, bytes)) {
                                        changed[0] = position;
                                        bytes[40] ^= 1;
                                    }
                                    UnsafeBuffer copy = new UnsafeBuffer(bytes);
                                    journal.append(kind, position, timeNs, copy, 0, length);
                                });
            }
        }
        return changed[0];
    }

    private static boolean isStart(int kind, byte[] bytes) {
        StringBuilder text = new StringBuilder();
        new MessagePrinter().appendRecord(kind, new UnsafeBuffer(bytes), 0, bytes.length, text);
        return kind == Journal.DECISIONS && text.toString().startsWith("StartJob ");
    }
}
