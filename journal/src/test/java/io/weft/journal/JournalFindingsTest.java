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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exam tells of a journal of two files, whose records are what a kernel writes. */
class JournalFindingsTest {
    private static final int ENTRY_COUNT = 12;
    private static final int RECORD_COUNT = 18;
    private static final int LAST = ENTRY_COUNT - 1;

    @TempDir private Path temporary;
    private Path directory;

    @BeforeEach
    void writeJournal() {
        directory = temporary.resolve("journal");
        try (Journal journal = ChronicleJournal.open(Journals.small(directory).rollEntries(6))) {
            Messages.write(journal, ENTRY_COUNT);
        }
    }

    private JournalFinding only() {
        final JournalExam exam = JournalExam.of(directory);
        assertEquals(1, exam.findingCount(), () -> exam.findings().toString());
        assertEquals(1, exam.findings().size());
        return exam.findings().get(0);
    }

    private void assertHarmless(final Path file, final String what) {
        final JournalFinding finding = only();
        assertEquals(DamageOutcome.HARMLESS, finding.outcome());
        assertEquals(file, finding.file());
        assertEquals(ENTRY_COUNT, finding.position());
        assertTrue(finding.what().startsWith(what), finding::toString);
        assertTrue(JournalExam.of(directory).isSound());
    }

    @Test
    void shouldFindNothingInASoundJournal() {
        final JournalExam exam = JournalExam.of(directory);

        assertEquals(List.of(), exam.findings());
        assertEquals(0, exam.findingCount());
        assertTrue(exam.isSound());
        assertEquals(RECORD_COUNT, exam.report().recordCount());
        assertEquals(0, exam.behindCount());
        assertEquals(Journal.NULL_POSITION, exam.behindLastPosition());
    }

    @Test
    void shouldTellOfAnAppendThatNeverReturned() throws IOException {
        final Path file = Journals.segment(directory, 1);
        final long[] offsets = Journals.documentOffsets(file);
        final long end = offsets[offsets.length - 1];
        Journals.writeBytes(file, end + 16, (byte) 7);

        final JournalFinding finding = only();

        assertEquals(DamageOutcome.TRUNCATED, finding.outcome());
        assertEquals(file, finding.file());
        assertEquals(end, finding.offset());
        assertEquals(ENTRY_COUNT, finding.position());
        assertEquals("24 bytes of an append that never returned", finding.what());
        assertTrue(JournalExam.of(directory).isSound());
    }

    @Test
    void shouldTellWhatIsHarmless() throws IOException {
        final Path begun = Files.createFile(Journals.segment(directory, 2));
        assertHarmless(begun, "a file without a record, which a writer had just begun");
        Files.delete(begun);

        final Path count = directory.resolve("weft.segments");
        Files.writeString(count, "1\n");
        assertHarmless(count, "it counts 1 files, and more have records");
        Files.writeString(count, "2\n");

        final Path table = directory.resolve("metadata.cq4t");
        Files.delete(table);
        assertHarmless(table, "the table of Chronicle Queue is not there");
    }

    @Test
    void shouldTellOfALiveWriter() {
        try (Journal journal = ChronicleJournal.open(Journals.small(directory))) {
            assertEquals(LAST, journal.lastPosition());
            assertHarmless(
                    directory.resolve("weft.lock"),
                    "the journal is being written by this process, ");
        }
    }

    @Test
    void shouldCountWhatCanBeReadBehindDamage() throws IOException {
        final Path file = Journals.segment(directory, 0);
        final long offset = Journals.documentOffsets(file)[2];
        Journals.flip(file, offset + 4 + EntryLayout.HEADER_LENGTH, 1);

        final JournalFinding finding = only();
        final JournalExam exam = JournalExam.of(directory);

        assertEquals(DamageOutcome.REFUSED, finding.outcome());
        assertEquals(file, finding.file());
        assertEquals(offset, finding.offset());
        assertEquals(1, finding.position());
        assertTrue(finding.cure().contains("weft journal repair"), finding::toString);
        assertFalse(exam.isSound());
        assertEquals(2, exam.report().recordCount());
        assertEquals(RECORD_COUNT - 3, exam.behindCount());
        assertEquals(LAST, exam.behindLastPosition());
    }

    @Test
    void shouldTellAllDamageInTheOrderOfTheFiles() throws IOException {
        for (int segment = 0; segment < 2; segment++) {
            final Path file = Journals.segment(directory, segment);
            final long offset = Journals.documentOffsets(file)[4];
            Journals.flip(file, offset + 4 + EntryLayout.HEADER_LENGTH, 1);
        }

        final JournalExam exam = JournalExam.of(directory);

        assertEquals(
                List.of(Journals.segment(directory, 0), Journals.segment(directory, 1)),
                exam.findings().stream().map(JournalFinding::file).toList());
        assertEquals(2, exam.findingCount());
        assertEquals(RECORD_COUNT - 4 - 2, exam.behindCount());
    }

    @Test
    void shouldNameTheRecordWhoseContentNoKernelWrites() throws IOException {
        final UnsafeBuffer mark = Messages.launchMark();
        try (Journal journal = ChronicleJournal.open(Journals.small(directory))) {
            Messages.append(journal, Journal.ENTRY, ENTRY_COUNT, mark);
        }
        final Path file = Journals.segment(directory, 1);
        final long[] offsets = Journals.documentOffsets(file);

        final JournalFinding finding = only();

        assertEquals(DamageOutcome.REFUSED, finding.outcome());
        assertEquals(file, finding.file());
        assertEquals(offsets[offsets.length - 2], finding.offset());
        assertEquals(ENTRY_COUNT, finding.position());
        assertEquals("expected an input, found LaunchMark", finding.what());
        assertNull(JournalExam.of(directory).report().damage());
        assertFalse(JournalExam.of(directory).isSound());
    }

    @Test
    void shouldCountMoreThanItTells() {
        final UnsafeBuffer mark = Messages.launchMark();
        try (Journal journal = ChronicleJournal.open(Journals.small(directory))) {
            for (int i = 0; i <= JournalExam.FINDINGS_MAX; i++) {
                Messages.append(journal, Journal.ENTRY, ENTRY_COUNT + i, mark);
            }
        }

        final JournalExam exam = JournalExam.of(directory);

        assertEquals(JournalExam.FINDINGS_MAX, exam.findings().size());
        assertEquals(JournalExam.FINDINGS_MAX + 1, exam.findingCount());
    }
}
