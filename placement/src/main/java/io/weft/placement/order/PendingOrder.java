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
package io.weft.placement.order;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementTrace;
import io.weft.core.spi.PriorityFactor;

/**
 * The order of the pending jobs: ascending by a key, jobs with the same key by a rank, those of the
 * same rank by the position of their submission. Of the key a part stays the same while the job is
 * pending. What changes is the rank and the part of the key that an order adds: both are the same
 * for all jobs of one owner, see {@link #ranksUsers} and {@link #ranksAccounts}, and during a pass.
 *
 * <p>Threads: any. Cost: O(1); nothing is allocated.
 */
public enum PendingOrder {
    /** First come, first served: the order of submission. */
    FCFS,

    /** Shortest job first: by time limit, as if alone. */
    SHORTEST_FIRST,

    /** Longest job first: by time limit, as if alone. */
    LONGEST_FIRST,

    /** Highest priority first, as the embedder gave it. */
    PRIORITY,

    /** By priority; where it is the same, first the user who has used least until now. */
    FAIR_SHARE,

    /** Highest sum of weighted factors first, see {@link io.weft.core.spi.PriorityFactor}. */
    MULTIFACTOR,

    /**
     * Earliest deadline first (C. Liu and J. Layland, "Scheduling Algorithms for Multiprogramming
     * in a Hard-Real-Time Environment", 1973); jobs without a deadline last.
     */
    DEADLINE;

    /**
     * The part of a job's key that stays the same while the job is pending and the weights are what
     * they are.
     *
     * @param view of the state.
     * @param jobRow of a job.
     * @return the key, lower first.
     */
    public long key(final ClusterView view, final int jobRow) {
        return switch (this) {
            case FCFS -> view.jobPosition(jobRow);
            case SHORTEST_FIRST -> view.jobWalltimeNs(jobRow);
            case LONGEST_FIRST -> -view.jobWalltimeNs(jobRow);
            case PRIORITY, FAIR_SHARE -> ~view.jobPriority(jobRow);
            case MULTIFACTOR -> -Multifactor.lasting(view, jobRow);
            case DEADLINE -> view.jobDeadlineNs(jobRow);
        };
    }

    /**
     * Whether the weights of factors matter, see {@link
     * io.weft.core.spi.PlacementPolicy#onPriorityChanged}.
     *
     * @return true if so.
     */
    public boolean hasWeights() {
        return this == MULTIFACTOR;
    }

    /**
     * Whether it matters whose job it is, so that jobs of different users are never alike. With
     * weights it depends on them.
     *
     * @param view of the state.
     * @return true if so.
     */
    public boolean ranksUsers(final ClusterView view) {
        return this == FAIR_SHARE
                || hasWeights() && view.priorityWeight(PriorityFactor.USER_SHARE) != 0;
    }

    /**
     * The same for the accounts of jobs.
     *
     * @param view of the state.
     * @return true if so.
     */
    public boolean ranksAccounts(final ClusterView view) {
        return hasWeights() && view.priorityWeight(PriorityFactor.ACCOUNT_SHARE) != 0;
    }

    /**
     * Whether users or accounts matter.
     *
     * @param view of the state.
     * @return true if so.
     */
    public boolean ranksOwners(final ClusterView view) {
        return ranksUsers(view) || ranksAccounts(view);
    }

    /**
     * What comes to the key of a job beside the part that stays.
     *
     * @param view of the state.
     * @param jobRow of a job.
     * @param timeNs of the pass.
     * @return never above 0; 0 where nothing is added.
     */
    public long addition(final ClusterView view, final int jobRow, final long timeNs) {
        return hasWeights() ? -Multifactor.shares(view, jobRow, timeNs) : 0;
    }

    /**
     * Rank of the user of a job.
     *
     * @param view of the state.
     * @param jobRow of a job.
     * @param timeNs of the pass.
     * @return the rank, lower first; 0 where there are no ranks.
     */
    public long rank(final ClusterView view, final int jobRow, final long timeNs) {
        return this == FAIR_SHARE ? view.userUsage(view.jobUser(jobRow), timeNs) : 0;
    }

    /**
     * Tells key and rank of a job in words: what is compared, in the unit that the job has it.
     *
     * @param view of the state.
     * @param jobRow of a job.
     * @param timeNs now.
     * @param trace that is told.
     */
    public void explain(
            final ClusterView view,
            final int jobRow,
            final long timeNs,
            final PlacementTrace trace) {
        switch (this) {
            case FCFS ->
                    trace.onKey(
                            "position",
                            view.jobPosition(jobRow) >>> ClusterView.PLACE_SHIFT,
                            false);
            case SHORTEST_FIRST -> trace.onKey("walltime-ns", view.jobWalltimeNs(jobRow), false);
            case LONGEST_FIRST -> trace.onKey("walltime-ns", view.jobWalltimeNs(jobRow), true);
            case PRIORITY -> trace.onKey("priority", view.jobPriority(jobRow), true);
            case FAIR_SHARE -> {
                trace.onKey("priority", view.jobPriority(jobRow), true);
                trace.onKey("usage", rank(view, jobRow, timeNs), false);
            }
            case MULTIFACTOR -> Multifactor.explain(view, jobRow, timeNs, trace);
            case DEADLINE -> trace.onKey("deadline-ns", view.jobDeadlineNs(jobRow), false);
        }
    }
}
