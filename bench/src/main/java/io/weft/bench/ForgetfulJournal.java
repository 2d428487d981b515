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
package io.weft.bench;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import org.agrona.DirectBuffer;

/** Takes every record and keeps none: for the cost of everything but a journal. */
final class ForgetfulJournal implements Journal {
    private long lastPosition = NULL_POSITION;

    @Override
    public long lastPosition() {
        return lastPosition;
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        lastPosition = position;
    }

    @Override
    public void endBatch() {
        // Nothing is kept, so nothing can be made durable.
    }

    @Override
    public long durablePosition() {
        return NULL_POSITION;
    }

    @Override
    public int lengthMax() {
        return Integer.MAX_VALUE;
    }

    @Override
    public JournalCursor read(final long fromPosition) {
        throw new IllegalStateException("Nothing is kept.");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
