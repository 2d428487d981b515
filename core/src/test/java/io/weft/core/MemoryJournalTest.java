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
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalContract;
import io.weft.core.spi.JournalCursor;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryJournalTest extends JournalContract {
    private static final UnsafeBuffer SOURCE = new UnsafeBuffer(new byte[4_096]);

    @Override
    protected Journal open() {
        return new MemoryJournal(MemoryJournal.SEGMENT_LENGTH_DEFAULT, 90);
    }

    @Test
    void shouldGrowByASegmentWhenTheLastIsFull() {
        try (MemoryJournal journal = new MemoryJournal(64, 1)) {
            for (int i = 0; i < 20; i++) {
                journal.append(Journal.ENTRY, i, 0, SOURCE, 0, 1 + i * 3);
            }

            assertEquals(20, count(journal));
        }
    }

    @Test
    void shouldGiveALongRecordASegmentOfItsOwn() {
        try (MemoryJournal journal = new MemoryJournal(64, 3)) {
            journal.append(Journal.ENTRY, 0, 0, SOURCE, 0, 8);
            journal.append(Journal.ENTRY, 1, 0, SOURCE, 0, 4_096);
            journal.append(Journal.ENTRY, 2, 0, SOURCE, 0, 8);

            assertEquals(3, count(journal));
            assertEquals(3 * 64 + 4_120 + 64, journal.allocatedLength());
        }
    }

    @Test
    void shouldStayWithinItsSegmentsWhenPresized() {
        try (MemoryJournal journal = new MemoryJournal(1 << 10, 8)) {
            final long before = journal.allocatedLength();

            for (int i = 0; i < 8 * (1 << 10) / 64; i++) {
                journal.append(Journal.ENTRY, i, 0, SOURCE, 0, 40);
            }

            assertEquals(before, journal.allocatedLength());
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "56,1", "65,1", "64,0", "64,-1"})
    void shouldRefuseSegmentsItCannotUse(final int length, final int count) {
        assertThrows(IllegalArgumentException.class, () -> new MemoryJournal(length, count));
    }

    private static int count(final MemoryJournal journal) {
        int count = 0;
        try (JournalCursor cursor = journal.read(0)) {
            while (cursor.poll((kind, position, timeNs, buffer, offset, length) -> {})) {
                count++;
            }
        }
        return count;
    }
}
