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

import io.weft.core.memory.RowHeap;
import io.weft.core.memory.Slab;
import io.weft.core.state.ClusterState;
import io.weft.core.state.StateNumbers;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.SnapshotEndEncoder;
import io.weft.core.wire.SnapshotHeaderEncoder;
import io.weft.core.wire.SnapshotSectionEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a state as {@link SnapshotFormat} says. Keeps a buffer of 1 MiB, so that one writer serves
 * many snapshots. One thread at a time, that of the state; cost is one copy of the rows and two
 * checksums, and what the channel takes.
 */
public final class SnapshotWriter implements StateListener {
    private final ByteBuffer chunk =
            ByteBuffer.allocateDirect(CHUNK_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer chunkBytes = new UnsafeBuffer(chunk);
    private final ByteBuffer frame =
            ByteBuffer.allocateDirect(MESSAGE_LENGTH_MAX).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer message =
            new UnsafeBuffer(frame, MESSAGE_OFFSET, MESSAGE_LENGTH_MAX - MESSAGE_OFFSET);
    private final CRC32C crc = new CRC32C();
    private final CRC32C fileCrc = new CRC32C();
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final SnapshotHeaderEncoder header = new SnapshotHeaderEncoder();
    private final SnapshotSectionEncoder section = new SnapshotSectionEncoder();
    private final SnapshotEndEncoder end = new SnapshotEndEncoder();
    private WritableByteChannel target;
    private long length;
    private int sectionCount;

    /** A writer with its buffer. */
    public SnapshotWriter() {}

    /**
     * Writes a snapshot.
     *
     * @param facts about the state.
     * @param state to write, at rest.
     * @param channel that takes the bytes; it is not closed.
     * @return bytes written.
     * @throws IOException when the channel fails; what was written is no snapshot then.
     */
    public long write(
            final SnapshotHeader facts, final ClusterState state, final WritableByteChannel channel)
            throws IOException {
        target = channel;
        length = 0;
        sectionCount = 0;
        fileCrc.reset();
        chunk.clear();
        try {
            chunk.putLong(MAGIC);
            length += MAGIC_LENGTH;
            putHeader(facts);
            putFrame(LaunchMark.encode(facts.limits(), message));
            StateWalk.walk(state, this);
            flush();
            putEnd();
            flush();
            return length;
        } catch (final UncheckedIOException ex) {
            throw ex.getCause();
        } finally {
            target = null;
        }
    }

    private void putHeader(final SnapshotHeader facts) {
        header.wrapAndApplyHeader(message, 0, messageHeader)
                .position(facts.position())
                .time(facts.timeNs())
                .digest(facts.digest())
                .layout(facts.layout())
                .wantsPass(facts.wantsPass() ? BooleanType.YES : BooleanType.NO)
                .wasPassCut(facts.wasPassCut() ? BooleanType.YES : BooleanType.NO)
                .hasDecisions(facts.hasDecisions() ? BooleanType.YES : BooleanType.NO)
                .policyVersion(facts.policyVersion())
                .policy(facts.policy());
        putFrame(MESSAGE_HEADER_LENGTH + header.encodedLength());
    }

    private void putEnd() {
        end.wrapAndApplyHeader(message, 0, messageHeader)
                .length(length)
                .crc(fileCrc.getValue())
                .sectionCount(sectionCount);
        putFrame(MESSAGE_HEADER_LENGTH + end.encodedLength());
    }

    // ------------------------------------------------------------------ sections

    @Override
    public void onTable(final String name, final Slab slab) {
        final int rowCount = slab.highWater();
        begin(name, slab.rowLength(), rowCount, slab.freeHead());
        putRows(slab.buffer(), 0, rowCount * slab.rowLength());
    }

    @Override
    public void onRows(
            final String name, final UnsafeBuffer rows, final int rowLength, final int rowCount) {
        begin(name, rowLength, rowCount, Slab.NULL_ROW);
        putRows(rows, 0, rowCount * rowLength);
    }

    @Override
    public void onHeap(final String name, final RowHeap heap) {
        begin(name, RowHeap.SLOT_LENGTH, heap.size(), Slab.NULL_ROW);
        putRows(heap.buffer(), RowHeap.SLOT_LENGTH, heap.size() * RowHeap.SLOT_LENGTH);
    }

    @Override
    public void onNumbers(final String name, final StateNumbers numbers) {
        numbers.gather();
        final int rowLength = numbers.buffer().capacity();
        begin(name, rowLength, 1, Slab.NULL_ROW);
        putRows(numbers.buffer(), 0, rowLength);
    }

    private void begin(
            final String name, final int rowLength, final int rowCount, final int freeHead) {
        section.wrapAndApplyHeader(message, 0, messageHeader)
                .rowLength(rowLength)
                .rowCount(rowCount)
                .freeHead(freeHead)
                .name(name);
        putFrame(MESSAGE_HEADER_LENGTH + section.encodedLength());
        sectionCount++;
    }

    private void putRows(final DirectBuffer rows, final int offset, final int rowsLength) {
        crc.reset();
        int done = 0;
        while (done < rowsLength) {
            makeRoom(1);
            final int at = chunk.position();
            final int part = Math.min(rowsLength - done, chunk.remaining());
            chunkBytes.putBytes(at, rows, offset + done, part);
            crc.update(chunk.slice(at, part));
            chunk.position(at + part);
            done += part;
        }
        length += rowsLength;
        putCrc();
    }

    // ------------------------------------------------------------------ bytes

    private void putFrame(final int messageLength) {
        final int frameLength = MESSAGE_OFFSET + messageLength;
        frame.putInt(0, messageLength);
        frame.clear().limit(frameLength);
        crc.reset();
        crc.update(frame);
        frame.flip();
        makeRoom(frameLength);
        chunk.put(frame);
        frame.clear();
        length += frameLength;
        putCrc();
    }

    private void putCrc() {
        makeRoom(CRC_LENGTH);
        chunk.putInt((int) crc.getValue());
        length += CRC_LENGTH;
    }

    private void makeRoom(final int byteCount) {
        if (chunk.remaining() < byteCount) {
            flush();
        }
    }

    private void flush() {
        chunk.flip();
        fileCrc.update(chunk);
        chunk.rewind();
        try {
            while (chunk.hasRemaining()) {
                target.write(chunk);
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        chunk.clear();
    }
}
