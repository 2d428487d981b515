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

import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import org.agrona.DirectBuffer;

/**
 * What a policy sees of the state: nodes, queues, jobs and allocations, by row. A row is a small
 * integer from 0; node and queue rows are in the order of definition and never reused, job and
 * allocation rows are reused. {@link #NULL_ROW} ends every list.
 *
 * <p>Threads: the kernel thread alone, during a call from the kernel. Cost: every method is O(1)
 * and allocates nothing. Nothing here changes the state.
 */
public interface ClusterView {
    /** Ends every list of rows. */
    int NULL_ROW = -1;

    /** A fair share of 1: who has used nothing has it. */
    long FAIR_SHARE_ONE = 1L << 20;

    /** Bits of {@link #jobPosition} to the right of the position of the entry. */
    int PLACE_SHIFT = 20;

    // ------------------------------------------------------------------ limits and settings

    /**
     * How many nodes there may ever be.
     *
     * @return a count from 1.
     */
    int nodeCapacity();

    /**
     * How many jobs may be in the table, pending and running.
     *
     * @return a count from 1.
     */
    int jobCapacity();

    /**
     * How many queues there may ever be.
     *
     * @return a count from 1.
     */
    int queueCapacity();

    /**
     * Words of 64 cores that a core mask has.
     *
     * @return 1..16.
     */
    int maskWordCount();

    /**
     * Most steps that a pass may take.
     *
     * @return a count from 1.
     */
    int passStepsMax();

    /**
     * What sharing a core costs beside dividing it (the paper's C_o), in thousandths.
     *
     * @return 1000..10000; 1200 is C_o = 1.2.
     */
    int overheadPerMille();

    /**
     * Whether time limits are stretched by what sharing may have cost.
     *
     * @return false when a limit counts plain elapsed time.
     */
    boolean stretchesLimits();

    /**
     * What a factor of the priority weighs.
     *
     * @param factor of the priority.
     * @return the weight, in the range of the factor; 0 before anything is said.
     */
    long priorityWeight(PriorityFactor factor);

    // ------------------------------------------------------------------ nodes

    /**
     * Nodes defined so far; rows are 0 to one less.
     *
     * @return the count.
     */
    int nodeCount();

    /**
     * The embedder's id of a node.
     *
     * @param nodeRow of the node.
     * @return the id.
     */
    int nodeId(int nodeRow);

    /**
     * Whether a node takes new jobs: it is up and not draining.
     *
     * @param nodeRow of the node.
     * @return true if so.
     */
    boolean isNodeUp(int nodeRow);

    /**
     * Cores of a node, busy or not.
     *
     * @param nodeRow of the node.
     * @return 1..1024.
     */
    int nodeCoreCount(int nodeRow);

    /**
     * Cores of a node with at most so many processes.
     *
     * @param nodeRow of the node.
     * @param multiplicity 0..14.
     * @return 0..{@link #nodeCoreCount(int)}.
     */
    int coresAtOrBelow(int nodeRow, int multiplicity);

    /**
     * Processes on a node: the sum of the multiplicities of its cores.
     *
     * @param nodeRow of the node.
     * @return a count from 0.
     */
    int processCount(int nodeRow);

    /**
     * Processes on a node that are busy, by the last observation of each job there; those of a job
     * of which nothing was observed all are. What is idle of a job on several nodes is spread over
     * its cores, taken in the order of its nodes: the first P of T cores have {@code idle * P / T}
     * of it, rounded down.
     *
     * @param nodeRow of the node.
     * @return 0..{@link #processCount(int)}.
     */
    int busyProcessCount(int nodeRow);

    /**
     * Memory of a node that no job holds.
     *
     * @param nodeRow of the node.
     * @return bytes, never negative.
     */
    long memoryFree(int nodeRow);

    /**
     * Memory of a node.
     *
     * @param nodeRow of the node.
     * @return bytes.
     */
    long memoryTotal(int nodeRow);

    /**
     * GPUs of a node that take a further job: each is one that fewer jobs have than may.
     *
     * @param nodeRow of the node.
     * @return a count.
     */
    int gpusFree(int nodeRow);

    /**
     * GPUs of a node.
     *
     * @param nodeRow of the node.
     * @return a count.
     */
    int gpusTotal(int nodeRow);

    /**
     * Features of a node, a bit each.
     *
     * @param nodeRow of the node.
     * @return the set.
     */
    long nodeFeatures(int nodeRow);

    /**
     * Switch that a node hangs on.
     *
     * @param nodeRow of the node.
     * @return the embedder's id of the switch.
     */
    int nodeSwitch(int nodeRow);

    /**
     * Most jobs that have one GPU of a node.
     *
     * @param nodeRow of the node.
     * @return 1..15; 1 when its GPUs are not shared.
     */
    int gpuMultiplicityMax(int nodeRow);

    /**
     * How many jobs have each GPU of all nodes, to be read with {@link
     * io.weft.core.memory.CorePlanes}: word 0 from the {@linkplain #gpuPlanesOffset offset} of a
     * node.
     *
     * @return the buffer.
     */
    DirectBuffer gpuPlanes();

    /**
     * Where the planes of a node's GPUs begin in {@link #gpuPlanes()}.
     *
     * @param nodeRow of the node.
     * @return offset in bytes.
     */
    int gpuPlanesOffset(int nodeRow);

    /**
     * GPUs of a node that take no further job.
     *
     * @param nodeRow of the node.
     * @return a bit for each such GPU.
     */
    long nodeGpuMask(int nodeRow);

    /**
     * The job that holds a node alone: while it does, the node takes no other.
     *
     * @param nodeRow of the node.
     * @return a job row or {@link #NULL_ROW}.
     */
    int nodeHolder(int nodeRow);

    /**
     * Key of those who share a node: while it is not 0, only jobs with the same {@linkplain #jobKey
     * key} may join them.
     *
     * @param nodeRow of the node.
     * @return 0 when nobody is there, or only jobs without a key.
     */
    default long nodeKey(final int nodeRow) {
        return 0;
    }

    /**
     * Jobs that hold something of a node, also those that have no cores and keep their memory. A
     * job with a {@linkplain #jobKey key} may only go to nodes where nobody is, or that have its
     * key.
     *
     * @param nodeRow of the node.
     * @return a count.
     */
    default int nodeJobCount(final int nodeRow) {
        int count = 0;
        int allocation = nodeAllocationHead(nodeRow);
        while (allocation != NULL_ROW) {
            count++;
            allocation = allocationNextOnNode(allocation);
        }
        return count;
    }

    /**
     * The multiplicity planes of all nodes, to be read with {@link io.weft.core.memory.CorePlanes}.
     *
     * @return the buffer.
     */
    DirectBuffer planes();

    /**
     * Where the planes of a node begin in {@link #planes()}.
     *
     * @param nodeRow of the node.
     * @return offset in bytes.
     */
    int planesOffset(int nodeRow);

    /**
     * Length of the planes of one node.
     *
     * @return length in bytes, a multiple of 64.
     */
    int planesLength();

    /**
     * First allocation on a node, the oldest; go on with {@link #allocationNextOnNode(int)}.
     *
     * @param nodeRow of the node.
     * @return an allocation row or {@link #NULL_ROW}.
     */
    int nodeAllocationHead(int nodeRow);

    // ------------------------------------------------------------------ queues

    /**
     * Queues defined so far.
     *
     * @return the count.
     */
    int queueCount();

    /**
     * The maximum multiplicity M of a queue that is in force; see {@link
     * PlacementPolicy#onQueueChanged}. Cores may have more processes, from before it was lowered.
     *
     * @param queueRow of the queue.
     * @return 1..15.
     */
    int queueMaxMultiplicity(int queueRow);

    /**
     * Whether a queue may use a node.
     *
     * @param queueRow of the queue.
     * @param nodeRow of the node.
     * @return true if so.
     */
    boolean queueHasNode(int queueRow, int nodeRow);

    /**
     * Whether a queue may use every node, so that {@link #queueHasNode(int, int)} need not be
     * asked.
     *
     * @param queueRow of the queue.
     * @return true if so.
     */
    boolean queueHasAllNodes(int queueRow);

    /**
     * Priority of a queue.
     *
     * @param queueRow of the queue.
     * @return higher comes first, where the policy asks.
     */
    int queuePriority(int queueRow);

    /**
     * Whether the service level of a queue lets its jobs preempt others now.
     *
     * @param queueRow of the queue.
     * @return true if so; false without a service level.
     */
    boolean queueMayPreempt(int queueRow);

    // ------------------------------------------------------------------ jobs

    /**
     * First of the pending jobs, in the order of submission; held jobs are not among them.
     *
     * @return a job row or {@link #NULL_ROW}.
     */
    int pendingHead();

    /**
     * The pending job submitted next.
     *
     * @param jobRow of a pending job.
     * @return a job row or {@link #NULL_ROW}.
     */
    int pendingNext(int jobRow);

    /**
     * Pending jobs, held ones not counted.
     *
     * @return the count.
     */
    int pendingCount();

    /**
     * The embedder's id of a job.
     *
     * @param jobRow of the job.
     * @return the id.
     */
    long jobId(int jobRow);

    /**
     * Place of a job in the order of submission: the position of the entry, {@link #PLACE_SHIFT}
     * bits to the left, and the place among the jobs which it submitted.
     *
     * @param jobRow of the job.
     * @return the place; no two jobs have the same.
     */
    long jobPosition(int jobRow);

    /**
     * When a job was submitted.
     *
     * @param jobRow of the job.
     * @return time in ns.
     */
    long jobSubmitTimeNs(int jobRow);

    /**
     * Class of a job.
     *
     * @param jobRow of the job.
     * @return the class.
     */
    JobClass jobClass(int jobRow);

    /**
     * Queue of a job.
     *
     * @param jobRow of the job.
     * @return a queue row.
     */
    int jobQueue(int jobRow);

    /**
     * Nodes a job asks for.
     *
     * @param jobRow of the job.
     * @return a count; 0 means that its cores may be anywhere.
     */
    int jobNodeCount(int jobRow);

    /**
     * Cores a job asks for on each of its nodes, or altogether if they may be anywhere.
     *
     * @param jobRow of the job.
     * @return a count from 1.
     */
    int jobCoresPerNode(int jobRow);

    /**
     * Memory a job needs on each node beside {@link #jobMemoryPerCore(int)}.
     *
     * @param jobRow of the job.
     * @return bytes.
     */
    long jobMemoryPerNode(int jobRow);

    /**
     * Memory a job needs for each of its cores.
     *
     * @param jobRow of the job.
     * @return bytes.
     */
    long jobMemoryPerCore(int jobRow);

    /**
     * GPUs a job needs on each node.
     *
     * @param jobRow of the job.
     * @return a count.
     */
    int jobGpusPerNode(int jobRow);

    /**
     * Whether a job wants its nodes for itself: it is put on nodes that nobody uses, gets all their
     * cores, and nobody joins it there. Of a job of n x c cores every node has at least c cores and
     * gives {@code memoryPerNode + memoryPerCore * c}. A job of c cores anywhere has nodes with at
     * least c cores together, none of which could be left out, and each gives {@code memoryPerNode
     * + memoryPerCore} for all of its cores.
     *
     * @param jobRow of the job.
     * @return true if so.
     */
    boolean jobIsExclusive(int jobRow);

    /**
     * Features that every node of a job must have.
     *
     * @param jobRow of the job.
     * @return the set, a bit each.
     */
    long jobFeatures(int jobRow);

    /**
     * Priority the embedder gave a job.
     *
     * @param jobRow of the job.
     * @return higher starts first, where the policy asks.
     */
    long jobPriority(int jobRow);

    /**
     * Time by which a job is to have ended.
     *
     * @param jobRow of the job.
     * @return ns, {@link Long#MAX_VALUE} when there is none.
     */
    long jobDeadlineNs(int jobRow);

    /**
     * Key of a job that shares nodes only with those who have the same: jobs of its user, or of its
     * account, that ask for the same isolation.
     *
     * @param jobRow of the job.
     * @return 0 for a job that shares with everybody who does not object.
     */
    default long jobKey(final int jobRow) {
        return 0;
    }

    /**
     * The copies of which a job is one: while one of them holds a node, no other may go there, or
     * to the switch of that node, see {@link #hasCopyOn}.
     *
     * @param jobRow of the job.
     * @return what its copies have in common, {@link #NULL_ROW} if it has none.
     */
    default int jobCopies(final int jobRow) {
        return NULL_ROW;
    }

    /**
     * Whether a node is closed to further copies, because one of them holds something of it, or of
     * its switch where switches are to be others. O(nodes that they hold).
     *
     * @param copies of a job.
     * @param nodeRow of the node.
     * @return true if so.
     */
    default boolean hasCopyOn(final int copies, final int nodeRow) {
        return false;
    }

    /**
     * Group of a job: jobs of one group and one shape meet the same limits and the same licences,
     * so that they are refused together.
     *
     * @param jobRow of the job.
     * @return the group, 0 for jobs that meet none.
     */
    int jobGroup(int jobRow);

    /**
     * Whether any job is of a group; as long as none is, nobody needs to ask for groups and gates.
     *
     * @return true if so.
     */
    boolean hasGroups();

    /**
     * The gate of a job: whether limits and licences let it start now, wherever it is put. As long
     * as nothing is given back, a gate that is shut stays shut, and it is that of all jobs of its
     * group, queue and shape.
     *
     * @param jobRow of a job that holds nothing.
     * @return {@link ReasonCode#NONE} when it is open, {@link ReasonCode#WAITING_LIMIT} or {@link
     *     ReasonCode#WAITING_LICENCES}.
     */
    ReasonCode jobGate(int jobRow);

    /**
     * Number that belongs to the gate of a job.
     *
     * @param jobRow of a job that holds nothing.
     * @return the limit that the job would exceed, or how many of a licence lack; 0 when the gate
     *     is open.
     */
    long jobGateNumber(int jobRow);

    /**
     * The licences that a job needs.
     *
     * @param jobRow of a job.
     * @return a bit for each kind, in the order of their definition.
     */
    long jobLicences(int jobRow);

    /**
     * The user of a job. Users whose number is beyond the limit of names share a row.
     *
     * @param jobRow of the job.
     * @return a user row.
     */
    int jobUser(int jobRow);

    /**
     * What a user has used: the average of the cores that the jobs of the user held until now, in
     * which what was one half-life ago counts half. It does not change while the time is the same.
     *
     * @param userRow of the user.
     * @param timeNs now.
     * @return from 0, in units of 2^-30 cores.
     */
    long userUsage(int userRow, long timeNs);

    /**
     * The account of a job, while accounts are counted, that is while {@link
     * PriorityFactor#ACCOUNT_SHARE} weighs anything. Accounts whose number is beyond the limit of
     * names share a row.
     *
     * @param jobRow of the job.
     * @return an account row.
     */
    int jobAccount(int jobRow);

    /**
     * How little a user has used of what is his due: 2^-(u / d), where u is the {@linkplain
     * #userUsage usage} and d the cores that are due to the user, all cores of the machine times
     * his share by the sum of the shares of all users that are known. A user is known who had a job
     * or was given a share.
     *
     * @param userRow of the user.
     * @param timeNs now.
     * @return 0..{@link #FAIR_SHARE_ONE}, which is 1; half of it for who has used his due; 0 for
     *     who has no share.
     */
    long userFairShare(int userRow, long timeNs);

    /**
     * The same for an account, of what was used since accounts are counted.
     *
     * @param accountRow of the account.
     * @param timeNs now.
     * @return 0..{@link #FAIR_SHARE_ONE}.
     */
    long accountFairShare(int accountRow, long timeNs);

    /**
     * What was said last about a job that is held, came back or is being ended. Why a pending job
     * waits is not in the state: {@link PlacementPolicy#reason} says it.
     *
     * @param jobRow of the job.
     * @return the reason; {@link ReasonCode#NOT_CONSIDERED} for a pending job that never left.
     */
    ReasonCode jobReason(int jobRow);

    /**
     * Number that belongs to the reason, see {@link ReasonCode}.
     *
     * @param jobRow of the job.
     * @return the number.
     */
    long jobReasonNumber(int jobRow);

    /**
     * Time limit of a job if it ran alone.
     *
     * @param jobRow of the job.
     * @return duration in ns, above 0.
     */
    long jobWalltimeNs(int jobRow);

    /**
     * When the limit of a job that holds an allocation is reached if nothing changes from now on:
     * the limit is stretched by what sharing may have cost (paper: slowing down, point 4).
     *
     * @param jobRow of a job that holds an allocation.
     * @return time in ns; may lie in the past while the job is being ended.
     */
    long jobExpectedEndNs(int jobRow);

    /**
     * Limit time a job has not used up yet, as of the last time its pace changed; see {@link Pace}.
     *
     * @param jobRow of a job that holds an allocation.
     * @param timeNs now.
     * @return duration in ns, as if it ran alone.
     */
    long jobRemainingNs(int jobRow, long timeNs);

    /**
     * Gross multiplicity of a job: processes on its fullest core, busy or idle, itself included.
     *
     * @param jobRow of a job that holds an allocation.
     * @return 1..15.
     */
    int jobMultiplicity(int jobRow);

    /**
     * First allocation of a job; go on with {@link #allocationNextOfJob(int)}, in ascending order
     * of node rows.
     *
     * @param jobRow of the job.
     * @return an allocation row or {@link #NULL_ROW}.
     */
    int jobAllocationHead(int jobRow);

    /**
     * Jobs that hold an allocation: starting, running or ending.
     *
     * @return the count.
     */
    int runningCount();

    /**
     * The running jobs as a binary heap by (expected end, job row): slot 0 ends first, the children
     * of slot i are 2i + 1 and 2i + 2.
     *
     * @param slot 0..{@link #runningCount()} - 1.
     * @return a job row.
     */
    int runningJob(int slot);

    // ------------------------------------------------------------------ preemption

    /**
     * Whether somebody may have to give way to anybody.
     *
     * @return false when no pending job need be asked about.
     */
    default boolean isPreemptionInForce() {
        return false;
    }

    /**
     * Whether others may have to give way to a job: the rule says so of its class, or a service
     * level of its queue allows it now.
     *
     * @param jobRow of a job.
     * @return never true of a batch job.
     */
    default boolean jobMayPreempt(final int jobRow) {
        return false;
    }

    /**
     * How jobs give way: a job that is suspended keeps its memory and GPUs on its nodes, all others
     * lose them with their cores.
     *
     * @return the kind.
     */
    default PreemptionKind preemptionKind() {
        return PreemptionKind.SUSPEND;
    }

    /**
     * Whether a job has to give way to another by the rule in force.
     *
     * @param jobRow of any job.
     * @param beneficiaryRow of the other.
     * @param timeNs now.
     * @return true if so.
     */
    default boolean jobGivesWay(final int jobRow, final int beneficiaryRow, final long timeNs) {
        return false;
    }

    /**
     * Work that is lost if a job gives way now. O(1), but O(its nodes) if it holds whole nodes.
     *
     * @param jobRow of a running job.
     * @param timeNs now.
     * @return cores times the time it ran, core ms; 0 when it is suspended or checkpointable.
     */
    default long jobWorkLost(final int jobRow, final long timeNs) {
        return 0;
    }

    /**
     * When a job was started or resumed last.
     *
     * @param jobRow of a job that holds cores.
     * @return time in ns.
     */
    default long jobStartTimeNs(final int jobRow) {
        return 0;
    }

    // ------------------------------------------------------------------ allocations

    /**
     * Next allocation of the same job.
     *
     * @param allocationRow of an allocation.
     * @return an allocation row or {@link #NULL_ROW}.
     */
    int allocationNextOfJob(int allocationRow);

    /**
     * Next allocation on the same node, in the order in which they were made.
     *
     * @param allocationRow of an allocation.
     * @return an allocation row or {@link #NULL_ROW}.
     */
    int allocationNextOnNode(int allocationRow);

    /**
     * Job that holds an allocation.
     *
     * @param allocationRow of an allocation.
     * @return a job row.
     */
    int allocationJob(int allocationRow);

    /**
     * Node that an allocation is on.
     *
     * @param allocationRow of an allocation.
     * @return a node row.
     */
    int allocationNode(int allocationRow);

    /**
     * Memory that an allocation holds.
     *
     * @param allocationRow of an allocation.
     * @return bytes.
     */
    long allocationMemory(int allocationRow);

    /**
     * GPUs that an allocation holds.
     *
     * @param allocationRow of an allocation.
     * @return a count.
     */
    int allocationGpus(int allocationRow);

    /**
     * Which GPUs of its node an allocation holds; the engine chooses them, lowest free first.
     *
     * @param allocationRow of the allocation.
     * @return a bit for each GPU.
     */
    long allocationGpuMask(int allocationRow);

    /**
     * Cores that an allocation holds, 64 at a time.
     *
     * @param allocationRow of an allocation.
     * @param word 0..{@link #maskWordCount()} - 1.
     * @return a bit for each core from {@code 64 * word}.
     */
    long allocationMask(int allocationRow, int word);

    // ------------------------------------------------------------------ advance reservations

    /**
     * Advance reservations that there are. As long as there are none, nothing else about them need
     * be asked.
     *
     * @return the count.
     */
    default int reservationCount() {
        return 0;
    }

    /**
     * Rows of reservations are below this.
     *
     * @return the limit.
     */
    default int reservationCapacity() {
        return 0;
    }

    /**
     * The begun reservation on whose nodes alone a job may be started.
     *
     * @param jobRow of a pending job.
     * @return a reservation row; {@link #NULL_ROW} for most jobs, which run where none has begun.
     */
    default int jobReservation(final int jobRow) {
        return NULL_ROW;
    }

    /**
     * The reservation that was made for a job with a deadline, begun or not: the job waits for
     * nobody and nobody waits for it.
     *
     * @param jobRow of a pending job.
     * @return a reservation row, {@link #NULL_ROW} if there is none.
     */
    default int jobPromise(final int jobRow) {
        return NULL_ROW;
    }

    /**
     * The begun reservation to whose jobs alone a node is open; such a node is not {@link #isNodeUp
     * up} for others.
     *
     * @param nodeRow of the node.
     * @return a reservation row, {@link #NULL_ROW} if there is none or the node takes no jobs.
     */
    default int nodeOpenTo(final int nodeRow) {
        return NULL_ROW;
    }

    /**
     * The reservation that begins next on a node.
     *
     * @param nodeRow of the node.
     * @return a reservation row, {@link #NULL_ROW} if there is none.
     */
    default int nodeReservation(final int nodeRow) {
        return NULL_ROW;
    }

    /**
     * When a node closes: who starts there must be expected to have ended by then.
     *
     * @param nodeRow of the node.
     * @return start of the reservation that begins next there, ns; {@link Long#MAX_VALUE} if none.
     */
    default long nodeClosesNs(final int nodeRow) {
        final int row = nodeReservation(nodeRow);
        return row == NULL_ROW ? Long.MAX_VALUE : reservationStartNs(row);
    }

    /**
     * When the window of a reservation that comes or has begun starts.
     *
     * @param reservationRow of the reservation.
     * @return time in ns.
     */
    default long reservationStartNs(final int reservationRow) {
        return Long.MAX_VALUE;
    }

    /**
     * By when a job that starts in a begun reservation must be expected to have ended.
     *
     * @param reservationRow of the reservation.
     * @return its end, ns; {@link Long#MAX_VALUE} for one that was made for the job.
     */
    default long reservationStayNs(final int reservationRow) {
        return Long.MAX_VALUE;
    }

    /**
     * Id of a reservation.
     *
     * @param reservationRow of the reservation.
     * @return its id, or that of the job it was made for.
     */
    default long reservationId(final int reservationRow) {
        return -1;
    }

    /**
     * When the first reservation begins that has not begun: O(reservations).
     *
     * @return time in ns, {@link Long#MAX_VALUE} if none comes.
     */
    default long firstReservationNs() {
        return Long.MAX_VALUE;
    }
}
