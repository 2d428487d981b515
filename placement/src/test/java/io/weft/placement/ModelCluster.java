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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A cluster in ordinary collections that obeys a policy and checks whatever it is told: the world
 * of the contract and of the comparison with the reference.
 */
final class ModelCluster extends ModelTables implements PlacementSink {
    /** Memory of a node whose memory does not matter. */
    static final long AMPLE = 1L << 40;

    /** More steps than a pass over a small cluster takes. */
    static final int AMPLE_STEPS = 1 << 14;

    private final PlacementPolicy policy;
    private final Proposal proposal;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<ModelJob> freeJobs = new ArrayList<>();
    private final List<Integer> freeAllocations = new ArrayList<>();
    private long nextId = 1;
    private int startsLeft = Integer.MAX_VALUE;
    private boolean isRecording = true;
    private Decision cut;

    ModelCluster(
            final PlacementPolicy policy,
            final int jobCapacity,
            final int maskWordCount,
            final boolean stretches,
            final int overheadPerMille) {
        this(policy, jobCapacity, maskWordCount, stretches, overheadPerMille, AMPLE_STEPS);
    }

    ModelCluster(
            final PlacementPolicy policy,
            final int jobCapacity,
            final int maskWordCount,
            final boolean stretches,
            final int overheadPerMille,
            final int passStepsMax) {
        super(jobCapacity, maskWordCount, stretches, overheadPerMille, passStepsMax);
        this.policy = policy;
        this.proposal = new Proposal(NODE_CAPACITY, maskWordCount);
        policy.attach(this);
    }

    /** A cluster of some equal nodes with ample memory and one queue over all of them. */
    static ModelCluster of(
            final PlacementPolicy policy,
            final int nodeCount,
            final int coreCount,
            final int maxMultiplicity) {
        final ModelCluster cluster = new ModelCluster(policy, 256, 16, true, 1200);
        cluster.addQueue(maxMultiplicity, null);
        for (int i = 0; i < nodeCount; i++) {
            cluster.addNode(coreCount, AMPLE, 0, 0);
        }
        return cluster;
    }

    // ------------------------------------------------------------------ commands

    int addNode(final int coreCount, final long memory, final int gpus, final long features) {
        return addNode(coreCount, memory, gpus, features, 0);
    }

    int addNode(
            final int coreCount,
            final long memory,
            final int gpus,
            final long features,
            final int switchId) {
        nodes.add(new ModelNode(coreCount, memory, gpus, features, switchId));
        policy.onNodeChanged(nodes.size() - 1);
        return nodes.size() - 1;
    }

    int addQueue(final int maxMultiplicity, final BitSet nodeSet) {
        queues.add(new ModelQueue(maxMultiplicity, nodeSet));
        policy.onQueueAdded(queues.size() - 1);
        return queues.size() - 1;
    }

    /** A queue gets another M and, unless it has all nodes, other nodes. */
    void changeQueue(final int queueRow, final int maxMultiplicity, final BitSet nodeSet) {
        final ModelQueue former = queues.get(queueRow);
        queues.set(queueRow, new ModelQueue(maxMultiplicity, nodeSet));
        policy.onQueueChanged(queueRow);
        for (int row = 0; row < nodes.size(); row++) {
            if (former.hasNode(row) != queues.get(queueRow).hasNode(row)) {
                policy.onNodeChanged(row);
            }
        }
    }

    void nodeState(final int nodeRow, final NodeState state) {
        nodes.get(nodeRow).state = state;
        policy.onNodeChanged(nodeRow);
    }

    /** A factor of priority weighs something else from now on. */
    void weigh(final PriorityFactor factor, final long weight) {
        weights[factor.ordinal()] = weight;
        policy.onPriorityChanged();
    }

    /** Submits a job; answers its row, which the next job may have when this one is gone. */
    int submit(final ModelRequest request) {
        final ModelJob job;
        if (freeJobs.isEmpty()) {
            job = new ModelJob(jobs.size(), nextId++, timeNs, request);
            jobs.add(job);
        } else {
            final int row = freeJobs.remove(freeJobs.size() - 1).row;
            job = new ModelJob(row, nextId++, timeNs, request);
            jobs.set(row, job);
        }
        queue(job);
        return job.row;
    }

    /** What the policy says that the machine could hold of a job. */
    long capacityOf(final int jobRow) {
        return policy.capacityFor(jobRow);
    }

    boolean isFull() {
        return freeJobs.isEmpty() && jobs.size() >= jobCapacity();
    }

    void hold(final int jobRow) {
        unqueue(jobs.get(jobRow));
    }

    void releaseHeld(final int jobRow) {
        queue(jobs.get(jobRow));
    }

    /** Gives a pending job another time limit. */
    void alterWalltime(final int jobRow, final long walltimeNs) {
        final ModelJob job = jobs.get(jobRow);
        unqueue(job);
        job.request = job.request.walltime(walltimeNs);
        queue(job);
    }

    void cancel(final int jobRow) {
        unqueue(jobs.get(jobRow));
        freeJobs.add(jobs.get(jobRow));
    }

    /** So many of the cores that a running job has on each node are seen to be idle. */
    void observe(final int jobRow, final IntUnaryOperator idleOf) {
        for (final ModelAllocation allocation : jobs.get(jobRow).allocations) {
            allocation.idleCount = idleOf.applyAsInt(cores(jobRow, allocation.nodeRow).size());
            policy.onNodeChanged(allocation.nodeRow);
        }
    }

    /** A running job ends and gives back what it holds. */
    void end(final int jobRow) {
        final ModelJob job = jobs.get(jobRow);
        policy.onJobReleased(jobRow);
        running.remove(job);
        for (final ModelAllocation allocation : job.allocations) {
            final ModelNode node = nodes.get(allocation.nodeRow);
            node.allocations.remove(allocation);
            count(allocation, -1);
            freeAllocations.add(allocation.row);
        }
        final List<ModelAllocation> held = List.copyOf(job.allocations);
        job.allocations.clear();
        held.forEach(allocation -> onNodeTouched(allocation.nodeRow));
        usages[jobUser(jobRow)] += job.request.walltimeNs();
        freeJobs.add(job);
    }

    /**
     * Runs the policy once; answers for each job that was pending, in the order of submission,
     * whether it was started or why it waits; at the end, for reason {@link ReasonCode#NONE}, the
     * job at which the pass was cut and the steps it took.
     */
    List<Decision> pass() {
        decisions.clear();
        cut = null;
        policy.pass(timeNs, this);
        if (isRecording) {
            for (final ModelJob job : pending) {
                decisions.add(waiting(job, policy.reason(job.row), policy.reasonNumber(job.row)));
            }
            decisions.sort(Comparator.comparingLong(Decision::jobId));
            if (cut != null) {
                decisions.add(cut);
            }
        }
        return decisions;
    }

    private static Decision waiting(
            final ModelJob job, final ReasonCode reason, final long number) {
        return new Decision(job.id, false, reason, number, List.of());
    }

    /** The same, as if an entry had room for so many starts. */
    List<Decision> pass(final int startsMax) {
        startsLeft = startsMax;
        final List<Decision> decided = pass();
        startsLeft = Integer.MAX_VALUE;
        return decided;
    }

    void recording(final boolean isOn) {
        isRecording = isOn;
    }

    /** Core numbers that a job has on a node. */
    List<Integer> cores(final int jobRow, final int nodeRow) {
        final List<Integer> cores = new ArrayList<>();
        for (final ModelAllocation allocation : jobs.get(jobRow).allocations) {
            for (int core = 0; core < nodes.get(nodeRow).coreCount; core++) {
                if (allocation.nodeRow == nodeRow && allocation.hasCore(core)) {
                    cores.add(core);
                }
            }
        }
        return cores;
    }

    /** Node rows that a job has. */
    List<Integer> nodesOf(final int jobRow) {
        return jobs.get(jobRow).allocations.stream().map(each -> each.nodeRow).toList();
    }

    boolean isRunning(final int jobRow) {
        return jobs.get(jobRow).isRunning();
    }

    // ------------------------------------------------------------------ the sink

    @Override
    public Proposal proposal() {
        return proposal;
    }

    @Override
    public boolean start(final int jobRow, final ReasonCode reason) {
        if (startsLeft == 0) {
            return false;
        }
        startsLeft--;
        final ModelJob job = jobs.get(jobRow);
        assertTrue(pending.contains(job), "a started job is pending");
        check(job);
        unqueue(job);
        job.remainingNs = job.request.walltimeNs();
        job.paceSinceNs = timeNs;
        for (int index = 0; index < proposal.nodeCount(); index++) {
            allocate(job, index);
        }
        running.add(job);
        policy.onJobPlaced(jobRow);
        for (int index = 0; index < proposal.nodeCount(); index++) {
            onNodeTouched(proposal.nodeRow(index));
        }
        if (isRecording) {
            decisions.add(new Decision(job.id, true, reason, job.multiplicity, slices(proposal)));
        }
        proposal.clear();
        return true;
    }

    @Override
    public void cut(final int jobRow, final int stepCount) {
        final ModelJob job = jobs.get(jobRow);
        assertTrue(pending.contains(job), "the pass is cut at a pending job");
        assertTrue(stepCount >= passStepsMax(), "the steps are used up");
        if (isRecording) {
            cut = waiting(job, ReasonCode.NONE, stepCount);
        }
    }

    private List<Long> slices(final Proposal from) {
        final List<Long> slices = new ArrayList<>();
        for (int index = 0; index < from.nodeCount(); index++) {
            slices.add((long) from.nodeRow(index));
            slices.add(from.memory(index));
            slices.add((long) from.gpuCount(index));
            for (int word = 0; word < maskWordCount(); word++) {
                slices.add(from.mask(index, word));
            }
        }
        return slices;
    }

    /** The promises that a proposal must keep, each for itself. */
    private void check(final ModelJob job) {
        final ModelRequest request = job.request;
        final ModelQueue queue = queues.get(request.queueRow());
        int formerRow = -1;
        int coreCount = 0;
        int fewestCores = Integer.MAX_VALUE;
        for (int index = 0; index < proposal.nodeCount(); index++) {
            final int nodeRow = proposal.nodeRow(index);
            final ModelNode node = nodes.get(nodeRow);
            assertTrue(nodeRow > formerRow, "node rows ascend");
            formerRow = nodeRow;
            assertEquals(NodeState.UP, node.state, "node is up");
            assertTrue(queue.hasNode(nodeRow), "queue has the node");
            assertEquals(request.features(), node.features & request.features(), "features");
            int taken = 0;
            for (int core = 0; core < maskWordCount() * 64; core++) {
                if ((proposal.mask(index, core >>> 6) >>> core & 1) != 0) {
                    assertTrue(core < node.coreCount, "core exists");
                    assertTrue(
                            node.multiplicity[core] < queue.maxMultiplicity(),
                            "no core above the maximum multiplicity");
                    taken++;
                }
            }
            assertTrue(taken > 0, "no node without a core");
            assertEquals(NULL_ROW, nodeHolder(nodeRow), "nobody holds the node");
            if (request.isExclusive()) {
                assertTrue(node.allocations.isEmpty(), "nobody is on a node to be held");
                assertEquals(node.coreCount, taken, "a node to be held is taken whole");
            }
            final boolean hasSpareCores = request.isExclusive() && request.nodeCount() > 0;
            final int asked = hasSpareCores ? Math.min(taken, request.coreCount()) : taken;
            assertEquals(
                    request.memoryPerNode() + asked * request.memoryPerCore(),
                    proposal.memory(index));
            fewestCores = Math.min(fewestCores, taken);
            assertTrue(proposal.memory(index) <= node.memoryFree, "memory is there");
            assertEquals(request.gpusPerNode(), proposal.gpuCount(index));
            assertTrue(proposal.gpuCount(index) <= node.gpusFree, "GPUs are there");
            if (request.nodeCount() > 0) {
                assertEquals(request.coreCount(), asked, "cores on a node");
            }
            coreCount += taken;
        }
        if (request.nodeCount() > 0) {
            assertEquals(request.nodeCount(), proposal.nodeCount(), "nodes");
        } else if (request.isExclusive()) {
            assertTrue(coreCount >= request.coreCount(), "cores anywhere");
            assertTrue(coreCount - request.coreCount() < fewestCores, "no node to spare");
        } else {
            assertEquals(request.coreCount(), coreCount, "cores anywhere");
        }
    }

    // ------------------------------------------------------------------ state

    private void queue(final ModelJob job) {
        pending.add(job);
        pending.sort(Comparator.comparingLong(each -> each.id));
        linkPending();
        policy.onJobQueued(job.row);
    }

    private void unqueue(final ModelJob job) {
        policy.onJobUnqueued(job.row);
        pending.remove(job);
        linkPending();
    }

    private void linkPending() {
        for (int i = 0; i < pending.size(); i++) {
            pending.get(i).pendingNext = i + 1 < pending.size() ? pending.get(i + 1).row : NULL_ROW;
        }
    }

    private void allocate(final ModelJob job, final int index) {
        final long[] mask = new long[maskWordCount()];
        for (int word = 0; word < mask.length; word++) {
            mask[word] = proposal.mask(index, word);
        }
        final int nodeRow = proposal.nodeRow(index);
        final boolean isNew = freeAllocations.isEmpty();
        final int row =
                isNew ? allocations.size() : freeAllocations.remove(freeAllocations.size() - 1);
        final ModelAllocation allocation =
                new ModelAllocation(
                        row,
                        job.row,
                        nodeRow,
                        proposal.memory(index),
                        proposal.gpuCount(index),
                        mask);
        if (isNew) {
            allocations.add(allocation);
        } else {
            allocations.set(row, allocation);
        }
        if (!job.allocations.isEmpty()) {
            job.allocations.get(job.allocations.size() - 1).nextOfJob = row;
        }
        job.allocations.add(allocation);
        nodes.get(nodeRow).allocations.add(allocation);
        count(allocation, 1);
    }

    private void count(final ModelAllocation allocation, final int step) {
        final ModelNode node = nodes.get(allocation.nodeRow);
        for (int core = 0; core < node.coreCount; core++) {
            node.multiplicity[core] += allocation.hasCore(core) ? step : 0;
        }
        for (int word = 0; word < maskWordCount(); word++) {
            if (step > 0) {
                CorePlanes.add(
                        planes, planesOffset(allocation.nodeRow), word, allocation.mask[word]);
            } else {
                CorePlanes.remove(
                        planes, planesOffset(allocation.nodeRow), word, allocation.mask[word]);
            }
        }
        node.memoryFree -= step * allocation.memory;
        node.gpusFree -= step * allocation.gpuCount;
        if (step > 0) {
            allocation.gpuMask = CorePlanes.lowest(~node.gpuMask, allocation.gpuCount);
        }
        node.gpuMask ^= allocation.gpuMask;
    }

    /** The jobs on a node may have to run at another pace; the list on the node may be another. */
    private void onNodeTouched(final int nodeRow) {
        final List<ModelAllocation> held = nodes.get(nodeRow).allocations;
        for (int i = 0; i < held.size(); i++) {
            held.get(i).nextOnNode = i + 1 < held.size() ? held.get(i + 1).row : NULL_ROW;
            repace(jobs.get(held.get(i).jobRow));
        }
        running.sort(
                Comparator.comparingLong((ModelJob job) -> job.expectedEndNs)
                        .thenComparing(job -> job.row));
        policy.onNodeChanged(nodeRow);
    }

    private void repace(final ModelJob job) {
        int fullest = 0;
        for (final ModelAllocation allocation : job.allocations) {
            final ModelNode node = nodes.get(allocation.nodeRow);
            for (int core = 0; core < node.coreCount; core++) {
                if (allocation.hasCore(core)) {
                    fullest = Math.max(fullest, node.multiplicity[core]);
                }
            }
        }
        if (fullest != job.multiplicity) {
            final long formerEndNs = job.expectedEndNs;
            job.changePace(fullest, timeNs, stretches, overheadPerMille);
            if (formerEndNs != 0 && job.expectedEndNs != formerEndNs) {
                policy.onExpectedEndChanged(job.row, formerEndNs);
            }
        }
    }
}
