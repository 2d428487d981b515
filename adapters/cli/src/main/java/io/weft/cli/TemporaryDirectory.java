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
package io.weft.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory for files that go with the process, also when it is interrupted. */
final class TemporaryDirectory implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    private final InterruptHook hook;
    private volatile Path path;

    /**
     * Makes a new directory that only its owner may enter.
     *
     * @param prefix of its name
     * @throws IOException if it cannot be made
     */
    TemporaryDirectory(String prefix) throws IOException {
        // First, or an interrupt in between would leave the directory behind.
        hook = new InterruptHook(this::delete);
        try {
            path = Files.createTempDirectory(prefix);
        } catch (IOException e) {
            hook.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Whoever still works beside an interrupt may make a file after they were listed. */
    private void delete() {
        if (path == null) {
            return;
        }
        IOException trouble = null;
        for (int i = 0; i < ATTEMPTS && Files.exists(path); i++) {
            try {
                deleteOnce();
            } catch (DirectoryNotEmptyException e) {
                trouble = e;
            } catch (IOException e) {
                trouble = e;
                break;
            }
        }
        if (Files.exists(path)) {
            System.err.println("weft: cannot remove " + path + ": " + trouble);
        }
    }

    private void deleteOnce() throws IOException {
        for (Path file : list()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(path);
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }

    /** Removes the directory with its files. */
    @Override
    public void close() {
        hook.close();
        delete();
    }
}
