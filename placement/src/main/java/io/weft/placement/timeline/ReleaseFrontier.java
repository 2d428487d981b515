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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;

/**
 * Takes the running jobs one by one in the order of their expected ends, without touching the heap
 * that the state keeps: a slot is on the frontier when its parent has been taken. A job may be
 * taken as long as the state does not change.
 *
 * <p>Cost: O(log taken) a job; 6 bytes for each job the cluster may have.
 */
final class ReleaseFrontier {
    private final ClusterView view;
    private final int[] slots;
    private final long[] ends;
    private int count;

    ReleaseFrontier(final ClusterView view, final Footprint footprint) {
        this.view = view;
        // No slot of the frontier is below another one, so it is never larger than all leaves.
        final int capacity = (view.jobCapacity() + 1) / 2 + 1;
        slots = new int[capacity];
        ends = new long[capacity];
        footprint.count("release frontier", (long) capacity * (Integer.BYTES + Long.BYTES));
    }

    /** Begins with the job that is expected to end first. */
    void reset() {
        count = 0;
        push(0);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** When the next job is expected to end. */
    long nextEndNs() {
        return ends[0];
    }

    /** Takes the next job. */
    int take() {
        final int slot = slots[0];
        count--;
        if (count > 0) {
            sink(slots[count], ends[count]);
        }
        push(2 * slot + 1);
        push(2 * slot + 2);
        return view.runningJob(slot);
    }

    private void push(final int slot) {
        if (slot >= view.runningCount()) {
            return;
        }
        final long endNs = view.jobExpectedEndNs(view.runningJob(slot));
        int at = count++;
        while (at > 0 && endNs < ends[(at - 1) / 2]) {
            slots[at] = slots[(at - 1) / 2];
            ends[at] = ends[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        slots[at] = slot;
        ends[at] = endNs;
    }

    /** Puts an element at the top and lets it sink to its place. */
    private void sink(final int slot, final long endNs) {
        int at = 0;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && ends[child + 1] < ends[child]) {
                child++;
            }
            if (endNs <= ends[child]) {
                break;
            }
            slots[at] = slots[child];
            ends[at] = ends[child];
            at = child;
        }
        slots[at] = slot;
        ends[at] = endNs;
    }
}
