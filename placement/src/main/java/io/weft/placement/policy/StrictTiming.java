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
package io.weft.placement.policy;

import static io.weft.core.spi.ClusterView.NULL_ROW;
import static io.weft.placement.select.Selector.NO_FIT;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.timeline.Reservations;

/**
 * Nobody overtakes: the first job of a queue that does not fit holds up its queue. A pass ends when
 * no job is left whose queue is not held up; who was not reached keeps the reason it had.
 */
final class StrictTiming implements Timing {
    private ClusterView view;
    private PendingOrder order;
    private Admission admission;
    private Reservations reservations;
    private int[] pendingCounts;
    private int[] blockers;
    private long[] blockedIn;
    private long pass;

    @Override
    public void attach(
            final ClusterView newView,
            final PendingOrder newOrder,
            final Admission newAdmission,
            final Footprint footprint) {
        view = newView;
        order = newOrder;
        admission = newAdmission;
        reservations = new Reservations(newView, newAdmission.index(), footprint, 1);
        pendingCounts = new int[newView.queueCapacity()];
        blockers = new int[newView.queueCapacity()];
        blockedIn = new long[newView.queueCapacity()];
        for (int row = newView.pendingHead(); row != NULL_ROW; row = newView.pendingNext(row)) {
            onJobQueued(row);
        }
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        pass++;
        int openCount = view.pendingCount();
        int jobRow = order.first();
        while (openCount > 0) {
            final int nextRow = order.next(jobRow);
            final int queueRow = view.jobQueue(jobRow);
            if (blockedIn[queueRow] == pass) {
                final long blockerId = view.jobId(blockers[queueRow]);
                sink.defer(jobRow, ReasonCode.WAITING_TURN, blockerId);
            } else if (admission.select(jobRow, sink.proposal()) == NO_FIT) {
                blockedIn[queueRow] = pass;
                blockers[queueRow] = jobRow;
                openCount -= pendingCounts[queueRow];
                admission.refuse(jobRow, sink);
            } else if (sink.start(jobRow, ReasonCode.FITS)) {
                openCount--;
            } else {
                return;
            }
            jobRow = nextRow;
        }
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return reservations.earliestStartNs(jobRow, timeNs);
    }

    @Override
    public void onJobQueued(final int jobRow) {
        pendingCounts[view.jobQueue(jobRow)]++;
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        pendingCounts[view.jobQueue(jobRow)]--;
    }
}
