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
package io.weft.simulator.scenario;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.weft.core.engine.DecisionWriter;
import io.weft.core.schema.MessageSchema;
import io.weft.core.schema.MessageSchema.Block;
import io.weft.core.schema.MessageSchema.Field;
import io.weft.core.wire.GroupSizeEncodingDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Messages as bytes, by the schema. For one thread. */
final class MessageBytes {
    private static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int GROUP_HEADER_LENGTH = GroupSizeEncodingDecoder.ENCODED_LENGTH;
    private static final int TEXT_LENGTH_MAX = 255;

    private final MessageSchema schema;
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    MessageBytes(final MessageSchema schema) {
        this.schema = schema;
    }

    /** The bytes of a message that has all its fields. */
    byte[] encode(final Message message) {
        final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
        headerEncoder
                .wrap(buffer, 0)
                .blockLength(message.block().length())
                .templateId(message.block().id())
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION);
        final byte[] bytes = new byte[encodeBlock(message, buffer, HEADER_LENGTH)];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private static int encodeBlock(
            final Message message, final MutableDirectBuffer buffer, final int offset) {
        final Block block = message.block();
        for (final Field field : block.fields()) {
            final long value = message.values().get(field.name());
            field.primitive().write(buffer, offset + field.offset(), value);
        }
        int next = offset + block.length();
        for (final Block group : block.groups()) {
            next = encodeGroup(group, message.groups().get(group.name()), buffer, next);
        }
        for (final String text : block.texts()) {
            next = encodeText(text, message.texts().get(text), buffer, next);
        }
        return next;
    }

    private static int encodeGroup(
            final Block group,
            final List<Message> items,
            final MutableDirectBuffer buffer,
            final int offset) {
        buffer.putShort(offset, (short) group.length(), LITTLE_ENDIAN);
        buffer.putInt(offset + Short.BYTES, items.size(), LITTLE_ENDIAN);
        int next = offset + GROUP_HEADER_LENGTH;
        for (final Message item : items) {
            next = encodeBlock(item, buffer, next);
        }
        return next;
    }

    private static int encodeText(
            final String name,
            final String text,
            final MutableDirectBuffer buffer,
            final int offset) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    name + "=" + text + ", expected at most " + TEXT_LENGTH_MAX + " bytes");
        }
        buffer.putShort(offset, (short) bytes.length, LITTLE_ENDIAN);
        buffer.putBytes(offset + Short.BYTES, bytes);
        return offset + Short.BYTES + bytes.length;
    }

    /** The messages in the frames of an entry's decisions. */
    List<Message> decodeFrames(final DirectBuffer buffer, final int offset, final int length) {
        final List<Message> messages = new ArrayList<>();
        int frame = offset;
        while (frame < offset + length) {
            final int messageLength = buffer.getInt(frame, LITTLE_ENDIAN);
            messages.add(decode(buffer, frame + DecisionWriter.FRAME_HEADER_LENGTH));
            frame += DecisionWriter.frameLength(messageLength);
        }
        return messages;
    }

    private Message decode(final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        final Message message = new Message(schema.message(header.templateId()));
        decodeBlock(message, buffer, offset + HEADER_LENGTH, header.blockLength());
        return message;
    }

    private static int decodeBlock(
            final Message message,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength) {
        final Block block = message.block();
        for (final Field field : block.fields()) {
            final long value = field.primitive().read(buffer, offset + field.offset());
            message.values().put(field.name(), value);
        }
        int next = offset + blockLength;
        for (final Block group : block.groups()) {
            final List<Message> items = new ArrayList<>();
            next = decodeGroup(group, items, buffer, next);
            message.groups().put(group.name(), items);
        }
        for (final String text : block.texts()) {
            final int length = buffer.getShort(next, LITTLE_ENDIAN) & 0xFFFF;
            final byte[] bytes = new byte[length];
            buffer.getBytes(next + Short.BYTES, bytes);
            message.texts().put(text, new String(bytes, StandardCharsets.UTF_8));
            next += Short.BYTES + length;
        }
        return next;
    }

    private static int decodeGroup(
            final Block group,
            final List<Message> items,
            final DirectBuffer buffer,
            final int offset) {
        final int blockLength = buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
        final int count = buffer.getInt(offset + Short.BYTES, LITTLE_ENDIAN);
        int next = offset + GROUP_HEADER_LENGTH;
        for (int i = 0; i < count; i++) {
            final Message item = new Message(group);
            next = decodeBlock(item, buffer, next, blockLength);
            items.add(item);
        }
        return next;
    }
}
