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
package io.weft.core.engine;

import io.weft.core.memory.RowHeap;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.state.QueueTable;
import io.weft.core.state.ServiceTable;
import io.weft.core.state.SharingTable;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetServiceLevelDecoder;
import io.weft.core.wire.SetUtilisationCapDecoder;

/**
 * The rules by which queues adjust themselves: told what happens to jobs, asked when a period ends.
 * Where no queue has a rule, being told costs a look at a field. Kernel thread only; no allocation.
 */
final class QueueRules {
    private static final long NEVER = Long.MAX_VALUE;

    private final JobTable jobs;
    private final QueueTable queues;
    private final ServiceTable services;
    private final SharingTable sharings;
    private final RowHeap periods;
    private final DecisionWriter decisions;
    private final QueueAdjuster adjuster;
    private final ServiceLevels levels;
    private final SharingRules sharing;
    private long timeNs;

    QueueRules(final ClusterState state, final PolicySlot policy, final DecisionWriter decisions) {
        this.jobs = state.jobs();
        this.queues = state.queues();
        this.services = state.services();
        this.sharings = state.sharings();
        this.periods = state.periods();
        this.decisions = decisions;
        adjuster = new QueueAdjuster(state, policy, decisions);
        levels = new ServiceLevels(state, adjuster);
        sharing = new SharingRules(state, adjuster);
    }

    /** An entry begins. */
    void begin(final long newTimeNs) {
        timeNs = newTimeNs;
    }

    /** True if starts may be possible now that were not before. */
    boolean set(final int queueRow, final SetServiceLevelDecoder input) {
        levels.set(queueRow, input, timeNs);
        return adjuster.takeHasChanged();
    }

    /** True if starts may be possible now that were not before. */
    boolean set(final int queueRow, final SetUtilisationCapDecoder input) {
        sharing.set(queueRow, input, timeNs);
        return adjuster.takeHasChanged();
    }

    /** The highest M that may be defined: that up to which a rule may raise it. */
    int multiplicityBound(final int queueRow) {
        return Math.min(levels.multiplicityBound(queueRow), sharing.multiplicityBound(queueRow));
    }

    /** Sets M without what rules raise it by, within the bound; they go on from there. */
    void defineMultiplicity(final int queueRow, final int value) {
        levels.beforeDefined(queueRow, value);
        sharing.beforeDefined(queueRow, value);
        queues.definedMultiplicity(queueRow, value);
        final int none = QueueAdjuster.NOT_MEASURED;
        adjuster.adjust(queueRow, ReasonCode.NONE, none, none);
        adjuster.takeHasChanged();
        levels.afterDefined(queueRow, timeNs);
        sharing.afterDefined(queueRow, timeNs);
    }

    // ------------------------------------------------------------------ jobs

    /** A job joined the pending ones. */
    void onQueued(final int jobRow) {
        if (services.isUsed()) {
            levels.onQueued(jobRow, timeNs);
        }
    }

    /** A job leaves the pending ones, not because it starts. */
    void onUnqueued(final int jobRow) {
        if (services.isUsed()) {
            levels.onUnqueued(jobRow, timeNs);
        }
    }

    /** What a job waited for until now was not its queue; it must not be pending. */
    void onHeldUp(final int jobRow) {
        jobs.flag(jobRow, JobTable.UNTIMED, true);
    }

    /** A job that was pending starts. */
    void onStarted(final int jobRow) {
        if (services.isUsed()) {
            levels.onStarted(jobRow, timeNs);
        }
        onBusyChanged();
    }

    /** Processes started, ended, or were seen to be busy or idle. */
    void onBusyChanged() {
        if (sharings.hasSleepers()) {
            sharing.onBusyChanged(timeNs);
        }
    }

    // ------------------------------------------------------------------ periods

    /** When the first period ends, {@link Long#MAX_VALUE} when none is counted. */
    long nextDueNs() {
        return periods.size() == 0 ? NEVER : periods.key(0);
    }

    /** Ends the periods that are over; true if anything was changed. */
    boolean endPeriods() {
        while (nextDueNs() <= timeNs && decisions.hasRoom(DecisionWriter.RESERVE_LENGTH)) {
            final int row = periods.row(0);
            if ((row & 1) == 0) {
                levels.endPeriod(row >> 1, timeNs);
            } else {
                sharing.endPeriod(row >> 1, timeNs);
            }
        }
        return adjuster.takeHasChanged();
    }
}
