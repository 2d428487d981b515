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

import io.weft.core.wire.ContinueJobDecoder;
import io.weft.core.wire.DeadlineAnswerDecoder;
import io.weft.core.wire.EnquiryAnswerDecoder;
import io.weft.core.wire.InputRejectedDecoder;
import io.weft.core.wire.JobAcceptedDecoder;
import io.weft.core.wire.JobClosedDecoder;
import io.weft.core.wire.JobPreemptedDecoder;
import io.weft.core.wire.JobRequeuedDecoder;
import io.weft.core.wire.JobResizedDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.PassCutDecoder;
import io.weft.core.wire.PauseJobDecoder;
import io.weft.core.wire.PolicyInstalledDecoder;
import io.weft.core.wire.QueueAdjustedDecoder;
import io.weft.core.wire.ReboundJobDecoder;
import io.weft.core.wire.ReservationChangedDecoder;
import io.weft.core.wire.ReservationCreatedDecoder;
import io.weft.core.wire.StartJobDecoder;
import io.weft.core.wire.TerminateJobDecoder;
import org.agrona.DirectBuffer;

/**
 * Decodes decisions and calls a listener. Used by one thread at a time; allocates nothing. The same
 * reader serves the egress ring, the journal and tests.
 */
public final class DecisionReader {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InputRejectedDecoder inputRejected = new InputRejectedDecoder();
    private final JobAcceptedDecoder jobAccepted = new JobAcceptedDecoder();
    private final StartJobDecoder startJob = new StartJobDecoder();
    private final ReboundJobDecoder reboundJob = new ReboundJobDecoder();
    private final TerminateJobDecoder terminateJob = new TerminateJobDecoder();
    private final JobClosedDecoder jobClosed = new JobClosedDecoder();
    private final JobRequeuedDecoder jobRequeued = new JobRequeuedDecoder();
    private final PolicyInstalledDecoder policyInstalled = new PolicyInstalledDecoder();
    private final PassCutDecoder passCut = new PassCutDecoder();
    private final JobPreemptedDecoder jobPreempted = new JobPreemptedDecoder();
    private final PauseJobDecoder pauseJob = new PauseJobDecoder();
    private final ContinueJobDecoder continueJob = new ContinueJobDecoder();
    private final JobResizedDecoder jobResized = new JobResizedDecoder();
    private final EnquiryAnswerDecoder enquiryAnswer = new EnquiryAnswerDecoder();
    private final DeadlineAnswerDecoder deadlineAnswer = new DeadlineAnswerDecoder();
    private final ReservationCreatedDecoder reservationCreated = new ReservationCreatedDecoder();
    private final ReservationChangedDecoder reservationChanged = new ReservationChangedDecoder();
    private final ReservedNodes reservedNodes = new ReservedNodes();
    private final QueueAdjustedDecoder queueAdjusted = new QueueAdjustedDecoder();
    private final SliceGroup slices = new SliceGroup();
    private final Stamp stamp = new Stamp();

    /**
     * Decodes one decision.
     *
     * @param buffer that holds it.
     * @param offset of its SBE header.
     * @param listener to be called once; not at all for a template this version does not know.
     */
    public void read(final DirectBuffer buffer, final int offset, final DecisionListener listener) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case StartJobDecoder.TEMPLATE_ID -> onStartJob(buffer, offset, listener);
            case ReboundJobDecoder.TEMPLATE_ID -> onReboundJob(buffer, offset, listener);
            case JobAcceptedDecoder.TEMPLATE_ID -> {
                final var m = jobAccepted.wrapAndApplyHeader(buffer, offset, header);
                listener.onJobAccepted(stamp.of(m.position(), m.number(), m.time()), m.jobId());
            }
            case JobClosedDecoder.TEMPLATE_ID -> {
                final var m = jobClosed.wrapAndApplyHeader(buffer, offset, header);
                listener.onJobClosed(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.reason(),
                        m.detail());
            }
            case TerminateJobDecoder.TEMPLATE_ID -> {
                final var m = terminateJob.wrapAndApplyHeader(buffer, offset, header);
                listener.onTerminateJob(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.reason(),
                        m.detail());
            }
            case JobRequeuedDecoder.TEMPLATE_ID -> {
                final var m = jobRequeued.wrapAndApplyHeader(buffer, offset, header);
                listener.onJobRequeued(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.reason(),
                        m.detail());
            }
            case InputRejectedDecoder.TEMPLATE_ID -> onInputRejected(buffer, offset, listener);
            case PolicyInstalledDecoder.TEMPLATE_ID -> {
                final var m = policyInstalled.wrapAndApplyHeader(buffer, offset, header);
                listener.onPolicyInstalled(
                        stamp.of(m.position(), m.number(), m.time()), m.version());
            }
            case PassCutDecoder.TEMPLATE_ID -> {
                final var m = passCut.wrapAndApplyHeader(buffer, offset, header);
                listener.onPassCut(
                        stamp.of(m.position(), m.number(), m.time()), m.jobId(), m.stepCount());
            }
            case JobPreemptedDecoder.TEMPLATE_ID -> {
                final var m = jobPreempted.wrapAndApplyHeader(buffer, offset, header);
                listener.onJobPreempted(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.beneficiaryId(),
                        m.kind(),
                        m.reason(),
                        m.workLost(),
                        m.grace());
            }
            case PauseJobDecoder.TEMPLATE_ID -> {
                final var m = pauseJob.wrapAndApplyHeader(buffer, offset, header);
                listener.onPauseJob(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.reason(),
                        m.detail());
            }
            case JobResizedDecoder.TEMPLATE_ID -> {
                final var m = jobResized.wrapAndApplyHeader(buffer, offset, header);
                listener.onJobResized(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.reason(),
                        m.beneficiaryId(),
                        m.multiplicity(),
                        slices.of(buffer, m.limit()));
            }
            case EnquiryAnswerDecoder.TEMPLATE_ID -> {
                final var m = enquiryAnswer.wrapAndApplyHeader(buffer, offset, header);
                listener.onEnquiryAnswer(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.enquiryId(),
                        m.countNow(),
                        m.countEver(),
                        m.earliestStart(),
                        m.othersStart());
            }
            case ContinueJobDecoder.TEMPLATE_ID -> {
                final var m = continueJob.wrapAndApplyHeader(buffer, offset, header);
                listener.onContinueJob(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.reason(),
                        m.multiplicity(),
                        slices.of(buffer, m.limit()));
            }
            case DeadlineAnswerDecoder.TEMPLATE_ID -> {
                final var m = deadlineAnswer.wrapAndApplyHeader(buffer, offset, header);
                listener.onDeadlineAnswer(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.jobId(),
                        m.reason(),
                        m.startTime(),
                        m.endTime(),
                        m.missing(),
                        m.coreCountHeld());
            }
            case ReservationCreatedDecoder.TEMPLATE_ID -> {
                final var m = reservationCreated.wrapAndApplyHeader(buffer, offset, header);
                reservedNodes.nodes = m.nodes();
                listener.onReservationCreated(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.reservationId(),
                        m.jobId(),
                        m.startTime(),
                        m.endTime(),
                        m.busyNodeCount(),
                        reservedNodes);
            }
            case ReservationChangedDecoder.TEMPLATE_ID -> {
                final var m = reservationChanged.wrapAndApplyHeader(buffer, offset, header);
                listener.onReservationChanged(
                        stamp.of(m.position(), m.number(), m.time()),
                        m.reservationId(),
                        m.jobId(),
                        m.change(),
                        m.nodeId(),
                        m.newNodeId(),
                        m.busyNodeCount());
            }
            case QueueAdjustedDecoder.TEMPLATE_ID -> onQueueAdjusted(buffer, offset, listener);
            default -> {
                // A decision of a later schema: not for this reader.
            }
        }
    }

    private void onStartJob(
            final DirectBuffer buffer, final int offset, final DecisionListener listener) {
        final var m = startJob.wrapAndApplyHeader(buffer, offset, header);
        listener.onStartJob(
                stamp.of(m.position(), m.number(), m.time()),
                m.jobId(),
                m.reason(),
                m.multiplicity(),
                slices.of(buffer, m.limit()));
    }

    private void onReboundJob(
            final DirectBuffer buffer, final int offset, final DecisionListener listener) {
        final var m = reboundJob.wrapAndApplyHeader(buffer, offset, header);
        listener.onReboundJob(
                stamp.of(m.position(), m.number(), m.time()),
                m.jobId(),
                m.reason(),
                slices.of(buffer, m.limit()));
    }

    private void onQueueAdjusted(
            final DirectBuffer buffer, final int offset, final DecisionListener listener) {
        final var m = queueAdjusted.wrapAndApplyHeader(buffer, offset, header);
        listener.onQueueAdjusted(
                stamp.of(m.position(), m.number(), m.time()),
                m.queueId(),
                m.move(),
                m.formerValue(),
                m.value(),
                m.reason(),
                m.measuredPerMille(),
                m.objectivePerMille());
    }

    private void onInputRejected(
            final DirectBuffer buffer, final int offset, final DecisionListener listener) {
        final var m = inputRejected.wrapAndApplyHeader(buffer, offset, header);
        listener.onInputRejected(
                stamp.of(m.position(), m.number(), m.time()),
                m.inputTemplateId(),
                m.id(),
                m.reason(),
                m.field(),
                m.value(),
                m.bound());
    }

    /** The stamp of the decision that is being read. */
    private static final class Stamp implements DecisionStamp {
        private long position;
        private long timeNs;
        private int number;

        Stamp of(final long newPosition, final int newNumber, final long newTimeNs) {
            position = newPosition;
            number = newNumber;
            timeNs = newTimeNs;
            return this;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public long timeNs() {
            return timeNs;
        }
    }

    private static final class ReservedNodes implements NodeIds {
        private ReservationCreatedDecoder.NodesDecoder nodes;

        @Override
        public boolean next() {
            final boolean hasNext = nodes.hasNext();
            if (hasNext) {
                nodes.next();
            }
            return hasNext;
        }

        @Override
        public int nodeId() {
            return nodes.nodeId();
        }
    }
}
