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

/**
 * Whether a record holds what a kernel of this version writes and reads: the launch mark first and
 * only there, then inputs; decisions that name their entry and its time and count from 0. For one
 * thread.
 */
final class ContentCheck implements MessageListener {
    private static final int DECISIONS_FROM = 100;
    private static final int DECISIONS_TO = 199;
    private static final int LAUNCH_MARK = 300;

    private final MessageWalk messages = new MessageWalk(this);
    private String fault;
    private RecordBuffer record;
    private int frame;
    private int groupDepth;

    /**
     * What is wrong with a record, as {@code expected …, found …}; null when it is as it must be.
     */
    String fault(final RecordBuffer checked) {
        record = checked;
        fault = null;
        frame = 0;
        groupDepth = 0;
        messages.record(record.kind(), record.buffer(), EntryLayout.HEADER_LENGTH, record.length());
        return fault;
    }

    private void require(final boolean holds, final String expected, final String found) {
        if (!holds && fault == null) {
            fault = "expected " + expected + ", found " + found;
        }
    }

    @Override
    public void onMessage(final MessageSchema.Block message) {
        final int id = message.id();
        if (record.kind() == Journal.DECISIONS) {
            require(id >= DECISIONS_FROM && id <= DECISIONS_TO, "a decision", message.name());
        } else if (record.position() == 0) {
            require(id == LAUNCH_MARK, "the launch mark", message.name());
        } else {
            require(id < DECISIONS_FROM, "an input", message.name());
        }
    }

    @Override
    public void onField(final MessageSchema.Field field, final long value) {
        if (record.kind() == Journal.DECISIONS && groupDepth == 0) {
            switch (field.name()) {
                case "position" -> requireEqual(field, record.position(), value);
                case "time" -> requireEqual(field, record.timeNs(), value);
                case "number" -> requireEqual(field, frame, value);
                default -> {
                    // Says nothing of the journal.
                }
            }
        }
    }

    private void requireEqual(
            final MessageSchema.Field field, final long expected, final long value) {
        if (value != expected) {
            require(false, field.name() + " " + expected + " of a decision", "" + value);
        }
    }

    @Override
    public void onGroup(final String name) {
        groupDepth++;
    }

    @Override
    public void onItem(final boolean isFirst) {}

    @Override
    public void onGroupEnd() {
        groupDepth--;
    }

    @Override
    public void onText(final String name, final String text) {}

    @Override
    public void onMessageEnd(final boolean isMalformed) {
        require(!isMalformed, "a message of the length that it says", "another length");
    }

    @Override
    public void onUnknown(final int schemaId, final int templateId, final int length) {
        require(false, "a message that this version knows", schemaId + ":" + templateId);
    }

    @Override
    public void onShort(final int length) {
        require(false, "a message", length + " bytes");
    }

    @Override
    public void onNextFrame() {
        frame++;
    }

    @Override
    public void onBadFrame(final int frameLength) {
        require(false, "the length of a decision", "" + frameLength);
    }
}
