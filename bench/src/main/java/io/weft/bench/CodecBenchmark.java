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
package io.weft.bench;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionReader;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.StartJobEncoder;
import io.weft.core.wire.SubmitJobDecoder;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding and decoding: a submission through a ring, and a start. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark implements DecisionListener {
    private static final int RING_LENGTH = 1 << 16;
    private static final int SLICE_COUNT = 2;

    private final ManyToOneRingBuffer ring =
            new ManyToOneRingBuffer(
                    new UnsafeBuffer(new byte[RING_LENGTH + RingBufferDescriptor.TRAILER_LENGTH]));
    private final InputWriter writer = new InputWriter(ring, () -> false);
    private final JobRequest request = new JobRequest();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitJobDecoder submit = new SubmitJobDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final StartJobEncoder start = new StartJobEncoder();
    private final DecisionReader reader = new DecisionReader();
    private final UnsafeBuffer decision = new UnsafeBuffer(new byte[512]);
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[512]);
    private final MessageHandler handler = this::onSubmitJob;
    private long sum;
    private long jobId;

    /** For JMH. */
    public CodecBenchmark() {}

    /** A start of 128 cores. */
    @Setup
    public void setUp() {
        encodeStart(decision);
    }

    /** A submission is encoded into the ring, and decoded out of it. */
    @Benchmark
    public long submitJob() {
        request.clear().jobId(++jobId).nodes(1, 8).memoryPerNode(1 << 30).walltimeNs(1 << 30);
        writer.submitJob(request);
        ring.read(handler, 1);
        return sum;
    }

    private void onSubmitJob(
            final int typeId,
            final MutableDirectBuffer buffer,
            final int offset,
            final int length) {
        submit.wrapAndApplyHeader(buffer, offset, header);
        sum += submit.jobId() + submit.nodeCount() + submit.coresPerNode();
        sum += submit.memoryPerNode() + submit.walltime() + submit.queueId();
    }

    /** A start on 128 cores of one node is encoded. */
    @Benchmark
    public int encodeStartJob() {
        return encodeStart(scratch);
    }

    private int encodeStart(final UnsafeBuffer target) {
        start.wrapAndApplyHeader(target, 0, headerEncoder)
                .position(++jobId)
                .time(jobId)
                .number(0)
                .jobId(jobId)
                .reason(ReasonCode.FITS)
                .multiplicity(2);
        final StartJobEncoder.SlicesEncoder slices = start.slicesCount(SLICE_COUNT);
        for (int i = 0; i < SLICE_COUNT; i++) {
            slices.next().slice().nodeId(7).firstCore(i * Long.SIZE).coreMask(-1L).memory(1 << 30);
        }
        return start.encodedLength();
    }

    /** The same is decoded, its slices read. */
    @Benchmark
    public long decodeStartJob() {
        reader.read(decision, 0, this);
        return sum;
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long startedJobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        sum += stamp.position() + startedJobId + multiplicity;
        while (slices.next()) {
            sum += slices.coreMask() + slices.nodeId() + slices.memory();
        }
    }
}
