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
package io.weft.core.spi;

import io.weft.core.wire.ReasonCode;

/** Takes the decisions of a pass. The engine implements it. */
public interface PlacementSink {
    /**
     * The proposal to fill before {@link #start}; cleared after each start.
     *
     * @return always the same object.
     */
    Proposal proposal();

    /**
     * Starts a pending job on the proposed cores. The engine checks the proposal and applies it at
     * once: the view shows the new state when this returns. If it was the last pending job, the
     * ends of those who share its cores, {@link PlacementPolicy#onNodeChanged} and {@link
     * PlacementPolicy#onJobPlaced} follow after the pass: the start leaves first.
     *
     * @param jobRow of a pending job; it leaves the pending jobs, so read its successor before.
     * @param reason {@link ReasonCode#FITS} or {@link ReasonCode#BACKFILLED}.
     * @return false when nothing was done: this entry's room for decisions is used up, and another
     *     pass follows at once, or the table of allocations is full. The pass must end.
     */
    boolean start(int jobRow, ReasonCode reason);

    /**
     * Starts a pending job on the proposed cores, for which other jobs have to give way. The engine
     * checks that each of them has to by the rule, that none could stay, and that the proposal fits
     * when all are off; then it does all of it at once, or nothing. The job holds its cores when
     * this returns, but its start leaves only when the others were seen to be off.
     *
     * @param jobRow of a pending job; it leaves the pending jobs.
     * @param victims rows of the jobs that give way, each once, in the order of the decisions.
     * @param victimCount how many there are, from 1.
     * @return false when nothing was done: see {@link #start}, or the table of terms is full.
     */
    default boolean preempt(final int jobRow, final int[] victims, final int victimCount) {
        return false;
    }

    /**
     * Says that the steps of the pass are used up; the pass must end.
     *
     * @param jobRow of the first pending job that was not looked at.
     * @param stepCount steps taken.
     */
    void cut(int jobRow, int stepCount);
}
