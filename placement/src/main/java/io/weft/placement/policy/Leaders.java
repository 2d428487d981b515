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

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.placement.order.PendingClasses;
import io.weft.placement.order.PendingOrder;

/**
 * The jobs of each queue, in order, up to the first that does not start; the queues taken together
 * in the same order.
 *
 * <p>Cost: O(log n) for a job that comes or goes, O(queues) for a pass to begin; nothing is
 * allocated after construction.
 */
final class Leaders {
    private final ClusterView view;
    private final PendingClasses queues = new PendingClasses();
    private final Candidates candidates = new Candidates();

    Leaders(final ClusterView view, final PendingOrder order, final Footprint footprint) {
        this.view = view;
        queues.attach(view, order, footprint, view.queueCapacity());
        candidates.attach(view, queues, view.queueCapacity());
    }

    /** Begins with the first job of every queue. */
    void begin(final long timeNs) {
        queues.beginPass(timeNs);
        candidates.reset();
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /** The job that comes first. */
    int jobRow() {
        return candidates.jobRow(candidates.classAt(0));
    }

    /** Goes on with the next job of its queue if that job was started, else with other queues. */
    void moveOn() {
        final int queueRow = candidates.classAt(0);
        final boolean isStarted = queues.of(candidates.jobRow(queueRow)) == PendingClasses.NO_CLASS;
        final boolean hasNext = isStarted && !queues.isEmpty(queueRow);
        candidates.set(queueRow, hasNext ? queues.first(queueRow) : NULL_ROW);
    }

    void onJobQueued(final int jobRow) {
        queues.add(jobRow, view.jobQueue(jobRow));
    }

    void onJobUnqueued(final int jobRow) {
        queues.remove(jobRow);
    }
}
