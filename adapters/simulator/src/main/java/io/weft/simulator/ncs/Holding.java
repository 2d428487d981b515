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
package io.weft.simulator.ncs;

import java.util.Arrays;

/** Nodes of a job in the order in which they were chosen, each with its cores in theirs. */
final class Holding {
    private int[] nodes = new int[0];
    private int[][] cores = new int[0][];

    /** Takes nodes that were chosen; their cores follow. */
    void choose(final int[] chosenNodes) {
        nodes = chosenNodes;
        cores = new int[chosenNodes.length][];
    }

    int nodeCount() {
        return nodes.length;
    }

    int node(final int index) {
        return nodes[index];
    }

    int[] nodes() {
        return nodes;
    }

    int[] cores(final int index) {
        return cores[index];
    }

    void cores(final int index, final int[] coreIds) {
        cores[index] = coreIds;
    }

    /** The cores of a node, of the 64 of a word. */
    long mask(final int index, final int word) {
        long mask = 0;
        for (final int core : cores[index]) {
            mask |= core >>> 6 == word ? 1L << core : 0;
        }
        return mask;
    }

    /** Whether a node is among them. */
    boolean has(final int node) {
        return indexOf(node) >= 0;
    }

    /** A process moves; its new core stands last. */
    void move(final int node, final int fromCore, final int toCore) {
        final int[] list = cores[indexOf(node)];
        int at = 0;
        while (list[at] != fromCore) {
            at++;
        }
        System.arraycopy(list, at + 1, list, at, list.length - 1 - at);
        list[list.length - 1] = toCore;
    }

    /** The same with the nodes in ascending order. */
    Holding sorted() {
        final Holding sorted = new Holding();
        sorted.nodes = nodes.clone();
        Arrays.sort(sorted.nodes);
        sorted.cores = new int[cores.length][];
        for (int i = 0; i < nodes.length; i++) {
            sorted.cores[Arrays.binarySearch(sorted.nodes, nodes[i])] = cores[i];
        }
        return sorted;
    }

    private int indexOf(final int node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return i;
            }
        }
        return -1;
    }
}
