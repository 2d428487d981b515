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
package io.weft.core.snapshot;

import io.weft.core.wire.MessageHeaderEncoder;

/**
 * How a snapshot stands in bytes; all integers are little-endian, but rows are as they were in
 * memory.
 *
 * <pre>
 * 8 bytes        MAGIC
 * frame          SnapshotHeader
 * frame          LaunchMark: the limits
 * for each section:
 *   frame        SnapshotSection
 *   its rows
 *   4 bytes      CRC-32C of its rows
 * frame          SnapshotEnd, with the CRC-32C of all bytes before it; nothing follows
 *
 * a frame
 * offset bytes field
 *      0     4 length of the message
 *      4     … message, with its header
 *      …     4 CRC-32C of the length and the message
 * </pre>
 */
final class SnapshotFormat {
    /** The first eight bytes: "WeftSnap". */
    static final long MAGIC = 0x70616E5374666557L;

    static final int MAGIC_LENGTH = Long.BYTES;
    static final int CRC_LENGTH = Integer.BYTES;
    static final int MESSAGE_OFFSET = Integer.BYTES;

    /** No message is longer. */
    static final int MESSAGE_LENGTH_MAX = 1 << 12;

    static final int MESSAGE_HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    /** Bytes that are read or written at once. */
    static final int CHUNK_LENGTH = 1 << 20;

    private SnapshotFormat() {}
}
