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
package io.weft.core.client;

import org.agrona.collections.IntArrayList;

/**
 * What an advance reservation is: whole nodes, from one time to another, perhaps again and again.
 * Mutable and reusable, used by one thread.
 */
public final class ReservationRequest {
    final IntArrayList nodeIds = new IntArrayList();
    final long reservationId;
    final long startNs;
    final long endNs;
    long periodNs;
    int ownerUserId = -1;
    int ownerAccountId = -1;
    int nodeCount;
    int coreCount;
    boolean isMaintenance;

    /**
     * A reservation of no nodes yet, once, for the jobs of anybody who names it.
     *
     * @param reservationId from 0, new.
     * @param startNs when its nodes become its jobs' alone.
     * @param endNs when they are everybody's again, after the start and after now.
     */
    public ReservationRequest(final long reservationId, final long startNs, final long endNs) {
        this.reservationId = reservationId;
        this.startNs = startNs;
        this.endNs = endNs;
    }

    /**
     * Repeats it for ever.
     *
     * @param value from one start to the next, ns; no less than from start to end.
     * @return this.
     */
    public ReservationRequest periodNs(final long value) {
        periodNs = value;
        return this;
    }

    /**
     * Lets only jobs of some user, of some account, or of that user in that account run there.
     *
     * @param userId of the jobs, -1 for any.
     * @param accountId of the jobs, -1 for any.
     * @return this.
     */
    public ReservationRequest owner(final int userId, final int accountId) {
        ownerUserId = userId;
        ownerAccountId = accountId;
        return this;
    }

    /**
     * Leaves it to the kernel to choose nodes.
     *
     * @param count of nodes, from 1.
     * @param coresEach least cores of each, from 1.
     * @return this.
     */
    public ReservationRequest nodeCount(final int count, final int coresEach) {
        nodeCount = count;
        coreCount = coresEach;
        return this;
    }

    /**
     * Leaves it to the kernel to choose as many whole nodes as have so many cores.
     *
     * @param count of cores, from 1.
     * @return this.
     */
    public ReservationRequest coreCount(final int count) {
        nodeCount = 0;
        coreCount = count;
        return this;
    }

    /**
     * Names nodes, busy or not; the kernel chooses none then.
     *
     * @param firstNodeId first of a range of ids.
     * @param lastNodeId last of it.
     * @return this.
     */
    public ReservationRequest nodes(final int firstNodeId, final int lastNodeId) {
        nodeIds.addInt(firstNodeId);
        nodeIds.addInt(lastNodeId);
        return this;
    }

    /**
     * Lets nobody run there.
     *
     * @param value true for that.
     * @return this.
     */
    public ReservationRequest maintenance(final boolean value) {
        isMaintenance = value;
        return this;
    }
}
