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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernels that go on from snapshots, and those that must not. */
class SnapshotRecoveryTest {
    private static final Limits LIMITS =
            new Limits().nodeCount(4).coresPerNode(8).jobCount(16).queueCount(2).nameCount(4);

    private final MemorySnapshotStore snapshots = new MemorySnapshotStore(3);

    private KernelHost host() {
        return new KernelHost(LIMITS, ctx -> ctx.snapshots(snapshots));
    }

    private Kernel restart(final KernelHost host) {
        host.kernel.close();
        return Kernel.embed(
                new KernelContext()
                        .limits(LIMITS)
                        .journal(host.journal)
                        .snapshots(snapshots)
                        .policies(FirstFitPolicy::named)
                        .clock(() -> host.now)
                        .verify(true));
    }

    /** Jobs that run, wait and have ended, then a snapshot. */
    private static void play(final KernelHost host, final long firstId) {
        for (long id = firstId; id < firstId + 6; id++) {
            host.submit(id, 2, 6);
        }
        host.run();
        host.now += 10;
        host.end(firstId);
        host.run();
        host.in.snapshotMark(firstId);
        host.run();
    }

    @Test
    void shouldReplayOnlyWhatCameAfterTheSnapshot() {
        final KernelHost host = host();
        host.define(4, 8, 1);
        play(host, 0);
        final long position = snapshots.positions()[0];
        host.submit(20, 1, 1);
        host.run();
        final long digest = host.kernel.digest();

        try (Kernel kernel = restart(host)) {
            assertEquals(digest, kernel.digest());
            assertEquals(position, kernel.recovery().snapshotPosition());
            assertEquals(host.journal.lastPosition() - position, kernel.recovery().entryCount());
            assertEquals(List.of(), kernel.recovery().refused());
        }
    }

    @Test
    void shouldTellWhatBecameOfASnapshot() {
        try (KernelHost host = host()) {
            host.define(4, 8, 1);
            assertNull(host.kernel.lastSnapshot());

            play(host, 0);

            final SnapshotReport report = host.kernel.lastSnapshot();
            assertEquals(snapshots.positions()[0], report.position());
            assertEquals(snapshots.bytes(report.position()).length, report.length());
            assertNull(report.failure());
        }
    }

    @Test
    void shouldAskForSnapshotsItselfAfterSoManyEntries() {
        try (KernelHost host =
                new KernelHost(LIMITS, ctx -> ctx.snapshots(snapshots).snapshotInterval(5))) {
            host.define(4, 8, 1);
            for (int id = 0; id < 12; id++) {
                host.submit(id, 1, 1);
                host.run();
            }

            final long[] positions = snapshots.positions();
            assertEquals(3, positions.length);
            assertTrue(positions[0] - positions[1] >= 5);
            assertNull(host.replay().divergence());
        }
    }

    @Test
    void shouldDoNothingAboutAMarkWithoutAPlaceForSnapshots() {
        try (KernelHost host = new KernelHost(LIMITS)) {
            host.define(4, 8, 1);
            host.in.snapshotMark(1);

            assertEquals(List.of(), host.run());
            assertNull(host.kernel.lastSnapshot());
        }
    }

    @Test
    void shouldUseTheFormerOneWhenTheNewestIsDamaged() {
        final KernelHost host = host();
        host.define(4, 8, 1);
        play(host, 0);
        play(host, 10);
        final long[] positions = snapshots.positions();
        final byte[] newest = snapshots.bytes(positions[0]);
        newest[newest.length / 2] ^= 1;
        final long digest = host.kernel.digest();

        try (Kernel kernel = restart(host)) {
            assertEquals(digest, kernel.digest());
            assertEquals(positions[1], kernel.recovery().snapshotPosition());
            assertEquals(1, kernel.recovery().refused().size());
            final String message = kernel.recovery().refused().get(0);
            assertTrue(message.contains("position=" + positions[0] + " is damaged"), message);
        }
    }

    @Test
    void shouldUseTheWholeJournalWhenNoSnapshotIsSound() {
        final KernelHost host = host();
        host.define(4, 8, 1);
        play(host, 0);
        snapshots.bytes(snapshots.positions()[0])[0] ^= 1;
        final long digest = host.kernel.digest();

        try (Kernel kernel = restart(host)) {
            assertEquals(digest, kernel.digest());
            assertEquals(Journal.NULL_POSITION, kernel.recovery().snapshotPosition());
        }
    }

    @Test
    void shouldRefuseASnapshotOfAnotherJournal() {
        try (KernelHost other = host()) {
            other.now = 7;
            other.define(4, 8, 1);
            play(other, 0);
        }
        final KernelHost host = new KernelHost(LIMITS);
        host.define(4, 8, 1);
        play(host, 0);

        try (Kernel kernel = restart(host)) {
            assertEquals(Journal.NULL_POSITION, kernel.recovery().snapshotPosition());
            final String message = kernel.recovery().refused().get(0);
            assertTrue(message.contains("does not belong to this journal"), message);
        }
    }

    @Test
    void shouldPutAsideWhatLiesAheadOfTheJournal() {
        try (KernelHost longer = host()) {
            longer.define(4, 8, 1);
            play(longer, 0);
        }
        final KernelHost host = new KernelHost(LIMITS);
        host.define(4, 8, 1);

        try (Kernel kernel = restart(host)) {
            assertArrayEquals(new long[0], snapshots.positions());
            assertTrue(kernel.recovery().refused().get(0).contains("was put aside"));
        }
    }

    @Test
    void shouldRefuseToBeginAJournalBesideSnapshots() {
        try (KernelHost host = host()) {
            host.define(4, 8, 1);
            play(host, 0);
        }

        final SnapshotException refusal = assertThrows(SnapshotException.class, this::host);

        assertEquals(SnapshotException.Kind.OTHER_JOURNAL, refusal.kind());
    }

    @Test
    void shouldReplayToAnyPositionFromASnapshotBeforeIt() {
        try (KernelHost host = host()) {
            host.define(4, 8, 1);
            play(host, 0);
            play(host, 10);
            final long[] positions = snapshots.positions();
            final long last = host.journal.lastPosition();
            for (long position = 0; position <= last; position++) {
                final long from =
                        position >= positions[0]
                                ? positions[0]
                                : position >= positions[1] ? positions[1] : -1;
                try (ReplayedState whole = replayed(host, null, position);
                        ReplayedState fromSnapshot = replayed(host, snapshots, position)) {
                    assertEquals(from, fromSnapshot.snapshotPosition());
                    assertEquals(position, fromSnapshot.position());
                    assertEquals(whole.timeNs(), fromSnapshot.timeNs());
                    assertEquals(
                            StateDigest.of(whole.state()), StateDigest.of(fromSnapshot.state()));
                }
            }
        }
    }

    private static ReplayedState replayed(
            final KernelHost host, final MemorySnapshotStore store, final long position) {
        return ReplayedState.of(host.journal, FirstFitPolicy::named, store, position);
    }

    @Test
    void shouldGoOnFromASnapshotThatAReplayTook() {
        final KernelHost host = new KernelHost(LIMITS);
        host.define(4, 8, 1);
        play(host, 0);
        final long last = host.journal.lastPosition();
        try (ReplayedState replayed = replayed(host, null, last - 3)) {
            replayed.snapshot(snapshots);
            replayed.replayTo(host.journal, last);
            assertEquals(host.kernel.digest(), StateDigest.of(replayed.state()));
        }
        final long digest = host.kernel.digest();

        try (Kernel kernel = restart(host)) {
            assertEquals(last - 3, kernel.recovery().snapshotPosition());
            assertEquals(digest, kernel.digest());
        }
    }
}
