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
 * The jobs that hold an allocation, as a binary heap by (expected end, job row). It knows the slot
 * of every job, so that a job whose end changes moves in O(log n). It is derived: in what order
 * jobs came shows nowhere but in the slots. No allocation, kernel thread only.
 */
public final class RunningHeap {
    private final JobTable jobs;
    private final UnsafeBuffer slots;
    private final UnsafeBuffer slotOfJob;
    private int size;

    RunningHeap(final Footprint footprint, final JobTable jobs) {
        this.jobs = jobs;
        final long length = (long) jobs.slab().capacity() * Integer.BYTES;
        slots = footprint.allocate("running heap", length);
        slotOfJob = footprint.allocate("running heap slots", length);
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
        return slots.getInt(slot * Integer.BYTES);
    }

    /**
     * Adds a job; its expected end must be set.
     *
     * @param jobRow not in the heap.
     */
    public void add(final int jobRow) {
        size++;
        siftUp(size - 1, jobRow);
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
            final int last = job(size);
            place(slot, last);
            update(last);
        }
    }

    /**
     * Moves a job whose expected end has changed.
     *
     * @param jobRow in the heap.
     */
    public void update(final int jobRow) {
        final int slot = slotOf(jobRow);
        if (slot > 0 && isBefore(jobRow, job((slot - 1) >>> 1))) {
            siftUp(slot, jobRow);
        } else {
            siftDown(slot, jobRow);
        }
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

    private void siftUp(final int from, final int jobRow) {
        int slot = from;
        while (slot > 0) {
            final int parent = (slot - 1) >>> 1;
            final int parentJob = job(parent);
            if (!isBefore(jobRow, parentJob)) {
                break;
            }
            place(slot, parentJob);
            slot = parent;
        }
        place(slot, jobRow);
    }

    private void siftDown(final int from, final int jobRow) {
        int slot = from;
        while (2 * slot + 1 < size) {
            int child = 2 * slot + 1;
            if (child + 1 < size && isBefore(job(child + 1), job(child))) {
                child++;
            }
            final int childJob = job(child);
            if (!isBefore(childJob, jobRow)) {
                break;
            }
            place(slot, childJob);
            slot = child;
        }
        place(slot, jobRow);
    }

    private void place(final int slot, final int jobRow) {
        slots.putInt(slot * Integer.BYTES, jobRow);
        slotOfJob.putInt(jobRow * Integer.BYTES, slot);
    }

    private boolean isBefore(final int jobRow, final int otherRow) {
        final long end = jobs.expectedEndNs(jobRow);
        final long otherEnd = jobs.expectedEndNs(otherRow);
        return end < otherEnd || end == otherEnd && jobRow < otherRow;
    }
}
