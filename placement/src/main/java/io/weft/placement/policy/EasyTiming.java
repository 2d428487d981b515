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
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.timeline.AdvanceReservations;
import io.weft.placement.timeline.Reservations;
import io.weft.placement.timeline.Verdicts;

/**
 * EASY backfilling (D. Lifka, "The ANL/IBM SP Scheduling System", 1995; A. Mu'alem and D.
 * Feitelson, "Utilization, Predictability, Workloads, and User Runtime Estimates in Scheduling the
 * IBM SP2 with Backfilling", 2001), for cores that are shared and limits that are stretched by it.
 * The first job of a queue that does not fit, its head, is promised a start; later jobs, of any
 * queue, may start as long as every head keeps its promise: because they end in time, or because
 * the head still fits beside them, and because they do not slow down a job whose end it waits for,
 * one on nodes that it may use. A job that the promises forbid to go where it is best tries a
 * second time, on nodes where no head loses anything.
 *
 * <p>A pass walks all pending jobs in order, and takes no time for those of whose shape enough is
 * known. A shape is judged when the walk first comes to a job of it, and again when something was
 * started or promised since. If that job does not fit, no other of the shape will in this pass. If
 * it may not start, then of all others only those that end earlier may, up to some time limit: the
 * next of them is found at once, until something is started or promised.
 *
 * <p>Where jobs are backfilled in an order of their own, a pass has two parts. First, in the order
 * of the promises, the jobs of each queue are looked at up to the first that does not start; then
 * all that wait are walked in the other order, as above.
 *
 * <p>A job that limits or licences keep from starting, see {@link Gate}, is passed over with all of
 * its shape for the rest of the pass: it is promised nothing, and holds up nobody but those who
 * need the same licences. What is promised to others is cores; that limits and licences will let
 * them start then is not.
 *
 * <p>A step is: a shape judged; a call of the selector beyond that; a node chosen by it; 64 nodes
 * of the machine when a second try finds none that it may have; a promise made, and a node that its
 * job asks for. When as many were taken as a pass may take, the pass is cut at the first job whose
 * shape would have to be judged.
 *
 * <p>The reason of a shape is that of its last job that was judged in the last pass; it is given to
 * all jobs of the shape. When a pass ended early, the jobs from there on were not reached; when it
 * ended in the first of two parts, none was.
 */
final class EasyTiming implements Timing {
    private static final int VERDICT = 0;

    private final Shapes shapes;
    private final PendingOrder backfillOrder;
    private final Candidates candidates = new Candidates();
    private final Gate gate = new Gate();
    private Lines leaders;
    private ClusterView view;
    private Admission admission;
    private Reservations reservations;
    private AdvanceReservations advance;
    private SpareNodes spareNodes;
    private Verdicts verdicts;
    private long[] headIn;
    private int[] judged;
    private int judgedCount;
    private long pass;
    private long state;
    private int stepCount;
    private boolean hasHead;
    private int firstWaiting = NULL_ROW;
    private long timeNs;
    private PlacementSink sink;
    private long cursorKey;
    private long cursorRank;
    private long cursorPosition;
    private boolean hasEndedEarly;

    /**
     * A timing that is not yet attached.
     *
     * @param backfillOrder in which jobs are looked at that may overtake.
     * @param shapeCapacity shapes that there is room for at least.
     */
    EasyTiming(final PendingOrder backfillOrder, final int shapeCapacity) {
        this.backfillOrder = backfillOrder;
        shapes = new Shapes(shapeCapacity);
    }

    @Override
    public void attach(
            final ClusterView newView,
            final PendingOrder order,
            final Admission newAdmission,
            final Footprint footprint) {
        final int queueCapacity = newView.queueCapacity();
        view = newView;
        gate.attach(newView);
        admission = newAdmission;
        reservations = new Reservations(newView, newAdmission.index(), footprint, queueCapacity);
        advance = new AdvanceReservations(newView);
        spareNodes = new SpareNodes(newView, reservations);
        verdicts = new Verdicts(VERDICT + 1, queueCapacity);
        headIn = new long[queueCapacity];
        shapes.attach(newView, backfillOrder, footprint);
        leaders = order == backfillOrder ? null : new Lines(newView, order, footprint);
        candidates.attach(newView, shapes.classes(), shapes.capacity() + 1);
        judged = new int[shapes.capacity()];
        judgedCount = 0;
        pass = 0;
        state = 0;
        hasEndedEarly = false;
        for (int row = newView.pendingHead(); row != NULL_ROW; row = newView.pendingNext(row)) {
            onJobQueued(row);
        }
    }

    // ------------------------------------------------------------------ the walk

    @Override
    public void pass(final long newTimeNs, final PlacementSink newSink) {
        pass++;
        state++;
        stepCount = 0;
        judgedCount = 0;
        hasHead = false;
        firstWaiting = NULL_ROW;
        hasEndedEarly = false;
        cursorKey = Long.MIN_VALUE;
        cursorRank = Long.MIN_VALUE;
        cursorPosition = Long.MIN_VALUE;
        timeNs = newTimeNs;
        sink = newSink;
        gate.beginPass();
        reservations.clear();
        shapes.classes().beginPass(newTimeNs);
        candidates.reset();
        if (leaders != null) {
            lead();
        }
        while (!hasEndedEarly && !candidates.isEmpty()) {
            final int shape = candidates.classAt(0);
            consider(candidates.jobRow(shape), shape);
        }
    }

    /**
     * In the order of the promises, up to the first job of each queue that does not start, those
     * passed over that may not.
     */
    private void lead() {
        leaders.begin(timeNs);
        while (!hasEndedEarly && !leaders.isEmpty()) {
            final int jobRow = leaders.jobRow();
            if (stepCount >= view.passStepsMax()) {
                cut(jobRow);
            } else {
                final boolean isUnshaped = shapes.classes().of(jobRow) == shapes.unshaped();
                lead(jobRow, isUnshaped ? giveShape(jobRow) : shapes.classes().of(jobRow));
            }
        }
    }

    private void lead(final int jobRow, final int shape) {
        if (shapes.unfitInPass(shape) != pass) {
            judge(jobRow, shape);
        }
        if (!leaders.has(jobRow)) {
            leaders.onStarted();
        } else if (shapes.isShutIn(shape, pass)) {
            leaders.passOver();
        } else {
            leaders.close();
        }
    }

    private void consider(final int jobRow, final int shape) {
        if (shape == shapes.unshaped()) {
            considerUnshaped(jobRow);
        } else if (shapes.judgedIn(shape) == state) {
            moveTo(jobRow);
            startAnother(jobRow, shape);
        } else {
            moveTo(jobRow);
            if (stepCount >= view.passStepsMax()) {
                cut(jobRow);
            } else {
                judge(jobRow, shape);
            }
        }
    }

    /**
     * Gives the job a shape, so that it is the candidate of its shape if it is worth a look. There
     * are as many shapes as a pass may judge, so if the table is full there is a shape that this
     * pass has not come to, which can give up its row.
     */
    private void considerUnshaped(final int jobRow) {
        final boolean isNew = shapes.find(jobRow) == ShapeTable.NO_SHAPE;
        if (isNew && stepCount >= view.passStepsMax()) {
            moveTo(jobRow);
            cut(jobRow);
            return;
        }
        final int shape = giveShape(jobRow);
        if (shapes.unfitInPass(shape) != pass) {
            seek(shape);
        }
    }

    private int giveShape(final int jobRow) {
        if (shapes.isFull() && shapes.find(jobRow) == ShapeTable.NO_SHAPE) {
            dropOneNotReached();
        }
        final int shape = shapes.giveShape(jobRow);
        seek(shapes.unshaped());
        return shape;
    }

    private void dropOneNotReached() {
        int index = candidates.count() - 1;
        int shape = candidates.classAt(index);
        while (shape == shapes.unshaped() || shapes.judgedInPass(shape) == pass) {
            shape = candidates.classAt(--index);
        }
        candidates.remove(shape);
        shapes.drop(shape);
    }

    private void moveTo(final int jobRow) {
        cursorKey = shapes.classes().key(jobRow);
        cursorRank = shapes.classes().rank(shapes.classes().of(jobRow));
        cursorPosition = view.jobPosition(jobRow);
    }

    private void cut(final int jobRow) {
        hasEndedEarly = true;
        sink.cut(jobRow, stepCount);
    }

    /** The candidate of a shape is the next of its jobs that is worth a look in this state. */
    private void seek(final int shape) {
        final boolean isKnown = shape != shapes.unshaped() && shapes.judgedIn(shape) == state;
        final long walltimeMaxNs = isKnown ? shapes.walltimeMaxNs(shape) : Long.MAX_VALUE;
        candidates.set(
                shape,
                shapes.classes()
                        .firstAfter(shape, cursorKey, cursorRank, cursorPosition, walltimeMaxNs));
    }

    /** What was found out about shapes holds no longer, unless they do not fit. */
    private void changeState() {
        state++;
        while (judgedCount > 0) {
            final int shape = judged[--judgedCount];
            if (shapes.unfitInPass(shape) != pass) {
                seek(shape);
            }
        }
    }

    // ------------------------------------------------------------------ a shape

    private void judge(final int jobRow, final int shape) {
        stepCount++;
        judged[judgedCount++] = shape;
        shapes.onJudged(shape, pass, state);
        if (gate.isShut(jobRow)) {
            shut(shape);
            return;
        }
        final int multiplicity = select(jobRow, shape);
        if (multiplicity == NO_FIT) {
            refuse(jobRow, shape);
            return;
        }
        stepCount += sink.proposal().nodeCount();
        reservations.judge(jobRow, sink.proposal(), timeNs, verdicts, VERDICT);
        final long advanceEndNs = advance.latestEndNs(jobRow, sink.proposal(), timeNs);
        final long endNs = timeNs + Durations.of(view, jobRow, multiplicity);
        final int refusing = reservations.refusing(verdicts, VERDICT, endNs);
        final boolean isReserved = endNs > advanceEndNs;
        if (refusing == Reservations.NONE && !isReserved) {
            start(jobRow, endNs);
            return;
        }
        final long latestEndNs =
                Math.min(advanceEndNs, reservations.latestEndNs(verdicts, VERDICT));
        final long refusingId = isReserved ? advance.refusingId() : reservations.headId(refusing);
        if (!isStartedElsewhere(jobRow, isReserved)) {
            shapes.explain(
                    shape,
                    isReserved
                            ? ReasonCode.WAITING_ADVANCE_RESERVATION
                            : ReasonCode.WAITING_RESERVATION,
                    refusingId);
            shapes.walltimeMaxNs(shape, walltimeMaxNs(latestEndNs, multiplicity));
            seek(shape);
            if (isReserved) {
                promise(jobRow, true);
            }
        }
    }

    private void shut(final int shape) {
        shapes.onShut(shape, pass, gate.reason(), gate.reasonNumber());
        candidates.remove(shape);
    }

    private int select(final int jobRow, final int shape) {
        if (shapes.unfitIn(shape) == admission.growth()) {
            return NO_FIT;
        }
        return admission.select(jobRow, sink.proposal());
    }

    private void refuse(final int jobRow, final int shape) {
        shapes.onUnfit(shape, pass, admission.growth());
        if (shapes.explainedIn(shape) != admission.change()) {
            admission.explain(jobRow);
            shapes.explain(shape, admission.reason(), admission.reasonNumber());
            shapes.explainedIn(shape, admission.change());
        }
        candidates.remove(shape);
        promise(jobRow, false);
    }

    /** To the head of a queue; a job of a reservation has a promise, or waits for others there. */
    private void promise(final int jobRow, final boolean isRefused) {
        final int queueRow = view.jobQueue(jobRow);
        if (headIn[queueRow] != pass && Turns.reservationOf(view, jobRow) == NULL_ROW) {
            headIn[queueRow] = pass;
            firstWaiting = hasHead ? firstWaiting : jobRow;
            hasHead = true;
            stepCount += 1 + view.jobNodeCount(jobRow);
            reservations.make(queueRow, jobRow, timeNs, isRefused);
            changeState();
        }
    }

    /** Starts a job of a shape that was judged in this state, and may start by its time limit. */
    private void startAnother(final int jobRow, final int shape) {
        if (gate.isShut(jobRow)) {
            // Since the shape was judged, somebody ahead was found to wait for its licences.
            shut(shape);
            return;
        }
        final int multiplicity = admission.select(jobRow, sink.proposal());
        stepCount += 1 + sink.proposal().nodeCount();
        start(jobRow, timeNs + Durations.of(view, jobRow, multiplicity));
    }

    /**
     * A second try, on nodes that heads do not need and no reservation takes. A job whose cores may
     * be anywhere gets one only if a reservation has refused it, and is then judged by the heads.
     */
    private boolean isStartedElsewhere(final int jobRow, final boolean isReserved) {
        final boolean isAnywhere = view.jobNodeCount(jobRow) == 0;
        if (isAnywhere && !isReserved) {
            return false;
        }
        stepCount++;
        spareNodes.begin(jobRow);
        final long untilNs =
                advance.isEmpty()
                        ? Long.MIN_VALUE
                        : AdvanceReservations.longestEndNs(view, jobRow, timeNs);
        final int multiplicity =
                admission.select(
                        jobRow,
                        untilNs,
                        isAnywhere ? NodeFilter.NONE : spareNodes,
                        sink.proposal());
        if (multiplicity == NO_FIT) {
            stepCount += view.nodeCount() / SpareNodes.PER_STEP;
            return false;
        }
        stepCount += sink.proposal().nodeCount();
        final long endNs = timeNs + Durations.of(view, jobRow, multiplicity);
        if (endNs > advance.latestEndNs(jobRow, sink.proposal(), timeNs)
                || isAnywhere && isRefusedByHead(jobRow, endNs)
                || !isAnywhere && reservations.areSlowedBy(sink.proposal(), timeNs)) {
            return false;
        }
        start(jobRow, endNs);
        return true;
    }

    private boolean isRefusedByHead(final int jobRow, final long endNs) {
        reservations.judge(jobRow, sink.proposal(), timeNs, verdicts, VERDICT);
        return reservations.refusing(verdicts, VERDICT, endNs) != Reservations.NONE;
    }

    private void start(final int jobRow, final long endNs) {
        reservations.onStarting(jobRow, sink.proposal(), endNs);
        if (sink.start(jobRow, hasHead ? ReasonCode.BACKFILLED : ReasonCode.FITS)) {
            changeState();
        } else {
            hasEndedEarly = true;
        }
    }

    // ------------------------------------------------------------------ time

    /** The highest time limit with which a job that starts now ends by some time, -1 if none. */
    private long walltimeMaxNs(final long latestEndNs, final int multiplicity) {
        if (latestEndNs < timeNs) {
            return -1;
        }
        final long durationNs = latestEndNs - timeNs;
        return view.stretchesLimits()
                ? Pace.workMax(
                        durationNs, Pace.divisorPerMille(multiplicity, view.overheadPerMille()))
                : durationNs;
    }

    @Override
    public int firstWaiting() {
        return firstWaiting;
    }

    @Override
    public long earliestStart(final int jobRow, final long atNs) {
        return reservations.earliestStartNs(jobRow, atNs);
    }

    // ------------------------------------------------------------------ jobs

    @Override
    public ReasonCode reason(final int jobRow) {
        if (shapes.classes().isNew(jobRow)) {
            return ReasonCode.NOT_CONSIDERED;
        }
        return isReached(jobRow)
                ? shapes.reason(shapes.classes().of(jobRow))
                : ReasonCode.NOT_REACHED;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        return !shapes.classes().isNew(jobRow) && isReached(jobRow)
                ? shapes.reasonNumber(shapes.classes().of(jobRow))
                : 0;
    }

    private boolean isReached(final int jobRow) {
        return !hasEndedEarly
                || shapes.classes().isBefore(jobRow, cursorKey, cursorRank, cursorPosition);
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
        shapes.onJobQueued(jobRow);
        if (leaders != null) {
            leaders.onJobQueued(jobRow);
        }
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        shapes.onJobUnqueued(jobRow);
        if (leaders != null) {
            leaders.onJobUnqueued(jobRow);
        }
    }
}
