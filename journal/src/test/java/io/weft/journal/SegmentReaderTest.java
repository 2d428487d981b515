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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment file read while bytes in it are other than a writer leaves them, or change. */
class SegmentReaderTest {
    private static final int RECORD_COUNT = 15;

    @TempDir private Path directory;
    private Path file;
    private long[] offsets;

    @BeforeEach
    void writeSegment() throws IOException {
        Journals.write(directory, 10);
        file = Journals.segment(directory, 0);
        offsets = Journals.documentOffsets(file);
    }

    private static byte[] bytes(final int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    private void setMark(final long offset) {
        Journals.writeBytes(
                file,
                FileHeader.MARK_OFFSET,
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(offset).array());
    }

    private SegmentReader open() throws IOException {
        return new SegmentReader(file, new RecordBuffer());
    }

    private void assertDamaged(final int recordCount, final String expected, final String found)
            throws IOException {
        try (SegmentReader reader = open()) {
            for (int i = 0; i < recordCount; i++) {
                assertEquals(Step.RECORD, reader.next());
            }
            for (int i = 0; i < 2; i++) {
                assertEquals(Step.DAMAGED, reader.next());
                assertEquals(expected, reader.expected());
                assertEquals(found, reader.found());
            }
        }
    }

    private void assertReads(final Step last) throws IOException {
        try (SegmentReader reader = open()) {
            for (int i = 0; i < RECORD_COUNT; i++) {
                assertEquals(Step.RECORD, reader.next());
                assertEquals(offsets[i], reader.recordOffset());
            }
            assertEquals(last, reader.next());
        }
    }

    @Test
    void shouldReadAllWhenTheMarkWasNeverBroughtToDisk() throws IOException {
        setMark(0);

        assertReads(Step.END);
    }

    @Test
    void shouldRefuseAMarkBetweenRecords() throws IOException {
        setMark(offsets[3] + 4);
        assertDamaged(4, "a record at byte " + (offsets[3] + 4) + ", the mark", "none");

        // In the last record, where no later one passes it.
        final long inLast = offsets[RECORD_COUNT - 1] + 4;
        setMark(inLast);
        assertDamaged(RECORD_COUNT, "a record at byte " + inLast + ", the mark", "none");

        Journals.writeBytes(file, offsets[RECORD_COUNT], bytes(SegmentReader.END_OF_DATA));
        assertDamaged(RECORD_COUNT, "a record at byte " + inLast + ", the mark", "none");
    }

    @Test
    void shouldEndForEverBehindAnEndMark() throws IOException {
        Journals.writeBytes(file, offsets[RECORD_COUNT], bytes(SegmentReader.END_OF_DATA));

        assertReads(Step.CLOSED);
    }

    @Test
    void shouldRefuseAnEndMarkBeforeTheLastRecord() throws IOException {
        final long last = offsets[RECORD_COUNT - 1];
        for (final int record : new int[] {10, RECORD_COUNT - 1}) {
            final byte[] header = Journals.readBytes(file, offsets[record], 4);
            Journals.writeBytes(file, offsets[record], bytes(SegmentReader.END_OF_DATA));

            assertDamaged(
                    record, "a record (the last one begins at byte " + last + ")", "an end mark");

            Journals.writeBytes(file, offsets[record], header);
        }
    }

    @Test
    void shouldRefuseAFileThatBeginsWithAnythingButItsHeader() throws IOException {
        final int header = 0xF4;
        Journals.writeBytes(file, 0, bytes(SegmentReader.END_OF_DATA));
        assertDamaged(0, "the header of a segment file", "an end mark");

        Journals.writeBytes(file, 0, bytes(header));
        assertDamaged(0, "the header of a segment file", "a record");

        Journals.writeBytes(file, 0, bytes(SegmentReader.META_DATA | header + 4));
        assertDamaged(0, "the header of a segment file", "something else");
    }

    @Test
    void shouldReadAgainWhatWasReadWhileItWasWritten() throws IOException {
        final long payload = offsets[5] + 4 + EntryLayout.HEADER_LENGTH;
        Journals.flip(file, payload, 1);
        try (SegmentReader reader = open()) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Step.RECORD, reader.next());
            }
            // The bytes of the next record were read with those before.
            Journals.flip(file, payload, 1);

            assertEquals(Step.RECORD, reader.next());
            assertEquals(offsets[5], reader.recordOffset());
        }
    }

    @Test
    void shouldReadARecordThatWasEndedMeanwhile() throws IOException {
        final byte[] header = Journals.readBytes(file, offsets[5], 4);
        Journals.writeBytes(file, offsets[5], bytes(SegmentReader.NOT_COMPLETE));
        try (SegmentReader reader = open()) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Step.RECORD, reader.next());
            }
            Journals.writeBytes(file, offsets[5], header);

            assertEquals(Step.RECORD, reader.next());
            assertEquals(offsets[5], reader.recordOffset());
        }
    }

    @Test
    void shouldEndMeanwhileWhenTheFileIsClosed() throws IOException {
        Journals.writeBytes(file, offsets[RECORD_COUNT], bytes(SegmentReader.NOT_COMPLETE));
        try (SegmentReader reader = open()) {
            for (int i = 0; i < RECORD_COUNT; i++) {
                assertEquals(Step.RECORD, reader.next());
            }
            assertEquals(Step.END, reader.next());
            Journals.writeBytes(file, offsets[RECORD_COUNT], bytes(SegmentReader.END_OF_DATA));

            assertEquals(Step.CLOSED, reader.next());
        }
    }

    @Test
    void shouldPassADamagedRecordWhenItsLengthIsKnown() throws IOException {
        Journals.flip(file, offsets[5] + 4 + EntryLayout.HEADER_LENGTH, 1);
        try (SegmentReader reader = open()) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Step.RECORD, reader.next());
            }
            assertFalse(reader.skipDamaged(), "there is nothing to skip");
            assertEquals(Step.DAMAGED, reader.next());

            assertTrue(reader.skipDamaged());

            assertEquals(Step.RECORD, reader.next());
            assertEquals(offsets[6], reader.recordOffset());
            assertFalse(reader.skipDamaged());
        }
    }

    @Test
    void shouldSayWhenARecordIsTooShort() throws IOException {
        final int header = EntryLayout.HEADER_LENGTH;
        Journals.writeBytes(file, offsets[5], bytes(header));

        assertDamaged(5, "a record of more than " + header + " bytes", header + " bytes");
        Journals.writeBytes(file, offsets[5], bytes(header + 1));
        final int length = Journals.payload(Journal.ENTRY, 3).capacity();
        assertDamaged(5, "a payload of 1 bytes", length + " bytes");
    }
}
