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
package io.weft.fuzz;

import io.weft.core.MemorySnapshotStore;
import io.weft.core.ReplayedState;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import io.weft.fuzz.CrashLog.Kind;
import io.weft.journal.FileSnapshotStore;
import io.weft.journal.JournalReport;
import io.weft.journal.JournalVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at the snapshots that a killed kernel left, and at what its journal has let go: each
 * snapshot is sound and leads to the state that all entries lead to, and the journal still has what
 * a recovery from the oldest needs, and what nobody acknowledged.
 */
final class CrashSnapshotCheck {
    private final Path directory;
    private final FileSnapshotStore snapshots;

    /**
     * A check of one life.
     *
     * @param directory of the journal.
     */
    CrashSnapshotCheck(final Path directory) {
        this.directory = directory;
        snapshots = FileSnapshotStore.of(directory);
    }

    /** Position of the newest there is now, -1 for none. */
    long newestPosition() {
        try {
            return snapshots.newestPosition();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A recovery must have begun with the newest that was there, and have refused none. */
    static void begun(final CrashLog log, final long newestBefore) {
        for (int i = 0; i < log.count(); i++) {
            if (log.kind(i) == Kind.BEGUN_WITH) {
                require(log.number(i) == 0, log.number(i) + " snapshots were refused");
                require(
                        log.position(i) == newestBefore,
                        "it began with the snapshot at position "
                                + log.position(i)
                                + " in place of "
                                + newestBefore);
            }
        }
    }

    /**
     * Checks all.
     *
     * @param whole the journal with all that was ever appended.
     */
    void check(final Journal whole, final Tally tally) {
        final long[] positions = positions();
        final JournalReport report = JournalVerifier.verify(directory);
        require(report.isSound(), "after the files went: " + report.damage());
        require(report.lastPosition() == whole.lastPosition(), "the journal ends elsewhere");
        final long first = Math.max(0, report.firstPosition());
        if (positions.length == 0) {
            require(first == 0, "the journal begins at position " + first + " without snapshots");
            return;
        }
        final long digest;
        final long acknowledged;
        try (ReplayedState state = ReplayedState.of(whole, Policies.fast(), whole.lastPosition())) {
            digest = StateDigest.of(state.state());
            acknowledged = state.state().settings().acknowledgedPosition();
        }
        final long needed = Math.min(positions[positions.length - 1], acknowledged + 1);
        require(first <= needed, "position " + needed + " went, the first is " + first);
        for (final long position : positions) {
            goOn(whole, position, digest);
        }
        tally.onSomething("snapshots gone on with", positions.length);
        tally.onSomething("journals that had let files go", first > 0 ? 1 : 0);
    }

    private long[] positions() {
        try {
            return snapshots.positions();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void goOn(final Journal whole, final long position, final long digest) {
        final MemorySnapshotStore alone = new MemorySnapshotStore(1);
        try {
            alone.put(position, Files.readAllBytes(snapshots.file(position)));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        try (ReplayedState state =
                ReplayedState.of(whole, Policies.fast(), alone, whole.lastPosition())) {
            final String from = " after the snapshot at position " + position;
            require(state.snapshotPosition() == position, "not usable: nothing" + from);
            require(state.divergence() == null, "decided otherwise" + from);
            require(StateDigest.of(state.state()) == digest, "another state" + from);
        }
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
