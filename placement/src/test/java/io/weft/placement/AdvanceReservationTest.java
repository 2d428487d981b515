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

import io.weft.core.client.JobRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that are kept for later are there when they are needed, under every policy that may be. */
class AdvanceReservationTest {
    private static final String FAST = "easy";

    @ParameterizedTest
    @ValueSource(strings = {"easy", "fcfs", "reference-easy", "reference-fcfs"})
    void shouldStartOnlyWhoEndsBeforeItBegins(final String policy) {
        try (ReservedCluster cluster = new ReservedCluster(policy, 2, 1)) {
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 1));
            assertEquals(List.of("reserved 100..200 busy 0 nodes 0 1"), cluster.take());

            assertEquals(List.of("0 start 1 on 0"), cluster.submit(1, 1, 100));
            assertEquals(List.of(), cluster.submit(2, 1, 101));
            assertEquals("WAITING_ADVANCE_RESERVATION 5", cluster.reason(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"easy", "fcfs", "easy+topology", "reference-easy", "reference-fcfs"})
    void shouldPutLongJobsOnOtherNodes(final String policy) {
        try (ReservedCluster cluster = new ReservedCluster(policy, 3, 1)) {
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 1));
            cluster.take();

            assertEquals(List.of("0 start 1 on 2"), cluster.submit(1, 1, 500));
            assertEquals(List.of("0 start 2 on 0"), cluster.submit(2, 1, 50));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"easy", "fcfs", "reference-easy", "reference-fcfs"})
    void shouldPutCoresAnywhereOnOtherNodes(final String policy) {
        try (ReservedCluster cluster = new ReservedCluster(policy, 3, 1)) {
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 0));
            cluster.take();

            cluster.in.submitJob(ReservedCluster.job(1, 500).coresAnywhere(8));
            assertEquals(List.of("0 start 1 on 1 2"), cluster.take());
        }
    }

    @Test
    void shouldNotSlowDownAnybodyBeyondItsBegin() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 1, 2)) {
            cluster.submit(1, 1, 80);
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 0));
            cluster.take();

            // Job 2 would end in time, but job 1 would not, at half its speed.
            assertEquals(List.of(), cluster.submit(2, 1, 10));
            assertEquals("WAITING_ADVANCE_RESERVATION 5", cluster.reason(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"easy", "fcfs", "reference-easy", "reference-fcfs"})
    void shouldRunItsOwnJobsAloneWhenItHasBegun(final String policy) {
        try (ReservedCluster cluster = new ReservedCluster(policy, 2, 1)) {
            cluster.in.createReservation(
                    new ReservationRequest(5, 100, 200).nodes(1, 1).owner(7, -1));
            cluster.in.submitJob(of(5, 8, 1, 50));
            assertEquals("rejected OUT_OF_RANGE USER_ID 8 7", cluster.take().get(1));
            cluster.in.submitJob(of(5, 7, 2, 50));
            assertEquals(List.of(), cluster.take());

            cluster.passTo(100);
            assertEquals(List.of("100 BEGUN busy 0", "100 start 2 on 1"), cluster.take());
            assertEquals(List.of("100 start 3 on 0"), cluster.submit(3, 1, 10));
            assertEquals(List.of(), cluster.submit(4, 1, 10));

            cluster.in.jobEnded(2, EndKind.COMPLETED, 0);
            assertEquals(List.of("100 close 2 ENDED"), cluster.take());
            cluster.in.submitJob(of(5, 7, 5, 100));
            assertEquals(List.of("100 start 5 on 1"), cluster.take());
            cluster.in.submitJob(of(5, 7, 6, 101));
            assertEquals(List.of("rejected OUT_OF_RANGE WALLTIME 101 100"), cluster.take());
        }
    }

    private static JobRequest of(
            final long reservationId, final int userId, final long jobId, final long walltimeNs) {
        return ReservedCluster.job(jobId, walltimeNs)
                .nodes(1, 4)
                .owner(userId, 0)
                .reservationId(reservationId);
    }

    @Test
    void shouldCloseItsJobsThatCanNoLongerRun() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 1, 1)) {
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 0));
            cluster.in.submitJob(of(5, 1, 1, 60));
            cluster.in.submitJob(of(5, 1, 2, 60));
            cluster.take();
            cluster.passTo(150);
            assertEquals(List.of("100 BEGUN busy 0", "100 start 1 on 0"), cluster.take());
            assertEquals("WAITING_CORES 1", cluster.reason(2));

            cluster.passTo(200);
            final List<String> lines = cluster.take();
            assertTrue(lines.contains("200 close 2 RESERVATION_ENDED"), lines::toString);
            assertTrue(lines.contains("200 ENDED busy 1"), lines::toString);
        }
    }

    @Test
    void shouldEndNobodyForMaintenanceAndSayWhoIsLate() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 2, 1)) {
            cluster.submit(1, 1, 50);
            cluster.in.createReservation(
                    new ReservationRequest(5, 100, 200).nodes(0, 1).maintenance(true));
            cluster.in.alterWalltime(1, 150);
            assertEquals(List.of("reserved 100..200 busy 0 nodes 0 1"), cluster.take());

            cluster.passTo(100);
            assertEquals(List.of("100 BEGUN busy 1"), cluster.take());
            cluster.in.submitJob(of(5, 1, 2, 10));
            assertEquals(List.of("rejected WRONG_STATE RESERVATION 5 0"), cluster.take());
            assertEquals(List.of(), cluster.submit(3, 1, 10));
            cluster.passTo(150);
            assertEquals(List.of("150 terminate 1"), cluster.take());
            cluster.in.jobEnded(1, EndKind.TIMED_OUT, 0);
            cluster.settle();
            cluster.passTo(200);
            assertEquals(
                    List.of("150 close 1 TIME_LIMIT", "200 ENDED busy 0", "200 start 3 on 0"),
                    cluster.take());
        }
    }

    @Test
    void shouldBeginAgainWhenItRecurs() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 1, 1)) {
            cluster.in.createReservation(
                    new ReservationRequest(5, 100, 150).nodes(0, 0).periodNs(100));
            cluster.in.createReservation(new ReservationRequest(6, 540, 560).nodes(0, 0));
            assertEquals("rejected WRONG_STATE NODE_ID 0 5", cluster.take().get(1));
            cluster.in.createReservation(new ReservationRequest(6, 550, 600).nodes(0, 0));
            assertEquals(List.of("reserved 550..600 busy 0 nodes 0"), cluster.take());
            cluster.in.deleteReservation(6);
            cluster.take();

            cluster.passTo(220);
            assertEquals(
                    List.of("100 BEGUN busy 0", "150 ENDED busy 0", "200 BEGUN busy 0"),
                    cluster.take());
            cluster.in.submitJob(of(5, 1, 1, 40));
            assertEquals(List.of(), cluster.take());
            cluster.passTo(300);
            assertEquals(
                    List.of("250 ENDED busy 0", "300 BEGUN busy 0", "300 start 1 on 0"),
                    cluster.take());
        }
    }

    @Test
    void shouldReplaceNodeThatFailsBeforeItBegins() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 3, 1)) {
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodeCount(2, 4));
            assertEquals(List.of("reserved 100..200 busy 0 nodes 0 1"), cluster.take());
            cluster.in.nodeStateChanged(1, NodeState.DOWN);
            assertEquals(List.of("0 MOVED 1 2 busy 0"), cluster.take());
            cluster.in.nodeStateChanged(0, NodeState.DOWN);
            assertEquals(List.of("0 NODE_LOST 0 -1 busy 0"), cluster.take());
        }
    }

    @Test
    void shouldSayHowManyNodesThereAreWhenTheyAreTooFew() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 3, 1)) {
            cluster.submit(1, 1, 150);
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodeCount(3, 4));
            assertEquals(List.of("rejected NEVER_FITS NODE_COUNT 3 2"), cluster.take());
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).coreCount(5));
            assertEquals(List.of("reserved 100..200 busy 0 nodes 1 2"), cluster.take());
        }
    }

    @Test
    void shouldRefuseWhatThePolicyWouldNotHonour() {
        try (ReservedCluster cluster = new ReservedCluster("conservative", 1, 1)) {
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 0));
            assertEquals(List.of("rejected NOT_SUPPORTED POLICY 0 0"), cluster.take());
            cluster.in.setPolicy("easy", 0, 1000, false, true);
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 0));
            cluster.take();
            cluster.in.setPolicy("conservative", 0, 1000, false, true);
            assertEquals("rejected NO_POLICY", cluster.take().get(0).substring(0, 18));
        }
    }

    @Test
    void shouldKeepReservationThatJobsName() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 1, 1)) {
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(0, 0));
            cluster.in.submitJob(of(5, 1, 1, 60));
            cluster.take();
            cluster.in.deleteReservation(5);
            assertEquals(List.of("rejected NOT_EMPTY RESERVATION 5 1"), cluster.take());
            cluster.in.cancelJob(1, 0);
            cluster.in.deleteReservation(5);
            assertEquals(
                    List.of("0 close 1 CANCELLED_BY_USER", "0 DELETED busy 0"), cluster.take());
        }
    }

    @Test
    void shouldPromiseHeadOnlyWhatNoReservationTakes() {
        try (ReservedCluster cluster = new ReservedCluster(FAST, 3, 1)) {
            cluster.submit(1, 1, 60);
            cluster.submit(2, 1, 40);
            cluster.in.createReservation(new ReservationRequest(5, 100, 200).nodes(1, 2));
            cluster.take();

            // On nodes 1 and 2 it would still run at 100, so it waits for node 0.
            assertEquals(List.of(), cluster.submit(3, 1, 120));
            assertEquals("WAITING_ADVANCE_RESERVATION 5", cluster.reason(3));
            assertEquals(List.of("0 start 4 on 2"), cluster.submit(4, 1, 90));
            cluster.passTo(60);
            cluster.in.jobEnded(1, EndKind.COMPLETED, 0);
            final List<String> lines = cluster.take();
            assertTrue(lines.contains("60 start 3 on 0"), lines::toString);
        }
    }
}
