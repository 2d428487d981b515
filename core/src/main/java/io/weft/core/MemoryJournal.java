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
package io.weft.core;

import io.weft.core.memory.MemoryAccess;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import io.weft.core.spi.RecordOrder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal that lives as long as the process: for simulations, tests and hosts that keep no
 * history. Nothing is ever durable.
 *
 * <p>Records stand off-heap in segments of one size; a longer record gets a segment of its own. A
 * record never crosses segments. Appending allocates nothing until a segment is full, so {@link
 * #MemoryJournal(int, int)} with enough segments never allocates again. Memory is given back when
 * the journal and its cursors are no longer reachable.
 *
 * <pre>
 * offset bytes field
 *      0     4 length         of the payload; 0: the rest of this segment is unused
 *      4     4 kind
 *      8     8 position
 *     16     8 timeNs
 *     24       payload, padded to 8
 * </pre>
 *
 * <p>Threads: one appends; cursors may read at the same time, each on one thread.
 */
public final class MemoryJournal implements Journal {
    /** Length of a segment when none is given: 1 MiB. */
    public static final int SEGMENT_LENGTH_DEFAULT = 1 << 20;

    /** The longest record: 16 MiB, as with the journal on disk. */
    public static final int LENGTH_MAX = 1 << 24;

    private static final int KIND_OFFSET = 4;
    private static final int POSITION_OFFSET = 8;
    private static final int TIME_OFFSET = 16;
    private static final int HEADER_LENGTH = 24;
    private static final int ALIGNMENT = 8;
    private static final int SEGMENT_LENGTH_MIN = 64;

    private final RecordOrder order = new RecordOrder();
    private final AtomicLong recordCount = new AtomicLong();
    private final int segmentLength;
    private volatile UnsafeBuffer[] segments;
    private volatile boolean isClosed;
    private UnsafeBuffer segment;
    private int segmentIndex;
    private int segmentOffset;

    /** An empty journal with one segment of {@link #SEGMENT_LENGTH_DEFAULT}. */
    public MemoryJournal() {
        this(SEGMENT_LENGTH_DEFAULT, 1);
    }

    /**
     * An empty journal with room set aside.
     *
     * @param segmentLength in bytes, a multiple of 8 from 64.
     * @param segmentCount segments to allocate now, from 1.
     * @throws IllegalArgumentException when one is out of range.
     * @throws IllegalStateException when this JVM lacks the flag that off-heap memory needs.
     */
    public MemoryJournal(final int segmentLength, final int segmentCount) {
        if (segmentLength < SEGMENT_LENGTH_MIN || segmentLength % ALIGNMENT != 0) {
            throw new IllegalArgumentException(
                    "segmentLength=" + segmentLength + ", expected a multiple of 8 from 64");
        }
        if (segmentCount < 1) {
            throw new IllegalArgumentException("segmentCount=" + segmentCount + ", expected 1..");
        }
        MemoryAccess.require();
        this.segmentLength = segmentLength;
        final UnsafeBuffer[] initial = new UnsafeBuffer[segmentCount];
        Arrays.setAll(initial, i -> allocate(segmentLength));
        segments = initial;
        segment = initial[0];
    }

    @Override
    public long lastPosition() {
        return order.lastPosition();
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        requireOpen();
        order.check(kind, position, timeNs);
        if (length < 1 || length > LENGTH_MAX) {
            throw new IllegalArgumentException("length=" + length + ", expected 1.." + LENGTH_MAX);
        }
        source.boundsCheck(offset, length);
        claim(HEADER_LENGTH + length);
        final int start = segmentOffset;
        segment.putInt(start, length, ByteOrder.LITTLE_ENDIAN);
        segment.putInt(start + KIND_OFFSET, kind, ByteOrder.LITTLE_ENDIAN);
        segment.putLong(start + POSITION_OFFSET, position, ByteOrder.LITTLE_ENDIAN);
        segment.putLong(start + TIME_OFFSET, timeNs, ByteOrder.LITTLE_ENDIAN);
        segment.putBytes(start + HEADER_LENGTH, source, offset, length);
        segmentOffset = start + BitUtil.align(HEADER_LENGTH + length, ALIGNMENT);
        order.advance(kind, position, timeNs);
        recordCount.setRelease(recordCount.getPlain() + 1);
    }

    /** Makes the current segment one that has room for a record. */
    private void claim(final int length) {
        while (segmentOffset + length > segment.capacity()) {
            if (segmentIndex + 1 == segments.length) {
                grow(Math.max(segmentLength, BitUtil.align(length, ALIGNMENT)));
            }
            segmentIndex++;
            segment = segments[segmentIndex];
            segmentOffset = 0;
        }
    }

    private void grow(final int length) {
        final UnsafeBuffer[] grown = Arrays.copyOf(segments, segments.length + 1);
        grown[segments.length] = allocate(length);
        segments = grown;
    }

    private static UnsafeBuffer allocate(final int length) {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(length, ALIGNMENT));
    }

    /** Does nothing: there is nothing to make durable. */
    @Override
    public void endBatch() {
        requireOpen();
    }

    /**
     * Nothing survives a power cut.
     *
     * @return {@link Journal#NULL_POSITION}, always.
     */
    @Override
    public long durablePosition() {
        return NULL_POSITION;
    }

    @Override
    public int lengthMax() {
        return LENGTH_MAX;
    }

    @Override
    public JournalCursor read(final long fromPosition) {
        requireOpen();
        return new Cursor(fromPosition);
    }

    /**
     * Bytes of memory that the segments take.
     *
     * @return the sum of their lengths.
     */
    public long allocatedLength() {
        return Arrays.stream(segments).mapToLong(UnsafeBuffer::capacity).sum();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The journal is closed.");
        }
    }

    /** Counts what it has read against what is published, and walks the segments alongside. */
    private final class Cursor implements JournalCursor {
        private final long fromPosition;
        private long readCount;
        private int index;
        private int offset;
        private boolean isCursorClosed;

        Cursor(final long fromPosition) {
            this.fromPosition = fromPosition;
        }

        @Override
        public boolean poll(final JournalRecordHandler handler) {
            requireOpen();
            final long published = recordCount.getAcquire();
            while (!isCursorClosed && readCount < published) {
                final UnsafeBuffer buffer = moveToRecord();
                final int start = offset;
                final int length = buffer.getInt(start, ByteOrder.LITTLE_ENDIAN);
                final long position =
                        buffer.getLong(start + POSITION_OFFSET, ByteOrder.LITTLE_ENDIAN);
                offset += BitUtil.align(HEADER_LENGTH + length, ALIGNMENT);
                readCount++;
                if (position >= fromPosition) {
                    final int kind = buffer.getInt(start + KIND_OFFSET, ByteOrder.LITTLE_ENDIAN);
                    final long timeNs =
                            buffer.getLong(start + TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
                    handler.onRecord(kind, position, timeNs, buffer, start + HEADER_LENGTH, length);
                    return true;
                }
            }
            return false;
        }

        /** The segment of the next record, which is known to exist. */
        private UnsafeBuffer moveToRecord() {
            UnsafeBuffer buffer = segments[index];
            while (buffer.capacity() - offset < HEADER_LENGTH
                    || buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) == 0) {
                index++;
                offset = 0;
                buffer = segments[index];
            }
            return buffer;
        }

        @Override
        public void close() {
            isCursorClosed = true;
        }
    }
}
