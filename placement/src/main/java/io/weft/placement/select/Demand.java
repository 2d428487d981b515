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
package io.weft.placement.select;

import io.weft.core.spi.ClusterView;

/**
 * What a job asks of the nodes of its queue; filled again for each job. What a node can give is
 * counted in the unit of {@link #need()}: shares (0 or 1) for a job of so many nodes with so many
 * cores each, cores for a job whose cores may be anywhere.
 *
 * <p>An exclusive job takes nodes on which nobody is, and all cores of them: a node gives it either
 * itself or nothing. The memory of a share is that of the cores asked for; a job whose cores may be
 * anywhere needs on each node the memory of all its cores.
 *
 * <p>A job with a key takes nodes that are empty or have its key, a job without one those that have
 * none, see {@link ClusterView#jobKey}.
 *
 * <p>Threads: the kernel thread alone. Cost: O(1) each; nothing is allocated.
 */
public final class Demand {
    private ClusterView view;
    private int queueRow;
    private int highestLevel;
    private int nodeCount;
    private int coreCount;
    private int gpusPerNode;
    private long memoryPerNode;
    private long memoryPerCore;
    private long memoryOfShare;
    private long features;
    private boolean hasAllNodes;
    private boolean isExclusive;
    private int reservationRow;
    private long stayUntilNs = Long.MIN_VALUE;
    private int copies = ClusterView.NULL_ROW;
    private long key;
    private boolean ignoresKeys;

    /** Asks for nothing until it is filled. */
    public Demand() {}

    /**
     * Takes over what a job asks for.
     *
     * @param source of the job.
     * @param jobRow of the job.
     */
    public void read(final ClusterView source, final int jobRow) {
        view = source;
        reservationRow =
                source.reservationCount() == 0
                        ? ClusterView.NULL_ROW
                        : source.jobReservation(jobRow);
        stayUntilNs = Long.MIN_VALUE;
        queueRow = source.jobQueue(jobRow);
        isExclusive = source.jobIsExclusive(jobRow);
        highestLevel = isExclusive ? 0 : source.queueMaxMultiplicity(queueRow) - 1;
        hasAllNodes = source.queueHasAllNodes(queueRow);
        nodeCount = source.jobNodeCount(jobRow);
        coreCount = source.jobCoresPerNode(jobRow);
        gpusPerNode = source.jobGpusPerNode(jobRow);
        memoryPerNode = source.jobMemoryPerNode(jobRow);
        memoryPerCore = source.jobMemoryPerCore(jobRow);
        features = source.jobFeatures(jobRow);
        copies = source.jobCopies(jobRow);
        key = source.jobKey(jobRow);
        ignoresKeys = false;
        final boolean overflows =
                memoryPerCore > 0 && coreCount > (Long.MAX_VALUE - memoryPerNode) / memoryPerCore;
        memoryOfShare = overflows ? Long.MAX_VALUE : memory(coreCount);
    }

    /**
     * Leaves out nodes that close before some time.
     *
     * @param timeNs the job must be able to stay until then; {@link Long#MIN_VALUE} leaves out
     *     none.
     */
    public void stayUntil(final long timeNs) {
        stayUntilNs = timeNs;
    }

    /**
     * The begun reservation on whose nodes alone the job may be put.
     *
     * @return a reservation row, or {@link ClusterView#NULL_ROW}.
     */
    public int reservationRow() {
        return reservationRow;
    }

    /**
     * Whether a node takes the job: it is up, open to it, and stays so for as long as asked.
     *
     * @param nodeRow of the node.
     * @return true if so.
     */
    boolean isOpen(final int nodeRow) {
        final boolean isUp =
                reservationRow == ClusterView.NULL_ROW
                        ? view.isNodeUp(nodeRow)
                        : view.nodeOpenTo(nodeRow) == reservationRow;
        return isUp
                && (stayUntilNs == Long.MIN_VALUE || view.nodeClosesNs(nodeRow) >= stayUntilNs)
                && (copies == ClusterView.NULL_ROW || !view.hasCopyOn(copies, nodeRow));
    }

    /** Whether what an index keeps of the nodes says nothing about those that the job may have. */
    boolean isRestricted() {
        return reservationRow != ClusterView.NULL_ROW
                || stayUntilNs != Long.MIN_VALUE
                || copies != ClusterView.NULL_ROW;
    }

    /**
     * Queue of the job.
     *
     * @return a queue row.
     */
    public int queueRow() {
        return queueRow;
    }

    /**
     * Highest multiplicity that a core may have before the job takes it.
     *
     * @return 0..14; 0 for an exclusive job.
     */
    public int highestLevel() {
        return highestLevel;
    }

    /**
     * Nodes the job asks for.
     *
     * @return a count; 0 when its cores may be anywhere.
     */
    public int nodeCount() {
        return nodeCount;
    }

    /**
     * Cores on each node, or altogether.
     *
     * @return a count from 1.
     */
    public int coreCount() {
        return coreCount;
    }

    /**
     * GPUs on each node.
     *
     * @return a count.
     */
    public int gpusPerNode() {
        return gpusPerNode;
    }

    /**
     * Whether the cores may be anywhere.
     *
     * @return true if so.
     */
    public boolean isAnywhere() {
        return nodeCount == 0;
    }

    /**
     * Whether the job wants its nodes for itself.
     *
     * @return true if so.
     */
    public boolean isExclusive() {
        return isExclusive;
    }

    /**
     * The copies of which the job is one; nodes where others of them are do not admit it.
     *
     * @return {@link ClusterView#NULL_ROW} for a job without copies.
     */
    public int copies() {
        return copies;
    }

    /**
     * Key of those with whom the job shares nodes.
     *
     * @return 0 for none.
     */
    public long key() {
        return key;
    }

    /** From now on, until it is filled again, the job may share nodes with everybody. */
    public void ignoreKeys() {
        key = 0;
        ignoresKeys = true;
    }

    /** Whether the job may share nodes with everybody, though they may not. */
    boolean ignoresKeys() {
        return ignoresKeys;
    }

    /**
     * Whether the job may not join those who are on a node: their key is another.
     *
     * @param nodeRow of the node.
     * @return false for an empty node.
     */
    public boolean isKeptOut(final int nodeRow) {
        return view.nodeKey(nodeRow) != key && !ignoresKeys && view.nodeJobCount(nodeRow) > 0;
    }

    /**
     * Cores that a share takes on a node: those asked for, or all of them for an exclusive job.
     *
     * @param nodeRow of a node that holds a share of a job of so many nodes.
     * @return a count from 1.
     */
    public int coresOn(final int nodeRow) {
        return isExclusive ? view.nodeCoreCount(nodeRow) : coreCount;
    }

    /**
     * How much is asked for.
     *
     * @return nodes, or cores when they may be anywhere.
     */
    public long need() {
        return isAnywhere() ? coreCount : nodeCount;
    }

    /**
     * Memory that goes with some cores of one node.
     *
     * @param cores that the job takes there.
     * @return bytes.
     */
    public long memory(final int cores) {
        return memoryPerNode + memoryPerCore * cores;
    }

    /**
     * Whether the job may be put on a node at all: it is up and open to the job, in the queue, and
     * has the features.
     *
     * @param nodeRow of the node.
     * @return true if so.
     */
    public boolean admits(final int nodeRow) {
        return isOpen(nodeRow) && belongs(nodeRow);
    }

    /**
     * The same, were every node up.
     *
     * @param nodeRow of the node.
     * @return true if so.
     */
    public boolean belongs(final int nodeRow) {
        return (hasAllNodes || view.queueHasNode(queueRow, nodeRow))
                && (view.nodeFeatures(nodeRow) & features) == features;
    }

    /**
     * What a node with so much free gives, if the job may be put there and no other holds it.
     *
     * @param cores that are free to take; for an exclusive job all cores of the node, or none.
     * @param memoryFree bytes.
     * @param gpusFree a count.
     * @return shares or cores.
     */
    public int share(final int cores, final long memoryFree, final int gpusFree) {
        return gpusFree >= gpusPerNode ? shareWithoutGpus(cores, memoryFree) : 0;
    }

    /**
     * What a node gives now at a level, if the job may be put there.
     *
     * @param nodeRow of the node.
     * @param level highest multiplicity of the cores to take.
     * @return shares or cores.
     */
    public int shareAt(final int nodeRow, final int level) {
        return isClosed(nodeRow)
                ? 0
                : share(coresAt(nodeRow, level), view.memoryFree(nodeRow), view.gpusFree(nodeRow));
    }

    /** Counts what a node gives that admits the job and is not closed to it. */
    void addTo(final Supply supply, final int nodeRow) {
        final int cores = coresAt(nodeRow, highestLevel);
        final int ofMemory = shareWithoutGpus(cores, view.memoryFree(nodeRow));
        final boolean hasGpus = view.gpusFree(nodeRow) >= gpusPerNode;
        supply.add(shareOfCores(cores), ofMemory, hasGpus ? ofMemory : 0);
    }

    /** Cores of a node that are free to take at a level; an exclusive job takes all or none. */
    int coresAt(final int nodeRow, final int level) {
        final int cores = view.coresAtOrBelow(nodeRow, level);
        return isExclusive && cores < view.nodeCoreCount(nodeRow) ? 0 : cores;
    }

    /** Whether a node gives nothing to the job, because of those who are there. */
    boolean isClosed(final int nodeRow) {
        return view.nodeHolder(nodeRow) != ClusterView.NULL_ROW || isKeptOut(nodeRow);
    }

    /** Memory that goes with the cores of one node, {@link Long#MAX_VALUE} if that is too much. */
    long memoryOfShare() {
        return memoryOfShare;
    }

    long features() {
        return features;
    }

    boolean hasAllNodes() {
        return hasAllNodes;
    }

    /** Cores that so much free memory allows on one node, if there are so many. */
    long coresInMemory(final long memoryFree) {
        if (memoryFree < memoryPerNode) {
            return 0;
        }
        return memoryPerCore == 0 ? Long.MAX_VALUE : (memoryFree - memoryPerNode) / memoryPerCore;
    }

    int shareWithoutGpus(final int cores, final long memoryFree) {
        if (!isAnywhere()) {
            return cores >= coreCount && memoryFree >= memoryOfShare ? 1 : 0;
        }
        final long inMemory = coresInMemory(memoryFree);
        return isExclusive && inMemory < cores ? 0 : (int) Math.min(cores, inMemory);
    }

    int shareOfCores(final int cores) {
        return isAnywhere() ? cores : cores >= coreCount ? 1 : 0;
    }
}
