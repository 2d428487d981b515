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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.IoUtil;

/** A directory for one run, gone with all that is in it when closed. */
final class Scratch implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH = 1L << 30;

    private final Path directory;

    /** Makes one in the system's directory for temporary files. */
    Scratch(final String name) {
        this(name, null);
    }

    private Scratch(final String name, final Path folder) {
        try {
            final String prefix = "weft-" + name + '-';
            directory =
                    folder == null
                            ? Files.createTempDirectory(prefix)
                            : Files.createTempDirectory(folder, prefix);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Makes one in memory, where the machine has a directory for that, with some room. */
    static Scratch inMemory(final String name) {
        final boolean hasRoom =
                Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() >= ENOUGH;
        return new Scratch(name, hasRoom ? MEMORY : null);
    }

    /** Something in it. */
    Path path(final String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        IoUtil.delete(directory.toFile(), true);
    }
}
