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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import io.weft.core.spi.RecordOrder;
import org.agrona.DirectBuffer;

/**
 * A journal that keeps nothing, for simulations and measurements whose history nobody will ask for:
 * it checks the order of what it is given, counts it, and forgets it. Takes no memory, however much
 * is appended. It cannot be read, so nothing recovers from it; see {@link MemoryJournal} for one
 * that can.
 *
 * <p>Used by one thread; every method has constant cost and allocates nothing.
 */
public final class ForgetfulJournal implements Journal {
    /** The longest record: 16 MiB, as with the journal on disk. */
    public static final int LENGTH_MAX = 1 << 24;

    private final RecordOrder order = new RecordOrder();
    private boolean isClosed;

    @Override
    public long lastPosition() {
        return order.lastPosition();
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        requireOpen();
        order.check(kind, position, timeNs);
        if (length < 1 || length > LENGTH_MAX) {
            throw new IllegalArgumentException("length=" + length + ", expected 1.." + LENGTH_MAX);
        }
        order.advance(kind, position, timeNs);
    }

    /** Does nothing: there is nothing to make durable. */
    @Override
    public void endBatch() {
        requireOpen();
    }

    /**
     * Nothing survives.
     *
     * @return {@link Journal#NULL_POSITION}, always
     */
    @Override
    public long durablePosition() {
        return NULL_POSITION;
    }

    @Override
    public int lengthMax() {
        return LENGTH_MAX;
    }

    /**
     * Refuses: what was appended is gone.
     *
     * @throws UnsupportedOperationException always, once something was appended
     */
    @Override
    public JournalCursor read(final long fromPosition) {
        requireOpen();
        if (lastPosition() != NULL_POSITION) {
            throw new UnsupportedOperationException(
                    "lastPosition=" + lastPosition() + ": a forgetful journal cannot be read");
        }
        return new Nothing();
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The journal is closed.");
        }
    }

    /** Reads an empty journal. */
    private static final class Nothing implements JournalCursor {
        @Override
        public boolean poll(final JournalRecordHandler handler) {
            return false;
        }

        @Override
        public void close() {}
    }
}
