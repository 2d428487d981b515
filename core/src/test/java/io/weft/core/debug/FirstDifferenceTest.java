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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.ListJournal;
import io.weft.core.MemorySnapshotStore;
import io.weft.core.spi.Journal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstDifferenceTest {
    private static final int STEP_COUNT = 400;

    private static TimeMachine machine(final ListJournal journal) {
        return new TimeMachine(journal, History::policy, new MemoryCheckpoints(), null, 16);
    }

    @Test
    void shouldFindNoneBetweenEqualJournals() {
        try (TimeMachine a = machine(History.write(1, STEP_COUNT));
                TimeMachine b = machine(History.write(1, STEP_COUNT))) {
            assertNull(FirstDifference.between(a, b));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 123, 257, 390})
    void shouldFindAPlantedDecisionAndReadOneStretchOnly(final int from) {
        final ListJournal planted = History.write(2, STEP_COUNT);
        final long position = TimeMachineTest.plantDifference(planted, from);
        try (TimeMachine a = machine(History.write(2, STEP_COUNT));
                TimeMachine b = machine(planted)) {
            assertEquals(position, FirstDifference.between(a, b).position());
            while (a.next() || b.next()) {
                // To the end, or where it diverges, so that there are checkpoints.
            }

            final FirstDifference difference = FirstDifference.between(a, b);

            assertEquals(position, difference.position());
            assertTrue(difference.isInputEqual());
            assertNotNull(difference.first());
            assertTrue(difference.readCount() <= 17, () -> "read " + difference.readCount());
        }
    }

    @Test
    void shouldFindWhereInputsPart() {
        try (TimeMachine a = machine(History.write(3, STEP_COUNT));
                TimeMachine b = machine(History.write(4, STEP_COUNT))) {
            final FirstDifference difference = FirstDifference.between(a, b);

            assertFalse(difference.isInputEqual());
            assertTrue(difference.position() > 0);
        }
    }

    @Test
    void shouldFindThatOneEndsBefore() {
        final ListJournal cut = History.write(5, STEP_COUNT);
        final ListJournal whole = History.write(5, STEP_COUNT);
        final long last = whole.lastPosition();
        whole.items.removeIf(item -> item.position() == last);
        try (TimeMachine a = machine(cut);
                TimeMachine b = machine(whole)) {
            final FirstDifference difference = FirstDifference.between(a, b);

            assertEquals(last, difference.position());
            assertNull(difference.second());
            final FirstDifference other = FirstDifference.between(b, a);
            assertEquals(last, other.position());
            assertNull(other.first());
            assertFalse(other.isInputEqual());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldFindAnEntryOfAnotherKindTimeOrLength(final int which) {
        final ListJournal other = History.write(6, 100);
        for (int i = 0; i < other.items.size(); i++) {
            final ListJournal.Item item = other.items.get(i);
            if (item.position() == 70 && Journal.isEntry(item.kind())) {
                final boolean isPlain = item.kind() == Journal.ENTRY;
                final int otherKind = isPlain ? Journal.ENTRY_AND_PASS : Journal.ENTRY;
                other.items.set(
                        i,
                        new ListJournal.Item(
                                which == 0 ? otherKind : item.kind(),
                                70,
                                item.timeNs() + (which == 1 ? 1 : 0),
                                Arrays.copyOf(
                                        item.bytes(), item.bytes().length + (which == 2 ? 8 : 0))));
            }
        }
        try (TimeMachine a = machine(History.write(6, 100));
                TimeMachine b = machine(other)) {
            final FirstDifference difference = FirstDifference.between(a, b);

            assertEquals(70, difference.position());
            assertFalse(difference.isInputEqual());
            assertNotNull(difference.first());
            assertNotNull(difference.second());
        }
    }

    @Test
    void shouldBeginWithTheFirstEntryThatBothHave() {
        final ListJournal forgetful = History.write(7, STEP_COUNT);
        final MemorySnapshotStore snapshots = TimeMachineTest.forget(forgetful, 90, 60);
        TimeMachineTest.plantDifference(forgetful, 95);
        try (TimeMachine a = machine(History.write(7, STEP_COUNT));
                TimeMachine b =
                        new TimeMachine(
                                forgetful,
                                History::policy,
                                new MemoryCheckpoints(),
                                snapshots,
                                16)) {
            a.goTo(a.lastPosition());
            final FirstDifference difference = FirstDifference.between(a, b);

            assertTrue(difference.position() >= 95);
            assertTrue(difference.isInputEqual());
            assertEquals(difference.position() - 90 + 1, difference.readCount());
        }
    }
}
