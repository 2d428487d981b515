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
package io.weft.placement.policy;

import io.weft.core.spi.ClusterView;
import io.weft.placement.order.PendingClasses;

/**
 * For each class the job that is looked at next, and the class whose job comes first: a binary heap
 * of classes, by the order of these jobs.
 *
 * <p>Cost: O(log classes); nothing is allocated after {@link #attach}.
 */
final class Candidates {
    private ClusterView view;
    private PendingClasses classes;
    private int[] heap;
    private int[] placeOf;
    private int[] jobRows;
    private long[] keys;
    private int count;

    void attach(
            final ClusterView newView, final PendingClasses newClasses, final int classCapacity) {
        view = newView;
        classes = newClasses;
        heap = new int[classCapacity];
        placeOf = new int[classCapacity];
        jobRows = new int[classCapacity];
        keys = new long[classCapacity];
        count = 0;
    }

    /** Begins with the first job of every class. */
    void reset() {
        while (count > 0) {
            placeOf[heap[--count]] = 0;
        }
        for (int i = 0; i < classes.occupiedCount(); i++) {
            final int classRow = classes.occupied(i);
            put(classRow, classes.first(classRow), classes.firstKey(classRow));
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** A class that has a candidate; index 0 is the one whose candidate comes first. */
    int classAt(final int index) {
        return heap[index];
    }

    int jobRow(final int classRow) {
        return jobRows[classRow];
    }

    /** From now on this job is the candidate of the class; none if the row is negative. */
    void set(final int classRow, final int jobRow) {
        if (jobRow == ClusterView.NULL_ROW) {
            remove(classRow);
        } else {
            put(classRow, jobRow, classes.key(jobRow));
        }
    }

    private void put(final int classRow, final int jobRow, final long key) {
        jobRows[classRow] = jobRow;
        keys[classRow] = key;
        final int at = placeOf[classRow] == 0 ? count++ : placeOf[classRow] - 1;
        sink(rise(at, classRow), classRow);
    }

    void remove(final int classRow) {
        if (placeOf[classRow] != 0) {
            final int at = placeOf[classRow] - 1;
            placeOf[classRow] = 0;
            final int last = heap[--count];
            if (at < count) {
                sink(rise(at, last), last);
            }
        }
    }

    private int rise(final int from, final int classRow) {
        int at = from;
        while (at > 0 && isBefore(classRow, heap[(at - 1) / 2])) {
            place(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        return at;
    }

    private void sink(final int from, final int classRow) {
        int at = from;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], classRow)) {
                break;
            }
            place(at, heap[child]);
            at = child;
        }
        place(at, classRow);
    }

    private void place(final int at, final int classRow) {
        heap[at] = classRow;
        placeOf[classRow] = at + 1;
    }

    private boolean isBefore(final int classRow, final int otherRow) {
        if (keys[classRow] != keys[otherRow]) {
            return keys[classRow] < keys[otherRow];
        }
        final long rank = classes.rank(classRow);
        final long otherRank = classes.rank(otherRow);
        return rank < otherRank
                || rank == otherRank
                        && view.jobPosition(jobRows[classRow])
                                < view.jobPosition(jobRows[otherRow]);
    }
}
