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
package io.weft.fuzz.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A reader that wants files in a directory; a thread has a directory of its own. */
final class FilesTarget implements ParseTarget {
    private final String name;
    private final Class<? extends Exception> error;
    private final FilesReader reader;
    private final ThreadLocal<Path> directory = ThreadLocal.withInitial(FilesTarget::newDirectory);

    /** Writes bytes into a directory and reads them. */
    @FunctionalInterface
    interface FilesReader {
        void read(Path directory, byte[] bytes) throws Exception;
    }

    FilesTarget(
            final String name, final Class<? extends Exception> error, final FilesReader reader) {
        this.name = name;
        this.error = error;
        this.reader = reader;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void parse(final byte[] bytes) throws Exception {
        try {
            reader.read(directory.get(), bytes);
        } catch (final Exception e) {
            // What Files says about bytes that are no text is said to the user as it is.
            if (!error.isInstance(e) && !(e instanceof IOException)) {
                throw e;
            }
            if (error.isInstance(e)) {
                Said.something(e);
            }
        }
    }

    private static Path newDirectory() {
        try {
            final Path made = Files.createTempDirectory("weft-parse");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            return made;
        } catch (final IOException e) {
            throw new IllegalStateException("no temporary directory", e);
        }
    }

    private static void delete(final Path made) {
        try (var files = Files.list(made)) {
            for (final Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(made);
        } catch (final IOException e) {
            // It is in the directory for temporary files.
        }
    }
}
