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

import io.weft.core.spi.ForwardingJournal;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads another journal and hands each record over in a buffer that ends with it, so that a read
 * beyond the record throws instead of finding the next one.
 */
final class ExactJournal extends ForwardingJournal {
    ExactJournal(final Journal journal) {
        super(journal);
    }

    @Override
    public JournalCursor read(final long fromPosition) {
        final JournalCursor cursor = super.read(fromPosition);
        return new JournalCursor() {
            @Override
            public boolean poll(final JournalRecordHandler handler) {
                return cursor.poll(
                        (kind, position, timeNs, buffer, offset, length) -> {
                            final byte[] bytes = new byte[length];
                            buffer.getBytes(offset, bytes);
                            handler.onRecord(
                                    kind, position, timeNs, new UnsafeBuffer(bytes), 0, length);
                        });
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public void endBatch() {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public void close() {
        // Its owner closes the other journal.
    }
}
