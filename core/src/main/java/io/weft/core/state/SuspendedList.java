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
 * The suspended jobs in the order in which they were seen to be suspended, chained through their
 * terms. O(1) each; no allocation, kernel thread only.
 */
public final class SuspendedList {
    private final JobTable jobs;
    private final TermsTable terms;
    private int head = NULL_ROW;
    private int tail = NULL_ROW;
    private int count;

    SuspendedList(final JobTable jobs, final TermsTable terms) {
        this.jobs = jobs;
        this.terms = terms;
    }

    /**
     * The job that is suspended longest.
     *
     * @return a job row, or -1.
     */
    public int head() {
        return head;
    }

    /**
     * The job suspended after another.
     *
     * @param jobRow in the list.
     * @return a job row, or -1.
     */
    public int next(final int jobRow) {
        return terms.suspendedNext(jobs.termsRow(jobRow));
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
     * Adds a job at the end.
     *
     * @param jobRow of a job that has terms.
     */
    public void add(final int jobRow) {
        link(tail, jobRow);
        link(jobRow, NULL_ROW);
        count++;
    }

    /**
     * Removes a job.
     *
     * @param jobRow in the list.
     */
    public void remove(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        link(terms.suspendedPrevious(termsRow), terms.suspendedNext(termsRow));
        terms.suspendedNext(termsRow, NULL_ROW);
        terms.suspendedPrevious(termsRow, NULL_ROW);
        count--;
    }

    /** Makes {@code next} follow {@code previous}; a missing one stands for the end of the list. */
    /** Takes over links that were put in place from outside, from a head and to a tail. */
    void rebuild(final int newHead, final int newTail, final int newCount) {
        head = newHead;
        tail = newTail;
        count = newCount;
    }

    int tail() {
        return tail;
    }

    private void link(final int previous, final int next) {
        if (previous == NULL_ROW) {
            head = next;
        } else {
            terms.suspendedNext(jobs.termsRow(previous), next);
        }
        if (next == NULL_ROW) {
            tail = previous;
        } else {
            terms.suspendedPrevious(jobs.termsRow(next), previous);
        }
    }
}
