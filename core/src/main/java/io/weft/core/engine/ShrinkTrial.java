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

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.spi.Proposal;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;

/**
 * Takes cores of running jobs on trial, so that the policy can be asked what there would be, and
 * gives them back as they were. Changed are cores and memory of nodes and allocations, and what is
 * idle; sizes, limits and clocks stay as they were. A node on which a job has no core left is its
 * node still, with its GPUs.
 *
 * <p>Kernel thread only; no allocation; cost is the nodes of the job. A trial remembers as many
 * allocations as there may be nodes, and {@value #ALLOCATIONS_MORE} more: jobs that have more
 * together are not taken.
 */
final class ShrinkTrial {
    /** Most jobs of a trial. */
    static final int JOBS_MAX = 32;

    private static final int ALLOCATIONS_MORE = 1024;

    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final PolicySlot policy;
    private final Allocator allocator;
    private final SizeSelection selection;
    private final Proposal proposal;
    private final int wordCount;

    private final int[] jobRows = new int[JOBS_MAX];
    private final int[] taken = new int[JOBS_MAX];
    private final int[] idle = new int[JOBS_MAX];
    private final int[] firsts = new int[JOBS_MAX + 1];
    private int count;

    /** What each allocation of each job was. */
    private final long[] masks;

    private final long[] memories;

    ShrinkTrial(final ClusterState state, final PolicySlot policy, final Allocator allocator) {
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.policy = policy;
        this.allocator = allocator;
        this.proposal = allocator.proposal();
        this.selection = new SizeSelection(state, proposal);
        this.wordCount = state.maskWordCount();
        final int allocationCount = state.nodeCapacity() + ALLOCATIONS_MORE;
        this.masks = new long[allocationCount * wordCount];
        this.memories = new long[allocationCount];
        state.footprint()
                .count("sizes on trial", (long) (masks.length + memories.length) * Long.BYTES);
    }

    /** Forgets the jobs of the last trial, which are as they were, or stay as they are. */
    void begin() {
        count = 0;
    }

    int count() {
        return count;
    }

    int jobRow(final int index) {
        return jobRows[index];
    }

    /** Cores of a job that are taken now. */
    int coresTaken(final int index) {
        return taken[index];
    }

    /** Adds a job of which nothing is taken yet; false when there is no room for it. */
    boolean add(final int jobRow) {
        final int first = firsts[count];
        if (count == JOBS_MAX || first + jobs.allocationCount(jobRow) > memories.length) {
            return false;
        }
        int at = first;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            memories[at] = allocations.memory(a);
            for (int word = 0; word < wordCount; word++) {
                masks[at * wordCount + word] = allocations.mask(a, word);
            }
            at++;
        }
        jobRows[count] = jobRow;
        taken[count] = 0;
        idle[count] = jobs.idleCount(jobRow);
        count++;
        firsts[count] = at;
        return true;
    }

    /** Takes so many cores of a job, instead of those taken now. */
    void shrink(final int index, final int coreCount) {
        if (taken[index] != 0) {
            restore(index);
        }
        if (coreCount > 0) {
            final int jobRow = jobRows[index];
            allocator.spreadIdle(jobRow, 0, true);
            selection.shrink(jobRow, coreCount);
            takeProposed(jobRow);
            proposal.clear();
        }
        taken[index] = coreCount;
    }

    private void takeProposed(final int jobRow) {
        int i = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            boolean isEmpty = true;
            for (int word = 0; word < wordCount; word++) {
                isEmpty &= proposal.mask(i, word) == 0;
                change(a, word, proposal.mask(i, word));
            }
            memory(a, isEmpty ? 0 : proposal.memory(i));
            policy.get().onNodeChanged(allocations.nodeRow(a));
            i++;
        }
    }

    private void change(final int allocationRow, final int word, final long mask) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        final long former = allocations.mask(allocationRow, word);
        if ((former & ~mask) != 0) {
            nodes.removeProcesses(nodeRow, word, former & ~mask);
        }
        if ((mask & ~former) != 0) {
            nodes.addProcesses(nodeRow, word, mask & ~former);
        }
        allocations.mask(allocationRow, word, mask);
    }

    private void memory(final int allocationRow, final long memory) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        final long more = memory - allocations.memory(allocationRow);
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) - more);
        allocations.memory(allocationRow, memory);
    }

    private void restore(final int index) {
        final int jobRow = jobRows[index];
        int at = firsts[index];
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            for (int word = 0; word < wordCount; word++) {
                change(a, word, masks[at * wordCount + word]);
            }
            memory(a, memories[at]);
            policy.get().onNodeChanged(allocations.nodeRow(a));
            at++;
        }
        allocator.spreadIdle(jobRow, idle[index], true);
        taken[index] = 0;
    }

    /** Gives everything back. */
    void undoAll() {
        for (int i = 0; i < count; i++) {
            shrink(i, 0);
        }
    }
}
