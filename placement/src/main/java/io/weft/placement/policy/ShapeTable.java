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

import io.weft.core.spi.ClusterView;
import io.weft.placement.order.PendingOrder;
import java.util.Arrays;
import org.agrona.collections.Hashing;

/**
 * The shapes of the pending jobs: jobs of one queue that ask for the same nodes, cores, memory,
 * GPUs and features, exclusively or not, and are of one key, of one group, copies of one job and in
 * the same reservation or none, have the same shape, and what is found out about one of them holds
 * for all. Where users or accounts matter, jobs of one shape are of one of them too. A shape has a
 * small row, which is used again when no pending job has it any more.
 *
 * <p>Cost: O(1) expected; nothing is allocated after {@link #attach}.
 */
final class ShapeTable {
    /** No job in the table has such a shape. */
    static final int NO_SHAPE = -1;

    private ClusterView view;
    private int[] queueRows;
    private int[] nodeCounts;
    private int[] coreCounts;
    private int[] gpuCounts;
    private long[] memoriesPerNode;
    private long[] memoriesPerCore;
    private long[] features;
    private boolean[] areExclusive;
    private long[] keys;
    private int[] copies;
    private int[] groups;
    private int[] userRows;
    private int[] accountRows;
    private int[] reservationRows;
    private boolean hasUsers;
    private boolean hasAccounts;
    private boolean hasNeeds;
    private int[] next;
    private int[] buckets;
    private int freeHead;

    /**
     * Takes memory; no job has a shape afterwards.
     *
     * @param newView of the state.
     * @param order that may rank users or accounts.
     * @param capacity most shapes.
     * @param newHasNeeds false if shapes are to be told apart by queue, user and account alone.
     */
    void attach(
            final ClusterView newView,
            final PendingOrder order,
            final int capacity,
            final boolean newHasNeeds) {
        final int needsCapacity = newHasNeeds ? capacity : 0;
        view = newView;
        hasNeeds = newHasNeeds;
        hasUsers = order.ranksUsers(newView);
        hasAccounts = order.ranksAccounts(newView);
        queueRows = new int[capacity];
        nodeCounts = new int[needsCapacity];
        coreCounts = new int[needsCapacity];
        gpuCounts = new int[needsCapacity];
        memoriesPerNode = new long[needsCapacity];
        memoriesPerCore = new long[needsCapacity];
        features = new long[needsCapacity];
        areExclusive = new boolean[needsCapacity];
        keys = new long[needsCapacity];
        copies = new int[needsCapacity];
        groups = new int[needsCapacity];
        userRows = new int[hasUsers ? capacity : 0];
        accountRows = new int[hasAccounts ? capacity : 0];
        reservationRows = new int[capacity];
        next = new int[capacity];
        buckets = new int[Integer.highestOneBit(Math.max(2, capacity)) << 1];
        Arrays.fill(buckets, NO_SHAPE);
        freeHead = 0;
        for (int shape = 0; shape < capacity; shape++) {
            next[shape] = shape + 1 < capacity ? shape + 1 : NO_SHAPE;
        }
    }

    boolean isFull() {
        return freeHead == NO_SHAPE;
    }

    /** Shape of a job or {@link #NO_SHAPE}. */
    int find(final int jobRow) {
        int shape = buckets[bucketOf(jobRow)];
        while (shape != NO_SHAPE && !hasShape(jobRow, shape)) {
            shape = next[shape];
        }
        return shape;
    }

    /** Adds the shape of a job, which is not in the table yet; the table must not be full. */
    int add(final int jobRow) {
        final int bucket = bucketOf(jobRow);
        final int shape = freeHead;
        freeHead = next[shape];
        next[shape] = buckets[bucket];
        buckets[bucket] = shape;
        fill(shape, jobRow);
        return shape;
    }

    /** Removes a shape, given a job that has it. */
    void remove(final int shape, final int jobRow) {
        unlink(shape, bucketOf(jobRow));
        next[shape] = freeHead;
        freeHead = shape;
    }

    private void unlink(final int shape, final int bucket) {
        if (buckets[bucket] == shape) {
            buckets[bucket] = next[shape];
            return;
        }
        int previous = buckets[bucket];
        while (next[previous] != shape) {
            previous = next[previous];
        }
        next[previous] = next[shape];
    }

    private void fill(final int shape, final int jobRow) {
        queueRows[shape] = view.jobQueue(jobRow);
        reservationRows[shape] = Turns.reservationOf(view, jobRow);
        if (hasUsers) {
            userRows[shape] = view.jobUser(jobRow);
        }
        if (hasAccounts) {
            accountRows[shape] = view.jobAccount(jobRow);
        }
        if (hasNeeds) {
            nodeCounts[shape] = view.jobNodeCount(jobRow);
            coreCounts[shape] = view.jobCoresPerNode(jobRow);
            gpuCounts[shape] = view.jobGpusPerNode(jobRow);
            memoriesPerNode[shape] = view.jobMemoryPerNode(jobRow);
            memoriesPerCore[shape] = view.jobMemoryPerCore(jobRow);
            features[shape] = view.jobFeatures(jobRow);
            areExclusive[shape] = view.jobIsExclusive(jobRow);
            keys[shape] = view.jobKey(jobRow);
            copies[shape] = view.jobCopies(jobRow);
            groups[shape] = group(jobRow);
        }
    }

    private boolean hasShape(final int jobRow, final int shape) {
        return queueRows[shape] == view.jobQueue(jobRow)
                && reservationRows[shape] == Turns.reservationOf(view, jobRow)
                && (!hasUsers || userRows[shape] == view.jobUser(jobRow))
                && (!hasAccounts || accountRows[shape] == view.jobAccount(jobRow))
                && (!hasNeeds || hasNeedsOf(jobRow, shape));
    }

    private boolean hasNeedsOf(final int jobRow, final int shape) {
        return nodeCounts[shape] == view.jobNodeCount(jobRow)
                && coreCounts[shape] == view.jobCoresPerNode(jobRow)
                && gpuCounts[shape] == view.jobGpusPerNode(jobRow)
                && memoriesPerNode[shape] == view.jobMemoryPerNode(jobRow)
                && memoriesPerCore[shape] == view.jobMemoryPerCore(jobRow)
                && features[shape] == view.jobFeatures(jobRow)
                && areExclusive[shape] == view.jobIsExclusive(jobRow)
                && keys[shape] == view.jobKey(jobRow)
                && copies[shape] == view.jobCopies(jobRow)
                && groups[shape] == group(jobRow);
    }

    private int group(final int jobRow) {
        return view.hasGroups() ? view.jobGroup(jobRow) : 0;
    }

    private int bucketOf(final int jobRow) {
        long hash = view.jobQueue(jobRow);
        hash = hash * 31 + Turns.reservationOf(view, jobRow);
        hash = hash * 31 + (hasUsers ? view.jobUser(jobRow) : 0);
        hash = hash * 31 + (hasAccounts ? view.jobAccount(jobRow) : 0);
        hash = hasNeeds ? hashOfNeeds(jobRow, hash) : hash;
        return Hashing.hash(hash) & buckets.length - 1;
    }

    private long hashOfNeeds(final int jobRow, final long start) {
        long hash = start;
        hash = hash * 31 + view.jobNodeCount(jobRow);
        hash = hash * 31 + view.jobCoresPerNode(jobRow);
        hash = hash * 31 + view.jobGpusPerNode(jobRow);
        hash = hash * 31 + view.jobMemoryPerNode(jobRow);
        hash = hash * 31 + view.jobMemoryPerCore(jobRow);
        hash = hash * 31 + view.jobFeatures(jobRow);
        hash = hash * 31 + (view.jobIsExclusive(jobRow) ? 1 : 0);
        hash = hash * 31 + view.jobKey(jobRow);
        hash = hash * 31 + view.jobCopies(jobRow);
        return hash * 31 + group(jobRow);
    }
}
