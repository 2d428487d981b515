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
package io.weft.simulator;

import io.weft.core.client.AllocationSlices;
import io.weft.core.memory.CorePlanes;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Who shares cores with whom, and how many take turns (Minami, Endo and Nomura, "Slowing down",
 * 1-3). The net multiplicity of a busy job is the highest number of busy processes on any of its
 * cores, itself included: its slowest process sets the pace of all. Idle processes neither slow nor
 * are slowed, and the net multiplicity of an idle job is 1.
 *
 * <p>A job is a row given by the caller, and holds a list of slices. Every core has a bit-sliced
 * count of its busy processes, every word of 64 cores the list of slices on it. A job that turns
 * busy or idle, moves or leaves looks only at the words it touches, there only if some core is
 * shared, and then only at jobs that have such a core. A job whose net multiplicity may have fallen
 * is counted again over its own slices.
 *
 * <p>Used by one thread. Allocates only when it grows.
 */
final class ContentionModel {
    private static final int NULL_ROW = SliceTable.NULL_ROW;

    private final CoreWords words;
    private final SliceTable slices;
    private final UnsafeBuffer busyCounts;
    private final CoreOccupancy occupancy;
    private final RowSet stale = new RowSet();
    private final RowSet changed = new RowSet();
    private int[] headsOfJob = new int[0];
    private int[] netMultiplicities = new int[0];
    private boolean[] isBusy = new boolean[0];

    ContentionModel(final MachineDescription machine, final int multiplicityLimit) {
        words = new CoreWords(machine);
        slices = new SliceTable(words.count());
        busyCounts = words.newPlanes();
        occupancy = new CoreOccupancy(words, multiplicityLimit);
    }

    /** Gives cores to a job that has none; it is idle. */
    void hold(final int jobRow, final AllocationSlices allocation) {
        ensureJob(jobRow);
        int last = NULL_ROW;
        while (allocation.next()) {
            last = insert(jobRow, last, wordOf(allocation), allocation.coreMask());
        }
    }

    /** The job turns busy. */
    void activate(final int jobRow) {
        isBusy[jobRow] = true;
        for (int s = headsOfJob[jobRow]; s != NULL_ROW; s = slices.nextOfJob(s)) {
            addBusy(jobRow, s);
        }
    }

    /** The job turns idle. */
    void deactivate(final int jobRow) {
        isBusy[jobRow] = false;
        for (int s = headsOfJob[jobRow]; s != NULL_ROW; s = slices.nextOfJob(s)) {
            removeBusy(s);
        }
        netMultiplicities[jobRow] = 1;
        recount();
    }

    /**
     * Processes of a job move: on every node that the allocation names, its cores are the job's
     * from now on; on nodes not named nothing changes.
     */
    void move(final int jobRow, final AllocationSlices allocation) {
        final int before = netMultiplicities[jobRow];
        int node = -1;
        int previous = NULL_ROW;
        while (allocation.next()) {
            if (allocation.nodeId() != node) {
                node = allocation.nodeId();
                previous = lastBefore(jobRow, previous, words.first(node));
                removeBefore(jobRow, previous, words.first(node + 1));
            }
            previous = insert(jobRow, previous, wordOf(allocation), allocation.coreMask());
            if (isBusy[jobRow]) {
                addBusy(jobRow, previous);
            }
        }
        if (netMultiplicities[jobRow] != before) {
            changed.add(jobRow);
        }
        recount();
    }

    /** The job, which must be idle, gives back its cores. */
    void release(final int jobRow) {
        removeBefore(jobRow, NULL_ROW, words.count());
    }

    boolean isBusy(final int jobRow) {
        return isBusy[jobRow];
    }

    /** How many busy processes share the fullest core of a busy job; 1 for an idle one. */
    int netMultiplicity(final int jobRow) {
        return netMultiplicities[jobRow];
    }

    /**
     * Takes out a job whose net multiplicity may differ from before, or answers {@link
     * RowSet#NULL_ROW}. The job that was activated is among them only if another one changed it.
     */
    int pollChanged() {
        return changed.poll();
    }

    /** Words of 64 cores that the machine has. */
    int wordCount() {
        return words.count();
    }

    /** How many processes stand on how many cores. */
    CoreOccupancy occupancy() {
        return occupancy;
    }

    /**
     * What a job holds.
     *
     * @param view to be pointed at it.
     */
    void slices(final int jobRow, final HeldSlices view) {
        view.wrap(words, slices, headsOfJob[jobRow]);
    }

    /** Cores that a job holds. */
    int coreCount(final int jobRow) {
        int count = 0;
        for (int s = headsOfJob[jobRow]; s != NULL_ROW; s = slices.nextOfJob(s)) {
            count += Long.bitCount(slices.mask(s));
        }
        return count;
    }

    /** Whether nobody has taken any of the cores that a job holds; one bit each. */
    boolean isFree(final int jobRow, final long[] taken) {
        for (int s = headsOfJob[jobRow]; s != NULL_ROW; s = slices.nextOfJob(s)) {
            if ((taken[slices.word(s)] & slices.mask(s)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Takes all cores that a job holds. */
    void take(final int jobRow, final long[] taken) {
        for (int s = headsOfJob[jobRow]; s != NULL_ROW; s = slices.nextOfJob(s)) {
            taken[slices.word(s)] |= slices.mask(s);
        }
    }

    /** Gives back all cores that a job holds. */
    void giveBack(final int jobRow, final long[] taken) {
        for (int s = headsOfJob[jobRow]; s != NULL_ROW; s = slices.nextOfJob(s)) {
            taken[slices.word(s)] &= ~slices.mask(s);
        }
    }

    private void addBusy(final int jobRow, final int slice) {
        final int word = slices.word(slice);
        final long mask = slices.mask(slice);
        CorePlanes.add(busyCounts, 0, word, mask);
        final int top = CorePlanes.max(busyCounts, 0, word, mask);
        netMultiplicities[jobRow] = Math.max(netMultiplicities[jobRow], top);
        if (top <= 1) {
            return;
        }
        for (int s = slices.headOfWord(word); s != NULL_ROW; s = slices.nextOnWord(s)) {
            final int other = slices.jobRow(s);
            final long shared = slices.mask(s) & mask;
            if (shared != 0 && other != jobRow && isBusy[other]) {
                raise(other, CorePlanes.max(busyCounts, 0, word, shared));
            }
        }
    }

    private void raise(final int jobRow, final int multiplicity) {
        if (multiplicity > netMultiplicities[jobRow]) {
            netMultiplicities[jobRow] = multiplicity;
            changed.add(jobRow);
        }
    }

    private void removeBusy(final int slice) {
        final int word = slices.word(slice);
        final long mask = slices.mask(slice);
        final int top = CorePlanes.max(busyCounts, 0, word, mask);
        CorePlanes.remove(busyCounts, 0, word, mask);
        if (top <= 1) {
            return;
        }
        for (int s = slices.headOfWord(word); s != NULL_ROW; s = slices.nextOnWord(s)) {
            final int other = slices.jobRow(s);
            final long shared = slices.mask(s) & mask;
            if (shared != 0 && isBusy[other] && wasSlowest(other, word, shared)) {
                stale.add(other);
            }
        }
    }

    /** Whether one of the cores that just lost a process had set the pace of a job. */
    private boolean wasSlowest(final int jobRow, final int word, final long shared) {
        return CorePlanes.max(busyCounts, 0, word, shared) + 1 == netMultiplicities[jobRow];
    }

    private void recount() {
        for (int row = stale.poll(); row != RowSet.NULL_ROW; row = stale.poll()) {
            final int multiplicity = isBusy[row] ? busiestCore(row) : 1;
            if (multiplicity < netMultiplicities[row]) {
                netMultiplicities[row] = multiplicity;
                changed.add(row);
            }
        }
    }

    /** Never above the net multiplicity that is known, so the search ends where that is met. */
    private int busiestCore(final int jobRow) {
        final int known = netMultiplicities[jobRow];
        int top = 1;
        int s = headsOfJob[jobRow];
        while (s != NULL_ROW && top < known) {
            top = Math.max(top, CorePlanes.max(busyCounts, 0, slices.word(s), slices.mask(s)));
            s = slices.nextOfJob(s);
        }
        return top;
    }

    private int insert(final int jobRow, final int previous, final int word, final long mask) {
        final int slice = slices.add(jobRow, word, mask);
        occupancy.add(word, mask);
        slices.nextOfJob(slice, next(jobRow, previous));
        link(jobRow, previous, slice);
        return slice;
    }

    private int lastBefore(final int jobRow, final int from, final int word) {
        int last = from;
        int next = next(jobRow, last);
        while (next != NULL_ROW && slices.word(next) < word) {
            last = next;
            next = slices.nextOfJob(next);
        }
        return last;
    }

    private void removeBefore(final int jobRow, final int previous, final int endWord) {
        int next = next(jobRow, previous);
        while (next != NULL_ROW && slices.word(next) < endWord) {
            final int slice = next;
            next = slices.nextOfJob(slice);
            if (isBusy[jobRow]) {
                removeBusy(slice);
            }
            occupancy.remove(slices.word(slice), slices.mask(slice));
            slices.remove(slice);
        }
        link(jobRow, previous, next);
    }

    private int next(final int jobRow, final int previous) {
        return previous == NULL_ROW ? headsOfJob[jobRow] : slices.nextOfJob(previous);
    }

    private void link(final int jobRow, final int previous, final int next) {
        if (previous == NULL_ROW) {
            headsOfJob[jobRow] = next;
        } else {
            slices.nextOfJob(previous, next);
        }
    }

    private int wordOf(final AllocationSlices allocation) {
        return words.first(allocation.nodeId()) + (allocation.firstCore() >>> 6);
    }

    private void ensureJob(final int jobRow) {
        final int former = headsOfJob.length;
        if (jobRow >= former) {
            final int capacity = Math.max(jobRow + 1, Math.max(64, 2 * former));
            headsOfJob = Arrays.copyOf(headsOfJob, capacity);
            Arrays.fill(headsOfJob, former, capacity, NULL_ROW);
            isBusy = Arrays.copyOf(isBusy, capacity);
            netMultiplicities = Arrays.copyOf(netMultiplicities, capacity);
        }
        netMultiplicities[jobRow] = 1;
    }
}
