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
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal as a list, open to tests that look at it or damage it. */
public final class ListJournal implements Journal {
    /** A record as it was appended. */
    public record Item(int kind, long position, long timeNs, byte[] bytes) {}

    /** What was appended. */
    public final List<Item> items = new ArrayList<>();

    private long lastPosition = NULL_POSITION;
    private IntConsumer watcher = kind -> {};

    /**
     * Looks on while records are appended.
     *
     * @param newWatcher gets the kind of each.
     */
    public void watch(final IntConsumer newWatcher) {
        watcher = newWatcher;
    }

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
        final byte[] bytes = new byte[length];
        source.getBytes(offset, bytes);
        items.add(new Item(kind, position, timeNs, bytes));
        watcher.accept(kind);
        lastPosition = position;
    }

    @Override
    public void endBatch() {}

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
        return new JournalCursor() {
            private int next;

            @Override
            public boolean poll(final io.weft.core.spi.JournalRecordHandler handler) {
                while (next < items.size() && items.get(next).position < fromPosition) {
                    next++;
                }
                if (next >= items.size()) {
                    return false;
                }
                final Item item = items.get(next++);
                handler.onRecord(
                        item.kind,
                        item.position,
                        item.timeNs,
                        new UnsafeBuffer(item.bytes),
                        0,
                        item.bytes.length);
                return true;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
