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
package io.weft.core;

import io.weft.core.engine.DecisionWriter;
import io.weft.core.engine.InputReader;
import io.weft.core.snapshot.LaunchMark;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends the entries of a journal through the door of an engine and compares what it decides with
 * what was journaled, byte for byte. It stops at the first difference.
 *
 * <p>An entry at the very end may lack its decisions: the process died between the two. That is no
 * difference; the decisions stand in the writer afterwards.
 */
final class Replayer {
    private final InputReader reader;
    private final DecisionWriter decisions;
    private final long startPosition;
    private final JournalRecordHandler handler = this::onRecord;
    private final UnsafeBuffer expected = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer found = new UnsafeBuffer(0, 0);
    private Divergence divergence;
    private long entryCount;
    private long decidedCount;
    private long position;
    private long firstTimeNs;
    private long timeNs;
    private boolean isAnswered = true;

    /** From the first entry on. */
    Replayer(final InputReader reader, final DecisionWriter decisions) {
        this(reader, decisions, Journal.NULL_POSITION, 0);
    }

    /** From the entry after one that was applied already, at a time. */
    Replayer(
            final InputReader reader,
            final DecisionWriter decisions,
            final long startPosition,
            final long startTimeNs) {
        this.reader = reader;
        this.decisions = decisions;
        this.startPosition = startPosition;
        position = startPosition;
        firstTimeNs = startTimeNs;
        timeNs = startTimeNs;
    }

    /** Replays one record; false at the end of the journal or after a difference. */
    boolean step(final JournalCursor cursor) {
        return divergence == null && cursor.poll(handler) && divergence == null;
    }

    private void onRecord(
            final int kind,
            final long recordPosition,
            final long recordTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (kind == Journal.DECISIONS) {
            if (recordPosition > startPosition) {
                decidedCount++;
                compare(buffer, offset, length);
            }
        } else if (recordPosition > startPosition) {
            requireNext(recordPosition);
            requireAnswered();
            if (divergence == null) {
                apply(kind, recordPosition, recordTimeNs, buffer, offset, length);
            }
        }
    }

    /** What a journal begins with may have been removed; then only a snapshot can begin. */
    private void requireNext(final long recordPosition) {
        if (recordPosition != position + 1) {
            throw LaunchMark.headRemoved(recordPosition);
        }
    }

    private void apply(
            final int kind,
            final long recordPosition,
            final long recordTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (entryCount == 0) {
            firstTimeNs = recordTimeNs;
        }
        entryCount++;
        position = recordPosition;
        timeNs = recordTimeNs;
        decisions.clear();
        reader.apply(kind, recordPosition, recordTimeNs, buffer, offset, length);
        reader.settle();
        isAnswered = decisions.entryLength() == 0;
    }

    private void compare(final DirectBuffer buffer, final int offset, final int length) {
        expected.wrap(buffer, offset, length);
        found.wrap(decisions.buffer(), 0, decisions.entryLength());
        isAnswered = true;
        if (!expected.equals(found)) {
            divergence = new Divergence(position, copy(expected), copy(found));
        }
    }

    /** An entry that decided something must have been followed by what it decided. */
    private void requireAnswered() {
        if (!isAnswered) {
            found.wrap(decisions.buffer(), 0, decisions.entryLength());
            divergence = new Divergence(position, new byte[0], copy(found));
        }
    }

    private static byte[] copy(final DirectBuffer buffer) {
        final byte[] bytes = new byte[buffer.capacity()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    /** Whether the decisions of the last entry are in the journal, or there are none. */
    boolean isAnswered() {
        return isAnswered;
    }

    Divergence divergence() {
        return divergence;
    }

    long entryCount() {
        return entryCount;
    }

    long decidedCount() {
        return decidedCount;
    }

    long position() {
        return position;
    }

    long firstTimeNs() {
        return firstTimeNs;
    }

    long timeNs() {
        return timeNs;
    }
}
