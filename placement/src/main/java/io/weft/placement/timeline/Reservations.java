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
import io.weft.core.spi.Proposal;
import io.weft.placement.select.NodeIndex;

/**
 * The reservations of one pass, at most one for each queue, in the order of queue rows. Those of a
 * pass are made anew; the timelines in which their starts are found are kept up to date from pass
 * to pass, by {@link #onNodeChanged} and {@link #onExpectedEndChanged}, which must be told all.
 *
 * <p>Threads: the kernel thread alone. Cost: a reservation is found at a cost of what has changed
 * since it was last asked for, and of the logarithm of the running jobs. Memory is taken once: at
 * most 1.9 KB a node, whatever the queues, see {@link EarliestStart}.
 */
public final class Reservations {
    /** No queue. */
    public static final int NONE = -1;

    private final ClusterView view;
    private final NodeIndex index;
    private final EarliestStart earliest;
    private final HeadDemand asked;
    private final Victims victims;
    private final Reservation[] ofQueue;
    private final int[] queueRows;
    private int count;

    /**
     * No reservation yet.
     *
     * @param view of the state.
     * @param index that is attached to the same state.
     * @param footprint that gives the memory.
     * @param queueCapacity most queues that may have a reservation.
     */
    public Reservations(
            final ClusterView view,
            final NodeIndex index,
            final Footprint footprint,
            final int queueCapacity) {
        final Projection projection = new Projection(view, footprint);
        this.view = view;
        this.index = index;
        earliest = new EarliestStart(view, index, projection, footprint, queueCapacity);
        asked = new HeadDemand(view);
        victims = new Victims(view);
        queueRows = new int[queueCapacity];
        ofQueue = new Reservation[queueCapacity];
        for (int i = 0; i < queueCapacity; i++) {
            ofQueue[i] = new Reservation(view, projection);
        }
    }

    /** Forgets all of them: a pass begins. */
    public void clear() {
        count = 0;
        earliest.beginRound();
    }

    /**
     * Promises a job the earliest start there is, if there is one.
     *
     * @param queueRow of a queue that has no reservation.
     * @param jobRow of a job that does not fit now, or is refused.
     * @param timeNs now.
     * @param isRefused whether it fits, and an advance reservation refuses it.
     */
    public void make(
            final int queueRow, final int jobRow, final long timeNs, final boolean isRefused) {
        if (ofQueue[queueRow].make(jobRow, timeNs, isRefused, earliest)) {
            int at = count++;
            while (at > 0 && queueRows[at - 1] > queueRow) {
                queueRows[at] = queueRows[at - 1];
                at--;
            }
            queueRows[at] = queueRow;
        }
    }

    /**
     * The earliest start of a job; makes and leaves no reservation.
     *
     * @param jobRow of a pending job.
     * @param timeNs now.
     * @return time in ns, {@link Long#MAX_VALUE} if there is none.
     */
    public long earliestStartNs(final int jobRow, final long timeNs) {
        clear();
        asked.read(jobRow);
        final boolean fitsNow = asked.count(index) >= asked.need();
        final boolean isFree =
                view.reservationCount() == 0 || view.jobReservation(jobRow) != ClusterView.NULL_ROW;
        if (fitsNow && (isFree || earliest.isClear(jobRow, timeNs))) {
            return timeNs;
        }
        return earliest.findClear(asked, jobRow, timeNs, fitsNow)
                ? earliest.startNs()
                : Long.MAX_VALUE;
    }

    /**
     * Finds out what the reservations say about a placement, whatever time the job takes.
     *
     * @param jobRow of the job.
     * @param proposal where it would run.
     * @param timeNs now.
     * @param verdicts to fill.
     * @param row of the verdict.
     */
    public void judge(
            final int jobRow,
            final Proposal proposal,
            final long timeNs,
            final Verdicts verdicts,
            final int row) {
        verdicts.clear(row);
        if (count == 0) {
            return;
        }
        final boolean isExclusive = view.jobIsExclusive(jobRow);
        final long key = view.jobKey(jobRow);
        for (int i = 0; i < count; i++) {
            if (!ofQueue[queueRows[i]].allows(proposal, isExclusive, key)) {
                verdicts.crowds(row, queueRows[i]);
            }
        }
        victims.begin(proposal, timeNs);
        while (victims.next()) {
            for (int i = 0; i < count; i++) {
                if (isMissed(queueRows[i])) {
                    verdicts.slows(row, queueRows[i]);
                }
            }
        }
    }

    /**
     * Whether a placement slows down a job whose end some head waits for, too much.
     *
     * @param proposal of a job.
     * @param timeNs now.
     * @return true if so.
     */
    public boolean areSlowedBy(final Proposal proposal, final long timeNs) {
        victims.begin(proposal, timeNs);
        while (victims.next()) {
            for (int i = 0; i < count; i++) {
                if (isMissed(queueRows[i])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the head of a queue waits for the victim, which would be too late. */
    private boolean isMissed(final int queueRow) {
        return victims.misses(ofQueue[queueRow].startNs()) && victims.isInTheWayOf(queueRow);
    }

    /**
     * The first queue whose reservation refuses a job.
     *
     * @param verdicts that were filled.
     * @param row of the verdict about the placement.
     * @param endNs when the job is expected to end.
     * @return its row or {@link #NONE}.
     */
    public int refusing(final Verdicts verdicts, final int row, final long endNs) {
        for (int i = 0; i < count; i++) {
            final int queueRow = queueRows[i];
            if (verdicts.isSlowed(row, queueRow)
                    || verdicts.isCrowded(row, queueRow) && endNs > ofQueue[queueRow].startNs()) {
                return queueRow;
            }
        }
        return NONE;
    }

    /**
     * The latest end with which a job that is placed so is not refused.
     *
     * @param verdicts that were filled.
     * @param row of the verdict about the placement.
     * @return time in ns, {@link Long#MIN_VALUE} if it is refused in any case, {@link
     *     Long#MAX_VALUE} if it never is.
     */
    public long latestEndNs(final Verdicts verdicts, final int row) {
        long latestEndNs = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            final int queueRow = queueRows[i];
            if (verdicts.isSlowed(row, queueRow)) {
                return Long.MIN_VALUE;
            }
            if (verdicts.isCrowded(row, queueRow)) {
                latestEndNs = Math.min(latestEndNs, ofQueue[queueRow].startNs());
            }
        }
        return latestEndNs;
    }

    /**
     * Whether no head loses anything on a node when a job takes some cores of it.
     *
     * @param jobRow of the job.
     * @param nodeRow of the node.
     * @param words of cores.
     * @param memory that goes with them, bytes.
     * @param gpuCount that goes with them.
     * @return true if so.
     */
    public boolean allowOn(
            final int jobRow,
            final int nodeRow,
            final long[] words,
            final long memory,
            final int gpuCount) {
        final boolean isExclusive = view.jobIsExclusive(jobRow);
        final long key = view.jobKey(jobRow);
        for (int i = 0; i < count; i++) {
            final Reservation each = ofQueue[queueRows[i]];
            if (!each.allowsOn(nodeRow, words, memory, gpuCount, isExclusive, key)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Job to which the start is promised.
     *
     * @param queueRow of a queue that has a reservation.
     * @return id of the job.
     */
    public long headId(final int queueRow) {
        return ofQueue[queueRow].headId();
    }

    /**
     * Takes note of a job that is about to be started.
     *
     * @param jobRow of the job.
     * @param proposal where.
     * @param endNs when it is expected to end; the view must say the same once it is started.
     */
    public void onStarting(final int jobRow, final Proposal proposal, final long endNs) {
        final boolean isExclusive = view.jobIsExclusive(jobRow);
        final long key = view.jobKey(jobRow);
        for (int i = 0; i < count; i++) {
            ofQueue[queueRows[i]].onStarting(proposal, isExclusive, key, endNs);
        }
    }

    /**
     * A node was added, changed its state, or something of it was taken or given back.
     *
     * @param nodeRow of the node.
     */
    public void onNodeChanged(final int nodeRow) {
        earliest.onNodeChanged(nodeRow);
    }

    /**
     * A job that holds an allocation is expected to end at another time than before.
     *
     * @param jobRow of the job.
     */
    public void onExpectedEndChanged(final int jobRow) {
        earliest.onExpectedEndChanged(jobRow);
    }
}
