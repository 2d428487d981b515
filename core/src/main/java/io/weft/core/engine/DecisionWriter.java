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

import io.weft.core.memory.Footprint;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.state.ReservationTable;
import io.weft.core.wire.ContinueJobEncoder;
import io.weft.core.wire.DeadlineAnswerEncoder;
import io.weft.core.wire.EnquiryAnswerEncoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.InputRejectedEncoder;
import io.weft.core.wire.JobAcceptedEncoder;
import io.weft.core.wire.JobClosedEncoder;
import io.weft.core.wire.JobPreemptedEncoder;
import io.weft.core.wire.JobRequeuedEncoder;
import io.weft.core.wire.JobResizedEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.PassCutEncoder;
import io.weft.core.wire.PauseJobEncoder;
import io.weft.core.wire.PolicyInstalledEncoder;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueAdjustedEncoder;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReboundJobEncoder;
import io.weft.core.wire.ReservationChange;
import io.weft.core.wire.ReservationChangedEncoder;
import io.weft.core.wire.ReservationCreatedEncoder;
import io.weft.core.wire.SliceEncoder;
import io.weft.core.wire.StartJobEncoder;
import io.weft.core.wire.TerminateJobEncoder;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Collects the decisions of the entries of a batch, as they are journaled: frames one after the
 * other. Each entry has the same room, however full the batch is, so that where a pass is cut
 * depends on the entry alone.
 *
 * <pre>
 * a frame, at a multiple of 8
 * offset bytes field
 *      0     4 length          of the message, without this header and the padding
 *      4     4 zero
 *      8     n message         SBE header and body
 *      …   0–7 zero            up to a multiple of 8
 * </pre>
 *
 * Kernel thread only; allocates nothing. Who writes much at once asks {@link #hasRoom} first.
 */
public final class DecisionWriter {
    /** Length of what stands before each message. */
    public static final int FRAME_HEADER_LENGTH = 8;

    /** Room that is always left for the decisions that an input gets without asking. */
    static final int RESERVE_LENGTH = 4096;

    /** Length, at most, of what one job is told that gives way. */
    static final int PREEMPTION_LENGTH = 160;

    private static final int START_LENGTH = 128;
    private static final int ROOM_MAX = (1 << 30) - 2 * RESERVE_LENGTH;

    private final UnsafeBuffer buffer;
    private final ClusterState state;
    private final SliceWriter slices;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InputRejectedEncoder inputRejected = new InputRejectedEncoder();
    private final JobAcceptedEncoder jobAccepted = new JobAcceptedEncoder();
    private final StartJobEncoder startJob = new StartJobEncoder();
    private final ReboundJobEncoder reboundJob = new ReboundJobEncoder();
    private final TerminateJobEncoder terminateJob = new TerminateJobEncoder();
    private final JobClosedEncoder jobClosed = new JobClosedEncoder();
    private final JobRequeuedEncoder jobRequeued = new JobRequeuedEncoder();
    private final PolicyInstalledEncoder policyInstalled = new PolicyInstalledEncoder();
    private final PassCutEncoder passCut = new PassCutEncoder();
    private final QueueAdjustedEncoder queueAdjusted = new QueueAdjustedEncoder();
    private final DeadlineAnswerEncoder deadlineAnswer = new DeadlineAnswerEncoder();
    private final ReservationCreatedEncoder reservationCreated = new ReservationCreatedEncoder();
    private final ReservationChangedEncoder reservationChanged = new ReservationChangedEncoder();
    private final JobPreemptedEncoder jobPreempted = new JobPreemptedEncoder();
    private final PauseJobEncoder pauseJob = new PauseJobEncoder();
    private final JobResizedEncoder jobResized = new JobResizedEncoder();
    private final EnquiryAnswerEncoder enquiryAnswer = new EnquiryAnswerEncoder();
    private final ContinueJobEncoder continueJob = new ContinueJobEncoder();
    private long position;
    private long timeNs;
    private final int entryCapacity;
    private int number;
    private int entryOffset;
    private int length;

    /**
     * A writer with room as the limits say.
     *
     * @param footprint that gives the memory.
     * @param state whose allocations are written.
     * @throws IllegalArgumentException when the limits leave no room for the longest decision.
     */
    public DecisionWriter(final Footprint footprint, final ClusterState state) {
        this.state = state;
        entryCapacity = BitUtil.align(room(state.limits()) + RESERVE_LENGTH, 8);
        buffer = footprint.allocate("decisions", 2L * entryCapacity);
        slices = new SliceWriter(buffer, state);
    }

    /** With less, an entry would be cut before its first decision, again and again. */
    private static int room(final Limits limits) {
        final int room = limits.decisionLength();
        final long least = Math.max(RESERVE_LENGTH, limits.startLengthMax());
        if (room < least || room > ROOM_MAX) {
            throw new IllegalArgumentException(
                    "decisionLength=" + room + ", expected " + least + ".." + ROOM_MAX);
        }
        return room;
    }

    /**
     * Begins the decisions of an entry.
     *
     * @param newPosition of the entry.
     * @param newTimeNs of the entry.
     */
    public void begin(final long newPosition, final long newTimeNs) {
        position = newPosition;
        timeNs = newTimeNs;
        number = 0;
        entryOffset = length;
    }

    /** Forgets all frames: a new batch begins. */
    public void clear() {
        entryOffset = 0;
        length = 0;
    }

    /**
     * Takes over frames that were journaled before, as the whole batch.
     *
     * @param source of the frames.
     * @param offset of the first.
     * @param sourceLength in bytes.
     */
    public void load(final DirectBuffer source, final int offset, final int sourceLength) {
        buffer.putBytes(0, source, offset, sourceLength);
        entryOffset = 0;
        length = sourceLength;
    }

    /**
     * The longest that the decisions of one entry can be.
     *
     * @return length in bytes.
     */
    public int entryLengthMax() {
        return entryCapacity;
    }

    /**
     * Length of a frame.
     *
     * @param messageLength of its message.
     * @return in bytes, with header and padding.
     */
    public static int frameLength(final int messageLength) {
        return BitUtil.align(FRAME_HEADER_LENGTH + messageLength, FRAME_HEADER_LENGTH);
    }

    /**
     * Whether the batch can take the decisions of one more entry.
     *
     * @return true if so.
     */
    public boolean hasRoomForEntry() {
        return length <= entryCapacity;
    }

    /**
     * Where the frames of the current entry begin.
     *
     * @return offset in {@link #buffer()}.
     */
    public int entryOffset() {
        return entryOffset;
    }

    /**
     * Length of the frames of the current entry.
     *
     * @return in bytes, a multiple of 8; 0 without decisions.
     */
    public int entryLength() {
        return length - entryOffset;
    }

    /**
     * The frames.
     *
     * @return the buffer; valid from 0 to {@link #length()}.
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Length of all frames of the batch.
     *
     * @return in bytes, a multiple of 8.
     */
    public int length() {
        return length;
    }

    /**
     * Whether the current entry has room for more, beside the reserve.
     *
     * @param bytes wanted.
     * @return true if so.
     */
    boolean hasRoom(final long bytes) {
        return entryLength() + bytes <= entryCapacity - RESERVE_LENGTH;
    }

    /** Whether an entry without a decision has room for so much. */
    boolean hasRoomInEmptyEntry(final long bytes) {
        return bytes <= entryCapacity - RESERVE_LENGTH;
    }

    /**
     * Length of a start or rebound, at most.
     *
     * @param nodeCount of its nodes.
     * @return in bytes.
     */
    long startLength(final long nodeCount) {
        return START_LENGTH + nodeCount * state.maskWordCount() * SliceEncoder.ENCODED_LENGTH;
    }

    /** How many jobs an entry can close that has decided nothing yet. */
    int closeCountMax() {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + JobClosedEncoder.BLOCK_LENGTH;
        return (entryCapacity - RESERVE_LENGTH) / frameLength(length);
    }

    void inputRejected(
            final int inputTemplateId,
            final long id,
            final ReasonCode reason,
            final InputField field,
            final long value,
            final long bound) {
        inputRejected
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .id(id)
                .value(value)
                .bound(bound)
                .inputTemplateId(inputTemplateId)
                .reason(reason)
                .field(field);
        endFrame(inputRejected.encodedLength());
    }

    void jobAccepted(final long jobId) {
        jobAccepted
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId);
        endFrame(jobAccepted.encodedLength());
    }

    void startJob(final int jobRow, final ReasonCode reason) {
        startJob.wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(state.jobId(jobRow))
                .multiplicity(state.jobMultiplicity(jobRow))
                .reason(reason);
        startJob.limit(slices.writeJob(startJob.limit(), jobRow));
        endFrame(startJob.encodedLength());
    }

    void reboundJob(final int allocationRow, final ReasonCode reason) {
        reboundJob
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(state.jobId(state.allocationJob(allocationRow)))
                .reason(reason);
        reboundJob.limit(slices.writeNode(reboundJob.limit(), allocationRow));
        endFrame(reboundJob.encodedLength());
    }

    void jobResized(final int jobRow, final ReasonCode reason) {
        jobResized(jobRow, reason, -1, state.jobMultiplicity(jobRow));
    }

    void jobResized(
            final int jobRow,
            final ReasonCode reason,
            final long beneficiaryId,
            final int multiplicity) {
        jobResized
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(state.jobId(jobRow))
                .multiplicity(multiplicity)
                .reason(reason)
                .beneficiaryId(beneficiaryId);
        jobResized.limit(slices.writeJob(jobResized.limit(), jobRow));
        endFrame(jobResized.encodedLength());
    }

    void enquiryAnswer(
            final long enquiryId,
            final long countNow,
            final long countEver,
            final long earliestStartNs,
            final long othersStartNs) {
        enquiryAnswer
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .enquiryId(enquiryId)
                .countNow(countNow)
                .countEver(countEver)
                .earliestStart(earliestStartNs)
                .othersStart(othersStartNs);
        endFrame(enquiryAnswer.encodedLength());
    }

    void terminateJob(final long jobId, final ReasonCode reason, final long detail) {
        terminateJob
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId)
                .detail(detail)
                .reason(reason);
        endFrame(terminateJob.encodedLength());
    }

    void jobClosed(final long jobId, final ReasonCode reason, final long detail) {
        jobClosed
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId)
                .detail(detail)
                .reason(reason);
        endFrame(jobClosed.encodedLength());
    }

    void jobRequeued(final long jobId, final ReasonCode reason, final long detail) {
        jobRequeued
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId)
                .detail(detail)
                .reason(reason);
        endFrame(jobRequeued.encodedLength());
    }

    void policyInstalled(final int version) {
        policyInstalled
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .version(version);
        endFrame(policyInstalled.encodedLength());
    }

    void passCut(final long jobId, final int stepCount) {
        passCut.wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId)
                .stepCount(stepCount);
        endFrame(passCut.encodedLength());
    }

    void jobPreempted(
            final long jobId,
            final long beneficiaryId,
            final long workLost,
            final long graceNs,
            final PreemptionKind kind,
            final ReasonCode reason) {
        jobPreempted
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId)
                .beneficiaryId(beneficiaryId)
                .workLost(workLost)
                .grace(graceNs)
                .kind(kind)
                .reason(reason);
        endFrame(jobPreempted.encodedLength());
    }

    void pauseJob(final long jobId, final ReasonCode reason, final long detail) {
        pauseJob.wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId)
                .detail(detail)
                .reason(reason);
        endFrame(pauseJob.encodedLength());
    }

    void continueJob(final int jobRow, final ReasonCode reason) {
        continueJob
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(state.jobId(jobRow))
                .multiplicity(state.jobMultiplicity(jobRow))
                .reason(reason);
        continueJob.limit(slices.writeJob(continueJob.limit(), jobRow));
        endFrame(continueJob.encodedLength());
    }

    void deadlineAnswer(
            final long jobId,
            final ReasonCode reason,
            final long startNs,
            final long endNs,
            final long missing,
            final long coreCountHeld) {
        deadlineAnswer
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .jobId(jobId)
                .startTime(startNs)
                .endTime(endNs)
                .missing(missing)
                .coreCountHeld(coreCountHeld)
                .reason(reason);
        endFrame(deadlineAnswer.encodedLength());
    }

    void reservationCreated(final int row, final int busyNodeCount) {
        final ReservationTable table = state.reservations();
        reservationCreated
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .reservationId(table.id(row))
                .jobId(jobOf(row))
                .startTime(table.startNs(row))
                .endTime(table.endNs(row))
                .busyNodeCount(busyNodeCount);
        final ReservationCreatedEncoder.NodesEncoder nodes =
                reservationCreated.nodesCount(table.nodeCount(row));
        for (int node = table.nextNode(row, 0); node != NULL_ROW; ) {
            nodes.next().nodeId(state.nodeId(node));
            node = table.nextNode(row, node + 1);
        }
        endFrame(reservationCreated.encodedLength());
    }

    void reservationChanged(
            final int row,
            final ReservationChange change,
            final int nodeId,
            final int newNodeId,
            final int busyNodeCount) {
        reservationChanged
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .reservationId(state.reservations().id(row))
                .jobId(jobOf(row))
                .startTime(state.reservations().startNs(row))
                .endTime(state.reservations().endNs(row))
                .nodeId(nodeId)
                .newNodeId(newNodeId)
                .busyNodeCount(busyNodeCount)
                .change(change);
        endFrame(reservationChanged.encodedLength());
    }

    /** Job that a reservation was made for, or -1. */
    private long jobOf(final int reservationRow) {
        final int jobRow = state.reservations().jobRow(reservationRow);
        return jobRow == NULL_ROW ? -1 : state.jobId(jobRow);
    }

    void queueAdjusted(
            final int queueId,
            final QueueMove move,
            final int formerValue,
            final int value,
            final ReasonCode reason,
            final int measuredPerMille,
            final int objectivePerMille) {
        queueAdjusted
                .wrapAndApplyHeader(buffer, messageOffset(), header)
                .position(position)
                .time(timeNs)
                .number(number)
                .queueId(queueId)
                .formerValue(formerValue)
                .value(value)
                .measuredPerMille(measuredPerMille)
                .objectivePerMille(objectivePerMille)
                .move(move)
                .reason(reason);
        endFrame(queueAdjusted.encodedLength());
    }

    private int messageOffset() {
        return length + FRAME_HEADER_LENGTH;
    }

    private void endFrame(final int bodyLength) {
        final int messageLength = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        buffer.putInt(length, messageLength);
        buffer.putInt(length + Integer.BYTES, 0);
        final int end = messageOffset() + messageLength;
        final int next = length + frameLength(messageLength);
        for (int at = end; at < next; at++) {
            buffer.putByte(at, (byte) 0);
        }
        length = next;
        number++;
    }
}
