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
 * The nodes that have a key, by key: lists of nodes whose keys fall into one bucket.
 *
 * <p>Cost: O(1) a node changed; a question O(nodes of the bucket, about those of the key). On the
 * heap, 20 bytes for each node there may be. Nothing is allocated after {@link #attach}.
 */
final class KeyedNodes {
    private static final int NONE = -1;

    private ClusterView view;
    private long[] keyOfNode;
    private int[] next;
    private int[] previous;
    private int[] buckets;

    void attach(final ClusterView newView) {
        view = newView;
        final int capacity = newView.nodeCapacity();
        keyOfNode = new long[capacity];
        next = new int[capacity];
        previous = new int[capacity];
        buckets = new int[Integer.highestOneBit(capacity) << 1];
        Arrays.fill(buckets, NONE);
        for (int row = 0; row < newView.nodeCount(); row++) {
            onNodeChanged(row);
        }
    }

    /** Something of a node was taken or given back, or it is new. */
    void onNodeChanged(final int nodeRow) {
        final long key = view.nodeKey(nodeRow);
        final long former = keyOfNode[nodeRow];
        if (key != former) {
            if (former != 0) {
                remove(nodeRow, bucketOf(former));
            }
            if (key != 0) {
                add(nodeRow, bucketOf(key));
            }
            keyOfNode[nodeRow] = key;
        }
    }

    private void add(final int nodeRow, final int bucket) {
        final int head = buckets[bucket];
        next[nodeRow] = head;
        previous[nodeRow] = NONE;
        if (head != NONE) {
            previous[head] = nodeRow;
        }
        buckets[bucket] = nodeRow;
    }

    private void remove(final int nodeRow, final int bucket) {
        if (previous[nodeRow] == NONE) {
            buckets[bucket] = next[nodeRow];
        } else {
            next[previous[nodeRow]] = next[nodeRow];
        }
        if (next[nodeRow] != NONE) {
            previous[next[nodeRow]] = previous[nodeRow];
        }
    }

    private int bucketOf(final long key) {
        return Hashing.hash(key) & buckets.length - 1;
    }

    /** Collects the nodes of the key of a job that hold a share of it. */
    void collect(final Demand demand, final NodeFilter filter, final OwnNodes own) {
        int row = buckets[bucketOf(demand.key())];
        while (row != NONE) {
            if (keyOfNode[row] == demand.key()
                    && demand.admits(row)
                    && demand.shareAt(row, demand.highestLevel()) > 0
                    && filter.allows(row)) {
                own.add(row);
            }
            row = next[row];
        }
    }

    /** Counts what the nodes of the key of a job give to it. */
    void count(final Demand demand, final Supply supply) {
        supply.clear();
        int row = buckets[bucketOf(demand.key())];
        while (row != NONE) {
            if (keyOfNode[row] == demand.key() && demand.admits(row) && !demand.isClosed(row)) {
                demand.addTo(supply, row);
            }
            row = next[row];
        }
    }
}
