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
package io.weft.core.explain;

import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;

/** What a job asks for, as far as it may be altered to see what comes of it; to be put back. */
record Ask(
        int nodeCount,
        int coresPerNode,
        long memoryPerNode,
        long memoryPerCore,
        int gpusPerNode,
        long walltimeNs,
        boolean isExclusive,
        boolean isHeld,
        int maxMultiplicity) {

    static Ask of(final ClusterState state, final int jobRow) {
        final JobTable jobs = state.jobs();
        return new Ask(
                jobs.nodeCount(jobRow),
                jobs.coresPerNode(jobRow),
                jobs.memoryPerNode(jobRow),
                jobs.memoryPerCore(jobRow),
                jobs.gpusPerNode(jobRow),
                jobs.walltimeNs(jobRow),
                jobs.isExclusive(jobRow),
                jobs.state(jobRow) == JobState.HELD.code(),
                state.queues().maxMultiplicity(jobs.queueRow(jobRow)));
    }

    /** Writes it into the rows of the job and of its queue. */
    void applyTo(final ClusterState state, final int jobRow) {
        final JobTable jobs = state.jobs();
        jobs.nodeCount(jobRow, nodeCount);
        jobs.coresPerNode(jobRow, coresPerNode);
        jobs.memoryPerNode(jobRow, memoryPerNode);
        jobs.memoryPerCore(jobRow, memoryPerCore);
        jobs.gpusPerNode(jobRow, gpusPerNode);
        jobs.walltimeNs(jobRow, walltimeNs);
        jobs.exclusive(jobRow, isExclusive);
        state.queues().maxMultiplicity(jobs.queueRow(jobRow), maxMultiplicity);
        final boolean wasHeld = jobs.state(jobRow) == JobState.HELD.code();
        if (wasHeld && !isHeld) {
            jobs.state(jobRow, JobState.PENDING.code());
            state.pending().add(jobRow);
        } else if (!wasHeld && isHeld) {
            state.pending().remove(jobRow);
            jobs.state(jobRow, JobState.HELD.code());
        }
    }
}
