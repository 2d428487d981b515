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
package io.weft.placement.order;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.OrderedRows;
import io.weft.core.spi.ClusterView;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The pending jobs by class, those of a class in order. What a class is its owner says: jobs of one
 * shape, or of one queue; where the order ranks users or accounts, they are of one of these too. It
 * also knows which jobs came after the last pass began.
 *
 * <p>A place in the order is a key, a rank and a position: before it is what has a lower key, or
 * that key and a lower rank, or both the same and a lower position. What an order adds to keys is
 * kept for the class, so that it may change from pass to pass while the jobs of the class stay in
 * the order they are in.
 *
 * <p>Memory: 40 bytes for each job that may be in the table, off the heap, and 24 for each class,
 * 32 where users or accounts are ranked.
 *
 * <p>Threads: the kernel thread alone. Cost: O(log n) expected for a job that comes or goes and for
 * a search, O(1) for all else; after {@link #attach} nothing is allocated.
 */
public final class PendingClasses {
    /** No class. */
    public static final int NO_CLASS = -1;

    private static final int CLASS_OFFSET = 0;
    private static final int QUEUED_OFFSET = 4;
    private static final int MARK_SHIFT = 3;

    private ClusterView view;
    private PendingOrder order;
    private OrderedRows rows;
    private UnsafeBuffer marks;
    private int[] roots;
    private int[] firsts;
    private long[] firstKeys;

    /** What an order adds to the keys of a class, or the rank of the class; null for neither. */
    private long[] changing;

    private boolean isAdditive;
    private int[] occupied;
    private int[] placeOf;
    private int occupiedCount;
    private int pass;

    /** No job yet. */
    public PendingClasses() {}

    /**
     * Takes memory; no class has a job afterwards.
     *
     * @param newView of the state.
     * @param newOrder of the jobs.
     * @param footprint that gives the memory.
     * @param classCapacity classes are below this.
     */
    public void attach(
            final ClusterView newView,
            final PendingOrder newOrder,
            final Footprint footprint,
            final int classCapacity) {
        final int jobCapacity = newView.jobCapacity();
        view = newView;
        order = newOrder;
        rows = new OrderedRows(footprint, "pending jobs", jobCapacity, newView::jobPosition);
        marks = footprint.allocate("pending classes", (long) jobCapacity << MARK_SHIFT);
        roots = new int[classCapacity];
        firsts = new int[classCapacity];
        firstKeys = new long[classCapacity];
        isAdditive = newOrder.hasWeights();
        changing = newOrder.ranksOwners(newView) ? new long[classCapacity] : null;
        occupied = new int[classCapacity];
        placeOf = new int[classCapacity];
        occupiedCount = 0;
        pass = 0;
        Arrays.fill(roots, OrderedRows.NULL_ROW);
    }

    // ------------------------------------------------------------------ jobs

    /**
     * Adds a job to a class.
     *
     * @param jobRow of a job that is in no class.
     * @param classRow of the class.
     */
    public void add(final int jobRow, final int classRow) {
        final long key = order.key(view, jobRow);
        final int root = roots[classRow];
        roots[classRow] = rows.add(root, jobRow, key, view.jobWalltimeNs(jobRow));
        marks.putInt((jobRow << MARK_SHIFT) + CLASS_OFFSET, classRow + 1);
        if (root == OrderedRows.NULL_ROW) {
            placeOf[classRow] = occupiedCount;
            occupied[occupiedCount++] = classRow;
        }
        if (root == OrderedRows.NULL_ROW || rows.isBefore(jobRow, firsts[classRow])) {
            firsts[classRow] = jobRow;
            firstKeys[classRow] = key;
        }
    }

    /**
     * Removes a job from its class; its time limit must still be what it was when it was added.
     *
     * @param jobRow of a job that is in a class.
     */
    public void remove(final int jobRow) {
        final int classRow = of(jobRow);
        final int root = rows.remove(roots[classRow], jobRow);
        roots[classRow] = root;
        marks.putInt((jobRow << MARK_SHIFT) + CLASS_OFFSET, 0);
        if (root == OrderedRows.NULL_ROW) {
            final int last = occupied[--occupiedCount];
            occupied[placeOf[classRow]] = last;
            placeOf[last] = placeOf[classRow];
        } else if (firsts[classRow] == jobRow) {
            firsts[classRow] = rows.first(root, Long.MAX_VALUE);
            firstKeys[classRow] = rows.key(firsts[classRow]);
        }
    }

    /**
     * Class of a job.
     *
     * @param jobRow of a job.
     * @return its class or {@link #NO_CLASS}.
     */
    public int of(final int jobRow) {
        return marks.getInt((jobRow << MARK_SHIFT) + CLASS_OFFSET) - 1;
    }

    /**
     * Whether a job comes before some place.
     *
     * @param jobRow of a job that is in a class.
     * @param key of the place.
     * @param rank of the place.
     * @param position of the place.
     * @return true if so.
     */
    public boolean isBefore(
            final int jobRow, final long key, final long rank, final long position) {
        final long own = key(jobRow);
        return own < key
                || own == key && view.jobPosition(jobRow) < positionIn(of(jobRow), rank, position);
    }

    /** The place among the jobs of a class that have its key: all of them have one rank. */
    private long positionIn(final int classRow, final long rank, final long position) {
        final long own = rank(classRow);
        if (own == rank) {
            return position;
        }
        return own < rank ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /**
     * Key of a job, as of the last pass.
     *
     * @param jobRow of a job that is in a class.
     * @return the key.
     */
    public long key(final int jobRow) {
        return rows.key(jobRow) + addition(of(jobRow));
    }

    private long addition(final int classRow) {
        return changing == null || !isAdditive ? 0 : changing[classRow];
    }

    // ------------------------------------------------------------------ classes

    /**
     * Classes that have a job, in no particular order.
     *
     * @return the count.
     */
    public int occupiedCount() {
        return occupiedCount;
    }

    /**
     * A class that has a job.
     *
     * @param index 0..{@link #occupiedCount()} - 1.
     * @return its row.
     */
    public int occupied(final int index) {
        return occupied[index];
    }

    /**
     * Whether a class has no job.
     *
     * @param classRow of the class.
     * @return true if so.
     */
    public boolean isEmpty(final int classRow) {
        return roots[classRow] == OrderedRows.NULL_ROW;
    }

    /**
     * First job of a class.
     *
     * @param classRow of a class that has a job.
     * @return a job row.
     */
    public int first(final int classRow) {
        return firsts[classRow];
    }

    /**
     * Key of the first job of a class, as of the last pass.
     *
     * @param classRow of a class that has a job.
     * @return the key.
     */
    public long firstKey(final int classRow) {
        return firstKeys[classRow] + addition(classRow);
    }

    /**
     * Rank of the jobs of a class, as of the last pass.
     *
     * @param classRow of a class that has a job.
     * @return the rank.
     */
    public long rank(final int classRow) {
        return changing == null || isAdditive ? 0 : changing[classRow];
    }

    /**
     * First job of a class that comes after some place and does not run too long.
     *
     * @param classRow of the class.
     * @param key of the place.
     * @param rank of the place.
     * @param position of the place.
     * @param walltimeMaxNs highest time limit, as if alone.
     * @return a job row or {@link ClusterView#NULL_ROW}.
     */
    public int firstAfter(
            final int classRow,
            final long key,
            final long rank,
            final long position,
            final long walltimeMaxNs) {
        // An addition is never above 0, so the lowest key there is may be asked for.
        return rows.firstAfter(
                roots[classRow],
                key - addition(classRow),
                positionIn(classRow, rank, position),
                walltimeMaxNs);
    }

    // ------------------------------------------------------------------ passes

    /**
     * A pass begins: it looks at all jobs there are. O(classes) where users or accounts are ranked.
     *
     * @param timeNs now.
     */
    public void beginPass(final long timeNs) {
        pass++;
        if (changing != null) {
            for (int i = 0; i < occupiedCount; i++) {
                changing[occupied[i]] = change(firsts[occupied[i]], timeNs);
            }
        }
    }

    private long change(final int jobRow, final long timeNs) {
        return isAdditive ? order.addition(view, jobRow, timeNs) : order.rank(view, jobRow, timeNs);
    }

    /**
     * Takes note that a job has joined the pending jobs.
     *
     * @param jobRow of the job.
     */
    public void onQueued(final int jobRow) {
        marks.putInt((jobRow << MARK_SHIFT) + QUEUED_OFFSET, pass);
    }

    /**
     * Whether a job has joined the pending jobs since the last pass.
     *
     * @param jobRow of a pending job.
     * @return true if so, or if there was no pass.
     */
    public boolean isNew(final int jobRow) {
        return marks.getInt((jobRow << MARK_SHIFT) + QUEUED_OFFSET) == pass;
    }
}
