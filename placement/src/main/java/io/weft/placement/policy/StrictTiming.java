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
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.timeline.AdvanceReservations;
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
    private AdvanceReservations advance;
    private Turns turns;
    private int stepCount;
    private long[] shutIn;
    private ReasonCode[] gateReasons;
    private long[] gateNumbers;
    private long[] blockedIn;
    private long[] blockerIds;
    private ReasonCode[] reasons;
    private long[] reasonNumbers;
    private long pass;
    private int firstWaiting = NULL_ROW;

    @Override
    public void attach(
            final ClusterView newView,
            final PendingOrder order,
            final Admission newAdmission,
            final Footprint footprint) {
        view = newView;
        turns = new Turns(newView);
        advance = new AdvanceReservations(newView);
        admission = newAdmission;
        reservations = new Reservations(newView, newAdmission.index(), footprint, 1);
        gate.attach(newView);
        lines = new Lines(newView, order, footprint);
        shutIn = new long[lines.capacity()];
        Arrays.fill(shutIn, NEVER);
        gateReasons = new ReasonCode[lines.capacity()];
        gateNumbers = new long[lines.capacity()];
        footprint.count("gates of lines", (long) lines.capacity() * BYTES_PER_LINE);
        final int turnCapacity = turns.capacity();
        blockedIn = new long[turnCapacity];
        Arrays.fill(blockedIn, NEVER);
        blockerIds = new long[turnCapacity];
        reasons = new ReasonCode[turnCapacity];
        reasonNumbers = new long[turnCapacity];
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
        stepCount = 0;
        firstWaiting = NULL_ROW;
        while (!lines.isEmpty()) {
            final int jobRow = lines.jobRow();
            if (stepCount >= view.passStepsMax()) {
                sink.cut(jobRow, stepCount);
                return;
            }
            if (gate.isShut(jobRow)) {
                stepCount++;
                shut(lines.of(jobRow));
                lines.passOver();
            } else if (!isPlaced(jobRow, timeNs, sink.proposal())) {
                lines.close();
            } else if (sink.start(jobRow, ReasonCode.FITS)) {
                lines.onStarted();
            } else {
                return;
            }
        }
    }

    private void shut(final int line) {
        shutIn[line] = pass;
        gateReasons[line] = gate.reason();
        gateNumbers[line] = gate.reasonNumber();
    }

    /** Looks for a place; who has none holds up those who wait for it. */
    private boolean isPlaced(final int jobRow, final long timeNs, final Proposal proposal) {
        stepCount++;
        final int multiplicity = admission.select(jobRow, proposal);
        if (multiplicity == NO_FIT) {
            admission.explain(jobRow);
            block(jobRow, admission.reason(), admission.reasonNumber());
            return false;
        }
        stepCount += proposal.nodeCount();
        if (advance.isEmpty()) {
            return true;
        }
        final long endNs = timeNs + Durations.of(view, jobRow, multiplicity);
        if (endNs <= advance.latestEndNs(jobRow, proposal, timeNs)) {
            return true;
        }
        final long refusingId = advance.refusingId();
        if (isPlacedElsewhere(jobRow, timeNs, proposal)) {
            return true;
        }
        block(jobRow, ReasonCode.WAITING_ADVANCE_RESERVATION, refusingId);
        return false;
    }

    /** On nodes that no reservation takes before the job has ended, however it is placed there. */
    private boolean isPlacedElsewhere(
            final int jobRow, final long timeNs, final Proposal proposal) {
        stepCount++;
        final long untilNs = AdvanceReservations.longestEndNs(view, jobRow, timeNs);
        final int multiplicity = admission.select(jobRow, untilNs, NodeFilter.NONE, proposal);
        if (multiplicity == NO_FIT) {
            stepCount += view.nodeCount() / SpareNodes.PER_STEP;
            return false;
        }
        stepCount += proposal.nodeCount();
        final long endNs = timeNs + Durations.of(view, jobRow, multiplicity);
        return endNs <= advance.latestEndNs(jobRow, proposal, timeNs);
    }

    private void block(final int jobRow, final ReasonCode reason, final long number) {
        final int turn = turns.of(jobRow);
        firstWaiting = firstWaiting == NULL_ROW ? jobRow : firstWaiting;
        blockedIn[turn] = pass;
        blockerIds[turn] = view.jobId(jobRow);
        reasons[turn] = reason;
        reasonNumbers[turn] = number;
    }

    @Override
    public int firstWaiting() {
        return firstWaiting;
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return reservations.earliestStartNs(jobRow, timeNs);
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        final int turn = turns.of(jobRow);
        if (lines.isNew(jobRow)) {
            return ReasonCode.NOT_CONSIDERED;
        }
        if (isShut(jobRow)) {
            return gateReasons[lines.of(jobRow)];
        }
        if (blockedIn[turn] != pass) {
            return ReasonCode.NOT_REACHED;
        }
        return isBlocker(jobRow, turn) ? reasons[turn] : ReasonCode.WAITING_TURN;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        final int turn = turns.of(jobRow);
        if (lines.isNew(jobRow)) {
            return 0;
        }
        if (isShut(jobRow)) {
            return gateNumbers[lines.of(jobRow)];
        }
        if (blockedIn[turn] != pass) {
            return 0;
        }
        return isBlocker(jobRow, turn) ? reasonNumbers[turn] : blockerIds[turn];
    }

    private boolean isShut(final int jobRow) {
        return shutIn[lines.of(jobRow)] == pass;
    }

    private boolean isBlocker(final int jobRow, final int turn) {
        return view.jobId(jobRow) == blockerIds[turn];
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
