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

import io.weft.core.schema.MessageSchema;
import io.weft.core.schema.Primitive;

/**
 * Prints messages of the wire schema as JSON objects: {@code {"message":"Name","field":1,…}}, in
 * the order of the schema, groups as arrays of objects. Enums are their names, sets of bits are
 * texts in hexadecimal, what has no value is null. Whatever the bytes are, the JSON is well-formed;
 * a message that is not has {@code "malformed":true}.
 */
final class JsonMessages implements MessageListener {
    private final StringBuilder target;

    JsonMessages(final StringBuilder target) {
        this.target = target;
    }

    @Override
    public void onMessage(final MessageSchema.Block message) {
        target.append("{\"message\":\"").append(message.name()).append('"');
    }

    @Override
    public void onField(final MessageSchema.Field field, final long value) {
        name(field.name());
        final String name = field.names().get(value);
        if (name != null) {
            PrintedText.appendQuoted(target, name);
        } else if (field.primitive() == Primitive.UINT64) {
            target.append('"');
            field.primitive().append(target, value);
            target.append('"');
        } else {
            field.primitive().append(target, value);
        }
    }

    /** A name, behind a comma unless it is the first of its object. */
    private void name(final String name) {
        if (target.charAt(target.length() - 1) != '{') {
            target.append(',');
        }
        target.append('"').append(name).append("\":");
    }

    @Override
    public void onGroup(final String name) {
        name(name);
        target.append('[');
    }

    @Override
    public void onItem(final boolean isFirst) {
        target.append(isFirst ? "{" : ",{");
    }

    @Override
    public void onItemEnd() {
        target.append('}');
    }

    @Override
    public void onGroupEnd() {
        target.append(']');
    }

    @Override
    public void onText(final String name, final String text) {
        name(name);
        PrintedText.appendQuoted(target, text);
    }

    @Override
    public void onMessageEnd(final boolean isMalformed) {
        target.append(isMalformed ? ",\"malformed\":true}" : "}");
    }

    @Override
    public void onUnknown(final int schemaId, final int templateId, final int length) {
        target.append("{\"message\":null,\"schemaId\":").append(schemaId);
        target.append(",\"templateId\":").append(templateId);
        target.append(",\"length\":").append(length).append('}');
    }

    @Override
    public void onShort(final int length) {
        target.append("{\"message\":null,\"length\":").append(length);
        target.append(",\"malformed\":true}");
    }

    @Override
    public void onNextFrame() {
        target.append(',');
    }

    @Override
    public void onBadFrame(final int frameLength) {
        target.append("{\"message\":null,\"frameLength\":").append(frameLength);
        target.append(",\"malformed\":true}");
    }
}
