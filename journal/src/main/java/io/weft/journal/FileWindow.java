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
import org.agrona.BitUtil;

/**
 * A file read piece by piece into one buffer, which grows with what is read at once. Nothing is
 * mapped: a file that somebody cuts short is an end here, and not a fault of the process. What lies
 * behind the end of the file reads as zeros.
 */
final class FileWindow implements AutoCloseable {
    private static final int LENGTH_MAX = 1 << 18;
    private static final int LENGTH_MIN = 1 << 12;

    private final FileChannel channel;
    private final ByteBuffer live = buffer(Long.BYTES);
    private ByteBuffer window = buffer(LENGTH_MIN);
    private long start;
    private int length;
    private int nextLength = LENGTH_MIN;

    FileWindow(final Path file) throws IOException {
        channel = JournalFiles.open(file, StandardOpenOption.READ);
    }

    private static ByteBuffer buffer(final int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    long fileLength() throws IOException {
        return channel.size();
    }

    boolean isInFile(final long offset, final int count) throws IOException {
        return contains(offset, count) || offset + count <= channel.size();
    }

    /** An int that may have been read earlier, unless that was 0. */
    int liveInt(final long offset) throws IOException {
        final boolean isKnown = contains(offset, Integer.BYTES);
        final int value = isKnown ? window.getInt((int) (offset - start)) : 0;
        if (value != 0) {
            return value;
        }
        readLive(offset, Integer.BYTES);
        if (live.getInt(0) != 0) {
            forget();
        }
        return live.getInt(0);
    }

    /** A long as it is in the file now. */
    long liveLong(final long offset) throws IOException {
        readLive(offset, Long.BYTES);
        return live.getLong(0);
    }

    private void readLive(final long offset, final int count) throws IOException {
        live.clear().limit(count);
        read(live, offset);
        while (live.hasRemaining()) {
            live.put((byte) 0);
        }
        live.clear();
    }

    int intAt(final long offset) throws IOException {
        load(offset, Integer.BYTES);
        return window.getInt((int) (offset - start));
    }

    long longAt(final long offset) throws IOException {
        load(offset, Long.BYTES);
        return window.getLong((int) (offset - start));
    }

    /** Copies bytes to the start of a buffer that has room for them. */
    void copy(final long offset, final ByteBuffer target, final int count) throws IOException {
        if (count <= LENGTH_MAX) {
            load(offset, count);
            target.put(0, window, (int) (offset - start), count);
        } else {
            target.clear().limit(count);
            read(target, offset);
            target.clear();
        }
    }

    /** Forgets what was read, so that the next look is at the file, and at little of it. */
    void forget() {
        length = 0;
        nextLength = LENGTH_MIN;
    }

    private boolean contains(final long offset, final int count) {
        return offset >= start && offset + count <= start + length;
    }

    /** Brings bytes into the window, or as many as it holds; the further on, the more at once. */
    void load(final long offset, final int count) throws IOException {
        final int needed = Math.min(count, LENGTH_MAX);
        if (!contains(offset, needed)) {
            final int wanted = Math.max(needed, nextLength);
            if (wanted > window.capacity()) {
                window = buffer(BitUtil.findNextPositivePowerOfTwo(wanted));
            }
            window.clear().limit(wanted);
            read(window, offset);
            start = offset;
            length = window.position();
            nextLength = Math.min(2 * window.limit(), LENGTH_MAX);
            while (window.hasRemaining()) {
                window.put((byte) 0);
            }
            window.clear();
        }
    }

    private void read(final ByteBuffer target, final long offset) throws IOException {
        long from = offset;
        int count = 0;
        while (target.hasRemaining() && count >= 0) {
            count = channel.read(target, from);
            from += Math.max(count, 0);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
