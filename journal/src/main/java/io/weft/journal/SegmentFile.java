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
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The writer's own hold on a segment file beside Chronicle Queue's mapping: it makes the file, sets
 * disk space aside ahead of the end, and brings the file to disk.
 *
 * <p>Setting space aside means writing zeros. Chronicle Queue stores into a mapped, sparse file; on
 * a full disk such a store is lost, and the JVM says so only some time later, when the record has
 * long been acknowledged. A write of zeros fails at once and harms nothing. On file systems that
 * write anew what is overwritten (btrfs, ZFS) this does not help.
 *
 * <p>Threads: one writes and says how much it needs; another sets aside what will be needed next.
 * Zeros are only ever written where nobody was allowed to store yet.
 */
final class SegmentFile implements AutoCloseable {
    /** As much as is set aside at once. */
    private static final int STEP = 1 << 20;

    /** How far ahead at most; what a fast writer fills between two looks of the other thread. */
    private static final int AHEAD_MAX = 1 << 24;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(STEP).asReadOnlyBuffer();

    private final FileChannel channel;
    private final ByteBuffer zeros = ZEROS.duplicate();
    private final AtomicLong needed = new AtomicLong();
    private final AtomicLong reserved;
    private volatile boolean isAheadOver;

    private SegmentFile(final FileChannel channel, final long reserved) {
        this.channel = channel;
        this.reserved = new AtomicLong(reserved);
    }

    /** Makes a file that does not exist yet. */
    static SegmentFile create(final Path file) throws IOException {
        return new SegmentFile(JournalFiles.create(file, StandardOpenOption.CREATE_NEW), 0);
    }

    /** Opens a file to go on at an offset, and removes what lies behind it. */
    static SegmentFile open(final Path file, final long end) throws IOException {
        final FileChannel channel =
                JournalFiles.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.truncate(end);
        return new SegmentFile(channel, end);
    }

    /**
     * Makes sure that the bytes before an offset have a place on disk. As a rule they have, and
     * then this costs two accesses to memory.
     */
    void reserve(final long end) throws IOException {
        needed.setRelease(end);
        if (end > reserved.getAcquire()) {
            reserveNow(end);
        }
    }

    private synchronized void reserveNow(final long end) throws IOException {
        while (reserved.get() < end) {
            reserveStep();
        }
        isAheadOver = false;
    }

    private void reserveStep() throws IOException {
        zeros.clear();
        while (zeros.hasRemaining()) {
            reserved.setRelease(reserved.get() + channel.write(zeros, reserved.get()));
        }
    }

    /**
     * Sets aside what may be needed next: as much again as the file has, up to a limit. A failure
     * is no failure yet, for nothing was lost: when that space is needed and still cannot be had,
     * {@link #reserve} tells.
     */
    void reserveAhead() {
        boolean isWanted = true;
        while (isWanted && !isAheadOver) {
            isWanted = reserveStepAhead();
        }
    }

    private synchronized boolean reserveStepAhead() {
        final long end = needed.getAcquire();
        final boolean isWanted = reserved.get() < end + Math.min(end, AHEAD_MAX);
        if (isWanted && !isAheadOver) {
            try {
                reserveStep();
            } catch (final IOException | RuntimeException ex) {
                isAheadOver = true;
            }
        }
        return isWanted;
    }

    /**
     * Removes what lies behind the last document, which is what was set aside and Chronicle Queue's
     * hole; nothing may be written any more.
     *
     * @param recordEnd offset behind the last record. Chronicle Queue may have put a piece of its
     *     index there, and its end mark, which stay.
     */
    synchronized void trim(final long recordEnd) throws IOException {
        isAheadOver = true;
        long end = recordEnd;
        int header = header(end);
        while (SegmentReader.metadataLength(header) != SegmentReader.NULL_LENGTH) {
            end = SegmentReader.align(end) + SegmentReader.DOCUMENT_HEADER_LENGTH;
            end += SegmentReader.metadataLength(header);
            header = header(end);
        }
        final boolean hasMark = header == SegmentReader.END_OF_DATA;
        channel.truncate(hasMark ? SegmentReader.align(end) + SegmentReader.END_LENGTH : end);
    }

    /** Header of the document behind an offset; 0 behind the end of the file. */
    private int header(final long end) throws IOException {
        final ByteBuffer header =
                ByteBuffer.allocate(SegmentReader.DOCUMENT_HEADER_LENGTH)
                        .order(ByteOrder.LITTLE_ENDIAN);
        channel.read(header, SegmentReader.align(end));
        return header.hasRemaining() ? 0 : header.getInt(0);
    }

    /** Brings the file to disk, whoever wrote it. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        isAheadOver = true;
        channel.close();
    }
}
