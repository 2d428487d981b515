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

import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionReader;
import io.weft.core.client.InputWriter;
import io.weft.core.engine.DecisionWriter;
import io.weft.core.engine.HaltException;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Journal;
import io.weft.core.wire.ReasonCode;
import java.util.Map;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * A scheduling kernel: inputs go in through {@link #inputWriter()}, decisions come out through
 * {@link #poll}. In between every input is stamped, journaled and applied by one thread, and its
 * decisions are journaled before they leave.
 *
 * <p>{@linkplain #launch Launched}, the kernel has a thread of its own; {@linkplain #embed
 * embedded}, it runs whenever its host calls {@link #doWork()}. Either way it first recovers what
 * the journal holds: the state, and the decisions that were never acknowledged, which are sent
 * again.
 *
 * <p>Threads: any number of writers, one thread that polls; of an embedded kernel {@link
 * #doWork()}, {@link #view()}, {@link #reason}, {@link #nextDeadlineNs()} and {@link #digest()}
 * belong to the host's thread. After launch nothing is allocated.
 */
public final class Kernel implements AutoCloseable {
    private static final int EGRESS_LENGTH_MIN = 1 << 20;

    private final Footprint footprint = new Footprint();
    private final RingBuffer ingress;
    private final RingBuffer egress;
    private final KernelAgent agent;
    private final AgentRunner runner;
    private final RecoveryReport recovery;
    private final DecisionReader decisionReader = new DecisionReader();
    private final MessageHandler egressHandler = this::onEgress;
    private DecisionListener listener;
    private volatile boolean isClosed;

    private Kernel(final KernelContext ctx, final boolean hasThread) {
        ctx.conclude();
        try {
            final long longest = DecisionWriter.FRAME_HEADER_LENGTH + ctx.limits().startLengthMax();
            ingress = new ManyToOneRingBuffer(ring("ingress", ctx.ingressLength()));
            egress = new OneToOneRingBuffer(ring("egress", egressLength(longest)));
            agent = new KernelAgent(ctx, footprint, ingress, egress);
            recovery = agent.recoveryReport();
        } catch (final RuntimeException ex) {
            footprint.close();
            throw ex;
        }
        if (hasThread) {
            runner = new AgentRunner(ctx.idleStrategy(), agent::onError, null, agent);
            AgentRunner.startOnThread(runner);
        } else {
            runner = null;
        }
    }

    /**
     * A kernel on a thread of its own.
     *
     * @param ctx settings; used once.
     * @return the kernel, recovered and running.
     */
    public static Kernel launch(final KernelContext ctx) {
        return new Kernel(ctx, true);
    }

    /**
     * A kernel that runs when its host calls {@link #doWork()}.
     *
     * @param ctx settings; used once.
     * @return the kernel, recovered.
     */
    public static Kernel embed(final KernelContext ctx) {
        return new Kernel(ctx, false);
    }

    /**
     * A writer for the calling thread.
     *
     * @return a new one.
     */
    public InputWriter inputWriter() {
        return new InputWriter(ingress, this::isStopped);
    }

    /**
     * Does what there is to do, up to a batch: takes inputs, decides, journals, sends.
     *
     * @return how much was done, 0 for nothing.
     * @throws IllegalStateException when the kernel has a thread of its own.
     * @throws HaltException when an invariant broke; the kernel does nothing any more.
     */
    public int doWork() {
        if (runner != null) {
            throw new IllegalStateException("A launched kernel works on its own thread.");
        }
        requireOpen();
        return agent.doWork();
    }

    /**
     * Hands over decisions that have left the kernel.
     *
     * @param target called for each, on this thread.
     * @param limit most decisions to hand over.
     * @return how many there were.
     * @throws HaltException when a launched kernel has halted and all decisions were handed over.
     */
    public int poll(final DecisionListener target, final int limit) {
        listener = target;
        // Asked before reading: what was sent before the halt is in the ring by then.
        final boolean hadHalted = runner != null && agent.hasHalted();
        int count = egress.read(egressHandler, limit);
        if (count == 0 && egress.size() > 0) {
            // A ring is read to its end at most; what is left begins at its start.
            count = egress.read(egressHandler, limit);
        }
        if (count == 0 && hadHalted) {
            agent.requireRunning();
        }
        return count;
    }

    private void onEgress(
            final int messageTypeId,
            final MutableDirectBuffer buffer,
            final int index,
            final int length) {
        decisionReader.read(buffer, index, listener);
    }

    /**
     * When the first time limit is reached; a host that drives an embedded kernel without automatic
     * passes must write a clock input then.
     *
     * @return time in ns, {@link Long#MAX_VALUE} when there is none.
     */
    public long nextDeadlineNs() {
        requireOpen();
        return agent.nextDeadlineNs();
    }

    /**
     * The state, for the host of an embedded kernel.
     *
     * @return the view; valid until the kernel is closed.
     */
    public ClusterView view() {
        requireOpen();
        return agent.state();
    }

    /**
     * Why a job waits, or what else was said about it last, for the host of an embedded kernel;
     * O(1). Of a job that waits it is the policy who knows, since its last pass: right after a
     * recovery from a snapshot, with no pass in what was replayed, the answer is {@link
     * ReasonCode#NOT_CONSIDERED} until the next pass.
     *
     * @param jobRow of a job, from {@link #view()}.
     * @return the reason.
     */
    public ReasonCode reason(final int jobRow) {
        requireOpen();
        return agent.reason(jobRow);
    }

    /**
     * Number that belongs to {@link #reason}, for the host of an embedded kernel.
     *
     * @param jobRow of a job, from {@link #view()}.
     * @return the number, see {@link ReasonCode}.
     */
    public long reasonNumber(final int jobRow) {
        requireOpen();
        return agent.reasonNumber(jobRow);
    }

    /**
     * Checksum of the state, for the host of an embedded kernel.
     *
     * @return the digest.
     */
    public long digest() {
        requireOpen();
        return agent.digest();
    }

    /**
     * Position of the last entry that was applied; for any thread.
     *
     * @return the position.
     */
    public long appliedPosition() {
        return agent.appliedPosition();
    }

    /**
     * Position of the last entry that would survive a power cut; for any thread.
     *
     * @return the position, {@link Journal#NULL_POSITION} when durability is not asked for.
     */
    public long durablePosition() {
        return agent.durablePosition();
    }

    /**
     * How the kernel came to where its journal ended; for any thread.
     *
     * @return the report, always the same.
     */
    public RecoveryReport recovery() {
        return recovery;
    }

    /**
     * What became of the last snapshot that was asked for; for any thread.
     *
     * @return the report, null when none was asked for since the kernel was made.
     */
    public SnapshotReport lastSnapshot() {
        return agent.snapshotReport();
    }

    /**
     * Bytes by owner, as text: everything whose size grows with the limits, off-heap or not, with
     * what the policy in force says it holds. Of fixed size between two changes of the policy. For
     * any thread.
     *
     * @return several lines, the sum in the last.
     */
    public String footprint() {
        final Map<String, Long> bytes = footprint.bytesByOwner();
        final Footprint ofPolicy = agent.policyFootprint();
        if (ofPolicy != null) {
            ofPolicy.bytesByOwner()
                    .forEach((owner, length) -> bytes.merge("policy, " + owner, length, Long::sum));
        }
        return Footprint.text(bytes);
    }

    private boolean isStopped() {
        return isClosed || agent.hasHalted();
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The kernel is closed.");
        }
    }

    /** Stops the kernel and frees its memory; the journal stays open. Twice does no harm. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            CloseHelper.closeAll(runner, agent, footprint);
        }
    }

    private UnsafeBuffer ring(final String name, final int length) {
        if (!BitUtil.isPowerOfTwo(length)) {
            throw new IllegalArgumentException(
                    name + "Length=" + length + ", expected a power of two");
        }
        return footprint.allocateShared(name, length + RingBufferDescriptor.TRAILER_LENGTH);
    }

    /** A message may be at most an eighth of the ring. */
    private static int egressLength(final long longestMessage) {
        final long length = Math.max(EGRESS_LENGTH_MIN, 8 * (longestMessage + 64));
        if (length > 1 << 30) {
            throw new IllegalArgumentException(
                    "nodeCount and coresPerNode make a start of up to "
                            + longestMessage
                            + " bytes, expected at most "
                            + (1 << 27));
        }
        return BitUtil.findNextPositivePowerOfTwo((int) length);
    }
}
