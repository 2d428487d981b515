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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens a trace by what it holds, not by its name: plain text, gzip or xz. */
public final class TraceStream {
    private static final int XZ_MEMORY_KIB_MAX = 1 << 18;
    private static final int GZIP_BUFFER_LENGTH = 1 << 16;

    private static final byte[] XZ = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] BZIP2 = {'B', 'Z', 'h'};
    private static final byte[] ZSTANDARD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TraceStream() {}

    /**
     * The text of a trace.
     *
     * @param source closed by closing the answer; left open when this throws
     * @throws IOException if the stream cannot be read, or is compressed in another way
     */
    public static InputStream textOf(InputStream source) throws IOException {
        byte[] beginning = source.readNBytes(XZ.length);
        InputStream whole = joined(beginning, 0, source);
        if (startsWith(beginning, XZ)) {
            return new XZInputStream(whole, XZ_MEMORY_KIB_MAX);
        }
        if (startsWith(beginning, GZIP)) {
            return new GZIPInputStream(whole, GZIP_BUFFER_LENGTH);
        }
        reject(beginning, BZIP2, "bzip2");
        reject(beginning, ZSTANDARD, "zstd");
        reject(beginning, ZIP, "zip");
        boolean isMarked = startsWith(beginning, BYTE_ORDER_MARK);
        return isMarked ? joined(beginning, BYTE_ORDER_MARK.length, source) : whole;
    }

    private static InputStream joined(byte[] beginning, int from, InputStream rest) {
        var first = new ByteArrayInputStream(beginning, from, beginning.length - from);
        return new SequenceInputStream(first, rest);
    }

    private static void reject(byte[] beginning, byte[] magic, String name) throws IOException {
        if (startsWith(beginning, magic)) {
            throw new IOException(name + " is not read here, only gzip, xz and plain text");
        }
    }

    private static boolean startsWith(byte[] beginning, byte[] magic) {
        return beginning.length >= magic.length
                && Arrays.equals(beginning, 0, magic.length, magic, 0, magic.length);
    }
}
