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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends records through Chronicle Queue, one document each. The queue's clock is the number of
 * the segment, so its files depend on what is appended and never on the date.
 *
 * <p>For one thread at a time.
 */
final class SegmentWriter implements AutoCloseable {
    private static final LargeRollCycles ROLL_CYCLE = LargeRollCycles.HUGE_DAILY;
    private static final long DAY_MS = 86_400_000;

    /** Chronicle Queue's table beside the segments, and its length, two pages of 64 KiB. */
    private static final String METADATA_NAME = SingleChronicleQueue.QUEUE_METADATA_FILE;

    private static final int METADATA_LENGTH = 1 << 17;

    /**
     * More than the file header and the two index arrays that Chronicle Queue begins a file with.
     */
    private static final int FILE_HEADER_LENGTH_MAX = 1 << 20;

    /** More than an index array, which Chronicle Queue may put behind any record. */
    private static final int INDEX_LENGTH_MAX = 1 << 19;

    private final Path directory;
    private final ForceQueue files;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private long segment;
    private SegmentFile file;
    private long endOffset;

    /**
     * Goes on behind the last record of a journal that was found sound. Needs the directory's lock.
     */
    SegmentWriter(
            final Path directory,
            final int blockSize,
            final JournalScan scan,
            final ForceQueue files)
            throws IOException {
        this.directory = directory;
        this.files = files;
        segment = scan.segment();
        endOffset = scan.endOffset();
        removeUnborn();
        if (endOffset > 0) {
            file = SegmentFile.open(SegmentName.path(directory, segment), endOffset);
            files.add(file);
        }
        resetMetadata();
        queue =
                SingleChronicleQueueBuilder.binary(directory)
                        .rollCycle(ROLL_CYCLE)
                        .timeProvider(() -> segment * DAY_MS)
                        .blockSize(blockSize)
                        .checkInterrupts(false)
                        .build();
        appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    /**
     * A file whose header was never completed has no records, and would hold up Chronicle Queue.
     */
    private void removeUnborn() throws IOException {
        for (final long listed : SegmentName.list(directory)) {
            if (listed > segment || listed == segment && endOffset == 0) {
                Files.delete(SegmentName.path(directory, listed));
            }
        }
    }

    /**
     * Begins a new table: it holds nothing that the segments do not say, but it may hold the lock
     * of a process that died, and then, when that pid was given out again, Chronicle Queue would
     * wait for it. The directory's lock says that there is nobody to wait for.
     */
    private void resetMetadata() throws IOException {
        final Path metadata = directory.resolve(METADATA_NAME);
        Files.deleteIfExists(metadata);
        try (FileChannel channel = PrivateFiles.open(metadata, StandardOpenOption.CREATE_NEW)) {
            final ByteBuffer zeros = ByteBuffer.allocate(METADATA_LENGTH);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    /** Appends a record; when this fails, the state of the file is not known. */
    void append(final UnsafeBuffer record, final int length) throws IOException {
        if (file == null) {
            create();
        }
        file.reserve(Math.max(endOffset, FILE_HEADER_LENGTH_MAX) + length + INDEX_LENGTH_MAX);
        final DocumentContext document = appender.writingDocument();
        boolean isWritten = false;
        try {
            final Bytes<?> bytes = document.wire().bytes();
            final long offset = bytes.writePosition();
            target.wrap(bytes.addressForWrite(offset), length);
            target.putBytes(0, record, 0, length);
            bytes.writeSkip(length);
            endOffset = offset + length;
            isWritten = true;
        } finally {
            if (!isWritten) {
                document.rollbackOnClose();
            }
            document.close();
        }
    }

    /** The next record begins a new segment. */
    void roll() {
        segment++;
        file = null;
        endOffset = 0;
    }

    /** Makes the file before Chronicle Queue does, which would let others read it. */
    private void create() throws IOException {
        if (segment > SegmentName.SEGMENT_MAX) {
            throw new IOException("no name is left for a segment file");
        }
        file = SegmentFile.create(SegmentName.path(directory, segment));
        files.add(file);
    }

    /**
     * Records in the last segment that has any, and that segment, as Chronicle Queue counts them.
     */
    boolean agreesOn(final long lastSegment, final long recordCount) {
        final long index = queue.lastIndex();
        if (recordCount == 0) {
            return index == -1;
        }
        return index == ROLL_CYCLE.toIndex((int) lastSegment, recordCount - 1);
    }

    @Override
    public void close() {
        queue.close();
    }
}
