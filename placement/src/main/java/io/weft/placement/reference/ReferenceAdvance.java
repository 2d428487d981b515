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
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the advance reservations say about a placement. */
final class ReferenceAdvance {
    private ReferenceAdvance() {}

    /** The id of the reservation that refuses a job placed so, which is expected to end then. */
    static Optional<Long> refusing(
            final ClusterView view,
            final Machine machine,
            final int jobRow,
            final Placement placement,
            final long timeNs,
            final long endNs) {
        for (final int row : comingRows(machine)) {
            final long startNs = view.reservationStartNs(row);
            if (ReferenceReservation.isMissedByVictims(
                    startNs,
                    view,
                    machine,
                    placement,
                    timeNs,
                    victim -> holdsNodeOf(view, machine, victim, row))) {
                return Optional.of(view.reservationId(row));
            }
        }
        Optional<Long> refusing = Optional.empty();
        long latestEndNs = Long.MAX_VALUE;
        final int own = view.jobReservation(jobRow);
        if (own != ClusterView.NULL_ROW) {
            latestEndNs = view.reservationStayNs(own);
            refusing = Optional.of(view.reservationId(own));
        }
        for (final int nodeRow : placement.shares().keySet()) {
            final boolean isOwn = machine.node(nodeRow).reservation == view.jobPromise(jobRow);
            if (!isOwn && machine.node(nodeRow).closesNs < latestEndNs) {
                latestEndNs = machine.node(nodeRow).closesNs;
                refusing = Optional.of(view.reservationId(machine.node(nodeRow).reservation));
            }
        }
        return endNs > latestEndNs ? refusing : Optional.empty();
    }

    /** Those that are the next on some node. */
    private static SortedSet<Integer> comingRows(final Machine machine) {
        final SortedSet<Integer> rows = new TreeSet<>();
        machine.nodes().forEach(node -> rows.add(node.reservation));
        rows.remove(ClusterView.NULL_ROW);
        return rows;
    }

    private static boolean holdsNodeOf(
            final ClusterView view, final Machine machine, final int jobRow, final int row) {
        return nodesOf(view, jobRow).stream()
                .anyMatch(nodeRow -> machine.node(nodeRow).reservation == row);
    }

    private static List<Integer> nodesOf(final ClusterView view, final int jobRow) {
        final List<Integer> nodes = new ArrayList<>();
        int allocation = view.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            nodes.add(view.allocationNode(allocation));
            allocation = view.allocationNextOfJob(allocation);
        }
        return nodes;
    }

    /** Whether a job that starts then is gone before any reservation begins, or runs in one. */
    static boolean isClear(final ClusterView view, final int jobRow, final long startNs) {
        return view.reservationCount() == 0
                || view.jobReservation(jobRow) != ClusterView.NULL_ROW
                || longestEndNs(view, jobRow, startNs) <= view.firstReservationNs();
    }

    /** The latest end that a job can have by the multiplicity of its queue. */
    static long longestEndNs(final ClusterView view, final int jobRow, final long startNs) {
        final long walltimeNs = view.jobWalltimeNs(jobRow);
        final int multiplicity = view.queueMaxMultiplicity(view.jobQueue(jobRow));
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        return startNs + (view.stretchesLimits() ? Pace.timeCeil(walltimeNs, divisor) : walltimeNs);
    }
}
