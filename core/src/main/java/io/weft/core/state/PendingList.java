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

/**
 * The pending jobs in the order of their submission, chained through their rows. A job that comes
 * back (released, requeued) takes its old place. No allocation, kernel thread only.
 */
public final class PendingList {
    private final JobTable jobs;
    private int head = NULL_ROW;
    private int tail = NULL_ROW;
    private int count;

    PendingList(final JobTable jobs) {
        this.jobs = jobs;
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
     * Adds a job at its place: O(1) for the newest, else as many steps as there are newer ones.
     *
     * @param jobRow not in the list.
     */
    public void add(final int jobRow) {
        final long position = jobs.position(jobRow);
        int previous = tail;
        while (previous != NULL_ROW && jobs.position(previous) > position) {
            previous = jobs.pendingPrevious(previous);
        }
        final int next = previous == NULL_ROW ? head : jobs.pendingNext(previous);
        link(previous, jobRow);
        link(jobRow, next);
        count++;
    }

    /**
     * Removes a job.
     *
     * @param jobRow in the list.
     */
    public void remove(final int jobRow) {
        final int previous = jobs.pendingPrevious(jobRow);
        final int next = jobs.pendingNext(jobRow);
        link(previous, next);
        jobs.pendingNext(jobRow, NULL_ROW);
        jobs.pendingPrevious(jobRow, NULL_ROW);
        count--;
    }

    /** Makes {@code next} follow {@code previous}; a missing one stands for the end of the list. */
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
