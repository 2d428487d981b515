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
import static io.weft.placement.select.Selector.NO_FIT;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.select.Demand;
import io.weft.placement.select.NodeClasses;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.Selector;
import io.weft.placement.select.Supply;
import java.util.Arrays;

/**
 * Whether a job fits now, and if not, why. A shape that does not fit is not tried again until
 * something may have been given back, for a pass only takes; why it does not fit is found out again
 * only when a node has changed.
 *
 * <p>Cost: O(1) for a job of a shape that is known not to fit, else what the selector needs.
 */
final class Admission {
    private static final long NEVER = -1;

    private final Selector selector;
    private final NodeIndex index;
    private final NodeClasses classes = new NodeClasses();
    private final ShapeTable shapes;
    private final Demand demand = new Demand();
    private final Supply supply = new Supply();
    private ClusterView view;
    private long[] unfitIn;
    private long[] refusedIn;
    private ReasonCode[] reasons;
    private long[] numbers;
    private long growth;
    private long change;
    private boolean isInPass;

    Admission(final Selector selector, final NodeIndex index, final int shapeCapacity) {
        this.selector = selector;
        this.index = index;
        this.shapes = new ShapeTable(shapeCapacity);
    }

    void attach(final ClusterView newView) {
        view = newView;
        index.attach(newView);
        selector.attach(newView);
        classes.attach(newView);
        shapes.attach(newView);
        final int rowCount = shapes.capacity() + 1;
        unfitIn = new long[rowCount];
        refusedIn = new long[rowCount];
        reasons = new ReasonCode[rowCount];
        numbers = new long[rowCount];
        Arrays.fill(unfitIn, NEVER);
        Arrays.fill(refusedIn, NEVER);
        for (int row = newView.pendingHead(); row != ClusterView.NULL_ROW; ) {
            shapes.add(row);
            row = newView.pendingNext(row);
        }
    }

    NodeIndex index() {
        return index;
    }

    /** Rows that {@link #memoRow} answers are below this. */
    int memoRowCount() {
        return shapes.capacity() + 1;
    }

    /** Where to keep what holds for all jobs of the same shape. */
    int memoRow(final int jobRow) {
        final int shape = shapes.of(jobRow);
        return shape == NO_SHAPE ? shapes.capacity() : shape;
    }

    /** Whether what is kept in a memo row is about all jobs of a shape, not about one job. */
    boolean isMemo(final int memoRow) {
        return memoRow < shapes.capacity();
    }

    long capacity(final int jobRow) {
        demand.read(view, jobRow);
        return classes.capacity(demand);
    }

    // ------------------------------------------------------------------ asking

    void beginPass() {
        isInPass = true;
    }

    void endPass() {
        isInPass = false;
    }

    /** Selects for a pending job: its multiplicity, or {@link Selector#NO_FIT}. */
    int select(final int jobRow, final Proposal proposal) {
        final int memoRow = memoRow(jobRow);
        if (isMemo(memoRow) && unfitIn[memoRow] == growth) {
            return NO_FIT;
        }
        final int multiplicity = select(jobRow, NodeFilter.NONE, proposal);
        if (multiplicity == NO_FIT) {
            unfitIn[memoRow] = growth;
        }
        return multiplicity;
    }

    /** Selects among the nodes that a filter leaves. */
    int select(final int jobRow, final NodeFilter filter, final Proposal proposal) {
        demand.read(view, jobRow);
        return selector.select(demand, filter, proposal);
    }

    /** Leaves a job waiting that does not fit. */
    void refuse(final int jobRow, final PlacementSink sink) {
        final int memoRow = memoRow(jobRow);
        if (!isMemo(memoRow) || refusedIn[memoRow] != change) {
            refusedIn[memoRow] = change;
            findReason(jobRow, memoRow);
        }
        sink.defer(jobRow, reasons[memoRow], numbers[memoRow]);
    }

    private void findReason(final int jobRow, final int memoRow) {
        demand.read(view, jobRow);
        final long need = demand.need();
        if (classes.capacityUp(demand) < need && need <= classes.capacity(demand)) {
            keep(memoRow, ReasonCode.WAITING_NODES, 0);
            return;
        }
        index.count(demand, supply);
        if (supply.withCores() < need) {
            keep(memoRow, ReasonCode.WAITING_CORES, need - supply.withCores());
        } else if (supply.withMemory() < need) {
            keep(memoRow, ReasonCode.WAITING_MEMORY, supply.nodesWithMemory());
        } else {
            keep(memoRow, ReasonCode.WAITING_GPUS, 0);
        }
    }

    private void keep(final int memoRow, final ReasonCode reason, final long number) {
        reasons[memoRow] = reason;
        numbers[memoRow] = number;
    }

    // ------------------------------------------------------------------ keeping up

    void onNodeChanged(final int nodeRow) {
        change++;
        if (!isInPass) {
            growth++;
        }
        index.onNodeChanged(nodeRow);
        classes.onNodeChanged(nodeRow);
    }

    void onQueueAdded() {
        classes.onQueueAdded();
    }

    void onJobQueued(final int jobRow) {
        if (shapes.add(jobRow)) {
            unfitIn[shapes.of(jobRow)] = NEVER;
            refusedIn[shapes.of(jobRow)] = NEVER;
        }
    }

    void onJobUnqueued(final int jobRow) {
        shapes.remove(jobRow);
    }
}
