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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {
    private static final int ENTRY_COUNT = 100;

    @TempDir private Path folder;

    @Test
    void shouldReadOnFromThePlaceOfEveryRecord() {
        final ChronicleJournal.Context context =
                new ChronicleJournal.Context().directory(folder.resolve("journal")).rollEntries(40);
        try (Journal journal = ChronicleJournal.open(context)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
            for (int i = 0; i < ENTRY_COUNT; i++) {
                buffer.putInt(0, i);
                journal.append(Journal.ENTRY, i, i, buffer, 0, 8 + i % 50);
                if (i % 3 == 0) {
                    journal.append(Journal.DECISIONS, i, i, buffer, 0, 4);
                }
            }
            journal.endBatch();
            final List<Long> places = new ArrayList<>();
            final List<Long> positions = new ArrayList<>();
            try (JournalCursor cursor = journal.read(0)) {
                while (cursor.poll((kind, position, t, b, o, l) -> positions.add(position))) {
                    places.add(cursor.place());
                }
            }

            for (int i = 0; i < places.size(); i++) {
                final List<Long> rest = new ArrayList<>();
                try (JournalCursor cursor = journal.read(positions.get(i), places.get(i))) {
                    while (cursor.poll((kind, position, t, b, o, l) -> rest.add(position))) {
                        // Until the end.
                    }
                    assertFalse(cursor.poll((kind, position, t, b, o, l) -> {}));
                }
                assertEquals(positions.subList(i, positions.size()), rest);
            }
        }
    }
}
