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

import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.client.PriorityRequest;
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.LaunchMarkEncoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ProposePlacementEncoder;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReboundRefusedEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Inputs as bytes: one of every kind that the schema has, and random ones that make sense. */
final class InputCorpus {
    static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    private final OneToOneRingBuffer ring =
            new OneToOneRingBuffer(
                    new UnsafeBuffer(
                            BufferUtil.allocateDirectAligned(
                                    (1 << 16) + RingBufferDescriptor.TRAILER_LENGTH, 64)));
    private final InputWriter writer = new InputWriter(ring, () -> false);
    private final JobRequest job = new JobRequest();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[512]);
    private final List<byte[]> taken = new ArrayList<>();

    static int templateId(final byte[] input) {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(input), 0).templateId();
    }

    private List<byte[]> take() {
        while (ring.size() > 0) {
            ring.read(
                    (type, buffer, index, length) -> {
                        final byte[] bytes = new byte[length];
                        buffer.getBytes(index, bytes);
                        taken.add(bytes);
                    });
        }
        final List<byte[]> inputs = List.copyOf(taken);
        taken.clear();
        return inputs;
    }

    /** One of each kind that the engine does; applied in this order none is rejected. */
    List<byte[]> supported() {
        writer.defineName(3, NameKind.USER, "zoë");
        writer.defineNode(8, 4, 100, 1, 1, 0, 3);
        writer.defineQueue(new QueueRequest(2).maxMultiplicity(3).nodes(8, 8).nodes(0, 1));
        writer.setPolicy("first-fit", 1, 1500, true, true);
        writer.setPriority(new PriorityRequest().age(1).accountShare(5));
        writer.accountShare(4, 3);
        writer.setServiceLevel(
                new ServiceLevelRequest(1)
                        .objective(100, 900)
                        .period(50, 2)
                        .multiplicityMax(4)
                        .moves(QueueMove.LENT_NODES, QueueMove.MAX_MULTIPLICITY, QueueMove.NONE)
                        .lentNodes(1, 1));
        writer.setUtilisationCap(1, 50, 100, 5, 300, 700);
        writer.setElasticity(
                new ElasticityRequest(1).growIdle(50).shrinkForPending().shrinkIdle(70, 100));
        writer.alterQueue(new QueueAlterationRequest(1).maxMultiplicity(3).walltimeMaxNs(900));
        writer.alterQueue(new QueueAlterationRequest(2).priority(4).nodes(0, 1).nodes(8, 8));
        writer.setLimit(LimitRequest.ofUser(-1).inQueue(0).holdingMax(9).coresMax(99));
        writer.defineLicence(5, -1, 3);
        writer.submitJob(
                job.clear().jobId(90).walltimeNs(500).nodes(1, 2).memoryPerCore(1).licences(5, 1));
        writer.enquire(7, job);
        writer.alterWalltime(90, 700);
        writer.holdJob(90);
        writer.releaseJob(90);
        writer.cancelJob(90, 1);
        writer.submitJob(job.clear().jobId(91).walltimeNs(500).nodes(1, 2).array(3, 2));
        writer.alterBeginTime(91, 1_000_000);
        writer.cancelArray(91, 1);
        writer.nodeStateChanged(1, NodeState.DRAINING);
        writer.acknowledge(0);
        writer.snapshotMark(1);
        writer.submitJob(
                job.clear().jobId(95).walltimeNs(500).coresAnywhere(2).coreCountMin(1).queueId(2));
        writer.clock(true);
        writer.resizeJob(95, 1);
        writer.jobStarted(1);
        writer.utilisation(1, 500);
        writer.setPreemption(new PreemptionRequest().graceNs(1));
        writer.suspendJob(1);
        writer.jobSuspended(1);
        writer.resumeJob(1);
        writer.clock(true);
        writer.jobResumed(1);
        writer.preemptJob(1, -1, PreemptionKind.CANCEL);
        writer.jobEnded(1, EndKind.FAILED, 2);
        writer.jobStartFailed(2, -1);
        writer.createReservation(new ReservationRequest(4, 1L << 50, 1L << 51).nodes(1, 1));
        writer.deleteReservation(4);
        return take();
    }

    /** One of each kind that the schema has and the engine does not do. */
    List<byte[]> unsupported() {
        final var refused = new ReboundRefusedEncoder();
        add(refused.wrapAndApplyHeader(scratch, 0, header).jobId(1).encodedLength());
        final var propose = new ProposePlacementEncoder();
        propose.wrapAndApplyHeader(scratch, 0, header).jobId(1).slicesCount(0);
        add(propose.encodedLength());
        final var launch = new LaunchMarkEncoder();
        add(launch.wrapAndApplyHeader(scratch, 0, header).nodeCount(1).encodedLength());
        return take();
    }

    private void add(final int bodyLength) {
        writer.offer(scratch, 0, HEADER_LENGTH + bodyLength);
    }

    /** An input that may well be applied, about few enough ids that they meet. */
    byte[] random(final Random random) {
        final long jobId = random.nextInt(24);
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> writer.submitJob(randomJob(random, jobId));
            case 5, 6, 7 -> writer.jobEnded(jobId, EndKind.COMPLETED, 0);
            case 8 -> writer.jobStarted(jobId);
            case 9 -> writer.jobStartFailed(jobId, random.nextInt(4));
            case 10 -> writer.cancelJob(jobId, 1);
            case 11 -> writer.alterWalltime(jobId, 1 + random.nextInt(2000));
            case 12 -> writer.nodeStateChanged(random.nextInt(3), NodeState.get(state(random)));
            default -> writer.clock(true);
        }
        return take().get(0);
    }

    private static short state(final Random random) {
        return (short) (random.nextInt(3) == 0 ? random.nextInt(3) : 0);
    }

    private JobRequest randomJob(final Random random, final long jobId) {
        job.clear().jobId(jobId).walltimeNs(1 + random.nextInt(2000));
        job.queueId(random.nextInt(2)).features(random.nextInt(2)).held(random.nextInt(9) == 0);
        job.memoryPerNode(random.nextInt(100)).memoryPerCore(random.nextInt(10));
        return random.nextInt(3) == 0
                ? job.coresAnywhere(1 + random.nextInt(12))
                : job.nodes(1 + random.nextInt(3), 1 + random.nextInt(5))
                        .gpusPerNode(random.nextInt(2));
    }
}
