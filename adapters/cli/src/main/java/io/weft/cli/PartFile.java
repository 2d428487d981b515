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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there whole or not at all: it is written beside its place and moved there when it
 * is complete.
 */
final class PartFile implements AutoCloseable {
    private static final String SUFFIX = ".part";

    private final Path file;
    private final Path part;

    private PartFile(Path file) {
        this.file = file;
        part = file.resolveSibling(file.getFileName() + SUFFIX);
    }

    /**
     * A file that is to be written.
     *
     * @param flag that named it, or its directory
     * @param force whether it may replace one
     * @throws Failure of usage if it is there already
     */
    static PartFile of(String flag, Path file, boolean force) {
        if (Files.isDirectory(file)) {
            throw Failure.usage(flag + ": " + file + " is a directory, expected a file");
        }
        if (Files.exists(file) && !force) {
            throw Failure.usage(flag + ": " + file + " exists. Add --force to replace it.");
        }
        return new PartFile(file);
    }

    /** Where it is written meanwhile. */
    Path part() {
        return part;
    }

    /** Its place. */
    Path file() {
        return file;
    }

    /** Moves what was written to its place. */
    void complete() throws IOException {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was not completed. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
