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

import io.weft.core.engine.DecisionWriter;
import io.weft.core.spi.ForwardingJournal;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal with a fault planted; without one it only hands on. */
class FaultyJournal extends ForwardingJournal {
    /** At a start the mark is read first, then everything; what is to be sent again comes third. */
    private static final int RECOVERY = 2;

    private static final int RESEND = 3;
    private static final int RARELY = 16;
    private static final int TOO_MUCH = 1_000;

    /** Behind the frame's header and the message's: its position, 8 bytes, then its number. */
    private static final int FIRST_FIELD_OFFSET = DecisionWriter.FRAME_HEADER_LENGTH + 8;

    private final CrashFault fault;
    private final UnsafeBuffer late = new UnsafeBuffer(0, 0);
    private int lateKind;
    private long lateTimeNs;
    private long lastPosition;
    private int decisionsCount;
    private int readCount;

    FaultyJournal(final Journal journal, final CrashFault fault) {
        super(journal);
        this.fault = fault;
        lastPosition = journal.lastPosition();
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        final boolean isLeftOut =
                fault == CrashFault.DECISIONS_LEFT_OUT
                        && kind == DECISIONS
                        && ++decisionsCount % RARELY == 0;
        if (isLeftOut) {
            return;
        }
        if (fault != CrashFault.APPEND_LATE) {
            super.append(kind, position, timeNs, source, offset, length);
            return;
        }
        appendLate();
        final byte[] bytes = new byte[length];
        source.getBytes(offset, bytes);
        late.wrap(bytes);
        lateKind = kind;
        lateTimeNs = timeNs;
        lastPosition = position;
    }

    private void appendLate() {
        if (late.capacity() > 0) {
            super.append(lateKind, lastPosition, lateTimeNs, late, 0, late.capacity());
            late.wrap(0, 0);
        }
    }

    @Override
    public long lastPosition() {
        return fault == CrashFault.APPEND_LATE ? lastPosition : super.lastPosition();
    }

    @Override
    public JournalCursor read(final long fromPosition) {
        readCount++;
        final boolean isAll = fault == CrashFault.ACKNOWLEDGE_FORGOTTEN && readCount == RESEND;
        final JournalCursor cursor = super.read(isAll ? 0 : fromPosition);
        final boolean isFaulty =
                switch (fault) {
                    case RESEND_ONE_LESS, RESEND_ONE_TWICE, RESEND_CHANGED -> readCount == RESEND;
                    case RECOVERY_LATER -> readCount == RECOVERY;
                    default -> false;
                };
        return isFaulty ? new FaultyCursor(cursor) : cursor;
    }

    @Override
    public void release(final long position) {
        super.release(position + (fault == CrashFault.RELEASED_TOO_MUCH ? TOO_MUCH : 0));
    }

    @Override
    public void close() {
        if (fault == CrashFault.APPEND_LATE) {
            appendLate();
        }
        super.close();
    }

    /** Hands the first decisions over in another way, or a later entry. */
    private final class FaultyCursor implements JournalCursor {
        private final JournalCursor cursor;
        private int count;

        FaultyCursor(final JournalCursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean poll(final JournalRecordHandler handler) {
            return cursor.poll(
                    (kind, position, timeNs, buffer, offset, length) -> {
                        if (fault == CrashFault.RECOVERY_LATER) {
                            final long more = ++count == RARELY ? 1 : 0;
                            handler.onRecord(kind, position, timeNs + more, buffer, offset, length);
                        } else if (kind != DECISIONS || ++count > 1) {
                            handler.onRecord(kind, position, timeNs, buffer, offset, length);
                        } else {
                            onFirst(handler, position, timeNs, buffer, offset, length);
                        }
                    });
        }

        private void onFirst(
                final JournalRecordHandler handler,
                final long position,
                final long timeNs,
                final DirectBuffer buffer,
                final int offset,
                final int length) {
            if (fault == CrashFault.RESEND_ONE_LESS) {
                return;
            }
            final int times = fault == CrashFault.RESEND_ONE_TWICE ? 2 : 1;
            final byte[] bytes = new byte[times * length];
            for (int i = 0; i < times; i++) {
                buffer.getBytes(offset, bytes, i * length, length);
            }
            if (fault == CrashFault.RESEND_CHANGED) {
                bytes[FIRST_FIELD_OFFSET] ^= 1;
            }
            handler.onRecord(DECISIONS, position, timeNs, new UnsafeBuffer(bytes), 0, bytes.length);
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
