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

import static io.weft.core.snapshot.SnapshotFormat.CHUNK_LENGTH;
import static io.weft.core.snapshot.SnapshotFormat.CRC_LENGTH;
import static io.weft.core.snapshot.SnapshotFormat.MAGIC;
import static io.weft.core.snapshot.SnapshotFormat.MAGIC_LENGTH;
import static io.weft.core.snapshot.SnapshotFormat.MESSAGE_HEADER_LENGTH;
import static io.weft.core.snapshot.SnapshotFormat.MESSAGE_LENGTH_MAX;
import static io.weft.core.snapshot.SnapshotFormat.MESSAGE_OFFSET;

import io.weft.core.spi.SnapshotException;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.LaunchMarkDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.SnapshotEndDecoder;
import io.weft.core.wire.SnapshotHeaderDecoder;
import io.weft.core.wire.SnapshotSectionDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32C;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a snapshot forwards: the header, then one section after another, then the end. Every byte
 * is covered by a checksum, which is compared before what it covers is believed; only rows are
 * handed over first, because a damaged one is found at their end.
 *
 * <p>One thread. Does not close the channel.
 */
public final class SnapshotReader {
    private static final int NO_SECTION = -1;

    private final ReadableByteChannel source;
    private final String name;
    private final ByteBuffer chunk =
            ByteBuffer.allocateDirect(CHUNK_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer bytes = new UnsafeBuffer(chunk);
    private final CRC32C crc = new CRC32C();
    private final CRC32C fileCrc = new CRC32C();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SnapshotSectionDecoder section = new SnapshotSectionDecoder();
    private final SnapshotHeader header;
    private long offset;
    private int sectionCount;
    private String sectionName;
    private int rowLength;
    private int rowCount = NO_SECTION;
    private int freeHead;

    /**
     * Reads the header.
     *
     * @param source of the bytes, at the first.
     * @param name of the snapshot in messages.
     * @throws SnapshotException when the bytes are not what was written, or cannot be read.
     */
    public SnapshotReader(final ReadableByteChannel source, final String name) {
        this.source = source;
        this.name = name;
        read(MAGIC_LENGTH);
        require(chunk.getLong(0) == MAGIC, "does not begin as a snapshot");
        fileCrc.update(chunk);
        header = readHeader();
    }

    /**
     * Reads a whole snapshot and compares all checksums.
     *
     * @param source of the bytes, at the first.
     * @param name of the snapshot in messages.
     * @return its header.
     * @throws SnapshotException when the bytes are not what was written, or cannot be read.
     */
    public static SnapshotHeader verify(final ReadableByteChannel source, final String name) {
        final SnapshotReader reader = new SnapshotReader(source, name);
        while (reader.next()) {
            reader.skip();
        }
        return reader.header();
    }

    private SnapshotHeader readHeader() {
        final SnapshotHeaderDecoder message = new SnapshotHeaderDecoder();
        readFrame();
        requireTemplate(SnapshotHeaderDecoder.TEMPLATE_ID);
        message.wrapAndApplyHeader(bytes, MESSAGE_OFFSET, messageHeader);
        final long position = message.position();
        final long timeNs = message.time();
        final boolean hasDecisions = message.hasDecisions() == BooleanType.YES;
        final long digest = message.digest();
        final long layout = message.layout();
        final boolean wantsPass = message.wantsPass() == BooleanType.YES;
        final boolean wasPassCut = message.wasPassCut() == BooleanType.YES;
        final int policyVersion = message.policyVersion();
        final String policy = message.policy();
        fileCrc.update(chunk);
        readFrame();
        requireTemplate(LaunchMarkDecoder.TEMPLATE_ID);
        fileCrc.update(chunk);
        return new SnapshotHeader(
                position,
                timeNs,
                hasDecisions,
                digest,
                layout,
                wantsPass,
                wasPassCut,
                policy,
                policyVersion,
                LaunchMark.decode(bytes, MESSAGE_OFFSET));
    }

    /**
     * What stands before the sections.
     *
     * @return the header.
     */
    public SnapshotHeader header() {
        return header;
    }

    /**
     * Moves to the next section; the rows of the one before must have been read or skipped.
     *
     * @return false at the end, which is then known to be sound.
     * @throws SnapshotException when the bytes are not what was written, or cannot be read.
     */
    public boolean next() {
        if (rowCount != NO_SECTION) {
            throw new IllegalStateException("The rows of " + sectionName + " were not read.");
        }
        readFrame();
        if (messageHeader.wrap(bytes, MESSAGE_OFFSET).templateId()
                == SnapshotEndDecoder.TEMPLATE_ID) {
            readEnd();
            return false;
        }
        requireTemplate(SnapshotSectionDecoder.TEMPLATE_ID);
        section.wrapAndApplyHeader(bytes, MESSAGE_OFFSET, messageHeader);
        rowLength = section.rowLength();
        rowCount = section.rowCount();
        freeHead = section.freeHead();
        sectionName = section.name();
        fileCrc.update(chunk);
        require(rowLength > 0 && rowCount >= 0, "has a section of " + rowCount + " rows");
        sectionCount++;
        return true;
    }

    private void readEnd() {
        final SnapshotEndDecoder end = new SnapshotEndDecoder();
        end.wrapAndApplyHeader(bytes, MESSAGE_OFFSET, messageHeader);
        final long before = offset - MESSAGE_OFFSET - chunk.getInt(0) - CRC_LENGTH;
        require(end.length() == before, "is longer or shorter than its end says");
        require(end.sectionCount() == sectionCount, "lacks a section");
        require(end.crc() == fileCrc.getValue(), "has another checksum than its end says");
        chunk.clear().limit(1);
        try {
            require(source.read(chunk) < 0, "goes on after its end");
        } catch (final IOException ex) {
            throw unreadable(ex);
        }
    }

    /**
     * Name of the section.
     *
     * @return the name.
     */
    public String sectionName() {
        return sectionName;
    }

    /**
     * Length of its rows.
     *
     * @return length in bytes.
     */
    public int rowLength() {
        return rowLength;
    }

    /**
     * Rows in it.
     *
     * @return the count.
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * First free row, where it is the section of a table.
     *
     * @return the row, or -1.
     */
    public int freeHead() {
        return freeHead;
    }

    /**
     * Position in the file.
     *
     * @return bytes read until now.
     */
    public long offset() {
        return offset;
    }

    /**
     * Copies the rows of the section.
     *
     * @param target that has room for them.
     * @param targetOffset of the first row.
     * @throws SnapshotException when they are not what was written; they were copied then, too.
     */
    public void rows(final MutableDirectBuffer target, final int targetOffset) {
        copy(target, targetOffset);
    }

    /**
     * Reads over the rows of the section.
     *
     * @throws SnapshotException when they are not what was written.
     */
    public void skip() {
        copy(null, 0);
    }

    private void copy(final MutableDirectBuffer target, final int targetOffset) {
        final long length = (long) rowLength * rowCount;
        final CRC32C rowsCrc = crc;
        rowsCrc.reset();
        long done = 0;
        while (done < length) {
            final int part = (int) Math.min(CHUNK_LENGTH, length - done);
            read(part);
            rowsCrc.update(chunk);
            fileCrc.update(chunk.rewind());
            if (target != null) {
                target.putBytes((int) (targetOffset + done), bytes, 0, part);
            }
            done += part;
        }
        final int found = (int) rowsCrc.getValue();
        read(CRC_LENGTH);
        final boolean isSound = chunk.getInt(0) == found;
        fileCrc.update(chunk);
        rowCount = NO_SECTION;
        require(isSound, "has another checksum of its section " + sectionName + " than it says");
    }

    // ------------------------------------------------------------------ bytes

    /** Reads a frame into the chunk, which holds it wholly, and compares its checksum. */
    private void readFrame() {
        read(MESSAGE_OFFSET);
        final int length = chunk.getInt(0);
        require(
                length >= MESSAGE_HEADER_LENGTH && length <= MESSAGE_LENGTH_MAX,
                "has a message of " + length + " bytes");
        final int end = MESSAGE_OFFSET + length;
        chunk.clear().position(MESSAGE_OFFSET).limit(end + CRC_LENGTH);
        fill();
        crc.reset();
        crc.update(chunk.slice(0, end));
        require(chunk.getInt(end) == (int) crc.getValue(), "has another checksum than it says");
        chunk.rewind();
    }

    private void requireTemplate(final int templateId) {
        final int found = messageHeader.wrap(bytes, MESSAGE_OFFSET).templateId();
        require(found == templateId, "has message " + found + " in place of " + templateId);
    }

    private void read(final int length) {
        chunk.clear().limit(length);
        fill();
        chunk.rewind();
    }

    private void fill() {
        try {
            while (chunk.hasRemaining()) {
                final int count = source.read(chunk);
                require(count >= 0, "ends too early");
                offset += count;
            }
        } catch (final IOException ex) {
            throw unreadable(ex);
        }
    }

    private SnapshotException unreadable(final IOException cause) {
        return new SnapshotException(
                SnapshotException.Kind.STORAGE,
                "The snapshot " + name + " cannot be read: " + cause + ".",
                cause);
    }

    private void require(final boolean holds, final String what) {
        if (!holds) {
            throw new SnapshotException(
                    SnapshotException.Kind.DAMAGED,
                    "The snapshot "
                            + name
                            + " is damaged: near byte "
                            + offset
                            + " it "
                            + what
                            + ". Use an older one, or the whole journal.",
                    null);
        }
    }
}
