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

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.select.Selection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where each selection puts jobs, and what all of them do with exclusive ones. */
abstract class SelectionContract {
    private static final long GB = 1L << 30;

    private PlacementPolicy policy;

    /** Name of the policy under test for a selection. */
    abstract String name(Selection selection);

    @AfterEach
    void closePolicy() {
        policy.close();
    }

    private ModelCluster cluster(final Selection selection) {
        policy = new StandardPolicies().create(name(selection), 0);
        return ModelCluster.of(policy, 0, 1, 2);
    }

    private ModelCluster cluster(
            final Selection selection, final int nodeCount, final int coreCount) {
        final ModelCluster cluster = cluster(selection);
        for (int i = 0; i < nodeCount; i++) {
            cluster.addNode(coreCount, 8 * GB, 0, 0);
        }
        return cluster;
    }

    private static int run(final ModelCluster cluster, final ModelRequest request) {
        final int jobRow = cluster.submit(request);
        cluster.pass();
        assertTrue(cluster.isRunning(jobRow), request.toString());
        return jobRow;
    }

    private static List<Integer> nodesOf(final ModelCluster cluster, final ModelRequest request) {
        return cluster.nodesOf(run(cluster, request));
    }

    // ------------------------------------------------------------------ pack

    @Test
    void shouldFillTheFullestNodeThatIsEnoughWhenPacking() {
        final ModelCluster cluster = cluster(Selection.PACK, 3, 8);

        assertEquals(List.of(0), nodesOf(cluster, ModelRequest.nodes(1, 3)));
        assertEquals(List.of(1), nodesOf(cluster, ModelRequest.nodes(1, 6)));
        assertEquals(List.of(1), nodesOf(cluster, ModelRequest.nodes(1, 2)));
        assertEquals(List.of(0), nodesOf(cluster, ModelRequest.nodes(1, 4)));
        assertEquals(List.of(2), nodesOf(cluster, ModelRequest.nodes(1, 8)));
    }

    @Test
    void shouldTakeAnEmptyNodeBeforeItSharesWhenPacking() {
        final ModelCluster cluster = cluster(Selection.PACK, 2, 4);
        run(cluster, ModelRequest.nodes(1, 3));

        assertEquals(List.of(1), nodesOf(cluster, ModelRequest.nodes(1, 2)));
    }

    @Test
    void shouldTakeTheNodeWithTheTightestMemoryWhenPacking() {
        final ModelCluster cluster = cluster(Selection.PACK);
        cluster.addNode(4, 8 * GB, 0, 0);
        cluster.addNode(4, 2 * GB, 0, 0);
        cluster.addNode(4, 4 * GB, 0, 0);

        assertEquals(List.of(2), nodesOf(cluster, ModelRequest.nodes(1, 1).memory(3 * GB, 0)));
    }

    // ------------------------------------------------------------------ utilisation

    @Test
    void shouldShareWithTheIdleWhenUtilisationIsKnown() {
        final ModelCluster cluster = cluster(Selection.UTILISATION, 3, 4);
        final int busy = run(cluster, ModelRequest.nodes(1, 3));
        final int idle = run(cluster, ModelRequest.nodes(1, 4));
        run(cluster, ModelRequest.nodes(1, 4));
        cluster.observe(idle, cores -> cores);

        assertEquals(List.of(0), cluster.nodesOf(busy));
        assertEquals(List.of(1), nodesOf(cluster, ModelRequest.nodes(1, 2)));
        cluster.observe(idle, cores -> 0);
        assertEquals(List.of(0), nodesOf(cluster, ModelRequest.nodes(1, 2)));
    }

    @Test
    void shouldTakeAFreeCoreBeforeItSharesWithTheIdle() {
        final ModelCluster cluster = cluster(Selection.UTILISATION, 2, 4);
        run(cluster, ModelRequest.nodes(1, 3));
        final int idle = run(cluster, ModelRequest.nodes(1, 4));
        cluster.observe(idle, cores -> cores);

        assertEquals(List.of(0), nodesOf(cluster, ModelRequest.nodes(1, 1)));
    }

    @Test
    void shouldTakeTheLeastBusyNodesWhenSeveralAreAskedFor() {
        final ModelCluster cluster = cluster(Selection.UTILISATION, 4, 4);
        final int first = run(cluster, ModelRequest.nodes(1, 4));
        final int second = run(cluster, ModelRequest.nodes(1, 4));
        final int third = run(cluster, ModelRequest.nodes(1, 4));
        run(cluster, ModelRequest.nodes(1, 4));
        cluster.observe(first, cores -> 1);
        cluster.observe(second, cores -> 2);
        cluster.observe(third, cores -> 3);

        assertEquals(List.of(1, 2), nodesOf(cluster, ModelRequest.nodes(2, 2)));
    }

    @Test
    void shouldTakeTheFirstOfTheLeastBusyWhenTheyAreMany() {
        final ModelCluster cluster = cluster(Selection.UTILISATION, 5, 4);
        final int full = run(cluster, ModelRequest.nodes(1, 4));
        run(cluster, ModelRequest.nodes(1, 2));
        cluster.observe(full, cores -> cores);

        assertEquals(List.of(2, 3), nodesOf(cluster, ModelRequest.nodes(2, 2)));
        assertEquals(List.of(0, 4), nodesOf(cluster, ModelRequest.nodes(2, 3)));
    }

    @Test
    void shouldChooseAsBalancedWhenNothingWasObserved() {
        for (long seed = 0; seed < 100; seed++) {
            try (PlacementPolicy balanced =
                            new StandardPolicies().create(name(Selection.BALANCED), 0);
                    PlacementPolicy other =
                            new StandardPolicies().create(name(Selection.UTILISATION), 0)) {
                final RandomScenario left = new RandomScenario(seed, balanced, false);
                final RandomScenario right = new RandomScenario(seed, other, false);
                for (int step = 0; step < 60; step++) {
                    assertEquals(left.step(), right.step(), "seed=" + seed + " step=" + step);
                }
            }
        }
        policy = new StandardPolicies().create(name(Selection.UTILISATION), 0);
    }

    // ------------------------------------------------------------------ spread

    @Test
    void shouldTakeTheEmptiestNodeWithMostMemoryWhenSpreading() {
        final ModelCluster cluster = cluster(Selection.SPREAD);
        cluster.addNode(4, 2 * GB, 0, 0);
        cluster.addNode(4, 8 * GB, 0, 0);
        cluster.addNode(4, 4 * GB, 0, 0);

        assertEquals(List.of(1), nodesOf(cluster, ModelRequest.nodes(1, 1)));
        assertEquals(List.of(2), nodesOf(cluster, ModelRequest.nodes(1, 1)));
        assertEquals(List.of(0), nodesOf(cluster, ModelRequest.nodes(1, 1)));
    }

    @Test
    void shouldShareOutCoresEvenlyWhenSpreading() {
        final ModelCluster cluster = cluster(Selection.SPREAD);
        cluster.addNode(2, GB, 0, 0);
        cluster.addNode(8, GB, 0, 0);
        cluster.addNode(1, GB, 0, 0);
        cluster.addNode(8, GB, 0, 0);

        final int jobRow = run(cluster, ModelRequest.anywhere(12));

        assertEquals(2, cluster.cores(jobRow, 0).size());
        assertEquals(5, cluster.cores(jobRow, 1).size());
        assertEquals(1, cluster.cores(jobRow, 2).size());
        assertEquals(4, cluster.cores(jobRow, 3).size());
    }

    @Test
    void shouldTakeOneCoreOfTheEmptiestNodesWhenSpreadingFewCores() {
        final ModelCluster cluster = cluster(Selection.SPREAD);
        cluster.addNode(2, GB, 0, 0);
        cluster.addNode(8, GB, 0, 0);
        cluster.addNode(4, GB, 0, 0);

        assertEquals(List.of(1, 2), nodesOf(cluster, ModelRequest.anywhere(2)));
    }

    @Test
    void shouldTakeFewNodesWhenCoresMayBeAnywhereAndNothingIsSpread() {
        final ModelCluster cluster = cluster(Selection.PACK);
        cluster.addNode(2, GB, 0, 0);
        cluster.addNode(8, GB, 0, 0);
        cluster.addNode(4, GB, 0, 0);

        assertEquals(List.of(1, 2), nodesOf(cluster, ModelRequest.anywhere(9)));
    }

    // ------------------------------------------------------------------ topology

    private ModelCluster withSwitches(final int... switchIds) {
        final ModelCluster cluster = cluster(Selection.TOPOLOGY);
        for (final int id : switchIds) {
            cluster.addNode(4, 8 * GB, 0, 0, id);
        }
        return cluster;
    }

    @Test
    void shouldTakeTheSwitchWithLeastLeftOverWhenOneHoldsTheJob() {
        final ModelCluster cluster = withSwitches(7, 7, 7, 7, 3, 3, 9, 9, 9);

        assertEquals(List.of(4, 5), nodesOf(cluster, ModelRequest.nodes(2, 4)));
        assertEquals(List.of(6, 7), nodesOf(cluster, ModelRequest.nodes(2, 4)));
        assertEquals(List.of(0, 1, 2), nodesOf(cluster, ModelRequest.nodes(3, 4)));
    }

    @Test
    void shouldTakeTheLargestSwitchesWhenNoneHoldsTheJob() {
        final ModelCluster cluster = withSwitches(1, 1, 2, 2, 2, 3, 3);

        assertEquals(List.of(0, 2, 3, 4), nodesOf(cluster, ModelRequest.nodes(4, 4)));
    }

    @Test
    void shouldShareNoMoreThanIsNeededWhenKeepingNodesTogether() {
        final ModelCluster cluster = withSwitches(1, 1, 2, 2);
        run(cluster, ModelRequest.nodes(1, 4));
        run(cluster, ModelRequest.nodes(1, 4));
        assertEquals(List.of(2, 3), nodesOf(cluster, ModelRequest.nodes(2, 4)));

        assertEquals(List.of(0, 1), nodesOf(cluster, ModelRequest.nodes(2, 4)));
    }

    @Test
    void shouldFillAUsedNodeWhenAJobOfOneNodeKeepsSwitchesFree() {
        final ModelCluster cluster = withSwitches(1, 1, 2, 2);
        run(cluster, ModelRequest.nodes(1, 1));

        assertEquals(List.of(0), nodesOf(cluster, ModelRequest.nodes(1, 2)));
    }

    // ------------------------------------------------------------------ exclusive

    @ParameterizedTest
    @EnumSource(Selection.class)
    void shouldGiveAllCoresOfEmptyNodesWhenExclusive(final Selection selection) {
        final ModelCluster cluster = cluster(selection, 3, 4);
        final int shared = run(cluster, ModelRequest.nodes(1, 1));
        final int usedRow = cluster.nodesOf(shared).get(0);

        final int alone = run(cluster, ModelRequest.nodes(2, 3).exclusive(true).memory(0, GB));

        assertFalse(cluster.nodesOf(alone).contains(usedRow));
        for (final int nodeRow : cluster.nodesOf(alone)) {
            assertEquals(List.of(0, 1, 2, 3), cluster.cores(alone, nodeRow));
            assertEquals(5 * GB, cluster.memoryFree(nodeRow));
            assertEquals(alone, cluster.nodeHolder(nodeRow));
        }
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void shouldLetNobodyJoinWhenANodeIsHeld(final Selection selection) {
        final ModelCluster cluster = cluster(selection, 1, 4);
        final int alone = run(cluster, ModelRequest.nodes(1, 2).exclusive(true));
        final int next = cluster.submit(ModelRequest.nodes(1, 1));
        final int anywhere = cluster.submit(ModelRequest.anywhere(1));
        cluster.pass();
        assertFalse(cluster.isRunning(next));
        assertFalse(cluster.isRunning(anywhere));

        cluster.end(alone);
        cluster.pass();

        assertTrue(cluster.isRunning(next));
        assertTrue(cluster.isRunning(anywhere));
        assertEquals(ClusterView.NULL_ROW, cluster.nodeHolder(0));
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void shouldWaitForCoresWhenNoNodeIsEmptyForAnExclusiveJob(final Selection selection) {
        final ModelCluster cluster = cluster(selection, 1, 4);
        run(cluster, ModelRequest.nodes(1, 1));
        final int alone = cluster.submit(ModelRequest.nodes(1, 1).exclusive(true));

        final List<Decision> decisions = cluster.pass();

        assertFalse(cluster.isRunning(alone));
        assertEquals(ReasonCode.WAITING_CORES, decisions.get(0).reason());
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void shouldTakeTheFewestWholeNodesWhenExclusiveAnywhere(final Selection selection) {
        final ModelCluster cluster = cluster(selection);
        for (final int coreCount : new int[] {2, 8, 4, 8}) {
            cluster.addNode(coreCount, 8 * GB, 0, 0);
        }

        final int alone = run(cluster, ModelRequest.anywhere(9).exclusive(true).memory(0, GB));

        assertEquals(List.of(1, 3), cluster.nodesOf(alone));
        assertEquals(8, cluster.cores(alone, 3).size());
        assertEquals(0, cluster.memoryFree(3));
    }
}
