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
import io.weft.core.MemorySnapshotStore;
import io.weft.core.ReplayedState;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeMachineTest {
    private static final int STEP_COUNT = 400;
    private static final long STRIDE = 16;

    private static TimeMachine machine(final Journal journal) {
        return new TimeMachine(journal, History::policy, new MemoryCheckpoints(), null, STRIDE);
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
            while (machine.runUntil(starts) == 0) {
                forward.add(machine.position());
            }
            assertEquals(journal.lastPosition(), machine.position());
            while (machine.runBackUntil(starts) == 0) {
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
    void shouldBeginAtTheOldestSnapshotWhenTheFirstEntriesAreGone() {
        final ListJournal journal = History.write(21, STEP_COUNT);
        final long last = journal.lastPosition();
        final List<Long> digests = new ArrayList<>();
        for (long position = 0; position <= last; position++) {
            digests.add(replayedDigest(journal, position));
        }
        final MemorySnapshotStore snapshots = forget(journal, 90, 60);
        takeSnapshot(journal, snapshots, 200);

        try (TimeMachine machine =
                new TimeMachine(
                        journal, History::policy, new MemoryCheckpoints(), snapshots, STRIDE)) {
            assertEquals(90, machine.firstPosition());
            assertEquals(90, machine.position());
            assertEquals(digests.get(90), machine.digest());
            assertEquals(journal.items.get(0).position(), 60);

            final Random random = new Random(3);
            for (int i = 0; i < 60; i++) {
                machine.goTo(90 + random.nextInt((int) last - 89));
                assertEquals(digests.get((int) machine.position()), machine.digest());
            }
            assertEquals(90, machine.positionAt(0));
            assertThrows(DebugException.class, () -> machine.goTo(89));
            machine.goTo(last);
            assertEquals(-1, machine.runBackUntil(List.of(there -> false)));
            assertEquals(90, machine.position());
        }
    }

    @Test
    void shouldSayWhichPositionsAreLeftWhenMoreIsRemovedMeanwhile() {
        final ListJournal journal = History.write(22, STEP_COUNT);
        final MemorySnapshotStore snapshots = forget(journal, 90, 60);
        takeSnapshot(journal, snapshots, 200);
        try (TimeMachine machine =
                new TimeMachine(
                        journal, History::policy, new MemoryCheckpoints(), snapshots, 1 << 20)) {
            machine.goTo(250);
            snapshots.discard(90);
            journal.items.removeIf(item -> item.position() < 180);

            final DebugException refused =
                    assertThrows(DebugException.class, () -> machine.goTo(100));

            assertTrue(refused.getMessage().contains("expected 200.."), refused::getMessage);
            assertEquals(200, machine.position());
            machine.goTo(250);
            assertEquals(250, machine.position());
        }
    }

    @Test
    void shouldRefuseAJournalWithoutItsFirstEntriesWhenNoSnapshotMakesUpForThem() {
        final ListJournal journal = History.write(23, 100);
        journal.items.removeIf(item -> item.position() < 40);

        for (final MemorySnapshotStore store :
                new MemorySnapshotStore[] {null, new MemorySnapshotStore(2)}) {
            final SnapshotException refused =
                    assertThrows(
                            SnapshotException.class,
                            () ->
                                    new TimeMachine(
                                            journal,
                                            History::policy,
                                            new MemoryCheckpoints(),
                                            store,
                                            STRIDE));
            assertEquals(SnapshotException.Kind.NONE_VALID, refused.kind());
        }
    }

    /** Takes a snapshot, and removes the entries before a position up to it. */
    static MemorySnapshotStore forget(
            final ListJournal journal, final long snapshotPosition, final long firstPosition) {
        final MemorySnapshotStore snapshots = new MemorySnapshotStore(2);
        takeSnapshot(journal, snapshots, snapshotPosition);
        journal.items.removeIf(item -> item.position() < firstPosition);
        return snapshots;
    }

    private static void takeSnapshot(
            final ListJournal journal, final MemorySnapshotStore snapshots, final long position) {
        try (ReplayedState state =
                ReplayedState.of(journal, History::policy, snapshots, position)) {
            state.snapshot(snapshots);
        }
    }

    @Test
    void shouldStopWhereWhoeverWatchesSaysSo() {
        final ListJournal journal = History.write(24, STEP_COUNT);
        try (TimeMachine machine = machine(journal)) {
            final List<Long> seen = new ArrayList<>();
            machine.progress(
                    position -> {
                        seen.add(position);
                        if (position == 70) {
                            throw new DebugException("enough");
                        }
                    });

            assertThrows(DebugException.class, () -> machine.goTo(journal.lastPosition()));

            assertEquals(70, machine.position());
            assertEquals(70, seen.size());
            assertEquals(replayedDigest(journal, 70), machine.digest());
            assertThrows(DebugException.class, () -> machine.fork(100));
            machine.progress(position -> {});
            machine.goTo(journal.lastPosition());
            assertEquals(replayedDigest(journal, journal.lastPosition()), machine.digest());
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
        try (TimeMachine machine = new TimeMachine(other, History::policy, store, null, STRIDE)) {
            machine.goTo(other.lastPosition());
        }
        assertTrue(store.list().size() > 10);

        final ListJournal journal = History.write(13, STEP_COUNT);
        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, null, STRIDE)) {
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
        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, null, STRIDE)) {
            machine.goTo(journal.lastPosition());
        }
        final int count = store.list().size();

        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, null, STRIDE)) {
            assertEquals(count, machine.checkpointCount());
            machine.goTo(journal.lastPosition() - 1);
            assertEquals(replayedDigest(journal, machine.position()), machine.digest());
        }
    }

    @Test
    void shouldReplayWhatACheckpointHasLost() {
        final ListJournal journal = History.write(11, STEP_COUNT);
        final MemoryCheckpoints store = new MemoryCheckpoints();
        try (TimeMachine machine = new TimeMachine(journal, History::policy, store, null, STRIDE)) {
            machine.goTo(journal.lastPosition());
            assertTrue(store.list().size() > 10);
            store.list().forEach(store::remove);

            machine.goTo(100);

            assertEquals(replayedDigest(journal, 100), machine.digest());
        }
    }
}
