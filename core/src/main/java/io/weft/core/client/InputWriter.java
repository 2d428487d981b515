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

import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.AcknowledgeEncoder;
import io.weft.core.wire.AlterJobEncoder;
import io.weft.core.wire.AlterQueueEncoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CancelArrayEncoder;
import io.weft.core.wire.CancelJobEncoder;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.CreateReservationEncoder;
import io.weft.core.wire.DefineLicenceEncoder;
import io.weft.core.wire.DefineNameEncoder;
import io.weft.core.wire.DefineNodeEncoder;
import io.weft.core.wire.DefineQueueEncoder;
import io.weft.core.wire.DeleteReservationEncoder;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.EnquireEncoder;
import io.weft.core.wire.HoldJobEncoder;
import io.weft.core.wire.JobEndedEncoder;
import io.weft.core.wire.JobResumedEncoder;
import io.weft.core.wire.JobStartFailedEncoder;
import io.weft.core.wire.JobStartedEncoder;
import io.weft.core.wire.JobSuspendedEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.NodeStateChangedEncoder;
import io.weft.core.wire.PreemptJobEncoder;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReleaseJobEncoder;
import io.weft.core.wire.ResizeJobEncoder;
import io.weft.core.wire.ResumeJobEncoder;
import io.weft.core.wire.SetElasticityEncoder;
import io.weft.core.wire.SetLimitEncoder;
import io.weft.core.wire.SetPolicyEncoder;
import io.weft.core.wire.SetPreemptionEncoder;
import io.weft.core.wire.SetPriorityEncoder;
import io.weft.core.wire.SetServiceLevelEncoder;
import io.weft.core.wire.SetShareEncoder;
import io.weft.core.wire.SetUtilisationCapEncoder;
import io.weft.core.wire.SnapshotMarkEncoder;
import io.weft.core.wire.SubmitJobEncoder;
import io.weft.core.wire.SuspendJobEncoder;
import io.weft.core.wire.UtilisationSampleEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * Writes inputs into the ingress ring of a kernel. Every method returns false at once when the ring
 * is full: nothing was written, the caller decides whether to wait. When the kernel is closed or
 * has halted they throw {@link IllegalStateException}.
 *
 * <p>Threads: any number of writers may feed one kernel; each writer belongs to one thread. Cost:
 * one copy; no allocation, except for texts ({@link #defineName}, {@link #setPolicy}).
 */
public final class InputWriter {
    /** Type of the messages in the ingress ring; what they are stands in their SBE header. */
    public static final int MESSAGE_TYPE_ID = 1;

    /** Most bytes of UTF-8 that a name has. */
    public static final int TEXT_LENGTH_MAX = 96;

    private final RingBuffer ingress;
    private final BooleanSupplier isStopped;
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(1024);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DefineNameEncoder defineName = new DefineNameEncoder();
    private final DefineNodeEncoder defineNode = new DefineNodeEncoder();
    private final DefineQueueEncoder defineQueue = new DefineQueueEncoder();
    private final SetPolicyEncoder setPolicy = new SetPolicyEncoder();
    private final SetPriorityEncoder setPriority = new SetPriorityEncoder();
    private final SetShareEncoder setShare = new SetShareEncoder();
    private final SetLimitEncoder setLimit = new SetLimitEncoder();
    private final DefineLicenceEncoder defineLicence = new DefineLicenceEncoder();
    private final SubmitJobEncoder submitJob = new SubmitJobEncoder();
    private final CreateReservationEncoder createReservation = new CreateReservationEncoder();
    private final DeleteReservationEncoder deleteReservation = new DeleteReservationEncoder();
    private final CancelJobEncoder cancelJob = new CancelJobEncoder();
    private final CancelArrayEncoder cancelArray = new CancelArrayEncoder();
    private final HoldJobEncoder holdJob = new HoldJobEncoder();
    private final ReleaseJobEncoder releaseJob = new ReleaseJobEncoder();
    private final AlterJobEncoder alterJob = new AlterJobEncoder();
    private final JobStartedEncoder jobStarted = new JobStartedEncoder();
    private final JobEndedEncoder jobEnded = new JobEndedEncoder();
    private final JobStartFailedEncoder jobStartFailed = new JobStartFailedEncoder();
    private final NodeStateChangedEncoder nodeStateChanged = new NodeStateChangedEncoder();
    private final UtilisationSampleEncoder utilisation = new UtilisationSampleEncoder();
    private final SetPreemptionEncoder setPreemption = new SetPreemptionEncoder();
    private final SuspendJobEncoder suspendJob = new SuspendJobEncoder();
    private final ResumeJobEncoder resumeJob = new ResumeJobEncoder();
    private final PreemptJobEncoder preemptJob = new PreemptJobEncoder();
    private final ResizeJobEncoder resizeJob = new ResizeJobEncoder();
    private final EnquireEncoder enquire = new EnquireEncoder();
    private final JobSuspendedEncoder jobSuspended = new JobSuspendedEncoder();
    private final JobResumedEncoder jobResumed = new JobResumedEncoder();
    private final SetServiceLevelEncoder setServiceLevel = new SetServiceLevelEncoder();
    private final SetUtilisationCapEncoder setUtilisationCap = new SetUtilisationCapEncoder();
    private final SetElasticityEncoder setElasticity = new SetElasticityEncoder();
    private final AlterQueueEncoder alterQueue = new AlterQueueEncoder();
    private final AcknowledgeEncoder acknowledge = new AcknowledgeEncoder();
    private final SnapshotMarkEncoder snapshotMark = new SnapshotMarkEncoder();
    private final ClockEncoder clock = new ClockEncoder();

    /**
     * A writer on a ring; {@code Kernel.inputWriter()} makes it.
     *
     * @param ingress ring of the kernel.
     * @param isStopped whether nobody will ever read the ring again; asked by any thread.
     */
    public InputWriter(final RingBuffer ingress, final BooleanSupplier isStopped) {
        this.ingress = ingress;
        this.isStopped = isStopped;
    }

    /**
     * Offers a message that is encoded already, header first.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @param length in bytes, from 1.
     * @return false when the ring is full.
     * @throws IllegalArgumentException when there are no bytes, or more than an eighth of the ring.
     * @throws IllegalStateException when the kernel is closed or has halted.
     */
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        if (isStopped.getAsBoolean()) {
            throw new IllegalStateException(
                    "The kernel is closed or has halted; the input was not written.");
        }
        if (length < 1) {
            throw new IllegalArgumentException("length=" + length + ", expected from 1");
        }
        return ingress.write(MESSAGE_TYPE_ID, buffer, offset, length);
    }

    /**
     * Interns a name.
     *
     * @param nameId from 0, new.
     * @param kind of thing it names.
     * @param text at most {@link #TEXT_LENGTH_MAX} bytes in UTF-8.
     * @return false when the ring is full.
     * @throws IllegalArgumentException when the text is too long.
     */
    public boolean defineName(final int nameId, final NameKind kind, final String text) {
        final byte[] bytes = utf8("text", text);
        defineName.wrapAndApplyHeader(scratch, 0, header).nameId(nameId).kind(kind);
        defineName.putText(bytes, 0, bytes.length);
        return offerScratch(defineName.encodedLength());
    }

    /**
     * Adds a node.
     *
     * @param nodeId from 0, new.
     * @param coreCount 1..1024, at most what the limits say.
     * @param memory bytes.
     * @param gpuCount from 0.
     * @param features a bit each.
     * @param switchId of the switch it hangs on.
     * @param nameId of its name, or -1.
     * @return false when the ring is full.
     */
    public boolean defineNode(
            final int nodeId,
            final int coreCount,
            final long memory,
            final int gpuCount,
            final long features,
            final int switchId,
            final int nameId) {
        return defineNode(nodeId, coreCount, memory, gpuCount, 1, features, switchId, nameId);
    }

    /**
     * Adds a node whose GPUs several jobs may share.
     *
     * @param nodeId not used by any other node.
     * @param coreCount from 1.
     * @param memory bytes.
     * @param gpuCount from 0.
     * @param gpuMultiplicity most jobs that have one GPU, 1..15.
     * @param features a bit each.
     * @param switchId of the switch it hangs on.
     * @param nameId of its name, or -1.
     * @return false when the ring is full.
     */
    public boolean defineNode(
            final int nodeId,
            final int coreCount,
            final long memory,
            final int gpuCount,
            final int gpuMultiplicity,
            final long features,
            final int switchId,
            final int nameId) {
        defineNode
                .wrapAndApplyHeader(scratch, 0, header)
                .memory(memory)
                .features(features)
                .nodeId(nodeId)
                .coreCount(coreCount)
                .gpuCount(gpuCount)
                .switchId(switchId)
                .nameId(nameId)
                .gpuMultiplicity(gpuMultiplicity);
        return offerScratch(defineNode.encodedLength());
    }

    /**
     * Adds a queue.
     *
     * @param request what it is.
     * @return false when the ring is full.
     */
    public boolean defineQueue(final QueueRequest request) {
        defineQueue
                .wrapAndApplyHeader(scratch, 0, header)
                .walltimeMax(request.walltimeMaxNs)
                .queueId(request.queueId)
                .nameId(request.nameId)
                .priority(request.priority)
                .maxMultiplicity(request.maxMultiplicity)
                .nodeCountMax(request.nodeCountMax)
                .coreCountMax(request.coreCountMax);
        final int rangeCount = request.nodeIds.size() / 2;
        final DefineQueueEncoder.NodesEncoder nodes = defineQueue.nodesCount(rangeCount);
        for (int i = 0; i < rangeCount; i++) {
            nodes.next()
                    .firstNodeId(request.nodeIds.getInt(2 * i))
                    .lastNodeId(request.nodeIds.getInt(2 * i + 1));
        }
        return offerScratch(defineQueue.encodedLength());
    }

    /**
     * Changes a queue from now on; see {@link QueueAlterationRequest}.
     *
     * @param request what of it.
     * @return false when the ring is full.
     */
    public boolean alterQueue(final QueueAlterationRequest request) {
        alterQueue
                .wrapAndApplyHeader(scratch, 0, header)
                .walltimeMax(request.walltimeMaxNs)
                .queueId(request.queueId)
                .priority(request.priority)
                .maxMultiplicity(request.maxMultiplicity)
                .nodeCountMax(request.nodeCountMax)
                .coreCountMax(request.coreCountMax)
                .allNodes(bool(request.hasAllNodes));
        final int rangeCount = request.nodeIds.size() / 2;
        final AlterQueueEncoder.NodesEncoder nodes = alterQueue.nodesCount(rangeCount);
        for (int i = 0; i < rangeCount; i++) {
            nodes.next()
                    .firstNodeId(request.nodeIds.getInt(2 * i))
                    .lastNodeId(request.nodeIds.getInt(2 * i + 1));
        }
        return offerScratch(alterQueue.encodedLength());
    }

    /**
     * Installs a policy with the settings that decide.
     *
     * @param name such as {@code easy}.
     * @param version 0 for the newest.
     * @param overheadPerMille C_o in thousandths, 1000..10000.
     * @param rebalance whether the cores of a node are evened out when a job leaves it.
     * @param stretchLimits whether time limits are stretched by what sharing may have cost.
     * @return false when the ring is full.
     * @throws IllegalArgumentException when the name is too long.
     */
    public boolean setPolicy(
            final String name,
            final int version,
            final int overheadPerMille,
            final boolean rebalance,
            final boolean stretchLimits) {
        final byte[] bytes = utf8("name", name);
        setPolicy
                .wrapAndApplyHeader(scratch, 0, header)
                .version(version)
                .overheadPerMille(overheadPerMille)
                .rebalance(bool(rebalance))
                .stretchLimits(bool(stretchLimits));
        setPolicy.putName(bytes, 0, bytes.length);
        return offerScratch(setPolicy.encodedLength());
    }

    /**
     * Sets what the factors of the priority weigh, all of them anew.
     *
     * @param request the weights.
     * @return false when the ring is full.
     */
    public boolean setPriority(final PriorityRequest request) {
        setPriority
                .wrapAndApplyHeader(scratch, 0, header)
                .age(request.weight(PriorityFactor.AGE))
                .size(request.weight(PriorityFactor.SIZE))
                .batch(request.weight(PriorityFactor.BATCH))
                .interactive(request.weight(PriorityFactor.INTERACTIVE))
                .urgent(request.weight(PriorityFactor.URGENT))
                .queue(request.weight(PriorityFactor.QUEUE))
                .job(request.weight(PriorityFactor.JOB))
                .userShare(request.weight(PriorityFactor.USER_SHARE))
                .accountShare(request.weight(PriorityFactor.ACCOUNT_SHARE))
                .halfLife(request.halfLifeS);
        return offerScratch(setPriority.encodedLength());
    }

    /**
     * Says how much of the machine is due to a user, in proportion to the shares of all users.
     *
     * @param userId of the user.
     * @param share 0..65,535; 1 for those of whom nothing is said.
     * @return false when the ring is full.
     */
    public boolean userShare(final int userId, final int share) {
        return share(NameKind.USER, userId, share);
    }

    /**
     * The same for an account.
     *
     * @param accountId of the account.
     * @param share 0..65,535; 1 for those of which nothing is said.
     * @return false when the ring is full.
     */
    public boolean accountShare(final int accountId, final int share) {
        return share(NameKind.ACCOUNT, accountId, share);
    }

    private boolean share(final NameKind kind, final int id, final int share) {
        setShare.wrapAndApplyHeader(scratch, 0, header).id(id).share(share).kind(kind);
        return offerScratch(setShare.encodedLength());
    }

    /**
     * Caps what jobs of a queue, a user or an account may have together.
     *
     * @param request whose jobs, and how much.
     * @return false when the ring is full.
     */
    public boolean setLimit(final LimitRequest request) {
        setLimit.wrapAndApplyHeader(scratch, 0, header)
                .nodesMax(request.nodesMax)
                .coresMax(request.coresMax)
                .gpusMax(request.gpusMax)
                .id(request.id)
                .queueId(request.queueId)
                .holdingMax(request.holdingMax)
                .jobsMax(request.jobsMax)
                .scope(request.scope);
        return offerScratch(setLimit.encodedLength());
    }

    /**
     * Adds a licence, or changes how many there are; more may be in use, of which none is taken
     * away.
     *
     * @param licenceId from 0; at most 64 different ones.
     * @param nameId of its name, or -1.
     * @param count how many there are, from 0.
     * @return false when the ring is full.
     */
    public boolean defineLicence(final int licenceId, final int nameId, final int count) {
        defineLicence
                .wrapAndApplyHeader(scratch, 0, header)
                .licenceId(licenceId)
                .nameId(nameId)
                .tokenCount(count);
        return offerScratch(defineLicence.encodedLength());
    }

    /**
     * Gives a queue a service level, or takes it away.
     *
     * @param request what it is.
     * @return false when the ring is full.
     */
    public boolean setServiceLevel(final ServiceLevelRequest request) {
        setServiceLevel
                .wrapAndApplyHeader(scratch, 0, header)
                .waitObjective(request.waitObjectiveNs)
                .period(request.periodNs)
                .queueId(request.queueId)
                .objectivePerMille(request.objectivePerMille)
                .calmPeriods(request.calmPeriods)
                .multiplicityMax(request.multiplicityMax)
                .firstMove(request.moves[0])
                .secondMove(request.moves[1])
                .thirdMove(request.moves[2])
                .jobClasses((short) request.jobClasses);
        final int rangeCount = request.lentNodeIds.size() / 2;
        final var lent = setServiceLevel.lentNodesCount(rangeCount);
        for (int i = 0; i < rangeCount; i++) {
            lent.next()
                    .firstNodeId(request.lentNodeIds.getInt(2 * i))
                    .lastNodeId(request.lentNodeIds.getInt(2 * i + 1));
        }
        return offerScratch(setServiceLevel.encodedLength());
    }

    /**
     * Lets M of a queue follow what was seen to be busy on its nodes, or not any more.
     *
     * @param queueId of the queue.
     * @param periodNs after which is measured, ns; 0 for not at all.
     * @param pauseNs least time from one move to the next, ns.
     * @param multiplicityMax up to which M may be raised, from that of the queue to 15.
     * @param lowPerMille with fewer busy processes for 1000 cores M is raised, 0..15000.
     * @param highPerMille with more it is lowered, at least the low mark.
     * @return false when the ring is full.
     */
    public boolean setUtilisationCap(
            final int queueId,
            final long periodNs,
            final long pauseNs,
            final int multiplicityMax,
            final int lowPerMille,
            final int highPerMille) {
        setUtilisationCap
                .wrapAndApplyHeader(scratch, 0, header)
                .period(periodNs)
                .pause(pauseNs)
                .queueId(queueId)
                .multiplicityMax(multiplicityMax)
                .lowPerMille(lowPerMille)
                .highPerMille(highPerMille);
        return offerScratch(setUtilisationCap.encodedLength());
    }

    /**
     * Says when malleable jobs of a queue that run get other sizes by themselves.
     *
     * @param request the rule.
     * @return false when the ring is full.
     */
    public boolean setElasticity(final ElasticityRequest request) {
        setElasticity
                .wrapAndApplyHeader(scratch, 0, header)
                .pause(request.pauseNs)
                .idleTime(request.idleTimeNs)
                .queueId(request.queueId)
                .idlePerMille(request.idlePerMille)
                .growIdle(bool(request.growIdle))
                .shrinkForPending(bool(request.shrinkForPending));
        return offerScratch(setElasticity.encodedLength());
    }

    /**
     * Submits a job.
     *
     * @param request what it asks for.
     * @return false when the ring is full.
     */
    public boolean submitJob(final JobRequest request) {
        submitJob
                .wrapAndApplyHeader(scratch, 0, header)
                .jobId(request.jobId)
                .walltime(request.walltimeNs)
                .memoryPerNode(request.memoryPerNode)
                .memoryPerCore(request.memoryPerCore)
                .priority(request.priority)
                .features(request.features)
                .beginTime(request.beginTimeNs)
                .deadline(request.deadlineNs)
                .reservationId(request.reservationId)
                .queueId(request.queueId)
                .userId(request.userId)
                .accountId(request.accountId)
                .nodeCount(request.nodeCount)
                .coresPerNode(request.coresPerNode)
                .gpusPerNode(request.gpusPerNode)
                .coreCountMin(request.coreCountMin)
                .jobClass(request.jobClass)
                .exclusive(bool(request.exclusive))
                .held(bool(request.held))
                .requeueable(bool(request.requeueable))
                .memoryPerGpu(request.memoryPerGpu)
                .arrayCount(request.arrayCount)
                .arrayRunningMax(request.arrayRunningMax)
                .copyCount(request.copyCount)
                .copySpread(request.copySpread)
                .isolation(request.isolation)
                .checkpointable(bool(request.checkpointable))
                .preemptable(bool(request.preemptable))
                .refuseLate(bool(request.refuseLate));
        final var dependencies = submitJob.dependenciesCount(request.dependencyCount);
        for (int i = 0; i < request.dependencyCount; i++) {
            dependencies.next().jobId(request.dependencyIds[i]).kind(request.dependencyKinds[i]);
        }
        final var licences = submitJob.licencesCount(request.licenceCount);
        for (int i = 0; i < request.licenceCount; i++) {
            licences.next().licenceId(request.licenceIds[i]).tokenCount(request.licenceCounts[i]);
        }
        return offerScratch(submitJob.encodedLength());
    }

    /**
     * Keeps whole nodes for later.
     *
     * @param request what is to be kept.
     * @return false when the ring is full.
     */
    public boolean createReservation(final ReservationRequest request) {
        createReservation
                .wrapAndApplyHeader(scratch, 0, header)
                .reservationId(request.reservationId)
                .startTime(request.startNs)
                .endTime(request.endNs)
                .period(request.periodNs)
                .ownerUserId(request.ownerUserId)
                .nodeCount(request.nodeCount)
                .coresPerNode(request.coreCount)
                .ownerAccountId(request.ownerAccountId)
                .maintenance(bool(request.isMaintenance));
        final CreateReservationEncoder.NodesEncoder nodes =
                createReservation.nodesCount(request.nodeIds.size() / 2);
        for (int i = 0; i < request.nodeIds.size(); i += 2) {
            nodes.next()
                    .firstNodeId(request.nodeIds.getInt(i))
                    .lastNodeId(request.nodeIds.getInt(i + 1));
        }
        return offerScratch(createReservation.encodedLength());
    }

    /**
     * Gives a reservation up, which no job may name any more.
     *
     * @param reservationId of the reservation.
     * @return false when the ring is full.
     */
    public boolean deleteReservation(final long reservationId) {
        deleteReservation.wrapAndApplyHeader(scratch, 0, header).reservationId(reservationId);
        return offerScratch(deleteReservation.encodedLength());
    }

    /**
     * Cancels a job, whatever its state.
     *
     * @param jobId of the job.
     * @param userId who asks.
     * @return false when the ring is full.
     */
    public boolean cancelJob(final long jobId, final int userId) {
        cancelJob.wrapAndApplyHeader(scratch, 0, header).jobId(jobId).userId(userId);
        return offerScratch(cancelJob.encodedLength());
    }

    /**
     * Cancels all jobs of an array, or all copies of a job, that are not gone.
     *
     * @param firstJobId id of the first one, which may be gone.
     * @param userId who asks.
     * @return false when the ring is full.
     */
    public boolean cancelArray(final long firstJobId, final int userId) {
        cancelArray.wrapAndApplyHeader(scratch, 0, header).jobId(firstJobId).userId(userId);
        return offerScratch(cancelArray.encodedLength());
    }

    /**
     * Keeps a job that waits from starting.
     *
     * @param jobId of the job.
     * @return false when the ring is full.
     */
    public boolean holdJob(final long jobId) {
        holdJob.wrapAndApplyHeader(scratch, 0, header).jobId(jobId);
        return offerScratch(holdJob.encodedLength());
    }

    /**
     * Lets a held job start again, at its old place.
     *
     * @param jobId of the job.
     * @return false when the ring is full.
     */
    public boolean releaseJob(final long jobId) {
        releaseJob.wrapAndApplyHeader(scratch, 0, header).jobId(jobId);
        return offerScratch(releaseJob.encodedLength());
    }

    /**
     * Changes the walltime of a job.
     *
     * @param jobId of the job.
     * @param walltimeNs new limit in ns, above 0.
     * @return false when the ring is full.
     */
    public boolean alterWalltime(final long jobId, final long walltimeNs) {
        alterJob.wrapAndApplyHeader(scratch, 0, header)
                .jobId(jobId)
                .walltime(walltimeNs)
                .priority(AlterJobEncoder.priorityNullValue())
                .beginTime(AlterJobEncoder.beginTimeNullValue());
        return offerScratch(alterJob.encodedLength());
    }

    /**
     * Changes the priority of a job.
     *
     * @param jobId of the job.
     * @param priority new one.
     * @return false when the ring is full.
     */
    public boolean alterPriority(final long jobId, final long priority) {
        alterJob.wrapAndApplyHeader(scratch, 0, header)
                .jobId(jobId)
                .walltime(AlterJobEncoder.walltimeNullValue())
                .priority(priority)
                .beginTime(AlterJobEncoder.beginTimeNullValue());
        return offerScratch(alterJob.encodedLength());
    }

    /**
     * Changes the time before which a job may not start; it must not hold cores.
     *
     * @param jobId of the job.
     * @param beginTimeNs new time in ns, 0 for at once.
     * @return false when the ring is full.
     */
    public boolean alterBeginTime(final long jobId, final long beginTimeNs) {
        alterJob.wrapAndApplyHeader(scratch, 0, header)
                .jobId(jobId)
                .walltime(AlterJobEncoder.walltimeNullValue())
                .priority(AlterJobEncoder.priorityNullValue())
                .beginTime(beginTimeNs);
        return offerScratch(alterJob.encodedLength());
    }

    /**
     * Reports that a job runs.
     *
     * @param jobId of the job.
     * @return false when the ring is full.
     */
    public boolean jobStarted(final long jobId) {
        return jobStarted(jobId, JobStartedEncoder.startTimeNullValue());
    }

    /**
     * Reports that a job runs, and which of its runs that is.
     *
     * @param jobId of the job.
     * @param startTimeNs time of the decision to start it.
     * @return false when the ring is full.
     */
    public boolean jobStarted(final long jobId, final long startTimeNs) {
        jobStarted.wrapAndApplyHeader(scratch, 0, header).jobId(jobId).startTime(startTimeNs);
        return offerScratch(jobStarted.encodedLength());
    }

    /**
     * Reports that no process of a job is left.
     *
     * @param jobId of the job.
     * @param kind how it ended.
     * @param exitCode of it.
     * @return false when the ring is full.
     */
    public boolean jobEnded(final long jobId, final EndKind kind, final int exitCode) {
        return jobEnded(jobId, kind, exitCode, JobEndedEncoder.startTimeNullValue());
    }

    /**
     * Reports that no process of a job is left, and of which of its runs. A job that was requeued
     * may run again by the time its former end is seen.
     *
     * @param jobId of the job.
     * @param kind how it ended.
     * @param exitCode of it.
     * @param startTimeNs time of the decision to start it.
     * @return false when the ring is full.
     */
    public boolean jobEnded(
            final long jobId, final EndKind kind, final int exitCode, final long startTimeNs) {
        jobEnded.wrapAndApplyHeader(scratch, 0, header)
                .jobId(jobId)
                .exitCode(exitCode)
                .kind(kind)
                .startTime(startTimeNs);
        return offerScratch(jobEnded.encodedLength());
    }

    /**
     * Reports that a job could not be started.
     *
     * @param jobId of the job.
     * @param nodeId that is to blame, or -1.
     * @return false when the ring is full.
     */
    public boolean jobStartFailed(final long jobId, final int nodeId) {
        jobStartFailed.wrapAndApplyHeader(scratch, 0, header).jobId(jobId).nodeId(nodeId);
        return offerScratch(jobStartFailed.encodedLength());
    }

    /**
     * Reports the state of a node. The jobs on one that is down are requeued, where they may be, or
     * closed.
     *
     * @param nodeId of the node.
     * @param state it is in.
     * @return false when the ring is full.
     */
    public boolean nodeStateChanged(final int nodeId, final NodeState state) {
        return nodeStateChanged(nodeId, state, false);
    }

    /**
     * Reports the state of a node, and whether its jobs go on.
     *
     * @param nodeId of the node.
     * @param state it is in.
     * @param keepsJobs whether the jobs on a node that is down are left to {@link #jobEnded}.
     * @return false when the ring is full.
     */
    public boolean nodeStateChanged(
            final int nodeId, final NodeState state, final boolean keepsJobs) {
        nodeStateChanged
                .wrapAndApplyHeader(scratch, 0, header)
                .nodeId(nodeId)
                .state(state)
                .keepJobs(bool(keepsJobs));
        return offerScratch(nodeStateChanged.encodedLength());
    }

    /**
     * Reports how many of its cores a job keeps busy. Until something is reported all are.
     *
     * @param jobId of the job.
     * @param busyMilliCores in thousandths of a core, 0..1000 for each core it holds.
     * @return false when the ring is full.
     */
    public boolean utilisation(final long jobId, final long busyMilliCores) {
        utilisation
                .wrapAndApplyHeader(scratch, 0, header)
                .jobId(jobId)
                .busyMilliCores(busyMilliCores);
        return offerScratch(utilisation.encodedLength());
    }

    /**
     * Says who has to give way to whom, and how.
     *
     * @param rule what is said.
     * @return false when the ring is full.
     */
    public boolean setPreemption(final PreemptionRequest rule) {
        setPreemption
                .wrapAndApplyHeader(scratch, 0, header)
                .grace(rule.graceNs)
                .protectedTime(rule.protectedNs)
                .suspendMax(rule.suspendMaxNs)
                .preemptionsMax(rule.preemptionsMax)
                .preemptingClasses((short) rule.preemptingClasses)
                .victimClasses((short) rule.victimClasses)
                .kind(rule.kind);
        return offerScratch(setPreemption.encodedLength());
    }

    /**
     * Suspends a running job until it is resumed: its cores are free, its memory is not.
     *
     * @param jobId of the job.
     * @return false when the ring is full.
     */
    public boolean suspendJob(final long jobId) {
        suspendJob.wrapAndApplyHeader(scratch, 0, header).jobId(jobId);
        return offerScratch(suspendJob.encodedLength());
    }

    /**
     * Lets a suspended job go on as soon as there are cores on its nodes.
     *
     * @param jobId of the job.
     * @return false when the ring is full.
     */
    public boolean resumeJob(final long jobId) {
        resumeJob.wrapAndApplyHeader(scratch, 0, header).jobId(jobId);
        return offerScratch(resumeJob.encodedLength());
    }

    /**
     * Makes a running job give way, whatever the rule says.
     *
     * @param jobId of the job.
     * @param beneficiaryId job that is named as the reason, but promised nothing; -1 for none.
     * @param kind how it gives way.
     * @return false when the ring is full.
     */
    public boolean preemptJob(
            final long jobId, final long beneficiaryId, final PreemptionKind kind) {
        preemptJob
                .wrapAndApplyHeader(scratch, 0, header)
                .jobId(jobId)
                .beneficiaryId(beneficiaryId)
                .kind(kind);
        return offerScratch(preemptJob.encodedLength());
    }

    /**
     * Gives a malleable job that runs another size.
     *
     * @param jobId of the job.
     * @param coreCount cores, from its least to what it asked for.
     * @return false when the ring is full.
     */
    public boolean resizeJob(final long jobId, final int coreCount) {
        resizeJob
                .wrapAndApplyHeader(scratch, 0, header)
                .jobId(jobId)
                .nodeCount(0)
                .coresPerNode(coreCount);
        return offerScratch(resizeJob.encodedLength());
    }

    /**
     * Asks what such a job could have now, and when all of it; nothing is taken.
     *
     * @param enquiryId that comes back with the answer.
     * @param request of which queue, nodes, cores, memory, GPUs, features and exclusiveness count.
     * @return false when the ring is full.
     */
    public boolean enquire(final long enquiryId, final JobRequest request) {
        enquire.wrapAndApplyHeader(scratch, 0, header)
                .enquiryId(enquiryId)
                .memoryPerNode(request.memoryPerNode)
                .memoryPerCore(request.memoryPerCore)
                .features(request.features)
                .queueId(request.queueId)
                .nodeCount(request.nodeCount)
                .coresPerNode(request.coresPerNode)
                .gpusPerNode(request.gpusPerNode)
                .exclusive(bool(request.exclusive));
        return offerScratch(enquire.encodedLength());
    }

    /**
     * Reports that no process of a job runs, but all are there.
     *
     * @param jobId of a job that was to be paused.
     * @return false when the ring is full.
     */
    public boolean jobSuspended(final long jobId) {
        jobSuspended.wrapAndApplyHeader(scratch, 0, header).jobId(jobId);
        return offerScratch(jobSuspended.encodedLength());
    }

    /**
     * Reports that the processes of a job run again.
     *
     * @param jobId of a job that was to go on.
     * @return false when the ring is full.
     */
    public boolean jobResumed(final long jobId) {
        jobResumed.wrapAndApplyHeader(scratch, 0, header).jobId(jobId);
        return offerScratch(jobResumed.encodedLength());
    }

    /**
     * Says that decisions up to a position were carried out and need not be sent again after a
     * recovery.
     *
     * @param decisionPosition of the last decision carried out.
     * @return false when the ring is full.
     */
    public boolean acknowledge(final long decisionPosition) {
        acknowledge.wrapAndApplyHeader(scratch, 0, header).decisionPosition(decisionPosition);
        return offerScratch(acknowledge.encodedLength());
    }

    /**
     * Asks for a snapshot after this entry, of a kernel that has somewhere to put it; to any other
     * it is nothing.
     *
     * @param snapshotId of the caller's choice; nothing hangs on it.
     * @return false when the ring is full.
     */
    public boolean snapshotMark(final long snapshotId) {
        snapshotMark.wrapAndApplyHeader(scratch, 0, header).snapshotId(snapshotId);
        return offerScratch(snapshotMark.encodedLength());
    }

    /**
     * Says that time has come. Only hosts that drive the kernel themselves need this.
     *
     * @param pass whether the policy shall look at the pending jobs.
     * @return false when the ring is full.
     */
    public boolean clock(final boolean pass) {
        clock.wrapAndApplyHeader(scratch, 0, header).pass(bool(pass));
        return offerScratch(clock.encodedLength());
    }

    private boolean offerScratch(final int bodyLength) {
        return offer(scratch, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }

    private static BooleanType bool(final boolean value) {
        return value ? BooleanType.YES : BooleanType.NO;
    }

    private static byte[] utf8(final String field, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    field + "=" + text + ", expected at most " + TEXT_LENGTH_MAX + " bytes");
        }
        return bytes;
    }
}
