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

import io.weft.core.wire.BooleanType;
import io.weft.core.wire.LaunchMarkEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.SnapshotEndEncoder;
import io.weft.core.wire.SnapshotHeaderEncoder;
import io.weft.core.wire.SnapshotSectionEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** A snapshot taken apart, to be put together with other content and right checksums. */
final class ForgedSnapshot {
    /** What stands between the head and the end. */
    final List<Section> sections = new ArrayList<>();

    /** Added to what the end says of the length. */
    long lengthError;

    /** Added to what the end says of the count of sections. */
    int countError;

    /** Added to what the end says of the checksum. */
    long crcError;

    /** Added to the digest in the header. */
    long digestError;

    /** Added to the first eight bytes. */
    long magicError;

    /** Added to the layout in the header. */
    long layoutError;

    /** Templates of the messages that stand before the sections. */
    final List<Integer> head =
            new ArrayList<>(
                    List.of(SnapshotHeaderEncoder.TEMPLATE_ID, LaunchMarkEncoder.TEMPLATE_ID));

    private final SnapshotHeader header;
    private ByteArrayOutputStream bytes;

    /** One section. */
    record Section(String name, int rowLength, int rowCount, int freeHead, byte[] rows) {
        /** The same with fewer or more rows; the new ones are zero. */
        Section withRows(final int newRowCount) {
            final byte[] newRows = Arrays.copyOf(rows, newRowCount * rowLength);
            return new Section(name, rowLength, newRowCount, freeHead, newRows);
        }
    }

    ForgedSnapshot(final byte[] sound) {
        final SnapshotReader reader =
                new SnapshotReader(Channels.newChannel(new ByteArrayInputStream(sound)), "sound");
        header = reader.header();
        while (reader.next()) {
            final byte[] rows = new byte[reader.rowLength() * reader.rowCount()];
            final Section section =
                    new Section(
                            reader.sectionName(),
                            reader.rowLength(),
                            reader.rowCount(),
                            reader.freeHead(),
                            rows);
            reader.rows(new UnsafeBuffer(rows), 0);
            sections.add(section);
        }
    }

    /** Where a section stands among them. */
    int indexOf(final String name) {
        return sections.stream().map(Section::name).toList().indexOf(name);
    }

    /** All of it. */
    byte[] bytes() {
        bytes = new ByteArrayOutputStream();
        bytes.writeBytes(number(SnapshotFormat.MAGIC + magicError).array());
        for (final int templateId : head) {
            if (templateId == SnapshotHeaderEncoder.TEMPLATE_ID) {
                putHeader();
            } else {
                putMark();
            }
        }
        for (final Section section : sections) {
            put(section);
        }
        putEnd();
        return bytes.toByteArray();
    }

    private void putHeader() {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[1000]);
        final SnapshotHeaderEncoder encoder =
                new SnapshotHeaderEncoder()
                        .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                        .position(header.position())
                        .time(header.timeNs())
                        .digest(header.digest() + digestError)
                        .layout(header.layout() + layoutError)
                        .policyVersion(header.policyVersion())
                        .wantsPass(header.wantsPass() ? BooleanType.YES : BooleanType.NO)
                        .wasPassCut(header.wasPassCut() ? BooleanType.YES : BooleanType.NO)
                        .hasDecisions(header.hasDecisions() ? BooleanType.YES : BooleanType.NO)
                        .policy(header.policy());
        putFrame(message, encoder.encodedLength());
    }

    private void putMark() {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[1000]);
        final int length = LaunchMark.encode(header.limits(), message);
        putFrame(message, length - MessageHeaderEncoder.ENCODED_LENGTH);
    }

    private void put(final Section section) {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[1000]);
        final SnapshotSectionEncoder encoder =
                new SnapshotSectionEncoder()
                        .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                        .rowLength(section.rowLength())
                        .rowCount(section.rowCount())
                        .freeHead(section.freeHead())
                        .name(section.name());
        putFrame(message, encoder.encodedLength());
        bytes.writeBytes(section.rows());
        putCrc(section.rows());
    }

    private void putEnd() {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[1000]);
        final CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        final SnapshotEndEncoder encoder =
                new SnapshotEndEncoder()
                        .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                        .length(bytes.size() + lengthError)
                        .crc(crc.getValue() + crcError)
                        .sectionCount(sections.size() + countError);
        putFrame(message, encoder.encodedLength());
    }

    private void putFrame(final UnsafeBuffer message, final int encodedLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        final byte[] frame = new byte[Integer.BYTES + length];
        System.arraycopy(number(length).array(), 0, frame, 0, Integer.BYTES);
        message.getBytes(0, frame, Integer.BYTES, length);
        bytes.writeBytes(frame);
        putCrc(frame);
    }

    private void putCrc(final byte[] covered) {
        final CRC32C crc = new CRC32C();
        crc.update(covered);
        bytes.write(number(crc.getValue()).array(), 0, Integer.BYTES);
    }

    private static ByteBuffer number(final long value) {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    }
}
