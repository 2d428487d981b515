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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import org.agrona.DirectBuffer;

/**
 * Reads a journal forwards, an entry and its decisions at a time. It reads one record ahead, for
 * only the next entry tells that this one has no decisions.
 */
final class EntryCursor implements AutoCloseable {
    private final JournalCursor cursor;
    private final JournalRecordHandler handler = this::onRecord;
    private Entry current = new Entry();
    private Entry ahead = new Entry();
    private boolean hasAhead;

    EntryCursor(final Journal journal, final long fromPosition) {
        cursor = journal.read(fromPosition);
    }

    /** Begins at a checkpoint's entry; what is there is for the caller to compare. */
    EntryCursor(final Journal journal, final Checkpoint checkpoint) {
        cursor = journal.read(checkpoint.position(), checkpoint.place());
    }

    /** The next entry, valid until the call after the next one; null at the end. */
    Entry next() {
        while (!hasAhead && cursor.poll(handler)) {
            // Decisions of an entry before the first one are passed over.
        }
        if (!hasAhead) {
            return null;
        }
        final Entry entry = ahead;
        ahead = current;
        current = entry;
        hasAhead = false;
        cursor.poll(handler);
        return entry;
    }

    private void onRecord(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (Journal.isEntry(kind)) {
            ahead.input(kind, position, timeNs, buffer, offset, length);
            ahead.place(cursor.place());
            hasAhead = true;
        } else if (position == current.position()) {
            current.decisions(buffer, offset, length);
        }
    }

    @Override
    public void close() {
        cursor.close();
    }
}
