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
package io.weft.core.state;

import io.weft.core.memory.Footprint;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The jobs that hold an allocation, as a binary heap by (expected end, job row): the children of
 * slot i are 2i + 1 and 2i + 2. It knows the slot of every job, so that a job whose end changes
 * moves in O(log n), and has the ends beside the jobs, so that this touches no job row. It is
 * derived: in what order jobs came shows nowhere but in the slots. No allocation, kernel thread
 * only.
 *
 * <pre>
 * a slot of 16 bytes, the first one at 16, so that two children share a cache line
 * offset bytes field
 *      0     8 end             expected, ns
 *      8     4 jobRow
 *     12     4 zero
 * </pre>
 */
public final class RunningHeap {
    private static final int SLOT_LENGTH = 16;
    private static final int JOB_ROW_OFFSET = 8;

    private final JobTable jobs;
    private final UnsafeBuffer slots;
    private final UnsafeBuffer slotOfJob;
    private int size;

    RunningHeap(final Footprint footprint, final JobTable jobs) {
        this.jobs = jobs;
        final long capacity = jobs.slab().capacity();
        slots = footprint.allocate("running heap", (capacity + 1) * SLOT_LENGTH);
        slotOfJob = footprint.allocate("running heap slots", capacity * Integer.BYTES);
    }

    /**
     * Jobs in the heap.
     *
     * @return the count.
     */
    public int size() {
        return size;
    }

    /**
     * Job at a slot; slot 0 ends first.
     *
     * @param slot 0..{@link #size()} - 1.
     * @return a job row.
     */
    public int job(final int slot) {
        return slots.getInt(offset(slot) + JOB_ROW_OFFSET);
    }

    /**
     * Adds a job; its expected end must be set.
     *
     * @param jobRow not in the heap.
     */
    public void add(final int jobRow) {
        size++;
        siftUp(size - 1, jobs.expectedEndNs(jobRow), jobRow);
    }

    /**
     * Removes a job.
     *
     * @param jobRow in the heap.
     */
    public void remove(final int jobRow) {
        final int slot = slotOf(jobRow);
        size--;
        if (slot < size) {
            move(slot, end(size), job(size));
        }
    }

    /**
     * Moves a job whose expected end has changed.
     *
     * @param jobRow in the heap.
     */
    public void update(final int jobRow) {
        move(slotOf(jobRow), jobs.expectedEndNs(jobRow), jobRow);
    }

    /**
     * Slot of a job.
     *
     * @param jobRow in the heap.
     * @return its slot.
     */
    int slotOf(final int jobRow) {
        return slotOfJob.getInt(jobRow * Integer.BYTES);
    }

    private void move(final int slot, final long endNs, final int jobRow) {
        final int parent = (slot - 1) >>> 1;
        if (slot > 0 && isBefore(endNs, jobRow, parent)) {
            siftUp(slot, endNs, jobRow);
        } else {
            siftDown(slot, endNs, jobRow);
        }
    }

    private void siftUp(final int from, final long endNs, final int jobRow) {
        int slot = from;
        while (slot > 0) {
            final int parent = (slot - 1) >>> 1;
            if (!isBefore(endNs, jobRow, parent)) {
                break;
            }
            place(slot, end(parent), job(parent));
            slot = parent;
        }
        place(slot, endNs, jobRow);
    }

    private void siftDown(final int from, final long endNs, final int jobRow) {
        int slot = from;
        while (2 * slot + 1 < size) {
            int child = 2 * slot + 1;
            if (child + 1 < size && isBefore(end(child + 1), job(child + 1), child)) {
                child++;
            }
            if (isBefore(endNs, jobRow, child)) {
                break;
            }
            place(slot, end(child), job(child));
            slot = child;
        }
        place(slot, endNs, jobRow);
    }

    private void place(final int slot, final long endNs, final int jobRow) {
        slots.putLong(offset(slot), endNs);
        slots.putInt(offset(slot) + JOB_ROW_OFFSET, jobRow);
        slotOfJob.putInt(jobRow * Integer.BYTES, slot);
    }

    private boolean isBefore(final long endNs, final int jobRow, final int slot) {
        final long otherEndNs = end(slot);
        return endNs < otherEndNs || endNs == otherEndNs && jobRow < job(slot);
    }

    /**
     * Expected end of the job at a slot.
     *
     * @param slot 0..{@link #size()} - 1.
     * @return time in ns.
     */
    long end(final int slot) {
        return slots.getLong(offset(slot));
    }

    private static int offset(final int slot) {
        return (slot + 1) * SLOT_LENGTH;
    }
}
