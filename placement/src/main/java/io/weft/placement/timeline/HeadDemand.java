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
package io.weft.placement.timeline;

import io.weft.core.spi.ClusterView;
import io.weft.placement.select.Demand;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.Supply;

/**
 * What the head of a queue asks of one node: everything that decides what a node gives to it, and
 * nothing else, so that heads that differ in the number of their nodes alone ask the same.
 */
final class HeadDemand {
    private static final int ANY_QUEUE = -1;

    private final ClusterView view;
    private final Demand demand = new Demand();
    private final Supply supply = new Supply();
    private int queueRow;
    private boolean isAnywhere;
    private boolean isExclusive;
    private long key;
    private int coreCount;
    private int gpusPerNode;
    private long memoryPerNode;
    private long memoryPerCore;
    private long features;
    private int reservationRow;
    private long stayUntilNs;

    HeadDemand(final ClusterView view) {
        this.view = view;
    }

    void read(final int jobRow) {
        read(jobRow, Long.MIN_VALUE);
    }

    /** Leaves out nodes that close before some time. */
    void read(final int jobRow, final long newStayUntilNs) {
        demand.read(view, jobRow);
        demand.stayUntil(newStayUntilNs);
        stayUntilNs = newStayUntilNs;
        reservationRow = demand.reservationRow();
        final int queue = demand.queueRow();
        // Queues over all nodes are alike where their M is.
        queueRow = view.queueHasAllNodes(queue) ? ANY_QUEUE : queue;
        isAnywhere = demand.isAnywhere();
        isExclusive = view.jobIsExclusive(jobRow);
        key = demand.key();
        coreCount = isAnywhere ? 0 : demand.coreCount();
        gpusPerNode = demand.gpusPerNode();
        memoryPerNode = view.jobMemoryPerNode(jobRow);
        memoryPerCore = view.jobMemoryPerCore(jobRow);
        features = view.jobFeatures(jobRow);
    }

    boolean isLike(final HeadDemand other) {
        return queueRow == other.queueRow
                && demand.highestLevel() == other.demand.highestLevel()
                && isAnywhere == other.isAnywhere
                && isExclusive == other.isExclusive
                && key == other.key
                && demand.copies() == other.demand.copies()
                && coreCount == other.coreCount
                && gpusPerNode == other.gpusPerNode
                && memoryPerNode == other.memoryPerNode
                && memoryPerCore == other.memoryPerCore
                && features == other.features
                && reservationRow == other.reservationRow
                && stayUntilNs == other.stayUntilNs;
    }

    long stayUntilNs() {
        return stayUntilNs;
    }

    /** Whether every node that gives something to this gives as much of it to another. */
    boolean asksNoLessThan(final HeadDemand other) {
        return isAnywhere == other.isAnywhere
                && isExclusive == other.isExclusive
                && key == other.key
                && demand.copies() == other.demand.copies()
                && coreCount >= other.coreCount
                && gpusPerNode >= other.gpusPerNode
                && memoryPerNode >= other.memoryPerNode
                && memoryPerCore >= other.memoryPerCore
                && (features & other.features) == other.features
                && (queueRow == other.queueRow || other.queueRow == ANY_QUEUE);
    }

    boolean isAnywhere() {
        return isAnywhere;
    }

    boolean isExclusive() {
        return isExclusive;
    }

    /** Whether what a node gives depends on what is on others. */
    boolean hasCopies() {
        return demand.copies() != ClusterView.NULL_ROW;
    }

    /** Key of those with whom it shares nodes, 0 for none. */
    long key() {
        return key;
    }

    int highestLevel() {
        return demand.highestLevel();
    }

    long need() {
        return demand.need();
    }

    /** What all nodes give now; at least as much as is needed if they give that. */
    long count(final NodeIndex index) {
        index.count(demand, supply);
        return supply.complete();
    }

    boolean admits(final int nodeRow) {
        return demand.admits(nodeRow);
    }

    int coreCount() {
        return demand.coreCount();
    }

    int gpusPerNode() {
        return gpusPerNode;
    }

    /** Memory that goes with some cores of one node. */
    long memory(final int cores) {
        return demand.memory(cores);
    }

    /** What so much of a node gives, if the job may be put there. */
    int share(final int cores, final long memoryFree, final int gpusFree) {
        return demand.share(cores, memoryFree, gpusFree);
    }
}
