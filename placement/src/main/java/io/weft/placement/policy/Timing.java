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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.PendingOrder;

/**
 * Says who may start before whom.
 *
 * <p>Threads: the kernel thread alone. After {@link #attach} nothing is allocated.
 */
interface Timing {
    /**
     * Builds what the timing derives from the state.
     *
     * @param view of the state.
     * @param order of the pending jobs.
     * @param admission that says whether a job fits.
     * @param footprint for memory off the heap.
     */
    void attach(ClusterView view, PendingOrder order, Admission admission, Footprint footprint);

    /** Looks at the pending jobs once. */
    void pass(long timeNs, PlacementSink sink);

    /** Whether it keeps off nodes on which an advance reservation begins or has begun. */
    default boolean honoursReservations() {
        return true;
    }

    /** The earliest start of a job, {@link Long#MAX_VALUE} if there is none. */
    long earliestStart(int jobRow, long timeNs);

    /** The first job that the last pass left waiting, limits and licences apart; -1 for none. */
    int firstWaiting();

    /** Why a pending job waited at the last pass. */
    ReasonCode reason(int jobRow);

    /** Number that belongs to the reason. */
    long reasonNumber(int jobRow);

    /** A node was added, changed its state, or something of it was taken or given back. */
    void onNodeChanged(int nodeRow);

    /** A queue has another maximum multiplicity, or other nodes, than before. */
    default void onQueueChanged() {}

    /** A job that holds an allocation is expected to end at another time than before. */
    void onExpectedEndChanged(int jobRow);

    /** A job joined the pending jobs. */
    void onJobQueued(int jobRow);

    /** A job is about to leave the pending jobs. */
    void onJobUnqueued(int jobRow);
}
