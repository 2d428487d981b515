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
package io.weft.core.debug;

import java.util.List;

/**
 * A job as it was at a position.
 *
 * @param jobId the embedder's id.
 * @param state where it is in its life, such as {@code PENDING}.
 * @param jobClass such as {@code BATCH}.
 * @param queueId of its queue.
 * @param userId of its user.
 * @param accountId of its account.
 * @param nodeCount nodes it asks for; 0 when its cores may be anywhere.
 * @param coresPerNode cores on each node, or altogether.
 * @param walltimeNs its limit, as if it ran alone.
 * @param priority as the embedder gave it.
 * @param submitPosition of the entry that submitted it.
 * @param submitTimeNs when that was.
 * @param startTimeNs when it got its cores, 0 before.
 * @param expectedEndNs when its limit is reached as things are, 0 before it has its cores.
 * @param multiplicity the highest on its cores, 0 before it has some.
 * @param reason why it waits, or was started.
 * @param reasonNumber that belongs to the reason.
 * @param shares what it has of each node, in the order of the nodes' rows.
 */
public record JobView(
        long jobId,
        String state,
        String jobClass,
        int queueId,
        int userId,
        int accountId,
        int nodeCount,
        int coresPerNode,
        long walltimeNs,
        long priority,
        long submitPosition,
        long submitTimeNs,
        long startTimeNs,
        long expectedEndNs,
        int multiplicity,
        String reason,
        long reasonNumber,
        List<Share> shares) {

    /**
     * What a job has of a node.
     *
     * @param nodeId of the node.
     * @param cores of it, such as {@code 0-3,8}.
     * @param memory bytes.
     * @param gpus a count.
     */
    public record Share(int nodeId, String cores, long memory, int gpus) {}

    /** Whether nothing but the reason for waiting differs. */
    boolean isAsBefore(final JobView other) {
        return state.equals(other.state)
                && priority == other.priority
                && walltimeNs == other.walltimeNs
                && nodeCount == other.nodeCount
                && coresPerNode == other.coresPerNode
                && submitTimeNs == other.submitTimeNs
                && startTimeNs == other.startTimeNs
                && expectedEndNs == other.expectedEndNs
                && multiplicity == other.multiplicity
                && shares.equals(other.shares);
    }
}
