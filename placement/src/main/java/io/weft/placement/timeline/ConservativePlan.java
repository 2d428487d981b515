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
import io.weft.core.spi.Pace;
import io.weft.core.spi.Proposal;
import io.weft.placement.select.NodeIndex;
import java.util.Arrays;

/**
 * The plan of conservative backfilling: a reservation for each of the first pending jobs, in their
 * order.
 *
 * <p>A reservation holds as long as nothing happens that was not expected, and as long as nobody
 * joins or leaves before it; who keeps the order finds out what still holds and plans what follows.
 *
 * <p>Threads: the kernel thread alone. Cost: a reservation costs, for each level, a look at all
 * nodes, and one more for each time at which some nodes would have been free, but not for long
 * enough; where a job fits at once, a look at the nodes up to the last that it takes. A look goes
 * over the node's steps (see NodeSteps) and no further than to the time at which others are enough,
 * on that level or a higher one. Memory: {@value #SHARES_PER_NODE} shares for each node the cluster
 * may have, and {@value #SHARES_MIN} more, and the steps of nodes.
 */
public final class ConservativePlan {
    /** Most jobs that get a reservation. */
    public static final int JOBS_MAX = 256;

    /** Shares, one a node, that all reservations may have beside those for each node. */
    public static final int SHARES_MIN = 256;

    /** Shares that all reservations may have for each node that the cluster may have. */
    public static final int SHARES_PER_NODE = 4;

    /** Up to so many nodes, it is known while they are looked at what is too late. */
    private static final int SOONEST_MAX = 64;

    private static final long NEVER = NodeWindow.NEVER;

    private final ClusterView view;
    private final NodeIndex index;
    private final EarliestStart earliest;
    private final HeadDemand demand;
    private final PlanTable plans;
    private final NodeVersions versions;
    private final NodeSteps steps;
    private final NodeWindow window;
    private final Victims victims;
    private final NthSmallest nthSmallest;
    private final long[] feasibleNs;
    private final long[] words;
    private final boolean[] areTaken;
    private final boolean[] areBounds;
    private final long[] soonestNs = new long[SOONEST_MAX];
    private final int shareCountMax;
    private long nowNs;
    private long startNs;
    private long limitNs;
    private long endNs;
    private int cap;

    /**
     * An empty plan.
     *
     * @param view of the state.
     * @param index that is attached to the same state.
     * @param footprint that gives the memory.
     */
    public ConservativePlan(
            final ClusterView view, final NodeIndex index, final Footprint footprint) {
        final int nodeCapacity = view.nodeCapacity();
        this.view = view;
        this.index = index;
        shareCountMax = SHARES_MIN + SHARES_PER_NODE * nodeCapacity;
        earliest =
                new EarliestStart(
                        view, index, new Projection(view, footprint), footprint, JOBS_MAX);
        demand = new HeadDemand(view);
        versions = new NodeVersions(nodeCapacity);
        plans = new PlanTable(view, versions, footprint, JOBS_MAX, shareCountMax);
        steps = new NodeSteps(view, plans, versions, footprint, JOBS_MAX);
        window = new NodeWindow(view, steps);
        victims = new Victims(view);
        nthSmallest = new NthSmallest(nodeCapacity);
        feasibleNs = new long[nodeCapacity];
        words = new long[view.maskWordCount()];
        areTaken = new boolean[nodeCapacity];
        areBounds = new boolean[nodeCapacity];
    }

    // ------------------------------------------------------------------ what is planned

    /**
     * Reservations, those of jobs that never fit included.
     *
     * @return the count.
     */
    public int count() {
        return plans.count();
    }

    /**
     * Job of a reservation.
     *
     * @param planIndex 0..{@link #count()} - 1.
     * @return its id.
     */
    public long jobId(final int planIndex) {
        return plans.jobId(planIndex);
    }

    /**
     * When the job is to start.
     *
     * @param planIndex 0..{@link #count()} - 1.
     * @return time in ns, {@link Long#MAX_VALUE} if it never fits.
     */
    public long startNs(final int planIndex) {
        return plans.startNs(planIndex);
    }

    /**
     * Forgets reservations.
     *
     * @param planIndex of the first to forget.
     */
    public void truncate(final int planIndex) {
        plans.truncate(planIndex);
    }

    /**
     * Forgets one reservation, because the job starts.
     *
     * @param planIndex of it.
     */
    public void remove(final int planIndex) {
        plans.remove(planIndex);
    }

    /**
     * Proposes what is reserved.
     *
     * @param planIndex of the reservation.
     * @param proposal to fill.
     */
    public void read(final int planIndex, final Proposal proposal) {
        plans.read(planIndex, proposal);
    }

    // ------------------------------------------------------------------ planning

    /**
     * A pass begins.
     *
     * @param timeNs now.
     */
    public void begin(final long timeNs) {
        nowNs = timeNs;
        steps.begin(highestMultiplicity());
        earliest.beginRound();
    }

    private int highestMultiplicity() {
        int highest = 1;
        for (int queueRow = 0; queueRow < view.queueCount(); queueRow++) {
            highest = Math.max(highest, view.queueMaxMultiplicity(queueRow));
        }
        return highest;
    }

    /**
     * Whether reservations may be kept of which the first starts no earlier than now.
     *
     * @return false if somebody is overdue.
     */
    public boolean isNobodyOverdue() {
        return view.runningCount() == 0 || view.jobExpectedEndNs(view.runningJob(0)) > nowNs;
    }

    /**
     * Finds the earliest start of a job at which no reservation is broken.
     *
     * @param jobRow of a pending job.
     * @param proposal to fill with where it would run then; undefined if it never fits.
     * @return when, in ns; {@link Long#MAX_VALUE} if it never fits.
     */
    public long find(final int jobRow, final Proposal proposal) {
        demand.read(jobRow);
        final int levelCount = demand.isExclusive() ? 1 : demand.highestLevel() + 1;
        final long lowestNs = lowestNs(jobRow);
        int level = 0;
        startNs = NEVER;
        limitNs = NEVER;
        // From the highest on, where it is mostly the earliest: so the others are cut short.
        for (int each = levelCount - 1; each >= 0 && lowestNs < NEVER; each--) {
            final long durationNs = durationNs(jobRow, each + 1);
            long timeNs = findFrom(lowestNs, durationNs, each);
            if (timeNs == nowNs) {
                propose(timeNs, durationNs, each, proposal);
                if (!leavesPromises(proposal)) {
                    timeNs = findFrom(nextEndNs(), durationNs, each);
                }
            }
            if (timeNs < limitNs) {
                startNs = timeNs;
                limitNs = timeNs + 1;
                endNs = timeNs + durationNs;
                level = each;
            }
        }
        cap = level + 1;
        proposal.clear();
        if (startNs < NEVER) {
            propose(startNs, endNs - startNs, level, proposal);
        }
        return startNs;
    }

    /**
     * Whether a job that starts now would slow down nobody so that a reservation is missed.
     *
     * @param proposal where.
     * @return true if so.
     */
    public boolean leavesPromises(final Proposal proposal) {
        victims.begin(proposal, nowNs);
        while (victims.next()) {
            for (int i = 0; i < plans.count(); i++) {
                if (victims.misses(plans.startNs(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Reserves what was found last.
     *
     * @param jobRow of the job.
     * @param proposal that was filled.
     * @return false if there is no room for another reservation.
     */
    public boolean reserve(final int jobRow, final Proposal proposal) {
        if (plans.count() == JOBS_MAX
                || plans.shareCount() + proposal.nodeCount() > shareCountMax) {
            return false;
        }
        plans.add(
                view.jobId(jobRow),
                startNs,
                startNs == NEVER ? NEVER : endNs,
                cap,
                demand.isExclusive(),
                proposal);
        return true;
    }

    // ------------------------------------------------------------------ searching

    /** No start is earlier: when it would fit if there were no reservations. */
    private long lowestNs(final int jobRow) {
        if (demand.count(index) >= demand.need()) {
            return nowNs;
        }
        return earliest.find(demand, jobRow, nowNs) ? earliest.startNs() : NEVER;
    }

    /** The first time after now at which anybody is gone. */
    private long nextEndNs() {
        long nextNs = NEVER;
        if (view.runningCount() > 0) {
            nextNs = Math.max(nowNs + 1, view.jobExpectedEndNs(view.runningJob(0)));
        }
        for (int i = 0; i < plans.count(); i++) {
            nextNs = Math.min(nextNs, plans.endNs(i));
        }
        return nextNs;
    }

    /** The earliest start at a level, if it is not after what was found at higher ones. */
    private long findFrom(final long fromNs, final long durationNs, final int level) {
        if (fromNs >= limitNs) {
            return NEVER;
        }
        return demand.isAnywhere()
                ? findCores(fromNs, durationNs, level)
                : findNodes(fromNs, durationNs, level);
    }

    private long findNodes(final long fromNs, final long durationNs, final int level) {
        final int nodeCount = view.nodeCount();
        final int need = (int) demand.need();
        int readyCount = 0;
        int soonestCount = 0;
        long lateNs = limitNs;
        for (int nodeRow = 0; nodeRow < nodeCount; nodeRow++) {
            look(nodeRow, fromNs, durationNs, level, lateNs);
            final long timeNs = feasibleNs[nodeRow];
            if (timeNs == fromNs && ++readyCount == need) {
                return fromNs;
            }
            if (timeNs < lateNs && need <= SOONEST_MAX) {
                soonestCount = insert(timeNs, soonestCount, need);
                lateNs = soonestCount == need ? soonestNs[need - 1] : limitNs;
            }
        }
        while (nodeCount >= need) {
            final long timeNs = nthSmallest.of(feasibleNs, nodeCount, need);
            if (timeNs >= limitNs || areEnough(timeNs, durationNs, level, need)) {
                return timeNs >= limitNs ? NEVER : timeNs;
            }
        }
        return NEVER;
    }

    /** Keeps the soonest times, as many as are needed, in order; answers how many they are. */
    private int insert(final long timeNs, final int count, final int need) {
        int at = count == need ? count - 1 : count;
        while (at > 0 && soonestNs[at - 1] > timeNs) {
            soonestNs[at] = soonestNs[at - 1];
            at--;
        }
        soonestNs[at] = timeNs;
        return Math.min(count + 1, need);
    }

    /** Whether so many nodes can be had at a time; who may not any more is looked at again. */
    private boolean areEnough(
            final long timeNs, final long durationNs, final int level, final int need) {
        int readyCount = 0;
        for (int nodeRow = 0; nodeRow < view.nodeCount(); nodeRow++) {
            final long knownNs = feasibleNs[nodeRow];
            if (knownNs < timeNs || (knownNs == timeNs && areBounds[nodeRow])) {
                look(nodeRow, timeNs, durationNs, level, limitNs);
            }
            if (feasibleNs[nodeRow] == timeNs && ++readyCount == need) {
                return true;
            }
        }
        return false;
    }

    /** Finds when a node can be had; if that is late, a time before which it cannot will do. */
    private void look(
            final int nodeRow,
            final long fromNs,
            final long durationNs,
            final int level,
            final long lateNs) {
        long timeNs = NEVER;
        if (demand.admits(nodeRow)) {
            window.read(nodeRow, nowNs);
            timeNs = window.earliest(demand, fromNs, durationNs, level, lateNs);
        }
        feasibleNs[nodeRow] = timeNs;
        areBounds[nodeRow] = timeNs >= lateNs;
    }

    private long findCores(final long fromNs, final long durationNs, final int level) {
        long timeNs = fromNs;
        while (timeNs < limitNs) {
            long missing = demand.need();
            long nextNs = NEVER;
            for (int nodeRow = 0; nodeRow < view.nodeCount() && missing > 0; nodeRow++) {
                if (demand.admits(nodeRow)) {
                    window.read(nodeRow, nowNs);
                    missing -= window.share(demand, timeNs, timeNs + durationNs, level);
                    nextNs = Math.min(nextNs, window.nextEndNs(timeNs));
                }
            }
            if (missing <= 0) {
                return timeNs;
            }
            timeNs = nextNs;
        }
        return NEVER;
    }

    // ------------------------------------------------------------------ proposing

    /** Proposes the first nodes; it is known that there are enough. */
    private void propose(
            final long timeNs, final long durationNs, final int level, final Proposal proposal) {
        proposal.clear();
        if (demand.isExclusive() && demand.isAnywhere()) {
            markWidest(timeNs, durationNs);
        }
        long missing = demand.need();
        for (int nodeRow = 0; nodeRow < view.nodeCount() && missing > 0; nodeRow++) {
            final boolean isOpen =
                    !demand.isExclusive() || !demand.isAnywhere() || areTaken[nodeRow];
            if (isOpen && demand.admits(nodeRow)) {
                window.read(nodeRow, nowNs);
                final int share = window.shareToChoose(demand, timeNs, timeNs + durationNs, level);
                if (share > 0) {
                    missing -= propose(nodeRow, (int) Math.min(share, missing), level, proposal);
                }
            }
        }
    }

    private int propose(
            final int nodeRow, final int wanted, final int level, final Proposal proposal) {
        final int ofAll = demand.isExclusive() ? view.nodeCoreCount(nodeRow) : wanted;
        final int counted = demand.isAnywhere() ? ofAll : demand.coreCount();
        final int taken = demand.isExclusive() ? view.nodeCoreCount(nodeRow) : counted;
        window.choose(taken, level, words);
        final int row = proposal.addNode(nodeRow, demand.memory(counted), demand.gpusPerNode());
        for (int word = 0; word < words.length; word++) {
            proposal.mask(row, word, words[word]);
        }
        return wanted;
    }

    /** Marks the widest nodes that can be had whole, so that they are few. */
    private void markWidest(final long timeNs, final long durationNs) {
        long missing = demand.need();
        int widest = Integer.MAX_VALUE;
        Arrays.fill(areTaken, false);
        while (missing > 0) {
            widest = widestBelow(widest);
            for (int nodeRow = 0; nodeRow < view.nodeCount() && missing > 0; nodeRow++) {
                if (view.nodeCoreCount(nodeRow) == widest && demand.admits(nodeRow)) {
                    window.read(nodeRow, nowNs);
                    final int share = window.share(demand, timeNs, timeNs + durationNs, 0);
                    areTaken[nodeRow] = share > 0;
                    missing -= share;
                }
            }
        }
    }

    private int widestBelow(final int limit) {
        int widest = 0;
        for (int nodeRow = 0; nodeRow < view.nodeCount(); nodeRow++) {
            final int coreCount = view.nodeCoreCount(nodeRow);
            if (coreCount < limit) {
                widest = Math.max(widest, coreCount);
            }
        }
        return widest;
    }

    private long durationNs(final int jobRow, final int multiplicity) {
        final long walltimeNs = view.jobWalltimeNs(jobRow);
        if (!view.stretchesLimits()) {
            return walltimeNs;
        }
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        return Pace.timeCeil(walltimeNs, divisor);
    }

    // ------------------------------------------------------------------ keeping up

    /**
     * When a job could start if there were no reservations.
     *
     * @param jobRow of a pending job.
     * @param timeNs now.
     * @return time in ns, {@link Long#MAX_VALUE} if it never fits.
     */
    public long earliestStartNs(final int jobRow, final long timeNs) {
        begin(timeNs);
        demand.read(jobRow);
        return lowestNs(jobRow);
    }

    /**
     * A node was added, changed its state, or something of it was taken or given back.
     *
     * @param nodeRow of the node.
     */
    public void onNodeChanged(final int nodeRow) {
        versions.change(nodeRow);
        earliest.onNodeChanged(nodeRow);
    }

    /**
     * A job that holds an allocation is expected to end at another time than before.
     *
     * @param jobRow of the job.
     */
    public void onExpectedEndChanged(final int jobRow) {
        int allocation = view.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            versions.change(view.allocationNode(allocation));
            allocation = view.allocationNextOfJob(allocation);
        }
        earliest.onExpectedEndChanged(jobRow);
    }
}
