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
import java.nio.file.Path;

/**
 * The first place of a journal where the bytes are not what a writer wrote.
 *
 * @param file the segment file.
 * @param offset in the file, of the document that is damaged or missing.
 * @param position of the entry that the damaged record should belong to: everything before it is
 *     sound, its own decisions and everything behind it may be lost.
 * @param expected what should stand there.
 * @param found what stands there.
 */
public record JournalDamage(Path file, long offset, long position, String expected, String found) {
    /**
     * The refusal to work on the damaged journal.
     *
     * @param directory of the journal.
     * @return an exception whose message says what was found and what to do.
     */
    JournalException toException(final Path directory) {
        return toException(directory, "Nothing", null);
    }

    /**
     * The same, when more than a look was taken.
     *
     * @param changed what was changed, nothing or no record.
     * @param cause or null.
     */
    JournalException toException(
            final Path directory, final String changed, final Throwable cause) {
        return new JournalException(
                JournalException.Kind.DAMAGED,
                "The journal "
                        + directory
                        + " is damaged: "
                        + this
                        + ". "
                        + changed
                        + " was changed. "
                        + cure(directory),
                cause);
    }

    /** What to do about it. */
    String cure(final Path directory) {
        if (file.endsWith(JournalHead.FILE_NAME)) {
            return "Copy the directory before anything else, and bring this file back from an"
                    + " earlier copy; or `weft journal repair "
                    + directory
                    + " NEW` begins with the first file that is there, if a sound snapshot makes up"
                    + " for what came before.";
        }
        return "Copy the directory before anything else; `weft inspect journal "
                + directory
                + "` shows the readable part, `weft journal repair "
                + directory
                + " NEW` writes what lies before the damage into a new journal.";
    }

    /**
     * One line that names the place.
     *
     * @return position, file, byte, expected and found.
     */
    @Override
    public String toString() {
        return "at position "
                + position
                + " ("
                + file.getFileName()
                + ", byte "
                + offset
                + ") expected "
                + expected
                + ", found "
                + found;
    }
}
