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
package io.weft.core.spi;

import java.util.Objects;
import org.agrona.DirectBuffer;

/**
 * A journal that hands every call on to another one: extend it to watch or change a few of them.
 * Threads and costs are those of the other journal.
 */
public abstract class ForwardingJournal implements Journal {
    private final Journal journal;

    /**
     * A journal in front of another one, which it closes.
     *
     * @param journal that does the work.
     */
    protected ForwardingJournal(final Journal journal) {
        this.journal = Objects.requireNonNull(journal, "journal");
    }

    @Override
    public long lastPosition() {
        return journal.lastPosition();
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        journal.append(kind, position, timeNs, source, offset, length);
    }

    @Override
    public void endBatch() {
        journal.endBatch();
    }

    @Override
    public long durablePosition() {
        return journal.durablePosition();
    }

    @Override
    public int lengthMax() {
        return journal.lengthMax();
    }

    @Override
    public JournalCursor read(final long fromPosition) {
        return journal.read(fromPosition);
    }

    /** Without places, so that who changes {@link #read(long)} changes all that is read. */
    @Override
    public final JournalCursor read(final long fromPosition, final long place) {
        return read(fromPosition);
    }

    @Override
    public void release(final long position) {
        journal.release(position);
    }

    @Override
    public void close() {
        journal.close();
    }
}
