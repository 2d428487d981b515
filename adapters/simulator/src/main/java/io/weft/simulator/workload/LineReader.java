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
package io.weft.simulator.workload;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines without making an object of any. Whatever the stream holds, memory stays
 * below {@link #LINE_LENGTH_MAX} and a byte: of a longer line only the beginning is kept.
 */
public final class LineReader implements Closeable {
    /** The longest line that is held whole, in bytes. */
    public static final int LINE_LENGTH_MAX = 1 << 20;

    static final int BEGINNING_LENGTH = RejectedLine.VALUE_LENGTH_MAX;

    private static final int INITIAL_LENGTH = 1 << 16;

    private final InputStream source;
    private byte[] buffer = new byte[INITIAL_LENGTH];
    private int position;
    private int limit;
    private int lineStart;
    private int lineEnd;
    private long lineNumber;
    private boolean isTooLong;

    /** Reads a stream, which is closed with the reader. */
    public LineReader(InputStream source) {
        this.source = source;
    }

    /**
     * Moves to the next line; false after the last one. A last line needs no line end.
     *
     * @throws IOException if the stream cannot be read on
     */
    public boolean next() throws IOException {
        isTooLong = false;
        lineStart = position;
        int unread = position;
        while (true) {
            int end = indexOfLineEnd(unread);
            if (end < limit) {
                return onLine(end, end + 1);
            }
            unread = end - lineStart;
            if (limit - lineStart > LINE_LENGTH_MAX) {
                return skipLongLine();
            }
            if (!refill()) {
                return onLastLine();
            }
        }
    }

    /** The bytes that hold the line, until the next call of {@link #next()}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the line begins in {@link #buffer()}. */
    public int lineStart() {
        return lineStart;
    }

    /** Where the line ends in {@link #buffer()}, exclusive and without its line feed. */
    public int lineEnd() {
        return lineEnd;
    }

    /** The number of the line, from 1; 0 before the first one. */
    public long lineNumber() {
        return lineNumber;
    }

    /** Whether the line is only the beginning of one that is too long. */
    public boolean isTooLong() {
        return isTooLong;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private int indexOfLineEnd(int from) {
        int i = from;
        while (i < limit && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean onLastLine() {
        position = limit;
        return limit > lineStart && onLine(limit, limit);
    }

    private boolean onLine(int end, int nextPosition) {
        lineEnd = end;
        position = nextPosition;
        lineNumber++;
        return true;
    }

    /** Moves the line to the front, where it is not yet, and reads more behind it. */
    private boolean refill() throws IOException {
        System.arraycopy(buffer, lineStart, buffer, 0, limit - lineStart);
        limit -= lineStart;
        lineStart = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LINE_LENGTH_MAX + 1));
        }
        return readMore();
    }

    private boolean skipLongLine() throws IOException {
        System.arraycopy(buffer, lineStart, buffer, 0, BEGINNING_LENGTH);
        lineStart = 0;
        isTooLong = true;
        int end;
        do {
            limit = BEGINNING_LENGTH;
            if (!readMore()) {
                return onLine(BEGINNING_LENGTH, limit);
            }
            end = indexOfLineEnd(BEGINNING_LENGTH);
        } while (end == limit);
        return onLine(BEGINNING_LENGTH, end + 1);
    }

    private boolean readMore() throws IOException {
        int length = source.read(buffer, limit, buffer.length - limit);
        limit += Math.max(length, 0);
        return length >= 0;
    }
}
