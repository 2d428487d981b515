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

import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a directory holds a journal, and what to say when it does not or cannot be used. */
final class JournalDirectory {
    private JournalDirectory() {}

    static void requirePresent(final Path directory) {
        try {
            if (!isPresent(directory)) {
                throw new JournalException(
                        JournalException.Kind.ABSENT,
                        "There is no journal in " + directory + ". Maybe the path is wrong.",
                        null);
            }
        } catch (final IOException ex) {
            throw unreadable(directory, ex);
        }
    }

    /** Whether a writer was ever here. */
    static boolean isPresent(final Path directory) throws IOException {
        return Files.exists(directory.resolve(DirectoryLock.FILE_NAME))
                || Files.isDirectory(directory) && SegmentName.list(directory).length > 0;
    }

    /** Whether a file is one that a journal makes, by its name. */
    static boolean isJournalFile(final Path file) {
        final String name = file.getFileName().toString();
        return SegmentName.segment(name) != SegmentName.NULL_SEGMENT
                || name.equals(SegmentCount.FILE_NAME)
                || name.equals(JournalHead.FILE_NAME)
                || name.equals(JournalHead.ASIDE_NAME)
                || name.equals(DirectoryLock.FILE_NAME)
                || name.equals(SegmentWriter.METADATA_NAME);
    }

    static JournalException unreadable(final Path directory, final IOException cause) {
        return storage("The journal " + directory + " cannot be read", cause);
    }

    static JournalException storage(final String what, final Throwable cause) {
        return new JournalException(
                JournalException.Kind.STORAGE, what + ": " + cause + ".", cause);
    }
}
