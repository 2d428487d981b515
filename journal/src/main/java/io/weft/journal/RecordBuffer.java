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

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One record off-heap and aligned, as it is built before it is written or copied after it was read.
 * Grows to the longest record it has held; otherwise allocates nothing. For one thread.
 */
final class RecordBuffer {
    private static final int INITIAL_LENGTH = 1 << 16;
    private static final int ALIGNMENT = 64;

    private final CRC32C crc = new CRC32C();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private ByteBuffer bytes;

    RecordBuffer() {
        allocate(INITIAL_LENGTH);
    }

    private void allocate(final int length) {
        bytes = BufferUtil.allocateDirectAligned(length, ALIGNMENT);
        buffer.wrap(bytes);
    }

    /** Makes room for a record of this length, header included; what it held may be gone. */
    void ensureLength(final int recordLength) {
        if (recordLength > buffer.capacity()) {
            allocate(Math.max(recordLength, BitUtil.findNextPositivePowerOfTwo(recordLength)));
        }
    }

    /** Builds a record; its arguments are checked by the caller. */
    void encode(
            final long sequence,
            final int crcBefore,
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        ensureLength(EntryLayout.HEADER_LENGTH + length);
        buffer.putInt(EntryLayout.LENGTH_OFFSET, length, LITTLE_ENDIAN);
        buffer.putLong(EntryLayout.SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
        buffer.putLong(EntryLayout.POSITION_OFFSET, position, LITTLE_ENDIAN);
        buffer.putLong(EntryLayout.TIME_OFFSET, timeNs, LITTLE_ENDIAN);
        buffer.putShort(EntryLayout.KIND_OFFSET, (short) kind, LITTLE_ENDIAN);
        buffer.putShort(EntryLayout.VERSION_OFFSET, (short) EntryLayout.VERSION, LITTLE_ENDIAN);
        buffer.putInt(EntryLayout.CRC_BEFORE_OFFSET, crcBefore, LITTLE_ENDIAN);
        buffer.putBytes(EntryLayout.HEADER_LENGTH, source, offset, length);
        buffer.putInt(EntryLayout.CRC_OFFSET, computeCrc(), LITTLE_ENDIAN);
    }

    /** The record's bytes, from 0 to {@link #recordLength()}; the payload follows the header. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** The same bytes, to copy into. */
    ByteBuffer bytes() {
        return bytes;
    }

    int recordLength() {
        return EntryLayout.HEADER_LENGTH + length();
    }

    int length() {
        return buffer.getInt(EntryLayout.LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    long sequence() {
        return buffer.getLong(EntryLayout.SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    long position() {
        return buffer.getLong(EntryLayout.POSITION_OFFSET, LITTLE_ENDIAN);
    }

    long timeNs() {
        return buffer.getLong(EntryLayout.TIME_OFFSET, LITTLE_ENDIAN);
    }

    int kind() {
        return buffer.getShort(EntryLayout.KIND_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    int version() {
        return buffer.getShort(EntryLayout.VERSION_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Checksum of the record before. */
    int crcBefore() {
        return buffer.getInt(EntryLayout.CRC_BEFORE_OFFSET, LITTLE_ENDIAN);
    }

    int crc() {
        return buffer.getInt(EntryLayout.CRC_OFFSET, LITTLE_ENDIAN);
    }

    /** The checksum that the bytes have; the length must be known to fit. */
    int computeCrc() {
        bytes.limit(recordLength()).position(EntryLayout.CHECKED_OFFSET);
        crc.reset();
        crc.update(bytes);
        bytes.clear();
        return (int) crc.getValue();
    }
}
