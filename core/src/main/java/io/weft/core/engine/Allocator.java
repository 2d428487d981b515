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

import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.GpuTable;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.wire.ReasonCode;

/**
 * Takes cores, memory and GPUs for jobs and gives them back. What a policy proposes is checked
 * first, see {@link ProposalCheck}; which GPUs of a node a job gets, {@link GpuTable} says.
 *
 * <p>Kernel thread only; no allocation; cost is what is touched.
 */
final class Allocator implements PlacementSink {
    private final ClusterState state;
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final JobClocks clocks;
    private final Rebalancer rebalancer;
    private final ProposalCheck check;
    private final QueueRules rules;
    private final Proposal proposal;
    private final Absence absence;
    private final Claims claims;
    private final Preemption preemption;
    private final Suspension suspension;
    private int unclearCount;
    private long timeNs;
    private boolean isPassCut;
    private boolean isTrial;
    private StartGuard guard;

    /**
     * Whose start is decided but not yet known to others: the clocks of its neighbours, the policy.
     */
    private int unsettledJob = NULL_ROW;

    Allocator(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final JobClocks clocks,
            final QueueRules rules) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.policy = policy;
        this.decisions = decisions;
        this.clocks = clocks;
        this.rebalancer = new Rebalancer(state, decisions);
        this.check = new ProposalCheck(state, policy);
        this.absence = new Absence(state, policy, clocks, this);
        this.claims = new Claims(state, decisions, clocks);
        this.preemption = new Preemption(state, decisions, absence);
        this.suspension = new Suspension(state, policy, decisions, absence, this);
        this.rules = rules;
        this.proposal = new Proposal(state.nodeCapacity(), state.maskWordCount());
        state.footprint().count("proposal", proposal.lengthInMemory());
    }

    Absence absence() {
        return absence;
    }

    Claims claims() {
        return claims;
    }

    Preemption preemption() {
        return preemption;
    }

    Suspension suspension() {
        return suspension;
    }

    /** Lets the policy look at the pending jobs once; true when it was cut for want of room. */
    boolean pass(final long newTimeNs) {
        timeNs = newTimeNs;
        isPassCut = false;
        if (state.suspended().count() > 0 && !suspension.resume(newTimeNs)) {
            return true;
        }
        proposal.clear();
        policy.get().pass(newTimeNs, this);
        return isPassCut;
    }

    /**
     * Lets the policy look at the pending jobs with a guard at the door: whatever it would start is
     * started only if the guard says so.
     */
    boolean guardedPass(final StartGuard newGuard, final long newTimeNs) {
        timeNs = newTimeNs;
        isPassCut = false;
        isTrial = true;
        guard = newGuard;
        proposal.clear();
        policy.get().pass(newTimeNs, this);
        guard = null;
        isTrial = false;
        return isPassCut;
    }

    @Override
    public Proposal proposal() {
        return proposal;
    }

    @Override
    public boolean start(final int jobRow, final ReasonCode reason) {
        if (!hasRoom(jobRow, 0) || guard != null && !guard.admits(jobRow)) {
            proposal.clear();
            return false;
        }
        check.require(jobRow, proposal);
        place(jobRow, reason);
        if (state.pendingCount() > 0) {
            settle();
        }
        return true;
    }

    @Override
    public boolean preempt(final int jobRow, final int[] victims, final int victimCount) {
        if (guard != null
                || !hasRoom(jobRow, victimCount)
                || !preemption.hasTerms(victims, victimCount)) {
            proposal.clear();
            return false;
        }
        settle();
        preemption.giveWay(victims, victimCount, jobRow, timeNs);
        check.require(jobRow, proposal);
        preemption.requireNeeded(victims, victimCount, jobRow, proposal);
        preemption.forgetCores(victims, victimCount);
        place(jobRow, ReasonCode.FITS);
        settle();
        return true;
    }

    private boolean hasRoom(final int jobRow, final int victimCount) {
        final int nodeCount = proposal.nodeCount();
        final long length =
                decisions.startLength(nodeCount)
                        + (guard == null ? 0 : guard.lengthBefore())
                        + (long) victimCount * DecisionWriter.PREEMPTION_LENGTH;
        if (!decisions.hasRoom(length)) {
            isPassCut = decisions.hasRoomInEmptyEntry(length);
            return false;
        }
        if (allocations.slab().capacity() - allocations.slab().usedCount() < nodeCount) {
            jobs.reason(jobRow, ReasonCode.TABLE_FULL.value());
            jobs.reasonNumber(jobRow, allocations.slab().capacity());
            return false;
        }
        return true;
    }

    private void place(final int jobRow, final ReasonCode reason) {
        policy.get().onJobUnqueued(jobRow);
        state.pending().remove(jobRow);
        rules.onStarted(jobRow);
        jobs.state(jobRow, JobState.STARTING.code());
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, 0);
        take(jobRow, proposal.nodeCount());
        state.gates().take(jobRow);
        clocks.start(jobRow, timeNs);
        if (state.reservationCount() > 0) {
            check.requireNoneReserved(jobRow);
        }
        if (unclearCount == 0) {
            decisions.startJob(jobRow, reason);
        } else {
            claims.claim(jobRow, unclearCount, reason);
        }
        proposal.clear();
        unsettledJob = jobRow;
    }

    /** Tells others of a job that has got its cores back. */
    void announce(final int jobRow, final int newUnclearCount, final ReasonCode reason) {
        claims.claim(jobRow, newUnclearCount, reason);
        settle();
        unsettledJob = jobRow;
        settle();
    }

    /** The same for a trial: that it used up its steps is nobody's business. */
    boolean trialPass(final long newTimeNs) {
        isTrial = true;
        final boolean isCut = pass(newTimeNs);
        isTrial = false;
        return isCut;
    }

    @Override
    public void cut(final int jobRow, final int stepCount) {
        if (isTrial) {
            return;
        }
        decisions.passCut(jobs.jobId(jobRow), stepCount);
    }

    /**
     * Sets the clocks of those who share cores with the job that was started last, adds to what its
     * user uses, and tells the policy. That can wait until the start has left, if no job is pending
     * whose own start could depend on it; with dozens of jobs on a node it takes longer than all
     * the rest.
     */
    void settle() {
        final int jobRow = unsettledJob;
        if (jobRow == NULL_ROW) {
            return;
        }
        unsettledJob = NULL_ROW;
        addUsedCores(jobRow, coresOf(jobRow));
        if (jobs.multiplicity(jobRow) > 1) {
            refreshNodesOf(jobRow);
        }
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            policy.get().onNodeChanged(allocations.nodeRow(a));
        }
        policy.get().onJobPlaced(jobRow);
    }

    /** Counts cores that a job got or gave back while it runs. */
    void addUsedCores(final int jobRow, final long change, final long newTimeNs) {
        timeNs = newTimeNs;
        addUsedCores(jobRow, change);
    }

    private void addUsedCores(final int jobRow, final long change) {
        state.users().addCores(jobs.userRow(jobRow), change, timeNs);
        if (state.countsAccounts()) {
            state.accounts().addCores(state.jobAccount(jobRow), change, timeNs);
        }
    }

    /** Gives back everything a job holds and evens out its nodes. */
    void release(final int jobRow, final long newTimeNs) {
        beginRelease(jobRow, newTimeNs);
        state.gates().giveBack(jobRow);
        int a = jobs.allocationHead(jobRow);
        while (a != NULL_ROW) {
            final int next = allocations.nextOfJob(a);
            giveBack(a);
            a = next;
        }
        clocks.refreshStale(timeNs);
        jobs.allocationHead(jobRow, NULL_ROW);
        jobs.allocationCount(jobRow, 0);
        jobs.multiplicity(jobRow, 0);
    }

    /** Stops the clock of a job and counts its cores no longer. */
    void beginRelease(final int jobRow, final long newTimeNs) {
        timeNs = newTimeNs;
        policy.get().onJobReleased(jobRow);
        clocks.stop(jobRow);
        addUsedCores(jobRow, -coresOf(jobRow));
        spreadIdle(jobRow, 0, false);
        rules.onBusyChanged();
    }

    /** Takes note of how many cores of a job are idle, and tells the policy. */
    void observeIdle(final int jobRow, final int idleCount) {
        spreadIdle(jobRow, idleCount, true);
        rules.onBusyChanged();
    }

    /** Over its cores in the order of its nodes, as {@link ClusterState#busyProcessCount} says. */
    void spreadIdle(final int jobRow, final int idleCount, final boolean isTold) {
        final long former = jobs.idleCount(jobRow);
        if (former == idleCount) {
            return;
        }
        jobs.idleCount(jobRow, idleCount);
        final long coreCount = coresOf(jobRow);
        long cores = 0;
        long spread = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            cores += allocations.coreCount(a);
            final long upTo = idleCount * cores / coreCount - former * cores / coreCount;
            if (upTo != spread) {
                nodes.addIdleCount(allocations.nodeRow(a), (int) (upTo - spread));
                spread = upTo;
                if (isTold) {
                    policy.get().onNodeChanged(allocations.nodeRow(a));
                }
            }
        }
    }

    /** Cores that a job holds: all of its nodes, or as many as it asks for. */
    long coresOf(final int jobRow) {
        if (!jobs.isExclusive(jobRow)) {
            return (long) Math.max(1, jobs.nodeCount(jobRow)) * jobs.coresPerNode(jobRow);
        }
        long cores = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            cores += nodes.coreCount(allocations.nodeRow(a));
        }
        return cores;
    }

    // ------------------------------------------------------------------ taking

    private void take(final int jobRow, final int nodeCount) {
        int previous = NULL_ROW;
        int multiplicity = 0;
        unclearCount = 0;
        for (int i = 0; i < nodeCount; i++) {
            final int a = takeOnNode(jobRow, i);
            if (previous == NULL_ROW) {
                jobs.allocationHead(jobRow, a);
            } else {
                allocations.nextOfJob(previous, a);
            }
            multiplicity = Math.max(multiplicity, allocations.multiplicity(a));
            previous = a;
        }
        jobs.allocationCount(jobRow, nodeCount);
        jobs.multiplicity(jobRow, multiplicity);
    }

    int takeOnNode(final int jobRow, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        final int a = allocations.slab().take();
        allocations.jobRow(a, jobRow);
        allocations.nodeRow(a, nodeRow);
        allocations.nextOfJob(a, NULL_ROW);
        allocations.memory(a, proposal.memory(index));
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long mask = proposal.mask(index, word);
            if (mask != 0) {
                allocations.mask(a, word, mask);
                nodes.addProcesses(nodeRow, word, mask);
            }
        }
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) - proposal.memory(index));
        if (proposal.gpuCount(index) > 0) {
            allocations.gpuMask(a, state.gpus().take(nodeRow, proposal.gpuCount(index)));
        }
        nodes.addJob(nodeRow, state.jobKey(jobRow));
        putOnNode(a, nodeRow);
        unclearCount += nodes.leavingCount(nodeRow) > 0 ? 1 : 0;
        return a;
    }

    /** Lists an allocation whose cores are counted already among those of its node. */
    void putOnNode(final int allocationRow, final int nodeRow) {
        final int jobRow = allocations.jobRow(allocationRow);
        appendToNode(allocationRow, nodeRow);
        if (jobs.isExclusive(jobRow)) {
            nodes.holder(nodeRow, jobRow);
        }
        allocations.multiplicity(allocationRow, clocks.multiplicityOf(allocationRow, nodeRow));
    }

    private void appendToNode(final int allocationRow, final int nodeRow) {
        final int tail = nodes.allocationTail(nodeRow);
        allocations.previousOnNode(allocationRow, tail);
        allocations.nextOnNode(allocationRow, NULL_ROW);
        if (tail == NULL_ROW) {
            nodes.allocationHead(nodeRow, allocationRow);
        } else {
            allocations.nextOnNode(tail, allocationRow);
        }
        nodes.allocationTail(nodeRow, allocationRow);
    }

    private void refreshNodesOf(final int jobRow) {
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            if (allocations.multiplicity(a) > 1) {
                clocks.refreshSharers(a, timeNs);
            }
        }
        clocks.refreshStale(timeNs);
    }

    // ------------------------------------------------------------------ giving back

    private void giveBack(final int allocationRow) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        final boolean wasShared = allocations.multiplicity(allocationRow) > 1;
        takeFromNode(allocationRow, false);
        nodes.removeJob(nodeRow);
        if (state.settings().rebalances() && rebalancer.rebalance(nodeRow)) {
            clocks.refreshNode(nodeRow, timeNs);
        } else if (wasShared) {
            clocks.refreshSharers(allocationRow, timeNs);
        }
        allocations.slab().free(allocationRow);
        policy.get().onNodeChanged(nodeRow);
    }

    /** Evens out nodes from which cores were taken, if that is to be done. */
    void evenOut(final Proposal changed, final long newTimeNs) {
        if (!state.settings().rebalances()) {
            return;
        }
        for (int i = 0; i < changed.nodeCount(); i++) {
            evenOut(changed.nodeRow(i), newTimeNs);
        }
        clocks.refreshStale(newTimeNs);
    }

    /** Evens out a node; {@link JobClocks#refreshStale} must follow when all are done. */
    void evenOut(final int nodeRow, final long newTimeNs) {
        if (state.settings().rebalances() && rebalancer.rebalance(nodeRow)) {
            clocks.refreshNode(nodeRow, newTimeNs);
            policy.get().onNodeChanged(nodeRow);
        }
    }

    /** Frees an allocation that has no cores left, and its row. */
    void leaveNode(final int allocationRow) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        giveBackMemory(allocationRow, nodeRow);
        removeFromNode(allocationRow, nodeRow);
        nodes.removeJob(nodeRow);
        allocations.slab().free(allocationRow);
    }

    /** Frees what an allocation has on its node; what that was stays in its row. */
    void takeFromNode(final int allocationRow, final boolean keepsMemory) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long mask = allocations.mask(allocationRow, word);
            if (mask != 0) {
                nodes.removeProcesses(nodeRow, word, mask);
            }
        }
        if (!keepsMemory) {
            giveBackMemory(allocationRow, nodeRow);
        }
        nodes.holder(nodeRow, NULL_ROW);
        removeFromNode(allocationRow, nodeRow);
    }

    /** Frees the memory and the GPUs of an allocation. */
    void giveBackMemory(final int allocationRow, final int nodeRow) {
        final long memory = allocations.memory(allocationRow);
        nodes.memoryFree(nodeRow, nodes.memoryFree(nodeRow) + memory);
        if (allocations.gpuMask(allocationRow) != 0) {
            state.gpus().giveBack(nodeRow, allocations.gpuMask(allocationRow));
        }
    }

    private void removeFromNode(final int allocationRow, final int nodeRow) {
        final int previous = allocations.previousOnNode(allocationRow);
        final int next = allocations.nextOnNode(allocationRow);
        if (previous == NULL_ROW) {
            nodes.allocationHead(nodeRow, next);
        } else {
            allocations.nextOnNode(previous, next);
        }
        if (next == NULL_ROW) {
            nodes.allocationTail(nodeRow, previous);
        } else {
            allocations.previousOnNode(next, previous);
        }
    }
}
