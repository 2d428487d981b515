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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.ListJournal;
import io.weft.core.ReplayedState;
import io.weft.core.engine.HaltException;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final int STEP_COUNT = 1500;
    private static final long STRIDE_OF_NONE = 1L << 40;

    private final ListJournal journal = History.write(31, STEP_COUNT);
    private final MemoryCheckpoints kept = new MemoryCheckpoints();

    /** What a store does with states is up to it. */
    private class Store implements CheckpointStore {
        @Override
        public List<Checkpoint> list() {
            return kept.list();
        }

        @Override
        public long put(final Checkpoint checkpoint, final State state) {
            return kept.put(checkpoint, state);
        }

        @Override
        public ReadableByteChannel open(final Checkpoint checkpoint) {
            return kept.open(checkpoint);
        }

        @Override
        public void remove(final Checkpoint checkpoint) {
            kept.remove(checkpoint);
        }

        @Override
        public long length() {
            return kept.length();
        }
    }

    private TimeMachine machine(final CheckpointStore store, final long stride) {
        return new TimeMachine(journal, History::policy, store, null, stride);
    }

    private void requireRight(final TimeMachine machine) {
        try (ReplayedState replayed =
                ReplayedState.of(journal, History::policy, machine.position())) {
            assertEquals(StateDigest.of(replayed.state()), machine.digest());
        }
    }

    @Test
    void shouldKeepFewerStatesFartherApartWhenTheyTakeTooMuchRoom() {
        final long each = Checkpoints.LENGTH_MAX / 10;
        final Store heavy =
                new Store() {
                    @Override
                    public long length() {
                        return each * kept.list().size();
                    }
                };
        try (TimeMachine machine = machine(heavy, 16)) {
            machine.goTo(journal.lastPosition());

            assertTrue(kept.list().size() <= 10, () -> kept.list().toString());
            assertTrue(kept.list().size() > 3);
            for (final Checkpoint checkpoint : kept.list()) {
                assertEquals(0, checkpoint.position() % 64, "they are twice as far apart, twice");
            }
            machine.goTo(700);
            requireRight(machine);
        }
    }

    @Test
    void shouldGoOnWhenNothingCanBeKept() {
        final Store full =
                new Store() {
                    @Override
                    public long put(final Checkpoint checkpoint, final State state) {
                        return -1;
                    }
                };
        try (TimeMachine machine = machine(full, 16)) {
            machine.goTo(200);
            assertEquals(0, machine.checkpointCount());
            machine.goTo(100);
            requireRight(machine);
        }
    }

    @Test
    void shouldReplayWhatCannotBeReadOrIsDamaged() {
        final Store damaged =
                new Store() {
                    @Override
                    public ReadableByteChannel open(final Checkpoint checkpoint) {
                        return Channels.newChannel(new ByteArrayInputStream(new byte[500]));
                    }
                };
        final Store unreadable =
                new Store() {
                    @Override
                    public ReadableByteChannel open(final Checkpoint checkpoint) {
                        return Channels.newChannel(
                                new ByteArrayInputStream(new byte[0]) {
                                    @Override
                                    public void close() throws IOException {
                                        throw new IOException("gone");
                                    }
                                });
                    }
                };
        for (final Store store : List.of(damaged, unreadable)) {
            try (TimeMachine machine = machine(store, 16)) {
                machine.goTo(300);
                final int count = machine.checkpointCount();
                assertTrue(count > 10);

                machine.goTo(100);

                requireRight(machine);
                assertTrue(
                        machine.checkpointCount() < count + 7, "those that were lost are not kept");
            }
        }
    }

    @Test
    void shouldTakeStepsBackFromAStateNearBy() {
        final long last = journal.lastPosition();
        try (TimeMachine machine = machine(kept, STRIDE_OF_NONE)) {
            machine.goTo(last);
            for (final long target : new long[] {1000, 1300, 900, 1200, 1400, 1100}) {
                machine.goTo(target);
                requireRight(machine);
                machine.goTo(target - 1);
                final long[] applied = {0};
                machine.progress(position -> applied[0]++);
                machine.goTo(target - 3);
                machine.progress(position -> {});

                requireRight(machine);
                assertTrue(applied[0] <= 512, "replayed " + applied[0]);
            }
            assertEquals(0, machine.checkpointCount(), "they are not among those that are kept");
        }
    }

    @Test
    void shouldWidenTheStrideWithTheLengthOfTheJournal() {
        try (TimeMachine machine = machine(kept, 1)) {
            machine.goTo(journal.lastPosition());

            assertTrue(machine.checkpointCount() <= Checkpoints.COUNT_MAX);
            assertTrue(machine.checkpointCount() > Checkpoints.COUNT_MAX / 4);
        }
    }

    /** Breaks an invariant at its tenth pass. */
    private static final class BreakingPolicy extends ForwardingPolicy {
        private int passCount;

        BreakingPolicy() {
            super(History.policy("first-fit", 0));
        }

        @Override
        public void pass(final long timeNs, final PlacementSink sink) {
            if (++passCount == 10) {
                throw new HaltException("planted");
            }
            super.pass(timeNs, sink);
        }
    }

    private static PlacementPolicy breaking(final String name, final int version) {
        return new BreakingPolicy();
    }

    @Test
    void shouldStandWhereTheEngineHaltsAndGoNoFurther() {
        try (TimeMachine machine =
                new TimeMachine(journal, CheckpointsTest::breaking, kept, null, 16)) {
            assertEquals(0, machine.runUntil(List.of(Conditions.brokenInvariant())));
            final long position = machine.position();

            assertEquals("planted", machine.broken());
            assertEquals(false, machine.next());
            final DebugException refused =
                    assertThrows(DebugException.class, () -> machine.goTo(position + 1));
            assertTrue(refused.getMessage().contains("the engine halts: planted"));
            machine.goTo(position - 1);
            assertEquals(null, machine.broken());
        }
    }

    @Test
    void shouldSayThatABranchHalts() {
        try (TimeMachine machine =
                new TimeMachine(
                        journal,
                        (name, version) ->
                                name.equals("breaking")
                                        ? new BreakingPolicy()
                                        : History.policy(name, version),
                        kept,
                        null,
                        16)) {
            final Branch branch = Branch.of(machine, "breaking", List.of(), 1000, 10);

            assertEquals("planted", branch.halt());
            assertTrue(branch.entryCount() < 1000);
        }
    }
}
