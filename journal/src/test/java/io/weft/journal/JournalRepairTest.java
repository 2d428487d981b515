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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRepairTest {
    private static final int ENTRY_COUNT = 10;
    private static final int RECORD_COUNT = 15;

    @TempDir private Path temporary;
    private Path source;
    private Path target;

    @BeforeEach
    void writeJournal() {
        source = temporary.resolve("journal");
        target = temporary.resolve("repaired");
        Journals.write(source, ENTRY_COUNT);
    }

    private JournalRepair.Result repair() {
        return JournalRepair.repair(source, target, ChronicleJournal.Context.BLOCK_SIZE_MIN);
    }

    private List<String> records(final Path directory) {
        try (Journal journal = ChronicleJournal.open(Journals.small(directory).readOnly(true))) {
            return Journals.read(journal);
        }
    }

    private void damage(final int record) throws IOException {
        final Path file = Journals.segment(source, 0);
        Journals.flip(file, Journals.documentOffsets(file)[record] + 50, 1);
    }

    @Test
    void shouldCopyASoundJournalWhole() {
        final JournalRepair.Result result = repair();

        assertEquals(
                new JournalRepair.Result(
                        RECORD_COUNT,
                        0,
                        ENTRY_COUNT - 1,
                        false,
                        Journal.NULL_POSITION,
                        null,
                        Journal.NULL_POSITION,
                        0),
                result);
        assertEquals(records(source), records(target));
    }

    @Test
    void shouldSayWhatIsKeptAndWhatIsLost() throws IOException {
        // Records 6 and 7 are entry 4 and its decisions.
        damage(7);

        final JournalRepair.Result result = repair();

        assertEquals(7, result.recordCount());
        assertEquals(4, result.lastPosition());
        assertFalse(result.lastIsAnswered());
        assertEquals(JournalVerifier.verify(source).damage(), result.damage());
        assertEquals(ENTRY_COUNT - 1, result.lostToPosition());
        assertEquals(RECORD_COUNT - 8, result.lostRecordCount());
        assertEquals(7, records(target).size());
    }

    @Test
    void shouldSayThatTheLastEntryIsAnswered() throws IOException {
        damage(8);

        final JournalRepair.Result result = repair();

        assertTrue(result.lastIsAnswered());
        assertEquals(4, result.lastPosition());
    }

    @Test
    void shouldMakeAnEmptyJournalWhenNothingIsReadable() throws IOException {
        damage(0);

        final JournalRepair.Result result = repair();

        assertEquals(0, result.recordCount());
        assertEquals(Journal.NULL_POSITION, result.lastPosition());
        assertEquals(List.of(), records(target));
    }

    @Test
    void shouldTakeAnEmptyDirectoryAndNoOther() throws IOException {
        Files.createDirectory(target);
        final Path stray = Files.createFile(target.resolve("notes.txt"));
        assertTargetRefused();
        Files.delete(stray);
        assertNull(repair().damage());

        assertTargetRefused();

        target = Files.createFile(temporary.resolve("file"));
        assertTargetRefused();
    }

    private void assertTargetRefused() {
        final IllegalArgumentException ex =
                assertThrows(IllegalArgumentException.class, this::repair);
        assertTrue(ex.getMessage().startsWith("target=" + target + ", expected"), ex::toString);
    }

    @Test
    void shouldRefuseWhileTheJournalIsWritten() {
        try (Journal journal = ChronicleJournal.open(Journals.small(source))) {
            assertKind(JournalException.Kind.LOCKED);
            assertEquals(ENTRY_COUNT - 1, journal.lastPosition());
        }
        assertFalse(Files.exists(target));
    }

    @Test
    void shouldRefuseWhatIsNoJournal() {
        source = temporary.resolve("none");

        assertKind(JournalException.Kind.ABSENT);
        assertFalse(Files.exists(target));
    }

    private void assertKind(final JournalException.Kind kind) {
        assertEquals(kind, assertThrows(JournalException.class, this::repair).kind());
    }
}
