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
 * <p>Memory: about 188 bytes for each shape there may be.
 */
final class Shapes {
    /** Before any pass, state, growth or change. */
    private static final long NEVER = -1;

    private static final int BYTES_PER_SHAPE = 188;

    private final int capacityMin;
    private final ShapeTable table = new ShapeTable();
    private final PendingClasses classes = new PendingClasses();
    private int capacity;
    private long[] judgedInPass;
    private long[] judgedIn;
    private long[] walltimesMaxNs;
    private long[] unfitInPass;
    private long[] shutInPass;
    private long[] unfitIn;
    private long[] explainedIn;
    private ReasonCode[] reasons;
    private long[] reasonNumbers;

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
        judgedInPass = new long[capacity];
        judgedIn = new long[capacity];
        walltimesMaxNs = new long[capacity];
        unfitInPass = new long[capacity];
        shutInPass = new long[capacity];
        unfitIn = new long[capacity];
        explainedIn = new long[capacity];
        reasons = new ReasonCode[capacity];
        reasonNumbers = new long[capacity];
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
            table.remove(shape, jobRow);
        }
    }

    private int create(final int jobRow) {
        final int shape = table.add(jobRow);
        judgedInPass[shape] = NEVER;
        judgedIn[shape] = NEVER;
        unfitInPass[shape] = NEVER;
        shutInPass[shape] = NEVER;
        unfitIn[shape] = NEVER;
        explainedIn[shape] = NEVER;
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
        table.remove(shape, classes.first(shape));
        while (!classes.isEmpty(shape)) {
            final int jobRow = classes.first(shape);
            classes.remove(jobRow);
            classes.add(jobRow, unshaped());
        }
    }

    // ------------------------------------------------------------------ what is known

    void onJudged(final int shape, final long pass, final long state) {
        judgedInPass[shape] = pass;
        judgedIn[shape] = state;
    }

    /** The last pass that came to the shape. */
    long judgedInPass(final int shape) {
        return judgedInPass[shape];
    }

    /** The state in which the shape was judged last. */
    long judgedIn(final int shape) {
        return judgedIn[shape];
    }

    /** In that state, the highest time limit with which a job of the shape may start. */
    long walltimeMaxNs(final int shape) {
        return walltimesMaxNs[shape];
    }

    void walltimeMaxNs(final int shape, final long value) {
        walltimesMaxNs[shape] = value;
    }

    void onUnfit(final int shape, final long pass, final long growth) {
        unfitInPass[shape] = pass;
        unfitIn[shape] = growth;
    }

    /** No job of the shape may start in this pass, whether it fits or not. */
    void onShut(final int shape, final long pass, final ReasonCode reason, final long number) {
        unfitInPass[shape] = pass;
        shutInPass[shape] = pass;
        explainedIn[shape] = NEVER;
        explain(shape, reason, number);
    }

    /** Whether the shape was shut out of a pass. */
    boolean isShutIn(final int shape, final long pass) {
        return shutInPass[shape] == pass;
    }

    /** The last pass in which the shape did not fit, or was shut out. */
    long unfitInPass(final int shape) {
        return unfitInPass[shape];
    }

    /** How often something had been given back when the shape did not fit last. */
    long unfitIn(final int shape) {
        return unfitIn[shape];
    }

    void explain(final int shape, final ReasonCode reason, final long number) {
        reasons[shape] = reason;
        reasonNumbers[shape] = number;
    }

    /** How often a node had changed when it was found out why the shape does not fit. */
    long explainedIn(final int shape) {
        return explainedIn[shape];
    }

    void explainedIn(final int shape, final long change) {
        explainedIn[shape] = change;
    }

    ReasonCode reason(final int shape) {
        return reasons[shape];
    }

    long reasonNumber(final int shape) {
        return reasonNumbers[shape];
    }
}
