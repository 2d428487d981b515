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

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Proposal;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The reservations of conservative backfilling, in the order of their jobs: from when until when,
 * at which multiplicity, and on each node which cores, memory and GPUs. The shares on a node are
 * listed by node.
 *
 * <pre>
 * a share
 * offset bytes field
 *      0     8 memory
 *      8     4 gpuCount
 *     12     4 slot         of the reservation
 *     16     4 nodeRow
 *     20     4 nextOfSlot   next share of the reservation, or next free share
 *     24     4 nextOnNode
 *     28     4 previousOnNode
 *     32   8·n cores
 * </pre>
 *
 * <p>Cost: O(shares) to add or to remove a reservation; nothing is allocated.
 */
final class PlanTable {
    static final int NULL = ClusterView.NULL_ROW;

    private static final int MEMORY_OFFSET = 0;
    private static final int GPU_COUNT_OFFSET = MEMORY_OFFSET + SIZE_OF_LONG;
    private static final int SLOT_OFFSET = GPU_COUNT_OFFSET + SIZE_OF_INT;
    private static final int NODE_ROW_OFFSET = SLOT_OFFSET + SIZE_OF_INT;
    private static final int NEXT_OF_SLOT_OFFSET = NODE_ROW_OFFSET + SIZE_OF_INT;
    private static final int NEXT_ON_NODE_OFFSET = NEXT_OF_SLOT_OFFSET + SIZE_OF_INT;
    private static final int PREVIOUS_ON_NODE_OFFSET = NEXT_ON_NODE_OFFSET + SIZE_OF_INT;
    private static final int CORES_OFFSET = PREVIOUS_ON_NODE_OFFSET + SIZE_OF_INT;

    private final NodeVersions versions;
    private final int wordCount;
    private final int shareLength;
    private final UnsafeBuffer shares;
    private final UnsafeBuffer heads;
    private final int[] order;
    private final long[] jobIds;
    private final long[] startsNs;
    private final long[] endsNs;
    private final int[] caps;
    private final boolean[] areAlone;
    private final long[] keys;
    private final int[] firstShares;
    private final int[] shareCounts;
    private int count;
    private int shareCount;
    private int freeSlot;
    private int freeShare;
    private int highWater;

    PlanTable(
            final ClusterView view,
            final NodeVersions versions,
            final Footprint footprint,
            final int jobCapacity,
            final int shareCapacity) {
        this.versions = versions;
        wordCount = view.maskWordCount();
        shareLength = CORES_OFFSET + wordCount * SIZE_OF_LONG;
        shares = footprint.allocate("planned shares", (long) shareCapacity * shareLength);
        heads = footprint.allocate("planned nodes", (long) view.nodeCapacity() * SIZE_OF_INT);
        order = new int[jobCapacity];
        jobIds = new long[jobCapacity];
        startsNs = new long[jobCapacity];
        endsNs = new long[jobCapacity];
        caps = new int[jobCapacity];
        areAlone = new boolean[jobCapacity];
        keys = new long[jobCapacity];
        firstShares = new int[jobCapacity];
        shareCounts = new int[jobCapacity];
        clear();
    }

    private void clear() {
        heads.setMemory(0, heads.capacity(), (byte) NULL);
        count = 0;
        shareCount = 0;
        highWater = 0;
        freeShare = NULL;
        freeSlot = 0;
        for (int slot = 0; slot < order.length; slot++) {
            firstShares[slot] = slot + 1 < order.length ? slot + 1 : NULL;
        }
        Arrays.fill(shareCounts, 0);
    }

    int count() {
        return count;
    }

    /** Shares of all reservations. */
    int shareCount() {
        return shareCount;
    }

    // ------------------------------------------------------------------ reservations, in order

    long jobId(final int index) {
        return jobIds[order[index]];
    }

    /** {@link Long#MAX_VALUE} for a job that never fits. */
    long startNs(final int index) {
        return startsNs[order[index]];
    }

    long endNs(final int index) {
        return endsNs[order[index]];
    }

    /** Adds one behind the others; without shares if it never starts. */
    void add(
            final long jobId,
            final long startNs,
            final long endNs,
            final int cap,
            final boolean isAlone,
            final long key,
            final Proposal proposal) {
        final int slot = freeSlot;
        freeSlot = firstShares[slot];
        order[count++] = slot;
        jobIds[slot] = jobId;
        startsNs[slot] = startNs;
        endsNs[slot] = endNs;
        caps[slot] = cap;
        areAlone[slot] = isAlone;
        keys[slot] = key;
        firstShares[slot] = NULL;
        shareCounts[slot] = proposal.nodeCount();
        shareCount += proposal.nodeCount();
        // From the last on, so that they are listed by node row.
        for (int i = proposal.nodeCount() - 1; i >= 0; i--) {
            addShare(slot, proposal, i);
        }
    }

    private void addShare(final int slot, final Proposal proposal, final int index) {
        int share = freeShare;
        if (share == NULL) {
            share = highWater++;
        } else {
            freeShare = nextOfSlot(share);
        }
        final int at = share * shareLength;
        final int nodeRow = proposal.nodeRow(index);
        final int head = nodeHead(nodeRow);
        shares.putLong(at + MEMORY_OFFSET, proposal.memory(index));
        shares.putInt(at + GPU_COUNT_OFFSET, proposal.gpuCount(index));
        shares.putInt(at + SLOT_OFFSET, slot);
        shares.putInt(at + NODE_ROW_OFFSET, nodeRow);
        shares.putInt(at + NEXT_OF_SLOT_OFFSET, firstShares[slot]);
        shares.putInt(at + NEXT_ON_NODE_OFFSET, head);
        shares.putInt(at + PREVIOUS_ON_NODE_OFFSET, NULL);
        for (int word = 0; word < wordCount; word++) {
            shares.putLong(at + CORES_OFFSET + word * SIZE_OF_LONG, proposal.mask(index, word));
        }
        if (head != NULL) {
            shares.putInt(head * shareLength + PREVIOUS_ON_NODE_OFFSET, share);
        }
        heads.putInt(nodeRow * SIZE_OF_INT, share);
        firstShares[slot] = share;
    }

    /** Removes the one at an index; those behind it move up. */
    void remove(final int index) {
        final int slot = order[index];
        count--;
        System.arraycopy(order, index + 1, order, index, count - index);
        shareCount -= shareCounts[slot];
        int share = firstShares[slot];
        while (share != NULL) {
            final int next = nextOfSlot(share);
            unlink(share);
            shares.putInt(share * shareLength + NEXT_OF_SLOT_OFFSET, freeShare);
            freeShare = share;
            share = next;
        }
        shareCounts[slot] = 0;
        firstShares[slot] = freeSlot;
        freeSlot = slot;
    }

    private void unlink(final int share) {
        final int at = share * shareLength;
        final int nodeRow = nodeRow(share);
        final int next = shares.getInt(at + NEXT_ON_NODE_OFFSET);
        final int previous = shares.getInt(at + PREVIOUS_ON_NODE_OFFSET);
        versions.change(nodeRow);
        if (previous == NULL) {
            heads.putInt(nodeRow * SIZE_OF_INT, next);
        } else {
            shares.putInt(previous * shareLength + NEXT_ON_NODE_OFFSET, next);
        }
        if (next != NULL) {
            shares.putInt(next * shareLength + PREVIOUS_ON_NODE_OFFSET, previous);
        }
    }

    /** Removes all from an index on. */
    void truncate(final int index) {
        while (count > index) {
            remove(count - 1);
        }
    }

    /** Proposes what is reserved. */
    void read(final int index, final Proposal proposal) {
        proposal.clear();
        int share = firstShares[order[index]];
        while (share != NULL) {
            final int row = proposal.addNode(nodeRow(share), memory(share), gpuCount(share));
            for (int word = 0; word < wordCount; word++) {
                proposal.mask(row, word, cores(share, word));
            }
            share = nextOfSlot(share);
        }
    }

    // ------------------------------------------------------------------ shares on a node

    int nodeHead(final int nodeRow) {
        return heads.getInt(nodeRow * SIZE_OF_INT);
    }

    int nextOnNode(final int share) {
        return shares.getInt(share * shareLength + NEXT_ON_NODE_OFFSET);
    }

    long cores(final int share, final int word) {
        return shares.getLong(share * shareLength + CORES_OFFSET + word * SIZE_OF_LONG);
    }

    long memory(final int share) {
        return shares.getLong(share * shareLength + MEMORY_OFFSET);
    }

    int gpuCount(final int share) {
        return shares.getInt(share * shareLength + GPU_COUNT_OFFSET);
    }

    long shareStartNs(final int share) {
        return startsNs[slot(share)];
    }

    long shareEndNs(final int share) {
        return endsNs[slot(share)];
    }

    /** Processes that its cores may have, itself included. */
    int cap(final int share) {
        return caps[slot(share)];
    }

    boolean isAlone(final int share) {
        return areAlone[slot(share)];
    }

    /** Key of its job. */
    long key(final int share) {
        return keys[slot(share)];
    }

    private int slot(final int share) {
        return shares.getInt(share * shareLength + SLOT_OFFSET);
    }

    int nodeRow(final int share) {
        return shares.getInt(share * shareLength + NODE_ROW_OFFSET);
    }

    /** The first share of a reservation. */
    int firstShare(final int index) {
        return firstShares[order[index]];
    }

    /** The next share of the same reservation. */
    int nextOfSlot(final int share) {
        return shares.getInt(share * shareLength + NEXT_OF_SLOT_OFFSET);
    }
}
