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
 * Takes messages apart as the wire schema says and tells a listener. Whatever the bytes are, it
 * never reads outside them. For one thread.
 */
final class MessageWalk {
    private static final int TEXT_HEADER_LENGTH = 2;
    private static final int NOWHERE = -1;

    private final MessageSchema schema = MessageSchema.load();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageListener listener;
    private DirectBuffer buffer;
    private int end;

    MessageWalk(final MessageListener listener) {
        this.listener = listener;
    }

    /** Walks the payload of a journal record: one message, or frames of them. */
    void record(final int kind, final DirectBuffer source, final int offset, final int length) {
        if (kind == Journal.DECISIONS) {
            frames(source, offset, length);
        } else {
            message(source, offset, length);
        }
    }

    private void frames(final DirectBuffer source, final int offset, final int length) {
        final int limit = offset + length;
        int frame = offset;
        while (frame < limit) {
            if (frame > offset) {
                listener.onNextFrame();
            }
            final int message = frame + EntryLayout.FRAME_HEADER_LENGTH;
            final int messageLength =
                    message > limit ? NOWHERE : source.getInt(frame, LITTLE_ENDIAN);
            if (messageLength < 1 || messageLength > limit - message) {
                listener.onBadFrame(messageLength);
                return;
            }
            message(source, message, messageLength);
            final int frameLength = EntryLayout.FRAME_HEADER_LENGTH + messageLength;
            frame += BitUtil.align(frameLength, EntryLayout.FRAME_ALIGNMENT);
        }
    }

    /** Walks one message, which begins with a message header. */
    void message(final DirectBuffer source, final int offset, final int length) {
        buffer = source;
        end = offset + length;
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        if (body > end) {
            listener.onShort(length);
            return;
        }
        header.wrap(source, offset);
        final MessageSchema.Block message = schema.message(header.templateId());
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID || message == null) {
            listener.onUnknown(header.schemaId(), header.templateId(), length);
            return;
        }
        listener.onMessage(message);
        listener.onMessageEnd(block(message, body, header.blockLength()) != end);
    }

    /** Walks a block with its groups and texts; returns the offset behind it, or -1. */
    private int block(final MessageSchema.Block block, final int offset, final int blockLength) {
        if (blockLength > end - offset) {
            return NOWHERE;
        }
        for (final MessageSchema.Field field : block.fields()) {
            if (field.offset() + field.primitive().length() <= blockLength) {
                listener.onField(field, field.primitive().read(buffer, offset + field.offset()));
            }
        }
        int next = offset + blockLength;
        for (int i = 0; i < block.groups().size() && next >= 0; i++) {
            next = group(block.groups().get(i), next);
        }
        for (int i = 0; i < block.texts().size() && next >= 0; i++) {
            next = text(block.texts().get(i), next);
        }
        return next;
    }

    private int group(final MessageSchema.Block group, final int offset) {
        int next = offset + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (next > end) {
            return NOWHERE;
        }
        final int blockLength = buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
        final long count = buffer.getInt(offset + Short.BYTES, LITTLE_ENDIAN) & 0xFFFF_FFFFL;
        if (count * Math.max(blockLength, 1) > end - next) {
            return NOWHERE;
        }
        listener.onGroup(group.name());
        for (long i = 0; i < count && next >= 0; i++) {
            listener.onItem(i == 0);
            next = block(group, next, blockLength);
            listener.onItemEnd();
        }
        listener.onGroupEnd();
        return next;
    }

    private int text(final String name, final int offset) {
        final int start = offset + TEXT_HEADER_LENGTH;
        if (start > end) {
            return NOWHERE;
        }
        final int length = buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
        if (length > end - start) {
            return NOWHERE;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(start, bytes);
        listener.onText(name, new String(bytes, StandardCharsets.UTF_8));
        return start + length;
    }
}
