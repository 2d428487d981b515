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
package io.weft.core.debug;

import io.weft.core.spi.Journal;
import java.util.ArrayList;
import java.util.List;

/** Entries as they are journaled, read and not recomputed. */
public final class Moments {
    private Moments() {}

    /**
     * Reads some entries.
     *
     * @param journal to read.
     * @param from position of the first.
     * @param count most to read.
     * @return the entries, fewer at the end of the journal.
     */
    public static List<Moment> read(final Journal journal, final long from, final int count) {
        final List<Moment> moments = new ArrayList<>();
        try (EntryCursor cursor = new EntryCursor(journal, from)) {
            Entry entry = cursor.next();
            while (entry != null && moments.size() < count) {
                moments.add(entry.toMoment());
                entry = moments.size() < count ? cursor.next() : null;
            }
        }
        return moments;
    }
}
