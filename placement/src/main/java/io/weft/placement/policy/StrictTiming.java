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
import java.util.Arrays;

/**
 * Nobody overtakes: the first job of a queue that does not fit, the blocker, holds up its queue. A
 * pass costs what it starts and one look for each queue that has pending jobs. A job that limits or
 * licences keep from starting, see {@link Gate}, is passed over, with all of its group that ask for
 * the same, and holds up nobody but those who need the same licences.
 *
 * <p>A step is: a job looked at; a node chosen for it. When as many were taken as a pass may take,
 * the pass is cut at the next job that would have to be looked at.
 *
 * <p>The reason of a blocker is why it does not fit, that of jobs passed over what keeps them, that
 * of all others of the queue is that it is not their turn. When a pass ended before it found the
 * blocker of a queue, the jobs of the queue were not reached.
 */
final class StrictTiming implements Timing {
    private static final long NEVER = -1;
    private static final int BYTES_PER_LINE = 20;

    private final Gate gate = new Gate();
    private Lines lines;
    private ClusterView view;
    private Admission admission;
    private Reservations reservations;
    private long[] shutIn;
    private ReasonCode[] gateReasons;
    private long[] gateNumbers;
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
        gate.attach(newView);
        lines = new Lines(newView, order, footprint);
        shutIn = new long[lines.capacity()];
        Arrays.fill(shutIn, NEVER);
        gateReasons = new ReasonCode[lines.capacity()];
        gateNumbers = new long[lines.capacity()];
        footprint.count("gates of lines", (long) lines.capacity() * BYTES_PER_LINE);
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
        gate.beginPass();
        lines.begin(timeNs);
        int stepCount = 0;
        while (!lines.isEmpty()) {
            final int jobRow = lines.jobRow();
            if (stepCount >= view.passStepsMax()) {
                sink.cut(jobRow, stepCount);
                return;
            }
            stepCount++;
            if (gate.isShut(jobRow)) {
                shut(lines.of(jobRow));
                lines.passOver();
            } else if (admission.select(jobRow, sink.proposal()) == NO_FIT) {
                block(view.jobQueue(jobRow), jobRow);
                lines.close();
            } else {
                stepCount += sink.proposal().nodeCount();
                if (!sink.start(jobRow, ReasonCode.FITS)) {
                    return;
                }
                lines.onStarted();
            }
        }
    }

    private void shut(final int line) {
        shutIn[line] = pass;
        gateReasons[line] = gate.reason();
        gateNumbers[line] = gate.reasonNumber();
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
        if (lines.isNew(jobRow)) {
            return ReasonCode.NOT_CONSIDERED;
        }
        if (isShut(jobRow)) {
            return gateReasons[lines.of(jobRow)];
        }
        if (blockedIn[queueRow] != pass) {
            return ReasonCode.NOT_REACHED;
        }
        return isBlocker(jobRow, queueRow) ? reasons[queueRow] : ReasonCode.WAITING_TURN;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        final int queueRow = view.jobQueue(jobRow);
        if (lines.isNew(jobRow)) {
            return 0;
        }
        if (isShut(jobRow)) {
            return gateNumbers[lines.of(jobRow)];
        }
        if (blockedIn[queueRow] != pass) {
            return 0;
        }
        return isBlocker(jobRow, queueRow) ? reasonNumbers[queueRow] : blockerIds[queueRow];
    }

    private boolean isShut(final int jobRow) {
        return shutIn[lines.of(jobRow)] == pass;
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
