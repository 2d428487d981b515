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
package io.weft.core.state;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.memory.Footprint;

/**
 * The pending jobs in the order of their submission, chained through their rows. A job that comes
 * back (released, requeued) takes its old place. No allocation, kernel thread only.
 */
public final class PendingList {
    private final JobTable jobs;
    private final PendingIndex index;
    private final SizeTable sizes;
    private int head = NULL_ROW;
    private int tail = NULL_ROW;
    private int count;

    PendingList(final JobTable jobs, final SizeTable sizes, final Footprint footprint) {
        this.jobs = jobs;
        this.sizes = sizes;
        index = new PendingIndex(footprint, jobs.slab().capacity());
    }

    /**
     * First job.
     *
     * @return a job row, or -1.
     */
    public int head() {
        return head;
    }

    /**
     * Jobs in the list.
     *
     * @return the count.
     */
    public int count() {
        return count;
    }

    /**
     * Adds a job at its place: O(1) for the newest, else O(log n) and about 64 steps, expected.
     *
     * @param jobRow not in the list.
     */
    public void add(final int jobRow) {
        final long position = jobs.position(jobRow);
        final int previous = previous(position);
        final int next = previous == NULL_ROW ? head : jobs.pendingNext(previous);
        link(previous, jobRow);
        link(jobRow, next);
        index.add(jobRow, position);
        sizes.onQueued(jobRow);
        count++;
    }

    /**
     * The first job from some position on: O(log n) and about 64 steps, expected.
     *
     * @param position of an entry.
     * @return a job row, or -1.
     */
    public int firstFrom(final long position) {
        final int previous = previous(position);
        return previous == NULL_ROW ? head : jobs.pendingNext(previous);
    }

    private int previous(final long position) {
        if (tail == NULL_ROW || jobs.position(tail) < position) {
            return tail;
        }
        int previous = index.before(position);
        int next = previous == NULL_ROW ? head : jobs.pendingNext(previous);
        while (jobs.position(next) < position) {
            previous = next;
            next = jobs.pendingNext(next);
        }
        return previous;
    }

    /**
     * Removes a job.
     *
     * @param jobRow in the list.
     */
    public void remove(final int jobRow) {
        index.remove(jobRow);
        sizes.onUnqueued(jobRow);
        final int previous = jobs.pendingPrevious(jobRow);
        final int next = jobs.pendingNext(jobRow);
        link(previous, next);
        jobs.pendingNext(jobRow, NULL_ROW);
        jobs.pendingPrevious(jobRow, NULL_ROW);
        count--;
    }

    /** Makes {@code next} follow {@code previous}; a missing one stands for the end of the list. */
    /** Follows links again that were put in place from outside, from a head and to a tail. */
    void rebuild(final int newHead, final int newTail, final int newCount) {
        head = newHead;
        tail = newTail;
        count = newCount;
        for (int row = head; row != NULL_ROW; row = jobs.pendingNext(row)) {
            index.add(row, jobs.position(row));
        }
    }

    int tail() {
        return tail;
    }

    private void link(final int previous, final int next) {
        if (previous == NULL_ROW) {
            head = next;
        } else {
            jobs.pendingNext(previous, next);
        }
        if (next == NULL_ROW) {
            tail = previous;
        } else {
            jobs.pendingPrevious(next, previous);
        }
    }
}
