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
import io.weft.placement.order.PendingClasses;
import io.weft.placement.order.PendingOrder;

/**
 * The pending jobs in lines: those of a line are of one queue and stay in the order they are in. A
 * queue is a line; where users or accounts are ranked it has a line for each of them.
 *
 * <p>Memory: about 90 bytes for each line there may be. Cost: O(log n) for a job that comes or
 * goes; nothing is allocated after {@link #attach}.
 */
final class Lines {
    private static final int BYTES_PER_LINE = 48;

    private final ShapeTable table = new ShapeTable();
    private final PendingClasses classes = new PendingClasses();
    private ClusterView view;
    private boolean hasOwners;
    private int capacity;

    void attach(final ClusterView newView, final PendingOrder order, final Footprint footprint) {
        view = newView;
        hasOwners = order.ranksOwners(newView);
        capacity = hasOwners ? newView.jobCapacity() : newView.queueCapacity();
        if (hasOwners) {
            table.attach(newView, order, capacity, false);
            footprint.count("lines", (long) capacity * BYTES_PER_LINE);
        }
        classes.attach(newView, order, footprint, capacity);
    }

    /** Lines are below this. */
    int capacity() {
        return capacity;
    }

    /** The jobs by line. */
    PendingClasses classes() {
        return classes;
    }

    void onJobQueued(final int jobRow) {
        classes.onQueued(jobRow);
        classes.add(jobRow, lineOf(jobRow));
    }

    private int lineOf(final int jobRow) {
        if (!hasOwners) {
            return view.jobQueue(jobRow);
        }
        final int known = table.find(jobRow);
        return known == NO_SHAPE ? table.add(jobRow) : known;
    }

    void onJobUnqueued(final int jobRow) {
        final int line = classes.of(jobRow);
        classes.remove(jobRow);
        if (hasOwners && classes.isEmpty(line)) {
            table.remove(line, jobRow);
        }
    }
}
