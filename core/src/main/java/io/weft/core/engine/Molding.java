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
package io.weft.core.engine;

import io.weft.core.memory.RowHeap;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.SizeTable;
import io.weft.core.wire.ReasonCode;

/**
 * Lets malleable jobs start with less than they ask for. After a pass, those that still wait are
 * looked at in the order of their submission: if there are at least the least cores of one now, it
 * is given a request for just as many, with the limit that goes with it, and the policy passes once
 * more. So whatever the policy promised to others and keeps in order holds for the smaller job too.
 * Who does not start gets its request back. A job that was promised its deadline is rigid.
 *
 * <p>Kernel thread only; no allocation. Costs nothing without malleable jobs that wait, else one
 * question to the policy for each of the first {@value #LOOKS_MAX}, and a pass for each that may
 * start, until {@value #FAILURES_MAX} did not.
 */
final class Molding {
    private static final int LOOKS_MAX = 32;
    private static final int FAILURES_MAX = 4;

    private final ClusterState state;
    private final JobTable jobs;
    private final SizeTable sizes;
    private final PolicySlot policy;
    private final Allocator allocator;
    private final InputCheck check;
    private final int[] candidates = new int[LOOKS_MAX];

    Molding(
            final ClusterState state,
            final PolicySlot policy,
            final Allocator allocator,
            final InputCheck check) {
        this.state = state;
        this.jobs = state.jobs();
        this.sizes = state.sizes();
        this.policy = policy;
        this.allocator = allocator;
        this.check = check;
    }

    /** Tries who waits; true when a pass was cut for want of room. */
    boolean run(final long timeNs) {
        if (sizes.pending().size() == 0) {
            return false;
        }
        final int count = findCandidates();
        boolean isCut = false;
        int failureCount = 0;
        for (int i = 0; i < count && failureCount < FAILURES_MAX && !isCut; i++) {
            final int jobRow = candidates[i];
            final int cores = coresToTry(jobRow);
            if (cores > 0) {
                isCut = attempt(jobRow, cores, timeNs);
                failureCount += jobs.state(jobRow) == JobState.PENDING.code() ? 1 : 0;
            }
        }
        return isCut;
    }

    private int findCandidates() {
        final RowHeap pending = sizes.pending();
        int count = 0;
        while (count < LOOKS_MAX && pending.size() > 0) {
            final int termsRow = pending.row(0);
            pending.remove(termsRow);
            candidates[count++] = sizes.jobRow(termsRow);
        }
        for (int i = 0; i < count; i++) {
            pending.add(jobs.termsRow(candidates[i]), jobs.position(candidates[i]));
        }
        return count;
    }

    /** All there are now, or 0 when those are too few, or enough for all of it. */
    private int coresToTry(final int jobRow) {
        if (jobs.state(jobRow) != JobState.PENDING.code()) {
            return 0;
        }
        final int termsRow = jobs.termsRow(jobRow);
        final int cores = (int) policy.get().startableNow(jobRow);
        if (cores < sizes.coreCountMin(termsRow) || cores >= sizes.coreCount(termsRow)) {
            return 0;
        }
        final long walltimeMaxNs = check.walltimeMaxNs(jobs.queueRow(jobRow));
        return sizes.walltimeNs(termsRow, cores) <= walltimeMaxNs ? cores : 0;
    }

    private boolean attempt(final int jobRow, final int cores, final long timeNs) {
        final PlacementPolicy asked = policy.get();
        final ReasonCode reason = asked.reason(jobRow);
        final long number = asked.reasonNumber(jobRow);
        ask(jobRow, cores);
        final boolean isCut = allocator.trialPass(timeNs);
        if (jobs.state(jobRow) == JobState.PENDING.code()) {
            ask(jobRow, sizes.coreCount(jobs.termsRow(jobRow)));
            jobs.reason(jobRow, reason.value());
            jobs.reasonNumber(jobRow, number);
        }
        return isCut;
    }

    /** Lets a malleable job that is pending ask for as many cores, with the limit for these. */
    void ask(final int jobRow, final int cores) {
        takeOut(jobRow);
        sizes.resize(jobRow, cores);
        putBack(jobRow);
    }

    /** It stays in its state, and keeps what it waits with, such as its slot of an array. */
    private void takeOut(final int jobRow) {
        policy.get().onJobUnqueued(jobRow);
        state.pending().remove(jobRow);
    }

    private void putBack(final int jobRow) {
        state.pending().add(jobRow);
        policy.get().onJobQueued(jobRow);
    }
}
