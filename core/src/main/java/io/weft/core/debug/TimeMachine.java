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

import io.weft.core.Divergence;
import io.weft.core.ReplayedState;
import io.weft.core.engine.HaltException;
import io.weft.core.engine.Scheduler;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.ClusterState;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands at a position of a journal, with the state as it was after that entry, and goes to any
 * other, forwards by applying entries, backwards from a checkpoint. It only reads the journal, also
 * beside a kernel that is writing, of which it sees what was there when it was made.
 *
 * <p>Every entry that it applies it decides again and compares with what is journaled. Where that
 * differs it stops: what comes after cannot be known.
 *
 * <p>Threads: one. Cost: a step is an entry of replay; a jump is a checkpoint loaded and the
 * entries from there. Checkpoints are made on the way, the first time that a stretch is walked.
 */
public final class TimeMachine implements AutoCloseable {
    /** From a checkpoint the reasons of waiting jobs are known only after a pass. */
    private static final int RETREATS_MAX = 3;

    /** Going back so many steps, one at a time, replays no more than twice as many entries each. */
    private static final int BACK_STEPS = 256;

    private final Journal journal;
    private final PolicyCatalogue policies;
    private final SnapshotStore snapshots;
    private final Checkpoints checkpoints;
    private final long lastPosition;
    private Progress progress = position -> {};
    private long firstPosition;
    private Stage stage;
    private ReplayedState present;
    private EntryCursor cursor;
    private Entry entry;
    private long prefix;
    private Divergence divergence;
    private String halt;

    /**
     * A machine at the first entry of a journal; where that was removed, at the oldest snapshot.
     *
     * @param journal to read; stays open.
     * @param policies that it names, and those that may be asked to take over.
     * @param store of checkpoints, as far as there are some.
     * @param snapshots of the journal; null for none.
     * @throws DebugException when the journal is empty.
     * @throws io.weft.core.spi.JournalException when it cannot be read.
     * @throws io.weft.core.spi.SnapshotException when its first entries were removed and no
     *     snapshot is sound.
     */
    public TimeMachine(
            final Journal journal,
            final PolicyCatalogue policies,
            final CheckpointStore store,
            final SnapshotStore snapshots) {
        this(journal, policies, store, snapshots, Checkpoints.STRIDE_MIN);
    }

    /** A machine that keeps states closer together. */
    TimeMachine(
            final Journal journal,
            final PolicyCatalogue policies,
            final CheckpointStore store,
            final SnapshotStore snapshots,
            final long strideMin) {
        this(
                journal,
                policies,
                snapshots,
                new Checkpoints(store, journal.lastPosition(), strideMin));
        requireOwn();
    }

    private TimeMachine(
            final Journal journal,
            final PolicyCatalogue policies,
            final SnapshotStore snapshots,
            final Checkpoints checkpoints) {
        this.journal = journal;
        this.policies = policies;
        this.snapshots = snapshots;
        this.checkpoints = checkpoints;
        lastPosition = journal.lastPosition();
        if (lastPosition == Journal.NULL_POSITION) {
            throw new DebugException(
                    "The journal is empty: whoever made it ended before its first entry.");
        }
        rewind();
    }

    /**
     * Another machine at the same position of the same journal, with a state of its own.
     *
     * @return the machine, to be closed by the caller.
     */
    public TimeMachine fork() {
        return fork(position());
    }

    /**
     * Another machine on the same journal, with a state of its own.
     *
     * @param position where it stands.
     * @return the machine, to be closed by the caller.
     */
    public TimeMachine fork(final long position) {
        final TimeMachine other = new TimeMachine(journal, policies, snapshots, checkpoints);
        other.progress = progress;
        try {
            other.goTo(position);
            return other;
        } catch (final RuntimeException e) {
            other.close();
            throw e;
        }
    }

    // ------------------------------------------------------------------ where it stands

    /**
     * Position of the entry that was applied last.
     *
     * @return {@link #firstPosition()}..{@link #lastPosition()}.
     */
    public long position() {
        return present.position();
    }

    /**
     * Time of that entry.
     *
     * @return ns of the kernel's clock.
     */
    public long timeNs() {
        return present.timeNs();
    }

    /**
     * The first position that can be gone to: of the journal, or of its oldest snapshot where what
     * it began with was removed. Later than before when that goes on meanwhile.
     *
     * @return the position.
     */
    public long firstPosition() {
        return firstPosition;
    }

    /**
     * The last position that can be gone to, as far as is known: of the journal, or where it
     * diverges.
     *
     * @return the position.
     */
    public long lastPosition() {
        return lastPosition;
    }

    /**
     * The state after the entry; only to be read. Another object after going back.
     *
     * @return the state.
     */
    public ClusterState state() {
        return present.state();
    }

    /**
     * The engine on the state, for the reasons of jobs that wait.
     *
     * @return the engine.
     */
    public Scheduler scheduler() {
        return present.scheduler();
    }

    /**
     * Name and version of the policy in force.
     *
     * @return such as {@code easy 1}, or null while there is none.
     */
    public String policy() {
        return stage.policyText();
    }

    /**
     * Checksum of the state; a pass over its bytes.
     *
     * @return the digest.
     */
    public long digest() {
        return StateDigest.of(state());
    }

    /**
     * The entry and what it led to here.
     *
     * @return a copy.
     */
    public Moment moment() {
        return new Moment(
                position(),
                timeNs(),
                entry.kind(),
                Frames.copy(entry.input(), 0, entry.inputLength()),
                Frames.copy(present.decisions().buffer(), present.decisions().entryLength()));
    }

    /**
     * What the entry decided otherwise than is journaled. The machine cannot go further then.
     *
     * @return the difference, or null.
     */
    public Divergence divergence() {
        return divergence;
    }

    /**
     * Takes the decisions of an entry apart.
     *
     * @param frames as a {@link Divergence} has them.
     * @return a message with its header each.
     */
    public static List<byte[]> messages(final byte[] frames) {
        return Frames.copy(new UnsafeBuffer(frames), frames.length);
    }

    /**
     * How many states are kept to go back to.
     *
     * @return a count.
     */
    public int checkpointCount() {
        return checkpoints.all().size();
    }

    /**
     * What is broken after the entry. A check of the whole state; allocates.
     *
     * @return what the engine halted for, or which invariant does not hold; null if all is well.
     */
    public String broken() {
        if (halt != null) {
            return halt;
        }
        try {
            state().verify();
            return null;
        } catch (final IllegalStateException e) {
            return e.getMessage();
        }
    }

    DirectBuffer input() {
        return entry.input();
    }

    int inputLength() {
        return entry.inputLength();
    }

    Entry entry() {
        return entry;
    }

    boolean visitDecisions(final Frames.Visitor visitor) {
        return Frames.visit(
                present.decisions().buffer(), present.decisions().entryLength(), visitor);
    }

    ReplayedState present() {
        return present;
    }

    Journal journal() {
        return journal;
    }

    long prefix() {
        return prefix;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /**
     * Lets another policy decide from now on, which attaches to the state as it is. Meant for a
     * {@link #fork}: what it decides is no longer what is journaled.
     */
    void takeOver(final String policy) {
        stage.takeOver(policy);
    }

    // ------------------------------------------------------------------ going

    /**
     * Sets who is told of each entry that is applied or read on the way, here and in machines that
     * are forked from now on.
     *
     * @param newProgress told its position; it may throw, which ends the command where it is.
     */
    public void progress(final Progress newProgress) {
        progress = newProgress;
    }

    void report(final long position) {
        progress.on(position);
    }

    /**
     * Applies the next entry.
     *
     * @return false when there is none, or the journal diverges here.
     */
    public boolean next() {
        return step();
    }

    /**
     * Goes to a position.
     *
     * @param position {@link #firstPosition()}..{@link #lastPosition()}.
     * @throws DebugException when there is no such position, or the journal diverges before it.
     */
    public void goTo(final long position) {
        requireThere(position);
        final Checkpoint nearest = checkpoints.atOrBefore(position);
        final long loadable = nearest == null ? Journal.NULL_POSITION : nearest.position();
        if (position < position() || loadable > position()) {
            jump(position, nearest);
        } else {
            walk(position);
        }
        requireThere(position);
        if (position() != position) {
            throw new DebugException(
                    "position="
                            + position
                            + " cannot be reached: at position="
                            + position()
                            + (halt == null
                                    ? " the journal decides otherwise when it is replayed."
                                    : " the engine halts: " + halt));
        }
    }

    /** The first entries may be let go at any time. */
    private void requireThere(final long position) {
        if (position < firstPosition || position > lastPosition) {
            throw new DebugException(
                    "position="
                            + position
                            + ", expected "
                            + firstPosition
                            + ".."
                            + lastPosition
                            + (position >= 0 && position < firstPosition
                                    ? ": what came before was removed, and the oldest sound"
                                            + " snapshot is of position="
                                            + firstPosition
                                    : ""));
        }
    }

    /** Loads a checkpoint and walks on, from an earlier one if no pass was on the way. */
    private void jump(final long position, final Checkpoint nearest) {
        Checkpoint from = nearest;
        for (int retreats = 0; ; retreats++) {
            if (from == null || retreats == RETREATS_MAX || !load(from)) {
                rewind();
                from = null;
            }
            if (position - position() > 2 * BACK_STEPS) {
                walk(position - BACK_STEPS);
                keepNear();
            }
            walk(position);
            if (from == null || stage.passCount() > 0 || position() < position) {
                return;
            }
            from = checkpoints.atOrBefore(from.position() - 1);
        }
    }

    /** So that the next steps back are short. */
    private void keepNear() {
        if (divergence == null && halt == null) {
            checkpoints.addNear(checkpoint(), present);
        }
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(position(), timeNs(), entry.addTo(0), prefix, entry.place());
    }

    private void walk(final long position) {
        boolean isGoing = true;
        while (isGoing && position() < position) {
            isGoing = step();
        }
    }

    /**
     * Goes to what was the state at a time: to the last entry at or before it.
     *
     * @param timeNs of the kernel's clock; before the first entry, the first entry.
     */
    public void goToTime(final long timeNs) {
        goTo(positionAt(timeNs));
    }

    /**
     * The last entry at or before a time.
     *
     * @param timeNs of the kernel's clock.
     * @return its position; the first when the time is before all entries.
     */
    public long positionAt(final long timeNs) {
        final Checkpoint from = checkpoints.beforeTime(timeNs);
        long found = from == null ? firstPosition : from.position();
        try (EntryCursor reader =
                from == null
                        ? new EntryCursor(journal, firstPosition)
                        : new EntryCursor(journal, from)) {
            Entry read = reader.next();
            while (read != null && read.timeNs() <= timeNs && read.position() <= lastPosition) {
                found = read.position();
                progress.on(found);
                read = reader.next();
            }
        }
        return found;
    }

    /**
     * Goes forward until a condition is met, to the end otherwise.
     *
     * @param conditions of which one is enough.
     * @return index of the condition that is met, -1 if none is.
     */
    public int runUntil(final List<Condition> conditions) {
        return runUntil(conditions, lastPosition);
    }

    private int runUntil(final List<Condition> conditions, final long limit) {
        conditions.forEach(condition -> condition.begin(this));
        while (position() < limit && step()) {
            final int met = firstMet(conditions);
            if (met >= 0) {
                return met;
            }
        }
        return -1;
    }

    /** All are asked, for each looks at every entry. */
    private int firstMet(final List<Condition> conditions) {
        int met = -1;
        for (int i = conditions.size() - 1; i >= 0; i--) {
            if (conditions.get(i).isMet(this)) {
                met = i;
            }
        }
        return met;
    }

    /**
     * Goes back to the last entry before this one at which a condition is met, to the first entry
     * otherwise. Searches the stretches between checkpoints, the last one first.
     *
     * @param conditions of which one is enough.
     * @return index of the condition that is met, -1 if none is.
     */
    public int runBackUntil(final List<Condition> conditions) {
        long end = position();
        while (end > firstPosition) {
            final Checkpoint from = checkpoints.atOrBefore(end - 2);
            goTo(from == null ? firstPosition : Math.max(firstPosition, from.position()));
            final long begin = position();
            long last = Journal.NULL_POSITION;
            int lastMet = -1;
            int met = runUntil(conditions, end - 1);
            while (met >= 0) {
                last = position();
                lastMet = met;
                met = runUntil(conditions, end - 1);
            }
            if (lastMet >= 0) {
                goTo(last);
                return lastMet;
            }
            end = begin == firstPosition ? begin : begin + 1;
        }
        goTo(firstPosition);
        return -1;
    }

    /** Is told how far a command has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called after each entry.
         *
         * @param position of it.
         */
        void on(long position);
    }

    // ------------------------------------------------------------------ one entry

    private boolean step() {
        if (divergence != null || halt != null || position() == lastPosition) {
            return false;
        }
        final Entry next = cursor.next();
        if (next == null) {
            return false;
        }
        entry = next;
        prefix = next.addTo(prefix);
        try {
            present.apply(
                    next.kind(),
                    next.position(),
                    next.timeNs(),
                    next.input(),
                    0,
                    next.inputLength());
        } catch (final HaltException e) {
            halt = e.getMessage();
            return true;
        }
        compare();
        if (divergence == null && checkpoints.isDue(position())) {
            checkpoints.add(checkpoint(), present);
        }
        progress.on(position());
        return true;
    }

    /** The very last entry may lack its decisions: the process ended between the two. */
    private void compare() {
        final DirectBuffer found = present.decisions().buffer();
        final int length = present.decisions().entryLength();
        final boolean isUnanswered = entry.decisionsLength() == 0 && position() == lastPosition;
        if (!isUnanswered && !entry.isAnsweredBy(found, length)) {
            divergence =
                    new Divergence(
                            position(),
                            Frames.copy(entry.decisions(), 0, entry.decisionsLength()),
                            Frames.copy(found, 0, length));
        }
    }

    /** To the first entry; where it was removed, to the oldest snapshot. */
    private void rewind() {
        reset();
        present = ReplayedState.before(journal, stage, snapshots);
        firstPosition = Math.max(0, present.position());
        // Checksums that do not begin at the same entry are never equal.
        prefix = firstPosition;
        cursor = new EntryCursor(journal, firstPosition);
        if (present.position() == Journal.NULL_POSITION) {
            step();
        } else {
            entry = cursor.next();
            prefix = entry.addTo(prefix);
            loadDecisions();
        }
    }

    /** What it decided is no part of a state; it is the journaled, or there were none here. */
    private void loadDecisions() {
        present.decisions().load(entry.decisions(), 0, entry.decisionsLength());
    }

    /** Makes a checkpoint the present; false when it is gone. */
    private boolean load(final Checkpoint checkpoint) {
        reset();
        present = checkpoints.load(checkpoint, stage);
        if (present == null) {
            return false;
        }
        try {
            cursor = new EntryCursor(journal, checkpoint);
            entry = cursor.next();
        } catch (final JournalException e) {
            entry = null;
        }
        if (!isOf(checkpoint, entry)) {
            checkpoints.forgetAll();
            return false;
        }
        loadDecisions();
        prefix = checkpoint.prefix();
        return true;
    }

    /** Otherwise the checkpoints are of another journal. */
    private static boolean isOf(final Checkpoint checkpoint, final Entry entry) {
        return entry != null
                && entry.position() == checkpoint.position()
                && entry.addTo(0) == checkpoint.entry();
    }

    /** Forgets all checkpoints if the last is not of this journal. */
    private void requireOwn() {
        if (!checkpoints.all().isEmpty()) {
            final Checkpoint last = checkpoints.all().lastEntry().getValue();
            try (EntryCursor reader = new EntryCursor(journal, last)) {
                if (!isOf(last, reader.next())) {
                    checkpoints.forgetAll();
                }
            } catch (final JournalException e) {
                checkpoints.forgetAll();
            }
        }
    }

    private void reset() {
        close();
        stage = new Stage(policies);
        divergence = null;
        halt = null;
    }

    /** Frees the state; twice does no harm. */
    @Override
    public void close() {
        if (present != null) {
            present.close();
            present = null;
        }
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
