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
import java.io.StreamCorruptedException;
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
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Appends records through Chronicle Queue, one document each. The queue's clock is the number of
 * the segment, so its files depend on what is appended and never on the date.
 *
 * <p>For one thread at a time. A thread of its own sets disk space aside ahead of the end.
 */
final class SegmentWriter implements AutoCloseable {
    private static final LargeRollCycles ROLL_CYCLE = LargeRollCycles.HUGE_DAILY;
    private static final long DAY_MS = 86_400_000;

    /** Chronicle Queue's table beside the segments, and its length, two pages of 64 KiB. */
    static final String METADATA_NAME = SingleChronicleQueue.QUEUE_METADATA_FILE;

    private static final int METADATA_LENGTH = 1 << 17;

    /** How often to look whether space must be set aside. */
    private static final long SPACE_INTERVAL_NS = 5_000_000;

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
    private final RepeatingThread spaceThread;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private long segment;
    private volatile SegmentFile file;
    private long endOffset;
    private SegmentFile former;
    private long formerEndOffset;
    private boolean isFileQueued;
    private long countedSegments;
    private boolean isWritten = true;

    /**
     * Goes on behind the last record of a journal that was found sound. Needs the directory's lock.
     *
     * @throws io.weft.core.spi.JournalException of kind DAMAGED when Chronicle Queue finds fault
     *     with what it keeps in the files beside the records, or counts other records.
     */
    static SegmentWriter open(
            final Path directory,
            final int blockSize,
            final JournalScan scan,
            final ForceQueue files)
            throws IOException {
        SegmentWriter writer = null;
        try {
            writer = new SegmentWriter(directory, blockSize, scan, files);
            writer.requireAgreement(scan);
            return writer;
        } catch (final IOException | RuntimeException | Error ex) {
            CloseHelper.quietClose(writer);
            if (scan.recordCount() == 0 || isStorage(ex)) {
                throw ex;
            }
            throw damage(directory, scan, ex).toException(directory, "No record", ex);
        }
    }

    private static boolean isStorage(final Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause != null && !(cause instanceof StreamCorruptedException);
    }

    private static JournalDamage damage(
            final Path directory, final JournalScan scan, final Throwable thrown) {
        return new JournalDamage(
                SegmentName.path(directory, scan.recordSegment()),
                0,
                scan.order().lastPosition() + 1,
                "a header and an index that Chronicle Queue accepts",
                String.valueOf(thrown.getMessage()).lines().findFirst().orElse("none"));
    }

    private SegmentWriter(
            final Path directory,
            final int blockSize,
            final JournalScan scan,
            final ForceQueue files)
            throws IOException {
        this.directory = directory;
        this.files = files;
        segment = scan.segment();
        endOffset = scan.endOffset();
        countedSegments = scan.recordSegment() + 1;
        SegmentCount.write(directory, countedSegments);
        removeUnborn();
        if (endOffset > 0) {
            file = SegmentFile.open(SegmentName.path(directory, segment), endOffset);
            queueFile();
        }
        resetMetadata();
        queue =
                SingleChronicleQueueBuilder.binary(directory)
                        .rollCycle(ROLL_CYCLE)
                        .timeProvider(() -> segment * DAY_MS)
                        .blockSize(blockSize)
                        .checkInterrupts(false)
                        .build();
        appender = createAppender(queue);
        spaceThread =
                new RepeatingThread("weft-journal-space", SPACE_INTERVAL_NS, this::reserveAhead);
    }

    private void reserveAhead() {
        final SegmentFile current = file;
        if (current != null) {
            current.reserveAhead();
        }
    }

    private static ExcerptAppender createAppender(final SingleChronicleQueue queue) {
        try {
            final ExcerptAppender appender = queue.createAppender();
            appender.singleThreadedCheckDisabled(true);
            return appender;
        } catch (final RuntimeException | Error ex) {
            queue.close();
            throw ex;
        }
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
        try (FileChannel channel = JournalFiles.create(metadata, StandardOpenOption.CREATE_NEW)) {
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
        isWritten = false;
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
        if (!isFileQueued) {
            trimFormer();
            queueFile();
        }
        if (segment >= countedSegments) {
            countSegment();
        }
    }

    /** Only now has Chronicle Queue closed it. */
    private void trimFormer() throws IOException {
        if (former != null) {
            former.trim(formerEndOffset);
            former = null;
        }
    }

    private void queueFile() throws IOException {
        files.add(file);
        isFileQueued = true;
    }

    /** The segment has its first record, and must not be missed without notice from now on. */
    private void countSegment() throws IOException {
        countedSegments = segment + 1;
        SegmentCount.write(directory, countedSegments);
        files.onDirectoryChanged();
    }

    /** The next record begins a new segment. */
    void roll() {
        segment++;
        former = file;
        formerEndOffset = endOffset;
        file = null;
        endOffset = 0;
        isFileQueued = false;
    }

    /** Makes the file before Chronicle Queue does, which would let others read it. */
    private void create() throws IOException {
        if (segment > SegmentName.SEGMENT_MAX) {
            throw new IOException("no name is left for a segment file");
        }
        file = SegmentFile.create(SegmentName.path(directory, segment));
    }

    /** Chronicle Queue has to count the records of the last file as we do. */
    private void requireAgreement(final JournalScan scan) {
        final long expected =
                scan.recordCount() == 0
                        ? -1
                        : ROLL_CYCLE.toIndex(
                                (int) scan.recordSegment(), scan.segmentRecordCount() - 1);
        final long found = queue.lastIndex();
        if (found != expected) {
            throw new IllegalStateException(
                    "the last index "
                            + Long.toHexString(found)
                            + " in place of "
                            + Long.toHexString(expected));
        }
    }

    /** Closes the queue and the current file; the ones before are closed by their queue. */
    @Override
    public void close() throws IOException {
        spaceThread.close();
        queue.close();
        if (file != null) {
            try (SegmentFile current = file) {
                if (isWritten) {
                    current.trim(endOffset);
                }
            }
        }
    }
}
