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
package io.weft.core.engine;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.state.ReservationTable;
import io.weft.core.wire.NodeState;
import java.util.Arrays;

/**
 * Finds whole nodes for some time: nodes that are up, on which everybody is expected to have ended
 * when it begins, and which are not reserved in it. Nodes are taken by row.
 *
 * <p>Kernel thread only; no allocation after construction. Cost: O(nodes · (their allocations +
 * reservations)) for a look at all nodes; to find a time, that for each time at which nodes come
 * free together but are reserved too soon, and no more than {@value #ROUNDS_MAX} times.
 */
final class WindowSearch {
    /** No time. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int ROUNDS_MAX = 1000;
    private static final int MOVES_MAX = 64;

    private final ClusterState state;
    private final NodeTable nodes;
    private final JobTable jobs;
    private final AllocationTable allocations;
    private final ReservationTable reservations;
    private final long[] freeNs;
    private final int[] weights;
    private int jobRow;
    private int nodeCount;
    private int coreCount;
    private long durationNs;
    private long periodNs;

    WindowSearch(final ClusterState state) {
        this.state = state;
        this.nodes = state.nodes();
        this.jobs = state.jobs();
        this.allocations = state.allocations();
        this.reservations = state.reservations();
        freeNs = new long[state.nodeCapacity()];
        weights = new int[state.nodeCapacity()];
        state.footprint()
                .count("window search", (long) freeNs.length * (Long.BYTES + Integer.BYTES));
    }

    /** From now on it is about nodes for a job, which takes them whole. */
    void beginJob(final int newJobRow, final long newDurationNs) {
        jobRow = newJobRow;
        nodeCount = jobs.nodeCount(newJobRow);
        coreCount = jobs.coresPerNode(newJobRow);
        durationNs = newDurationNs;
        periodNs = 0;
    }

    /** From now on it is about so many nodes with so many cores each, or 0 nodes: cores in all. */
    void beginNodes(
            final int newNodeCount,
            final int newCoreCount,
            final long newDurationNs,
            final long newPeriodNs) {
        jobRow = NULL_ROW;
        nodeCount = newNodeCount;
        coreCount = newCoreCount;
        durationNs = newDurationNs;
        periodNs = newPeriodNs;
    }

    /** Nodes, or cores where these may be anywhere. */
    int need() {
        return nodeCount == 0 ? coreCount : nodeCount;
    }

    /** What a node counts for when it is free: 0 if it is of no use. */
    private int weight(final int nodeRow) {
        final int cores = nodes.coreCount(nodeRow);
        if (nodes.state(nodeRow) != NodeState.UP.value() || nodeCount > 0 && cores < coreCount) {
            return 0;
        }
        if (jobRow != NULL_ROW && !suitsJob(nodeRow, nodeCount > 0 ? coreCount : cores)) {
            return 0;
        }
        return nodeCount > 0 ? 1 : cores;
    }

    private boolean suitsJob(final int nodeRow, final int cores) {
        final long memoryPerCore = jobs.memoryPerCore(jobRow);
        final long memory = nodes.memoryTotal(nodeRow) - jobs.memoryPerNode(jobRow);
        final long features = jobs.features(jobRow);
        return state.queueHasNode(jobs.queueRow(jobRow), nodeRow)
                && (nodes.features(nodeRow) & features) == features
                && nodes.gpusTotal(nodeRow) >= jobs.gpusPerNode(jobRow)
                && memory >= 0
                && (memoryPerCore == 0 || memory / memoryPerCore >= cores);
    }

    // ------------------------------------------------------------------ at a time

    /** What the nodes that are free for the time from a start count for, as far as needed. */
    long countFree(final long startNs) {
        long count = 0;
        for (int row = 0; row < state.nodeCount() && count < need(); row++) {
            count += isFree(row, startNs) ? weight(row) : 0;
        }
        return count;
    }

    /** Gives a reservation the first nodes that are free for the time from a start. */
    void reserve(final int reservationRow, final long startNs, final ReservationNodes target) {
        long missing = need();
        for (int row = 0; row < state.nodeCount() && missing > 0; row++) {
            final int weight = isFree(row, startNs) ? weight(row) : 0;
            if (weight > 0) {
                target.add(reservationRow, row);
                missing -= weight;
            }
        }
    }

    /** The first free node that has no fewer cores than another, or none. */
    int findLike(final int nodeRow, final long startNs) {
        for (int row = 0; row < state.nodeCount(); row++) {
            if (nodes.coreCount(row) >= nodes.coreCount(nodeRow)
                    && weight(row) > 0
                    && isFree(row, startNs)) {
                return row;
            }
        }
        return NULL_ROW;
    }

    /** Cores held past a start on the first nodes that are not reserved, up to what is missing. */
    long countHeld(final long startNs, final long missing) {
        long left = missing;
        long held = 0;
        for (int row = 0; row < state.nodeCount() && left > 0; row++) {
            if (freeNs(row) > startNs && weight(row) > 0 && conflict(row, startNs) == NULL_ROW) {
                held += heldCores(row, startNs);
                left -= weight(row);
            }
        }
        return held;
    }

    private long heldCores(final int nodeRow, final long startNs) {
        long cores = 0;
        for (int a = nodes.allocationHead(nodeRow); a != NULL_ROW; a = allocations.nextOnNode(a)) {
            final boolean isLong = jobs.expectedEndNs(allocations.jobRow(a)) > startNs;
            cores += isLong ? allocations.coreCount(a) : 0;
        }
        return cores;
    }

    private boolean isFree(final int nodeRow, final long startNs) {
        return freeNs(nodeRow) <= startNs && conflict(nodeRow, startNs) == NULL_ROW;
    }

    /** When the last job on a node is expected to have ended. */
    private long freeNs(final int nodeRow) {
        long lastNs = Long.MIN_VALUE;
        long memoryFree = nodes.memoryFree(nodeRow);
        for (int a = nodes.allocationHead(nodeRow); a != NULL_ROW; a = allocations.nextOnNode(a)) {
            lastNs = Math.max(lastNs, jobs.expectedEndNs(allocations.jobRow(a)));
            memoryFree += allocations.memory(a);
        }
        // A suspended job keeps its memory until it goes on, and nobody knows when.
        return memoryFree < nodes.memoryTotal(nodeRow) ? NEVER : lastNs;
    }

    /** A reservation of a node that would overlap the time from a start, some time, or none. */
    int conflict(final int nodeRow, final long startNs) {
        for (int row = 0; row < reservations.slab().highWater(); row++) {
            if (reservations.isUsed(row)
                    && reservations.hasNode(row, nodeRow)
                    && overlaps(row, startNs)) {
                return row;
            }
        }
        return NULL_ROW;
    }

    /** Of what recurs it is only known that it may meet at any multiple of what both have. */
    private boolean overlaps(final int row, final long startNs) {
        final long otherNs = reservations.startNs(row);
        final long otherLength = reservations.endNs(row) - otherNs;
        final long otherPeriodNs = reservations.periodNs(row);
        final boolean isBefore = periodNs == 0 && startNs + durationNs <= otherNs;
        final boolean isAfter = otherPeriodNs == 0 && otherNs + otherLength <= startNs;
        if (isBefore || isAfter || periodNs == 0 && otherPeriodNs == 0) {
            return !isBefore && !isAfter;
        }
        final long stepNs = divisor(periodNs, otherPeriodNs);
        final long offsetNs = Math.floorMod(otherNs - startNs, stepNs);
        return offsetNs < durationNs || offsetNs + otherLength > stepNs;
    }

    /** The greatest common divisor; of 0 and another, the other. */
    private static long divisor(final long left, final long right) {
        long a = left;
        long b = right;
        while (b != 0) {
            final long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    // ------------------------------------------------------------------ the earliest time

    /** The earliest start of a time in which enough nodes are free, or {@link #NEVER}. */
    long findStart(final long fromNs) {
        long startNs = fromNs;
        for (int row = 0; row < state.nodeCount(); row++) {
            weights[row] = weight(row);
        }
        for (int round = 0; round < ROUNDS_MAX; round++) {
            final int ready = look(startNs);
            if (ready >= need()) {
                return startNs;
            }
            startNs = soonest(startNs);
            if (startNs == NEVER) {
                return NEVER;
            }
        }
        return NEVER;
    }

    /** Finds out from when on each node is free; answers what those count for that are at once. */
    private int look(final long startNs) {
        long ready = 0;
        Arrays.fill(freeNs, NEVER);
        for (int row = 0; row < state.nodeCount(); row++) {
            if (weights[row] > 0) {
                freeNs[row] = nextFree(row, Math.max(startNs, freeNs(row)));
                ready += freeNs[row] == startNs ? weights[row] : 0;
            }
        }
        return (int) Math.min(ready, Integer.MAX_VALUE);
    }

    private long nextFree(final int nodeRow, final long fromNs) {
        long atNs = fromNs;
        for (int move = 0; move < MOVES_MAX; move++) {
            final int row = conflict(nodeRow, atNs);
            if (row == NULL_ROW) {
                return atNs;
            }
            atNs = endOf(row, atNs);
            if (atNs == NEVER) {
                return NEVER;
            }
        }
        return NEVER;
    }

    /** The end of the window of a reservation that is in the way of the time from a start. */
    private long endOf(final int row, final long startNs) {
        final long otherPeriodNs = reservations.periodNs(row);
        final long length = reservations.endNs(row) - reservations.startNs(row);
        if (otherPeriodNs == 0) {
            return reservations.endNs(row);
        }
        if (durationNs > otherPeriodNs - length) {
            return NEVER;
        }
        final long sinceNs = Math.max(0, startNs - reservations.startNs(row));
        final long thisEndNs = reservations.endNs(row) + sinceNs / otherPeriodNs * otherPeriodNs;
        return startNs < thisEndNs ? thisEndNs : thisEndNs + otherPeriodNs;
    }

    /** The time by which so many nodes are free as are needed, if each stayed so. */
    private long soonest(final long fromNs) {
        long lowest = fromNs;
        long highest = NEVER - 1;
        if (countUntil(highest) < need()) {
            return NEVER;
        }
        while (lowest < highest) {
            final long middle = lowest + (highest - lowest) / 2;
            if (countUntil(middle) >= need()) {
                highest = middle;
            } else {
                lowest = middle + 1;
            }
        }
        return lowest;
    }

    private long countUntil(final long timeNs) {
        long count = 0;
        for (int row = 0; row < state.nodeCount(); row++) {
            count += freeNs[row] <= timeNs ? weights[row] : 0;
        }
        return count;
    }
}
