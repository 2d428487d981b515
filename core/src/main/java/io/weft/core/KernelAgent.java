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
package io.weft.core;

import io.weft.core.client.InputWriter;
import io.weft.core.engine.DecisionWriter;
import io.weft.core.engine.HaltException;
import io.weft.core.engine.InputReader;
import io.weft.core.engine.Scheduler;
import io.weft.core.memory.Footprint;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import io.weft.core.state.ClusterState;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.ReasonCode;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * The duty cycle of the kernel: take a batch of inputs; stamp, journal and apply each; journal what
 * was decided; end the batch; send. While decisions wait for room in the egress ring no input is
 * taken, so back-pressure ends at the writers.
 */
final class KernelAgent implements Agent, AutoCloseable {
    private final Journal journal;
    private final EpochNanoClock clock;
    private final RingBuffer ingress;
    private final RingBuffer egress;
    private final ClusterState state;
    private final DecisionWriter decisions;
    private final Scheduler scheduler;
    private final InputReader reader;
    private final ControlledMessageHandler ingressHandler = this::onInput;
    private final UnsafeBuffer clockInput = new UnsafeBuffer(new byte[64]);
    private final AtomicLong appliedPosition = new AtomicLong(Journal.NULL_POSITION);
    private final int batchLimit;
    private final boolean automaticPass;
    private final boolean verify;
    private final Recovery recovery;
    private final SnapshotTaker snapshots;
    private long position;
    private long timeNs;
    private int sentOffset;
    private volatile Throwable failure;

    KernelAgent(
            final KernelContext ctx,
            final Footprint footprint,
            final RingBuffer ingress,
            final RingBuffer egress) {
        this.journal = ctx.journal();
        this.clock = ctx.clock();
        this.ingress = ingress;
        this.egress = egress;
        this.batchLimit = ctx.batchLimit();
        this.automaticPass = ctx.automaticPass();
        this.verify = ctx.verify();
        new ClockEncoder()
                .wrapAndApplyHeader(clockInput, 0, new MessageHeaderEncoder())
                .pass(BooleanType.YES);
        state = new ClusterState(ctx.limits(), footprint);
        decisions = new DecisionWriter(footprint, state);
        requireRecordsFit(ctx);
        scheduler = new Scheduler(state, decisions, ctx.policies());
        reader = new InputReader(scheduler);
        final Snapshots kept = ctx.snapshots() == null ? null : new Snapshots(ctx.snapshots());
        recovery = new Recovery(ctx, kept);
        try {
            recovery.recover(reader, decisions, state, scheduler);
        } catch (final RuntimeException ex) {
            close();
            throw ex;
        }
        position = journal.lastPosition();
        timeNs = recovery.timeNs();
        appliedPosition.lazySet(position);
        snapshots = kept == null ? null : new SnapshotTaker(kept, ctx, position);
    }

    private void requireRecordsFit(final KernelContext ctx) {
        final int longest = decisions.entryLengthMax();
        if (longest > journal.lengthMax()) {
            throw new IllegalArgumentException(
                    "limits.decisionLength="
                            + ctx.limits().decisionLength()
                            + ", but the journal takes records of at most "
                            + journal.lengthMax()
                            + " bytes. Maybe give the journal a larger block size.");
        }
    }

    @Override
    public int doWork() {
        requireRunning();
        try {
            return cycle();
        } catch (final Throwable ex) {
            failure = ex;
            throw new HaltException(
                    "The kernel has halted at position=" + position + ": " + ex.getMessage(), ex);
        }
    }

    private int cycle() {
        int workCount = 0;
        if (decisions.length() == 0) {
            if (recovery.isResending()) {
                workCount += recovery.loadNext(decisions);
            } else {
                workCount += takeBatch();
            }
        }
        workCount += send();
        reader.settle();
        return workCount;
    }

    private int takeBatch() {
        int count = ingress.controlledRead(ingressHandler, batchLimit);
        if (count == 0 && ingress.size() > 0) {
            // A ring is read to its end at most; what is left begins at its start.
            count = ingress.controlledRead(ingressHandler, batchLimit);
        }
        // After an entry its time will do: reading the clock costs as much as a small input.
        if (isClockDue(count)) {
            appendClock();
            count++;
        }
        if (snapshots != null && decisions.hasRoomForEntry() && snapshots.isDue(position)) {
            append(Journal.ENTRY, snapshots.mark(), 0, snapshots.mark().capacity());
            count++;
        }
        if (count > 0) {
            journal.endBatch();
        }
        return count;
    }

    private ControlledMessageHandler.Action onInput(
            final int messageTypeId,
            final MutableDirectBuffer buffer,
            final int offset,
            final int length) {
        if (decisions.hasRoomForEntry() && scheduler.wasPassCut()) {
            appendClock();
        }
        if (!decisions.hasRoomForEntry() || scheduler.wasPassCut()) {
            return ControlledMessageHandler.Action.ABORT;
        }
        final boolean passes = automaticPass && isLastInRing(offset, length);
        append(passes ? Journal.ENTRY_AND_PASS : Journal.ENTRY, buffer, offset, length);
        return ControlledMessageHandler.Action.CONTINUE;
    }

    /** Nothing is known to follow: the pass may as well be part of this entry. */
    private boolean isLastInRing(final int offset, final int length) {
        final long head = ingress.consumerPosition();
        final int headIndex = (int) head & (ingress.capacity() - 1);
        final int recordIndex = offset - RecordDescriptor.HEADER_LENGTH;
        final int recordLength = RecordDescriptor.HEADER_LENGTH + length;
        final int end = recordIndex + BitUtil.align(recordLength, RecordDescriptor.ALIGNMENT);
        return head - headIndex + end == ingress.producerPosition();
    }

    /** A pass that was cut goes on; otherwise the host asks, unless passes are automatic. */
    private boolean isClockDue(final int takenCount) {
        if (!decisions.hasRoomForEntry()) {
            return false;
        }
        if (scheduler.wasPassCut()) {
            return true;
        }
        if (!automaticPass) {
            return false;
        }
        final long nowNs = takenCount > 0 ? timeNs : clock.nanoTime();
        return scheduler.needsPass() || nowNs >= scheduler.nextDeadlineNs();
    }

    private void appendClock() {
        append(
                Journal.ENTRY,
                clockInput,
                0,
                MessageHeaderEncoder.ENCODED_LENGTH + ClockEncoder.BLOCK_LENGTH);
    }

    /** Stamps, journals and applies one input, and journals what it decided. */
    private void append(
            final int kind, final MutableDirectBuffer buffer, final int offset, final int length) {
        timeNs = Math.max(timeNs, clock.nanoTime());
        journal.append(kind, position + 1, timeNs, buffer, offset, length);
        position++;
        reader.apply(kind, position, timeNs, buffer, offset, length);
        if (decisions.entryLength() > 0) {
            journal.append(
                    Journal.DECISIONS,
                    position,
                    timeNs,
                    decisions.buffer(),
                    decisions.entryOffset(),
                    decisions.entryLength());
        }
        if (verify) {
            reader.settle();
            state.verify();
        }
        if (snapshots != null && reader.takeSnapshotAsked()) {
            reader.settle();
            snapshots.take(state, scheduler, position, timeNs, decisions.entryLength() > 0);
        }
        appliedPosition.lazySet(position);
    }

    /** Sends the frames of the batch; what finds no room waits for the next cycle. */
    private int send() {
        int count = 0;
        final UnsafeBuffer buffer = decisions.buffer();
        while (sentOffset < decisions.length()) {
            final int length = buffer.getInt(sentOffset);
            final int offset = sentOffset + DecisionWriter.FRAME_HEADER_LENGTH;
            if (!egress.write(InputWriter.MESSAGE_TYPE_ID, buffer, offset, length)) {
                return count;
            }
            sentOffset += DecisionWriter.frameLength(length);
            count++;
        }
        decisions.clear();
        sentOffset = 0;
        return count;
    }

    boolean hasHalted() {
        return failure != null;
    }

    void requireRunning() {
        final Throwable cause = failure;
        if (cause != null) {
            throw new HaltException(
                    "The kernel has halted at position="
                            + appliedPosition.get()
                            + ": "
                            + cause.getMessage(),
                    cause);
        }
    }

    /** Ends the thread of a launched kernel after a halt. */
    void onError(final Throwable ex) {
        if (failure == null) {
            failure = ex;
        }
        throw new AgentTerminationException(ex);
    }

    ClusterState state() {
        return state;
    }

    long nextDeadlineNs() {
        return scheduler.nextDeadlineNs();
    }

    ReasonCode reason(final int jobRow) {
        return scheduler.reason(jobRow);
    }

    long reasonNumber(final int jobRow) {
        return scheduler.reasonNumber(jobRow);
    }

    long digest() {
        return StateDigest.of(state);
    }

    /** Memory of the policy in force, or null; for any thread. */
    Footprint policyFootprint() {
        return scheduler.policyFootprint();
    }

    long appliedPosition() {
        return appliedPosition.get();
    }

    RecoveryReport recoveryReport() {
        return recovery.report();
    }

    /** What became of the last snapshot, or null; for any thread. */
    SnapshotReport snapshotReport() {
        return snapshots == null ? null : snapshots.report();
    }

    long durablePosition() {
        return journal.durablePosition();
    }

    @Override
    public String roleName() {
        return "weft-kernel";
    }

    @Override
    public void close() {
        recovery.close();
        scheduler.close();
    }
}
