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
package io.weft.core.spi;

/**
 * Where a job would run: nodes in strictly ascending order of rows, each with cores, memory and
 * GPUs. Filled by a policy, read by the engine; made once and reused, so it allocates nothing.
 */
public final class Proposal {
    private final int maskWordCount;
    private final int[] nodeRows;
    private final int[] gpuCounts;
    private final long[] memories;
    private final long[] masks;
    private int nodeCount;

    /**
     * An empty proposal with room for every node.
     *
     * @param nodeCapacity most nodes it can hold.
     * @param maskWordCount words of 64 cores of a mask, 1..16.
     */
    public Proposal(final int nodeCapacity, final int maskWordCount) {
        this.maskWordCount = maskWordCount;
        this.nodeRows = new int[nodeCapacity];
        this.gpuCounts = new int[nodeCapacity];
        this.memories = new long[nodeCapacity];
        this.masks = new long[Math.multiplyExact(nodeCapacity, maskWordCount)];
    }

    /**
     * Bytes that it takes, however full it is.
     *
     * @return the length of its arrays.
     */
    public long lengthInMemory() {
        return (long) nodeRows.length * (2 * Integer.BYTES + (1 + maskWordCount) * Long.BYTES);
    }

    /** Forgets all nodes. O(1): masks are cleared when a node is added. */
    public void clear() {
        nodeCount = 0;
    }

    /**
     * Adds a node with no core yet.
     *
     * @param nodeRow above that of the node added before.
     * @param memory that the job takes there, bytes.
     * @param gpuCount that the job takes there.
     * @return index of the node in this proposal.
     */
    public int addNode(final int nodeRow, final long memory, final int gpuCount) {
        final int index = nodeCount++;
        nodeRows[index] = nodeRow;
        memories[index] = memory;
        gpuCounts[index] = gpuCount;
        for (int word = 0; word < maskWordCount; word++) {
            masks[index * maskWordCount + word] = 0;
        }
        return index;
    }

    /**
     * Sets the cores of a node, 64 at a time.
     *
     * @param index that {@link #addNode} answered.
     * @param word 0..15.
     * @param coreMask a bit for each core from {@code 64 * word}.
     */
    public void mask(final int index, final int word, final long coreMask) {
        masks[index * maskWordCount + word] = coreMask;
    }

    /**
     * Sets the memory of a node.
     *
     * @param index that {@link #addNode} answered.
     * @param memory that the job takes there, bytes.
     */
    public void memory(final int index, final long memory) {
        memories[index] = memory;
    }

    /**
     * Nodes so far.
     *
     * @return the count.
     */
    public int nodeCount() {
        return nodeCount;
    }

    /**
     * Node at an index.
     *
     * @param index 0..{@link #nodeCount()} - 1.
     * @return its row.
     */
    public int nodeRow(final int index) {
        return nodeRows[index];
    }

    /**
     * Memory taken on a node.
     *
     * @param index 0..{@link #nodeCount()} - 1.
     * @return bytes.
     */
    public long memory(final int index) {
        return memories[index];
    }

    /**
     * GPUs taken on a node.
     *
     * @param index 0..{@link #nodeCount()} - 1.
     * @return a count.
     */
    public int gpuCount(final int index) {
        return gpuCounts[index];
    }

    /**
     * Cores taken on a node, 64 at a time.
     *
     * @param index 0..{@link #nodeCount()} - 1.
     * @param word 0..15.
     * @return a bit for each core from {@code 64 * word}.
     */
    public long mask(final int index, final int word) {
        return masks[index * maskWordCount + word];
    }
}
