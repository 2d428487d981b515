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
import java.util.Arrays;

/**
 * Who is on one node, and will be: first the running jobs, from now on, then the reservations; and
 * the times at which somebody comes or is gone. Who is overdue ends in an instant.
 *
 * <p>Cost: to read a node, O(log n) comparisons for each of the n who are on it, and a move of the
 * times after each new one.
 */
final class NodeStays {
    static final int NULL = ClusterView.NULL_ROW;

    private final ClusterView view;
    private final PlanTable plans;
    private final long[] startsNs;
    private final long[] endsNs;
    private final int[] rows;
    private final long[] timesNs;
    private final int[] firstComing;
    private final int[] firstLeaving;
    private final int[] nextComing;
    private final int[] nextLeaving;
    private int allocationCount;
    private int count;
    private int timeCount;
    private boolean isHeld;

    NodeStays(final ClusterView view, final PlanTable plans, final int planCapacity) {
        this.view = view;
        this.plans = plans;
        final int coreCapacity = view.maskWordCount() * Long.SIZE;
        final int most = Math.min(view.jobCapacity(), coreCapacity * CorePlanes.COUNT_MAX);
        final int capacity = most + planCapacity;
        final int timeCapacity = 1 + most + 2 * planCapacity;
        startsNs = new long[capacity];
        endsNs = new long[capacity];
        rows = new int[capacity];
        nextComing = new int[capacity];
        nextLeaving = new int[capacity];
        timesNs = new long[timeCapacity];
        firstComing = new int[timeCapacity];
        firstLeaving = new int[timeCapacity];
    }

    /** Times that a node may have at most. */
    int timeCapacity() {
        return timesNs.length;
    }

    void read(final int nodeRow, final long nowNs) {
        count = 0;
        timesNs[0] = nowNs;
        timeCount = 1;
        int allocation = view.nodeAllocationHead(nodeRow);
        while (allocation != NULL) {
            final long endNs = view.jobExpectedEndNs(view.allocationJob(allocation));
            add(allocation, nowNs, Math.max(nowNs + 1, endNs));
            allocation = view.allocationNextOnNode(allocation);
        }
        allocationCount = count;
        isHeld = count > 0 && view.nodeHolder(nodeRow) != NULL;
        int share = plans.nodeHead(nodeRow);
        while (share != NULL) {
            add(share, plans.shareStartNs(share), plans.shareEndNs(share));
            share = plans.nextOnNode(share);
        }
        chain();
    }

    private void add(final int row, final long startNs, final long endNs) {
        rows[count] = row;
        startsNs[count] = startNs;
        endsNs[count] = endNs;
        count++;
        addTime(startNs);
        addTime(endNs);
    }

    private void addTime(final long timeNs) {
        final int found = Arrays.binarySearch(timesNs, 0, timeCount, timeNs);
        if (found < 0) {
            final int at = -found - 1;
            System.arraycopy(timesNs, at, timesNs, at + 1, timeCount - at);
            timesNs[at] = timeNs;
            timeCount++;
        }
    }

    private void chain() {
        Arrays.fill(firstComing, 0, timeCount, NULL);
        Arrays.fill(firstLeaving, 0, timeCount, NULL);
        for (int stay = 0; stay < count; stay++) {
            final int coming = Arrays.binarySearch(timesNs, 0, timeCount, startsNs[stay]);
            nextComing[stay] = firstComing[coming];
            firstComing[coming] = stay;
            final int leaving = Arrays.binarySearch(timesNs, 0, timeCount, endsNs[stay]);
            nextLeaving[stay] = firstLeaving[leaving];
            firstLeaving[leaving] = stay;
        }
    }

    // ------------------------------------------------------------------ times

    int timeCount() {
        return timeCount;
    }

    long timeNs(final int time) {
        return timesNs[time];
    }

    int firstComing(final int time) {
        return firstComing[time];
    }

    int nextComing(final int stay) {
        return nextComing[stay];
    }

    int firstLeaving(final int time) {
        return firstLeaving[time];
    }

    int nextLeaving(final int stay) {
        return nextLeaving[stay];
    }

    // ------------------------------------------------------------------ who stays

    /** The first reservation; others follow until {@link #count()}. */
    int firstPlanned() {
        return allocationCount;
    }

    int count() {
        return count;
    }

    boolean isThere(final int stay, final long timeNs) {
        return startsNs[stay] <= timeNs && timeNs < endsNs[stay];
    }

    boolean isAlone(final int stay) {
        return stay < allocationCount ? isHeld : plans.isAlone(rows[stay]);
    }

    /** Processes that the cores of a reservation may have, itself included. */
    int cap(final int stay) {
        return plans.cap(rows[stay]);
    }

    long memory(final int stay) {
        return stay < allocationCount
                ? view.allocationMemory(rows[stay])
                : plans.memory(rows[stay]);
    }

    int gpuCount(final int stay) {
        return stay < allocationCount
                ? view.allocationGpus(rows[stay])
                : plans.gpuCount(rows[stay]);
    }

    long cores(final int stay, final int word) {
        return stay < allocationCount
                ? view.allocationMask(rows[stay], word)
                : plans.cores(rows[stay], word);
    }
}
