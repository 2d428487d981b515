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
import io.weft.core.spi.Pace;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.timeline.Reservations;
import io.weft.placement.timeline.Verdicts;

/**
 * EASY backfilling (D. Lifka, "The ANL/IBM SP Scheduling System", 1995; A. Mu'alem and D.
 * Feitelson, "Utilization, Predictability, Workloads, and User Runtime Estimates in Scheduling the
 * IBM SP2 with Backfilling", 2001), for cores that are shared and limits that are stretched by it.
 * The first job of a queue that does not fit, its head, is promised a start; later jobs, of any
 * queue, may start as long as every head keeps its promise: because they end in time, or because
 * the head still fits beside them, and because they do not slow down a job whose end it waits for.
 * A job that the promises forbid to go where it is best tries a second time, on nodes where no head
 * loses anything.
 *
 * <p>What is found out about a shape is kept until something starts or another promise is made.
 */
final class EasyTiming implements Timing {
    private ClusterView view;
    private Admission admission;
    private PendingOrder order;
    private Reservations reservations;
    private SpareNodes spareNodes;
    private Verdicts verdicts;
    private long[] judgedIn;
    private byte[] multiplicities;
    private boolean[] isTriedTwice;
    private long[] headIn;
    private long pass;
    private long state;
    private boolean hasHead;
    private long timeNs;
    private PlacementSink sink;

    @Override
    public void attach(
            final ClusterView newView,
            final PendingOrder newOrder,
            final Admission newAdmission,
            final Footprint footprint) {
        final int queueCapacity = newView.queueCapacity();
        final int memoRowCount = newAdmission.memoRowCount();
        view = newView;
        order = newOrder;
        admission = newAdmission;
        reservations = new Reservations(newView, newAdmission.index(), footprint, queueCapacity);
        spareNodes = new SpareNodes(newView, reservations);
        verdicts = new Verdicts(memoRowCount, queueCapacity);
        judgedIn = new long[memoRowCount];
        multiplicities = new byte[memoRowCount];
        isTriedTwice = new boolean[memoRowCount];
        headIn = new long[queueCapacity];
    }

    @Override
    public void pass(final long newTimeNs, final PlacementSink newSink) {
        pass++;
        state++;
        hasHead = false;
        timeNs = newTimeNs;
        sink = newSink;
        reservations.clear();
        int jobRow = order.first();
        boolean goesOn = true;
        while (goesOn && jobRow != NULL_ROW) {
            final int nextRow = order.next(jobRow);
            goesOn = consider(jobRow);
            jobRow = nextRow;
        }
    }

    /** False when the pass must stop. */
    private boolean consider(final int jobRow) {
        final int memoRow = admission.memoRow(jobRow);
        final boolean isKnown = admission.isMemo(memoRow) && judgedIn[memoRow] == state;
        if (!isKnown && !judge(jobRow, memoRow)) {
            admission.refuse(jobRow, sink);
            promise(jobRow);
            return true;
        }
        final int multiplicity = multiplicities[memoRow];
        final int refusing = reservations.refusing(verdicts, memoRow, endNs(jobRow, multiplicity));
        if (refusing == Reservations.NONE) {
            if (isKnown) {
                admission.select(jobRow, sink.proposal());
            }
            return start(jobRow, multiplicity);
        }
        final int elsewhere = selectElsewhere(jobRow, memoRow);
        if (elsewhere != NO_FIT) {
            return start(jobRow, elsewhere);
        }
        sink.defer(jobRow, ReasonCode.WAITING_RESERVATION, reservations.headId(refusing));
        return true;
    }

    /** Fills the memo with what holds for every job of the shape; false when it does not fit. */
    private boolean judge(final int jobRow, final int memoRow) {
        final int multiplicity = admission.select(jobRow, sink.proposal());
        if (multiplicity == NO_FIT) {
            return false;
        }
        reservations.judge(sink.proposal(), timeNs, verdicts, memoRow);
        multiplicities[memoRow] = (byte) multiplicity;
        isTriedTwice[memoRow] = false;
        judgedIn[memoRow] = state;
        return true;
    }

    private void promise(final int jobRow) {
        final int queueRow = view.jobQueue(jobRow);
        if (headIn[queueRow] != pass) {
            headIn[queueRow] = pass;
            hasHead = true;
            state++;
            reservations.make(queueRow, jobRow, timeNs);
        }
    }

    /** The second try: its multiplicity, or {@link io.weft.placement.select.Selector#NO_FIT}. */
    private int selectElsewhere(final int jobRow, final int memoRow) {
        if (view.jobNodeCount(jobRow) == 0 || isTriedTwice[memoRow]) {
            return NO_FIT;
        }
        isTriedTwice[memoRow] = true;
        final Proposal proposal = sink.proposal();
        spareNodes.begin(jobRow);
        final int multiplicity = admission.select(jobRow, spareNodes, proposal);
        if (multiplicity == NO_FIT || reservations.areSlowedBy(proposal, timeNs)) {
            return NO_FIT;
        }
        return multiplicity;
    }

    private boolean start(final int jobRow, final int multiplicity) {
        state++;
        reservations.onStarting(sink.proposal(), endNs(jobRow, multiplicity));
        return sink.start(jobRow, hasHead ? ReasonCode.BACKFILLED : ReasonCode.FITS);
    }

    private long endNs(final int jobRow, final int multiplicity) {
        final long walltimeNs = view.jobWalltimeNs(jobRow);
        if (!view.stretchesLimits()) {
            return timeNs + walltimeNs;
        }
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        return timeNs + Pace.timeCeil(walltimeNs, divisor);
    }

    @Override
    public long earliestStart(final int jobRow, final long atNs) {
        return reservations.earliestStartNs(jobRow, atNs);
    }

    @Override
    public void onJobQueued(final int jobRow) {
        // The order is the state's.
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        // The order is the state's.
    }
}
