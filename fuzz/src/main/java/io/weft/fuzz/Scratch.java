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
    private final Path directory;

    /** Makes one in the system's directory for temporary files. */
    Scratch(final String name) {
        try {
            directory = Files.createTempDirectory("weft-" + name + '-');
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
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
