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
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {
    private static final int ENTRY_COUNT = 20;
    private static final int RECORD_COUNT = 30;

    /** The offset of Chronicle Queue's mark in the header of a segment file. */
    private static final long MARK_OFFSET = 0x40;

    @TempDir private Path temporary;
    private Path directory;
    private Path file;
    private long[] offsets;

    @BeforeEach
    void writeJournal() throws IOException {
        directory = temporary.resolve("journal");
        Journals.write(directory, ENTRY_COUNT);
        file = Journals.segment(directory, 0);
        offsets = Journals.documentOffsets(file);
        assertEquals(RECORD_COUNT + 1, offsets.length);
    }

    @Test
    void shouldRefuseAFlippedBitInAnyByteOfAnyRecord() {
        final Random random = new Random(7);
        for (long offset = offsets[0]; offset < offsets[RECORD_COUNT]; offset++) {
            final int mask = 1 << random.nextInt(8);
            Journals.flip(file, offset, mask);

            final JournalReport report = JournalVerifier.verify(directory);
            assertFalse(report.isSound(), "byte " + offset + ", mask " + mask);
            assertTrue(report.recordCount() < RECORD_COUNT);

            Journals.flip(file, offset, mask);
        }
        assertTrue(JournalVerifier.verify(directory).isSound());
    }

    @Test
    void shouldRefuseAZeroedRunAnywhere() {
        final byte[] all = Journals.readBytes(file, 0, (int) offsets[RECORD_COUNT]);
        for (int i = 0; i < RECORD_COUNT; i++) {
            final int length = (int) (offsets[i + 1] - offsets[i]);
            Journals.writeBytes(file, offsets[i], new byte[length]);

            final JournalReport report = JournalVerifier.verify(directory);
            assertFalse(report.isSound(), "record " + i);
            assertEquals(i, report.recordCount());
            assertEquals(offsets[i], report.damage().offset());

            final byte[] before =
                    Arrays.copyOfRange(all, (int) offsets[i], (int) offsets[i] + length);
            Journals.writeBytes(file, offsets[i], before);
        }
    }

    @Test
    void shouldRefuseAFileCutAnywhere() throws IOException {
        final byte[] all = Journals.readBytes(file, 0, (int) Files.size(file));
        for (long cut = offsets[RECORD_COUNT] - 1; cut > offsets[RECORD_COUNT - 5]; cut -= 3) {
            Journals.truncate(file, cut);

            assertDamaged();

            Files.write(file, all);
        }
        for (final long cut : new long[] {offsets[0], 1_000, 200, 100}) {
            Journals.truncate(file, cut);

            assertDamaged();

            Files.write(file, all);
        }
    }

    @Test
    void shouldNameThePlaceAndWhatToDoAndChangeNothing() throws IOException {
        Journals.flip(file, offsets[16] + 50, 1);
        final byte[] before = Files.readAllBytes(file);

        final JournalException ex = assertDamaged();

        assertTrue(ex.getMessage().contains("position 10 "), ex.getMessage());
        assertTrue(ex.getMessage().contains("19700101H.cq4, byte " + offsets[16]), ex.getMessage());
        assertTrue(ex.getMessage().contains("expected checksum "), ex.getMessage());
        assertTrue(ex.getMessage().contains("found bytes with checksum "), ex.getMessage());
        assertTrue(ex.getMessage().contains("Nothing was changed"), ex.getMessage());
        assertTrue(ex.getMessage().contains("weft inspect journal " + directory), ex.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertThrows(JournalException.class, () -> ChronicleJournal.open(small(directory)));
    }

    @Test
    void shouldReadUpToTheDamage() {
        Journals.flip(file, offsets[10] + 45, 1);
        try (JournalReader reader = new JournalReader(directory, 0)) {
            for (int i = 0; i < 10; i++) {
                assertTrue(reader.poll((k, p, t, b, o, l) -> {}));
            }
            for (int i = 0; i < 2; i++) {
                final JournalException ex =
                        assertThrows(
                                JournalException.class,
                                () -> reader.poll((k, p, t, b, o, l) -> {}));
                assertEquals(JournalException.Kind.DAMAGED, ex.kind());
            }
        }
    }

    @Test
    void shouldRefuseAFlippedBitInTheFileHeader() {
        for (long offset = 0; offset < 248; offset++) {
            // What Chronicle Queue counts there is compared with the records when it opens the
            // file.
            final boolean isCount =
                    offset >= 72 && offset < 80
                            || offset >= 176 && offset < 184
                            || offset >= 232 && offset < 240;
            Journals.flip(file, offset, 4);

            assertEquals(isCount, JournalVerifier.verify(directory).isSound(), "byte " + offset);

            Journals.flip(file, offset, 4);
        }
    }

    @Test
    void shouldRefuseAnotherCountOfRecordsThanChronicleQueues() {
        for (long offset = 72; offset < 77; offset++) {
            Journals.flip(file, offset, 1);

            final JournalException ex = assertOpenRefused();
            assertTrue(ex.getMessage().contains("found the last index "), ex.getMessage());

            Journals.flip(file, offset, 1);
        }
        ChronicleJournal.open(small(directory)).close();
    }

    /** What it has indexed so far is of no consequence. */
    @ParameterizedTest
    @ValueSource(longs = {176, 183, 232, 239})
    void shouldGoOnWhateverChronicleQueueCountsBesides(final long offset) {
        Journals.flip(file, offset, 1);

        try (Journal journal = ChronicleJournal.open(small(directory))) {
            Journals.appendAll(journal, ENTRY_COUNT, 10);
        }
        assertEquals(RECORD_COUNT + 15, JournalVerifier.verify(directory).recordCount());
    }

    @Test
    void shouldNameTheFirstOfTwoFilesThatWereBegun() throws IOException {
        final Path rolled = temporary.resolve("rolled");
        try (Journal journal = ChronicleJournal.open(small(rolled).rollEntries(5))) {
            Journals.appendAll(journal, 0, 15);
        }
        // The first page is lost, which leaves records behind no header; the next is empty.
        final Path last = Journals.segment(rolled, 2);
        Journals.writeBytes(last, 0, new byte[4096]);
        Files.createFile(Journals.segment(rolled, 3));

        final JournalDamage damage = JournalVerifier.verify(rolled).damage();

        assertNotNull(damage);
        assertEquals(last, damage.file());
        assertEquals(0, damage.offset());
        assertTrue(damage.found().startsWith("a hole and then a record"), damage::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x400f6, 0x400f7})
    void shouldRefuseWhatChronicleQueueRefuses(final long offset) {
        Journals.flip(file, offset, 4);

        assertTrue(JournalVerifier.verify(directory).isSound());
        final JournalException ex = assertOpenRefused();
        assertTrue(ex.getMessage().contains("that Chronicle Queue accepts"), ex.getMessage());
        assertTrue(ex.getMessage().contains("No record was changed"), ex.getMessage());
    }

    @Test
    void shouldRefuseRecordsInAnotherOrder() {
        // Two records of one length, each sound, change places.
        final Path other = temporary.resolve("other");
        try (Journal journal = ChronicleJournal.open(small(other))) {
            for (int i = 0; i < 4; i++) {
                journal.append(Journal.ENTRY, i, 0, Journals.payload(1, 1), 0, 4);
            }
        }
        final Path otherFile = Journals.segment(other, 0);
        final int length = EntryLayout.HEADER_LENGTH + 8;
        final long start = offsets[0];
        final byte[] first = Journals.readBytes(otherFile, start + length, length);
        final byte[] second = Journals.readBytes(otherFile, start + 2 * length, length);
        Journals.writeBytes(otherFile, start + length, second);
        Journals.writeBytes(otherFile, start + 2 * length, first);

        final JournalReport report = JournalVerifier.verify(other);

        assertEquals(1, report.recordCount());
        assertEquals("record 1", report.damage().expected());
        assertEquals("record 2", report.damage().found());
    }

    @Test
    void shouldRefuseRecordsBehindAHoleThatTheMarkDoesNotKnow() {
        // As after a power cut: the page with the mark is older than the records.
        Journals.writeBytes(file, MARK_OFFSET, bytes(offsets[3]));
        Journals.writeBytes(file, offsets[10], new byte[(int) (offsets[12] - offsets[10])]);

        final JournalException ex = assertDamaged();

        assertTrue(
                ex.getMessage().contains("a later record at byte")
                        || ex.getMessage().contains("then a record at byte"),
                ex.getMessage());
    }

    @Test
    void shouldGoOnBehindAMarkThatIsOlderThanTheRecords() {
        Journals.writeBytes(file, MARK_OFFSET, bytes(offsets[3]));

        try (Journal journal = ChronicleJournal.open(small(directory))) {
            Journals.appendAll(journal, ENTRY_COUNT, 10);
            assertEquals(RECORD_COUNT + 15, Journals.read(journal).size());
        }
        assertTrue(JournalVerifier.verify(directory).isSound());
        try (Journal journal = ChronicleJournal.open(small(directory))) {
            assertEquals(ENTRY_COUNT + 9, journal.lastPosition());
        }
    }

    @Test
    void shouldPassOverAnAppendThatNeverReturned() {
        // The bytes are there, the document's header is not, the mark is the one before.
        final byte[] zeros = new byte[4];
        Journals.writeBytes(file, offsets[RECORD_COUNT - 1], zeros);
        Journals.writeBytes(file, MARK_OFFSET, bytes(offsets[RECORD_COUNT - 2]));

        final JournalReport report = JournalVerifier.verify(directory);
        assertTrue(report.isSound(), String.valueOf(report.damage()));
        assertEquals(RECORD_COUNT - 1, report.recordCount());
        assertTrue(report.tornLength() > 0);
        try (Journal journal = ChronicleJournal.open(small(directory))) {
            Journals.appendAll(journal, report.lastPosition() + 1, 10);
            Journals.read(journal);
        }
        final JournalReport after = JournalVerifier.verify(directory);
        assertTrue(after.isSound());
        assertEquals(0, after.tornLength());
        assertEquals(RECORD_COUNT - 1 + 15, after.recordCount());
    }

    @Test
    void shouldPassOverAFileThatWasJustBegun() throws IOException {
        for (final byte[] content : new byte[][] {{}, new byte[1 << 20], {0, 0, 0, (byte) 0x80}}) {
            final Path next = Journals.segment(directory, 1);
            Files.write(next, content);

            assertTrue(JournalVerifier.verify(directory).isSound());
            try (Journal journal = ChronicleJournal.open(small(directory))) {
                assertEquals(RECORD_COUNT, Journals.read(journal).size());
            }
            assertFalse(Files.exists(next));
        }
    }

    @Test
    void shouldRefuseWhenAFileIsMissing() throws IOException {
        final Path rolled = temporary.resolve("rolled");
        try (Journal journal = ChronicleJournal.open(small(rolled).rollEntries(5))) {
            Journals.appendAll(journal, 0, 20);
        }
        for (int segment = 0; segment < 3; segment++) {
            final Path missing = Journals.segment(rolled, segment);
            final Path aside = rolled.resolve("aside");
            Files.move(missing, aside);

            final JournalDamage damage = JournalVerifier.verify(rolled).damage();
            assertNotNull(damage);
            assertEquals(missing, damage.file());
            assertEquals(segment * 5L, damage.position());

            Files.move(aside, missing);
        }
        assertTrue(JournalVerifier.verify(rolled).isSound());
    }

    @Test
    void shouldRefuseWhenTheLastFileIsLost() throws IOException {
        final Path rolled = temporary.resolve("rolled");
        try (Journal journal = ChronicleJournal.open(small(rolled).rollEntries(5))) {
            Journals.appendAll(journal, 0, 20);
        }
        for (final Path journal : new Path[] {directory, rolled}) {
            final long last = journal.equals(rolled) ? 3 : 0;
            final Path lost = Journals.segment(journal, last);
            final byte[] all = Files.readAllBytes(lost);
            for (final byte[] rest : new byte[][] {{}, {1}, {0, 0, 0, 0}, new byte[all.length]}) {
                Files.write(lost, rest);
                assertLost(journal, lost, last * 5);
            }
            Files.delete(lost);
            assertLost(journal, lost, last * 5);
        }
    }

    private static void assertLost(final Path journal, final Path lost, final long position) {
        final JournalDamage damage = JournalVerifier.verify(journal).damage();
        assertNotNull(damage);
        assertEquals(lost, damage.file());
        assertEquals(position, damage.position());
        final JournalException ex =
                assertThrows(JournalException.class, () -> ChronicleJournal.open(small(journal)));
        assertEquals(JournalException.Kind.DAMAGED, ex.kind());
    }

    @Test
    void shouldCountASegmentThatWasBegunWhenItsWriterDied() throws IOException {
        // As if it had died after the first record was written and before that was counted.
        Files.writeString(directory.resolve("weft.segments"), "0\n");
        ChronicleJournal.open(small(directory)).close();

        assertEquals("1", Files.readString(directory.resolve("weft.segments")).trim());
    }

    @Test
    void shouldRefuseALostEndMark() throws IOException {
        final Path rolled = temporary.resolve("rolled");
        try (Journal journal = ChronicleJournal.open(small(rolled).rollEntries(5))) {
            Journals.appendAll(journal, 0, 10);
        }
        final Path first = Journals.segment(rolled, 0);
        final long[] ends = Journals.documentOffsets(first);
        Journals.writeBytes(first, ends[ends.length - 1], new byte[4]);

        final JournalDamage damage = JournalVerifier.verify(rolled).damage();

        assertNotNull(damage);
        assertEquals(5, damage.position());
    }

    private JournalException assertDamaged() {
        final JournalException ex = assertOpenRefused();
        assertFalse(JournalVerifier.verify(directory).isSound());
        return ex;
    }

    private JournalException assertOpenRefused() {
        final JournalException ex =
                assertThrows(JournalException.class, () -> ChronicleJournal.open(small(directory)));
        assertEquals(JournalException.Kind.DAMAGED, ex.kind(), ex.getMessage());
        return ex;
    }

    private static byte[] bytes(final long value) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    }
}
