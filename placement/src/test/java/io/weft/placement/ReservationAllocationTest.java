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
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reservations come and go, jobs name them and have deadlines, and no object is made. */
class ReservationAllocationTest implements DecisionListener {
    private static final int NODE_COUNT = 8;
    private static final int STEP_COUNT = 15_000;

    private final SplittableRandom random = new SplittableRandom(3);
    private final JobRequest job = new JobRequest();
    private final ReservationRequest recurring =
            new ReservationRequest(1, 1000, 1100).periodNs(1000).nodes(0, 1);
    private InputWriter in;
    private long nowNs;
    private long lastJobId;
    private long begunCount;
    private long promisedCount;

    @ParameterizedTest
    @ValueSource(strings = {"easy", "fcfs", "easy+topology"})
    void shouldAllocateNothing(final String policy) {
        try (Kernel kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(
                                        new Limits()
                                                .nodeCount(NODE_COUNT)
                                                .coresPerNode(4)
                                                .jobCount(64))
                                .journal(new ForgetfulJournal())
                                .policies(new StandardPolicies())
                                .clock(() -> nowNs)
                                .verify(false))) {
            for (int id = 0; id < NODE_COUNT; id++) {
                kernel.inputWriter().defineNode(id, 4, 0, 0, 0, id / 4, -1);
            }
            kernel.inputWriter().defineQueue(new QueueRequest(0).maxMultiplicity(2));
            kernel.inputWriter().setPolicy(policy, 0, 1000, false, true);
            in = kernel.inputWriter();
            in.createReservation(recurring);

            assertEquals(0, AllocatedBytes.leastOf(() -> play(kernel)));
            assertTrue(begunCount > STEP_COUNT / 10, () -> begunCount + " begun");
            assertTrue(promisedCount > STEP_COUNT / 10, () -> promisedCount + " promised");
        }
    }

    private void play(final Kernel kernel) {
        for (int step = 0; step < STEP_COUNT; step++) {
            job.clear().jobId(++lastJobId).walltimeNs(1 + random.nextInt(100));
            switch (random.nextInt(4)) {
                case 0 -> job.nodes(1, 4).reservationId(1);
                case 1 -> job.coresAnywhere(1 + random.nextInt(12));
                default -> job.nodes(1 + random.nextInt(4), 1 + random.nextInt(4));
            }
            final boolean hasDeadline = random.nextInt(4) == 0 && lastJobId % 4 != 0;
            in.submitJob(hasDeadline ? withDeadline() : job);
            nowNs += random.nextInt(100);
            settle(kernel);
            while (kernel.view().runningCount() > 0 && random.nextInt(3) > 0) {
                final int row = kernel.view().runningJob(0);
                in.jobEnded(kernel.view().jobId(row), EndKind.COMPLETED, 0);
                settle(kernel);
            }
            while (kernel.view().pendingCount() > 20) {
                final int row = kernel.view().pendingHead();
                in.cancelJob(kernel.view().jobId(row), 0);
                settle(kernel);
            }
        }
    }

    private JobRequest withDeadline() {
        return job.reservationId(-1).deadlineNs(nowNs + 100 + random.nextInt(1000));
    }

    private void settle(final Kernel kernel) {
        while (kernel.doWork() + kernel.poll(this, 100) > 0) {
            // Until nothing is left to do.
        }
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
}
