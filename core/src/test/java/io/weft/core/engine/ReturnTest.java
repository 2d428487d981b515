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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.NodeState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a suspended job comes back: to node 0 of two with four cores, M is 2; 400 ns are left. */
class ReturnTest {
    private static final List<String> BACK = List.of("continue 1 x1 at 100 0:f");

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(4).jobCount(8));

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private static JobRequest job(final long jobId) {
        return new JobRequest().jobId(jobId).walltimeNs(400).nodes(1, 4);
    }

    private void suspend(final JobRequest job) {
        host.define(2, 4, 2);
        host.in.submitJob(job);
        host.run();
        host.in.jobStarted(1);
        host.in.suspendJob(1);
        host.in.jobSuspended(1);
        host.run();
    }

    private List<String> resume() {
        host.in.resumeJob(1);
        return host.run();
    }

    @Test
    void shouldNotComeBackToNodeThatIsDown() {
        suspend(job(1));
        host.in.nodeStateChanged(0, NodeState.DOWN, true);
        assertEquals(List.of(), resume());

        host.in.nodeStateChanged(0, NodeState.UP);
        assertEquals(BACK, host.run());
    }

    @Test
    void shouldComeBackToNodeThatTakesNoNewJobs() {
        suspend(job(1));
        host.in.nodeStateChanged(0, NodeState.DRAINING);

        assertEquals(BACK, resume());
    }

    @Test
    void shouldNotComeBackWhileSomebodyHoldsTheNode() {
        suspend(job(1));
        host.in.submitJob(job(2).exclusive(true));
        assertEquals(List.of("accepted 2", "start 2 x1 at 100 0:f"), host.run());
        assertEquals(List.of(), resume());

        host.end(2);
        assertEquals(List.of("closed 2 ENDED 0", BACK.get(0)), host.run());
    }

    @Test
    void shouldNotComeBackToHoldNodeOnWhichOthersAre() {
        suspend(job(1).exclusive(true));
        host.submit(2, 1, 1);
        assertEquals(List.of("accepted 2", "start 2 x1 at 100 0:1"), host.run());
        assertEquals(List.of(), resume());

        host.end(2);
        assertEquals(List.of("closed 2 ENDED 0", BACK.get(0)), host.run());
    }

    @Test
    void shouldNotComeBackWhileCoresLack() {
        suspend(job(1));
        host.submit(2, 1, 1);
        host.submit(3, 1, 4);
        assertEquals(
                List.of(
                        "accepted 2",
                        "accepted 3",
                        "start 2 x1 at 100 0:1",
                        "start 3 x2 at 100 0:f"),
                host.run());
        assertEquals(List.of(), resume());

        host.end(2);
        assertEquals(List.of("closed 2 ENDED 0", "continue 1 x2 at 100 0:f"), host.run());
    }

    @Test
    void shouldNotComeBackWhileItsNodeIsReserved() {
        suspend(job(1));
        host.in.createReservation(
                new ReservationRequest(5, 200, 300).nodes(0, 0).maintenance(true));
        host.now = 200;
        host.run();
        assertEquals(List.of(), resume());

        host.now = 300;
        assertEquals(List.of("continue 1 x1 at 300 0:f"), host.run());
    }

    /** Two jobs a core take 2 x 1.2 times as long. */
    @Test
    void shouldNotComeBackWhenItMightRunIntoReservationHoweverItIsSlowed() {
        suspend(job(1));
        host.in.createReservation(new ReservationRequest(5, 100 + 959, 2000).nodes(0, 0));
        assertEquals(List.of(), resume());

        host.in.deleteReservation(5);
        host.in.createReservation(new ReservationRequest(6, 100 + 960, 2000).nodes(0, 0));
        assertEquals(BACK, host.run());
    }

    @Test
    void shouldCountOnlyTimeThatIsLeftWhenLimitsAreNotStretched() {
        suspend(job(1));
        host.in.setPolicy("first-fit", 0, 1200, true, false);
        host.in.createReservation(new ReservationRequest(5, 100 + 399, 2000).nodes(0, 0));
        assertEquals(List.of(), resume());

        host.in.deleteReservation(5);
        host.in.createReservation(new ReservationRequest(6, 100 + 400, 2000).nodes(0, 0));
        assertEquals(BACK, host.run());
    }

    @Test
    void shouldNotSlowDownJobThatHoldsItsNode() {
        suspend(job(1).exclusive(true));
        host.in.createReservation(new ReservationRequest(5, 100 + 480, 2000).nodes(0, 0));

        assertEquals(BACK, resume());
    }

    // ------------------------------------------------------------------ closed nodes

    @Test
    void shouldCloseNodeToOthersWhenItHasWaitedTooLong() {
        host.in.setPreemption(new PreemptionRequest().suspendMaxNs(50));
        suspend(job(1));
        host.submit(2, 1, 4);
        host.submit(3, 1, 4);
        host.run();
        assertEquals(List.of(), resume());
        host.now = 150;
        host.in.clock(true);
        host.run();

        host.submit(4, 1, 1);
        assertEquals(List.of("accepted 4", "start 4 x1 at 150 1:1"), host.run());
        host.end(2);
        assertEquals(List.of("closed 2 ENDED 0", "continue 1 x2 at 150 0:f"), host.run());
        host.end(3);
        host.submit(5, 1, 1);
        assertEquals(
                List.of("closed 3 ENDED 0", "accepted 5", "start 5 x2 at 150 0:1"), host.run());
    }

    @Test
    void shouldOpenNodeAgainWhenItIsKeptByAnOperator() {
        host.in.setPreemption(new PreemptionRequest().suspendMaxNs(50));
        suspend(job(1));
        host.submit(2, 1, 4);
        host.submit(3, 1, 4);
        host.run();
        resume();
        host.now = 150;
        host.in.clock(true);
        host.in.suspendJob(1);
        host.end(2);
        host.run();

        host.submit(4, 1, 1);
        assertEquals(List.of("accepted 4", "start 4 x2 at 150 0:1"), host.run());
    }

    @Test
    void shouldNotCloseNodesForJobThatAnOperatorKeeps() {
        host.in.setPreemption(new PreemptionRequest().suspendMaxNs(50));
        suspend(job(1));
        host.now = 500;
        host.in.clock(true);
        host.run();

        host.submit(4, 1, 1);
        assertEquals(List.of("accepted 4", "start 4 x1 at 500 0:1"), host.run());
    }
}
