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
import io.weft.core.engine.DecisionWriter;
import io.weft.core.engine.InputReader;
import io.weft.core.engine.Scheduler;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.Journal;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.DefineNodeEncoder;
import io.weft.core.wire.DefineQueueEncoder;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.JobEndedEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetPolicyEncoder;
import io.weft.core.wire.SubmitJobEncoder;
import io.weft.placement.StandardPolicies;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine with a policy and a full machine, without journal and rings: inputs are written into a
 * buffer and applied at once.
 */
final class PendingCluster implements DecisionListener, AutoCloseable {
    private static final int NODE_COUNT = 1_000;
    private static final int CORE_COUNT = 128;
    private static final int RUNNING_MAX = 200_000;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int[] NODES = {1, 1, 1, 1, 1, 2, 4, 8, 16, 64};

    private final SplittableRandom random = new SplittableRandom(1);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SubmitJobEncoder submit = new SubmitJobEncoder();
    private final JobEndedEncoder ended = new JobEndedEncoder();
    private final ClockEncoder clock = new ClockEncoder();
    private final int shapeCount;
    private final int[] nodeCounts;
    private final int[] coreCounts;
    private final Footprint footprint = new Footprint();
    private final ClusterState state;
    private final DecisionWriter decisions;
    private final Scheduler scheduler;
    private final InputReader reader;
    private long position = -1;
    private long timeNs;
    private long nextJob;
    private final long[] startedIds = new long[RUNNING_MAX];
    private int startedCount;
    private int cutCount;
    private final DecisionReader decisionReader = new DecisionReader();

    PendingCluster(
            final String policy,
            final boolean isNarrow,
            final int shapeCount,
            final int pendingCount,
            final int maxMultiplicity) {
        final Limits limits =
                new Limits()
                        .nodeCount(NODE_COUNT)
                        .coresPerNode(CORE_COUNT)
                        .jobCount(pendingCount + RUNNING_MAX)
                        .queueCount(1)
                        .nameCount(1);
        state = new ClusterState(limits, footprint);
        decisions = new DecisionWriter(footprint, state);
        scheduler = new Scheduler(state, decisions, new StandardPolicies());
        reader = new InputReader(scheduler);
        this.shapeCount = shapeCount;
        nodeCounts = new int[shapeCount];
        coreCounts = new int[shapeCount];
        for (int shape = 0; shape < shapeCount; shape++) {
            nodeCounts[shape] = isNarrow ? 1 : NODES[random.nextInt(NODES.length)];
            coreCounts[shape] = 1 + shape * (CORE_COUNT - 1) / (shapeCount - 1);
        }
        define(policy, maxMultiplicity);
    }

    private void define(final String policy, final int maxMultiplicity) {
        final var queue = new DefineQueueEncoder().wrapAndApplyHeader(buffer, 0, header);
        queue.walltimeMax(0).queueId(0).nameId(-1).priority(0).maxMultiplicity(maxMultiplicity);
        queue.nodeCountMax(0).coreCountMax(0).nodesCount(0);
        apply(queue.encodedLength());
        for (int id = 0; id < NODE_COUNT; id++) {
            final var node = new DefineNodeEncoder().wrapAndApplyHeader(buffer, 0, header);
            node.memory(1L << 40).features(0).nodeId(id).coreCount(CORE_COUNT);
            apply(node.gpuCount(0).switchId(0).nameId(-1).encodedLength());
        }
        final var set = new SetPolicyEncoder().wrapAndApplyHeader(buffer, 0, header);
        set.version(0).overheadPerMille(1200).rebalance(BooleanType.YES);
        set.stretchLimits(BooleanType.YES).name(policy);
        apply(set.encodedLength());
    }

    private void apply(final int encodedLength) {
        decisions.clear();
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        reader.apply(Journal.ENTRY, ++position, timeNs, buffer, 0, length);
    }

    /** A job of any of the shapes that asks for 2 to 24 hours. */
    void submit() {
        submit(random.nextInt(shapeCount));
    }

    /** A job like one that was started, so that what waits stays as mixed as it is. */
    void submitInsteadOf(final int index) {
        submit((int) (startedIds[index] % shapeCount));
    }

    private void submit(final int shape) {
        submit.wrapAndApplyHeader(buffer, 0, header)
                .jobId(nextJob++ * shapeCount + shape)
                .walltime((7_200 + random.nextInt(79_200)) * SECOND_NS)
                .memoryPerNode(shape)
                .memoryPerCore(0)
                .priority(0)
                .features(0)
                .beginTime(0)
                .deadline(0)
                .dependsOn(-1)
                .queueId(0)
                .userId(0)
                .accountId(0)
                .nodeCount(nodeCounts[shape])
                .coresPerNode(coreCounts[shape])
                .gpusPerNode(0)
                .coreCountMin(0)
                .jobClass(JobClass.BATCH)
                .exclusive(BooleanType.NO)
                .held(BooleanType.NO)
                .requeueable(BooleanType.NO);
        apply(submit.encodedLength());
    }

    /** A running job ends, whichever. */
    void end() {
        timeNs += SECOND_NS;
        final int jobRow = state.runningJob(random.nextInt(state.runningCount()));
        ended.wrapAndApplyHeader(buffer, 0, header)
                .jobId(state.jobId(jobRow))
                .exitCode(0)
                .kind(EndKind.COMPLETED);
        apply(ended.encodedLength());
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        startedIds[startedCount++] = jobId;
    }

    @Override
    public void onPassCut(final DecisionStamp stamp, final long jobId, final int stepCount) {
        cutCount++;
    }

    /** Passes until nothing is left to say; answers how many were started. */
    int pass() {
        startedCount = 0;
        do {
            clock.wrapAndApplyHeader(buffer, 0, header).pass(BooleanType.YES);
            apply(clock.encodedLength());
            readDecisions();
        } while (scheduler.wasPassCut());
        return startedCount;
    }

    private void readDecisions() {
        for (int offset = 0; offset < decisions.length(); ) {
            final int length = decisions.buffer().getInt(offset);
            decisionReader.read(
                    decisions.buffer(), offset + DecisionWriter.FRAME_HEADER_LENGTH, this);
            offset += DecisionWriter.frameLength(length);
        }
    }

    int cutCount() {
        return cutCount;
    }

    int pendingCount() {
        return state.pendingCount();
    }

    int runningCount() {
        return state.runningCount();
    }

    @Override
    public void close() {
        scheduler.close();
        footprint.close();
    }
}
