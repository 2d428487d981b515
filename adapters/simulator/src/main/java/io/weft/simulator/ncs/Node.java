package io.weft.simulator.ncs;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A node: its cores in an order that lasts. Only {@link #sort()} changes that order, and what
 * comes first is a matter of it.
 */
final class Node {
    private static final Comparator<Core> EMPTIEST_FIRST =
            Comparator.comparingInt(Core::multiplicity).thenComparingInt(Core::id);

    private final Core[] inOrder;
    private final Core[] byId;
    private int processCount;

    Node(final int coreCount) {
        byId = new Core[coreCount];
        for (int id = 0; id < coreCount; id++) {
            byId[id] = new Core(id);
        }
        inOrder = byId.clone();
    }

    /** The emptiest cores first, lowest number first. */
    void sort() {
        Arrays.sort(inOrder, EMPTIEST_FIRST);
    }

    /** The core at a place in the order. */
    Core inOrder(final int place) {
        return inOrder[place];
    }

    Core core(final int id) {
        return byId[id];
    }

    int coreCount() {
        return byId.length;
    }

    /** Cores less processes; below 0 when cores are shared. */
    int freeCount() {
        return byId.length - processCount;
    }

    /** Puts a job on the first cores of the order, and answers their numbers. */
    int[] place(final NcsJob job) {
        final int[] ids = new int[job.coresPerNode()];
        for (int i = 0; i < ids.length; i++) {
            inOrder[i].jobs().add(job);
            ids[i] = inOrder[i].id();
        }
        processCount += ids.length;
        return ids;
    }

    void remove(final NcsJob job, final int[] coreIds) {
        for (final int id : coreIds) {
            byId[id].jobs().remove(job);
        }
        processCount -= coreIds.length;
    }

    /** The first core of the order with the most jobs. */
    Core fullest() {
        Core fullest = inOrder[0];
        for (final Core core : inOrder) {
            if (core.multiplicity() > fullest.multiplicity()) {
                fullest = core;
            }
        }
        return fullest;
    }

    /** The first core of the order with the fewest jobs. */
    Core emptiest() {
        Core emptiest = inOrder[0];
        for (final Core core : inOrder) {
            if (core.multiplicity() < emptiest.multiplicity()) {
                emptiest = core;
            }
        }
        return emptiest;
    }
}
