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
package io.weft.placement.reference;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.Discipline;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.select.Selection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * EASY backfilling: the first job of a queue that does not fit, its head, is promised a start, and
 * later jobs may overtake it as long as no promise is broken. Where cores are not shared it is what
 * D. Lifka ("The ANL/IBM SP Scheduling System", 1995) and A. Mu'alem and D. Feitelson
 * ("Utilization, Predictability, Workloads, and User Runtime Estimates in Scheduling the IBM SP2
 * with Backfilling", 2001) describe.
 */
public final class ReferenceEasy extends ReferencePolicy {
    private final Discipline discipline;

    /** A policy that is not yet attached: first come, first served, balanced. */
    public ReferenceEasy() {
        this(Discipline.EASY, Selection.BALANCED);
    }

    /**
     * A policy that is not yet attached.
     *
     * @param discipline one that backfills.
     * @param selection where jobs are put.
     */
    public ReferenceEasy(final Discipline discipline, final Selection selection) {
        super("reference-" + discipline.label(), selection);
        this.discipline = discipline;
    }

    @Override
    public void onPriorityChanged() {
        if (discipline.order().hasWeights()) {
            forget();
        }
    }

    @Override
    void decide(final long timeNs, final PlacementSink sink) {
        final Pass pass = new Pass(timeNs, sink);
        final boolean hasTwoParts = discipline.order() != discipline.backfillOrder();
        final boolean isCut = hasTwoParts && !pass.lead();
        final List<Integer> jobs = pendingJobs(discipline.backfillOrder(), timeNs);
        int reached = 0;
        while (!isCut && reached < jobs.size() && pass.consider(jobs.get(reached))) {
            reached++;
        }
        final Set<Integer> notReached = new TreeSet<>(jobs.subList(reached, jobs.size()));
        explain(
                jobRow ->
                        notReached.contains(jobRow)
                                ? Refusal.NOT_REACHED
                                : pass.refusals.get(shape(jobRow)));
    }

    /**
     * What jobs have in common of whom one is judged for all.
     *
     * @param demand what they ask for.
     * @param userRow of their user, 0 where users are not ranked.
     * @param accountRow of their account, 0 where accounts are not ranked.
     * @param group that they are of.
     * @param reservationRow in which they run or that was made for the only one of them, or -1.
     */
    private record Shape(
            Demand demand, int userRow, int accountRow, int group, int reservationRow) {}

    private Shape shape(final int jobRow) {
        final PendingOrder order = discipline.backfillOrder();
        return new Shape(
                Demand.of(view(), jobRow),
                order.ranksUsers(view()) ? view().jobUser(jobRow) : 0,
                order.ranksAccounts(view()) ? view().jobAccount(jobRow) : 0,
                view().jobGroup(jobRow),
                reservation(jobRow));
    }

    /** What is known while the pending jobs are looked at. */
    private final class Pass {
        private final long timeNs;
        private final PlacementSink sink;
        private final Machine machine = machine();
        private final SortedSet<Integer> queuesWithHead = new TreeSet<>();
        private final SortedMap<Integer, ReferenceReservation> reservations = new TreeMap<>();

        /** Shapes that were judged since something was last started or promised. */
        private final Set<Shape> judged = new LinkedHashSet<>();

        /** Shapes that do not fit, and will not in this pass, which only takes. */
        private final Set<Shape> unfit = new LinkedHashSet<>();

        /** Those that limits or licences keep from starting, nor will they in this pass. */
        private final Set<Shape> shut = new LinkedHashSet<>();

        private final ReferenceGate gate = new ReferenceGate(view());

        /** Why the job of a shape waits that was judged last. */
        private final Map<Shape, Refusal> refusals = new LinkedHashMap<>();

        private int stepCount;

        Pass(final long timeNs, final PlacementSink sink) {
            this.timeNs = timeNs;
            this.sink = sink;
        }

        /** Looks at each line up to the first job that does not start; false to end the pass. */
        boolean lead() {
            final SortedSet<Integer> linesDone = new TreeSet<>();
            for (final int jobRow : pendingJobs(discipline.order(), timeNs)) {
                final int line = line(jobRow);
                if (!linesDone.contains(line)) {
                    if (!consider(jobRow)) {
                        return false;
                    }
                    if (pendingJobs().contains(jobRow) && !shut.contains(shape(jobRow))) {
                        linesDone.add(line);
                    }
                }
            }
            return true;
        }

        /** False when the pass must end. */
        boolean consider(final int jobRow) {
            final Shape shape = shape(jobRow);
            if (unfit.contains(shape) || shut.contains(shape)) {
                return true;
            }
            if (judged.contains(shape)) {
                return considerAnother(jobRow, shape);
            }
            if (stepCount >= view().passStepsMax()) {
                sink.cut(jobRow, stepCount);
                return false;
            }
            judged.add(shape);
            return judge(jobRow, shape);
        }

        private boolean judge(final int jobRow, final Shape shape) {
            if (isShut(jobRow, shape)) {
                stepCount++;
                return true;
            }
            final Demand demand = shape.demand();
            final Optional<Placement> first = select(demand, node -> true);
            if (first.isEmpty()) {
                unfit.add(shape);
                refusals.put(shape, Refusal.of(view(), machine, demand));
                promise(jobRow, demand, false);
                return true;
            }
            final Optional<Long> reserved = refusingReservation(jobRow, first.get());
            final Optional<Long> refusing = refusingHead(jobRow, first.get());
            if (refusing.isEmpty() && reserved.isEmpty()) {
                return begin(jobRow, first.get());
            }
            if (!demand.isAnywhere() || reserved.isPresent()) {
                final Optional<Placement> second = selectElsewhere(jobRow, demand);
                if (second.isPresent() && mayStartElsewhere(jobRow, demand, second.get())) {
                    return begin(jobRow, second.get());
                }
            }
            if (reserved.isPresent()) {
                refusals.put(
                        shape, new Refusal(ReasonCode.WAITING_ADVANCE_RESERVATION, reserved.get()));
                promise(jobRow, demand, true);
            } else {
                refusals.put(shape, new Refusal(ReasonCode.WAITING_RESERVATION, refusing.get()));
            }
            return true;
        }

        /** On nodes that close only when the job has ended, and, if it is of nodes, spare ones. */
        private Optional<Placement> selectElsewhere(final int jobRow, final Demand demand) {
            final Demand lasting =
                    view().reservationCount() == 0
                            ? demand
                            : demand.stayUntil(
                                    ReferenceAdvance.longestEndNs(view(), jobRow, timeNs));
            final Optional<Placement> second =
                    select(lasting, node -> demand.isAnywhere() || leavesHeadsAlone(node, demand));
            if (second.isEmpty()) {
                stepCount += view().nodeCount() / NODES_PER_STEP;
            }
            return second;
        }

        private boolean mayStartElsewhere(
                final int jobRow, final Demand demand, final Placement placement) {
            if (refusingReservation(jobRow, placement).isPresent()) {
                return false;
            }
            return demand.isAnywhere()
                    ? refusingHead(jobRow, placement).isEmpty()
                    : !hasVictims(placement);
        }

        private Optional<Long> refusingReservation(final int jobRow, final Placement placement) {
            return ReferenceAdvance.refusing(
                    view(), machine, jobRow, placement, timeNs, endNs(jobRow, placement));
        }

        /** Nothing has changed since another job of the shape was refused; it may run too long. */
        private boolean considerAnother(final int jobRow, final Shape shape) {
            final Placement same =
                    ReferenceSelector.select(machine, shape.demand(), node -> true).orElseThrow();
            if (refusingReservation(jobRow, same).isPresent()
                    || refusingHead(jobRow, same).isPresent()
                    || isShut(jobRow, shape)) {
                return true;
            }
            stepCount += 1 + same.nodeCount();
            return begin(jobRow, same);
        }

        private boolean isShut(final int jobRow, final Shape shape) {
            final Optional<Refusal> refusal = gate.refusal(jobRow);
            if (refusal.isPresent()) {
                shut.add(shape);
                refusals.put(shape, refusal.get());
            }
            return refusal.isPresent();
        }

        private Optional<Placement> select(
                final Demand demand, final Predicate<ReferenceNode> filter) {
            final Optional<Placement> placement = ReferenceSelector.select(machine, demand, filter);
            stepCount += 1 + placement.map(Placement::nodeCount).orElse(0);
            return placement;
        }

        private void promise(final int jobRow, final Demand demand, final boolean isRefused) {
            if (reservation(jobRow) == ClusterView.NULL_ROW
                    && queuesWithHead.add(demand.queueRow())) {
                leave(jobRow);
                stepCount += 1 + demand.nodeCount();
                ReferenceReservation.earliest(view(), machine, jobRow, timeNs, isRefused)
                        .ifPresent(made -> reservations.put(demand.queueRow(), made));
                judged.clear();
            }
        }

        private Optional<Long> refusingHead(final int jobRow, final Placement placement) {
            final long endNs = endNs(jobRow, placement);
            for (final ReferenceReservation reservation : reservations.values()) {
                if (!reservation.allows(placement, endNs)
                        || reservation.isBrokenByVictims(view(), machine, placement, timeNs)) {
                    return Optional.of(reservation.headId());
                }
            }
            return Optional.empty();
        }

        private boolean leavesHeadsAlone(final ReferenceNode node, final Demand demand) {
            final Share share = node.shareOf(demand, demand.coreCount());
            return reservations.values().stream()
                    .allMatch(reservation -> reservation.allowsOn(node.row, share));
        }

        private boolean hasVictims(final Placement placement) {
            return reservations.values().stream()
                    .anyMatch(each -> each.isBrokenByVictims(view(), machine, placement, timeNs));
        }

        private long endNs(final int jobRow, final Placement placement) {
            return ReferenceEasy.this.endNs(jobRow, placement, timeNs);
        }

        private boolean begin(final int jobRow, final Placement placement) {
            final long endNs = endNs(jobRow, placement);
            final ReasonCode reason =
                    queuesWithHead.isEmpty() ? ReasonCode.FITS : ReasonCode.BACKFILLED;
            if (!start(sink, jobRow, placement, reason)) {
                return false;
            }
            machine.take(placement);
            for (final Map.Entry<Integer, ReferenceReservation> entry : reservations.entrySet()) {
                entry.getValue().onStarted(placement, endNs);
            }
            judged.clear();
            return true;
        }
    }
}
