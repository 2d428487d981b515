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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Journals with made-up records, and ways to damage them. */
final class Journals {
    private Journals() {}

    /** Settings for small files. */
    static ChronicleJournal.Context small(final Path directory) {
        return new ChronicleJournal.Context()
                .directory(directory)
                .blockSize(ChronicleJournal.Context.BLOCK_SIZE_MIN);
    }

    /** Writes entries 0.., every second one with decisions, and closes. */
    static void write(final Path directory, final int entryCount) {
        try (Journal journal = ChronicleJournal.open(small(directory))) {
            appendAll(journal, 0, entryCount);
        }
    }

    /** Appends entries, every second one with decisions; lengths are multiples of 4. */
    static void appendAll(final Journal journal, final long from, final int entryCount) {
        for (long position = from; position < from + entryCount; position++) {
            append(journal, Journal.ENTRY, position);
            if (position % 2 == 0) {
                append(journal, Journal.DECISIONS, position);
            }
        }
    }

    static void append(final Journal journal, final int kind, final long position) {
        final UnsafeBuffer bytes = payload(kind, position);
        journal.append(kind, position, position * 10, bytes, 0, bytes.capacity());
    }

    /** What a record with this kind and position holds. */
    static UnsafeBuffer payload(final int kind, final long position) {
        final Random random = new Random(position * 4 + kind);
        final byte[] bytes = new byte[4 * (1 + random.nextInt(60))];
        random.nextBytes(bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Kind and position of every record, after a check of its bytes. */
    static List<String> read(final Journal journal) {
        final List<String> records = new ArrayList<>();
        try (JournalCursor cursor = journal.read(0)) {
            while (cursor.poll(
                    (kind, position, timeNs, buffer, offset, length) -> {
                        final UnsafeBuffer found = new UnsafeBuffer(buffer, offset, length);
                        if (!found.equals(payload(kind, position)) || timeNs != position * 10) {
                            throw new AssertionError("other bytes at position " + position);
                        }
                        records.add(kind + " " + position);
                    })) {
                // Collects.
            }
        }
        return records;
    }

    static Path segment(final Path directory, final long segment) {
        return SegmentName.path(directory, segment);
    }

    /** Where the documents of a segment's records begin, and where the last one ends. */
    static long[] documentOffsets(final Path file) throws IOException {
        final List<Long> offsets = new ArrayList<>();
        try (SegmentReader reader = new SegmentReader(file, new RecordBuffer())) {
            while (reader.next() == SegmentReader.Step.RECORD) {
                offsets.add(reader.recordOffset());
            }
            offsets.add(reader.offset());
        }
        return offsets.stream().mapToLong(Long::longValue).toArray();
    }

    static byte[] readBytes(final Path file, final long offset, final int length) {
        final ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(bytes, offset);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.array();
    }

    static void writeBytes(final Path file, final long offset, final byte... bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static void flip(final Path file, final long offset, final int mask) {
        writeBytes(file, offset, (byte) (readBytes(file, offset, 1)[0] ^ mask));
    }

    static void truncate(final Path file, final long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
