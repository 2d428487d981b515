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
package io.weft.core.client;

import org.agrona.collections.IntArrayList;

/**
 * What a queue (Slurm: partition) is, until it is {@linkplain QueueAlterationRequest altered}.
 * Mutable and reusable, used by one thread.
 */
public final class QueueRequest {
    final IntArrayList nodeIds = new IntArrayList();
    long walltimeMaxNs;
    int queueId;
    int nameId = -1;
    int priority;
    int maxMultiplicity = 1;
    int nodeCountMax;
    int coreCountMax;

    /**
     * A queue over all nodes, with maximum multiplicity 1 and no limit.
     *
     * @param queueId from 0, new.
     */
    public QueueRequest(final int queueId) {
        this.queueId = queueId;
    }

    /**
     * Caps the number of processes on a core.
     *
     * @param value M, 1..15.
     * @return this.
     */
    public QueueRequest maxMultiplicity(final int value) {
        maxMultiplicity = value;
        return this;
    }

    /**
     * Adds nodes; without any, the queue has all nodes, those added later too.
     *
     * @param firstNodeId first of a range of ids.
     * @param lastNodeId last of it.
     * @return this.
     */
    public QueueRequest nodes(final int firstNodeId, final int lastNodeId) {
        nodeIds.addInt(firstNodeId);
        nodeIds.addInt(lastNodeId);
        return this;
    }

    /**
     * Limits what one job may ask for.
     *
     * @param nodeCount most nodes; 0 for no limit.
     * @param coreCount most cores; 0 for no limit.
     * @param walltimeNs longest walltime in ns; 0 for no limit.
     * @return this.
     */
    public QueueRequest limits(final int nodeCount, final int coreCount, final long walltimeNs) {
        nodeCountMax = nodeCount;
        coreCountMax = coreCount;
        walltimeMaxNs = walltimeNs;
        return this;
    }

    /**
     * Names the queue.
     *
     * @param value id of a defined name.
     * @return this.
     */
    public QueueRequest nameId(final int value) {
        nameId = value;
        return this;
    }

    /**
     * Ranks the queue among queues.
     *
     * @param value higher comes first.
     * @return this.
     */
    public QueueRequest priority(final int value) {
        priority = value;
        return this;
    }
}
