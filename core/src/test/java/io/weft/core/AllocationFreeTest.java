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

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A million entries of every kind but the definitions, written, decided and read on one thread. */
class AllocationFreeTest {
    private static final long WARM_UP_COUNT = 800_000;
    private static final long ENTRY_COUNT = 1_000_000;

    /**
     * For the whole million; a single object an entry would be 16 MB. Not 0, because a JVM that
     * drops a compiled method for a better one may, once, have to make the objects that the method
     * did without. Most of that happens during the warm-up, and 0 is what is usually seen.
     */
    private static final long ALLOCATED_MAX = 4096;

    private static final int JOB_COUNT = 64;
    private static final ReasonCode[] SIZES = {
        ReasonCode.GROWN,
        ReasonCode.SHRUNK_PRESSURE,
        ReasonCode.SHRUNK_IDLE,
        ReasonCode.EXPANDED_ON_RETURN
    };
    private static final DependencyKind[] KINDS = {
        DependencyKind.AFTER_START, DependencyKind.AFTER_OK, DependencyKind.AFTER_ANY
    };

    private final Kernel kernel =
            Kernel.embed(
                    new KernelContext()
                            .limits(new Limits().nodeCount(4).coresPerNode(72).jobCount(JOB_COUNT))
                            .journal(new ForgetfulJournal())
                            .policies(FirstFitPolicy::named)
                            .clock(this::now)
                            .verify(false));
    private final InputWriter in = kernel.inputWriter();
    private final Counts counts = new Counts();
    private final JobRequest job = new JobRequest();
    private final ServiceLevelRequest serviceLevel =
            new ServiceLevelRequest(0)
                    .objective(1000, 950)
                    .period(20_000, 2)
                    .multiplicityMax(6)
                    .moves(QueueMove.PREEMPTION, QueueMove.MAX_MULTIPLICITY, QueueMove.NONE);
    private final ElasticityRequest elasticity =
            new ElasticityRequest(0).growIdle(3000).shrinkForPending().shrinkIdle(2000, 100);
    private final QueueAlterationRequest[] alterations = {
        new QueueAlterationRequest(0).maxMultiplicity(3).nodes(0, 1).nodes(3, 3).priority(1),
        new QueueAlterationRequest(0).maxMultiplicity(4).allNodes().priority(2),
        new QueueAlterationRequest(0).maxMultiplicity(4).nodes(0, 3).walltimeMaxNs(0)
    };
    private final SplittableRandom random = new SplittableRandom(7);
    private final UnsafeBuffer malformed = new UnsafeBuffer(new byte[16]);
    private final LimitRequest[] limits = {
        LimitRequest.ofQueue(0),
        LimitRequest.ofUser(-1),
        LimitRequest.ofUser(2),
        LimitRequest.ofAccount(-1),
        LimitRequest.ofUser(-1).inQueue(0),
        LimitRequest.ofAccount(1).inQueue(0)
    };
    private long now;

    private long now() {
        return now;
    }

    @AfterEach
    void tearDown() {
        kernel.close();
    }

    @Test
    void shouldAllocateNothingOverMillionEntries() {
        in.defineQueue(new QueueRequest(0).maxMultiplicity(4));
        for (int id = 0; id < 4; id++) {
            in.defineNode(id, 72, 1000, 4, 0, 0, -1);
        }
        in.setUtilisationCap(0, 20_000, 0, 8, 1000, 2000);
        in.setElasticity(elasticity);
        in.setPolicy("first-fit", 0, 1200, true, true);
        in.defineLicence(0, -1, 3);
        runUntil(WARM_UP_COUNT);

        final long before = AllocatedBytes.now();
        runUntil(WARM_UP_COUNT + ENTRY_COUNT);
        final long allocated = AllocatedBytes.now() - before;

        assertTrue(allocated <= ALLOCATED_MAX, () -> allocated + " bytes");
        assertTrue(counts.started > ENTRY_COUNT / 10, () -> counts.started + " started");
        assertTrue(counts.rebound > ENTRY_COUNT / 10, () -> counts.rebound + " rebound");
        assertTrue(counts.closedForOthers > ENTRY_COUNT / 1000, () -> counts.closedForOthers + "");
        for (final ReasonCode reason : SIZES) {
            final int count = counts.resized[reason.value()];
            assertTrue(count > ENTRY_COUNT / 100_000, () -> reason + " " + count);
        }
        assertTrue(counts.adjusted > ENTRY_COUNT / 10_000, () -> counts.adjusted + " adjusted");
        assertTrue(counts.terminated > ENTRY_COUNT / 100, () -> counts.terminated + " ended");
    }

    private void runUntil(final long position) {
        while (kernel.appliedPosition() < position) {
            for (int i = 0; i < 16; i++) {
                write(random.nextInt(JOB_COUNT + 8));
            }
            now += random.nextInt(2000);
            while (kernel.doWork() + kernel.poll(counts, 256) > 0) {
                // Until nothing is left to do.
            }
        }
    }

    private void write(final long jobId) {
        switch (random.nextInt(24)) {
            case 0 -> in.cancelJob(jobId, 0);
            case 1 -> in.holdJob(jobId);
            case 2 -> in.releaseJob(jobId);
            case 3 -> in.alterWalltime(jobId, 1 + random.nextInt(100_000));
            case 4 -> in.jobStartFailed(jobId, 0);
            case 5 -> in.acknowledge(kernel.appliedPosition());
            case 6 -> in.nodeStateChanged(random.nextInt(4), nodeState());
            case 7 -> offerRare();
            case 8 -> in.jobStarted(jobId);
            case 9 -> in.utilisation(random.nextBoolean() ? jobId : jobId & 3, busyMilliCores());
            case 10 -> setGate();
            case 11, 12, 13, 14 -> in.jobEnded(jobId, EndKind.COMPLETED, 0);
            case 21 -> in.alterBeginTime(jobId, now + random.nextInt(4000));
            case 22 -> in.cancelArray(jobId, 0);
            case 23 -> in.submitJob(waiting(jobId));
            default -> in.submitJob(request(jobId));
        }
    }

    private void setGate() {
        if (random.nextInt(4) == 0) {
            in.defineLicence(0, -1, 2 + random.nextInt(6));
        } else {
            in.setLimit(limits[random.nextInt(limits.length)].holdingMax(10 + random.nextInt(40)));
        }
    }

    private void offerRare() {
        switch (random.nextInt(6)) {
            case 3 -> in.alterQueue(alterations[random.nextInt(alterations.length)]);
            case 0 -> in.setServiceLevel(serviceLevel);
            case 2 -> in.setElasticity(elasticity);
            case 1 -> in.setUtilisationCap(0, 20_000, 0, 4 + random.nextInt(4), 1000, 2000);
            default -> in.offer(malformed, 0, 16);
        }
    }

    private long busyMilliCores() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 8000 : 72_000);
    }

    private NodeState nodeState() {
        return random.nextInt(8) == 0 ? NodeState.DOWN : NodeState.UP;
    }

    private JobRequest request(final long jobId) {
        job.clear().jobId(jobId).walltimeNs(1 + random.nextInt(100_000)).memoryPerCore(1);
        job.owner(random.nextInt(4), random.nextInt(3));
        if (random.nextInt(8) == 0) {
            job.licences(0, 1);
        }
        if (random.nextInt(8) == 0) {
            job.jobClass(random.nextBoolean() ? JobClass.BATCH : JobClass.INTERACTIVE);
            final int cores = 1 + random.nextInt(72);
            return job.coresAnywhere(cores).coreCountMin(1 + random.nextInt(cores));
        }
        return random.nextInt(4) == 0
                ? job.coresAnywhere(1 + random.nextInt(72))
                : job.nodes(1 + random.nextInt(3), 1 + random.nextInt(24));
    }

    /** Waits for its time, for others, or for its turn in an array. */
    private JobRequest waiting(final long jobId) {
        request(jobId).requeueable(random.nextBoolean()).beginTimeNs(now + random.nextInt(4000));
        if (random.nextBoolean()) {
            job.array(3, 1);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            job.dependsOn(random.nextInt(JOB_COUNT), KINDS[random.nextInt(KINDS.length)]);
        }
        return job;
    }

    /** Shows that the million was no idle one. */
    private static final class Counts implements DecisionListener {
        private int started;
        private int rebound;
        private int terminated;
        private int closedForOthers;

        @Override
        public void onJobClosed(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            closedForOthers += reason == ReasonCode.DEPENDENCY_NEVER ? 1 : 0;
        }

        private final int[] resized = new int[256];

        @Override
        public void onJobResized(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            resized[reason.value()]++;
        }

        private int adjusted;

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            started++;
        }

        @Override
        public void onQueueAdjusted(
                final DecisionStamp stamp,
                final int queueId,
                final QueueMove move,
                final int formerValue,
                final int value,
                final ReasonCode reason,
                final int measuredPerMille,
                final int objectivePerMille) {
            adjusted++;
        }

        @Override
        public void onReboundJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final AllocationSlices slices) {
            rebound++;
        }

        @Override
        public void onTerminateJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            terminated++;
        }
    }
}
