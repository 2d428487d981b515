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

import io.weft.core.spi.Journal;
import java.io.IOException;

/**
 * Looks at what lies behind the end of the last segment: nothing, the remains of an append that
 * never returned, or, after a power cut, records behind a hole. Costs one pass over the rest of the
 * file, most of which is a hole that the file system knows.
 */
final class TailSearch {
    private static final long UNKNOWN = -1;

    private final FileWindow window;
    private final RecordBuffer record;
    private long recordOffset = UNKNOWN;
    private long tornLength;

    /**
     * Searches.
     *
     * @param start where the next document would begin, a multiple of 4.
     * @param nextSequence the lowest sequence that an append which never returned cannot have.
     */
    TailSearch(
            final FileWindow window,
            final RecordBuffer record,
            final long start,
            final long nextSequence)
            throws IOException {
        this.window = window;
        this.record = record;
        search(start, nextSequence);
    }

    private void search(final long start, final long nextSequence) throws IOException {
        final long end = window.fileLength();
        long offset = start;
        while (offset < end && recordOffset == UNKNOWN) {
            if (window.longAt(offset) == 0) {
                offset += Long.BYTES;
            } else {
                tornLength = offset + Long.BYTES - start;
                match(offset, end, nextSequence);
                match(offset + Integer.BYTES, end, nextSequence);
                offset += Long.BYTES;
            }
        }
    }

    /** Whether a document with a sound record begins here. */
    private void match(final long offset, final long end, final long nextSequence)
            throws IOException {
        final int documentLength = window.intAt(offset);
        final long start = offset + SegmentReader.DOCUMENT_HEADER_LENGTH;
        final int length = documentLength - EntryLayout.HEADER_LENGTH;
        if (length > 0
                && start + documentLength <= end
                && window.intAt(start + EntryLayout.LENGTH_OFFSET) == length
                && isKindAndVersion(window.intAt(start + EntryLayout.KIND_OFFSET))
                && window.longAt(start + EntryLayout.SEQUENCE_OFFSET) >= nextSequence) {
            record.ensureLength(documentLength);
            window.copy(start, record.bytes(), documentLength);
            if (record.computeCrc() == record.crc()) {
                recordOffset = offset;
            }
        }
    }

    private static boolean isKindAndVersion(final int both) {
        final int kind = both & 0xFFFF;
        return both >>> Short.SIZE == EntryLayout.VERSION
                && (Journal.isEntry(kind) || kind == Journal.DECISIONS);
    }

    /** Whether there is a sound record behind the end. */
    boolean hasRecord() {
        return recordOffset != UNKNOWN;
    }

    long recordOffset() {
        return recordOffset;
    }

    /** Bytes from the end to the last one that is not zero, about. */
    long tornLength() {
        return tornLength;
    }
}
