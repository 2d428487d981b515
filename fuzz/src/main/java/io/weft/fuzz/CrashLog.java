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
package io.weft.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a child saw, in memory that outlives it: a mapped file to which it appends and which the
 * parent reads. A record is there when the count says so; the count is written last.
 *
 * <pre>
 * offset bytes field
 *      0     8 count     of records
 *      8     8 parked    1 when the child waits to be killed
 *     64    32 a record  kind, number, position, hash
 * </pre>
 *
 * <p>One thread appends, one reads.
 */
final class CrashLog implements AutoCloseable {
    /** So many records at most. */
    static final int CAPACITY = 1 << 16;

    private static final int COUNT_OFFSET = 0;
    private static final int PARKED_OFFSET = 8;
    private static final int HEADER_LENGTH = 64;
    private static final int RECORD_LENGTH = 32;
    private static final int NUMBER_OFFSET = 8;
    private static final int POSITION_OFFSET = 16;
    private static final int HASH_OFFSET = 24;

    private final MappedByteBuffer bytes;
    private final UnsafeBuffer buffer;

    /** What a record says. */
    enum Kind {
        /** The journal is about to be opened. */
        OPENING,
        /** The kernel has recovered: the last position, the digest of its state. */
        RECOVERED,
        /** An input is about to be offered: the hash of its bytes. */
        OFFERED,
        /** A segment is about to begin. */
        ROLLING,
        /** An entry is in the journal: position, hash of the record. */
        APPENDED,
        /** Decisions are in the journal: position, hash of the record. */
        DECIDED,
        /** A decision was delivered: position and number, hash of what it says. */
        DELIVERED,
        /** Kernel and journal are about to be closed. */
        CLOSING,
        /** They are closed. */
        CLOSED,
        /** What the recovery began with: position of the snapshot, how many were refused. */
        BEGUN_WITH,
        /** First files are about to go: the first position that must stay. */
        RELEASING
    }

    private CrashLog(final MappedByteBuffer bytes) {
        this.bytes = bytes;
        buffer = new UnsafeBuffer(bytes.order(ByteOrder.nativeOrder()));
    }

    /** Maps a file, which is made when it is not there. */
    static CrashLog map(final Path file) {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            final long length = HEADER_LENGTH + (long) CAPACITY * RECORD_LENGTH;
            return new CrashLog(channel.map(FileChannel.MapMode.READ_WRITE, 0, length));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Appends a record; it counts at once. */
    void append(final Kind kind, final long position, final int number, final long hash) {
        final int index = count();
        if (index == CAPACITY) {
            throw new IllegalStateException("The log is full.");
        }
        final int offset = offset(index);
        buffer.putInt(offset, kind.ordinal());
        buffer.putInt(offset + NUMBER_OFFSET, number);
        buffer.putLong(offset + POSITION_OFFSET, position);
        buffer.putLong(offset + HASH_OFFSET, hash);
        buffer.putLongOrdered(COUNT_OFFSET, index + 1L);
    }

    private static int offset(final int index) {
        return HEADER_LENGTH + index * RECORD_LENGTH;
    }

    int count() {
        return (int) buffer.getLongVolatile(COUNT_OFFSET);
    }

    Kind kind(final int index) {
        return Kind.values()[buffer.getInt(offset(index))];
    }

    int number(final int index) {
        return buffer.getInt(offset(index) + NUMBER_OFFSET);
    }

    long position(final int index) {
        return buffer.getLong(offset(index) + POSITION_OFFSET);
    }

    long hash(final int index) {
        return buffer.getLong(offset(index) + HASH_OFFSET);
    }

    /** How many records of a kind there are. */
    int countOf(final Kind kind) {
        int count = 0;
        for (int i = 0; i < count(); i++) {
            count += kind(i) == kind ? 1 : 0;
        }
        return count;
    }

    /** The child says that it waits. */
    void park() {
        buffer.putLongOrdered(PARKED_OFFSET, 1);
    }

    boolean isParked() {
        return buffer.getLongVolatile(PARKED_OFFSET) != 0;
    }

    /** Forgets everything; nobody else may have the file mapped. */
    void clear() {
        buffer.setMemory(0, offset(count()), (byte) 0);
    }

    @Override
    public void close() {
        BufferUtil.free(bytes);
    }
}
