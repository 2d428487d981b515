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
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A second name for every segment file of a journal, in another directory: what the journal lets go
 * is there still, so that all of its history can be read as one journal.
 */
final class KeptSegments {
    private static final String SEGMENT_SUFFIX = ".cq4";
    private static final String COUNT_NAME = "weft.segments";

    private final Path journal;
    private final Path directory;

    /**
     * The segments of a journal.
     *
     * @param journal directory of the journal, be it there or not.
     * @param directory of the second names, on the same file system.
     */
    KeptSegments(final Path journal, final Path directory) {
        this.journal = journal;
        this.directory = directory;
    }

    /** Directory of a journal that has lost nothing. */
    Path directory() {
        return directory;
    }

    boolean isEmpty() {
        return segments(directory).isEmpty();
    }

    /**
     * Gives what is there now its second name. Whatever was there from the first of these on is
     * forgotten: a writer may have begun a file anew.
     */
    void keep() {
        try {
            Files.createDirectories(directory);
            final List<String> present = segments(journal);
            final String first = present.isEmpty() ? "" : present.get(0);
            for (final String name : segments(directory)) {
                if (name.compareTo(first) >= 0) {
                    Files.delete(directory.resolve(name));
                }
            }
            for (final String name : present) {
                Files.createLink(directory.resolve(name), journal.resolve(name));
            }
            if (Files.exists(journal.resolve(COUNT_NAME))) {
                Files.copy(
                        journal.resolve(COUNT_NAME),
                        directory.resolve(COUNT_NAME),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static List<String> segments(final Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SEGMENT_SUFFIX))
                    .sorted()
                    .toList();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
