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
package io.weft.manager;

import io.weft.core.engine.DecisionFrames;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.wire.AcknowledgeDecoder;
import io.weft.core.wire.AlterJobDecoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.DefineNameDecoder;
import io.weft.core.wire.DefineNodeDecoder;
import io.weft.core.wire.DefineQueueDecoder;
import io.weft.core.wire.HoldJobDecoder;
import io.weft.core.wire.JobResumedDecoder;
import io.weft.core.wire.JobStartedDecoder;
import io.weft.core.wire.JobSuspendedDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.NodeStateChangedDecoder;
import io.weft.core.wire.ReleaseJobDecoder;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads what a bridge knew from the journal of its kernel: what it had defined, the jobs, and what
 * was wanted of them. Costs one pass over the journal, as recovery does.
 */
final class JournalScan {
    private final Definitions definitions;
    private final Ledger ledger;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DecisionFrames decisions = new DecisionFrames();
    private final DefineNameDecoder defineName = new DefineNameDecoder();
    private final DefineNodeDecoder defineNode = new DefineNodeDecoder();
    private final DefineQueueDecoder defineQueue = new DefineQueueDecoder();
    private final NodeStateChangedDecoder nodeState = new NodeStateChangedDecoder();
    private final SetPolicyDecoder setPolicy = new SetPolicyDecoder();
    private final SubmitJobDecoder submitJob = new SubmitJobDecoder();
    private final AlterJobDecoder alterJob = new AlterJobDecoder();
    private final HoldJobDecoder holdJob = new HoldJobDecoder();
    private final ReleaseJobDecoder releaseJob = new ReleaseJobDecoder();
    private final JobStartedDecoder jobStarted = new JobStartedDecoder();
    private final JobSuspendedDecoder jobSuspended = new JobSuspendedDecoder();
    private final JobResumedDecoder jobResumed = new JobResumedDecoder();
    private final AcknowledgeDecoder acknowledge = new AcknowledgeDecoder();
    private long acknowledgedPosition = -1;
    private long entryTimeNs;

    JournalScan(final Definitions definitions, final Ledger ledger) {
        this.definitions = definitions;
        this.ledger = ledger;
    }

    /** Reads all there is. */
    void read(final Journal journal) {
        try (JournalCursor cursor = journal.read(0)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = cursor.poll(this::onRecord);
            }
        }
        ledger.replayed(journal.lastPosition(), acknowledgedPosition);
    }

    /** Decisions up to here were acknowledged. */
    long acknowledgedPosition() {
        return acknowledgedPosition;
    }

    private void onRecord(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (Journal.isEntry(kind)) {
            entryTimeNs = timeNs;
            onEntry(buffer, offset);
        } else {
            decisions.read(buffer, offset, length, ledger);
        }
    }

    /** Only what a bridge writes; all of it was written whole. */
    private void onEntry(final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case DefineNameDecoder.TEMPLATE_ID -> {
                defineName.wrapAndApplyHeader(buffer, offset, header);
                definitions.names().add(defineName.kind(), defineName.text());
            }
            case DefineNodeDecoder.TEMPLATE_ID -> {
                defineNode.wrapAndApplyHeader(buffer, offset, header);
                definitions.nodeState(defineNode.nodeId(), NodeState.UP);
            }
            case NodeStateChangedDecoder.TEMPLATE_ID -> {
                nodeState.wrapAndApplyHeader(buffer, offset, header);
                definitions.nodeState(nodeState.nodeId(), nodeState.state());
            }
            case DefineQueueDecoder.TEMPLATE_ID -> {
                defineQueue.wrapAndApplyHeader(buffer, offset, header);
                definitions.queue(defineQueue.queueId());
            }
            case SetPolicyDecoder.TEMPLATE_ID -> {
                setPolicy.wrapAndApplyHeader(buffer, offset, header);
                definitions.policy(
                        Definitions.policyText(
                                setPolicy.name(),
                                setPolicy.overheadPerMille(),
                                setPolicy.stretchLimits() == BooleanType.YES));
            }
            case AcknowledgeDecoder.TEMPLATE_ID -> {
                acknowledge.wrapAndApplyHeader(buffer, offset, header);
                acknowledgedPosition = acknowledge.decisionPosition();
            }
            default -> onJobEntry(buffer, offset);
        }
    }

    private void onJobEntry(final DirectBuffer buffer, final int offset) {
        switch (header.templateId()) {
            case SubmitJobDecoder.TEMPLATE_ID -> {
                submitJob.wrapAndApplyHeader(buffer, offset, header);
                final TrackedJob job = ledger.add(submitJob.jobId());
                final String queue = definitions.names().text(NameKind.QUEUE, submitJob.queueId());
                job.terms = JobTerms.of(submitJob, queue);
                job.walltimeNs = submitJob.walltime();
                job.priority = submitJob.priority();
                job.beginTimeNs = submitJob.beginTime();
                job.isHeld = submitJob.held() == BooleanType.YES;
                job.heldNs = entryTimeNs;
            }
            case AlterJobDecoder.TEMPLATE_ID -> {
                alterJob.wrapAndApplyHeader(buffer, offset, header);
                onAltered(ledger.jobs().get(alterJob.jobId()));
            }
            case HoldJobDecoder.TEMPLATE_ID -> {
                holdJob.wrapAndApplyHeader(buffer, offset, header);
                onHeld(ledger.jobs().get(holdJob.jobId()), true);
            }
            case ReleaseJobDecoder.TEMPLATE_ID -> {
                releaseJob.wrapAndApplyHeader(buffer, offset, header);
                onHeld(ledger.jobs().get(releaseJob.jobId()), false);
            }
            case JobStartedDecoder.TEMPLATE_ID -> {
                jobStarted.wrapAndApplyHeader(buffer, offset, header);
                confirm(jobStarted.jobId(), Intent.STARTING, Intent.RUNNING);
            }
            case JobSuspendedDecoder.TEMPLATE_ID -> {
                jobSuspended.wrapAndApplyHeader(buffer, offset, header);
                confirm(jobSuspended.jobId(), Intent.PAUSING, Intent.SUSPENDED);
            }
            case JobResumedDecoder.TEMPLATE_ID -> {
                jobResumed.wrapAndApplyHeader(buffer, offset, header);
                confirm(jobResumed.jobId(), Intent.CONTINUING, Intent.RUNNING);
            }
            default -> {}
        }
    }

    private void onAltered(final TrackedJob job) {
        if (job != null && alterJob.walltime() != AlterJobDecoder.walltimeNullValue()) {
            job.walltimeNs = alterJob.walltime();
        }
        if (job != null && alterJob.priority() != AlterJobDecoder.priorityNullValue()) {
            job.priority = alterJob.priority();
        }
    }

    private void onHeld(final TrackedJob job, final boolean isHeld) {
        if (job != null) {
            job.isHeld = isHeld;
            job.heldNs = entryTimeNs;
        }
    }

    private void confirm(final long jobId, final Intent from, final Intent to) {
        final TrackedJob job = ledger.jobs().get(jobId);
        if (job != null && job.intent == from) {
            job.confirm(to);
        }
    }
}
