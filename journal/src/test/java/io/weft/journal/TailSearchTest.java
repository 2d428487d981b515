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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies behind the end of a journal: bytes that are a record, and bytes that only look so. */
class TailSearchTest {
    private static final int SEQUENCE = 7;
    private static final int PAYLOAD_LENGTH = 20;
    private static final int RECORD_START = SegmentReader.DOCUMENT_HEADER_LENGTH;

    /** A document behind these bytes. */
    private static final int HOLE = 16;

    @TempDir private Path directory;

    private static byte[] document(final int kind, final int payloadLength) {
        final byte[] payload = new byte[payloadLength];
        Arrays.fill(payload, (byte) 0x5A);
        final RecordBuffer record = new RecordBuffer();
        record.encode(SEQUENCE, 0x1234, kind, 5, 50, new UnsafeBuffer(payload), 0, payload.length);
        final int length = record.recordLength();
        final ByteBuffer document =
                ByteBuffer.allocate(RECORD_START + length).order(ByteOrder.LITTLE_ENDIAN);
        document.putInt(length);
        record.buffer().getBytes(0, document, length);
        return document.array();
    }

    private static byte[] behind(final int hole, final byte... document) {
        final byte[] content = new byte[hole + document.length];
        System.arraycopy(document, 0, content, hole, document.length);
        return content;
    }

    private TailSearch search(final byte[] content, final long start, final long nextSequence)
            throws IOException {
        final Path file = Files.write(directory.resolve("file"), content);
        try (FileWindow window = new FileWindow(file)) {
            return new TailSearch(window, new RecordBuffer(), start, nextSequence);
        }
    }

    /** In either half of eight bytes, at once, and far behind where it was looked for first. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 12, 4_092, 300_000})
    void shouldFindARecordWhereverItBegins(final int hole) throws IOException {
        final TailSearch tail = search(behind(hole, document(Journal.ENTRY, 20)), 0, SEQUENCE);

        assertTrue(tail.hasRecord());
        assertEquals(hole, tail.recordOffset());
        assertEquals((hole & -8) + 8, tail.tornLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 70_000, 300_000})
    void shouldFindARecordOfAnyLength(final int payloadLength) throws IOException {
        final byte[] document = document(Journal.ENTRY, payloadLength);

        assertTrue(search(behind(HOLE, document), 0, SEQUENCE).hasRecord());
    }

    @ParameterizedTest
    @ValueSource(ints = {Journal.ENTRY, Journal.DECISIONS, Journal.ENTRY_AND_PASS})
    void shouldFindARecordOfAnyKind(final int kind) throws IOException {
        assertTrue(search(behind(HOLE, document(kind, 20)), 0, SEQUENCE).hasRecord());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 0xFFFF})
    void shouldPassOverAKindThatThereIsNot(final int kind) throws IOException {
        assertFalse(search(behind(HOLE, document(kind, 20)), 0, SEQUENCE).hasRecord());
    }

    @Test
    void shouldPassOverARecordThatWasThereBefore() throws IOException {
        final byte[] content = behind(HOLE, document(Journal.ENTRY, 20));

        assertTrue(search(content, 0, SEQUENCE - 1).hasRecord());
        assertFalse(search(content, 0, SEQUENCE + 1).hasRecord());
    }

    /** Whichever byte of it is another, its checksum included. */
    @Test
    void shouldPassOverWhatIsNotWhole() throws IOException {
        final byte[] document = document(Journal.ENTRY, PAYLOAD_LENGTH);
        for (int i = 0; i < document.length; i++) {
            document[i] ^= 0x10;

            assertFalse(search(behind(HOLE, document), 0, 0).hasRecord(), "byte " + i);

            document[i] ^= 0x10;
        }
    }

    @Test
    void shouldPassOverARecordOfAnotherVersion() throws IOException {
        final byte[] document = document(Journal.ENTRY, PAYLOAD_LENGTH);
        final RecordBuffer record = new RecordBuffer();
        final int length = document.length - RECORD_START;
        record.buffer().putBytes(0, document, RECORD_START, length);
        record.buffer().putShort(EntryLayout.VERSION_OFFSET, (short) (EntryLayout.VERSION + 1));
        record.buffer().putInt(EntryLayout.CRC_OFFSET, record.computeCrc());
        record.buffer().getBytes(0, document, RECORD_START, length);

        assertFalse(search(behind(HOLE, document), 0, SEQUENCE).hasRecord());
    }

    @Test
    void shouldPassOverARecordThatTheFileCuts() throws IOException {
        final byte[] content = behind(HOLE, document(Journal.ENTRY, PAYLOAD_LENGTH));

        assertTrue(search(content, 0, SEQUENCE).hasRecord());
        for (int length = HOLE; length < content.length; length++) {
            assertFalse(search(Arrays.copyOf(content, length), 0, SEQUENCE).hasRecord());
        }
    }

    /** A header without a payload, whose checksum is right. */
    @Test
    void shouldPassOverARecordOfNothing() throws IOException {
        assertFalse(search(behind(HOLE, document(Journal.ENTRY, 0)), 0, SEQUENCE).hasRecord());
    }

    @Test
    void shouldLookBehindTheStartOnly() throws IOException {
        final byte[] content = behind(HOLE, document(Journal.ENTRY, PAYLOAD_LENGTH));

        assertFalse(search(content, HOLE + 8, SEQUENCE).hasRecord());
        assertTrue(search(content, HOLE, SEQUENCE).hasRecord());
    }

    @Test
    void shouldStopAtTheFirstOfTwo() throws IOException {
        final byte[] first = behind(HOLE, document(Journal.ENTRY, PAYLOAD_LENGTH));
        final byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);

        assertEquals(HOLE, search(both, 0, SEQUENCE).recordOffset());
    }

    @Test
    void shouldMeasureUpToTheLastByteThatIsNotZero() throws IOException {
        final byte[] content = new byte[1_000];
        assertEquals(0, search(content, 0, 0).tornLength());
        content[100] = 1;
        assertEquals(104, search(content, 0, 0).tornLength());
        content[803] = 1;
        assertEquals(808, search(content, 0, 0).tornLength());
        assertEquals(608, search(content, 200, 0).tornLength());
        assertFalse(search(content, 0, 0).hasRecord());
    }
}
