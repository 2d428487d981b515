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
package io.weft.placement.timeline;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Pace;
import io.weft.core.spi.Proposal;

/**
 * What the advance reservations say about a placement: who starts on nodes that will be reserved
 * must be expected to have ended by then, and must not slow down another, who was to have ended,
 * beyond that; who starts in a reservation must be expected to have ended when it ends. They are
 * promises of whole nodes, as those to the heads of queues are promises of as much as these ask
 * for.
 *
 * <p>Cost: O(nodes chosen), and where limits are stretched the nodes of those who share cores.
 */
public final class AdvanceReservations {
    private final ClusterView view;
    private final Victims victims;
    private int refusingRow;

    /**
     * Of a state.
     *
     * @param view of the state.
     */
    public AdvanceReservations(final ClusterView view) {
        this.view = view;
        victims = new Victims(view);
    }

    /**
     * Whether there are none, so that nothing need be asked.
     *
     * @return true if so.
     */
    public boolean isEmpty() {
        return view.reservationCount() == 0;
    }

    /**
     * The latest end with which a job that is placed so is not refused.
     *
     * @param jobRow of the job.
     * @param proposal where it would run.
     * @param timeNs now.
     * @return time in ns; {@link Long#MIN_VALUE} if it is refused in any case, {@link
     *     Long#MAX_VALUE} if it never is.
     */
    public long latestEndNs(final int jobRow, final Proposal proposal, final long timeNs) {
        if (isEmpty()) {
            return Long.MAX_VALUE;
        }
        final int slowed = firstSlowed(proposal, timeNs);
        if (slowed != NULL_ROW) {
            refusingRow = slowed;
            return Long.MIN_VALUE;
        }
        refusingRow = view.jobReservation(jobRow);
        long latestEndNs =
                refusingRow == NULL_ROW ? Long.MAX_VALUE : view.reservationStayNs(refusingRow);
        // What is reserved for the job itself is in nobody's way: it is given back when it starts.
        final int own = view.jobPromise(jobRow);
        for (int i = 0; i < proposal.nodeCount(); i++) {
            final int row = view.nodeReservation(proposal.nodeRow(i));
            if (row != NULL_ROW && row != own && view.reservationStartNs(row) < latestEndNs) {
                latestEndNs = view.reservationStartNs(row);
                refusingRow = row;
            }
        }
        return latestEndNs;
    }

    /** The lowest row of those whose begin somebody would miss. */
    private int firstSlowed(final Proposal proposal, final long timeNs) {
        int first = NULL_ROW;
        victims.begin(proposal, timeNs);
        while (victims.next()) {
            int allocation = view.jobAllocationHead(victims.jobRow());
            while (allocation != NULL_ROW) {
                final int row = view.nodeReservation(view.allocationNode(allocation));
                if (row != NULL_ROW
                        && (first == NULL_ROW || row < first)
                        && victims.misses(view.reservationStartNs(row))) {
                    first = row;
                }
                allocation = view.allocationNextOfJob(allocation);
            }
        }
        return first;
    }

    /**
     * The reservation that {@link #latestEndNs} comes from.
     *
     * @return its id, or that of the job it was made for.
     */
    public long refusingId() {
        return view.reservationId(refusingRow);
    }

    /**
     * The latest end that a job can have by the multiplicity of its queue, if nobody else slows it
     * down later.
     *
     * @param view of the state.
     * @param jobRow of the job.
     * @param startNs when it starts.
     * @return time in ns.
     */
    public static long longestEndNs(final ClusterView view, final int jobRow, final long startNs) {
        final long walltimeNs = view.jobWalltimeNs(jobRow);
        final int multiplicity = view.queueMaxMultiplicity(view.jobQueue(jobRow));
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        return startNs + (view.stretchesLimits() ? Pace.timeCeil(walltimeNs, divisor) : walltimeNs);
    }
}
