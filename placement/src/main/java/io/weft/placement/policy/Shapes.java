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

import static io.weft.placement.policy.ShapeTable.NO_SHAPE;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.PendingClasses;
import io.weft.placement.order.PendingOrder;

/**
 * The pending jobs by shape, and what is known of each shape. While the table of shapes is full,
 * jobs of further shapes are together in a class of their own, {@link #unshaped()}.
 *
 * <p>Memory: about 160 bytes for each shape there may be.
 */
final class Shapes {
    /** Before any pass, state, growth or change. */
    private static final long NEVER = -1;

    private static final int BYTES_PER_SHAPE = 160;

    // What is known of a shape lies in one row, so that a new shape touches one or two cache lines.
    private static final int JUDGED_IN_PASS = 0;
    private static final int JUDGED_IN = 1;
    private static final int WALLTIME_MAX = 2;
    private static final int UNFIT_IN_PASS = 3;
    private static final int SHUT_IN_PASS = 4;
    private static final int UNFIT_IN = 5;
    private static final int EXPLAINED_IN = 6;
    private static final int REASON_NUMBER = 7;
    private static final int ROW_SHIFT = 3;

    private final int capacityMin;
    private final ShapeTable table = new ShapeTable();
    private final PendingClasses classes = new PendingClasses();
    private int capacity;
    private long[] rows;
    private ReasonCode[] reasons;

    Shapes(final int capacityMin) {
        this.capacityMin = capacityMin;
    }

    /**
     * Has room for as many shapes as a pass may judge, or as there may be jobs; if users or
     * accounts are ranked, jobs of different ones have different shapes, and there is room for
     * those of all jobs.
     */
    void attach(final ClusterView view, final PendingOrder order, final Footprint footprint) {
        final int least = Math.max(capacityMin, view.passStepsMax());
        final boolean hasOwners = order.ranksOwners(view);
        capacity = hasOwners ? view.jobCapacity() : Math.min(view.jobCapacity(), least);
        table.attach(view, order, capacity, true);
        classes.attach(view, order, footprint, capacity + 1);
        rows = new long[Math.multiplyExact(capacity, 1 << ROW_SHIFT)];
        reasons = new ReasonCode[capacity];
        footprint.count("shapes", (long) capacity * BYTES_PER_SHAPE);
    }

    int capacity() {
        return capacity;
    }

    PendingClasses classes() {
        return classes;
    }

    /** Class of the jobs for whose shape there was no row. */
    int unshaped() {
        return capacity;
    }

    // ------------------------------------------------------------------ jobs

    void onJobQueued(final int jobRow) {
        classes.onQueued(jobRow);
        final int shape = table.find(jobRow);
        if (shape != NO_SHAPE) {
            classes.add(jobRow, shape);
        } else if (table.isFull()) {
            classes.add(jobRow, unshaped());
        } else {
            classes.add(jobRow, create(jobRow));
        }
    }

    void onJobUnqueued(final int jobRow) {
        final int shape = classes.of(jobRow);
        classes.remove(jobRow);
        if (shape != unshaped() && classes.isEmpty(shape)) {
            table.remove(shape);
        }
    }

    private int create(final int jobRow) {
        final int shape = table.add(jobRow);
        final int row = shape << ROW_SHIFT;
        rows[row + JUDGED_IN_PASS] = NEVER;
        rows[row + JUDGED_IN] = NEVER;
        rows[row + UNFIT_IN_PASS] = NEVER;
        rows[row + SHUT_IN_PASS] = NEVER;
        rows[row + UNFIT_IN] = NEVER;
        rows[row + EXPLAINED_IN] = NEVER;
        return shape;
    }

    int find(final int jobRow) {
        return table.find(jobRow);
    }

    boolean isFull() {
        return table.isFull();
    }

    /** Gives a job its shape that had none; there must be one, or a row for it. */
    int giveShape(final int jobRow) {
        final int known = table.find(jobRow);
        final int shape = known == NO_SHAPE ? create(jobRow) : known;
        classes.remove(jobRow);
        classes.add(jobRow, shape);
        return shape;
    }

    /** Makes the row of a shape free; its jobs have none from now on. O(jobs of the shape). */
    void drop(final int shape) {
        table.remove(shape);
        while (!classes.isEmpty(shape)) {
            final int jobRow = classes.first(shape);
            classes.remove(jobRow);
            classes.add(jobRow, unshaped());
        }
    }

    // ------------------------------------------------------------------ what is known

    void onJudged(final int shape, final long pass, final long state) {
        rows[(shape << ROW_SHIFT) + JUDGED_IN_PASS] = pass;
        rows[(shape << ROW_SHIFT) + JUDGED_IN] = state;
    }

    /** The last pass that came to the shape. */
    long judgedInPass(final int shape) {
        return rows[(shape << ROW_SHIFT) + JUDGED_IN_PASS];
    }

    /** The state in which the shape was judged last. */
    long judgedIn(final int shape) {
        return rows[(shape << ROW_SHIFT) + JUDGED_IN];
    }

    /** In that state, the highest time limit with which a job of the shape may start. */
    long walltimeMaxNs(final int shape) {
        return rows[(shape << ROW_SHIFT) + WALLTIME_MAX];
    }

    void walltimeMaxNs(final int shape, final long value) {
        rows[(shape << ROW_SHIFT) + WALLTIME_MAX] = value;
    }

    void onUnfit(final int shape, final long pass, final long growth) {
        rows[(shape << ROW_SHIFT) + UNFIT_IN_PASS] = pass;
        rows[(shape << ROW_SHIFT) + UNFIT_IN] = growth;
    }

    /** No job of the shape may start in this pass, whether it fits or not. */
    void onShut(final int shape, final long pass, final ReasonCode reason, final long number) {
        rows[(shape << ROW_SHIFT) + UNFIT_IN_PASS] = pass;
        rows[(shape << ROW_SHIFT) + SHUT_IN_PASS] = pass;
        rows[(shape << ROW_SHIFT) + EXPLAINED_IN] = NEVER;
        explain(shape, reason, number);
    }

    /** Whether the shape was shut out of a pass. */
    boolean isShutIn(final int shape, final long pass) {
        return rows[(shape << ROW_SHIFT) + SHUT_IN_PASS] == pass;
    }

    /** The last pass in which the shape did not fit, or was shut out. */
    long unfitInPass(final int shape) {
        return rows[(shape << ROW_SHIFT) + UNFIT_IN_PASS];
    }

    /** How often something had been given back when the shape did not fit last. */
    long unfitIn(final int shape) {
        return rows[(shape << ROW_SHIFT) + UNFIT_IN];
    }

    void explain(final int shape, final ReasonCode reason, final long number) {
        reasons[shape] = reason;
        rows[(shape << ROW_SHIFT) + REASON_NUMBER] = number;
    }

    /** How often a node had changed when it was found out why the shape does not fit. */
    long explainedIn(final int shape) {
        return rows[(shape << ROW_SHIFT) + EXPLAINED_IN];
    }

    void explainedIn(final int shape, final long change) {
        rows[(shape << ROW_SHIFT) + EXPLAINED_IN] = change;
    }

    ReasonCode reason(final int shape) {
        return reasons[shape];
    }

    long reasonNumber(final int shape) {
        return rows[(shape << ROW_SHIFT) + REASON_NUMBER];
    }
}
