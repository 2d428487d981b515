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
import io.weft.core.engine.HaltException;
import io.weft.core.engine.InputReader;
import io.weft.core.engine.Scheduler;
import io.weft.core.snapshot.LaunchMark;
import io.weft.core.snapshot.SnapshotHeader;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Brings a kernel to where its journal ends: loads the newest snapshot that is sound, if there is
 * one, replays every entry after it, compares every decision, adds the decisions that the last
 * entry may lack, and then has those sent again that nobody acknowledged. An empty journal gets its
 * launch mark.
 */
final class Recovery implements AutoCloseable {
    private final Journal journal;
    private final Limits limits;
    private final EpochNanoClock clock;
    private final Snapshots snapshots;
    private JournalCursor resendCursor;
    private DecisionWriter target;
    private long lastPosition;
    private long timeNs;
    private long snapshotPosition = Journal.NULL_POSITION;
    private long entryCount;

    Recovery(final KernelContext ctx, final Snapshots snapshots) {
        this.journal = ctx.journal();
        this.limits = ctx.limits();
        this.clock = ctx.clock();
        this.snapshots = snapshots;
    }

    void recover(
            final InputReader reader,
            final DecisionWriter decisions,
            final ClusterState state,
            final Scheduler scheduler) {
        if (journal.lastPosition() == Journal.NULL_POSITION) {
            requireNoSnapshot();
            timeNs = clock.nanoTime();
            LaunchMark.append(journal, limits, timeNs);
            return;
        }
        loadSnapshot(state, scheduler);
        final Replayer replayer = new Replayer(reader, decisions, snapshotPosition, timeNs);
        try (JournalCursor cursor = journal.read(snapshotPosition + 1)) {
            while (replayer.step(cursor)) {
                timeNs = replayer.timeNs();
            }
        }
        timeNs = replayer.timeNs();
        entryCount = replayer.entryCount();
        if (replayer.divergence() != null) {
            throw new HaltException(
                    "Recovery decided otherwise than the journal at position="
                            + replayer.divergence().position()
                            + ". Maybe the journal was written by another version; weft replay"
                            + " shows both.");
        }
        if (!replayer.isAnswered()) {
            journal.append(
                    Journal.DECISIONS,
                    replayer.position(),
                    timeNs,
                    decisions.buffer(),
                    0,
                    decisions.entryLength());
            journal.endBatch();
        }
        decisions.clear();
        lastPosition = journal.lastPosition();
        final long from = state.settings().acknowledgedPosition() + 1;
        if (from <= lastPosition) {
            resendCursor = journal.read(from);
        }
    }

    /** A journal that was lost, or one that is not meant, must not be begun anew unnoticed. */
    private void requireNoSnapshot() {
        final long position =
                snapshots == null ? Journal.NULL_POSITION : snapshots.oldestPosition();
        if (position != Journal.NULL_POSITION) {
            throw new SnapshotException(
                    SnapshotException.Kind.OTHER_JOURNAL,
                    "The journal is empty, but there is a snapshot at position="
                            + position
                            + ". Bring back the journal, or begin with a new place for snapshots.",
                    null);
        }
    }

    private void loadSnapshot(final ClusterState state, final Scheduler scheduler) {
        SnapshotHeader header = null;
        if (snapshots != null) {
            snapshots.discardAfter(journal.lastPosition());
            header = snapshots.newest(journal, Long.MAX_VALUE);
        }
        if (header == null) {
            LaunchMark.requireEqual(LaunchMark.read(journal), limits);
        } else {
            snapshots.load(header, state, scheduler);
            snapshotPosition = header.position();
            timeNs = header.timeNs();
        }
    }

    RecoveryReport report() {
        final List<String> refused =
                snapshots == null ? List.of() : List.copyOf(snapshots.refused());
        return new RecoveryReport(snapshotPosition, entryCount, refused);
    }

    /** Time of the last entry, or of the launch mark. */
    long timeNs() {
        return timeNs;
    }

    boolean isResending() {
        return resendCursor != null;
    }

    /** Loads the decisions of the next entry that has any, to be sent again. */
    int loadNext(final DecisionWriter decisions) {
        target = decisions;
        while (decisions.length() == 0 && resendCursor != null) {
            if (!resendCursor.poll(this::onRecord)) {
                close();
            }
        }
        return decisions.length() == 0 ? 0 : 1;
    }

    private void onRecord(
            final int kind,
            final long position,
            final long recordTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (position > lastPosition) {
            close();
        } else if (kind == Journal.DECISIONS) {
            target.load(buffer, offset, length);
        }
    }

    @Override
    public void close() {
        if (resendCursor != null) {
            resendCursor.close();
            resendCursor = null;
        }
    }
}
