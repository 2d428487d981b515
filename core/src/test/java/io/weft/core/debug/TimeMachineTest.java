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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.ListJournal;
import io.weft.core.ReplayedState;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeMachineTest {
    private static final int STEP_COUNT = 400;
    private static final long STRIDE = 16;
    private static final TimeMachine.Progress NOBODY = position -> {};

    private static TimeMachine machine(final Journal journal) {
        return new TimeMachine(journal, History::policy, new MemoryCheckpoints(), STRIDE);
    }

    private static long replayedDigest(final Journal journal, final long position) {
        try (ReplayedState replayed = ReplayedState.of(journal, History::policy, position)) {
            return StateDigest.of(replayed.state());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBeInTheStateOfAPlainReplayWhateverWayOneCame(final long seed) {
        final ListJournal journal = History.write(seed, STEP_COUNT);
        final Random random = new Random(seed);
        final List<Long> digests = new ArrayList<>();
        for (long position = 0; position <= journal.lastPosition(); position++) {
            digests.add(replayedDigest(journal, position));
        }

        try (TimeMachine machine = machine(journal)) {
            for (int i = 0; i < 500; i++) {
                final long last = journal.lastPosition();
                switch (random.nextInt(4)) {
                    case 0 -> machine.next();
                    case 1 -> machine.goTo(Math.max(0, machine.position() - 1));
                    case 2 -> machine.goTo(random.nextInt((int) last + 1));
                    default -> machine.goTo(Math.min(last, machine.position() + 20));
                }
                assertEquals(
                        digests.get((int) machine.position()),
                        machine.digest(),
                        () -> "seed=" + seed + " position=" + machine.position());
            }
        }
    }

    @Test
    void shouldKnowTheSameReasonsWhateverWayOneCame() {
        final ListJournal journal = History.write(4, STEP_COUNT);
        try (TimeMachine forward = machine(journal);
                TimeMachine jumping = machine(journal)) {
            jumping.goTo(journal.lastPosition());
            final Random random = new Random(5);
            while (forward.next()) {
                if (random.nextInt(8) == 0) {
                    jumping.goTo(forward.position());
                    assertEquals(
                            new StateView(forward).pending(100),
                            new StateView(jumping).pending(100),
                            () -> "position=" + forward.position());
                }
            }
        }
    }

    @Test
    void shouldComeToTheLastEntryThatIsNotLaterThanATime() {
        final ListJournal journal = History.write(6, 100);
        try (TimeMachine machine = machine(journal)) {
            machine.goTo(journal.lastPosition());
            for (final ListJournal.Item item : journal.items) {
                machine.goToTime(item.timeNs());

                assertEquals(item.timeNs(), machine.timeNs());
                final boolean isLast = machine.position() == journal.lastPosition();
                assertTrue(isLast || timeAfter(machine) > item.timeNs());
            }
            machine.goToTime(0);
            assertEquals(0, machine.position());
        }
    }

    private static long timeAfter(final TimeMachine machine) {
        try (TimeMachine next = machine.fork()) {
            next.next();
            return next.timeNs();
        }
    }

    @Test
    void shouldStopWhereAConditionIsMetAndFindItAgainGoingBack() {
        final ListJournal journal = History.write(7, STEP_COUNT);
        final List<Long> forward = new ArrayList<>();
        final List<Long> back = new ArrayList<>();
        try (TimeMachine machine = machine(journal)) {
            final List<Condition> starts = List.of(new Conditions().decision("startjob"));
            while (machine.runUntil(starts, NOBODY) == 0) {
                forward.add(machine.position());
            }
            assertEquals(journal.lastPosition(), machine.position());
            while (machine.runBackUntil(starts, NOBODY) == 0) {
                back.add(0, machine.position());
            }
            assertEquals(0, machine.position());
        }
        if (!forward.isEmpty() && forward.get(forward.size() - 1) == journal.lastPosition()) {
            forward.remove(forward.size() - 1);
        }
        assertTrue(forward.size() > 20, forward::toString);
        assertEquals(forward, back);
    }

    @Test
    void shouldStopWhereTheJournalDecidesOtherwise() {
        final ListJournal journal = History.write(8, STEP_COUNT);
        final long position = plantDifference(journal, journal.lastPosition() / 2);
        try (TimeMachine machine = machine(journal)) {
            machine.goTo(position - 1);
            assertNull(machine.divergence());

            assertTrue(machine.next());
            assertNotNull(machine.divergence());
            assertEquals(position, machine.divergence().position());
            assertFalse(machine.next());
            assertThrows(DebugException.class, () -> machine.goTo(position + 1));
            machine.goTo(position - 2);
            assertNull(machine.divergence());
        }
    }

    /** Flips a bit in the first decisions from a position on. */
    static long plantDifference(final ListJournal journal, final long from) {
        for (final ListJournal.Item item : journal.items) {
            if (item.kind() == Journal.DECISIONS && item.position() >= from) {
                item.bytes()[item.bytes().length - 8] ^= 1;
                return item.position();
            }
        }
        throw new AssertionError("no decisions from " + from);
    }

    @Test
    void shouldLeaveTheOtherMachineWhereItIsWhenForked() {
        final ListJournal journal = History.write(9, 100);
        try (TimeMachine machine = machine(journal)) {
            machine.goTo(50);
            final long digest = machine.digest();
            try (TimeMachine fork = machine.fork(10)) {
                fork.next();
                assertEquals(11, fork.position());
            }
            assertEquals(50, machine.position());
            assertEquals(digest, machine.digest());
        }
    }

    @Test
    void shouldRefuseAPositionThatIsNotThere() {
        final ListJournal journal = History.write(10, 10);
        try (TimeMachine machine = machine(journal)) {
            assertThrows(DebugException.class, () -> machine.goTo(-1));
            assertThrows(DebugException.class, () -> machine.goTo(journal.lastPosition() + 1));
        }
    }

    @Test
    void shouldRefuseAnEmptyJournal() {
        assertThrows(DebugException.class, () -> machine(new ListJournal()));
    }

    @Test
    void shouldForgetCheckpointsOfAnotherJournal() {
        final MemoryCheckpoints store = new MemoryCheckpoints();
        final ListJournal other = History.write(12, STEP_COUNT);
        try (TimeMachine machine = new TimeMachine(other, History::policy, store, STRIDE)) {
            machine.goTo(other.lastPosition());
        }
        assertTrue(store.list().size() > 10);

        final ListJournal journal = History.write(13, STEP_COUNT);
        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, STRIDE)) {
            assertEquals(0, machine.checkpointCount());
            machine.goTo(journal.lastPosition());
            machine.goTo(100);
            assertEquals(replayedDigest(journal, 100), machine.digest());
        }
    }

    @Test
    void shouldBeginWithTheCheckpointsOfTheLastTime() {
        final MemoryCheckpoints store = new MemoryCheckpoints();
        final ListJournal journal = History.write(14, STEP_COUNT);
        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, STRIDE)) {
            machine.goTo(journal.lastPosition());
        }
        final int count = store.list().size();

        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, STRIDE)) {
            assertEquals(count, machine.checkpointCount());
            machine.goTo(journal.lastPosition() - 1);
            assertEquals(replayedDigest(journal, machine.position()), machine.digest());
        }
    }

    @Test
    void shouldReplayWhatACheckpointHasLost() {
        final ListJournal journal = History.write(11, STEP_COUNT);
        final MemoryCheckpoints store = new MemoryCheckpoints();
        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, STRIDE)) {
            machine.goTo(journal.lastPosition());
            assertTrue(store.list().size() > 10);
            store.list().forEach(store::remove);

            machine.goTo(100);

            assertEquals(replayedDigest(journal, 100), machine.digest());
        }
    }
}
