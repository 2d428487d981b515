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

import static io.weft.placement.PlacementPolicyContract.assertWaits;
import static io.weft.placement.PlacementPolicyContract.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.select.ScanIndex;
import io.weft.placement.timeline.ConservativePlan;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conservative backfilling: who may overtake whom, where, and what is promised to all. */
abstract class ConservativeContract implements BackfillContract {
    PlacementPolicy policy;

    /** The policy under test, not yet attached. */
    abstract PlacementPolicy create();

    @BeforeEach
    void createPolicy() {
        policy = create();
    }

    @AfterEach
    void closePolicy() {
        policy.close();
        policy.close();
    }

    ModelCluster cluster(final int nodeCount, final int coreCount, final int maxMultiplicity) {
        return ModelCluster.of(policy, nodeCount, coreCount, maxMultiplicity);
    }

    @Override
    public ModelCluster equalNodes(
            final int nodeCount, final int coreCount, final int maxMultiplicity) {
        return cluster(nodeCount, coreCount, maxMultiplicity);
    }

    // ------------------------------------------------------------------ M = 1

    /** EASY would start it: it delays the second job that waits, not the first. */
    @Test
    void shouldRefuseAJobThatDelaysASecondReservation() {
        final ModelCluster cluster = cluster(10, 1, 1);
        run(cluster, ModelRequest.nodes(7, 1).walltime(100));
        final int first = run(cluster, ModelRequest.nodes(8, 1).walltime(100));
        run(cluster, ModelRequest.nodes(9, 1).walltime(100));

        assertWaits(
                cluster,
                ModelRequest.nodes(2, 1).walltime(250),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(first));
    }

    @Test
    void shouldUseAHoleBetweenReservations() {
        final ModelCluster cluster = cluster(2, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(100));
        run(cluster, ModelRequest.nodes(2, 4).walltime(100));
        run(cluster, ModelRequest.nodes(2, 4).walltime(100));

        final int later = run(cluster, ModelRequest.nodes(1, 4).walltime(150));
        final int hole = run(cluster, ModelRequest.nodes(1, 4).walltime(100));

        assertFalse(cluster.isRunning(later));
        assertEquals(List.of(1), cluster.nodesOf(hole));
    }

    @Test
    void shouldMoveUpWhenAJobEndsEarly() {
        final ModelCluster cluster = cluster(2, 4, 1);
        final int first = run(cluster, ModelRequest.nodes(2, 4).walltime(1000));
        final int second = run(cluster, ModelRequest.nodes(1, 4).walltime(100));
        final int third = run(cluster, ModelRequest.nodes(2, 4).walltime(100));
        final int fourth = run(cluster, ModelRequest.nodes(1, 4).walltime(100));

        cluster.timeNs = 10;
        cluster.end(first);
        cluster.pass();

        assertTrue(cluster.isRunning(second));
        assertFalse(cluster.isRunning(third));
        assertTrue(cluster.isRunning(fourth));
    }

    @Test
    void shouldPlanAnewWhenTheTimeLimitOfAWaitingJobIsAltered() {
        final ModelCluster cluster = cluster(1, 4, 1);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        run(cluster, ModelRequest.nodes(1, 4));
        final int altered = run(cluster, ModelRequest.nodes(1, 2).walltime(101));
        final int behind = run(cluster, ModelRequest.nodes(1, 2).walltime(101));
        assertFalse(cluster.isRunning(altered));

        cluster.alterWalltime(altered, 100);
        cluster.pass();

        assertTrue(cluster.isRunning(altered));
        assertFalse(cluster.isRunning(behind));
    }

    @Test
    void shouldTakeTheFirstNodesByRowAndTheLowestCores() {
        final ModelCluster cluster = cluster(3, 4, 1);
        run(cluster, ModelRequest.nodes(1, 3));

        final int narrow = run(cluster, ModelRequest.nodes(2, 1));
        final int wide = run(cluster, ModelRequest.nodes(1, 4));

        assertEquals(List.of(0, 1), cluster.nodesOf(narrow));
        assertEquals(List.of(3), cluster.cores(narrow, 0));
        assertEquals(List.of(2), cluster.nodesOf(wide));
    }

    @Test
    void shouldTakeCoresAnywhereByRow() {
        final ModelCluster cluster = cluster(3, 4, 1);
        run(cluster, ModelRequest.nodes(1, 3));

        final int jobRow = run(cluster, ModelRequest.anywhere(6));

        assertEquals(List.of(0, 1, 2), cluster.nodesOf(jobRow));
        assertEquals(List.of(0), cluster.cores(jobRow, 2));
    }

    @Test
    void shouldPassByAJobThatNeverFits() {
        final ModelCluster cluster = cluster(2, 4, 1);
        cluster.nodeState(0, NodeState.DOWN);
        run(cluster, ModelRequest.nodes(2, 4));

        final int jobRow = run(cluster, ModelRequest.nodes(1, 4).walltime(1000));

        assertTrue(cluster.isRunning(jobRow));
    }

    @Test
    void shouldStartElsewhereWhenAnOverdueJobIsInTheWay() {
        final ModelCluster cluster = cluster(2, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(100));
        cluster.timeNs = 200;

        final int jobRow = run(cluster, ModelRequest.nodes(1, 4));

        assertEquals(List.of(1), cluster.nodesOf(jobRow));
    }

    @Test
    void shouldLetJobsWaitForTheirTurnWhenTooManyAreBeforeThem() {
        final ModelCluster cluster = new ModelCluster(policy, 600, 1, true, 1200);
        cluster.addQueue(1, null);
        cluster.addNode(2, ModelCluster.AMPLE, 0, 0);
        run(cluster, ModelRequest.nodes(1, 1).walltime(100_000));
        int last = 0;
        for (int i = 0; i < ConservativePlan.JOBS_MAX; i++) {
            last = cluster.submit(ModelRequest.nodes(1, 2).walltime(100));
        }

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).walltime(1),
                ReasonCode.WAITING_TURN,
                cluster.jobId(last));
    }

    // ------------------------------------------------------------------ shared cores

    @Test
    void shouldShareCoresWhenThatIsEarlier() {
        final ModelCluster cluster = cluster(1, 4, 2);
        run(cluster, ModelRequest.nodes(1, 3).walltime(100));

        final int jobRow = run(cluster, ModelRequest.nodes(1, 2).walltime(100));

        assertEquals(List.of(0, 3), cluster.cores(jobRow, 0));
    }

    /** Core 1 is idle, but a job is to have it for itself later. */
    @Test
    void shouldNotSlowAReservationMoreThanWasPlanned() {
        final ModelCluster cluster = cluster(0, 4, 2);
        cluster.addNode(2, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 1).memory(60, 0).walltime(100));
        final int head = run(cluster, ModelRequest.nodes(1, 2).memory(60, 0).walltime(100));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).memory(10, 0).walltime(1000),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    // ------------------------------------------------------------------ the promise

    /** Nodes differ, so that who takes another place than planned may be in somebody's way. */
    @Test
    void shouldStartNobodyLaterThanReservedFirstWhenNothingEndsEarly() {
        int waitedCount = 0;
        for (long seed = 0; seed < 12; seed++) {
            try (PlacementPolicy each = create()) {
                waitedCount += keepPromises(each, seed);
            }
        }
        assertTrue(waitedCount > 200, "hardly anybody waits: " + waitedCount);
    }

    private static int keepPromises(final PlacementPolicy policy, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final ModelCluster cluster = new ModelCluster(policy, 64, 1, true, 1200);
        cluster.addQueue(1, null);
        cluster.addQueue(1, PlacementPolicyContract.rows(1, 3, 4));
        for (int i = 0; i < 6; i++) {
            cluster.addNode(1 + random.nextInt(8), 50 + random.nextInt(100), random.nextInt(2), 0);
        }
        final Map<Long, Long> promisesNs = new TreeMap<>();
        int waitedCount = 0;
        for (int step = 0; step < 120; step++) {
            for (int i = random.nextInt(3); i > 0 && cluster.pendingCount() < 12; i--) {
                submitOne(cluster, random);
            }
            promise(cluster, promisesNs);
            cluster.pass();
            for (int slot = 0; slot < cluster.runningCount(); slot++) {
                final int jobRow = cluster.runningJob(slot);
                final Long promisedNs = promisesNs.remove(cluster.jobId(jobRow));
                if (promisedNs != null) {
                    assertTrue(
                            cluster.timeNs <= promisedNs,
                            "seed=" + seed + " jobId=" + cluster.jobId(jobRow));
                    waitedCount += cluster.timeNs > cluster.jobSubmitTimeNs(jobRow) ? 1 : 0;
                }
            }
            endAllThatAreDue(cluster, random);
        }
        return waitedCount;
    }

    private static void submitOne(final ModelCluster cluster, final SplittableRandom random) {
        final ModelRequest request =
                random.nextInt(4) == 0
                        ? ModelRequest.anywhere(1 + random.nextInt(12))
                        : ModelRequest.nodes(1 + random.nextInt(3), 1 + random.nextInt(4));
        final int jobRow =
                cluster.submit(
                        request.queue(random.nextInt(2))
                                .memory(random.nextInt(30), random.nextInt(5))
                                .gpus(random.nextInt(6) == 0 ? 1 : 0)
                                .walltime(1 + random.nextInt(50)));
        final int need = request.nodeCount() == 0 ? request.coreCount() : request.nodeCount();
        if (cluster.capacityOf(jobRow) < need) {
            cluster.cancel(jobRow);
        }
    }

    /** Notes the reservation of those that have none yet. */
    private static void promise(final ModelCluster cluster, final Map<Long, Long> promisesNs) {
        try (Footprint footprint = new Footprint();
                ScanIndex index = new ScanIndex()) {
            index.attach(cluster);
            final ConservativePlan plan = new ConservativePlan(cluster, index, footprint);
            final Proposal proposal = new Proposal(cluster.nodeCapacity(), cluster.maskWordCount());
            plan.begin(cluster.timeNs);
            for (int jobRow = cluster.pendingHead(); jobRow != ClusterView.NULL_ROW; ) {
                promisesNs.putIfAbsent(cluster.jobId(jobRow), plan.find(jobRow, proposal));
                plan.reserve(jobRow, proposal);
                jobRow = cluster.pendingNext(jobRow);
            }
        }
    }

    private static void endAllThatAreDue(
            final ModelCluster cluster, final SplittableRandom random) {
        if (cluster.runningCount() > 0) {
            final long endNs = cluster.jobExpectedEndNs(cluster.runningJob(0));
            if (random.nextInt(4) == 0 && endNs > cluster.timeNs + 1) {
                cluster.timeNs++;
                return;
            }
            cluster.timeNs = endNs;
            while (cluster.runningCount() > 0
                    && cluster.jobExpectedEndNs(cluster.runningJob(0)) == endNs) {
                cluster.end(cluster.runningJob(0));
            }
        }
    }
}
