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
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Brings a kernel to where its journal ends: replays every entry, compares every decision, adds the
 * decisions that the last entry may lack, and then has those sent again that nobody acknowledged.
 * An empty journal gets its launch mark.
 */
final class Recovery implements AutoCloseable {
    private final Journal journal;
    private final Limits limits;
    private final EpochNanoClock clock;
    private JournalCursor resendCursor;
    private DecisionWriter target;
    private long lastPosition;
    private long timeNs;

    Recovery(final Journal journal, final Limits limits, final EpochNanoClock clock) {
        this.journal = journal;
        this.limits = limits;
        this.clock = clock;
    }

    void recover(
            final InputReader reader, final DecisionWriter decisions, final ClusterState state) {
        if (journal.lastPosition() == Journal.NULL_POSITION) {
            timeNs = clock.nanoTime();
            LaunchMark.append(journal, limits, timeNs);
            return;
        }
        LaunchMark.requireEqual(LaunchMark.read(journal), limits);
        final Replayer replayer = new Replayer(reader, decisions);
        try (JournalCursor cursor = journal.read(0)) {
            while (replayer.step(cursor)) {
                timeNs = replayer.timeNs();
            }
        }
        timeNs = replayer.timeNs();
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
