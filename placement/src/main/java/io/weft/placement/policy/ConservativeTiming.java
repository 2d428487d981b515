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
import io.weft.placement.timeline.ConservativePlan;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Conservative backfilling (A. Mu'alem and D. Feitelson, "Utilization, Predictability, Workloads,
 * and User Runtime Estimates in Scheduling the IBM SP2 with Backfilling", 2001), for nodes, and for
 * cores that are shared. In each pass every pending job, in order of submission, gets the earliest
 * reservation that breaks none of a job before it; a job whose reservation is now starts.
 *
 * <p>What is there: a running job holds its cores, memory and GPUs until it is expected to end, one
 * that is overdue for an instant (1 ns) longer; a reservation holds them from its start until its
 * end.
 *
 * <p>When: the times looked at are now, and those at which a running job or a reservation ends. At
 * each, for each level from 0 to one below the maximum multiplicity M of the queue, the job is
 * taken to run for its walltime, stretched by a multiplicity of one more than the level. The first
 * time, and at that time the lowest level, is taken at which there is a place for all of that time.
 *
 * <p>Where: a core can be had at a level if at no moment of that time there are more processes on
 * it than the level, nor as many as a reservation on it was planned with: who has a reservation is
 * slowed down no more than was planned. A node can be had if it is up, in the queue, has the
 * features, enough such cores, and in all that time memory and GPUs for them; nobody joins a job
 * that holds a node alone, and who wants one alone joins nobody. Taken are the first nodes by row,
 * and on each the cores with the fewest processes at most, lowest numbers first. A job whose cores
 * may be anywhere takes all that each node gives, by row, until it has enough; if it wants whole
 * nodes, the widest first. The order is one that does not change with what runs, for only so does a
 * job find its place again in the next pass: a balanced order would let it take the place of a
 * later one.
 *
 * <p>Victims: a job does not start now where it slows down a running job that was to end by the
 * start of a reservation before it so that it will not have ended by then; it looks on, at higher
 * levels and later times.
 *
 * <p>The plan is a function of the state and the time alone. Where M is 1, nothing ends earlier
 * than expected, no node fails, and nobody is let in before others (a job released or put back), a
 * job starts no later than at the time that was reserved for it first; when something ends earlier,
 * all is planned anew, in order, and moves up. Where cores are shared, a start may be put off
 * because it would slow down others.
 *
 * <p>Gates: a job that limits or licences keep from starting, see {@link Gate}, is not planned and
 * holds up nobody but those who need the same licences. To look at it is all that it costs.
 *
 * <p>Limits: the first {@link ConservativePlan#JOBS_MAX} jobs that wait get a reservation, fewer if
 * theirs have more than {@link ConservativePlan#SHARES_PER_NODE} shares for each node that the
 * cluster may have and {@link ConservativePlan#SHARES_MIN} more, a share being what one reservation
 * has on one node. Those after them do not start, and wait for their turn behind the last one that
 * was planned. So a pass needs no other budget, and none is used up.
 *
 * <p>Why a job waits: the first thing that is short, if it does not fit now; else the first job
 * that has a reservation. Cost: what was planned in the last pass is kept when nothing has happened
 * but that jobs came at the end; all else is planned anew, see {@link ConservativePlan}.
 */
final class ConservativeTiming implements Timing {
    private static final int SHUT_LENGTH = 16;
    private static final int SHUT_REASON_OFFSET = 4;
    private static final int SHUT_NUMBER_OFFSET = 8;

    private final Gate gate = new Gate();
    private ClusterView view;
    private Admission admission;
    private ConservativePlan plan;
    private final Int2IntHashMap waitingOfJob = new Int2IntHashMap(NULL_ROW);
    private final ReasonCode[] reasons = new ReasonCode[ConservativePlan.JOBS_MAX];
    private final long[] reasonNumbers = new long[ConservativePlan.JOBS_MAX];
    private UnsafeBuffer queuedIn;

    /** For each job the pass in which it was last found shut out, the reason, its number. */
    private UnsafeBuffer shutIn;

    private int pass;
    private long lastId;
    private int firstWaiting = NULL_ROW;
    private boolean isCut;
    private boolean isStale;
    private boolean isInPass;
    private long timeNs;
    private PlacementSink sink;

    @Override
    public boolean honoursReservations() {
        return false;
    }

    @Override
    public void attach(
            final ClusterView newView,
            final PendingOrder newOrder,
            final Admission newAdmission,
            final Footprint footprint) {
        view = newView;
        admission = newAdmission;
        plan = new ConservativePlan(newView, newAdmission.index(), footprint);
        queuedIn =
                footprint.allocate(
                        "passes of queued jobs", (long) newView.jobCapacity() * Integer.BYTES);
        shutIn =
                footprint.allocate(
                        "gates of queued jobs", (long) newView.jobCapacity() * SHUT_LENGTH);
        gate.attach(newView);
        waitingOfJob.clear();
        pass = 0;
        isStale = true;
    }

    @Override
    public void pass(final long newTimeNs, final PlacementSink newSink) {
        timeNs = newTimeNs;
        sink = newSink;
        isInPass = true;
        isCut = false;
        lastId = 0;
        firstWaiting = NULL_ROW;
        pass++;
        waitingOfJob.clear();
        gate.beginPass();
        plan.begin(timeNs);
        if (isStale || !plan.isNobodyOverdue()) {
            plan.truncate(0);
        }
        // Who is overdue is planned to end an instant later, and may not have when that has passed.
        isStale = isShared() || !plan.isNobodyOverdue();
        walk();
        isInPass = false;
    }

    private void walk() {
        int waitingCount = 0;
        int jobRow = view.pendingHead();
        while (jobRow != NULL_ROW && waitingCount < ConservativePlan.JOBS_MAX) {
            final int nextRow = view.pendingNext(jobRow);
            if (gate.isShut(jobRow)) {
                shut(jobRow);
            } else if (startsNow(jobRow, waitingCount)) {
                final ReasonCode reason =
                        waitingCount == 0 ? ReasonCode.FITS : ReasonCode.BACKFILLED;
                if (!start(jobRow, waitingCount, reason)) {
                    isCut = true;
                    return;
                }
            } else if (!isReserved(jobRow, waitingCount)) {
                break;
            } else {
                explain(jobRow, waitingCount);
                waitingCount++;
            }
            jobRow = nextRow;
        }
        plan.truncate(waitingCount);
    }

    private void shut(final int jobRow) {
        final int at = jobRow * SHUT_LENGTH;
        shutIn.putInt(at, pass);
        shutIn.putInt(at + SHUT_REASON_OFFSET, gate.reason().value());
        shutIn.putLong(at + SHUT_NUMBER_OFFSET, gate.reasonNumber());
    }

    private boolean isShut(final int jobRow) {
        return shutIn.getInt(jobRow * SHUT_LENGTH) == pass;
    }

    /** Plans a job unless that was done before; true if it is to start, as is proposed then. */
    private boolean startsNow(final int jobRow, final int index) {
        final Proposal proposal = sink.proposal();
        if (isKept(jobRow, index)) {
            if (plan.startNs(index) > timeNs) {
                return false;
            }
            plan.read(index, proposal);
        } else {
            plan.truncate(index);
            if (plan.find(jobRow, proposal) > timeNs) {
                return false;
            }
        }
        return true;
    }

    /** Whether the reservation at some place in the order is that of a job, and holds. */
    private boolean isKept(final int jobRow, final int index) {
        // Where a copy was planned another may have started.
        return index < plan.count()
                && view.jobCopies(jobRow) == NULL_ROW
                && plan.jobId(index) == view.jobId(jobRow)
                && plan.startNs(index) >= timeNs;
    }

    private boolean start(final int jobRow, final int index, final ReasonCode reason) {
        final boolean isPlanned = index < plan.count();
        if (!sink.start(jobRow, reason)) {
            isStale = true;
            return false;
        }
        if (isPlanned) {
            plan.remove(index);
        }
        return true;
    }

    private boolean isReserved(final int jobRow, final int index) {
        return index < plan.count() || plan.reserve(jobRow, sink.proposal());
    }

    /** Says why a job waits that has a reservation, or never fits. */
    private void explain(final int jobRow, final int index) {
        waitingOfJob.put(jobRow, index);
        firstWaiting = index == 0 ? jobRow : firstWaiting;
        lastId = view.jobId(jobRow);
        if (admission.select(jobRow, sink.proposal()) == NO_FIT) {
            admission.explain(jobRow);
            reasons[index] = admission.reason();
            reasonNumbers[index] = admission.reasonNumber();
            return;
        }
        int first = 0;
        while (first < index && plan.startNs(first) == Long.MAX_VALUE) {
            first++;
        }
        // A plan has no GPU shared, so a job may fit beside others and wait for nobody's plan.
        final boolean isForGpus = first == index;
        reasons[index] = isForGpus ? ReasonCode.WAITING_GPUS : ReasonCode.WAITING_RESERVATION;
        reasonNumbers[index] = isForGpus ? 0 : plan.jobId(first);
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        if (isNew(jobRow)) {
            return ReasonCode.NOT_CONSIDERED;
        }
        if (isShut(jobRow)) {
            final int reason = shutIn.getInt(jobRow * SHUT_LENGTH + SHUT_REASON_OFFSET);
            return ReasonCode.get((short) reason);
        }
        final int index = waitingOfJob.get(jobRow);
        if (index != NULL_ROW) {
            return reasons[index];
        }
        return isCut ? ReasonCode.NOT_REACHED : ReasonCode.WAITING_TURN;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        if (isNew(jobRow)) {
            return 0;
        }
        if (isShut(jobRow)) {
            return shutIn.getLong(jobRow * SHUT_LENGTH + SHUT_NUMBER_OFFSET);
        }
        final int index = waitingOfJob.get(jobRow);
        if (index != NULL_ROW) {
            return reasonNumbers[index];
        }
        return isCut ? 0 : lastId;
    }

    private boolean isNew(final int jobRow) {
        return queuedIn.getInt(jobRow * Integer.BYTES) == pass;
    }

    @Override
    public int firstWaiting() {
        return firstWaiting;
    }

    @Override
    public long earliestStart(final int jobRow, final long atNs) {
        return plan.earliestStartNs(jobRow, atNs);
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        plan.onNodeChanged(nodeRow);
        // What starts takes nothing from those before it, and was planned for those after it.
        isStale |= !isInPass;
    }

    private boolean isShared() {
        for (int queueRow = 0; queueRow < view.queueCount(); queueRow++) {
            if (view.queueMaxMultiplicity(queueRow) > 1) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onQueueChanged() {
        isStale = true;
    }

    @Override
    public void onExpectedEndChanged(final int jobRow) {
        plan.onExpectedEndChanged(jobRow);
        isStale = true;
    }

    @Override
    public void onJobQueued(final int jobRow) {
        queuedIn.putInt(jobRow * Integer.BYTES, pass);
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        // Held, cancelled, or altered: it may come back to its place with another time limit.
        isStale |= !isInPass;
    }
}
