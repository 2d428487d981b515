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
import java.nio.file.Path;

/**
 * Checks a whole journal: every checksum, that sequences and positions are contiguous, that times
 * do not go back, that no file is missing and that nothing lies behind the end. What Chronicle
 * Queue keeps for itself beside the records is looked at only when a writer opens the journal.
 *
 * <p>Changes nothing, needs no lock, and stops at the first damage. Costs one pass over the files,
 * some tens of nanoseconds a record.
 */
public final class JournalVerifier {
    private JournalVerifier() {}

    /**
     * Checks a journal. Beside a live writer the answer holds for the moment the end was reached.
     *
     * @param directory of the journal.
     * @return what there is, and the damage if there is any.
     * @throws JournalException of kind ABSENT when there is no journal, STORAGE when a file cannot
     *     be read.
     */
    public static JournalReport verify(final Path directory) {
        return scan(directory).report();
    }

    static JournalScan scan(final Path directory) {
        return scan(directory, 0);
    }

    /** The same for what is there from the segment on that has a position. */
    static JournalScan scan(final Path directory, final long fromPosition) {
        JournalDirectory.requirePresent(directory);
        try {
            return new JournalScan(directory, fromPosition);
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(directory, ex);
        }
    }
}
