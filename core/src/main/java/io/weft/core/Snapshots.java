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

import io.weft.core.engine.Scheduler;
import io.weft.core.snapshot.LaunchMark;
import io.weft.core.snapshot.SnapshotHeader;
import io.weft.core.snapshot.SnapshotReader;
import io.weft.core.snapshot.SnapshotWriter;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.snapshot.StateLoader;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.SnapshotException;
import io.weft.core.spi.SnapshotSink;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.ClusterState;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots of one journal: takes them, finds those that can be gone on from, and loads them.
 * Whatever cannot be used is left out with a message; what is used is sound to the last byte. One
 * thread at a time.
 */
final class Snapshots {
    private final SnapshotStore store;
    private final SnapshotWriter writer = new SnapshotWriter();
    private final List<String> refused = new ArrayList<>();

    Snapshots(final SnapshotStore store) {
        this.store = store;
    }

    /** Why snapshots were left out, a message each, in the order in which they were looked at. */
    List<String> refused() {
        return refused;
    }

    // ------------------------------------------------------------------ taking

    /** Takes one after an entry; answers its length in bytes. */
    long take(
            final ClusterState state,
            final Scheduler scheduler,
            final long position,
            final long timeNs,
            final boolean hasDecisions) {
        final SnapshotHeader header =
                new SnapshotHeader(
                        position,
                        timeNs,
                        hasDecisions,
                        StateDigest.of(state),
                        SnapshotHeader.layoutOfThisVersion(),
                        scheduler.wantsPass(),
                        scheduler.wasPassCut(),
                        scheduler.policyName(),
                        state.settings().policyVersion(),
                        state.limits());
        try (SnapshotSink sink = store.create(position)) {
            final long length = writer.write(header, state, sink);
            sink.commit();
            return length;
        } catch (final IOException ex) {
            throw storage("The snapshot " + store.nameOf(position) + " cannot be written", ex);
        }
    }

    /** Position of the oldest that is kept, or {@link Journal#NULL_POSITION}. */
    long oldestPosition() {
        final long[] positions = positions();
        return positions.length == 0 ? Journal.NULL_POSITION : positions[positions.length - 1];
    }

    // ------------------------------------------------------------------ finding

    /** The newest that is sound and belongs to the journal, up to a position; null for none. */
    SnapshotHeader newest(final Journal journal, final long positionMax) {
        final long[] positions = positions();
        SnapshotHeader header = null;
        for (int i = 0; header == null && i < positions.length; i++) {
            if (positions[i] <= positionMax) {
                header = sound(journal, positions[i]);
            }
        }
        return header;
    }

    /** The oldest that is sound and belongs to the journal; null for none. */
    SnapshotHeader oldest(final Journal journal) {
        final long[] positions = positions();
        SnapshotHeader header = null;
        for (int i = positions.length - 1; header == null && i >= 0; i--) {
            header = sound(journal, positions[i]);
        }
        return header;
    }

    /** Puts those aside that lie ahead of a journal whose last entries were lost. */
    void discardAfter(final long lastPosition) {
        for (final long position : positions()) {
            if (position > lastPosition) {
                refused.add(
                        "The snapshot "
                                + store.nameOf(position)
                                + " was put aside: the journal ends before it, at position="
                                + lastPosition
                                + ".");
                try {
                    store.discard(position);
                } catch (final IOException ex) {
                    throw storage(store.nameOf(position) + " cannot be put aside", ex);
                }
            }
        }
    }

    private SnapshotHeader sound(final Journal journal, final long position) {
        final String name = store.nameOf(position);
        try (ReadableByteChannel source = store.open(position)) {
            final SnapshotHeader header = SnapshotReader.verify(source, name);
            StateLoader.requireLayout(header, name);
            requireSame(journal, header, position);
            return header;
        } catch (final SnapshotException ex) {
            refused.add(ex.getMessage());
        } catch (final IOException ex) {
            refused.add("The snapshot " + name + " cannot be read: " + ex + ".");
        }
        return null;
    }

    /** The entry after which it was taken must be the one in the journal. */
    private void requireSame(
            final Journal journal, final SnapshotHeader header, final long position) {
        final boolean[] isSame = new boolean[2];
        if (position == header.position() && position <= journal.lastPosition()) {
            try (JournalCursor cursor = journal.read(position)) {
                cursor.poll(
                        (kind, found, timeNs, buffer, offset, length) ->
                                isSame[0] =
                                        Journal.isEntry(kind)
                                                && found == position
                                                && timeNs == header.timeNs());
                // A power cut may have taken the decisions alone: then the entry is replayed.
                isSame[1] = !header.hasDecisions();
                cursor.poll(
                        (kind, found, timeNs, buffer, offset, length) ->
                                isSame[1] = header.hasDecisions() == (kind == Journal.DECISIONS));
            }
        }
        if (!isSame[0] || !isSame[1]) {
            throw new SnapshotException(
                    SnapshotException.Kind.OTHER_JOURNAL,
                    "The snapshot "
                            + store.nameOf(position)
                            + " does not belong to this journal, which has another entry, or none,"
                            + " at position="
                            + header.position()
                            + ".",
                    null);
        }
    }

    // ------------------------------------------------------------------ loading

    /** Fills an empty state and its engine from a snapshot that was found sound. */
    void load(final SnapshotHeader header, final ClusterState state, final Scheduler scheduler) {
        LaunchMark.requireEqual(header.limits(), state.limits());
        final String name = store.nameOf(header.position());
        try (ReadableByteChannel source = store.open(header.position())) {
            StateLoader.load(new SnapshotReader(source, name), name, state);
        } catch (final IOException ex) {
            throw storage("The snapshot " + name + " cannot be read", ex);
        }
        if (!scheduler.restore(
                header.timeNs(), header.policy(), header.wantsPass(), header.wasPassCut())) {
            throw new SnapshotException(
                    SnapshotException.Kind.NO_POLICY,
                    "The snapshot "
                            + name
                            + " was taken under the policy "
                            + header.policy()
                            + " "
                            + header.policyVersion()
                            + ", which is not known here.",
                    null);
        }
    }

    private long[] positions() {
        try {
            return store.positions();
        } catch (final IOException ex) {
            throw storage("The snapshots cannot be listed", ex);
        }
    }

    private static SnapshotException storage(final String what, final IOException cause) {
        return new SnapshotException(
                SnapshotException.Kind.STORAGE, what + ": " + cause + ".", cause);
    }
}
