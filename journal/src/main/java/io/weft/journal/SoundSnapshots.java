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
package io.weft.journal;

import io.weft.core.snapshot.SnapshotHeader;
import io.weft.core.snapshot.SnapshotReader;
import io.weft.core.spi.SnapshotException;
import io.weft.core.spi.SnapshotSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots beside a journal whose bytes are as they were written; whether this version loads
 * them is for a kernel to say. Costs a pass over each file.
 */
final class SoundSnapshots {
    private static final int COPY_LENGTH = 1 << 16;

    private SoundSnapshots() {}

    /** Those from a position to another, both included; newest first. */
    static List<SnapshotHeader> of(final Path journal, final long first, final long last)
            throws IOException {
        final FileSnapshotStore store = FileSnapshotStore.of(journal);
        final List<SnapshotHeader> sound = new ArrayList<>();
        for (final long position : store.positions()) {
            if (position >= first && position <= last) {
                final SnapshotHeader header = verified(store, position);
                if (header != null && header.position() == position) {
                    sound.add(header);
                }
            }
        }
        return sound;
    }

    private static SnapshotHeader verified(final FileSnapshotStore store, final long position) {
        try (ReadableByteChannel source = store.open(position)) {
            return SnapshotReader.verify(source, store.nameOf(position));
        } catch (final SnapshotException | IOException ex) {
            return null;
        }
    }

    /** Copies one to the snapshots of another journal, and brings it to disk. */
    static void copy(final Path source, final long position, final Path target) throws IOException {
        final FileSnapshotStore store =
                new FileSnapshotStore(FileSnapshotStore.directoryOf(target), Integer.MAX_VALUE);
        final ByteBuffer bytes = ByteBuffer.allocate(COPY_LENGTH);
        try (ReadableByteChannel from = FileSnapshotStore.of(source).open(position);
                SnapshotSink to = store.create(position)) {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
            to.commit();
        }
    }
}
