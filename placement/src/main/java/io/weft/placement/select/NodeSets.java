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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which nodes may be asked at all: for each queue, each feature and for GPUs the set of the nodes
 * that have it, a bit for each node and above that a bit for each leaf of 32 nodes. The nodes of a
 * job are those of all its sets; who looks for them need not look at the others.
 *
 * <p>Off the heap: 33/256 bytes for each node and each of (queues + 65) sets. Queues are taken in
 * when they are first asked for, nodes when they are added. Cost: O(sets) a node, O(nodes) a queue,
 * once; nothing is allocated after {@link #attach}.
 */
final class NodeSets {
    /** No node. */
    static final int NONE = -1;

    private static final int LEAF_SHIFT = 5;
    private static final int FEATURE_COUNT = Long.SIZE;

    private ClusterView view;
    private UnsafeBuffer words;
    private int wordCount;
    private int leafWordCount;
    private int gpuSet;
    private int[] counts;
    private int nodeCount;
    private int queueCount;
    private final int[] asked = new int[FEATURE_COUNT + 2];
    private int askedCount;
    private int leastCount;

    void attach(final ClusterView newView, final Footprint footprint) {
        view = newView;
        wordCount = (newView.nodeCapacity() + 63) >>> 6;
        leafWordCount = (wordCount + 31) >>> LEAF_SHIFT;
        gpuSet = newView.queueCapacity() + FEATURE_COUNT;
        counts = new int[gpuSet + 1];
        final long length = (long) (wordCount + leafWordCount) * Long.BYTES;
        words = footprint.allocate("node sets", length * counts.length);
        nodeCount = 0;
        queueCount = newView.queueCount();
        include(newView.nodeCount());
    }

    /** Takes nodes into account up to a row. */
    void include(final int newCount) {
        for (; nodeCount < newCount; nodeCount++) {
            for (int queueRow = 0; queueRow < queueCount; queueRow++) {
                addIfInQueue(queueRow, nodeCount);
            }
            for (long left = view.nodeFeatures(nodeCount); left != 0; left &= left - 1) {
                add(view.queueCapacity() + Long.numberOfTrailingZeros(left), nodeCount);
            }
            if (view.gpusTotal(nodeCount) > 0) {
                add(gpuSet, nodeCount);
            }
        }
    }

    private void includeQueues() {
        for (; queueCount < view.queueCount(); queueCount++) {
            for (int row = 0; row < nodeCount; row++) {
                addIfInQueue(queueCount, row);
            }
        }
    }

    /** A queue may use other nodes than before. O(nodes). */
    void onQueueChanged(final int queueRow) {
        if (queueRow >= queueCount) {
            return;
        }
        counts[queueRow] = 0;
        words.setMemory(
                wordOffset(queueRow, 0), (wordCount + leafWordCount) * Long.BYTES, (byte) 0);
        for (int row = 0; row < nodeCount; row++) {
            addIfInQueue(queueRow, row);
        }
    }

    private void addIfInQueue(final int queueRow, final int nodeRow) {
        if (!view.queueHasAllNodes(queueRow) && view.queueHasNode(queueRow, nodeRow)) {
            add(queueRow, nodeRow);
        }
    }

    private void add(final int set, final int nodeRow) {
        counts[set]++;
        addBit(wordOffset(set, nodeRow >>> 6), nodeRow);
        addBit(leafOffset(set, nodeRow >>> LEAF_SHIFT + 6), nodeRow >>> LEAF_SHIFT);
    }

    private void addBit(final int at, final int bit) {
        words.putLong(at, words.getLong(at) | 1L << bit);
    }

    // ------------------------------------------------------------------ asking

    /** From now on the nodes are those of this job; with GPUs only if it asks for them. */
    void ask(final Demand demand, final boolean withGpus) {
        askedCount = 0;
        leastCount = Integer.MAX_VALUE;
        if (!demand.hasAllNodes()) {
            includeQueues();
            ask(demand.queueRow());
        }
        for (long left = demand.features(); left != 0; left &= left - 1) {
            ask(view.queueCapacity() + Long.numberOfTrailingZeros(left));
        }
        if (withGpus && demand.gpusPerNode() > 0) {
            ask(gpuSet);
        }
    }

    private void ask(final int set) {
        asked[askedCount++] = set;
        leastCount = Math.min(leastCount, counts[set]);
    }

    /** Whether all nodes are asked. */
    boolean areAll() {
        return askedCount == 0;
    }

    /** Nodes of the smallest of the sets; the nodes that are in all of them are not more. */
    int leastCount() {
        return leastCount;
    }

    /** The next node from a row on, or {@link #NONE}. */
    int next(final int fromRow) {
        if (askedCount == 0) {
            return fromRow < nodeCount ? fromRow : NONE;
        }
        int word = fromRow >>> 6;
        if (fromRow >= nodeCount) {
            return NONE;
        }
        long rows = rows(word) & -1L << fromRow;
        while (rows == 0) {
            if (++word << 6 >= nodeCount) {
                return NONE;
            }
            rows = rows(word);
        }
        return (word << 6) + Long.numberOfTrailingZeros(rows);
    }

    private long rows(final int word) {
        long rows = -1L;
        for (int i = 0; i < askedCount; i++) {
            rows &= words.getLong(wordOffset(asked[i], word));
        }
        return rows;
    }

    /** Leaves, 64 of them, outside of which there is no node. */
    long leaves(final int word) {
        long leaves = -1L;
        for (int i = 0; i < askedCount; i++) {
            leaves &= words.getLong(leafOffset(asked[i], word));
        }
        return leaves;
    }

    private int wordOffset(final int set, final int word) {
        return (set * (wordCount + leafWordCount) + word) * Long.BYTES;
    }

    private int leafOffset(final int set, final int word) {
        return (set * (wordCount + leafWordCount) + wordCount + word) * Long.BYTES;
    }
}
