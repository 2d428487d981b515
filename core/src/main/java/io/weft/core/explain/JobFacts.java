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

import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.wire.JobClass;

/**
 * What a job is and asks for.
 *
 * @param jobId the embedder's id.
 * @param state where it is in its life, such as {@code pending}; {@code ended} for one that is
 *     gone.
 * @param jobClass its class, such as {@code batch}.
 * @param queueId of its queue.
 * @param maxMultiplicity M of that queue.
 * @param userId of its user.
 * @param accountId of its account.
 * @param nodeCount nodes it asks for; 0 when its cores may be anywhere.
 * @param coresPerNode cores on each node, or altogether.
 * @param memoryPerNode bytes on each node.
 * @param memoryPerCore bytes for each core.
 * @param gpusPerNode a count.
 * @param features that its nodes must have, a bit each.
 * @param exclusive whether it wants its nodes for itself.
 * @param priority as the embedder gave it.
 * @param walltimeNs its limit, as if it ran alone.
 * @param submitPosition of the entry that submitted it.
 * @param submitTimeNs when that was.
 * @param terms what else it asks for; null for a job that asks for no more.
 */
public record JobFacts(
        long jobId,
        String state,
        String jobClass,
        int queueId,
        int maxMultiplicity,
        int userId,
        int accountId,
        int nodeCount,
        int coresPerNode,
        long memoryPerNode,
        long memoryPerCore,
        int gpusPerNode,
        long features,
        boolean exclusive,
        long priority,
        long walltimeNs,
        long submitPosition,
        long submitTimeNs,
        JobTerms terms) {

    static final String ENDED = "ended";

    static JobFacts of(final ClusterState state, final int jobRow, final Integer tenant) {
        return of(state, jobRow, tenant, Words.of(JobState.of(state.jobs().state(jobRow))));
    }

    static JobFacts of(
            final ClusterState state,
            final int jobRow,
            final Integer tenant,
            final String lifeState) {
        final JobTable jobs = state.jobs();
        final int queueRow = jobs.queueRow(jobRow);
        return new JobFacts(
                jobs.jobId(jobRow),
                lifeState,
                Words.of(JobClass.get((short) jobs.jobClass(jobRow))),
                state.queues().queueId(queueRow),
                state.queues().maxMultiplicity(queueRow),
                jobs.userId(jobRow),
                jobs.accountId(jobRow),
                jobs.nodeCount(jobRow),
                jobs.coresPerNode(jobRow),
                jobs.memoryPerNode(jobRow),
                jobs.memoryPerCore(jobRow),
                jobs.gpusPerNode(jobRow),
                jobs.features(jobRow),
                jobs.isExclusive(jobRow),
                jobs.priority(jobRow),
                jobs.walltimeNs(jobRow),
                jobs.position(jobRow) >>> ClusterView.PLACE_SHIFT,
                jobs.submitTimeNs(jobRow),
                JobTerms.of(state, jobRow, tenant));
    }
}
