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
import java.util.zip.CRC32C;

/**
 * The header of a segment file, as version 2026.4 of Chronicle Queue writes it: binary wire, the
 * same bytes in every file but for three numbers. It is compared as a whole, because Chronicle
 * Queue believes it: with one bit flipped it may map terabytes or write its index over records.
 *
 * <pre>
 * offset bytes what
 *      0     4 document header: metadata, 193 bytes
 *      4    60 names, and the wire code of an array of two numbers
 *     64     8 mark: offset of the last document with data, 0 when there is none
 *     72     8 its sequence number in the file, and some bits of its offset
 *     80    96 names and numbers: spacing and place of the index
 *    176     8 the sequence number to be indexed next
 *    184    13 names and numbers
 *    200    32 document header and name of the table of index arrays
 *    232     8 how many of them there are
 *    240     8 offset of the first
 * </pre>
 */
final class FileHeader {
    static final int MARK_OFFSET = 64;

    private static final int MARK_LENGTH = 16;
    private static final int NEXT_INDEXED_OFFSET = 176;
    private static final int NEXT_INDEXED_LENGTH = 8;
    private static final int INDEX_COUNT_OFFSET = 232;
    private static final int INDEX_COUNT_LENGTH = 8;
    private static final int LENGTH = 248;
    private static final int CRC = 0x97c5b2fd;

    private FileHeader() {}

    /** Whether a file begins with this header, complete. */
    static boolean isSound(final FileWindow window) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(LENGTH);
        window.copy(0, header, LENGTH);
        header.put(MARK_OFFSET, new byte[MARK_LENGTH]);
        header.put(NEXT_INDEXED_OFFSET, new byte[NEXT_INDEXED_LENGTH]);
        header.put(INDEX_COUNT_OFFSET, new byte[INDEX_COUNT_LENGTH]);
        final CRC32C crc = new CRC32C();
        crc.update(header);
        return (int) crc.getValue() == CRC;
    }
}
