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
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The writer's own hold on a segment file beside Chronicle Queue's mapping: it makes the file, sets
 * disk space aside ahead of the end, and brings the file to disk.
 *
 * <p>Setting space aside means writing zeros. Chronicle Queue stores into a mapped, sparse file; on
 * a full disk such a store is lost, and the JVM says so only some time later, when the record has
 * long been acknowledged. A write of zeros fails at once and harms nothing. On file systems that
 * write anew what is overwritten (btrfs, ZFS) this does not help.
 */
final class SegmentFile implements AutoCloseable {
    /** As much as is set aside at once. */
    private static final int STEP = 1 << 20;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(STEP).asReadOnlyBuffer();

    private final FileChannel channel;
    private final ByteBuffer zeros = ZEROS.duplicate();
    private long reserved;

    private SegmentFile(final FileChannel channel, final long reserved) {
        this.channel = channel;
        this.reserved = reserved;
    }

    /** Makes a file that does not exist yet. */
    static SegmentFile create(final Path file) throws IOException {
        return new SegmentFile(JournalFiles.create(file, StandardOpenOption.CREATE_NEW), 0);
    }

    /** Opens a file to go on at an offset. */
    static SegmentFile open(final Path file, final long end) throws IOException {
        return new SegmentFile(JournalFiles.open(file, StandardOpenOption.WRITE), end);
    }

    /** Makes sure that the bytes before an offset have a place on disk. */
    void reserve(final long end) throws IOException {
        while (reserved < end) {
            zeros.clear();
            while (zeros.hasRemaining()) {
                reserved += channel.write(zeros, reserved);
            }
        }
    }

    /** Removes what lies behind an offset: what was set aside, and Chronicle Queue's hole. */
    void trim(final long end) throws IOException {
        channel.truncate(end);
        reserved = Math.min(reserved, end);
    }

    /** Brings the file to disk, whoever wrote it. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
