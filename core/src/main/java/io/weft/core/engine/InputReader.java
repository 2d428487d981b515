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

import io.weft.core.spi.Journal;
import io.weft.core.wire.AcknowledgeDecoder;
import io.weft.core.wire.AlterJobDecoder;
import io.weft.core.wire.AlterQueueDecoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CancelArrayDecoder;
import io.weft.core.wire.CancelJobDecoder;
import io.weft.core.wire.ClockDecoder;
import io.weft.core.wire.CreateReservationDecoder;
import io.weft.core.wire.DefineLicenceDecoder;
import io.weft.core.wire.DefineNameDecoder;
import io.weft.core.wire.DefineNodeDecoder;
import io.weft.core.wire.DefineQueueDecoder;
import io.weft.core.wire.DeleteReservationDecoder;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.EnquireDecoder;
import io.weft.core.wire.HoldJobDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.JobEndedDecoder;
import io.weft.core.wire.JobResumedDecoder;
import io.weft.core.wire.JobStartFailedDecoder;
import io.weft.core.wire.JobStartedDecoder;
import io.weft.core.wire.JobSuspendedDecoder;
import io.weft.core.wire.LaunchMarkDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.NodeStateChangedDecoder;
import io.weft.core.wire.PreemptJobDecoder;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReleaseJobDecoder;
import io.weft.core.wire.ResizeJobDecoder;
import io.weft.core.wire.ResumeJobDecoder;
import io.weft.core.wire.SetElasticityDecoder;
import io.weft.core.wire.SetLimitDecoder;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SetPreemptionDecoder;
import io.weft.core.wire.SetPriorityDecoder;
import io.weft.core.wire.SetServiceLevelDecoder;
import io.weft.core.wire.SetShareDecoder;
import io.weft.core.wire.SetUtilisationCapDecoder;
import io.weft.core.wire.SnapshotMarkDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.core.wire.SubmitJobDecoder.DependenciesDecoder;
import io.weft.core.wire.SubmitJobDecoder.LicencesDecoder;
import io.weft.core.wire.SuspendJobDecoder;
import io.weft.core.wire.UtilisationSampleDecoder;
import org.agrona.DirectBuffer;

/**
 * The one door to the engine, live and in replay: decodes an entry and calls the {@link
 * Scheduler}'s method for it. Bytes that are no message of the schema become a rejection.
 *
 * <p>Kernel thread only; nothing is allocated, except for the name of a policy.
 */
public final class InputReader {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int RANGE_LENGTH = DefineQueueDecoder.NodesDecoder.sbeBlockLength();
    private static final int GROUP_HEADER_LENGTH = DefineQueueDecoder.NodesDecoder.sbeHeaderSize();

    private final Scheduler scheduler;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DefineNameDecoder defineName = new DefineNameDecoder();
    private final DefineNodeDecoder defineNode = new DefineNodeDecoder();
    private final DefineQueueDecoder defineQueue = new DefineQueueDecoder();
    private final SetPolicyDecoder setPolicy = new SetPolicyDecoder();
    private final SetPriorityDecoder setPriority = new SetPriorityDecoder();
    private final SetShareDecoder setShare = new SetShareDecoder();
    private final SetLimitDecoder setLimit = new SetLimitDecoder();
    private final DefineLicenceDecoder defineLicence = new DefineLicenceDecoder();
    private final SubmitJobDecoder submitJob = new SubmitJobDecoder();
    private final CancelJobDecoder cancelJob = new CancelJobDecoder();
    private final CancelArrayDecoder cancelArray = new CancelArrayDecoder();
    private final HoldJobDecoder holdJob = new HoldJobDecoder();
    private final ReleaseJobDecoder releaseJob = new ReleaseJobDecoder();
    private final AlterJobDecoder alterJob = new AlterJobDecoder();
    private final ResizeJobDecoder resizeJob = new ResizeJobDecoder();
    private final EnquireDecoder enquire = new EnquireDecoder();
    private final JobStartedDecoder jobStarted = new JobStartedDecoder();
    private final JobEndedDecoder jobEnded = new JobEndedDecoder();
    private final JobStartFailedDecoder jobStartFailed = new JobStartFailedDecoder();
    private final NodeStateChangedDecoder nodeStateChanged = new NodeStateChangedDecoder();
    private final UtilisationSampleDecoder utilisation = new UtilisationSampleDecoder();
    private final SetPreemptionDecoder setPreemption = new SetPreemptionDecoder();
    private final SuspendJobDecoder suspendJob = new SuspendJobDecoder();
    private final ResumeJobDecoder resumeJob = new ResumeJobDecoder();
    private final PreemptJobDecoder preemptJob = new PreemptJobDecoder();
    private final JobSuspendedDecoder jobSuspended = new JobSuspendedDecoder();
    private final JobResumedDecoder jobResumed = new JobResumedDecoder();
    private final SetServiceLevelDecoder setServiceLevel = new SetServiceLevelDecoder();
    private final SetUtilisationCapDecoder setUtilisationCap = new SetUtilisationCapDecoder();
    private final SetElasticityDecoder setElasticity = new SetElasticityDecoder();
    private final AlterQueueDecoder alterQueue = new AlterQueueDecoder();
    private final AcknowledgeDecoder acknowledge = new AcknowledgeDecoder();
    private final ClockDecoder clock = new ClockDecoder();
    private final CreateReservationDecoder createReservation = new CreateReservationDecoder();
    private final DeleteReservationDecoder deleteReservation = new DeleteReservationDecoder();
    private boolean wasSnapshotAsked;

    /**
     * A door to an engine.
     *
     * @param scheduler behind it.
     */
    public InputReader(final Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Applies one entry; its decisions stand in the {@link DecisionWriter} afterwards. What they
     * need not wait for is done by {@link #settle()}, or before the next entry.
     *
     * @param kind {@link Journal#ENTRY} or {@link Journal#ENTRY_AND_PASS}.
     * @param position of the entry.
     * @param timeNs of the entry; never less than that of the entry before.
     * @param buffer that holds the message.
     * @param offset of its header.
     * @param length in bytes.
     * @throws HaltException when an invariant broke; the state must not be used any more.
     */
    public void apply(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        settle();
        apply(position, timeNs, buffer, offset, length);
        if (kind == Journal.ENTRY_AND_PASS) {
            scheduler.passIfNeeded();
        }
    }

    /**
     * Whether an entry asked for a snapshot since this was asked last. To the engine it is nothing.
     *
     * @return true if so.
     */
    public boolean takeSnapshotAsked() {
        final boolean was = wasSnapshotAsked;
        wasSnapshotAsked = false;
        return was;
    }

    /** Completes the last entry: only then the state is what it says. */
    public void settle() {
        scheduler.settle();
    }

    private void apply(
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (length < HEADER_LENGTH) {
            scheduler.begin(position, timeNs, 0);
            scheduler.onMalformed(0, InputField.MESSAGE, length);
            return;
        }
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        scheduler.begin(position, timeNs, templateId);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            scheduler.onMalformed(templateId, InputField.MESSAGE, header.schemaId());
        } else if (templateId == LaunchMarkDecoder.TEMPLATE_ID && position > 0) {
            // The kernel writes one as the first entry; nobody else may.
            scheduler.onUnsupported(templateId);
        } else {
            dispatch(templateId, buffer, offset, length);
        }
    }

    private void dispatch(
            final int templateId, final DirectBuffer buffer, final int offset, final int length) {
        final int least = blockLength(templateId);
        if (least < 0) {
            scheduler.onUnsupported(templateId);
            return;
        }
        if (header.blockLength() < least || HEADER_LENGTH + header.blockLength() > length) {
            scheduler.onMalformed(templateId, InputField.MESSAGE, length);
            return;
        }
        final int bodyOffset = offset + HEADER_LENGTH;
        final int blockLength = header.blockLength();
        final int version = header.version();
        switch (templateId) {
            case SubmitJobDecoder.TEMPLATE_ID -> {
                submitJob.wrap(buffer, bodyOffset, blockLength, version);
                onSubmitJob(buffer, offset + length);
            }
            case JobEndedDecoder.TEMPLATE_ID -> {
                jobEnded.wrap(buffer, bodyOffset, blockLength, version);
                onJobEnded();
            }
            case JobStartedDecoder.TEMPLATE_ID -> {
                jobStarted.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onJobStarted(jobStarted.jobId(), jobStarted.startTime());
            }
            case ClockDecoder.TEMPLATE_ID -> {
                clock.wrap(buffer, bodyOffset, blockLength, version);
                onClock();
            }
            case AcknowledgeDecoder.TEMPLATE_ID -> {
                acknowledge.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onAcknowledge(acknowledge.decisionPosition());
            }
            case CancelJobDecoder.TEMPLATE_ID -> {
                cancelJob.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onCancelJob(cancelJob.jobId(), cancelJob.userId());
            }
            case CancelArrayDecoder.TEMPLATE_ID -> {
                cancelArray.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onCancelArray(cancelArray.jobId(), cancelArray.userId());
            }
            case HoldJobDecoder.TEMPLATE_ID -> {
                holdJob.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onHoldJob(holdJob.jobId());
            }
            case ReleaseJobDecoder.TEMPLATE_ID -> {
                releaseJob.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onReleaseJob(releaseJob.jobId());
            }
            case AlterJobDecoder.TEMPLATE_ID -> {
                alterJob.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onAlterJob(
                        alterJob.jobId(),
                        alterJob.walltime(),
                        alterJob.priority(),
                        alterJob.beginTime());
            }
            case ResizeJobDecoder.TEMPLATE_ID -> {
                resizeJob.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onResizeJob(
                        resizeJob.jobId(), resizeJob.nodeCount(), resizeJob.coresPerNode());
            }
            case EnquireDecoder.TEMPLATE_ID ->
                    scheduler.onEnquire(enquire.wrap(buffer, bodyOffset, blockLength, version));
            case JobStartFailedDecoder.TEMPLATE_ID -> {
                jobStartFailed.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onJobStartFailed(jobStartFailed.jobId(), jobStartFailed.nodeId());
            }
            case NodeStateChangedDecoder.TEMPLATE_ID -> {
                nodeStateChanged.wrap(buffer, bodyOffset, blockLength, version);
                onNodeStateChanged();
            }
            case UtilisationSampleDecoder.TEMPLATE_ID -> {
                utilisation.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onUtilisation(utilisation.jobId(), utilisation.busyMilliCores());
            }
            case SetPreemptionDecoder.TEMPLATE_ID -> {
                setPreemption.wrap(buffer, bodyOffset, blockLength, version);
                onSetPreemption();
            }
            case SuspendJobDecoder.TEMPLATE_ID -> {
                suspendJob.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onSuspendJob(suspendJob.jobId());
            }
            case ResumeJobDecoder.TEMPLATE_ID -> {
                resumeJob.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onResumeJob(resumeJob.jobId());
            }
            case PreemptJobDecoder.TEMPLATE_ID -> {
                preemptJob.wrap(buffer, bodyOffset, blockLength, version);
                onPreemptJob();
            }
            case JobSuspendedDecoder.TEMPLATE_ID -> {
                jobSuspended.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onJobSuspended(jobSuspended.jobId());
            }
            case JobResumedDecoder.TEMPLATE_ID -> {
                jobResumed.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onJobStarted(jobResumed.jobId(), JobStartedDecoder.startTimeNullValue());
            }
            case DefineNodeDecoder.TEMPLATE_ID ->
                    scheduler.onDefineNode(
                            defineNode.wrap(buffer, bodyOffset, blockLength, version));
            case DefineQueueDecoder.TEMPLATE_ID -> {
                defineQueue.wrap(buffer, bodyOffset, blockLength, version);
                onDefineQueue(buffer, offset + length);
            }
            case DefineNameDecoder.TEMPLATE_ID -> {
                defineName.wrap(buffer, bodyOffset, blockLength, version);
                onDefineName(buffer, offset + length);
            }
            case SetPolicyDecoder.TEMPLATE_ID -> {
                setPolicy.wrap(buffer, bodyOffset, blockLength, version);
                onSetPolicy(buffer, offset + length);
            }
            case SetPriorityDecoder.TEMPLATE_ID ->
                    scheduler.onSetPriority(
                            setPriority.wrap(buffer, bodyOffset, blockLength, version));
            case SetShareDecoder.TEMPLATE_ID ->
                    scheduler.onSetShare(setShare.wrap(buffer, bodyOffset, blockLength, version));
            case SetLimitDecoder.TEMPLATE_ID ->
                    scheduler.onSetLimit(setLimit.wrap(buffer, bodyOffset, blockLength, version));
            case DefineLicenceDecoder.TEMPLATE_ID ->
                    scheduler.onDefineLicence(
                            defineLicence.wrap(buffer, bodyOffset, blockLength, version));
            case CreateReservationDecoder.TEMPLATE_ID -> {
                createReservation.wrap(buffer, bodyOffset, blockLength, version);
                onCreateReservation(buffer, offset + length);
            }
            case DeleteReservationDecoder.TEMPLATE_ID -> {
                deleteReservation.wrap(buffer, bodyOffset, blockLength, version);
                scheduler.onDeleteReservation(deleteReservation.reservationId());
            }
            case SetServiceLevelDecoder.TEMPLATE_ID -> {
                setServiceLevel.wrap(buffer, bodyOffset, blockLength, version);
                onSetServiceLevel(buffer, offset + length);
            }
            case SetUtilisationCapDecoder.TEMPLATE_ID ->
                    scheduler.onSetUtilisationCap(
                            setUtilisationCap.wrap(buffer, bodyOffset, blockLength, version));
            case SetElasticityDecoder.TEMPLATE_ID -> {
                setElasticity.wrap(buffer, bodyOffset, blockLength, version);
                onSetElasticity();
            }
            case AlterQueueDecoder.TEMPLATE_ID -> {
                alterQueue.wrap(buffer, bodyOffset, blockLength, version);
                onAlterQueue(buffer, offset + length);
            }
            case SnapshotMarkDecoder.TEMPLATE_ID -> wasSnapshotAsked = true;
            default -> {
                // LaunchMark: the limits were taken from it before the state was made.
            }
        }
    }

    /** Least block length of the inputs that the engine does, -1 for all others. */
    private static int blockLength(final int templateId) {
        return switch (templateId) {
            case SubmitJobDecoder.TEMPLATE_ID -> SubmitJobDecoder.BLOCK_LENGTH;
            case JobEndedDecoder.TEMPLATE_ID -> JobEndedDecoder.BLOCK_LENGTH;
            case JobStartedDecoder.TEMPLATE_ID -> JobStartedDecoder.BLOCK_LENGTH;
            case ClockDecoder.TEMPLATE_ID -> ClockDecoder.BLOCK_LENGTH;
            case AcknowledgeDecoder.TEMPLATE_ID -> AcknowledgeDecoder.BLOCK_LENGTH;
            case CancelJobDecoder.TEMPLATE_ID -> CancelJobDecoder.BLOCK_LENGTH;
            case CancelArrayDecoder.TEMPLATE_ID -> CancelArrayDecoder.BLOCK_LENGTH;
            case HoldJobDecoder.TEMPLATE_ID -> HoldJobDecoder.BLOCK_LENGTH;
            case ReleaseJobDecoder.TEMPLATE_ID -> ReleaseJobDecoder.BLOCK_LENGTH;
            case AlterJobDecoder.TEMPLATE_ID -> AlterJobDecoder.BLOCK_LENGTH;
            case JobStartFailedDecoder.TEMPLATE_ID -> JobStartFailedDecoder.BLOCK_LENGTH;
            case NodeStateChangedDecoder.TEMPLATE_ID -> NodeStateChangedDecoder.BLOCK_LENGTH;
            case UtilisationSampleDecoder.TEMPLATE_ID -> UtilisationSampleDecoder.BLOCK_LENGTH;
            case DefineNodeDecoder.TEMPLATE_ID -> DefineNodeDecoder.BLOCK_LENGTH;
            case DefineQueueDecoder.TEMPLATE_ID -> DefineQueueDecoder.BLOCK_LENGTH;
            case DefineNameDecoder.TEMPLATE_ID -> DefineNameDecoder.BLOCK_LENGTH;
            case SetPolicyDecoder.TEMPLATE_ID -> SetPolicyDecoder.BLOCK_LENGTH;
            case SetPriorityDecoder.TEMPLATE_ID -> SetPriorityDecoder.BLOCK_LENGTH;
            case SetShareDecoder.TEMPLATE_ID -> SetShareDecoder.BLOCK_LENGTH;
            case SetLimitDecoder.TEMPLATE_ID -> SetLimitDecoder.BLOCK_LENGTH;
            case DefineLicenceDecoder.TEMPLATE_ID -> DefineLicenceDecoder.BLOCK_LENGTH;
            case SetPreemptionDecoder.TEMPLATE_ID -> SetPreemptionDecoder.BLOCK_LENGTH;
            case SuspendJobDecoder.TEMPLATE_ID -> SuspendJobDecoder.BLOCK_LENGTH;
            case ResumeJobDecoder.TEMPLATE_ID -> ResumeJobDecoder.BLOCK_LENGTH;
            case PreemptJobDecoder.TEMPLATE_ID -> PreemptJobDecoder.BLOCK_LENGTH;
            case JobSuspendedDecoder.TEMPLATE_ID -> JobSuspendedDecoder.BLOCK_LENGTH;
            case JobResumedDecoder.TEMPLATE_ID -> JobResumedDecoder.BLOCK_LENGTH;
            case CreateReservationDecoder.TEMPLATE_ID -> CreateReservationDecoder.BLOCK_LENGTH;
            case DeleteReservationDecoder.TEMPLATE_ID -> DeleteReservationDecoder.BLOCK_LENGTH;
            case SetServiceLevelDecoder.TEMPLATE_ID -> SetServiceLevelDecoder.BLOCK_LENGTH;
            case SetUtilisationCapDecoder.TEMPLATE_ID -> SetUtilisationCapDecoder.BLOCK_LENGTH;
            case ResizeJobDecoder.TEMPLATE_ID -> ResizeJobDecoder.BLOCK_LENGTH;
            case EnquireDecoder.TEMPLATE_ID -> EnquireDecoder.BLOCK_LENGTH;
            case SetElasticityDecoder.TEMPLATE_ID -> SetElasticityDecoder.BLOCK_LENGTH;
            case AlterQueueDecoder.TEMPLATE_ID -> AlterQueueDecoder.BLOCK_LENGTH;
            case SnapshotMarkDecoder.TEMPLATE_ID -> SnapshotMarkDecoder.BLOCK_LENGTH;
            case LaunchMarkDecoder.TEMPLATE_ID -> LaunchMarkDecoder.BLOCK_LENGTH;
            default -> -1;
        };
    }

    private void onClock() {
        final short pass = clock.passRaw();
        if (pass > BooleanType.YES.value()) {
            scheduler.onMalformed(ClockDecoder.TEMPLATE_ID, InputField.MESSAGE, pass);
        } else {
            scheduler.onClock(pass == BooleanType.YES.value());
        }
    }

    private void onSetPreemption() {
        final short kind = setPreemption.kindRaw();
        if (kind > PreemptionKind.CANCEL.value()) {
            scheduler.onMalformed(SetPreemptionDecoder.TEMPLATE_ID, InputField.STATE, kind);
        } else {
            scheduler.onSetPreemption(setPreemption);
        }
    }

    private void onSetElasticity() {
        final short most =
                (short) Math.max(setElasticity.growIdleRaw(), setElasticity.shrinkForPendingRaw());
        if (most > BooleanType.YES.value()) {
            scheduler.onMalformed(SetElasticityDecoder.TEMPLATE_ID, InputField.MESSAGE, most);
        } else {
            scheduler.onSetElasticity(setElasticity);
        }
    }

    private void onPreemptJob() {
        final short kind = preemptJob.kindRaw();
        if (kind > PreemptionKind.CANCEL.value()) {
            scheduler.onMalformed(PreemptJobDecoder.TEMPLATE_ID, InputField.STATE, kind);
        } else {
            scheduler.onPreemptJob(
                    preemptJob.jobId(), preemptJob.beneficiaryId(), PreemptionKind.get(kind));
        }
    }

    private void onJobEnded() {
        final short kind = jobEnded.kindRaw();
        if (kind > EndKind.NODE_FAILED.value()) {
            scheduler.onMalformed(JobEndedDecoder.TEMPLATE_ID, InputField.STATE, kind);
        } else {
            scheduler.onJobEnded(
                    jobEnded.jobId(), EndKind.get(kind), jobEnded.exitCode(), jobEnded.startTime());
        }
    }

    private void onNodeStateChanged() {
        final short nodeState = nodeStateChanged.stateRaw();
        final short keepsJobs = nodeStateChanged.keepJobsRaw();
        if (keepsJobs > BooleanType.YES.value()) {
            scheduler.onMalformed(
                    NodeStateChangedDecoder.TEMPLATE_ID, InputField.MESSAGE, keepsJobs);
        } else if (nodeState > NodeState.DOWN.value()) {
            scheduler.onMalformed(NodeStateChangedDecoder.TEMPLATE_ID, InputField.STATE, nodeState);
        } else {
            scheduler.onNodeStateChanged(
                    nodeStateChanged.nodeId(),
                    NodeState.get(nodeState),
                    keepsJobs == BooleanType.YES.value());
        }
    }

    private void onDefineQueue(final DirectBuffer buffer, final int end) {
        if (groupEnd(buffer, defineQueue.limit(), end, RANGE_LENGTH) < 0) {
            scheduler.onMalformed(
                    DefineQueueDecoder.TEMPLATE_ID, InputField.MESSAGE, end - defineQueue.limit());
        } else {
            scheduler.onDefineQueue(defineQueue);
        }
    }

    private void onAlterQueue(final DirectBuffer buffer, final int end) {
        final int at = alterQueue.limit();
        final short allNodes = alterQueue.allNodesRaw();
        if (groupEnd(buffer, at, end, RANGE_LENGTH) < 0) {
            scheduler.onMalformed(AlterQueueDecoder.TEMPLATE_ID, InputField.MESSAGE, end - at);
        } else if (allNodes > BooleanType.YES.value()) {
            scheduler.onMalformed(AlterQueueDecoder.TEMPLATE_ID, InputField.MESSAGE, allNodes);
        } else {
            scheduler.onAlterQueue(alterQueue);
        }
    }

    private void onCreateReservation(final DirectBuffer buffer, final int end) {
        final int at = createReservation.limit();
        if (groupEnd(buffer, at, end, CreateReservationDecoder.NodesDecoder.sbeBlockLength()) < 0) {
            scheduler.onMalformed(
                    CreateReservationDecoder.TEMPLATE_ID, InputField.MESSAGE, end - at);
        } else {
            scheduler.onCreateReservation(createReservation);
        }
    }

    private void onSetServiceLevel(final DirectBuffer buffer, final int end) {
        final int at = setServiceLevel.limit();
        if (groupEnd(buffer, at, end, RANGE_LENGTH) < 0) {
            scheduler.onMalformed(SetServiceLevelDecoder.TEMPLATE_ID, InputField.MESSAGE, end - at);
        } else {
            scheduler.onSetServiceLevel(setServiceLevel);
        }
    }

    private void onSubmitJob(final DirectBuffer buffer, final int end) {
        final int at = submitJob.limit();
        final int next = groupEnd(buffer, at, end, DependenciesDecoder.sbeBlockLength());
        if (next < 0 || groupEnd(buffer, next, end, LicencesDecoder.sbeBlockLength()) < 0) {
            scheduler.onMalformed(SubmitJobDecoder.TEMPLATE_ID, InputField.MESSAGE, end - at);
        } else {
            scheduler.onSubmitJob(submitJob);
        }
    }

    /** Where a repeating group ends, or -1 when it does not lie within the message. */
    private static int groupEnd(
            final DirectBuffer buffer, final int at, final int end, final int entryLengthMin) {
        if (at + GROUP_HEADER_LENGTH > end) {
            return -1;
        }
        final int entryLength = buffer.getShort(at) & 0xFFFF;
        final long count = buffer.getInt(at + Short.BYTES) & 0xFFFFFFFFL;
        final long groupEnd = at + GROUP_HEADER_LENGTH + count * entryLength;
        return entryLength < entryLengthMin || groupEnd > end ? -1 : (int) groupEnd;
    }

    private void onDefineName(final DirectBuffer buffer, final int end) {
        final int at = defineName.limit();
        final int textLength = textLength(buffer, at, end);
        final short kind = defineName.kindRaw();
        if (textLength < 0 || kind > NameKind.LICENCE.value()) {
            scheduler.onMalformed(DefineNameDecoder.TEMPLATE_ID, InputField.MESSAGE, kind);
        } else {
            scheduler.onDefineName(defineName.nameId(), kind, buffer, at + Short.BYTES, textLength);
        }
    }

    private void onSetPolicy(final DirectBuffer buffer, final int end) {
        final int textLength = textLength(buffer, setPolicy.limit(), end);
        final int flag = Math.max(setPolicy.rebalanceRaw(), setPolicy.stretchLimitsRaw());
        if (textLength < 0) {
            scheduler.onMalformed(SetPolicyDecoder.TEMPLATE_ID, InputField.MESSAGE, textLength);
        } else if (flag > BooleanType.YES.value()) {
            scheduler.onMalformed(SetPolicyDecoder.TEMPLATE_ID, InputField.POLICY, flag);
        } else {
            scheduler.onSetPolicy(setPolicy, setPolicy.name());
        }
    }

    /** Length of a text, or -1 when it does not lie within the message. */
    private static int textLength(final DirectBuffer buffer, final int at, final int end) {
        if (at + Short.BYTES > end) {
            return -1;
        }
        final int textLength = buffer.getShort(at) & 0xFFFF;
        return at + Short.BYTES + textLength <= end ? textLength : -1;
    }
}
