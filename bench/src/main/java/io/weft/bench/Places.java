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
package io.weft.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the places for results before anything is measured: a run may take half an hour. */
final class Places {
    private Places() {}

    /**
     * A file that can be written.
     *
     * @param option that named it
     * @param file or null, which needs nothing
     * @throws IOException if it cannot, with the option and the cure
     */
    static void requireFile(final String option, final Path file) throws IOException {
        if (file == null) {
            return;
        }
        final Path parent = file.toAbsolutePath().getParent();
        require(parent != null && !Files.isDirectory(file), option, file, "is a directory");
        require(Files.isDirectory(parent), option, file, "there is no directory " + parent);
        require(
                Files.isWritable(Files.exists(file) ? file : parent),
                option,
                file,
                "permission denied");
    }

    /**
     * A directory that can be written, made if it is not there.
     *
     * @param option that named it
     * @param directory or null, which needs nothing
     * @throws IOException if it cannot, with the option and the cure
     */
    static void requireDirectory(final String option, final Path directory) throws IOException {
        if (directory == null) {
            return;
        }
        final boolean isFile = Files.exists(directory) && !Files.isDirectory(directory);
        require(!isFile, option, directory, "there is a file of this name");
        try {
            Files.createDirectories(directory);
        } catch (final IOException ex) {
            throw refusal(option, directory, "cannot be made a directory");
        }
        require(Files.isWritable(directory), option, directory, "permission denied");
    }

    private static void require(
            final boolean holds, final String option, final Path place, final String reason)
            throws IOException {
        if (!holds) {
            throw refusal(option, place, reason);
        }
    }

    private static IOException refusal(final String option, final Path place, final String reason) {
        return new IOException(
                option + "=" + place + ": " + reason + ". Name a place that can be written.");
    }
}
