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

import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.JournalRecordHandler;
import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads a journal on disk, also while another thread or process writes it. Needs no lock and writes
 * nothing. Every record is checked: checksum, sequence, position, time. A record costs some tens of
 * nanoseconds; a poll that finds nothing costs a few system calls. Allocates when a record is
 * longer than any before and when a new segment begins.
 *
 * <p>For one thread at a time.
 */
public final class JournalReader implements JournalCursor {
    /** Of a place; the bits above are the segment. */
    private static final int OFFSET_BITS = 40;

    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private final Path directory;
    private final long fromPosition;
    private final RecordWalk walk;
    private boolean isClosed;

    /**
     * Opens a journal for reading.
     *
     * @param directory of the journal.
     * @param fromPosition where to begin, 0 for all; what lies before it in the same segment file
     *     is read and passed over by the first poll.
     * @throws JournalException of kind ABSENT when there is no journal, STORAGE when it cannot be
     *     read.
     */
    public JournalReader(final Path directory, final long fromPosition) {
        this.directory = directory;
        this.fromPosition = fromPosition;
        JournalDirectory.requirePresent(directory);
        try {
            walk = new RecordWalk(directory, startSegment(directory, fromPosition));
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(directory, ex);
        }
    }

    /**
     * Opens a journal for reading at a record whose place is known.
     *
     * @param directory of the journal.
     * @param fromPosition of the record.
     * @param place that {@link #place()} gave.
     * @throws JournalException of kind ABSENT when there is no journal, STORAGE when it cannot be
     *     read.
     */
    JournalReader(final Path directory, final long fromPosition, final long place) {
        this.directory = directory;
        this.fromPosition = fromPosition;
        JournalDirectory.requirePresent(directory);
        try {
            walk = new RecordWalk(directory, place >>> OFFSET_BITS, place & OFFSET_MASK);
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(directory, ex);
        }
    }

    /** The last segment that begins at or before a position. */
    static long startSegment(final Path directory, final long fromPosition) throws IOException {
        final long[] segments = SegmentName.list(directory);
        final RecordBuffer record = new RecordBuffer();
        for (int i = segments.length - 1; i > 0 && fromPosition > 0; i--) {
            final Path file = SegmentName.path(directory, segments[i]);
            try (SegmentReader reader = new SegmentReader(file, record)) {
                if (reader.next() == Step.RECORD && record.position() <= fromPosition) {
                    return segments[i];
                }
            }
        }
        // The walk begins with the first that was not removed.
        return 0;
    }

    @Override
    public boolean poll(final JournalRecordHandler handler) {
        try {
            while (!isClosed) {
                switch (walk.next()) {
                    case RECORD -> {
                        if (walk.record().position() >= fromPosition) {
                            handOver(handler);
                            return true;
                        }
                    }
                    case DAMAGED -> throw walk.damage().toException(directory);
                    default -> {
                        return false;
                    }
                }
            }
            return false;
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(directory, ex);
        }
    }

    private void handOver(final JournalRecordHandler handler) {
        final RecordBuffer record = walk.record();
        handler.onRecord(
                record.kind(),
                record.position(),
                record.timeNs(),
                record.buffer(),
                EntryLayout.HEADER_LENGTH,
                record.length());
    }

    @Override
    public long place() {
        return walk.segment() << OFFSET_BITS | walk.reader().recordOffset();
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            try {
                walk.close();
            } catch (final IOException ex) {
                throw JournalDirectory.unreadable(directory, ex);
            }
        }
    }
}
