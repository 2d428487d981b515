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
package io.weft.core.client;

import io.weft.core.wire.JobClass;
import io.weft.core.wire.QueueMove;
import java.util.Objects;
import org.agrona.collections.IntArrayList;

/**
 * What a {@code SetServiceLevel} input asks for: within which time jobs of a queue are to start,
 * and what may be done for it. Filled by chaining, then given to {@link InputWriter}; not
 * thread-safe.
 */
public final class ServiceLevelRequest {
    final int queueId;
    long waitObjectiveNs;
    int objectivePerMille = 950;
    long periodNs = 600_000_000_000L;
    int calmPeriods = 6;
    int multiplicityMax;
    int jobClasses;
    final QueueMove[] moves = {QueueMove.NONE, QueueMove.NONE, QueueMove.NONE};
    final IntArrayList lentNodeIds = new IntArrayList();

    /**
     * Of 1000 jobs 950 are to start at once; measured every 600 s, and a move is taken back after 6
     * of these; no moves.
     *
     * @param queueId of the queue.
     */
    public ServiceLevelRequest(final int queueId) {
        this.queueId = queueId;
    }

    /**
     * Says how many jobs are to start within which time.
     *
     * @param waitNs from submission to start, ns.
     * @param perMille so many of 1000 jobs, 1..1000.
     * @return this.
     */
    public ServiceLevelRequest objective(final long waitNs, final int perMille) {
        waitObjectiveNs = waitNs;
        objectivePerMille = perMille;
        return this;
    }

    /**
     * Says whose waits are measured; the moves are for the whole queue. An objective for urgent
     * jobs alone, in a queue that others use too, is one for this class.
     *
     * @param classes of the jobs; none: all.
     * @return this.
     */
    public ServiceLevelRequest jobClasses(final JobClass... classes) {
        jobClasses = JobClassBits.of(classes);
        return this;
    }

    /**
     * Says how often is measured, and how long a move lasts at least.
     *
     * @param valueNs period, ns; 0: the queue has no service level any more. While jobs wait, each
     *     costs the kernel an entry.
     * @param calm so many periods in a row the objective is met before a move is taken back,
     *     1..1000.
     * @return this.
     */
    public ServiceLevelRequest period(final long valueNs, final int calm) {
        periodNs = valueNs;
        calmPeriods = calm;
        return this;
    }

    /**
     * Says up to which M it may be raised, by {@link QueueMove#MAX_MULTIPLICITY}.
     *
     * @param value at least that of the queue, at most 15; 0: that of the queue.
     * @return this.
     */
    public ServiceLevelRequest multiplicityMax(final int value) {
        multiplicityMax = value;
        return this;
    }

    /**
     * Says what is done when the objective is missed, in this order; the last is taken back first.
     *
     * @param first of the moves.
     * @param second another one, or {@link QueueMove#NONE}.
     * @param third another one, or {@link QueueMove#NONE}.
     * @return this.
     */
    public ServiceLevelRequest moves(
            final QueueMove first, final QueueMove second, final QueueMove third) {
        moves[0] = Objects.requireNonNull(first, "first");
        moves[1] = Objects.requireNonNull(second, "second");
        moves[2] = Objects.requireNonNull(third, "third");
        return this;
    }

    /**
     * Adds nodes that others lend, by {@link QueueMove#LENT_NODES}.
     *
     * @param firstNodeId first of a range of ids.
     * @param lastNodeId last of it.
     * @return this.
     */
    public ServiceLevelRequest lentNodes(final int firstNodeId, final int lastNodeId) {
        lentNodeIds.addInt(firstNodeId);
        lentNodeIds.addInt(lastNodeId);
        return this;
    }
}
