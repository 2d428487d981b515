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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose first files went on purpose; ten entries a file. */
class RetentionTest {
    private static final int ROLL_ENTRIES = 10;

    @TempDir private Path directory;

    private ChronicleJournal.Context context() {
        return Journals.small(directory).rollEntries(ROLL_ENTRIES).removeReleased(true);
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(context());
    }

    private boolean hasSegment(final int segment) {
        return Files.exists(Journals.segment(directory, segment));
    }

    private static void assertReads(final Journal journal, final int first, final int count) {
        final List<String> records = Journals.read(journal);
        assertEquals("1 " + first, records.get(0));
        assertEquals(count + count / 2, records.size());
    }

    @Test
    void shouldRemoveOnlyFilesThatLieWhollyBeforeThePosition() {
        try (Journal journal = open()) {
            Journals.appendAll(journal, 0, 40);

            journal.release(29);

            assertFalse(hasSegment(0));
            assertFalse(hasSegment(1));
            assertTrue(hasSegment(2));
            assertReads(journal, 20, 20);
            journal.release(30);
            assertFalse(hasSegment(2));
            assertReads(journal, 30, 10);
        }
    }

    @Test
    void shouldNeverRemoveTheLastFile() {
        try (Journal journal = open()) {
            Journals.appendAll(journal, 0, 20);

            journal.release(Long.MAX_VALUE);

            assertReads(journal, 10, 10);
        }
    }

    @Test
    void shouldKeepWhatLiesBeforeAFileThatCannotBeRead() throws IOException {
        try (Journal journal = open()) {
            Journals.appendAll(journal, 0, 40);
            final Path damaged = Journals.segment(directory, 2);
            Journals.flip(damaged, Journals.documentOffsets(damaged)[0] + 50, 1);

            journal.release(35);
        }

        assertFalse(hasSegment(0));
        assertTrue(hasSegment(1));
        assertTrue(hasSegment(2));
    }

    /** Entries are 10 ns apart. */
    @Test
    void shouldKeepFilesThatAreNotOldEnough() {
        try (Journal journal = ChronicleJournal.open(context().keepNs(190))) {
            Journals.appendAll(journal, 0, 40);

            journal.release(39);

            assertFalse(hasSegment(1));
            assertReads(journal, 20, 20);
        }
        try (Journal journal = ChronicleJournal.open(context().keepNs(89))) {
            journal.release(39);
            assertReads(journal, 30, 10);
        }
    }

    @Test
    void shouldReleaseNoFurtherThanTheLimitSays() {
        final long[] limit = {25};
        try (Journal journal = ChronicleJournal.open(context().releaseLimit(() -> limit[0]))) {
            Journals.appendAll(journal, 0, 40);

            journal.release(39);

            assertReads(journal, 20, 20);
            limit[0] = 30;
            journal.release(39);
            assertReads(journal, 30, 10);
        }
    }

    @Test
    void shouldRemoveNothingUnlessAsked() {
        try (Journal journal = ChronicleJournal.open(context().removeReleased(false))) {
            Journals.appendAll(journal, 0, 20);

            journal.release(15);

            assertTrue(hasSegment(0));
        }
    }

    @Test
    void shouldGoOnAfterItWasClosed() {
        try (Journal journal = open()) {
            Journals.appendAll(journal, 0, 30);
            journal.release(20);
        }
        try (Journal journal = open()) {
            assertEquals(29, journal.lastPosition());
            Journals.appendAll(journal, 30, 10);
            assertReads(journal, 20, 20);
        }
        final JournalReport report = JournalVerifier.verify(directory);
        assertNull(report.damage());
        assertEquals(20, report.firstPosition());
        assertEquals(39, report.lastPosition());
    }

    @Test
    void shouldIgnoreAndThenRemoveFilesThatADeadProcessLeft() throws IOException {
        try (Journal journal = open()) {
            Journals.appendAll(journal, 0, 30);
        }
        final Path copy = directory.resolve("copy");
        Files.copy(Journals.segment(directory, 1), copy);
        try (Journal journal = open()) {
            journal.release(20);
        }
        Files.move(copy, Journals.segment(directory, 1));

        assertNull(JournalVerifier.verify(directory).damage());
        try (Journal journal = open()) {
            assertReads(journal, 20, 10);
            journal.release(20);
            assertFalse(hasSegment(1));
        }
    }

    @Test
    void shouldMissAFirstFileThatWasNotRemovedOnPurpose() throws IOException {
        try (Journal journal = open()) {
            Journals.appendAll(journal, 0, 40);
            journal.release(20);
        }
        Files.delete(Journals.segment(directory, 2));

        final JournalException refusal = assertThrows(JournalException.class, this::open);

        assertEquals(JournalException.Kind.DAMAGED, refusal.kind());
    }

    @Test
    void shouldReadTheTailOnlyWhenOpenedFromAPosition() throws IOException {
        try (Journal journal = open()) {
            Journals.appendAll(journal, 0, 30);
        }
        final Path early = Journals.segment(directory, 0);
        final long[] offsets = Journals.documentOffsets(early);
        Journals.flip(early, offsets[3] + 50, 1);
        assertThrows(JournalException.class, this::open);

        try (Journal journal = ChronicleJournal.open(context().verifyFrom(25))) {
            assertEquals(29, journal.lastPosition());
            Journals.appendAll(journal, 30, 10);
        }

        assertFalse(JournalVerifier.verify(directory).isSound());
        try (Journal journal = ChronicleJournal.open(context().verifyFrom(35))) {
            assertEquals(39, journal.lastPosition());
        }
    }
}
