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

import io.weft.core.engine.DecisionWriter;
import io.weft.core.engine.InputReader;
import io.weft.core.engine.Scheduler;
import io.weft.core.memory.Footprint;
import io.weft.core.snapshot.LaunchMark;
import io.weft.core.snapshot.SnapshotHeader;
import io.weft.core.snapshot.SnapshotReader;
import io.weft.core.snapshot.SnapshotWriter;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.snapshot.StateLoader;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotException;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.agrona.DirectBuffer;

/**
 * A state of one's own, replayed from a journal up to a position: whoever holds it may look, and
 * apply inputs that never were, without touching the journal.
 *
 * <p>Threads: one. Cost: a replay, and the memory that the limits of the journal ask for.
 */
public final class ReplayedState implements AutoCloseable {
    private final Footprint footprint = new Footprint();
    private final ClusterState state;
    private final DecisionWriter decisions;
    private final Scheduler scheduler;
    private final InputReader inputs;
    private long position = Journal.NULL_POSITION;
    private long timeNs;
    private Divergence divergence;
    private boolean isAnswered = true;
    private boolean hasDecisions;
    private long snapshotPosition = Journal.NULL_POSITION;

    private ReplayedState(final Limits limits, final PolicyCatalogue policies) {
        state = new ClusterState(limits, footprint);
        decisions = new DecisionWriter(footprint, state);
        scheduler = new Scheduler(state, decisions, policies);
        inputs = new InputReader(scheduler);
    }

    /**
     * Replays a journal.
     *
     * @param journal to read, not empty.
     * @param policies that the journal names.
     * @param position of the last entry to apply, 0 to the last position of the journal.
     * @return the state after that entry, to be closed by the caller.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     * @throws io.weft.core.spi.SnapshotException when the first entries were removed.
     * @throws io.weft.core.engine.HaltException when an invariant breaks.
     */
    public static ReplayedState of(
            final Journal journal, final PolicyCatalogue policies, final long position) {
        return of(journal, policies, null, position);
    }

    /**
     * Replays a journal from the newest snapshot on that is sound and not after a position; from
     * the first entry on if there is none.
     *
     * @param journal to read, not empty.
     * @param policies that the journal names.
     * @param snapshots of the journal; null for none.
     * @param position of the last entry to apply, 0 to the last position of the journal.
     * @return the state after that entry, to be closed by the caller.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     * @throws io.weft.core.spi.SnapshotException when no snapshot is sound and the first entries
     *     were removed, or the policy of a snapshot is not known.
     * @throws io.weft.core.engine.HaltException when an invariant breaks.
     */
    public static ReplayedState of(
            final Journal journal,
            final PolicyCatalogue policies,
            final SnapshotStore snapshots,
            final long position) {
        final Snapshots found = snapshots == null ? null : new Snapshots(snapshots);
        final SnapshotHeader header = found == null ? null : found.newest(journal, position);
        final ReplayedState replayed = from(journal, policies, found, header);
        try {
            replayed.replayTo(journal, position);
            return replayed;
        } catch (final RuntimeException e) {
            replayed.close();
            throw e;
        }
    }

    /**
     * Begins to replay a journal by hand.
     *
     * @param journal to read, not empty.
     * @param policies that the journal names.
     * @param snapshots of the journal; null for none.
     * @return the state before the first entry, at {@link Journal#NULL_POSITION}; where that entry
     *     was removed, the state of the oldest snapshot that is sound. To be closed by the caller.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     * @throws SnapshotException when the first entries were removed, and no snapshot makes up for
     *     them.
     */
    public static ReplayedState before(
            final Journal journal, final PolicyCatalogue policies, final SnapshotStore snapshots) {
        if (snapshots == null || LaunchMark.isThere(journal)) {
            return new ReplayedState(LaunchMark.read(journal), policies);
        }
        final Snapshots found = new Snapshots(snapshots);
        return from(journal, policies, found, found.oldest(journal));
    }

    /** The state of a snapshot; with none, that before the first entry. */
    private static ReplayedState from(
            final Journal journal,
            final PolicyCatalogue policies,
            final Snapshots snapshots,
            final SnapshotHeader header) {
        final Limits limits = header == null ? LaunchMark.read(journal) : header.limits();
        final ReplayedState replayed = new ReplayedState(limits, policies);
        if (header == null) {
            return replayed;
        }
        try {
            snapshots.load(header, replayed.state, replayed.scheduler);
        } catch (final RuntimeException e) {
            replayed.close();
            throw e;
        }
        replayed.snapshotPosition = header.position();
        replayed.position = header.position();
        replayed.hasDecisions = header.hasDecisions();
        replayed.timeNs = header.timeNs();
        return replayed;
    }

    /**
     * A state that was {@linkplain #save saved}.
     *
     * @param source of its bytes, at the first; stays open.
     * @param name of it in messages.
     * @param policies that may be in force.
     * @return the state, to be closed by the caller.
     * @throws SnapshotException when the bytes are damaged or of another layout, or the policy is
     *     not known.
     */
    public static ReplayedState saved(
            final ReadableByteChannel source, final String name, final PolicyCatalogue policies) {
        final SnapshotReader reader = new SnapshotReader(source, name);
        final SnapshotHeader header = reader.header();
        StateLoader.requireLayout(header, name);
        final ReplayedState saved = new ReplayedState(header.limits(), policies);
        try {
            StateLoader.load(reader, name, saved.state);
            if (!saved.scheduler.restore(
                    header.timeNs(), header.policy(), header.wantsPass(), header.wasPassCut())) {
                throw new SnapshotException(
                        SnapshotException.Kind.NO_POLICY,
                        "The policy " + header.policy() + " of " + name + " is not known here.",
                        null);
            }
        } catch (final RuntimeException e) {
            saved.close();
            throw e;
        }
        saved.position = header.position();
        saved.timeNs = header.timeNs();
        saved.snapshotPosition = header.position();
        return saved;
    }

    /**
     * Saves the state as a snapshot; what the last entry decided is not part of it.
     *
     * @param writer that may be used again.
     * @param target of the bytes.
     * @return their count.
     * @throws IOException when they cannot be written.
     */
    public long save(final SnapshotWriter writer, final WritableByteChannel target)
            throws IOException {
        final SnapshotHeader header =
                new SnapshotHeader(
                        position,
                        timeNs,
                        decisions.entryLength() > 0,
                        StateDigest.of(state),
                        SnapshotHeader.layoutOfThisVersion(),
                        scheduler.wantsPass(),
                        scheduler.wasPassCut(),
                        scheduler.policyName(),
                        state.settings().policyVersion(),
                        state.limits());
        return writer.write(header, state, target);
    }

    /**
     * Applies one more entry; what it led to stands in {@link #decisions()}.
     *
     * @param kind as in {@link io.weft.core.spi.JournalRecordHandler}.
     * @param entryPosition the next one.
     * @param entryTimeNs of the entry.
     * @param buffer that holds the message.
     * @param offset of its header.
     * @param length in bytes.
     * @throws io.weft.core.engine.HaltException when an invariant breaks; only {@link #close()} may
     *     follow.
     */
    public void apply(
            final int kind,
            final long entryPosition,
            final long entryTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        position = entryPosition;
        timeNs = entryTimeNs;
        decisions.clear();
        inputs.apply(kind, entryPosition, entryTimeNs, buffer, offset, length);
        inputs.settle();
    }

    /**
     * Goes on to a later entry. Nothing else may have been applied meanwhile.
     *
     * @param journal that was replayed until now.
     * @param lastPosition of the last entry to apply; with one before {@link #position()} nothing
     *     happens.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     * @throws io.weft.core.engine.HaltException when an invariant breaks.
     */
    public void replayTo(final Journal journal, final long lastPosition) {
        final Replayer replayer = new Replayer(inputs, decisions, position, timeNs);
        try (JournalCursor cursor = journal.read(position + 1)) {
            boolean hasMore = divergence == null;
            while (hasMore && replayer.position() < lastPosition) {
                hasMore = replayer.step(cursor);
            }
            if (hasMore && !replayer.isAnswered()) {
                replayer.step(cursor);
            }
        }
        position = replayer.position();
        timeNs = replayer.timeNs();
        if (replayer.entryCount() > 0) {
            isAnswered = replayer.isAnswered();
            hasDecisions = decisions.entryLength() > 0;
        }
        divergence = divergence == null ? replayer.divergence() : divergence;
    }

    /**
     * Position of the snapshot that the replay began with.
     *
     * @return the position, -1 when it began with the first entry.
     */
    public long snapshotPosition() {
        return snapshotPosition;
    }

    /**
     * Whether the decisions of the last entry are in the journal, or there are none. They lack when
     * the process died before it could journal them; whoever recovers will add them.
     *
     * @return true if so.
     */
    public boolean isAnswered() {
        return isAnswered;
    }

    /**
     * Takes a snapshot of the state as it was replayed; nothing else may have been applied.
     *
     * @param snapshots that it shall be one of.
     * @return its length in bytes.
     * @throws IllegalStateException when the replay {@linkplain #divergence() diverged}, or the
     *     journal still {@linkplain #isAnswered() lacks} decisions.
     * @throws io.weft.core.spi.SnapshotException when it cannot be written.
     */
    public long snapshot(final SnapshotStore snapshots) {
        if (divergence != null || !isAnswered) {
            throw new IllegalStateException(
                    "position="
                            + position
                            + " has other decisions in the journal, or none yet, so that no"
                            + " snapshot may say that they were made. Take one before it.");
        }
        return new Snapshots(snapshots).take(state, scheduler, position, timeNs, hasDecisions);
    }

    /**
     * The state.
     *
     * @return always the same object.
     */
    public ClusterState state() {
        return state;
    }

    /**
     * The engine on the state.
     *
     * @return always the same object.
     */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * The door through which more inputs enter.
     *
     * @return always the same object.
     */
    public InputReader inputs() {
        return inputs;
    }

    /**
     * What the last input led to.
     *
     * @return always the same object.
     */
    public DecisionWriter decisions() {
        return decisions;
    }

    /**
     * Position of the last entry that was replayed.
     *
     * @return the position.
     */
    public long position() {
        return position;
    }

    /**
     * Time of the last entry that was replayed.
     *
     * @return time in ns.
     */
    public long timeNs() {
        return timeNs;
    }

    /**
     * The first entry that decided otherwise than is journaled; the replay ended there.
     *
     * @return the difference, or null.
     */
    public Divergence divergence() {
        return divergence;
    }

    /** Frees everything; twice does no harm. */
    @Override
    public void close() {
        scheduler.close();
        footprint.close();
    }
}
