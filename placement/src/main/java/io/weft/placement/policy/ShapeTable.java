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
 * <pre>
 * word of a row
 *    0 queue and reservation
 *    1 nodes and cores
 *    2 GPUs, copies, exclusive or not
 *    3 memory per node
 *    4 memory per core
 *    5 features
 *    6 key in the order
 *    7 group
 *    8 user and account, where they matter
 *    9 next of its bucket or of the free ones, and its bucket
 * </pre>
 *
 * <p>Cost: O(1) expected; nothing is allocated after {@link #attach}.
 */
final class ShapeTable {
    /** No job in the table has such a shape. */
    static final int NO_SHAPE = -1;

    private static final int NEED_COUNT = 9;
    private static final int LINK = NEED_COUNT;
    private static final int ROW_LENGTH = NEED_COUNT + 1;

    private final long[] asked = new long[NEED_COUNT];
    private ClusterView view;
    private boolean hasUsers;
    private boolean hasAccounts;
    private boolean hasNeeds;
    private long[] rows;
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
        view = newView;
        hasNeeds = newHasNeeds;
        hasUsers = order.ranksUsers(newView);
        hasAccounts = order.ranksAccounts(newView);
        rows = new long[Math.multiplyExact(capacity, ROW_LENGTH)];
        buckets = new int[Integer.highestOneBit(Math.max(2, capacity)) << 1];
        Arrays.fill(buckets, NO_SHAPE);
        freeHead = 0;
        for (int shape = 0; shape < capacity; shape++) {
            link(shape, shape + 1 < capacity ? shape + 1 : NO_SHAPE, 0);
        }
    }

    boolean isFull() {
        return freeHead == NO_SHAPE;
    }

    /** Shape of a job or {@link #NO_SHAPE}. */
    int find(final int jobRow) {
        return findInBucket(ask(jobRow));
    }

    /** Adds the shape of a job, which is not in the table yet; the table must not be full. */
    int add(final int jobRow) {
        final int bucket = ask(jobRow);
        final int shape = freeHead;
        freeHead = next(shape);
        System.arraycopy(asked, 0, rows, shape * ROW_LENGTH, NEED_COUNT);
        link(shape, buckets[bucket], bucket);
        buckets[bucket] = shape;
        return shape;
    }

    /** Removes a shape. */
    void remove(final int shape) {
        final int bucket = (int) rows[shape * ROW_LENGTH + LINK];
        if (buckets[bucket] == shape) {
            buckets[bucket] = next(shape);
        } else {
            int previous = buckets[bucket];
            while (next(previous) != shape) {
                previous = next(previous);
            }
            link(previous, next(shape), bucket);
        }
        link(shape, freeHead, 0);
        freeHead = shape;
    }

    private int next(final int shape) {
        return (int) (rows[shape * ROW_LENGTH + LINK] >> Integer.SIZE);
    }

    private void link(final int shape, final int next, final int bucket) {
        rows[shape * ROW_LENGTH + LINK] = pair(next, bucket);
    }

    /** Writes down what a job asks for; the bucket where such a shape is. */
    private int ask(final int jobRow) {
        asked[0] = pair(view.jobQueue(jobRow), Turns.reservationOf(view, jobRow));
        if (hasNeeds) {
            final long isExclusive = view.jobIsExclusive(jobRow) ? 1 : 0;
            asked[1] = pair(view.jobNodeCount(jobRow), view.jobCoresPerNode(jobRow));
            asked[2] = pair(view.jobGpusPerNode(jobRow), view.jobCopies(jobRow)) << 1 | isExclusive;
            asked[3] = view.jobMemoryPerNode(jobRow);
            asked[4] = view.jobMemoryPerCore(jobRow);
            asked[5] = view.jobFeatures(jobRow);
            asked[6] = view.jobKey(jobRow);
            asked[7] = view.hasGroups() ? view.jobGroup(jobRow) : 0;
        }
        asked[8] =
                pair(
                        hasUsers ? view.jobUser(jobRow) : 0,
                        hasAccounts ? view.jobAccount(jobRow) : 0);
        long hash = 0;
        for (int i = 0; i < NEED_COUNT; i++) {
            hash = hash * 31 + asked[i];
        }
        return Hashing.hash(hash) & buckets.length - 1;
    }

    /** Two numbers in one word: the first in its upper half. */
    private static long pair(final int upper, final int lower) {
        return (long) upper << Integer.SIZE | lower & 0xFFFF_FFFFL;
    }

    private int findInBucket(final int bucket) {
        int shape = buckets[bucket];
        while (shape != NO_SHAPE && !isAsked(shape * ROW_LENGTH)) {
            shape = next(shape);
        }
        return shape;
    }

    private boolean isAsked(final int at) {
        return Arrays.equals(asked, 0, NEED_COUNT, rows, at, at + NEED_COUNT);
    }
}
