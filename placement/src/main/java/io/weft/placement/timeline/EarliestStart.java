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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.placement.select.NodeIndex;

/**
 * When a head could start if running jobs end as expected. Two ways lead to the same answer: to
 * take running jobs one by one, and to keep an {@link AvailabilityTimeline} up to date. The first
 * is tried as long as it has cost less, over all questions of the same demand, than to build a
 * timeline would; so neither a head that is gone at once nor one that stays for long costs much
 * more than the better way.
 *
 * <p>There are a few timelines, in memory that is taken once: at most {@value #NODE_HEADS_MAX} for
 * heads of n nodes with c cores each, of 52 bytes for each node the cluster may have, and one for
 * heads whose cores may be anywhere, of at most 44 bytes a step and {@value #STEPS_PER_NODE} steps
 * a node, or {@value #STEPS_MIN} in all, or {@value #STEPS_PER_JOB} for each job the cluster may
 * have. The one that was asked longest ago makes room for another, but never within a pass; who
 * gets none goes the first way. What is kept makes a difference in cost alone.
 */
final class EarliestStart {
    private static final int NODE_HEADS_MAX = 8;
    private static final int CORE_HEADS_MAX = 1;
    private static final int STEPS_PER_NODE = 32;
    private static final int STEPS_MIN = 1 << 18;
    private static final int STEPS_PER_JOB = 2;
    private static final long ALL = Long.MAX_VALUE;

    private final ClusterView view;
    private final NodeIndex index;
    private final ChangeLog log;
    private final ReleaseSearch search;
    private final AvailabilityTimeline[] ofNodes;
    private final AvailabilityTimeline[] ofCores;
    private final long[] looksOfNodes;
    private final long[] looksOfCores;
    private final long[] usedNodesIn;
    private final long[] usedCoresIn;
    private long round;
    private long startNs;
    private long total;

    EarliestStart(
            final ClusterView view,
            final NodeIndex index,
            final Projection projection,
            final Footprint footprint,
            final int headCount) {
        this.view = view;
        this.index = index;
        log = new ChangeLog(view.nodeCapacity(), footprint);
        search = new ReleaseSearch(view, projection, footprint);
        ofNodes = new AvailabilityTimeline[Math.min(headCount, NODE_HEADS_MAX)];
        ofCores = new AvailabilityTimeline[Math.min(headCount, CORE_HEADS_MAX)];
        looksOfNodes = new long[ofNodes.length];
        looksOfCores = new long[ofCores.length];
        usedNodesIn = new long[ofNodes.length];
        usedCoresIn = new long[ofCores.length];
        final EndOrder order = new EndOrder(view, footprint);
        final int nodeCapacity = view.nodeCapacity();
        for (int i = 0; i < ofNodes.length; i++) {
            ofNodes[i] =
                    new AvailabilityTimeline(view, log, order, projection, footprint, nodeCapacity);
        }
        final int stepCapacity = stepCapacity(view);
        for (int i = 0; i < ofCores.length; i++) {
            ofCores[i] =
                    new AvailabilityTimeline(view, log, order, projection, footprint, stepCapacity);
        }
    }

    private static int stepCapacity(final ClusterView view) {
        final long wanted = Math.max(STEPS_MIN, (long) view.nodeCapacity() * STEPS_PER_NODE);
        final long most = Math.max(view.nodeCapacity(), (long) view.jobCapacity() * STEPS_PER_JOB);
        return (int) Math.min(Math.min(wanted, most), GainTree.CAPACITY_MAX);
    }

    /** A pass begins: from now on no timeline that is asked for makes room for another. */
    void beginRound() {
        round++;
    }

    /**
     * Finds the earliest start of a job that does not fit now.
     *
     * @return false if it would never fit.
     */
    boolean find(final HeadDemand head, final int jobRow, final long timeNs) {
        return head.isAnywhere()
                ? find(head, jobRow, timeNs, ofCores, looksOfCores, usedCoresIn)
                : find(head, jobRow, timeNs, ofNodes, looksOfNodes, usedNodesIn);
    }

    /**
     * Reads a head and finds its earliest start, clear of advance reservations: if it might still
     * run when one begins, on nodes for which none comes. So a promise is never a lie, but may be
     * later than it need be, or none at all as long as reserved nodes would be needed.
     *
     * @return false if there is none.
     */
    boolean findClear(
            final HeadDemand head, final int jobRow, final long timeNs, final boolean fitsNow) {
        head.read(jobRow);
        final boolean isFound = !fitsNow && find(head, jobRow, timeNs);
        if (view.reservationCount() == 0
                || view.jobReservation(jobRow) != ClusterView.NULL_ROW
                || isFound && isClear(jobRow, startNs)) {
            return isFound;
        }
        head.read(jobRow, Long.MAX_VALUE);
        total = head.count(index);
        if (total >= head.need()) {
            startNs = timeNs;
            return true;
        }
        return find(head, jobRow, timeNs);
    }

    /** Whether a job that starts then is gone before any reservation begins. */
    boolean isClear(final int jobRow, final long atNs) {
        return AdvanceReservations.longestEndNs(view, jobRow, atNs) <= view.firstReservationNs();
    }

    /** The start that was found. */
    long startNs() {
        return startNs;
    }

    /** What all nodes give at that time. */
    long total() {
        return total;
    }

    private boolean find(
            final HeadDemand head,
            final int jobRow,
            final long timeNs,
            final AvailabilityTimeline[] timelines,
            final long[] looks,
            final long[] usedIn) {
        final int slot = head.hasCopies() ? -1 : slotOf(head, timelines, usedIn);
        if (slot < 0) {
            return search(head, timeNs, ALL);
        }
        final AvailabilityTimeline timeline = timelines[slot];
        usedIn[slot] = round;
        if (!timeline.isOf(head)) {
            timeline.begin(jobRow, head.stayUntilNs());
            looks[slot] = 0;
        }
        if (timeline.isFull()) {
            return search(head, timeNs, ALL);
        }
        if (!timeline.isFresh()) {
            final boolean isFound = search(head, timeNs, view.nodeCount() - looks[slot]);
            looks[slot] += search.lookCount();
            if (isFound || !search.isCut()) {
                return isFound;
            }
            looks[slot] = 0;
            timeline.build();
        } else {
            timeline.update();
        }
        return timeline.isFull() ? search(head, timeNs, ALL) : ask(timeline, head, timeNs);
    }

    /** The timeline of the demand, or one that may be taken for it; -1 if there is none. */
    private int slotOf(
            final HeadDemand head, final AvailabilityTimeline[] timelines, final long[] usedIn) {
        int oldest = 0;
        for (int i = 0; i < timelines.length; i++) {
            if (timelines[i].isOf(head)) {
                return i;
            }
            if (usedIn[i] < usedIn[oldest]) {
                oldest = i;
            }
        }
        return usedIn[oldest] < round ? oldest : -1;
    }

    private boolean search(final HeadDemand head, final long timeNs, final long looksMax) {
        final long totalNow = head.count(index);
        final boolean isFound = search.find(head, timeNs, totalNow, looksMax);
        startNs = search.startNs();
        total = search.total();
        return isFound;
    }

    private boolean ask(
            final AvailabilityTimeline timeline, final HeadDemand head, final long timeNs) {
        final long endNs = timeline.timeOf(head.need() - timeline.shareNow());
        startNs = Math.max(timeNs, endNs);
        total = endNs == GainTree.NEVER ? 0 : timeline.shareAt(startNs);
        return endNs != GainTree.NEVER;
    }

    // ------------------------------------------------------------------ keeping up

    /** A node was added, changed its state, or something of it was taken or given back. */
    void onNodeChanged(final int nodeRow) {
        log.note(nodeRow);
    }

    /** A job is expected to end at another time. */
    void onExpectedEndChanged(final int jobRow) {
        int allocation = view.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            log.note(view.allocationNode(allocation));
            allocation = view.allocationNextOfJob(allocation);
        }
    }
}
