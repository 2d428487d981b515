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

/**
 * Nodes that an index has chosen, in ascending order of rows, and how many cores to take on each;
 * made once and reused.
 */
public final class NodeChoice {
    private final int[] nodeRows;
    private final int[] coreCounts;
    private int nodeCount;
    private int level;

    /**
     * An empty choice.
     *
     * @param nodeCapacity most nodes it can hold.
     */
    public NodeChoice(final int nodeCapacity) {
        nodeRows = new int[nodeCapacity];
        coreCounts = new int[nodeCapacity];
    }

    /**
     * Forgets all nodes.
     *
     * @param newLevel highest multiplicity of the cores that will be chosen, 0..14.
     */
    public void begin(final int newLevel) {
        nodeCount = 0;
        level = newLevel;
    }

    /**
     * Adds a node.
     *
     * @param nodeRow above that of the node added before.
     * @param coreCount to take there, from 1.
     */
    public void add(final int nodeRow, final int coreCount) {
        nodeRows[nodeCount] = nodeRow;
        coreCounts[nodeCount] = coreCount;
        nodeCount++;
    }

    /**
     * Highest multiplicity of the cores chosen, before the job takes them.
     *
     * @return 0..14.
     */
    public int level() {
        return level;
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
     * Cores to take on a node.
     *
     * @param index 0..{@link #nodeCount()} - 1.
     * @return a count from 1.
     */
    public int coreCount(final int index) {
        return coreCounts[index];
    }
}
