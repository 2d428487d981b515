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

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;
import static org.agrona.BitUtil.SIZE_OF_SHORT;

/**
 * One record, the content of one Chronicle Queue document. All numbers are little-endian.
 *
 * <pre>
 * offset bytes field
 *      0     4 crc32c         over the bytes from offset 4 to the end of the payload
 *      4     4 length         of the payload, from 1
 *      8     8 sequence       counts all records of the journal from 0
 *     16     8 position       of the entry, counts entries from 0
 *     24     8 timeNs         of the entry
 *     32     2 kind           Journal.ENTRY, ENTRY_AND_PASS or DECISIONS
 *     34     2 version        of this layout, 2
 *     36     4 crcBefore      crc32c of the record before, 0 in the first of a journal
 *     40       payload        an entry: one SBE message with its header; decisions: frames
 * </pre>
 *
 * <p>The checksum of the record before ties records to their journal: a record, or a whole file, of
 * another journal does not fit, even where sequences, positions and times would. Version 1 had no
 * such field.
 *
 * <p>A frame is an int32 length of the message, four zero bytes, the message with its header, and
 * zeros up to the next multiple of 8.
 */
final class EntryLayout {
    static final int CRC_OFFSET = 0;
    static final int LENGTH_OFFSET = CRC_OFFSET + SIZE_OF_INT;
    static final int SEQUENCE_OFFSET = LENGTH_OFFSET + SIZE_OF_INT;
    static final int POSITION_OFFSET = SEQUENCE_OFFSET + SIZE_OF_LONG;
    static final int TIME_OFFSET = POSITION_OFFSET + SIZE_OF_LONG;
    static final int KIND_OFFSET = TIME_OFFSET + SIZE_OF_LONG;
    static final int VERSION_OFFSET = KIND_OFFSET + SIZE_OF_SHORT;
    static final int CRC_BEFORE_OFFSET = VERSION_OFFSET + SIZE_OF_SHORT;
    static final int HEADER_LENGTH = CRC_BEFORE_OFFSET + SIZE_OF_INT;

    static final int CHECKED_OFFSET = LENGTH_OFFSET;
    static final int VERSION = 2;

    static final int FRAME_HEADER_LENGTH = 8;
    static final int FRAME_ALIGNMENT = 8;

    private EntryLayout() {}
}
