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
package io.weft.core.state;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import java.util.ArrayList;
import java.util.List;

/**
 * What jobs that have left their nodes, or are about to, still hold there, counted anew; a part of
 * {@link StateVerifier}, as plain and slow.
 */
final class AbsentJobs {
    private final ClusterState state;
    private final JobTable jobs;
    private final AllocationTable allocations;
    private final long[] memory;
    private final List<Integer> absentAllocations = new ArrayList<>();
    private final int[] leavingCount;
    private final int[] jobCount;

    AbsentJobs(final ClusterState state) {
        this.state = state;
        this.jobs = state.jobs();
        this.allocations = state.allocations();
        memory = new long[state.nodeCount()];
        leavingCount = new int[state.nodeCount()];
        jobCount = new int[state.nodeCount()];
    }

    /** Checks all of them; answers how many allocations they have. */
    int verify() {
        int count = 0;
        int suspendedCount = 0;
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            final int jobState = jobs.state(row);
            if (jobState == JobState.SUSPENDED.code() || jobState == JobState.LEAVING.code()) {
                count += count(row, jobState == JobState.LEAVING.code());
                suspendedCount += jobState == JobState.SUSPENDED.code() ? 1 : 0;
            }
        }
        for (int row = 0; row < leavingCount.length; row++) {
            final int counted = state.nodes().leavingCount(row);
            check(counted == leavingCount[row], "leaving jobs of node", row);
        }
        verifyList(suspendedCount);
        return count;
    }

    private int count(final int jobRow, final boolean isLeaving) {
        check(jobs.termsRow(jobRow) != NULL_ROW, "terms of absent job", jobRow);
        check(jobs.multiplicity(jobRow) == 0, "multiplicity of absent job", jobRow);
        int count = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            final int nodeRow = allocations.nodeRow(a);
            check(allocations.jobRow(a) == jobRow, "job of absent allocation", a);
            check(state.nodes().key(nodeRow) == state.jobKey(jobRow), "key of node", nodeRow);
            check(allocations.coreCount(a) == 0, "cores of absent allocation", a);
            check(allocations.absentCoreCount(a) > 0, "former cores of absent allocation", a);
            memory[nodeRow] += allocations.memory(a);
            absentAllocations.add(a);
            leavingCount[nodeRow] += isLeaving ? 1 : 0;
            jobCount[nodeRow]++;
            count++;
        }
        check(jobs.allocationCount(jobRow) == count && count > 0, "absent allocations", jobRow);
        return count;
    }

    private void verifyList(final int expectedCount) {
        int count = 0;
        for (int row = state.suspended().head(); row != NULL_ROW; ) {
            check(jobs.state(row) == JobState.SUSPENDED.code(), "state of suspended job", row);
            row = state.suspended().next(row);
            count++;
        }
        check(count == expectedCount, "suspended jobs", count);
        check(count == state.suspended().count(), "count of suspended jobs", count);
    }

    int countOn(final int nodeRow) {
        return jobCount[nodeRow];
    }

    long memoryOn(final int nodeRow) {
        return memory[nodeRow];
    }

    /** Adds to how many jobs have each GPU of a node. */
    void countGpusOn(final int nodeRow, final int[] counts) {
        for (final int a : absentAllocations) {
            long rest = allocations.nodeRow(a) == nodeRow ? allocations.gpuMask(a) : 0;
            while (rest != 0) {
                counts[Long.numberOfTrailingZeros(rest)]++;
                rest &= rest - 1;
            }
        }
    }

    private static void check(final boolean holds, final String what, final int row) {
        if (!holds) {
            throw new IllegalStateException("The state is broken: " + what + " " + row);
        }
    }
}
