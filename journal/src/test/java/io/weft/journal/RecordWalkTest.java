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
import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are sound alone and wrong where they stand, and what is said of their place. */
class RecordWalkTest {
    /** Entry 0, its decisions, entry 1, entry 2, its decisions, and so on. */
    private static final int RECORD_COUNT = 15;

    @TempDir private Path directory;
    private Path file;
    private long[] offsets;

    @BeforeEach
    void writeJournal() throws IOException {
        Journals.write(directory, 10);
        file = Journals.segment(directory, 0);
        offsets = Journals.documentOffsets(file);
    }

    /** Changes a number in the header of a record, and its checksum with it. */
    private void set(final int index, final int field, final int value) {
        final long start = offsets[index] + SegmentReader.DOCUMENT_HEADER_LENGTH;
        final RecordBuffer record = new RecordBuffer();
        final int length = (int) (offsets[index + 1] - start);
        record.buffer().putBytes(0, Journals.readBytes(file, start, length));
        record.buffer().putInt(field, value);
        record.buffer().putInt(EntryLayout.CRC_OFFSET, record.computeCrc());
        final byte[] changed = new byte[length];
        record.buffer().getBytes(0, changed);
        Journals.writeBytes(file, start, changed);
    }

    private JournalDamage damageBehind(final int recordCount) throws IOException {
        try (RecordWalk walk = new RecordWalk(directory, 0)) {
            for (int i = 0; i < recordCount; i++) {
                assertEquals(Step.RECORD, walk.next());
            }
            assertEquals(Step.DAMAGED, walk.next());
            assertEquals(Step.DAMAGED, walk.next());
            return walk.damage();
        }
    }

    @Test
    void shouldRefuseARecordOutOfOrder() throws IOException {
        // The last is entry 9, at 90 ns.
        set(RECORD_COUNT - 1, EntryLayout.TIME_OFFSET, 79);

        final JournalDamage damage = damageBehind(RECORD_COUNT - 1);

        assertEquals(offsets[RECORD_COUNT - 1], damage.offset());
        assertEquals("a record in order", damage.expected());
        assertEquals("timeNs=79, expected at least 80", damage.found());
        assertEquals(9, damage.position());
    }

    @Test
    void shouldRefuseARecordBehindAnother() throws IOException {
        set(3, EntryLayout.CRC_BEFORE_OFFSET, 0x77);

        final JournalDamage damage = damageBehind(3);

        assertTrue(damage.expected().startsWith("a record behind checksum "), damage::toString);
        assertEquals("one behind checksum 77", damage.found());
        assertEquals(offsets[3], damage.offset());
    }

    @Test
    void shouldNameThePositionThatADamagedRecordSaysIfThatCanBe() throws IOException {
        final int payload = SegmentReader.DOCUMENT_HEADER_LENGTH + EntryLayout.HEADER_LENGTH;
        // Entry 2, behind entry 1 that has no decisions.
        Journals.flip(file, offsets[3] + payload, 1);
        assertEquals(2, damageBehind(3).position());
        Journals.flip(file, offsets[3] + payload, 1);
        // The decisions of entry 2.
        Journals.flip(file, offsets[4] + payload, 1);
        assertEquals(2, damageBehind(4).position());
    }

    @Test
    void shouldNameTheNextPositionWhenADamagedRecordSaysAnother() throws IOException {
        // Entry 1, behind the decisions of entry 0: the earliest that may come.
        set(2, EntryLayout.POSITION_OFFSET, 7);
        assertEquals(1, damageBehind(2).position());
        set(2, EntryLayout.POSITION_OFFSET, 0);
        assertEquals(1, damageBehind(2).position());
        set(2, EntryLayout.POSITION_OFFSET, 1);
        set(2, EntryLayout.SEQUENCE_OFFSET, 9);
        assertEquals(1, damageBehind(2).position());
        assertEquals("record 2", damageBehind(2).expected());
        assertEquals("record 9", damageBehind(2).found());
    }

    @Test
    void shouldEndBehindAClosedFileWhenTheNextWasNotBegun() throws IOException {
        final byte[] mark = {0, 0, 0, (byte) 0xC0};
        Journals.writeBytes(file, offsets[RECORD_COUNT], mark);
        try (RecordWalk walk = new RecordWalk(directory, 0)) {
            for (int i = 0; i < RECORD_COUNT; i++) {
                assertEquals(Step.RECORD, walk.next());
            }
            assertEquals(Step.END, walk.next());
            assertNull(walk.damage());
            assertEquals(1, walk.segment());
        }
    }

    /** Four files of ten entries, of which the first two may be let go. */
    private Journal writeFiles() {
        final Journal journal =
                ChronicleJournal.open(
                        Journals.small(directory).rollEntries(10).removeReleased(true));
        Journals.appendAll(journal, 10, 30);
        return journal;
    }

    @Test
    void shouldBeginWhereTheHeadSaysWhenFilesGoBeforeItsFirstRecord() throws IOException {
        try (Journal journal = writeFiles();
                RecordWalk walk = new RecordWalk(directory, 0)) {
            journal.release(25);

            assertEquals(Step.RECORD, walk.next());
            assertEquals(20, walk.record().position());
            assertEquals(2, walk.segment());
        }
    }

    @Test
    void shouldSayThatFilesWentWhileItReadThem() throws IOException {
        try (Journal journal = writeFiles();
                RecordWalk walk = new RecordWalk(directory, 0)) {
            assertEquals(Step.RECORD, walk.next());
            journal.release(25);
            Step step = walk.next();
            while (step == Step.RECORD) {
                step = walk.next();
            }

            assertEquals(Step.DAMAGED, step);
            assertEquals(Journals.segment(directory, 1), walk.damage().file());
            assertEquals(10, walk.damage().position(), "the first that it did not read");
            assertEquals("none: it was let go behind a snapshot meanwhile", walk.damage().found());
        }
    }

    @Test
    void shouldGoOnInFilesThatAreBegunWhileItReads() throws IOException {
        try (RecordWalk walk = new RecordWalk(directory, 0)) {
            for (int i = 0; i < RECORD_COUNT; i++) {
                assertEquals(Step.RECORD, walk.next());
            }
            assertEquals(Step.END, walk.next());
            writeFiles().close();
            for (long position = 10; position < 40; position++) {
                assertEquals(Step.RECORD, walk.next());
                assertEquals(position, walk.record().position());
                if (position % 2 == 0) {
                    assertEquals(Step.RECORD, walk.next());
                }
            }
            assertEquals(Step.END, walk.next());
            assertNull(walk.damage());
            assertEquals(3, walk.segment());
        }
    }

    @Test
    void shouldStandBeforeTheFirstFileWhenTheHeadIsDamaged() throws IOException {
        try (Journal journal = writeFiles()) {
            journal.release(25);
        }
        Files.writeString(directory.resolve(JournalHead.FILE_NAME), "segment=2 and so on");

        final JournalDamage damage = damageBehind(0);
        try (RecordWalk walk = new RecordWalk(directory, 0)) {
            assertEquals(1, walk.segment());
            assertTrue(walk.skipDamage());
            assertEquals(Step.RECORD, walk.next());
            assertEquals(20, walk.record().position());
        }

        assertEquals(directory.resolve(JournalHead.FILE_NAME), damage.file());
        Files.delete(Journals.segment(directory, 2));
        Files.delete(Journals.segment(directory, 3));
        try (RecordWalk walk = new RecordWalk(directory, 0)) {
            assertEquals(-1, walk.segment(), "there is no file");
            assertFalse(walk.skipDamage());
        }
    }

    @Test
    void shouldMissAFileBetweenTwo() throws IOException {
        try (Journal journal = ChronicleJournal.open(Journals.small(directory).rollEntries(10))) {
            Journals.appendAll(journal, 10, 20);
        }
        Files.delete(Journals.segment(directory, 1));

        final JournalDamage damage = damageBehind(RECORD_COUNT);

        assertEquals(Journals.segment(directory, 1), damage.file());
        assertEquals(10, damage.position());
        assertEquals("none", damage.found());
    }
}
