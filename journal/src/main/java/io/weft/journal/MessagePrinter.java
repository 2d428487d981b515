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
import io.weft.core.spi.Journal;
import org.agrona.DirectBuffer;

/**
 * Prints messages of the wire schema as {@code Name field=value …}, groups as {@code name=[a=1 b=2,
 * a=3 b=4]}. Whatever the bytes are, it prints one line of printable characters and never reads
 * outside them. For one thread.
 */
public final class MessagePrinter {
    private static final String MALFORMED = " (malformed)";

    private final MessageWalk walk = new MessageWalk(new Lines());
    private StringBuilder target;

    /** A printer; it reads the schema. */
    public MessagePrinter() {}

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
        target = text;
        walk.record(kind, source, offset, length);
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
        target = text;
        walk.message(source, offset, length);
    }

    /** What is printed for each part. */
    private final class Lines implements MessageListener {
        private String before;

        @Override
        public void onMessage(final MessageSchema.Block message) {
            target.append(message.name());
            before = " ";
        }

        @Override
        public void onField(final MessageSchema.Field field, final long value) {
            target.append(before).append(field.name()).append('=');
            before = " ";
            final String name = field.names().get(value);
            if (name == null) {
                field.primitive().append(target, value);
            } else {
                target.append(name);
            }
        }

        @Override
        public void onGroup(final String name) {
            target.append(' ').append(name).append("=[");
        }

        @Override
        public void onItem(final boolean isFirst) {
            before = isFirst ? "" : ", ";
        }

        @Override
        public void onGroupEnd() {
            target.append(']');
            before = " ";
        }

        @Override
        public void onText(final String name, final String text) {
            target.append(' ').append(name).append('=');
            PrintedText.appendQuoted(target, text);
        }

        @Override
        public void onMessageEnd(final boolean isMalformed) {
            target.append(isMalformed ? MALFORMED : "");
        }

        @Override
        public void onUnknown(final int schemaId, final int templateId, final int length) {
            target.append("Unknown schemaId=").append(schemaId);
            target.append(" templateId=").append(templateId);
            target.append(" length=").append(length);
        }

        @Override
        public void onShort(final int length) {
            target.append("Unknown length=").append(length).append(MALFORMED);
        }

        @Override
        public void onNextFrame() {
            target.append("; ");
        }

        @Override
        public void onBadFrame(final int frameLength) {
            target.append("Unknown frameLength=").append(frameLength).append(MALFORMED);
        }
    }
}
