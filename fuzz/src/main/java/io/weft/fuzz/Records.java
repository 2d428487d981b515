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
package io.weft.fuzz;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import io.weft.journal.MessagePrinter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The records of a journal one after the other, to be compared byte for byte. */
final class Records implements JournalRecordHandler {
    private final JournalCursor cursor;
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private boolean hasRecord;
    private int kind;
    private long position;
    private long timeNs;

    Records(final Journal journal) {
        cursor = journal.read(0);
    }

    /** Goes on to the next record; false when there is none yet. */
    boolean advance() {
        hasRecord = cursor.poll(this);
        return hasRecord;
    }

    @Override
    public void onRecord(
            final int newKind,
            final long newPosition,
            final long newTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        kind = newKind;
        position = newPosition;
        timeNs = newTimeNs;
        // The records of a journal in memory stay where they are.
        bytes.wrap(buffer, offset, length);
    }

    boolean isSameAs(final Records other) {
        return kind == other.kind
                && position == other.position
                && timeNs == other.timeNs
                && bytes.compareTo(other.bytes) == 0;
    }

    /** The record, printed. */
    String text() {
        if (!hasRecord) {
            return "nothing";
        }
        final StringBuilder text = new StringBuilder();
        text.append("position=").append(position).append(" timeNs=").append(timeNs).append(' ');
        new MessagePrinter().appendRecord(kind, bytes, 0, bytes.capacity(), text);
        return text.toString();
    }
}
