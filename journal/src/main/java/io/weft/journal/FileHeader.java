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
import java.nio.charset.StandardCharsets;

/**
 * Finds, in the header of a segment file, where Chronicle Queue keeps the offset of the last
 * document with data. The header is binary wire: the field's name, padding, then an array of longs.
 *
 * <pre>
 * bytes    what
 *    13    "writePosition"
 *   0..    padding: 8F is one byte; 8E, an int32 n, and n more
 *     1    8D, an array of int64
 *     8    its capacity, 2
 *     8    its count, 2
 *     8    the offset of the last document with data, 0 when there is none
 * </pre>
 *
 * <p>Source: the Chronicle Wire binary format, as version 2026.4 of Chronicle Queue writes it.
 */
final class FileHeader {
    static final long NULL_OFFSET = -1;

    private static final byte[] NAME = "writePosition".getBytes(StandardCharsets.US_ASCII);
    private static final byte PADDING = (byte) 0x8F;
    private static final byte LONG_PADDING = (byte) 0x8E;
    private static final byte LONG_ARRAY = (byte) 0x8D;
    private static final int LENGTH_MAX = 1 << 12;

    private FileHeader() {}

    /** The offset in the file of that long, or {@link #NULL_OFFSET} when this is no such header. */
    static long markOffset(final FileWindow window, final long start, final int length)
            throws IOException {
        final long end = start + Math.min(length, LENGTH_MAX);
        for (long offset = start; offset + NAME.length < end; offset++) {
            if (isName(window, offset)) {
                return valueOffset(window, offset + NAME.length, end);
            }
        }
        return NULL_OFFSET;
    }

    private static boolean isName(final FileWindow window, final long offset) throws IOException {
        int matched = 0;
        while (matched < NAME.length && window.byteAt(offset + matched) == NAME[matched]) {
            matched++;
        }
        return matched == NAME.length;
    }

    private static long valueOffset(final FileWindow window, final long start, final long end)
            throws IOException {
        long offset = start;
        while (offset >= start && offset < end) {
            final byte code = window.byteAt(offset);
            if (code == LONG_ARRAY) {
                final long value = offset + Byte.BYTES + 2 * Long.BYTES;
                return value + Long.BYTES <= end ? value : NULL_OFFSET;
            } else if (code == LONG_PADDING) {
                offset += Byte.BYTES + Integer.BYTES + window.intAt(offset + Byte.BYTES);
            } else if (code == PADDING) {
                offset++;
            } else {
                return NULL_OFFSET;
            }
        }
        return NULL_OFFSET;
    }
}
