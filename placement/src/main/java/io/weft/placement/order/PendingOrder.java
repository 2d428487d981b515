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

/**
 * The order of the pending jobs: ascending by a key, jobs with the same key by the rank of their
 * users, those of the same rank by the position of their submission.
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
    FAIR_SHARE;

    /**
     * Key of a job. It stays the same while the job is pending.
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
        };
    }

    /**
     * Whether users are ranked, so that jobs of different users are never alike.
     *
     * @return true if so.
     */
    public boolean ranksUsers() {
        return this == FAIR_SHARE;
    }

    /**
     * Rank of the user of a job. It changes with time, and stays the same during a pass.
     *
     * @param view of the state.
     * @param jobRow of a job.
     * @param timeNs of the pass.
     * @return the rank, lower first; 0 where users are not ranked.
     */
    public long rank(final ClusterView view, final int jobRow, final long timeNs) {
        return ranksUsers() ? view.userUsage(view.jobUser(jobRow), timeNs) : 0;
    }
}
