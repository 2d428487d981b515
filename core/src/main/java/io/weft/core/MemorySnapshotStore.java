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

import io.weft.core.spi.SnapshotSink;
import io.weft.core.spi.SnapshotStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Keeps snapshots in memory, on the heap, each of less than 2 GiB: for tests, and for whoever goes
 * back and forth in a journal.
 */
public final class MemorySnapshotStore implements SnapshotStore {
    private final NavigableMap<Long, byte[]> snapshots = new TreeMap<>();
    private final int countMax;

    /**
     * An empty store.
     *
     * @param countMax snapshots that are kept, from 1; the oldest goes first.
     * @throws IllegalArgumentException when it is not.
     */
    public MemorySnapshotStore(final int countMax) {
        if (countMax < 1) {
            throw new IllegalArgumentException("countMax=" + countMax + ", expected 1..");
        }
        this.countMax = countMax;
    }

    @Override
    public long[] positions() {
        return snapshots.descendingKeySet().stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * The bytes of a snapshot.
     *
     * @param position of it.
     * @return the bytes themselves; null when there is none.
     */
    public byte[] bytes(final long position) {
        return snapshots.get(position);
    }

    /**
     * Keeps bytes as a snapshot.
     *
     * @param position of it.
     * @param bytes kept as they are.
     */
    public void put(final long position, final byte[] bytes) {
        snapshots.put(position, bytes);
        final Iterator<Long> oldest = snapshots.keySet().iterator();
        while (snapshots.size() > countMax) {
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public SnapshotSink create(final long position) {
        return new Sink(position);
    }

    @Override
    public ReadableByteChannel open(final long position) throws IOException {
        final byte[] bytes = snapshots.get(position);
        if (bytes == null) {
            throw new FileNotFoundException(nameOf(position));
        }
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    @Override
    public void discard(final long position) {
        snapshots.remove(position);
    }

    @Override
    public String nameOf(final long position) {
        return "at position=" + position;
    }

    private final class Sink implements SnapshotSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final long position;
        private boolean isOpen = true;

        Sink(final long position) {
            this.position = position;
        }

        @Override
        public int write(final ByteBuffer source) {
            final byte[] part = new byte[source.remaining()];
            source.get(part);
            bytes.writeBytes(part);
            return part.length;
        }

        @Override
        public void commit() {
            put(position, bytes.toByteArray());
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void close() {
            isOpen = false;
        }
    }
}
