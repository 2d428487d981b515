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
import io.weft.placement.order.PendingClasses;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.timeline.Reservations;
import java.util.Arrays;

/**
 * Nobody overtakes: the first job of a queue that does not fit, the blocker, holds up its queue. A
 * pass costs what it starts and one look for each line that has pending jobs, see {@link Lines}.
 *
 * <p>A step is: a job looked at; a node chosen for it. When as many were taken as a pass may take,
 * the pass is cut at the next job that would have to be looked at.
 *
 * <p>The reason of a blocker is why it does not fit, that of all others of its queue is that it is
 * not their turn. When a pass ended before it found the blocker of a queue, the jobs of the queue
 * were not reached.
 */
final class StrictTiming implements Timing {
    private static final long NEVER = -1;

    private final Lines lines = new Lines();
    private final Candidates candidates = new Candidates();
    private ClusterView view;
    private Admission admission;
    private Reservations reservations;
    private long[] blockedIn;
    private long[] blockerIds;
    private ReasonCode[] reasons;
    private long[] reasonNumbers;
    private long pass;

    @Override
    public void attach(
            final ClusterView newView,
            final PendingOrder order,
            final Admission newAdmission,
            final Footprint footprint) {
        final int queueCapacity = newView.queueCapacity();
        view = newView;
        admission = newAdmission;
        reservations = new Reservations(newView, newAdmission.index(), footprint, 1);
        lines.attach(newView, order, footprint);
        candidates.attach(newView, lines.classes(), lines.capacity());
        blockedIn = new long[queueCapacity];
        Arrays.fill(blockedIn, NEVER);
        blockerIds = new long[queueCapacity];
        reasons = new ReasonCode[queueCapacity];
        reasonNumbers = new long[queueCapacity];
        pass = 0;
        for (int row = newView.pendingHead(); row != NULL_ROW; row = newView.pendingNext(row)) {
            onJobQueued(row);
        }
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        pass++;
        final PendingClasses classes = lines.classes();
        classes.beginPass(timeNs);
        candidates.reset();
        int stepCount = 0;
        while (!candidates.isEmpty()) {
            final int line = candidates.classAt(0);
            final int jobRow = candidates.jobRow(line);
            if (blockedIn[view.jobQueue(jobRow)] == pass) {
                candidates.remove(line);
                continue;
            }
            if (stepCount >= view.passStepsMax()) {
                sink.cut(jobRow, stepCount);
                return;
            }
            stepCount++;
            if (admission.select(jobRow, sink.proposal()) == NO_FIT) {
                block(view.jobQueue(jobRow), jobRow);
                candidates.remove(line);
            } else {
                stepCount += sink.proposal().nodeCount();
                if (!sink.start(jobRow, ReasonCode.FITS)) {
                    return;
                }
                candidates.set(line, classes.isEmpty(line) ? NULL_ROW : classes.first(line));
            }
        }
    }

    private void block(final int queueRow, final int jobRow) {
        admission.explain(jobRow);
        blockedIn[queueRow] = pass;
        blockerIds[queueRow] = view.jobId(jobRow);
        reasons[queueRow] = admission.reason();
        reasonNumbers[queueRow] = admission.reasonNumber();
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return reservations.earliestStartNs(jobRow, timeNs);
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        final int queueRow = view.jobQueue(jobRow);
        if (lines.classes().isNew(jobRow)) {
            return ReasonCode.NOT_CONSIDERED;
        }
        if (blockedIn[queueRow] != pass) {
            return ReasonCode.NOT_REACHED;
        }
        return isBlocker(jobRow, queueRow) ? reasons[queueRow] : ReasonCode.WAITING_TURN;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        final int queueRow = view.jobQueue(jobRow);
        if (lines.classes().isNew(jobRow) || blockedIn[queueRow] != pass) {
            return 0;
        }
        return isBlocker(jobRow, queueRow) ? reasonNumbers[queueRow] : blockerIds[queueRow];
    }

    private boolean isBlocker(final int jobRow, final int queueRow) {
        return view.jobId(jobRow) == blockerIds[queueRow];
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        reservations.onNodeChanged(nodeRow);
    }

    @Override
    public void onExpectedEndChanged(final int jobRow) {
        reservations.onExpectedEndChanged(jobRow);
    }

    @Override
    public void onJobQueued(final int jobRow) {
        lines.onJobQueued(jobRow);
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        lines.onJobUnqueued(jobRow);
    }
}
