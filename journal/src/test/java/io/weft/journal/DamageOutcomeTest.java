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

import static io.weft.journal.Journals.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a journal, and which of three outcomes that has: the table of the manual. */
class DamageOutcomeTest {
    private static final int ENTRY_COUNT = 20;
    private static final int RECORD_COUNT = 30;
    private static final int FILE_ENTRIES = 5;
    private static final int PAGE_LENGTH = 4096;
    private static final int MARK_OFFSET = 64;

    @TempDir private Path temporary;
    private Path directory;

    @BeforeEach
    void writeJournal() {
        directory = temporary.resolve("journal");
        write(directory, 0);
    }

    /** A journal of four files; payloads differ by the salt, and nothing else. */
    private static void write(final Path target, final int salt) {
        try (Journal journal = ChronicleJournal.open(small(target).rollEntries(FILE_ENTRIES))) {
            for (int i = 0; i < ENTRY_COUNT; i++) {
                append(journal, Journal.ENTRY, i, salt);
                if (i % 2 == 0) {
                    append(journal, Journal.DECISIONS, i, salt);
                }
            }
        }
    }

    private static void append(
            final Journal journal, final int kind, final int position, final int salt) {
        final var bytes = Journals.payload(kind, position);
        bytes.putByte(0, (byte) (bytes.getByte(0) + salt));
        journal.append(kind, position, position * 10L, bytes, 0, bytes.capacity());
    }

    /** What happens. */
    private interface Event {
        void happenTo(DamageOutcomeTest test) throws IOException;
    }

    private enum Damage {
        BIT_FLIPPED(DamageOutcome.REFUSED, t -> Journals.flip(t.file(1), t.record(1, 3) + 9, 4)),
        PAGE_ZEROED(DamageOutcome.REFUSED, t -> t.zeroPage(t.file(2), t.record(2, 2))),
        PAGE_WITH_THE_HEADER_ZEROED(DamageOutcome.REFUSED, t -> t.zeroPage(t.file(2), 0)),
        TWO_RECORDS_OF_NOTHING(DamageOutcome.REFUSED, t -> t.zero(t.file(0), 2, 4)),
        FIRST_FILE_MISSING(DamageOutcome.REFUSED, t -> Files.delete(t.file(0))),
        MIDDLE_FILE_MISSING(DamageOutcome.REFUSED, t -> Files.delete(t.file(2))),
        LAST_FILE_MISSING(DamageOutcome.REFUSED, t -> Files.delete(t.file(3))),
        MIDDLE_FILE_CUT(
                DamageOutcome.REFUSED, t -> Journals.truncate(t.file(1), t.record(1, 4) + 7)),
        LAST_FILE_CUT(DamageOutcome.REFUSED, t -> Journals.truncate(t.file(3), t.record(3, 6))),
        LAST_FILE_EMPTY(DamageOutcome.REFUSED, t -> Files.write(t.file(3), new byte[0])),
        FILES_EXCHANGED(DamageOutcome.REFUSED, t -> t.exchange(1, 2)),
        FILE_OF_ANOTHER_JOURNAL(DamageOutcome.REFUSED, t -> t.takeFromOther(1)),
        LAST_FILE_OF_ANOTHER_JOURNAL(DamageOutcome.REFUSED, t -> t.takeFromOther(3)),
        OLDER_LAYOUT(DamageOutcome.REFUSED, t -> t.setVersion(1)),
        NEWER_LAYOUT(DamageOutcome.REFUSED, t -> t.setVersion(3)),
        COUNT_OF_FILES_NO_NUMBER(DamageOutcome.REFUSED, t -> t.beside("weft.segments", "\0x\n")),
        COUNT_OF_FILES_TOO_HIGH(DamageOutcome.REFUSED, t -> t.beside("weft.segments", "5\n")),

        APPEND_NEVER_ENDED(DamageOutcome.TRUNCATED, t -> t.tearLast(20, true)),
        APPEND_NEVER_CLOSED(DamageOutcome.TRUNCATED, t -> t.tearLast(Integer.MAX_VALUE, true)),

        COUNT_OF_FILES_MISSING(
                DamageOutcome.HARMLESS, t -> Files.delete(t.directory.resolve("weft.segments"))),
        COUNT_OF_FILES_TOO_LOW(DamageOutcome.HARMLESS, t -> t.beside("weft.segments", "2\n")),
        TABLE_MISSING(
                DamageOutcome.HARMLESS, t -> Files.delete(t.directory.resolve("metadata.cq4t"))),
        TABLE_OF_NOTHING(DamageOutcome.HARMLESS, t -> t.beside("metadata.cq4t", "nothing")),
        LOCK_OF_A_PROCESS_NUMBER_IN_USE_AGAIN(
                DamageOutcome.HARMLESS,
                t -> t.beside("weft.lock", ProcessHandle.current().pid() + "\n")),
        LOCK_MISSING(DamageOutcome.HARMLESS, t -> Files.delete(t.directory.resolve("weft.lock"))),
        NEXT_FILE_JUST_BEGUN(
                DamageOutcome.HARMLESS, t -> Files.write(t.file(4), new byte[PAGE_LENGTH])),
        STRAY_FILE(DamageOutcome.HARMLESS, t -> t.beside("notes.txt", "remember"));

        private final DamageOutcome outcome;
        private final Event event;

        Damage(final DamageOutcome outcome, final Event event) {
            this.outcome = outcome;
            this.event = event;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldComeToOneOfThreeOutcomes(final Damage damage) throws IOException {
        damage.event.happenTo(this);

        switch (damage.outcome) {
            case REFUSED -> assertRefused();
            case TRUNCATED -> assertGoesOn(RECORD_COUNT - 1, true);
            case HARMLESS -> assertGoesOn(RECORD_COUNT, false);
        }
    }

    @Test
    void shouldTruncateATailTornAtAnyByte() throws IOException {
        final byte[] whole = Files.readAllBytes(file(3));
        final int length = (int) (record(3, 7) - record(3, 6)) - 4;
        for (final boolean isOpen : new boolean[] {true, false}) {
            for (int kept = 0; kept <= length; kept++) {
                tearLast(kept, isOpen);

                final JournalReport report = JournalVerifier.verify(directory);
                assertTrue(report.isSound(), kept + " bytes: " + report.damage());
                assertEquals(RECORD_COUNT - 1, report.recordCount());
                if (kept % 16 == 0) {
                    assertGoesOn(RECORD_COUNT - 1, isOpen || kept > 0);
                }
                Files.write(file(3), whole);
                beside("weft.segments", "4\n");
            }
        }
    }

    @Test
    void shouldNeverTakeOneFileForAnother() throws IOException {
        final Path other = temporary.resolve("other");
        write(other, 1);
        assertEquals(JournalVerifier.verify(directory), JournalVerifier.verify(other));

        for (int segment = 1; segment < ENTRY_COUNT / FILE_ENTRIES; segment++) {
            final byte[] own = Files.readAllBytes(file(segment));
            Files.write(file(segment), Files.readAllBytes(Journals.segment(other, segment)));

            final JournalDamage damage = JournalVerifier.verify(directory).damage();
            assertEquals(file(segment), damage.file());
            assertTrue(damage.expected().startsWith("a record behind checksum"), damage::toString);

            Files.write(file(segment), own);
        }
    }

    private void assertRefused() {
        final JournalException ex =
                assertThrows(
                        JournalException.class,
                        () -> ChronicleJournal.open(small(directory)).close());
        assertEquals(JournalException.Kind.DAMAGED, ex.kind());
        assertTrue(ex.getMessage().contains("damaged: at position "), ex.getMessage());
        assertTrue(ex.getMessage().contains("weft journal repair " + directory), ex.getMessage());
        final JournalFinding finding =
                JournalExam.of(directory).findings().stream()
                        .filter(each -> each.cure().contains("weft journal repair"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(DamageOutcome.REFUSED, finding.outcome());
        assertTrue(ex.getMessage().contains(finding.what()), finding::toString);
        assertRepaired();
    }

    /**
     * What lies before the damage is in the new journal, byte for byte, and can be gone on with.
     */
    private void assertRepaired() {
        final Path target = temporary.resolve("repaired");
        final JournalReport before = JournalVerifier.verify(directory);
        final JournalRepair.Result result =
                JournalRepair.repair(directory, target, ChronicleJournal.Context.BLOCK_SIZE_MIN);

        assertEquals(before.recordCount(), result.recordCount());
        assertEquals(before.lastPosition(), result.lastPosition());
        assertEquals(before, JournalVerifier.verify(directory), "the old one is as it was");
        try (Journal journal = ChronicleJournal.open(small(target))) {
            assertEquals(result.recordCount(), Journals.read(journal).size());
            Journals.append(journal, Journal.ENTRY, journal.lastPosition() + 1);
        }
    }

    private void assertGoesOn(final int recordCount, final boolean isTorn) {
        final JournalReport before = JournalVerifier.verify(directory);
        assertEquals(isTorn, before.tornLength() > 0);
        try (Journal journal = ChronicleJournal.open(small(directory))) {
            assertEquals(recordCount, Journals.read(journal).size());
            Journals.append(journal, Journal.ENTRY, journal.lastPosition() + 1);
        }
        final JournalReport after = JournalVerifier.verify(directory);
        assertTrue(after.isSound(), String.valueOf(after.damage()));
        assertEquals(recordCount + 1, after.recordCount());
        assertEquals(0, after.tornLength());
    }

    private Path file(final int segment) {
        return Journals.segment(directory, segment);
    }

    private long record(final int segment, final int index) throws IOException {
        final long[] offsets = Journals.documentOffsets(file(segment));
        return offsets[Math.min(index, offsets.length - 1)];
    }

    private void zeroPage(final Path target, final long offset) throws IOException {
        final long start = offset & -PAGE_LENGTH;
        final long length = Math.min(PAGE_LENGTH, Files.size(target) - start);
        Journals.writeBytes(target, start, new byte[(int) length]);
    }

    private void zero(final Path target, final int from, final int to) throws IOException {
        final long start = record(0, from);
        Journals.writeBytes(target, start, new byte[(int) (record(0, to) - start)]);
    }

    private void exchange(final int one, final int other) throws IOException {
        final byte[] bytes = Files.readAllBytes(file(one));
        Files.write(file(one), Files.readAllBytes(file(other)));
        Files.write(file(other), bytes);
    }

    private void takeFromOther(final int segment) throws IOException {
        final Path other = temporary.resolve("other");
        write(other, 1);
        Files.write(file(segment), Files.readAllBytes(Journals.segment(other, segment)));
    }

    private void beside(final String name, final String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** Gives the first record another version, and the checksum that goes with it. */
    private void setVersion(final int version) throws IOException {
        final long start = record(0, 0) + SegmentReader.DOCUMENT_HEADER_LENGTH;
        final int length = (int) (record(0, 1) - start);
        final ByteBuffer record =
                ByteBuffer.wrap(Journals.readBytes(file(0), start, length))
                        .order(ByteOrder.LITTLE_ENDIAN);
        record.putShort(EntryLayout.VERSION_OFFSET, (short) version);
        final CRC32C crc = new CRC32C();
        crc.update(record.array(), EntryLayout.CHECKED_OFFSET, length - EntryLayout.CHECKED_OFFSET);
        record.putInt(EntryLayout.CRC_OFFSET, (int) crc.getValue());
        Journals.writeBytes(file(0), start, record.array());
    }

    /** As if the writer had died in the last append, when so many bytes were there. */
    private void tearLast(final int kept, final boolean isHeaderOpen) throws IOException {
        final long[] offsets = Journals.documentOffsets(file(3));
        final int last = offsets.length - 2;
        final long start = offsets[last];
        final int length = (int) (offsets[last + 1] - start) - 4;
        final ByteBuffer torn = ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN);
        torn.putInt(isHeaderOpen ? SegmentReader.NOT_COMPLETE : 0);
        final int count = Math.min(kept, length);
        torn.put(Arrays.copyOf(Journals.readBytes(file(3), start + 4, length), count));
        Journals.writeBytes(file(3), start, torn.array());
        final ByteBuffer mark = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        mark.putLong(offsets[last - 1]);
        Journals.writeBytes(file(3), MARK_OFFSET, mark.array());
    }
}
