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
package io.weft.placement.reference;

import io.weft.core.spi.ClusterView;

/**
 * What a job asks for.
 *
 * @param queueRow of its queue.
 * @param maxMultiplicity M of that queue.
 * @param nodeCount nodes; 0 when the cores may be anywhere.
 * @param coreCount cores on each node, or altogether.
 * @param memoryPerNode bytes on each node.
 * @param memoryPerCore bytes for each core, beside that.
 * @param gpusPerNode on each node.
 * @param features that each node must have.
 * @param isExclusive whether it takes whole nodes on which nobody is, and nobody joins it there.
 * @param reservationRow of the begun reservation on whose nodes alone it may be put, or -1.
 * @param stayUntilNs nodes that close before then are left out.
 * @param key of those with whom it shares nodes; 0 for none, {@link #ANY_KEY} for everybody.
 * @param copies of which it is one, or -1: nodes where others of them are do not admit it.
 */
record Demand(
        int queueRow,
        int maxMultiplicity,
        int nodeCount,
        int coreCount,
        long memoryPerNode,
        long memoryPerCore,
        int gpusPerNode,
        long features,
        boolean isExclusive,
        int reservationRow,
        long stayUntilNs,
        long key,
        int copies) {
    /** With this key a job may join whomever it likes. */
    static final long ANY_KEY = -1;

    static Demand of(final ClusterView view, final int jobRow) {
        final int queueRow = view.jobQueue(jobRow);
        return new Demand(
                queueRow,
                view.queueMaxMultiplicity(queueRow),
                view.jobNodeCount(jobRow),
                view.jobCoresPerNode(jobRow),
                view.jobMemoryPerNode(jobRow),
                view.jobMemoryPerCore(jobRow),
                view.jobGpusPerNode(jobRow),
                view.jobFeatures(jobRow),
                view.jobIsExclusive(jobRow),
                view.jobReservation(jobRow),
                Long.MIN_VALUE,
                view.jobKey(jobRow),
                view.jobCopies(jobRow));
    }

    /** The same, on nodes that do not close before some time. */
    Demand stayUntil(final long timeNs) {
        return with(timeNs, key);
    }

    /** The same, were it allowed to share nodes with everybody. */
    Demand withAnyKey() {
        return with(stayUntilNs, ANY_KEY);
    }

    private Demand with(final long newStayUntilNs, final long newKey) {
        return new Demand(
                queueRow,
                maxMultiplicity,
                nodeCount,
                coreCount,
                memoryPerNode,
                memoryPerCore,
                gpusPerNode,
                features,
                isExclusive,
                reservationRow,
                newStayUntilNs,
                newKey,
                copies);
    }

    boolean isReserved() {
        return reservationRow != ClusterView.NULL_ROW;
    }

    boolean isAnywhere() {
        return nodeCount == 0;
    }

    /** Nodes, or cores when they may be anywhere. */
    long need() {
        return isAnywhere() ? coreCount : nodeCount;
    }

    /** Cores that so much free memory allows on one node; written so that nothing overflows. */
    long coresInMemory(final long memoryFree) {
        if (memoryFree < memoryPerNode) {
            return 0;
        }
        return memoryPerCore == 0
                ? Integer.MAX_VALUE
                : (memoryFree - memoryPerNode) / memoryPerCore;
    }

    /** Highest multiplicity that a core may have before the job takes it. */
    int highestLevel() {
        return isExclusive ? 0 : maxMultiplicity - 1;
    }

    /** What one node gives, in the unit of {@link #need()}: 1 if it holds a share, or cores. */
    long share(final int cores, final long coresInMemory) {
        if (isAnywhere()) {
            return isExclusive && coresInMemory < cores ? 0 : Math.min(cores, coresInMemory);
        }
        return Math.min(cores, coresInMemory) >= coreCount ? 1 : 0;
    }
}
