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

import io.weft.core.spi.SnapshotSink;
import io.weft.core.spi.SnapshotStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Snapshots whose writer waits to be killed where it was told to, also amid a write. */
final class WatchedSnapshots implements SnapshotStore {
    private final SnapshotStore store;
    private final DeathRow deathRow;

    WatchedSnapshots(final SnapshotStore store, final DeathRow deathRow) {
        this.store = store;
        this.deathRow = deathRow;
    }

    @Override
    public long[] positions() throws IOException {
        return store.positions();
    }

    @Override
    public SnapshotSink create(final long position) throws IOException {
        deathRow.reach(CrashPoint.MID_SNAPSHOT);
        return new Watched(store.create(position));
    }

    @Override
    public ReadableByteChannel open(final long position) throws IOException {
        return store.open(position);
    }

    @Override
    public void discard(final long position) throws IOException {
        store.discard(position);
    }

    @Override
    public String nameOf(final long position) {
        return store.nameOf(position);
    }

    /** Takes half of what it is given at a time, but of a single byte. */
    private final class Watched implements SnapshotSink {
        private final SnapshotSink sink;

        Watched(final SnapshotSink sink) {
            this.sink = sink;
        }

        @Override
        public int write(final ByteBuffer source) throws IOException {
            final int limit = source.limit();
            source.limit(source.position() + (source.remaining() + 1) / 2);
            final int count = sink.write(source);
            source.limit(limit);
            deathRow.reach(CrashPoint.MID_SNAPSHOT);
            return count;
        }

        @Override
        public void commit() throws IOException {
            deathRow.reach(CrashPoint.MID_SNAPSHOT);
            sink.commit();
            deathRow.reach(CrashPoint.MID_SNAPSHOT);
        }

        @Override
        public boolean isOpen() {
            return sink.isOpen();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}
