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
import io.weft.core.spi.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The promise to the head of a queue that it starts by some time.
 *
 * @param headId of the job it is for.
 * @param head what that job asks for.
 * @param startNs when it is to start.
 * @param projection the machine at that time: who is expected to have ended by then is gone.
 */
record ReferenceReservation(long headId, Demand head, long startNs, Machine projection) {

    /**
     * The earliest, if there is any, clear of advance reservations: if the job might still run when
     * one begins, on nodes for which none comes.
     */
    static Optional<ReferenceReservation> earliest(
            final ClusterView view,
            final Machine machine,
            final int jobRow,
            final long timeNs,
            final boolean fitsNow) {
        final Demand demand = Demand.of(view, jobRow);
        final Optional<ReferenceReservation> first =
                fitsNow ? Optional.empty() : earliest(view, machine, demand, jobRow, timeNs);
        final boolean isClear =
                first.isPresent() && ReferenceAdvance.isClear(view, jobRow, first.get().startNs());
        if (isClear || view.reservationCount() == 0 || demand.isReserved()) {
            return first;
        }
        final Demand elsewhere = demand.stayUntil(Long.MAX_VALUE);
        return machine.holds(elsewhere)
                ? Optional.of(
                        new ReferenceReservation(
                                view.jobId(jobRow), elsewhere, timeNs, machine.copy()))
                : earliest(view, machine, elsewhere, jobRow, timeNs);
    }

    /** The earliest, if there is any, at which the job fits when others end as expected. */
    private static Optional<ReferenceReservation> earliest(
            final ClusterView view,
            final Machine machine,
            final Demand demand,
            final int jobRow,
            final long timeNs) {
        final SortedMap<Long, List<Integer>> ends = new TreeMap<>();
        for (int slot = 0; slot < view.runningCount(); slot++) {
            final int running = view.runningJob(slot);
            final long endNs = Math.max(timeNs, view.jobExpectedEndNs(running));
            ends.computeIfAbsent(endNs, key -> new ArrayList<>()).add(running);
        }
        final Machine projection = machine.copy();
        for (final Map.Entry<Long, List<Integer>> end : ends.entrySet()) {
            for (final int running : end.getValue()) {
                projection.giveBack(view, running);
            }
            if (projection.holds(demand)) {
                return Optional.of(
                        new ReferenceReservation(
                                view.jobId(jobRow), demand, end.getKey(), projection));
            }
        }
        return Optional.empty();
    }

    /** Whether a job placed so that ends then leaves the head its start. */
    boolean allows(final Placement placement, final long endNs) {
        if (endNs <= startNs) {
            return true;
        }
        final Machine shared = projection.copy();
        shared.take(placement);
        return shared.holds(head);
    }

    /** Whether one share on a node leaves there what the head could have had. */
    boolean allowsOn(final int nodeRow, final Share share) {
        final int highest = head.highestLevel();
        final ReferenceNode before = projection.node(nodeRow);
        final ReferenceNode after = before.copy();
        after.take(share);
        return after.shareAt(head, highest) >= before.shareAt(head, highest);
    }

    /**
     * Whether a job placed so would slow down another that was to end by the start, on a node that
     * the head may use, so much that it no longer does.
     */
    boolean isBrokenByVictims(
            final ClusterView view,
            final Machine machine,
            final Placement placement,
            final long timeNs) {
        return isMissedByVictims(
                startNs, view, machine, placement, timeNs, victim -> isInTheWay(view, victim));
    }

    private boolean isInTheWay(final ClusterView view, final int jobRow) {
        int allocation = view.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            if (view.queueHasNode(head.queueRow(), view.allocationNode(allocation))) {
                return true;
            }
            allocation = view.allocationNextOfJob(allocation);
        }
        return false;
    }

    /** The same for any start and some of the victims. */
    static boolean isMissedByVictims(
            final long startNs,
            final ClusterView view,
            final Machine machine,
            final Placement placement,
            final long timeNs,
            final IntPredicate victims) {
        if (!view.stretchesLimits()) {
            return false;
        }
        final SortedMap<Integer, Integer> risen = new TreeMap<>();
        for (final int row : placement.shares().keySet()) {
            int allocation = view.nodeAllocationHead(row);
            while (allocation != ClusterView.NULL_ROW) {
                for (final int core : ReferenceNode.share(view, allocation).cores()) {
                    if (placement.shares().get(row).cores().contains(core)) {
                        final int multiplicity = 1 + machine.node(row).multiplicity(core);
                        risen.merge(view.allocationJob(allocation), multiplicity, Math::max);
                    }
                }
                allocation = view.allocationNextOnNode(allocation);
            }
        }
        for (final int victim : risen.keySet()) {
            if (victims.test(victim)
                    && risen.get(victim) > view.jobMultiplicity(victim)
                    && view.jobExpectedEndNs(victim) <= startNs
                    && slowedEndNs(view, victim, risen.get(victim), timeNs) > startNs) {
                return true;
            }
        }
        return false;
    }

    private static long slowedEndNs(
            final ClusterView view, final int jobRow, final int multiplicity, final long timeNs) {
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        return timeNs + Pace.timeCeil(view.jobRemainingNs(jobRow, timeNs), divisor);
    }

    /** Takes note of a job that was started. */
    void onStarted(final Placement placement, final long endNs) {
        if (endNs > startNs) {
            projection.take(placement);
        }
    }
}
