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

import io.weft.core.spi.JournalException;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes room for a new journal where an old one may be. */
final class JournalSpace {
    private JournalSpace() {}

    /**
     * Makes a directory, or empties it of the journal in it.
     *
     * @param flag that named it
     * @param force whether it may replace a journal with its snapshots; other files it never
     *     touches
     * @throws Failure of usage if there is something in it that may not go
     */
    static void clear(String flag, Path directory, boolean force) {
        FileTrouble.createDirectory(flag, directory);
        try {
            List<Path> files = list(directory);
            if (!files.isEmpty()) {
                Path folder = FileSnapshotStore.directoryOf(directory);
                boolean hasSnapshots = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
                List<Path> snapshots = hasSnapshots ? list(folder) : List.of();
                List<Path> others = files.stream().filter(file -> !file.equals(folder)).toList();
                String place = flag + "=" + directory + ": ";
                requireOurs(place, hasSnapshots ? others : files, ChronicleJournal::isJournalFile);
                requireOurs(place, snapshots, FileSnapshotStore::isSnapshotFile);
                if (!force) {
                    throw Failure.usage(place + "there is a journal. Add --force to replace it.");
                }
                requireUnlocked(directory);
                // A snapshot without its journal would be refused, so these go first.
                delete(snapshots);
                delete(list(directory));
            }
        } catch (IOException e) {
            throw Failure.environment(
                    flag + "=" + directory + ": cannot be used: " + FileTrouble.text(e), e);
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void requireOurs(String place, List<Path> files, Predicate<Path> isOurs) {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !isOurs.test(file)) {
                throw Failure.usage(
                        place
                                + "holds other things, such as "
                                + file.getFileName()
                                + ". Choose a directory of its own.");
            }
        }
    }

    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static void requireUnlocked(Path directory) {
        try {
            ChronicleJournal.open(new ChronicleJournal.Context().directory(directory)).close();
        } catch (JournalException e) {
            if (e.kind() == JournalException.Kind.LOCKED) {
                throw e;
            }
            // Whatever else is wrong with it, it is to go.
        }
    }
}
