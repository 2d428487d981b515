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
import java.nio.file.Path;

/**
 * Reads the records of one segment file, forwards, also while somebody writes it.
 *
 * <p>A segment is a sequence of documents as the Chronicle Wire specification has them: an int32
 * header at a multiple of 4, then as many bytes as its lower 30 bits say. Bit 30 marks metadata
 * (Chronicle Queue's own: the file header and its index), bit 31 what is not complete; 0 is the end
 * so far, and both bits with length 0 the end for good. The writer copies a record first and sets
 * its document's header last. The file header holds a mark, the offset of the last document with
 * data; it is set right after that document's header, so a mark at or behind what reads as the end
 * means that bytes were lost.
 */
final class SegmentReader implements AutoCloseable {
    /** What {@link #next()} came to. */
    enum Step {
        /** A record, checked, in {@link #record()}. */
        RECORD,
        /** Nothing more so far. */
        END,
        /** Nothing more for ever: the next segment goes on. */
        CLOSED,
        /** Bytes that no writer has written; {@link #expected()} and {@link #found()} say more. */
        DAMAGED
    }

    static final int DOCUMENT_HEADER_LENGTH = 4;
    static final int NOT_COMPLETE = 1 << 31;
    static final int META_DATA = 1 << 30;
    static final int LENGTH_MASK = META_DATA - 1;
    static final int END_OF_DATA = NOT_COMPLETE | META_DATA;

    /** The end mark, and the word EOF that Chronicle Queue puts behind it. */
    static final int END_LENGTH = 8;

    /** In place of a length when there is none. */
    static final int NULL_LENGTH = -1;

    private static final int ALIGNMENT = 4;
    private static final long UNKNOWN = -1;

    private final FileWindow window;
    private final RecordBuffer record;
    private long offset;
    private long recordOffset = UNKNOWN;
    private long markOffset = UNKNOWN;
    private long firstMark;
    private boolean isMarkPending;
    private long resumeOffset = UNKNOWN;
    private String expected;
    private String found;

    SegmentReader(final Path file, final RecordBuffer record) throws IOException {
        this.window = new FileWindow(file);
        this.record = record;
    }

    /** Goes on with the document at an offset, behind the header of the file. */
    void skipTo(final long newOffset) throws IOException {
        if (readFileHeader()) {
            isMarkPending = firstMark >= newOffset;
            offset = newOffset;
        }
    }

    /** Goes to the next record; after DAMAGED it stays where it is. */
    Step next() throws IOException {
        while (true) {
            final int header = window.liveInt(offset);
            if (header == END_OF_DATA) {
                return atClose();
            }
            if (header == 0 || (header & NOT_COMPLETE) != 0) {
                return atEnd();
            }
            final int length = header & LENGTH_MASK;
            if (!window.isInFile(offset, DOCUMENT_HEADER_LENGTH + length)) {
                return damaged(length + " bytes", "the file ends before", UNKNOWN);
            }
            if ((header & META_DATA) == 0) {
                return atRecord(length);
            }
            if (offset == 0 && !readFileHeader()) {
                return damaged("the header of a segment file", "something else", UNKNOWN);
            }
            offset = endOf(length);
        }
    }

    private long endOf(final int length) {
        return align(offset + DOCUMENT_HEADER_LENGTH + length);
    }

    /** Where the next document begins when the one before ends at an offset. */
    static long align(final long offset) {
        return (offset + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Length of a complete document of Chronicle Queue's own. */
    static int metadataLength(final int header) {
        return (header & END_OF_DATA) == META_DATA ? header & LENGTH_MASK : NULL_LENGTH;
    }

    private boolean readFileHeader() throws IOException {
        if (!FileHeader.isSound(window)) {
            return false;
        }
        markOffset = FileHeader.MARK_OFFSET;
        firstMark = window.liveLong(markOffset);
        isMarkPending = firstMark != 0;
        return true;
    }

    /** The end, unless the mark says that there was more. */
    private Step atEnd() throws IOException {
        window.forget();
        if (markOffset == UNKNOWN) {
            return Step.END;
        }
        final long mark = window.liveLong(markOffset);
        if (mark < offset) {
            return isMarkPending ? strayMark() : Step.END;
        }
        final int header = window.liveInt(offset);
        if (isDocument(header)) {
            return next();
        }
        return damaged(lastRecordAt(mark), header == 0 ? "zeros" : "an open document", UNKNOWN);
    }

    private Step atClose() throws IOException {
        if (markOffset == UNKNOWN) {
            return damaged("the header of a segment file", "an end mark", UNKNOWN);
        }
        final long mark = window.liveLong(markOffset);
        if (mark >= offset) {
            return damaged(lastRecordAt(mark), "an end mark", UNKNOWN);
        }
        return isMarkPending ? strayMark() : Step.CLOSED;
    }

    private Step strayMark() {
        return damaged("a record at byte " + firstMark + ", the mark", "none", UNKNOWN);
    }

    private static String lastRecordAt(final long mark) {
        return "a record (the last one begins at byte " + mark + ")";
    }

    private static boolean isDocument(final int header) {
        return header == END_OF_DATA || header > 0;
    }

    private Step atRecord(final int length) throws IOException {
        if (offset == 0) {
            return damaged("the header of a segment file", "a record", UNKNOWN);
        }
        if (isMarkPending && offset > firstMark) {
            return strayMark();
        }
        if (!copy(length)) {
            window.forget();
            if (!copy(length)) {
                return damaged(expected, found, endOf(length));
            }
        }
        isMarkPending &= offset != firstMark;
        recordOffset = offset;
        offset = endOf(length);
        return Step.RECORD;
    }

    /** Copies the record and checks it; what was read while it was written is read again. */
    private boolean copy(final int length) throws IOException {
        final long start = offset + DOCUMENT_HEADER_LENGTH;
        final int payloadLength = length - EntryLayout.HEADER_LENGTH;
        if (payloadLength < 1) {
            return mismatch("a record of more than " + EntryLayout.HEADER_LENGTH, length);
        }
        window.load(offset, DOCUMENT_HEADER_LENGTH + length);
        final int foundLength = window.intAt(start + EntryLayout.LENGTH_OFFSET);
        if (foundLength != payloadLength) {
            return mismatch("a payload of " + payloadLength, foundLength);
        }
        record.ensureLength(length);
        window.copy(start, record.bytes(), length);
        if (record.version() != EntryLayout.VERSION) {
            expected = "layout version " + EntryLayout.VERSION;
            found =
                    "version "
                            + record.version()
                            + ": maybe another version of Weft wrote it, and reads it";
            return false;
        }
        final int crc = record.computeCrc();
        if (crc != record.crc()) {
            expected = "checksum " + Integer.toHexString(record.crc());
            found = "bytes with checksum " + Integer.toHexString(crc);
            return false;
        }
        return true;
    }

    private boolean mismatch(final String what, final int length) {
        expected = what + " bytes";
        found = length + " bytes";
        return false;
    }

    private Step damaged(final String whatExpected, final String whatFound, final long resume) {
        expected = whatExpected;
        found = whatFound;
        resumeOffset = resume;
        return Step.DAMAGED;
    }

    /**
     * Leaves a damaged record behind.
     *
     * @return false when it is not known where the next one begins.
     */
    boolean skipDamaged() {
        if (resumeOffset == UNKNOWN) {
            return false;
        }
        offset = resumeOffset;
        resumeOffset = UNKNOWN;
        return true;
    }

    /** Whether there is a complete file header, without which no record was ever written. */
    boolean isBorn() throws IOException {
        return isDocument(window.liveInt(0));
    }

    /** The record of the last step, valid until the next. */
    RecordBuffer record() {
        return record;
    }

    /** Where the document of the last record begins. */
    long recordOffset() {
        return recordOffset;
    }

    /** Where the next document begins, or will. */
    long offset() {
        return offset;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }

    FileWindow window() {
        return window;
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
