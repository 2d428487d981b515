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
import java.util.Arrays;
import org.agrona.collections.Hashing;

/**
 * Nodes counted by what they are: the same cores, memory, GPUs, features and queues make a class.
 * It answers what the machine could hold without looking at every node.
 *
 * <p>Threads: the kernel thread alone. Cost: a question O(classes); a node added O(classes that
 * collide · queues); a queue added or changed O(nodes · queues).
 */
public final class NodeClasses {
    private static final int NONE = -1;

    private ClusterView view;
    private int[] classOfNode;
    private boolean[] isUp;
    private int[] nodeCounts;
    private int[] upCounts;
    private int[] exampleRows;
    private int[] nextInBucket;
    private int[] buckets;
    private int classCount;
    private int nodeCount;

    /** No classes until attached. */
    public NodeClasses() {}

    /**
     * Counts all nodes.
     *
     * @param newView of the state.
     */
    public void attach(final ClusterView newView) {
        view = newView;
        final int capacity = newView.nodeCapacity();
        classOfNode = new int[capacity];
        isUp = new boolean[capacity];
        nodeCounts = new int[capacity];
        upCounts = new int[capacity];
        exampleRows = new int[capacity];
        nextInBucket = new int[capacity];
        buckets = new int[Integer.highestOneBit(Math.max(capacity, 2) - 1) << 1];
        countAll();
    }

    /** A queue was added: what was alike may differ in it. */
    public void onQueueAdded() {
        countAll();
    }

    /** A queue has other nodes than before: what was alike in it may differ. */
    public void onQueueChanged() {
        countAll();
    }

    /**
     * A node was added or has changed its state.
     *
     * @param nodeRow of the node.
     */
    public void onNodeChanged(final int nodeRow) {
        while (nodeCount <= nodeRow) {
            add(nodeCount++);
        }
        if (isUp[nodeRow] != view.isNodeUp(nodeRow)) {
            isUp[nodeRow] = !isUp[nodeRow];
            upCounts[classOfNode[nodeRow]] += isUp[nodeRow] ? 1 : -1;
        }
    }

    /**
     * What the nodes would give if they were empty and up.
     *
     * @param demand of a job.
     * @return shares or cores.
     */
    public long capacity(final Demand demand) {
        return capacity(demand, nodeCounts);
    }

    /**
     * What the nodes that are up would give if they were empty.
     *
     * @param demand of a job.
     * @return shares or cores.
     */
    public long capacityUp(final Demand demand) {
        return capacity(demand, upCounts);
    }

    private long capacity(final Demand demand, final int[] counts) {
        long capacity = 0;
        for (int i = 0; i < classCount; i++) {
            final int row = exampleRows[i];
            if (counts[i] > 0 && demand.belongs(row)) {
                final int cores = view.nodeCoreCount(row);
                final int share = demand.share(cores, view.memoryTotal(row), view.gpusTotal(row));
                capacity += (long) counts[i] * share;
            }
        }
        return capacity;
    }

    // ------------------------------------------------------------------ counting

    private void countAll() {
        Arrays.fill(buckets, NONE);
        classCount = 0;
        nodeCount = 0;
        while (nodeCount < view.nodeCount()) {
            add(nodeCount++);
        }
    }

    private void add(final int nodeRow) {
        final int bucket = bucketOf(nodeRow);
        int row = buckets[bucket];
        while (row != NONE && !isAlike(exampleRows[row], nodeRow)) {
            row = nextInBucket[row];
        }
        if (row == NONE) {
            row = classCount++;
            exampleRows[row] = nodeRow;
            nodeCounts[row] = 0;
            upCounts[row] = 0;
            nextInBucket[row] = buckets[bucket];
            buckets[bucket] = row;
        }
        classOfNode[nodeRow] = row;
        isUp[nodeRow] = view.isNodeUp(nodeRow);
        nodeCounts[row]++;
        upCounts[row] += isUp[nodeRow] ? 1 : 0;
    }

    private int bucketOf(final int nodeRow) {
        long hash = view.nodeCoreCount(nodeRow);
        hash = hash * 31 + view.memoryTotal(nodeRow);
        hash = hash * 31 + view.gpusTotal(nodeRow);
        hash = hash * 31 + view.nodeFeatures(nodeRow);
        return Hashing.hash(hash) & buckets.length - 1;
    }

    private boolean isAlike(final int left, final int right) {
        if (view.nodeCoreCount(left) != view.nodeCoreCount(right)
                || view.memoryTotal(left) != view.memoryTotal(right)
                || view.gpusTotal(left) != view.gpusTotal(right)
                || view.nodeFeatures(left) != view.nodeFeatures(right)) {
            return false;
        }
        for (int queueRow = 0; queueRow < view.queueCount(); queueRow++) {
            if (view.queueHasNode(queueRow, left) != view.queueHasNode(queueRow, right)) {
                return false;
            }
        }
        return true;
    }
}
