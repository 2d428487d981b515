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
import java.util.Comparator;

/**
 * A node: its cores in an order that lasts. Only {@link #sort()} changes that order, and what comes
 * first is a matter of it.
 */
final class Node {
    private static final Comparator<Core> EMPTIEST_FIRST =
            Comparator.comparingInt(Core::multiplicity).thenComparingInt(Core::id);

    private final Core[] inOrder;
    private final Core[] byId;
    private int processCount;

    Node(final int coreCount, final Occupancy occupancy) {
        byId = new Core[coreCount];
        for (int id = 0; id < coreCount; id++) {
            byId[id] = new Core(id, occupancy);
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

    /** Cores less processes; below 0 when cores are shared. */
    int freeCount() {
        return byId.length - processCount;
    }

    /** Puts a job on the first cores of the order, and answers their numbers. */
    int[] place(final NcsJob job) {
        final int[] ids = new int[job.coresPerNode()];
        for (int i = 0; i < ids.length; i++) {
            inOrder[i].add(job);
            ids[i] = inOrder[i].id();
        }
        processCount += ids.length;
        return ids;
    }

    void remove(final NcsJob job, final int[] coreIds) {
        for (final int id : coreIds) {
            byId[id].remove(job);
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
