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
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import java.util.function.LongConsumer;

/**
 * Recomputes every decision of a journal and compares it with the journaled one. Needs nothing but
 * the journal and the policies it names; changes nothing.
 */
public final class Replay {
    private static final int PROGRESS_INTERVAL = 4096;

    private Replay() {}

    /**
     * What a replay found.
     *
     * @param entryCount entries replayed, the launch mark too.
     * @param decidedCount entries that decided something.
     * @param lastPosition of the last entry replayed.
     * @param firstTimeNs of the first entry.
     * @param lastTimeNs of the last entry.
     * @param digest of the state at the end.
     * @param lastIsUnanswered whether the last entry's decisions are missing: the process died
     *     before it could journal them, and they were never sent.
     * @param divergence the first difference, or null.
     */
    public record Report(
            long entryCount,
            long decidedCount,
            long lastPosition,
            long firstTimeNs,
            long lastTimeNs,
            long digest,
            boolean lastIsUnanswered,
            Divergence divergence) {}

    /**
     * Replays a whole journal on the calling thread.
     *
     * @param journal to read, not empty.
     * @param policies that the journal names.
     * @param progress told the position now and then.
     * @return what was found.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     * @throws io.weft.core.spi.SnapshotException when its first entries were removed.
     * @throws io.weft.core.engine.HaltException when an invariant breaks.
     */
    public static Report run(
            final Journal journal, final PolicyCatalogue policies, final LongConsumer progress) {
        return run(journal, policies, null, progress);
    }

    /**
     * Replays all there is of a journal on the calling thread: where the first entries were
     * removed, what comes after the oldest snapshot that is sound.
     *
     * @param journal to read, not empty.
     * @param policies that the journal names.
     * @param snapshots of the journal; null for none.
     * @param progress told the position now and then.
     * @return what was found.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     * @throws io.weft.core.spi.SnapshotException when first entries were removed and no snapshot
     *     makes up for them.
     * @throws io.weft.core.engine.HaltException when an invariant breaks.
     */
    public static Report run(
            final Journal journal,
            final PolicyCatalogue policies,
            final SnapshotStore snapshots,
            final LongConsumer progress) {
        final Snapshots found =
                snapshots == null || LaunchMark.isThere(journal) ? null : new Snapshots(snapshots);
        final SnapshotHeader header = found == null ? null : found.oldest(journal);
        final Limits limits = header == null ? LaunchMark.read(journal) : header.limits();
        try (Footprint footprint = new Footprint()) {
            final ClusterState state = new ClusterState(limits, footprint);
            final DecisionWriter decisions = new DecisionWriter(footprint, state);
            try (Scheduler scheduler = new Scheduler(state, decisions, policies)) {
                long position = Journal.NULL_POSITION;
                long timeNs = 0;
                if (header != null) {
                    found.load(header, state, scheduler);
                    position = header.position();
                    timeNs = header.timeNs();
                }
                final InputReader reader = new InputReader(scheduler);
                final Replayer replayer = new Replayer(reader, decisions, position, timeNs);
                try (JournalCursor cursor = journal.read(position + 1)) {
                    while (replayer.step(cursor)) {
                        if (replayer.entryCount() % PROGRESS_INTERVAL == 0) {
                            progress.accept(replayer.position());
                        }
                    }
                }
                progress.accept(replayer.position());
                return report(replayer, StateDigest.of(state));
            }
        }
    }

    private static Report report(final Replayer replayer, final long digest) {
        return new Report(
                replayer.entryCount(),
                replayer.decidedCount(),
                replayer.position(),
                replayer.firstTimeNs(),
                replayer.timeNs(),
                digest,
                !replayer.isAnswered(),
                replayer.divergence());
    }
}
