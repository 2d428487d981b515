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

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.weft.core.schema.MessageSchema;
import io.weft.core.spi.Journal;
import io.weft.core.wire.GroupSizeEncodingDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import java.nio.charset.StandardCharsets;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Prints messages of the wire schema as {@code Name field=value …}, groups as {@code name=[a=1 b=2,
 * a=3 b=4]}. Whatever the bytes are, it prints one line of printable characters and never reads
 * outside them. For one thread.
 */
public final class MessagePrinter {
    private static final int TEXT_HEADER_LENGTH = 2;
    private static final String MALFORMED = " (malformed)";

    private final MessageSchema schema = MessageSchema.load();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private DirectBuffer buffer;
    private int end;
    private StringBuilder target;

    /**
     * Prints the payload of a journal record.
     *
     * @param kind {@link Journal#ENTRY}, {@link Journal#ENTRY_AND_PASS}: one message; {@link
     *     Journal#DECISIONS}: frames, printed with {@code ; } between them.
     * @param source of the bytes.
     * @param offset of the first.
     * @param length in bytes.
     * @param text to append to.
     */
    public void appendRecord(
            final int kind,
            final DirectBuffer source,
            final int offset,
            final int length,
            final StringBuilder text) {
        if (kind == Journal.DECISIONS) {
            appendFrames(source, offset, length, text);
        } else {
            append(source, offset, length, text);
        }
    }

    /**
     * Prints one message.
     *
     * @param source of the bytes, which begin with a message header.
     * @param offset of the first.
     * @param length in bytes.
     * @param text to append to.
     */
    public void append(
            final DirectBuffer source,
            final int offset,
            final int length,
            final StringBuilder text) {
        buffer = source;
        end = offset + length;
        target = text;
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (body > end) {
            text.append("Unknown length=").append(length).append(MALFORMED);
            return;
        }
        header.wrap(source, offset);
        final MessageSchema.Block message = schema.message(header.templateId());
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID || message == null) {
            text.append("Unknown schemaId=").append(header.schemaId());
            text.append(" templateId=").append(header.templateId());
            text.append(" length=").append(length);
            return;
        }
        text.append(message.name());
        final int next = appendBlock(message, body, header.blockLength(), " ");
        if (next != end) {
            text.append(MALFORMED);
        }
    }

    private void appendFrames(
            final DirectBuffer source,
            final int offset,
            final int length,
            final StringBuilder text) {
        final int limit = offset + length;
        int frame = offset;
        while (frame < limit) {
            text.append(frame == offset ? "" : "; ");
            final int message = frame + EntryLayout.FRAME_HEADER_LENGTH;
            final int messageLength = message > limit ? -1 : source.getInt(frame, LITTLE_ENDIAN);
            if (messageLength < 1 || messageLength > limit - message) {
                text.append("Unknown frameLength=").append(messageLength).append(MALFORMED);
                return;
            }
            append(source, message, messageLength, text);
            final int frameLength = EntryLayout.FRAME_HEADER_LENGTH + messageLength;
            frame += BitUtil.align(frameLength, EntryLayout.FRAME_ALIGNMENT);
        }
    }

    /** Prints a block with its groups and texts; returns the offset behind it, or -1. */
    private int appendBlock(
            final MessageSchema.Block block,
            final int offset,
            final int blockLength,
            final String separator) {
        if (blockLength > end - offset) {
            return -1;
        }
        String before = separator;
        for (final MessageSchema.Field field : block.fields()) {
            if (field.offset() + field.primitive().length() <= blockLength) {
                target.append(before);
                appendField(field, offset + field.offset());
                before = " ";
            }
        }
        int next = offset + blockLength;
        for (int i = 0; i < block.groups().size() && next >= 0; i++) {
            next = appendGroup(block.groups().get(i), next);
        }
        for (int i = 0; i < block.texts().size() && next >= 0; i++) {
            next = appendText(block.texts().get(i), next);
        }
        return next;
    }

    private void appendField(final MessageSchema.Field field, final int offset) {
        final long value = field.primitive().read(buffer, offset);
        final String name = field.names().get(value);
        target.append(field.name()).append('=');
        if (name == null) {
            field.primitive().append(target, value);
        } else {
            target.append(name);
        }
    }

    private int appendGroup(final MessageSchema.Block group, final int offset) {
        int next = offset + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (next > end) {
            return -1;
        }
        final int blockLength = buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
        final long count = buffer.getInt(offset + Short.BYTES, LITTLE_ENDIAN) & 0xFFFF_FFFFL;
        if (count * Math.max(blockLength, 1) > end - next) {
            return -1;
        }
        target.append(' ').append(group.name()).append("=[");
        for (long i = 0; i < count && next >= 0; i++) {
            next = appendBlock(group, next, blockLength, i == 0 ? "" : ", ");
        }
        target.append(']');
        return next;
    }

    private int appendText(final String name, final int offset) {
        final int start = offset + TEXT_HEADER_LENGTH;
        if (start > end) {
            return -1;
        }
        final int length = buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
        if (length > end - start) {
            return -1;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(start, bytes);
        target.append(' ').append(name).append("=\"");
        new String(bytes, StandardCharsets.UTF_8).chars().forEach(this::appendCharacter);
        target.append('"');
        return start + length;
    }

    /** What could end the line or the quotes, or steer a terminal, is escaped. */
    private void appendCharacter(final int character) {
        if (character == '"' || character == '\\') {
            target.append('\\').append((char) character);
        } else if (Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || character == 0x2028
                || character == 0x2029) {
            final String hex = Integer.toHexString(0x10000 | character);
            target.append("\\u").append(hex, 1, 5);
        } else {
            target.append((char) character);
        }
    }
}
