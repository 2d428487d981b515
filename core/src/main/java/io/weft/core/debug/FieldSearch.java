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
package io.weft.core.debug;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.weft.core.schema.MessageSchema;
import io.weft.core.schema.MessageSchema.Block;
import io.weft.core.schema.MessageSchema.Field;
import io.weft.core.wire.GroupSizeEncodingDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Looks for a value in certain fields of messages, whatever messages there are: the fields are
 * found in the schema. Never reads outside a message. Costs a few loads for each such field.
 */
final class FieldSearch {
    private static final int FOUND = -2;
    private static final int MALFORMED = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Int2ObjectHashMap<Part> parts = new Int2ObjectHashMap<>();
    private DirectBuffer buffer;
    private int end;

    /** The fields of a message or group that are looked at, and whether it has any at all. */
    private record Part(List<Field> fields, List<Part> groups, boolean isWanted) {}

    FieldSearch(final MessageSchema schema, final Predicate<Field> isLookedAt) {
        for (final Integer templateId : schema.templateIds()) {
            parts.put(templateId, part(schema.message(templateId), isLookedAt));
        }
    }

    private static Part part(final Block block, final Predicate<Field> isLookedAt) {
        final List<Field> fields = block.fields().stream().filter(isLookedAt).toList();
        final List<Part> groups = new ArrayList<>();
        boolean isWanted = !fields.isEmpty();
        for (final Block group : block.groups()) {
            groups.add(part(group, isLookedAt));
            isWanted |= groups.get(groups.size() - 1).isWanted();
        }
        return new Part(fields, groups, isWanted);
    }

    /** Whether one of the fields of a message has this value. */
    boolean finds(final long value, final DirectBuffer source, final int offset, final int length) {
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        buffer = source;
        end = offset + length;
        if (body > end) {
            return false;
        }
        header.wrap(source, offset);
        final Part part = parts.get(header.templateId());
        return part != null
                && header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && part.isWanted()
                && findsInBlock(part, value, body, header.blockLength()) == FOUND;
    }

    /** Where the block with its groups ends, or {@link #FOUND}, or {@link #MALFORMED}. */
    private int findsInBlock(
            final Part part, final long value, final int offset, final int blockLength) {
        if (blockLength > end - offset) {
            return MALFORMED;
        }
        for (final Field field : part.fields()) {
            if (field.offset() + field.primitive().length() <= blockLength
                    && field.primitive().read(buffer, offset + field.offset()) == value) {
                return FOUND;
            }
        }
        int next = offset + blockLength;
        for (int i = 0; i < part.groups().size() && next >= 0; i++) {
            next = findsInGroup(part.groups().get(i), value, next);
        }
        return next;
    }

    private int findsInGroup(final Part group, final long value, final int offset) {
        int next = offset + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        if (next > end) {
            return MALFORMED;
        }
        final int blockLength = buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
        final long count = buffer.getInt(offset + Short.BYTES, LITTLE_ENDIAN) & 0xFFFF_FFFFL;
        if (count * Math.max(blockLength, 1) > end - next) {
            return MALFORMED;
        }
        for (long i = 0; i < count && next >= 0; i++) {
            next = findsInBlock(group, value, next, blockLength);
        }
        return next;
    }
}
