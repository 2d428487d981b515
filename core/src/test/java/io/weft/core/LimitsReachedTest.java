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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.ReservationRequest;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.Limits;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import org.junit.jupiter.api.Test;

/** Limits that no other test meets: each is a decision or a refusal, and nothing is lost. */
class LimitsReachedTest {
    private static final int INGRESS_LENGTH = 1 << 14;

    /** Answers, which must come in the order of the ids. */
    private static final class Answers implements DecisionListener {
        private long next;

        @Override
        public void onInputRejected(
                final DecisionStamp stamp,
                final int inputTemplateId,
                final long id,
                final ReasonCode reason,
                final InputField field,
                final long value,
                final long bound) {
            assertEquals(next, id);
            next++;
        }
    }

    private static Limits limits() {
        return new Limits().nodeCount(4).coresPerNode(4).jobCount(16);
    }

    @Test
    void shouldTakeNothingWhileNobodyPollsAndAnswerEachOnceAfterwards() {
        try (KernelHost host = new KernelHost(limits(), ctx -> ctx.ingressLength(INGRESS_LENGTH))) {
            long offered = 0;
            int workCount;
            do {
                workCount = host.kernel.doWork();
                while (host.in.cancelJob(offered, 0)) {
                    offered++;
                    workCount++;
                }
            } while (workCount > 0);
            final long position = host.kernel.appliedPosition();

            assertEquals(0, host.kernel.doWork());
            assertFalse(host.in.cancelJob(offered, 0));
            assertEquals(position, host.kernel.appliedPosition());

            final Answers answers = new Answers();
            while (host.kernel.poll(answers, 100) + host.kernel.doWork() > 0) {
                // Until nothing is left to do.
            }
            assertTrue(offered > INGRESS_LENGTH / 64);
            assertEquals(offered, answers.next);
            assertTrue(host.in.cancelJob(offered, 0));
        }
    }

    @Test
    void shouldLetJobWaitUntilAllocationTableHasRoom() {
        try (KernelHost host = new KernelHost(limits().allocationCount(4))) {
            host.define(4, 4, 1);
            for (long id = 0; id < 5; id++) {
                host.submit(id, 1, 1);
            }
            host.run();

            final int row = host.kernel.view().pendingHead();
            assertEquals(4, host.kernel.view().jobId(row));
            assertEquals(4, host.state().allocations().slab().usedCount());

            host.end(0);
            host.run();
            assertEquals(ClusterView.NULL_ROW, host.kernel.view().pendingHead());
        }
    }

    @Test
    void shouldRejectReservationWhenTableIsFull() {
        try (KernelHost host = new KernelHost(limits().reservationCount(2))) {
            host.define(4, 4, 1);
            for (int id = 0; id < 3; id++) {
                host.in.createReservation(
                        new ReservationRequest(id, 1_000_000, 2_000_000).nodeCount(1, 1));
            }

            final String last = String.join("\n", host.run());
            assertTrue(last.contains("rejected 2 TABLE_FULL"), last);
        }
    }
}
