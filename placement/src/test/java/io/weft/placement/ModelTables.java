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
package io.weft.placement;

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The tables of the model and the reading side of them. Reading allocates nothing. */
abstract class ModelTables implements ClusterView {
    private final ExpandableArrayBuffer gpuCounts = new ExpandableArrayBuffer(1 << 16);
    static final int NODE_CAPACITY = 1024;
    static final int QUEUE_CAPACITY = 16;
    static final int USER_COUNT = 4;
    static final int ACCOUNT_COUNT = 3;

    final List<ModelNode> nodes = new ArrayList<>();
    final List<ModelQueue> queues = new ArrayList<>();
    final List<ModelJob> jobs = new ArrayList<>();
    final List<ModelAllocation> allocations = new ArrayList<>();

    /** In the order of submission. */
    final List<ModelJob> pending = new ArrayList<>();

    /** Sorted by (expected end, row), which is also a heap. */
    final List<ModelJob> running = new ArrayList<>();

    /** What each user has used: the walltimes of jobs that have ended. */
    final long[] usages = new long[USER_COUNT];

    /** By the number of the factor. */
    final long[] weights = new long[PriorityFactor.values().length];

    /** Most jobs of a user that run at once, 0 for no limit; then jobs are of no group. */
    int runningOfUserMax;

    /** Licences of which every job needs one that asks for memory for each core. */
    int licenceCount;

    final UnsafeBuffer planes;
    final boolean stretches;
    final int overheadPerMille;
    private final int jobCapacity;
    private final int maskWordCount;
    private final int passStepsMax;
    long timeNs;

    ModelTables(
            final int jobCapacity,
            final int maskWordCount,
            final boolean stretches,
            final int overheadPerMille,
            final int passStepsMax) {
        this.jobCapacity = jobCapacity;
        this.maskWordCount = maskWordCount;
        this.stretches = stretches;
        this.overheadPerMille = overheadPerMille;
        this.passStepsMax = passStepsMax;
        this.planes = new UnsafeBuffer(new byte[NODE_CAPACITY * planesLength()]);
    }

    @Override
    public int nodeCapacity() {
        return NODE_CAPACITY;
    }

    @Override
    public int jobCapacity() {
        return jobCapacity;
    }

    @Override
    public int queueCapacity() {
        return QUEUE_CAPACITY;
    }

    @Override
    public int maskWordCount() {
        return maskWordCount;
    }

    @Override
    public int passStepsMax() {
        return passStepsMax;
    }

    @Override
    public int overheadPerMille() {
        return overheadPerMille;
    }

    @Override
    public boolean stretchesLimits() {
        return stretches;
    }

    @Override
    public int nodeCount() {
        return nodes.size();
    }

    @Override
    public int nodeId(final int nodeRow) {
        return 1000 + nodeRow;
    }

    @Override
    public boolean isNodeUp(final int nodeRow) {
        return nodes.get(nodeRow).state == NodeState.UP;
    }

    @Override
    public int nodeCoreCount(final int nodeRow) {
        return nodes.get(nodeRow).coreCount;
    }

    @Override
    public int coresAtOrBelow(final int nodeRow, final int multiplicity) {
        return nodes.get(nodeRow).coresAtOrBelow(multiplicity);
    }

    @Override
    public int processCount(final int nodeRow) {
        int count = 0;
        for (final int multiplicity : nodes.get(nodeRow).multiplicity) {
            count += multiplicity;
        }
        return count;
    }

    @Override
    public int busyProcessCount(final int nodeRow) {
        int count = processCount(nodeRow);
        // Without an iterator: what policies allocate is counted while they ask.
        final List<ModelAllocation> held = nodes.get(nodeRow).allocations;
        for (int i = 0; i < held.size(); i++) {
            count -= held.get(i).idleCount;
        }
        return count;
    }

    @Override
    public long memoryFree(final int nodeRow) {
        return nodes.get(nodeRow).memoryFree;
    }

    @Override
    public long memoryTotal(final int nodeRow) {
        return nodes.get(nodeRow).memoryTotal;
    }

    @Override
    public int gpusFree(final int nodeRow) {
        return nodes.get(nodeRow).gpusFree;
    }

    @Override
    public long nodeGpuMask(final int nodeRow) {
        return nodes.get(nodeRow).gpuMask;
    }

    @Override
    public int gpuMultiplicityMax(final int nodeRow) {
        return 1;
    }

    @Override
    public DirectBuffer gpuPlanes() {
        gpuCounts.checkLimit(CorePlanes.LINE_LENGTH * nodes.size());
        gpuCounts.setMemory(0, CorePlanes.LINE_LENGTH * nodes.size(), (byte) 0);
        for (int row = 0; row < nodes.size(); row++) {
            CorePlanes.add(gpuCounts, gpuPlanesOffset(row), 0, nodes.get(row).gpuMask);
        }
        return gpuCounts;
    }

    @Override
    public int gpuPlanesOffset(final int nodeRow) {
        return CorePlanes.LINE_LENGTH * nodeRow;
    }

    @Override
    public long allocationGpuMask(final int allocationRow) {
        return allocations.get(allocationRow).gpuMask;
    }

    @Override
    public int gpusTotal(final int nodeRow) {
        return nodes.get(nodeRow).gpusTotal;
    }

    @Override
    public long nodeFeatures(final int nodeRow) {
        return nodes.get(nodeRow).features;
    }

    @Override
    public int nodeSwitch(final int nodeRow) {
        return nodes.get(nodeRow).switchId;
    }

    @Override
    public UnsafeBuffer planes() {
        return planes;
    }

    @Override
    public int planesOffset(final int nodeRow) {
        return nodeRow * planesLength();
    }

    @Override
    public final int planesLength() {
        return CorePlanes.length(maskWordCount * 64);
    }

    @Override
    public int nodeAllocationHead(final int nodeRow) {
        final List<ModelAllocation> held = nodes.get(nodeRow).allocations;
        return held.isEmpty() ? NULL_ROW : held.get(0).row;
    }

    @Override
    public int queueCount() {
        return queues.size();
    }

    @Override
    public int queueMaxMultiplicity(final int queueRow) {
        return queues.get(queueRow).maxMultiplicity();
    }

    @Override
    public boolean queueHasNode(final int queueRow, final int nodeRow) {
        return queues.get(queueRow).hasNode(nodeRow);
    }

    @Override
    public boolean queueHasAllNodes(final int queueRow) {
        return queues.get(queueRow).nodes() == null;
    }

    @Override
    public boolean queueMayPreempt(final int queueRow) {
        return false;
    }

    @Override
    public int pendingHead() {
        return pending.isEmpty() ? NULL_ROW : pending.get(0).row;
    }

    @Override
    public int pendingNext(final int jobRow) {
        return jobs.get(jobRow).pendingNext;
    }

    @Override
    public int pendingCount() {
        return pending.size();
    }

    @Override
    public long jobId(final int jobRow) {
        return jobs.get(jobRow).id;
    }

    @Override
    public long jobPosition(final int jobRow) {
        return jobs.get(jobRow).id;
    }

    @Override
    public long jobSubmitTimeNs(final int jobRow) {
        return jobs.get(jobRow).submitTimeNs;
    }

    @Override
    public JobClass jobClass(final int jobRow) {
        return JobClass.get((short) (jobs.get(jobRow).id % 3));
    }

    @Override
    public int jobQueue(final int jobRow) {
        return jobs.get(jobRow).request.queueRow();
    }

    @Override
    public int jobNodeCount(final int jobRow) {
        return jobs.get(jobRow).request.nodeCount();
    }

    @Override
    public int jobCoresPerNode(final int jobRow) {
        return jobs.get(jobRow).request.coreCount();
    }

    @Override
    public long jobMemoryPerNode(final int jobRow) {
        return jobs.get(jobRow).request.memoryPerNode();
    }

    @Override
    public long jobMemoryPerCore(final int jobRow) {
        return jobs.get(jobRow).request.memoryPerCore();
    }

    @Override
    public int jobGpusPerNode(final int jobRow) {
        return jobs.get(jobRow).request.gpusPerNode();
    }

    @Override
    public int nodeHolder(final int nodeRow) {
        final List<ModelAllocation> held = nodes.get(nodeRow).allocations;
        return held.isEmpty() || !jobIsExclusive(held.get(0).jobRow)
                ? NULL_ROW
                : held.get(0).jobRow;
    }

    @Override
    public boolean jobIsExclusive(final int jobRow) {
        return jobs.get(jobRow).request.isExclusive();
    }

    @Override
    public long jobFeatures(final int jobRow) {
        return jobs.get(jobRow).request.features();
    }

    @Override
    public long jobPriority(final int jobRow) {
        return jobs.get(jobRow).id * 5 % 7 % 2;
    }

    @Override
    public long jobDeadlineNs(final int jobRow) {
        final long id = jobs.get(jobRow).id;
        return id % 4 == 0 ? Long.MAX_VALUE : id * 5 % 7 * 100;
    }

    @Override
    public int jobGroup(final int jobRow) {
        return hasGroups() ? 1 + 2 * jobUser(jobRow) + (int) jobLicences(jobRow) : 0;
    }

    @Override
    public boolean hasGroups() {
        return runningOfUserMax > 0;
    }

    @Override
    public ReasonCode jobGate(final int jobRow) {
        int runningOfUser = 0;
        int licencesUsed = 0;
        for (int i = 0; i < running.size() && hasGroups(); i++) {
            final int otherRow = running.get(i).row;
            runningOfUser += jobUser(otherRow) == jobUser(jobRow) ? 1 : 0;
            licencesUsed += (int) jobLicences(otherRow);
        }
        if (hasGroups() && runningOfUser >= runningOfUserMax) {
            return ReasonCode.WAITING_LIMIT;
        }
        final boolean isLacking = jobLicences(jobRow) != 0 && licencesUsed >= licenceCount;
        return isLacking ? ReasonCode.WAITING_LICENCES : ReasonCode.NONE;
    }

    @Override
    public long jobGateNumber(final int jobRow) {
        return switch (jobGate(jobRow)) {
            case WAITING_LIMIT -> runningOfUserMax;
            case WAITING_LICENCES -> 1;
            default -> 0;
        };
    }

    @Override
    public long jobLicences(final int jobRow) {
        return hasGroups() && jobMemoryPerCore(jobRow) > 0 ? 1 : 0;
    }

    @Override
    public int jobUser(final int jobRow) {
        return (int) (jobs.get(jobRow).id * 5 % 7 % USER_COUNT);
    }

    @Override
    public long userUsage(final int userRow, final long time) {
        return usages[userRow];
    }

    @Override
    public int jobAccount(final int jobRow) {
        return (int) (jobs.get(jobRow).id * 3 % 5 % ACCOUNT_COUNT);
    }

    @Override
    public long priorityWeight(final PriorityFactor factor) {
        return weights[factor.ordinal()];
    }

    @Override
    public int queuePriority(final int queueRow) {
        return queueRow % 3 - 1;
    }

    @Override
    public long userFairShare(final int userRow, final long time) {
        return FAIR_SHARE_ONE / (1 + usages[userRow] % 64);
    }

    @Override
    public long accountFairShare(final int accountRow, final long time) {
        return FAIR_SHARE_ONE / (1 + usages[accountRow] % 32);
    }

    @Override
    public ReasonCode jobReason(final int jobRow) {
        throw new UnsupportedOperationException("a policy says reasons, it does not ask for them");
    }

    @Override
    public long jobReasonNumber(final int jobRow) {
        throw new UnsupportedOperationException("a policy says reasons, it does not ask for them");
    }

    @Override
    public long jobWalltimeNs(final int jobRow) {
        return jobs.get(jobRow).request.walltimeNs();
    }

    @Override
    public long jobExpectedEndNs(final int jobRow) {
        return jobs.get(jobRow).expectedEndNs;
    }

    @Override
    public long jobRemainingNs(final int jobRow, final long timeNs) {
        return jobs.get(jobRow).remainingNs(timeNs, stretches, overheadPerMille);
    }

    @Override
    public int jobMultiplicity(final int jobRow) {
        return jobs.get(jobRow).multiplicity;
    }

    @Override
    public int jobAllocationHead(final int jobRow) {
        final List<ModelAllocation> held = jobs.get(jobRow).allocations;
        return held.isEmpty() ? NULL_ROW : held.get(0).row;
    }

    @Override
    public int runningCount() {
        return running.size();
    }

    @Override
    public int runningJob(final int slot) {
        return running.get(slot).row;
    }

    @Override
    public int allocationNextOfJob(final int allocationRow) {
        return allocations.get(allocationRow).nextOfJob;
    }

    @Override
    public int allocationNextOnNode(final int allocationRow) {
        return allocations.get(allocationRow).nextOnNode;
    }

    @Override
    public int allocationJob(final int allocationRow) {
        return allocations.get(allocationRow).jobRow;
    }

    @Override
    public int allocationNode(final int allocationRow) {
        return allocations.get(allocationRow).nodeRow;
    }

    @Override
    public long allocationMemory(final int allocationRow) {
        return allocations.get(allocationRow).memory;
    }

    @Override
    public int allocationGpus(final int allocationRow) {
        return allocations.get(allocationRow).gpuCount;
    }

    @Override
    public long allocationMask(final int allocationRow, final int word) {
        return allocations.get(allocationRow).mask[word];
    }
}
