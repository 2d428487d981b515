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

import io.weft.core.wire.AlterQueueEncoder;
import org.agrona.collections.IntArrayList;

/**
 * What an {@code AlterQueue} input changes of a queue; what is not said stays as it is. All of it
 * comes into force, from the entry on, or, if anything is rejected, nothing. Filled by chaining,
 * then given to {@link InputWriter}; mutable and reusable, used by one thread.
 *
 * <p>Rejected are, with the field, the value and its bound: {@code UNKNOWN_ID} a queue or node that
 * is not defined; {@code OUT_OF_RANGE} values that {@link QueueRequest} would not take either, and
 * an M above that up to which a service level or utilisation cap of the queue may raise it; {@code
 * WRONG_STATE} a node that a service level lends to the queue.
 */
public final class QueueAlterationRequest {
    final IntArrayList nodeIds = new IntArrayList();
    final int queueId;
    long walltimeMaxNs = AlterQueueEncoder.walltimeMaxNullValue();
    int priority = AlterQueueEncoder.priorityNullValue();
    int maxMultiplicity = AlterQueueEncoder.maxMultiplicityNullValue();
    int nodeCountMax = AlterQueueEncoder.nodeCountMaxNullValue();
    int coreCountMax = AlterQueueEncoder.coreCountMaxNullValue();
    boolean hasAllNodes;

    /**
     * Changes nothing yet.
     *
     * @param queueId of a queue that is defined.
     */
    public QueueAlterationRequest(final int queueId) {
        this.queueId = queueId;
    }

    /**
     * Changes the cap of the number of processes on a core. Jobs that run keep their cores where it
     * is lowered. What rules of the queue have raised it by is kept, as far as their own bound
     * lets.
     *
     * @param value M, 1..15.
     * @return this.
     */
    public QueueAlterationRequest maxMultiplicity(final int value) {
        maxMultiplicity = value;
        return this;
    }

    /**
     * Changes the rank among queues.
     *
     * @param value higher comes first; above {@link Integer#MIN_VALUE}, which leaves it.
     * @return this.
     */
    public QueueAlterationRequest priority(final int value) {
        priority = value;
        return this;
    }

    /**
     * Changes the longest walltime that a job may ask for from now on.
     *
     * @param valueNs in ns; 0 for no limit.
     * @return this.
     */
    public QueueAlterationRequest walltimeMaxNs(final long valueNs) {
        walltimeMaxNs = valueNs;
        return this;
    }

    /**
     * Changes how many nodes a job may ask for from now on.
     *
     * @param value most nodes; 0 for no limit.
     * @return this.
     */
    public QueueAlterationRequest nodeCountMax(final int value) {
        nodeCountMax = value;
        return this;
    }

    /**
     * Changes how many cores a job may ask for from now on.
     *
     * @param value most cores; 0 for no limit.
     * @return this.
     */
    public QueueAlterationRequest coreCountMax(final int value) {
        coreCountMax = value;
        return this;
    }

    /**
     * Adds to the nodes that the queue has instead of those it had; once called, the queue has no
     * others. Jobs that run elsewhere stay there.
     *
     * @param firstNodeId first of a range of ids.
     * @param lastNodeId last of it.
     * @return this.
     */
    public QueueAlterationRequest nodes(final int firstNodeId, final int lastNodeId) {
        nodeIds.addInt(firstNodeId);
        nodeIds.addInt(lastNodeId);
        hasAllNodes = false;
        return this;
    }

    /**
     * Gives the queue all nodes, those added later too; takes the place of {@link #nodes}.
     *
     * @return this.
     */
    public QueueAlterationRequest allNodes() {
        nodeIds.clear();
        hasAllNodes = true;
        return this;
    }
}
