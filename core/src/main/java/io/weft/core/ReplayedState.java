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
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.ClusterState;

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
    private long position;
    private long timeNs;
    private Divergence divergence;

    private ReplayedState(final Journal journal, final PolicyCatalogue policies) {
        state = new ClusterState(LaunchMark.read(journal), footprint);
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
     * @throws io.weft.core.engine.HaltException when an invariant breaks.
     */
    public static ReplayedState of(
            final Journal journal, final PolicyCatalogue policies, final long position) {
        final ReplayedState replayed = new ReplayedState(journal, policies);
        try (JournalCursor cursor = journal.read(0)) {
            replayed.replay(cursor, position);
            return replayed;
        } catch (final RuntimeException e) {
            replayed.close();
            throw e;
        }
    }

    private void replay(final JournalCursor cursor, final long lastPosition) {
        final Replayer replayer = new Replayer(inputs, decisions);
        boolean hasMore = true;
        while (hasMore && replayer.position() < lastPosition) {
            hasMore = replayer.step(cursor);
        }
        position = replayer.position();
        timeNs = replayer.timeNs();
        divergence = replayer.divergence();
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
     * The first entry that decided otherwise than is journaled; the replay ended there. The
     * decisions of the last entry are not compared.
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
