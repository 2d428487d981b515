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
import io.weft.core.spi.SnapshotException;
import io.weft.core.wire.AcknowledgeDecoder;
import io.weft.core.wire.AlterJobDecoder;
import io.weft.core.wire.AlterQueueDecoder;
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
 * What a bridge knows, as far as its journal says: what it had defined, the jobs, and what was
 * wanted of them. A function of the entries and decisions up to a position, wherever reading began
 * and however often it paused. Reading costs one pass over what came since.
 */
final class JournalScan {
    private final Definitions definitions = new Definitions(new NameBook());
    private final Ledger ledger = new Ledger(definitions.names());
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DecisionFrames decisions = new DecisionFrames();
    private final DefineNameDecoder defineName = new DefineNameDecoder();
    private final DefineNodeDecoder defineNode = new DefineNodeDecoder();
    private final DefineQueueDecoder defineQueue = new DefineQueueDecoder();
    private final AlterQueueDecoder alterQueue = new AlterQueueDecoder();
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
    private long position = Journal.NULL_POSITION;
    private long timeNs;
    private boolean isAnswered = true;
    private boolean isFound = true;
    private long place = Journal.NULL_PLACE;
    private long entryCount;

    /** Goes on after an entry that another scan has read. */
    void restore(
            final long lastPosition,
            final long lastTimeNs,
            final boolean lastIsAnswered,
            final long acknowledged) {
        position = lastPosition;
        timeNs = lastTimeNs;
        isAnswered = lastIsAnswered;
        acknowledgedPosition = acknowledged;
        isFound = false;
    }

    /**
     * Reads on from where it is to the end.
     *
     * @throws SnapshotException of kind OTHER_JOURNAL when the journal does not have the entry
     *     after which this goes on, NONE_VALID when it does not have the first one.
     */
    void read(final Journal journal) {
        try (JournalCursor cursor = journal.read(Math.max(0, position), place)) {
            while (cursor.poll(this::onRecord)) {
                place = cursor.place();
            }
        }
        if (!isFound) {
            throw otherJournal();
        }
    }

    Definitions definitions() {
        return definitions;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Decisions up to here were acknowledged. */
    long acknowledgedPosition() {
        return acknowledgedPosition;
    }

    /** Position of the last entry that was read, or {@link Journal#NULL_POSITION}. */
    long position() {
        return position;
    }

    long timeNs() {
        return timeNs;
    }

    /** Whether decisions of the last entry were read. */
    boolean isAnswered() {
        return isAnswered;
    }

    /** Entries that were read here. */
    long entryCount() {
        return entryCount;
    }

    private void onRecord(
            final int kind,
            final long recordPosition,
            final long recordTimeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (!isFound) {
            requireSame(kind, recordPosition, recordTimeNs);
        } else if (!Journal.isEntry(kind)) {
            onDecisions(recordPosition, buffer, offset, length);
        } else if (recordPosition > position) {
            requireFirst(recordPosition);
            position = recordPosition;
            timeNs = recordTimeNs;
            isAnswered = false;
            entryCount++;
            onEntry(buffer, offset);
        }
    }

    private void requireSame(final int kind, final long recordPosition, final long recordTimeNs) {
        isFound = Journal.isEntry(kind) && recordPosition == position && recordTimeNs == timeNs;
        if (!isFound) {
            throw otherJournal();
        }
    }

    private SnapshotException otherJournal() {
        return new SnapshotException(
                SnapshotException.Kind.OTHER_JOURNAL,
                "The journal has another entry, or none, at position=" + position,
                null);
    }

    private void requireFirst(final long recordPosition) {
        if (position == Journal.NULL_POSITION && recordPosition > 0) {
            throw new SnapshotException(
                    SnapshotException.Kind.NONE_VALID,
                    "The journal begins at position=" + recordPosition,
                    null);
        }
    }

    private void onDecisions(
            final long recordPosition,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (recordPosition == position && !isAnswered) {
            isAnswered = true;
            decisions.read(buffer, offset, length, ledger);
            ledger.passOver();
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
                definitions.queue(defineQueue.queueId(), QueueTerms.of(defineQueue));
            }
            case AlterQueueDecoder.TEMPLATE_ID -> {
                alterQueue.wrapAndApplyHeader(buffer, offset, header);
                definitions
                        .queues()
                        .computeIfPresent(
                                alterQueue.queueId(), (id, terms) -> terms.altered(alterQueue));
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
                ledger.acknowledged(acknowledgedPosition);
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
                job.heldNs = timeNs;
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
            job.heldNs = timeNs;
        }
    }

    private void confirm(final long jobId, final Intent from, final Intent to) {
        final TrackedJob job = ledger.jobs().get(jobId);
        if (job != null && job.intent == from) {
            job.confirm(to);
        }
    }
}
