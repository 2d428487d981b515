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
package io.weft.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.AllocatedBytes;
import io.weft.core.ForgetfulJournal;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.client.PriorityRequest;
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.state.Limits;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jobs of every kind come, give way, are suspended, resized, reserved for and kept by limits, and
 * while the kernel works no object is made. Only installing a policy and setting the weights of
 * priority may take memory; both are done before.
 */
class KernelAllocationTest {
    private static final int NODE_COUNT = 8;
    private static final int CORE_COUNT = 8;
    private static final int JOB_COUNT = 64;
    private static final int PENDING_MAX = 24;
    private static final int STEP_COUNT = 12_000;
    private static final long WALLTIME_MAX_NS = 400;

    private final SplittableRandom random = new SplittableRandom(11);
    private final JobRequest job = new JobRequest();
    private final Counts counts = new Counts();
    private Kernel kernel;
    private InputWriter in;
    private long nowNs;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fcfs",
                "easy",
                "easy+topology",
                "easy-multifactor",
                "easy-edf",
                "conservative"
            })
    void shouldAllocateNothingWhateverComes(final String policy) {
        final Limits limits =
                new Limits().nodeCount(NODE_COUNT).coresPerNode(CORE_COUNT).jobCount(JOB_COUNT);
        try (Kernel embedded =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits)
                                .journal(new ForgetfulJournal())
                                .policies(new StandardPolicies())
                                .clock(() -> nowNs)
                                .verify(false))) {
            kernel = embedded;
            in = kernel.inputWriter();
            define(policy);

            assertEquals(0, AllocatedBytes.least(this::play));
            counts.assertAllSeen(!policy.equals("conservative"));
        }
    }

    private void define(final String policy) {
        for (int id = 0; id < NODE_COUNT; id++) {
            in.defineNode(id, CORE_COUNT, 1000, 4, id % 2, 1 + id % 2, id / 4, -1);
        }
        in.defineQueue(new QueueRequest(0).maxMultiplicity(2));
        in.defineQueue(new QueueRequest(1).maxMultiplicity(1).nodes(0, 5));
        in.defineLicence(0, -1, 3);
        in.setPolicy(policy, 0, 1200, true, true);
        final PriorityRequest weights = new PriorityRequest().halfLifeS(10);
        for (final PriorityFactor factor : PriorityFactor.values()) {
            weights.weight(factor, 3);
        }
        in.setPriority(weights);
        in.setPreemption(preemption());
        settle();
    }

    /** Plays a round; returns the bytes that the kernel allocated in it. */
    private long play() {
        long allocated = 0;
        for (int step = 0; step < STEP_COUNT; step++) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                offer(random.nextInt(JOB_COUNT + 8));
            }
            nowNs += random.nextInt(50);
            allocated += settle();
            while (kernel.view().pendingCount() > PENDING_MAX) {
                in.cancelJob(kernel.view().jobId(kernel.view().pendingHead()), 0);
                allocated += settle();
            }
        }
        return allocated;
    }

    private long settle() {
        final long before = AllocatedBytes.now();
        while (kernel.doWork() + kernel.poll(counts, 100) > 0) {
            // Until nothing is left to do.
        }
        return AllocatedBytes.now() - before;
    }

    // ------------------------------------------------------------------ inputs

    private void offer(final long jobId) {
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3 -> in.jobStarted(running());
            case 4, 5 -> in.jobEnded(jobId, endKind(), 0);
            case 6, 7, 8 -> in.jobEnded(running(), EndKind.COMPLETED, 0);
            case 9, 10, 11 -> in.jobSuspended(counts.preempted(random));
            case 12, 13 -> in.jobEnded(counts.preempted(random), endKind(), 0);
            case 14, 15 -> in.resumeJob(counts.preempted(random));
            case 16 -> in.suspendJob(running());
            case 17 -> offerOfJob(jobId);
            case 18 -> offerOfCluster();
            case 19 -> offerRule();
            case 20 -> offerReservation();
            case 21 -> in.enquire(jobId, request(JOB_COUNT + 100));
            case 22 -> in.preemptJob(running(), jobId, preemptionKind());
            case 23, 24 -> in.resizeJob(running(), 1 + random.nextInt(2 * CORE_COUNT));
            default -> in.submitJob(request(jobId));
        }
    }

    /** A job that holds cores, if there is any. */
    private long running() {
        final int count = kernel.view().runningCount();
        return count == 0
                ? random.nextInt(JOB_COUNT)
                : kernel.view().jobId(kernel.view().runningJob(random.nextInt(count)));
    }

    private void offerOfJob(final long jobId) {
        switch (random.nextInt(10)) {
            case 0 -> in.cancelJob(jobId, 0);
            case 1 -> in.holdJob(jobId);
            case 2, 8, 9 -> in.releaseJob(jobId);
            case 3 -> in.alterWalltime(jobId, walltimeNs());
            case 4 -> in.alterPriority(jobId, random.nextInt(3));
            case 5 -> in.alterBeginTime(jobId, nowNs + random.nextInt(200));
            case 6 -> in.cancelArray(jobId, 0);
            default -> in.jobStartFailed(jobId, -1);
        }
    }

    private void offerOfCluster() {
        switch (random.nextInt(4)) {
            case 0 -> in.utilisation(random.nextInt(JOB_COUNT), 1000L * random.nextInt(6));
            case 1 -> in.acknowledge(kernel.appliedPosition());
            case 2 -> in.clock(random.nextBoolean());
            default -> in.nodeStateChanged(random.nextInt(NODE_COUNT), nodeState(), isOneIn(3));
        }
    }

    private NodeState nodeState() {
        return random.nextInt(6) > 0
                ? NodeState.UP
                : isOneIn(2) ? NodeState.DOWN : NodeState.DRAINING;
    }

    private void offerRule() {
        switch (random.nextInt(6)) {
            case 4 -> in.alterQueue(alteration());
            case 0 -> in.setLimit(limit().holdingMax(8 + random.nextInt(8)).coresMax(64));
            case 1 -> in.defineLicence(0, -1, 2 + random.nextInt(3));
            case 2 -> in.setServiceLevel(serviceLevel());
            case 3 -> in.setUtilisationCap(0, 200, 0, 3 + random.nextInt(3), 500, 900);
            default -> in.setPreemption(preemption());
        }
    }

    /** Its priority stays: where it weighs anything, another one may take memory. */
    private QueueAlterationRequest alteration() {
        final QueueAlterationRequest request = new QueueAlterationRequest(random.nextInt(2));
        request.maxMultiplicity(1 + random.nextInt(3)).walltimeMaxNs(isOneIn(2) ? 0 : 1000);
        switch (random.nextInt(3)) {
            case 0 -> request.nodes(0, random.nextInt(6));
            case 1 -> request.nodes(2, 5).nodes(0, 0);
            default -> request.allNodes();
        }
        return request;
    }

    private LimitRequest limit() {
        return switch (random.nextInt(4)) {
            case 0 -> LimitRequest.ofQueue(0);
            case 1 -> LimitRequest.ofUser(-1);
            case 2 -> LimitRequest.ofUser(1).inQueue(0);
            default -> LimitRequest.ofAccount(1);
        };
    }

    private static ServiceLevelRequest serviceLevel() {
        return new ServiceLevelRequest(1)
                .objective(50, 950)
                .period(300, 2)
                .multiplicityMax(3)
                .moves(QueueMove.LENT_NODES, QueueMove.PREEMPTION, QueueMove.MAX_MULTIPLICITY)
                .lentNodes(6, 7);
    }

    private PreemptionRequest preemption() {
        return new PreemptionRequest()
                .preempting(JobClass.URGENT, JobClass.INTERACTIVE)
                .victims(JobClass.BATCH)
                .kind(preemptionKind())
                .graceNs(isOneIn(2) ? 0 : random.nextInt(50))
                .suspendMaxNs(isOneIn(2) ? 0 : 1 + random.nextInt(500));
    }

    /** Two once, two again and again; they come and go. */
    private void offerReservation() {
        final int id = random.nextInt(4);
        if (isOneIn(2)) {
            in.deleteReservation(id);
            return;
        }
        final long startNs = nowNs + random.nextInt(500);
        final ReservationRequest request =
                new ReservationRequest(id, startNs, startNs + 50 + random.nextInt(100));
        if (id < 2) {
            request.periodNs(500 + random.nextInt(500));
        }
        switch (random.nextInt(3)) {
            case 0 -> request.nodes(id, id + 1);
            case 1 -> request.coreCount(CORE_COUNT + 1);
            default -> request.nodeCount(1 + random.nextInt(2), 1);
        }
        in.createReservation(request.maintenance(isOneIn(6)));
    }

    // ------------------------------------------------------------------ jobs

    private JobRequest request(final long jobId) {
        job.clear()
                .jobId(jobId)
                .walltimeNs(walltimeNs())
                .owner(random.nextInt(3), random.nextInt(2))
                .priority(random.nextInt(3))
                .jobClass(JobClass.get((short) random.nextInt(3)))
                .queueId(random.nextInt(4) / 3)
                .requeueable(isOneIn(2))
                .checkpointable(isOneIn(3))
                .held(isOneIn(50));
        if (isOneIn(3)) {
            final int cores = 1 + random.nextInt(2 * CORE_COUNT);
            job.coresAnywhere(cores).coreCountMin(isOneIn(2) ? 0 : 1 + random.nextInt(cores));
        } else {
            job.nodes(1 + random.nextInt(3), 1 + random.nextInt(CORE_COUNT));
            job.exclusive(isOneIn(10));
        }
        addResources();
        addTerms(jobId);
        return job;
    }

    private void addResources() {
        job.memoryPerNode(random.nextInt(300)).memoryPerCore(random.nextInt(20));
        if (isOneIn(5)) {
            job.gpusPerNode(1 + random.nextInt(2)).memoryPerGpu(random.nextInt(100));
        }
        if (isOneIn(6)) {
            job.features(1);
        }
        if (isOneIn(6)) {
            job.licences(0, 1 + random.nextInt(2));
        }
    }

    private void addTerms(final long jobId) {
        switch (random.nextInt(16)) {
            case 0 -> job.array(1 + random.nextInt(3), random.nextInt(2));
            case 1 -> job.copies(2, isOneIn(2) ? CopySpread.NODES : CopySpread.SWITCHES);
            case 2 -> job.isolation(isOneIn(2) ? Isolation.USER : Isolation.TENANT);
            case 3 -> job.beginTimeNs(nowNs + random.nextInt(200));
            case 4, 5 -> job.deadlineNs(nowNs + 100 + random.nextInt(2000)).refuseLate(isOneIn(4));
            case 6 -> job.reservationId(random.nextInt(4));
            case 7 -> job.dependsOn(jobId - 1, DependencyKind.AFTER_ANY);
            case 8 -> job.dependsOn(random.nextInt(JOB_COUNT), DependencyKind.AFTER_START);
            default -> {
                // As most jobs.
            }
        }
    }

    private long walltimeNs() {
        return 1 + random.nextLong(WALLTIME_MAX_NS);
    }

    private boolean isOneIn(final int count) {
        return random.nextInt(count) == 0;
    }

    private EndKind endKind() {
        return isOneIn(4) ? EndKind.FAILED : EndKind.COMPLETED;
    }

    private PreemptionKind preemptionKind() {
        return PreemptionKind.get((short) random.nextInt(3));
    }

    // ------------------------------------------------------------------ decisions

    /** Counts what is decided, to see that nothing is left out. */
    private static final class Counts implements DecisionListener {
        private long startedCount;
        private long preemptedCount;
        private long pausedCount;
        private long continuedCount;
        private long resizedCount;
        private long begunCount;
        private long promisedCount;
        private long adjustedCount;
        private long answeredCount;
        private final long[] recentlyPreempted = new long[4];

        long preempted(final SplittableRandom random) {
            return recentlyPreempted[random.nextInt(recentlyPreempted.length)];
        }

        void assertAllSeen(final boolean honoursReservations) {
            assertSeen(startedCount, "started");
            assertSeen(preemptedCount, "preempted");
            assertSeen(pausedCount, "suspended");
            assertSeen(continuedCount, "resumed");
            assertSeen(resizedCount, "resized");
            if (honoursReservations) {
                assertSeen(begunCount, "reservations begun");
                assertSeen(promisedCount, "deadlines promised");
            }
            assertSeen(adjustedCount, "queues adjusted");
            assertSeen(answeredCount, "enquiries answered");
        }

        private static void assertSeen(final long count, final String what) {
            assertTrue(count >= STEP_COUNT / 2000, () -> count + " " + what);
        }

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            startedCount++;
        }

        @Override
        public void onJobPreempted(
                final DecisionStamp stamp,
                final long jobId,
                final long beneficiaryId,
                final PreemptionKind kind,
                final ReasonCode reason,
                final long workLost,
                final long graceNs) {
            recentlyPreempted[(int) (preemptedCount++ % recentlyPreempted.length)] = jobId;
        }

        @Override
        public void onPauseJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long detail) {
            pausedCount++;
        }

        @Override
        public void onContinueJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            continuedCount++;
        }

        @Override
        public void onJobResized(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            resizedCount++;
        }

        @Override
        public void onReservationChanged(
                final DecisionStamp stamp,
                final long reservationId,
                final long jobId,
                final ReservationChange change,
                final int nodeId,
                final int newNodeId,
                final int busyNodeCount) {
            begunCount += change == ReservationChange.BEGUN ? 1 : 0;
        }

        @Override
        public void onDeadlineAnswer(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final long startNs,
                final long endNs,
                final long missing,
                final long coreCountHeld) {
            promisedCount += reason == ReasonCode.DEADLINE_PROMISED ? 1 : 0;
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
            adjustedCount++;
        }

        @Override
        public void onEnquiryAnswer(
                final DecisionStamp stamp,
                final long enquiryId,
                final long countNow,
                final long countEver,
                final long earliestStartNs,
                final long othersStartNs) {
            answeredCount++;
        }
    }
}
