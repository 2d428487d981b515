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
package io.weft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ForgetfulJournalTest {
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[8]);
    private final ForgetfulJournal journal = new ForgetfulJournal();

    @Test
    void shouldCountWhatItForgets() {
        journal.append(Journal.ENTRY, 0, 5, bytes, 0, 8);
        journal.append(Journal.DECISIONS, 0, 5, bytes, 0, 8);
        journal.append(Journal.ENTRY, 1, 5, bytes, 0, 8);

        assertEquals(1, journal.lastPosition());
        assertEquals(Journal.NULL_POSITION, journal.durablePosition());
    }

    @Test
    void shouldRefuseWhatIsOutOfOrder() {
        assertThrows(
                IllegalArgumentException.class,
                () -> journal.append(Journal.ENTRY, 1, 5, bytes, 0, 8));
        assertThrows(
                IllegalArgumentException.class,
                () -> journal.append(Journal.ENTRY, 0, 5, bytes, 0, 0));
    }

    @Test
    void shouldBeReadOnlyWhileItIsEmpty() {
        try (JournalCursor cursor = journal.read(0)) {
            assertFalse(cursor.poll((kind, position, timeNs, buffer, offset, length) -> {}));
        }

        journal.append(Journal.ENTRY, 0, 5, bytes, 0, 8);

        assertThrows(UnsupportedOperationException.class, () -> journal.read(0));
    }

    @Test
    void shouldRefuseEverythingWhenClosed() {
        journal.close();
        journal.close();

        assertThrows(IllegalStateException.class, journal::endBatch);
        assertThrows(
                IllegalStateException.class,
                () -> journal.append(Journal.ENTRY, 0, 5, bytes, 0, 8));
    }
}
