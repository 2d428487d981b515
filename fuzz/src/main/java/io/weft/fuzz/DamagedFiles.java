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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Changes the files of a sample, and puts back what was there. */
final class DamagedFiles {
    private final JournalSample sample;
    private final Map<String, Range> changed = new TreeMap<>();

    /** Bytes of a file that may differ from what was written. */
    private record Range(int from, int to) {
        Range with(final int otherFrom, final int otherTo) {
            return new Range(Math.min(from, otherFrom), Math.max(to, otherTo));
        }
    }

    DamagedFiles(final JournalSample sample) {
        this.sample = sample;
    }

    private Path path(final String name) {
        return sample.directory().resolve(name);
    }

    private void note(final String name, final int from, final int to) {
        changed.merge(name, new Range(from, to), (a, b) -> a.with(b.from(), b.to()));
    }

    /** Writes bytes into a file, or behind its end. */
    void write(final String name, final int offset, final byte... bytes) throws IOException {
        note(name, offset, offset + bytes.length);
        try (FileChannel channel =
                FileChannel.open(path(name), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    /** Cuts a file. */
    void cut(final String name, final int length) throws IOException {
        note(name, length, sample.files().get(name).length);
        try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    void delete(final String name) throws IOException {
        note(name, 0, sample.files().get(name).length);
        Files.deleteIfExists(path(name));
    }

    /** Whether a file is there now. */
    boolean has(final String name) {
        return Files.exists(path(name));
    }

    /** What a file holds now. */
    byte[] read(final String name) throws IOException {
        return Files.readAllBytes(path(name));
    }

    /** Puts everything back. */
    void undo() throws IOException {
        for (final Map.Entry<String, Range> entry : changed.entrySet()) {
            restore(entry.getKey(), entry.getValue());
        }
        changed.clear();
    }

    private void restore(final String name, final Range range) throws IOException {
        final byte[] original = sample.files().get(name);
        final int from = Math.min(range.from(), original.length);
        final int to = Math.min(range.to(), original.length);
        try (FileChannel channel =
                FileChannel.open(path(name), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            channel.write(ByteBuffer.wrap(Arrays.copyOfRange(original, from, to)), from);
            channel.truncate(original.length);
        }
    }
}
