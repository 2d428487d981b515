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

import static io.weft.journal.Journals.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final long SPIN_MAX = 20_000;

    @TempDir private Path directory;

    @Test
    void shouldForceNothingWhenNothingIsPromised() {
        try (ChronicleJournal journal = open(Durability.NONE)) {
            for (int i = 0; i < 30; i++) {
                Journals.appendAll(journal, i, 1);
                journal.endBatch();
            }

            assertEquals(0, journal.files().forceCount());
            assertEquals(Journal.NULL_POSITION, journal.durablePosition());
        }
    }

    @Test
    void shouldForceOnceABatch() {
        try (ChronicleJournal journal = open(Durability.BATCH)) {
            final long before = journal.files().forceCount();
            for (int batch = 0; batch < 10; batch++) {
                Journals.appendAll(journal, batch * 5L, 5);
                assertEquals(batch * 5L - 1, journal.durablePosition());
                assertEquals(before + batch, journal.files().forceCount());

                journal.endBatch();
                assertEquals(batch * 5L + 4, journal.durablePosition());
                assertEquals(before + batch + 1, journal.files().forceCount());

                journal.endBatch();
                assertEquals(before + batch + 1, journal.files().forceCount());
            }
        }
    }

    @Test
    void shouldForceLateDecisionsToo() {
        try (ChronicleJournal journal = open(Durability.BATCH)) {
            Journals.append(journal, Journal.ENTRY, 0);
            journal.endBatch();
            final long before = journal.files().forceCount();

            Journals.append(journal, Journal.DECISIONS, 0);
            journal.endBatch();

            assertEquals(before + 1, journal.files().forceCount());
        }
    }

    @Test
    void shouldFollowTheWriterAtIntervals() throws InterruptedException {
        try (ChronicleJournal journal = open(Durability.INTERVAL)) {
            Journals.appendAll(journal, 0, 51);
            await(journal, 50);

            Journals.append(journal, Journal.ENTRY, 51);
            Journals.append(journal, Journal.ENTRY, 52);
            await(journal, 51);
            Thread.sleep(20);
            assertEquals(51, journal.durablePosition(), "the decisions of 52 may still come");

            journal.endBatch();
            await(journal, 52);
        }
    }

    private static void await(final Journal journal, final long position)
            throws InterruptedException {
        for (int i = 0; i < SPIN_MAX && journal.durablePosition() < position; i++) {
            Thread.sleep(1);
        }
        assertEquals(position, journal.durablePosition());
    }

    @Test
    void shouldBeDurableWhenOpenedAgain() {
        Journals.write(directory, 10);

        try (ChronicleJournal journal = open(Durability.BATCH)) {
            assertEquals(8, journal.durablePosition(), "decisions of 9 may still come");
            journal.endBatch();
            assertEquals(9, journal.durablePosition());
        }
    }

    @Test
    void shouldAcceptNothingAfterAFailedForce() throws Exception {
        final ChronicleJournal journal = open(Durability.BATCH);
        Journals.appendAll(journal, 0, 5);
        journal.endBatch();
        Journals.appendAll(journal, 5, 5);
        journal.files().closeFiles();

        assertStorage(journal::endBatch);
        assertStorage(journal::endBatch);
        assertStorage(() -> Journals.appendAll(journal, 10, 1));
        assertEquals(4, journal.durablePosition());
        journal.close();

        try (ChronicleJournal again = open(Durability.BATCH)) {
            assertEquals(9, again.lastPosition());
            Journals.appendAll(again, 10, 1);
        }
    }

    @Test
    void shouldTellTheWriterWhenTheForceThreadFailed() throws Exception {
        final ChronicleJournal journal = open(Durability.INTERVAL);
        Journals.appendAll(journal, 0, 1);
        await(journal, 0);
        journal.files().closeFiles();

        boolean isRefused = false;
        for (int i = 1; i < SPIN_MAX && !isRefused; i++) {
            try {
                Journals.append(journal, Journal.ENTRY, i);
                Thread.sleep(1);
            } catch (final JournalException ex) {
                isRefused = ex.kind() == JournalException.Kind.STORAGE;
            }
        }

        assertTrue(isRefused);
        journal.close();
    }

    @Test
    void shouldEndItsThreadWhenClosed() {
        open(Durability.INTERVAL).close();

        assertTrue(
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("weft-journal-force")));
    }

    private static void assertStorage(final Runnable action) {
        final JournalException ex = assertThrows(JournalException.class, action::run);
        assertEquals(JournalException.Kind.STORAGE, ex.kind());
    }

    private ChronicleJournal open(final Durability durability) {
        return ChronicleJournal.open(
                small(directory).durability(durability).intervalNs(100_000).rollEntries(8));
    }
}
