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

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Pace;
import io.weft.core.spi.Proposal;

/**
 * The running jobs that a placement would slow down: they share a chosen core, and more processes
 * would be on it than are on any of their cores now. A job that shares cores on several nodes comes
 * up several times, at least once with its latest end. There are none when limits are not
 * stretched, for then expected ends do not move.
 *
 * <p>Cost: O(words) for each allocation on the nodes chosen.
 */
final class Victims {
    private final ClusterView view;
    private Proposal proposal;
    private long timeNs;
    private int index;
    private int allocation;
    private int victim;
    private long endNs;
    private long slowedEndNs;

    Victims(final ClusterView view) {
        this.view = view;
    }

    /** Begins with the victims of a placement. */
    void begin(final Proposal newProposal, final long newTimeNs) {
        proposal = newProposal;
        timeNs = newTimeNs;
        index = view.stretchesLimits() ? -1 : newProposal.nodeCount();
        allocation = ClusterView.NULL_ROW;
    }

    /** Goes on to the next; false when there is none. */
    boolean next() {
        while (true) {
            while (allocation == ClusterView.NULL_ROW) {
                if (++index >= proposal.nodeCount()) {
                    return false;
                }
                allocation = view.nodeAllocationHead(proposal.nodeRow(index));
            }
            final int current = allocation;
            allocation = view.allocationNextOnNode(current);
            if (isVictim(current)) {
                return true;
            }
        }
    }

    private boolean isVictim(final int allocationRow) {
        final int nodeRow = proposal.nodeRow(index);
        final int offset = view.planesOffset(nodeRow);
        final int wordCount = CorePlanes.wordCount(view.nodeCoreCount(nodeRow));
        int fullest = 0;
        for (int word = 0; word < wordCount; word++) {
            final long shared =
                    proposal.mask(index, word) & view.allocationMask(allocationRow, word);
            if (shared != 0) {
                fullest = Math.max(fullest, CorePlanes.max(view.planes(), offset, word, shared));
            }
        }
        final int jobRow = view.allocationJob(allocationRow);
        final int multiplicity = fullest + 1;
        if (multiplicity <= view.jobMultiplicity(jobRow)) {
            return false;
        }
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        victim = jobRow;
        endNs = view.jobExpectedEndNs(jobRow);
        slowedEndNs = timeNs + Pace.timeCeil(view.jobRemainingNs(jobRow, timeNs), divisor);
        return true;
    }

    /** Who is slowed down. */
    int jobRow() {
        return victim;
    }

    /** Whether the victim is expected to have ended by some time, and would not any more. */
    boolean misses(final long startNs) {
        return endNs <= startNs && slowedEndNs > startNs;
    }

    /** Whether the victim holds a node that a queue may use; O(1), or O(its nodes). */
    boolean isInTheWayOf(final int queueRow) {
        int held = view.jobAllocationHead(victim);
        if (!view.queueHasAllNodes(queueRow)) {
            while (held != ClusterView.NULL_ROW
                    && !view.queueHasNode(queueRow, view.allocationNode(held))) {
                held = view.allocationNextOfJob(held);
            }
        }
        return held != ClusterView.NULL_ROW;
    }
}
