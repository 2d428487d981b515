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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EASY backfilling: who may overtake the head of a queue, and where. */
abstract class EasyContract extends PlacementPolicyContract implements BackfillContract {
    @Override
    public ModelCluster equalNodes(
            final int nodeCount, final int coreCount, final int maxMultiplicity) {
        return cluster(nodeCount, coreCount, maxMultiplicity);
    }

    private static Decision last(final ModelCluster cluster) {
        final var decisions = cluster.pass();
        return decisions.get(decisions.size() - 1);
    }

    // ------------------------------------------------------------------ M = 1, by the textbook

    @Test
    void shouldSayThatAJobWasBackfilled() {
        final ModelCluster cluster = cluster(1, 4, 1);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        run(cluster, ModelRequest.nodes(1, 4));

        final int timely = cluster.submit(ModelRequest.nodes(1, 2).walltime(100));

        assertEquals(ReasonCode.BACKFILLED, last(cluster).reason());
        assertTrue(cluster.isRunning(timely));
    }

    @Test
    void shouldBackfillALongJobOnWhatTheHeadDoesNotNeed() {
        final ModelCluster cluster = cluster(3, 4, 1);
        run(cluster, ModelRequest.nodes(2, 4).walltime(100));
        final int head = run(cluster, ModelRequest.nodes(2, 4));

        final int first = run(cluster, ModelRequest.nodes(1, 4).walltime(1000));
        assertWaits(cluster, ModelRequest.nodes(1, 4).walltime(1000), ReasonCode.WAITING_CORES, 1);

        assertTrue(cluster.isRunning(first));
        assertFalse(cluster.isRunning(head));
    }

    @Test
    void shouldRefuseALongJobThatTakesWhatTheHeadNeeds() {
        final ModelCluster cluster = cluster(3, 4, 1);
        run(cluster, ModelRequest.nodes(2, 4).walltime(100));
        final int head = run(cluster, ModelRequest.nodes(3, 4));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).walltime(1000),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    @Test
    void shouldCountWhatEarlierBackfillsTookFromTheHead() {
        final ModelCluster cluster = cluster(3, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(100));
        final int head = cluster.submit(ModelRequest.nodes(3, 3));
        final int first = cluster.submit(ModelRequest.nodes(2, 1).walltime(1000));
        final int second = cluster.submit(ModelRequest.nodes(2, 1).walltime(1000));

        final Decision decision = last(cluster);

        assertTrue(cluster.isRunning(first));
        assertFalse(cluster.isRunning(second));
        assertEquals(ReasonCode.WAITING_RESERVATION, decision.reason());
        assertEquals(cluster.jobId(head), decision.number());
    }

    @Test
    void shouldCountNodesThatEarlierBackfillsTookFromTheHead() {
        final ModelCluster cluster = cluster(4, 4, 1);
        run(cluster, ModelRequest.nodes(2, 4).walltime(100));
        cluster.submit(ModelRequest.nodes(3, 4));
        final int first = cluster.submit(ModelRequest.nodes(1, 4).walltime(1000));
        final int second = cluster.submit(ModelRequest.nodes(1, 4).walltime(1000));

        final Decision decision = last(cluster);

        assertTrue(cluster.isRunning(first));
        assertFalse(cluster.isRunning(second));
        assertEquals(ReasonCode.WAITING_RESERVATION, decision.reason());
    }

    @Test
    void shouldCountCoresThatEarlierBackfillsTookOnANodeOfTheHead() {
        final ModelCluster cluster = cluster(1, 5, 1);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        cluster.submit(ModelRequest.nodes(1, 4));
        final int first = cluster.submit(ModelRequest.nodes(1, 1).walltime(1000));
        final int second = cluster.submit(ModelRequest.nodes(1, 1).walltime(1000));

        final Decision decision = last(cluster);

        assertTrue(cluster.isRunning(first));
        assertFalse(cluster.isRunning(second));
        assertEquals(ReasonCode.WAITING_RESERVATION, decision.reason());
    }

    @Test
    void shouldNotChargeTheHeadForABackfillThatEndsInTime() {
        final ModelCluster cluster = cluster(3, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(100));
        cluster.submit(ModelRequest.nodes(3, 3));
        final int timely = cluster.submit(ModelRequest.nodes(2, 1).walltime(100));
        final int longer = cluster.submit(ModelRequest.nodes(2, 1).walltime(1000));

        cluster.pass();

        assertTrue(cluster.isRunning(timely));
        assertTrue(cluster.isRunning(longer));
    }

    @Test
    void shouldLetLaterJobsPassWhenTheHeadWouldNeverStart() {
        final ModelCluster cluster = cluster(2, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(10));
        cluster.nodeState(0, NodeState.DOWN);
        run(cluster, ModelRequest.nodes(2, 4));

        final int jobRow = cluster.submit(ModelRequest.nodes(1, 4).walltime(1000));

        assertEquals(ReasonCode.BACKFILLED, last(cluster).reason());
        assertTrue(cluster.isRunning(jobRow));
    }

    @Test
    void shouldHonourTheReservationOfAnotherQueue() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int other = cluster.addQueue(1, null);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        final int head = run(cluster, ModelRequest.nodes(1, 4));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 2).queue(other).walltime(101),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    @Test
    void shouldNameTheFirstQueueWhoseHeadRefuses() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int other = cluster.addQueue(1, null);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        cluster.submit(ModelRequest.nodes(1, 4).queue(other));
        final int head = run(cluster, ModelRequest.nodes(1, 4));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 2).walltime(101),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    @Test
    void shouldReleaseJobsThatAreOverdueNow() {
        final ModelCluster cluster = cluster(2, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(100));
        cluster.timeNs = 200;
        final int head = run(cluster, ModelRequest.nodes(2, 4));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 4).walltime(1),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    // ------------------------------------------------------------------ the second try

    @Test
    void shouldTryOtherNodesWhenTheBestOnesAreReserved() {
        final ModelCluster cluster = cluster(2, 8, 1);
        cluster.addNode(4, ModelCluster.AMPLE, 0, 0);
        run(cluster, ModelRequest.nodes(1, 8).walltime(100));
        run(cluster, ModelRequest.nodes(2, 8));

        final int jobRow = cluster.submit(ModelRequest.nodes(1, 4).walltime(1000));

        assertEquals(ReasonCode.BACKFILLED, last(cluster).reason());
        assertEquals(List.of(2), cluster.nodesOf(jobRow));
    }

    @Test
    void shouldNotTryASecondTimeWhenCoresMayBeAnywhere() {
        final ModelCluster cluster = cluster(2, 8, 1);
        cluster.addNode(4, ModelCluster.AMPLE, 0, 0);
        run(cluster, ModelRequest.nodes(1, 8).walltime(100));
        final int head = run(cluster, ModelRequest.nodes(2, 8));

        assertWaits(
                cluster,
                ModelRequest.anywhere(4).walltime(1000),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    @Test
    void shouldLeaveTheCoresOfAnAnywhereHeadAloneInTheSecondTry() {
        final ModelCluster cluster = cluster(2, 8, 1);
        final int narrow = cluster.addQueue(1, rows(0, 1));
        cluster.addNode(4, ModelCluster.AMPLE, 0, 0);
        run(cluster, ModelRequest.nodes(1, 8).walltime(100));
        run(cluster, ModelRequest.anywhere(16).queue(narrow));

        final int jobRow = run(cluster, ModelRequest.nodes(1, 4).walltime(1000));

        assertEquals(List.of(2), cluster.nodesOf(jobRow));
    }

    @Test
    void shouldUseTheSlackOfAnAnywhereHeadInTheFirstTry() {
        final ModelCluster cluster = cluster(2, 8, 1);
        run(cluster, ModelRequest.nodes(1, 8).walltime(100));
        run(cluster, ModelRequest.anywhere(12));

        final int slack = run(cluster, ModelRequest.nodes(1, 4).walltime(1000));

        assertTrue(cluster.isRunning(slack));
        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).walltime(1000),
                ReasonCode.WAITING_RESERVATION,
                2);
    }

    // ------------------------------------------------------------------ shared cores

    @Test
    void shouldStretchTheDurationOfABackfillThatSharesCores() {
        final ModelCluster cluster = cluster(0, 4, 2);
        cluster.addNode(1, 100, 0, 0);
        cluster.addNode(1, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 1).memory(60, 0).walltime(240));
        run(cluster, ModelRequest.nodes(1, 1).memory(1, 0).walltime(10_000));
        final int head = run(cluster, ModelRequest.nodes(2, 1).memory(99, 0));

        // The head waits until 240 for node 0. On node 1 a job of 101 would take 2.4 times as long,
        // until 243, and slow down nobody that the head waits for.
        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).memory(60, 0).walltime(101),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
        final int timely = run(cluster, ModelRequest.nodes(1, 1).memory(60, 0).walltime(100));
        assertEquals(List.of(1), cluster.nodesOf(timely));
    }

    @Test
    void shouldAllowAVictimWhoseMultiplicityDoesNotRise() {
        final ModelCluster cluster = cluster(0, 4, 2);
        cluster.addNode(2, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 2).memory(50, 0).walltime(240));
        run(cluster, ModelRequest.nodes(1, 1).memory(20, 0).walltime(100));
        run(cluster, ModelRequest.nodes(1, 2).memory(100, 0));

        // The first job is at multiplicity 2 already, on its other core: it gets no slower.
        final int jobRow = run(cluster, ModelRequest.nodes(1, 1).memory(1, 0).walltime(240));

        assertTrue(cluster.isRunning(jobRow));
        assertEquals(List.of(1), cluster.cores(jobRow, 0));
    }

    @Test
    void shouldRefuseASecondTryThatSlowsAVictimPastTheStart() {
        final ModelCluster cluster = cluster(0, 4, 2);
        final int reserved = cluster.addQueue(2, rows(0, 1));
        cluster.addNode(2, 100, 0, 0);
        cluster.addNode(2, 100, 0, 0);
        cluster.addNode(1, 100, 0, 0);
        final int victim = cluster.submit(ModelRequest.nodes(3, 1).memory(60, 0).walltime(100));
        cluster.submit(ModelRequest.nodes(1, 1).memory(1, 0).walltime(100));
        cluster.submit(ModelRequest.nodes(1, 1).memory(1, 0).walltime(100));
        final int head = cluster.submit(ModelRequest.nodes(2, 2).memory(70, 0).queue(reserved));
        cluster.pass();
        assertEquals(List.of(0, 1, 2), cluster.nodesOf(victim));

        // On nodes 0 and 1 it would take memory from the head. On node 2 it would not, but the
        // first job is there too, and the head waits for its end.
        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).memory(39, 0).walltime(1000),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    @Test
    void shouldSlowVictimsOnNodesThatTheHeadMayNotUse() {
        final ModelCluster cluster = cluster(0, 4, 2);
        final int one = cluster.addQueue(2, rows(0));
        final int other = cluster.addQueue(2, rows(1));
        cluster.addNode(1, 100, 0, 0);
        cluster.addNode(1, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 1).memory(60, 0).walltime(200).queue(one));
        run(cluster, ModelRequest.nodes(1, 1).memory(10, 0).walltime(100).queue(other));
        run(cluster, ModelRequest.nodes(1, 1).memory(60, 0).queue(one));

        // Its neighbour ends at 240 in place of 100; the head waits for node 0 until 200.
        final int jobRow =
                run(cluster, ModelRequest.nodes(1, 1).memory(10, 0).walltime(1000).queue(other));

        assertTrue(cluster.isRunning(jobRow));
    }

    @Test
    void shouldForgetTheSecondTryOfAShapeWhenSomethingWasStarted() {
        final ModelCluster cluster = cluster(1, 4, 1);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        run(cluster, ModelRequest.nodes(1, 4));
        final int refused = cluster.submit(ModelRequest.nodes(1, 1).walltime(101));
        final int started = cluster.submit(ModelRequest.nodes(1, 1).walltime(100));
        final int refusedToo = cluster.submit(ModelRequest.nodes(1, 1).walltime(102));
        final int startedToo = cluster.submit(ModelRequest.nodes(1, 1).walltime(99));

        cluster.pass();

        assertFalse(cluster.isRunning(refused));
        assertTrue(cluster.isRunning(started));
        assertFalse(cluster.isRunning(refusedToo));
        assertTrue(cluster.isRunning(startedToo));
    }

    @Test
    void shouldNotStretchWhenLimitsArePlain() {
        final ModelCluster cluster = new ModelCluster(policy, 16, 1, false, 1200);
        cluster.addQueue(2, null);
        cluster.addNode(2, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 2).memory(50, 0).walltime(240));
        final int head = run(cluster, ModelRequest.nodes(1, 2).memory(100, 0));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).memory(1, 0).walltime(241),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
        final int timely = run(cluster, ModelRequest.nodes(1, 1).memory(1, 0).walltime(240));
        assertTrue(cluster.isRunning(timely));
    }

    // ------------------------------------------------------------------ shapes and steps

    @Test
    void shouldFindTheNextJobOfAShapeThatEndsInTimeBehindManyThatDoNot() {
        final ModelCluster cluster = cluster(1, 4, 1);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        final int head = cluster.submit(ModelRequest.nodes(1, 4));
        for (int i = 0; i < 50; i++) {
            cluster.submit(ModelRequest.nodes(1, 1).walltime(101 + i * 7 % 50));
        }
        final int timely = cluster.submit(ModelRequest.nodes(1, 1).walltime(100));
        final int late = cluster.submit(ModelRequest.nodes(1, 1).walltime(101));
        final int another = cluster.submit(ModelRequest.nodes(1, 1).walltime(1));

        cluster.pass();

        assertTrue(cluster.isRunning(timely) && cluster.isRunning(another));
        assertEquals(ReasonCode.WAITING_RESERVATION, policy.reason(late));
        assertEquals(ReasonCode.WAITING_CORES, policy.reason(head));
    }

    @Test
    void shouldGiveAllJobsOfAShapeTheReasonOfTheLastThatWasJudged() {
        final ModelCluster cluster = cluster(1, 8, 1);
        final int other = cluster.addQueue(1, null);
        run(cluster, ModelRequest.nodes(1, 4).walltime(100));
        final int early = cluster.submit(ModelRequest.nodes(1, 1).queue(other).walltime(500));
        final int head = cluster.submit(ModelRequest.nodes(1, 8));
        final int late = cluster.submit(ModelRequest.nodes(1, 1).queue(other).walltime(501));
        final int later = cluster.submit(ModelRequest.nodes(1, 1).queue(other).walltime(502));

        cluster.pass();

        assertTrue(cluster.isRunning(early));
        for (final int jobRow : new int[] {late, later}) {
            assertEquals(ReasonCode.WAITING_RESERVATION, policy.reason(jobRow));
            assertEquals(cluster.jobId(head), policy.reasonNumber(jobRow));
        }
    }

    /** The promise takes two steps and the head one: nothing is left for others. */
    @Test
    void shouldKeepThePromiseToTheHeadWhenThePassIsCut() {
        final ModelCluster cluster = new ModelCluster(policy, 64, 1, true, 1200, 3);
        cluster.addQueue(1, null);
        cluster.addNode(4, ModelCluster.AMPLE, 0, 0);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        final int head = cluster.submit(ModelRequest.nodes(1, 4));
        final int late = cluster.submit(ModelRequest.nodes(1, 1).walltime(1000));

        for (int pass = 0; pass < 3; pass++) {
            cluster.timeNs += 30;
            cluster.pass();
            assertEquals(ReasonCode.NOT_REACHED, policy.reason(late));
        }
        cluster.end(0);
        cluster.pass();

        assertTrue(cluster.isRunning(head));
        assertFalse(cluster.isRunning(late));
    }

    /**
     * The head: a look, a promise and its 128 nodes. The next: a look and a node, a second look and
     * 128 nodes, 64 to a step.
     */
    @Test
    void shouldCountWhatPromisesAndSecondTriesCost() {
        final ModelCluster cluster = new ModelCluster(policy, 64, 1, true, 1200, 135);
        cluster.addQueue(1, null);
        for (int i = 0; i < 128; i++) {
            cluster.addNode(4, ModelCluster.AMPLE, 0, 0);
        }
        run(cluster, ModelRequest.nodes(128, 2).walltime(100));
        cluster.submit(ModelRequest.nodes(128, 4));
        final int late = cluster.submit(ModelRequest.nodes(1, 1).walltime(1000));
        final int behind = cluster.submit(ModelRequest.nodes(1, 2).walltime(1));

        final Decision cut = last(cluster);

        assertEquals(ReasonCode.WAITING_RESERVATION, policy.reason(late));
        assertEquals(
                new Decision(cluster.jobId(behind), false, ReasonCode.NONE, 135, List.of()), cut);
    }
}
