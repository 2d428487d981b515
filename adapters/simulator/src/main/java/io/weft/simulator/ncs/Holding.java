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

    /** Nodes in ascending order, their cores with them. */
    void sort() {
        final int[] sortedNodes = nodes.clone();
        Arrays.sort(sortedNodes);
        final int[][] sortedCores = new int[cores.length][];
        for (int i = 0; i < nodes.length; i++) {
            sortedCores[Arrays.binarySearch(sortedNodes, nodes[i])] = cores[i];
        }
        nodes = sortedNodes;
        cores = sortedCores;
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
