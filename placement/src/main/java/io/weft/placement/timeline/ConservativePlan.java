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

/**
 * The plan of conservative backfilling: a reservation for each of the first pending jobs, in their
 * order.
 *
 * <p>A reservation holds as long as nothing happens that was not expected, and as long as nobody
 * joins or leaves before it; who keeps the order finds out what still holds and plans what follows.
 *
 * <p>A job is looked for in three steps. The first finds a time before which it has no place on any
 * level: on the highest level, for as long as it would run on the lowest, no earlier than those
 * before it that ask for no more. Then all levels are tried at that time. Only if none will do,
 * each level is searched on its own.
 *
 * <p>Threads: the kernel thread alone. Cost: a reservation costs a search over the nodes (see
 * NodesSearch and CoresSearch), one more for each level if it does not start when the first one
 * says, and to put it into the steps of its nodes. Memory: {@value #SHARES_PER_NODE} shares for
 * each node the cluster may have, and {@value #SHARES_MIN} more, and the steps of nodes.
 */
public final class ConservativePlan {
    /** Most jobs that get a reservation. */
    public static final int JOBS_MAX = 256;

    /** Shares, one a node, that all reservations may have beside those for each node. */
    public static final int SHARES_MIN = 256;

    /** Shares that all reservations may have for each node that the cluster may have. */
    public static final int SHARES_PER_NODE = 4;

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
    private final NodesSearch nodes;
    private final CoresSearch cores;
    private final PlanPlaces places;
    private final StartBounds bounds;
    private final int shareCountMax;
    private long nowNs;
    private long startNs;
    private long endNs;
    private int cap;
    private long walltimeNs;
    private int slowingLevels;

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
        versions = new NodeVersions(nodeCapacity, footprint);
        plans = new PlanTable(view, versions, footprint, JOBS_MAX, shareCountMax);
        steps = new NodeSteps(view, plans, versions, footprint, JOBS_MAX);
        window = new NodeWindow(view, steps);
        victims = new Victims(view);
        nodes = new NodesSearch(view, window, footprint);
        cores = new CoresSearch(view, window, footprint);
        places = new PlanPlaces(view, window, nodes, footprint);
        bounds = new StartBounds(view, JOBS_MAX, footprint);
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
        if (planIndex < plans.count()) {
            bounds.forget();
        }
        plans.truncate(planIndex);
    }

    /**
     * Forgets one reservation, because the job starts.
     *
     * @param planIndex of it.
     */
    public void remove(final int planIndex) {
        bounds.forget();
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
        bounds.forget();
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
        walltimeNs = view.jobWalltimeNs(jobRow);
        startNs = NEVER;
        slowingLevels = 0;
        cap = 1;
        places.begin(demand, nowNs);
        bounds.begin(demand, walltimeNs, nowNs);
        final long floorNs = floorNs(jobRow);
        for (int level = 0; level <= demand.highestLevel(); level++) {
            bounds.raise(level, floorNs);
        }
        proposal.clear();
        if (floorNs < NEVER && !startsAt(floorNs, proposal)) {
            findAfter(floorNs, proposal);
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
                demand.key(),
                proposal);
        int share = plans.firstShare(plans.count() - 1);
        while (share != PlanTable.NULL) {
            steps.add(share, nowNs);
            share = plans.nextOfSlot(share);
        }
        bounds.keep(jobRow, walltimeNs);
        return true;
    }

    // ------------------------------------------------------------------ searching

    /** No start is earlier: when it would fit at the highest level, if that did not slow it. */
    private long floorNs(final int jobRow) {
        final int highest = demand.highestLevel();
        final long boundNs = bounds.lowestNs(highest + 1);
        final long fromNs = boundNs > nowNs ? boundNs : lowestNs(jobRow);
        if (fromNs == NEVER) {
            return NEVER;
        }
        if (demand.isAnywhere()) {
            cores.begin(demand, nowNs);
            return cores.find(fromNs, durationNs(0), highest, NEVER);
        }
        return nodes.findFloor(demand, nowNs, fromNs, durationNs(0), highest);
    }

    /** No start is earlier: when it would fit if there were no reservations. */
    private long lowestNs(final int jobRow) {
        if (demand.count(index) >= demand.need()) {
            return nowNs;
        }
        return earliest.find(demand, jobRow, nowNs) ? earliest.startNs() : NEVER;
    }

    /** Whether the job has its place at the time before which it has none, on the lowest level. */
    private boolean startsAt(final long timeNs, final Proposal proposal) {
        for (int level = 0; level <= demand.highestLevel(); level++) {
            if (bounds.boundNs(level) <= timeNs && fitsAtFloor(timeNs, level)) {
                begin(timeNs, level);
                places.propose(startNs, endNs, level, proposal);
                if (timeNs > nowNs || leavesPromises(proposal)) {
                    return true;
                }
                slowingLevels |= 1 << level;
                startNs = NEVER;
            }
        }
        return false;
    }

    private boolean fitsAtFloor(final long timeNs, final int level) {
        final long durationNs = durationNs(level);
        if (level == demand.highestLevel() && durationNs == durationNs(0)) {
            return true;
        }
        return demand.isAnywhere()
                ? cores.areEnough(timeNs, durationNs, level)
                : nodes.areEnough(timeNs, durationNs, level);
    }

    /** Looks for a later start, from the highest level on, where it is mostly the earliest. */
    private void findAfter(final long floorNs, final Proposal proposal) {
        final long afterNs = floorNs == nowNs ? nextEndNs() : floorNs;
        long limitNs = NEVER;
        for (int level = demand.highestLevel(); level >= 0; level--) {
            final long fromNs = Math.max(afterNs, bounds.boundNs(level));
            final long timeNs = find(fromNs, durationNs(level), level, limitNs);
            if (timeNs < limitNs) {
                begin(timeNs, level);
                limitNs = timeNs + 1;
            }
            // Who is put elsewhere may slow nobody down, so that says nothing of others.
            if ((slowingLevels & 1 << level) == 0) {
                bounds.raise(level, startNs);
            }
        }
        proposal.clear();
        if (startNs < NEVER) {
            places.propose(startNs, endNs, cap - 1, proposal);
        }
    }

    private long find(
            final long fromNs, final long durationNs, final int level, final long limitNs) {
        if (fromNs >= limitNs) {
            return NEVER;
        }
        return demand.isAnywhere()
                ? cores.find(fromNs, durationNs, level, limitNs)
                : nodes.find(fromNs, durationNs, level, limitNs);
    }

    private void begin(final long timeNs, final int level) {
        startNs = timeNs;
        endNs = timeNs + durationNs(level);
        cap = level + 1;
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

    /** The time limit, stretched by the most processes that a core may have with the job. */
    private long durationNs(final int level) {
        if (!view.stretchesLimits()) {
            return walltimeNs;
        }
        final long divisor = Pace.divisorPerMille(level + 1, view.overheadPerMille());
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
        bounds.forget();
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
        bounds.forget();
        earliest.onExpectedEndChanged(jobRow);
    }
}
