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
package io.weft.core.explain;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;

/**
 * Looks over the shoulder of a pass. It may watch for one job: the pass ends when that job is to be
 * started, and the job is not.
 */
final class Watch implements PlacementSink {
    private PlacementSink sink;
    private int watchedRow = ClusterView.NULL_ROW;
    private int startedCount;
    private boolean isSeen;

    /** Begins to watch for a job, or, with no row, for nobody. */
    void begin(final int jobRow) {
        watchedRow = jobRow;
        startedCount = 0;
        isSeen = false;
    }

    void over(final PlacementSink newSink) {
        sink = newSink;
    }

    /** Whether the job was to be started. */
    boolean isSeen() {
        return isSeen;
    }

    /** Jobs that were started. */
    int startedCount() {
        return startedCount;
    }

    @Override
    public Proposal proposal() {
        return sink.proposal();
    }

    @Override
    public boolean start(final int jobRow, final ReasonCode reason) {
        isSeen |= jobRow == watchedRow;
        if (isSeen) {
            sink.proposal().clear();
            return false;
        }
        final boolean isStarted = sink.start(jobRow, reason);
        startedCount += isStarted ? 1 : 0;
        return isStarted;
    }

    @Override
    public boolean preempt(final int jobRow, final int[] victims, final int victimCount) {
        isSeen |= jobRow == watchedRow;
        if (isSeen) {
            sink.proposal().clear();
            return false;
        }
        final boolean isStarted = sink.preempt(jobRow, victims, victimCount);
        startedCount += isStarted ? 1 : 0;
        return isStarted;
    }

    @Override
    public void cut(final int jobRow, final int stepCount) {
        sink.cut(jobRow, stepCount);
    }
}
