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

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every policy with balanced selection does with the first job of a queue. */
abstract class PlacementPolicyContract {
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

    /** Submits a job and runs a pass. */
    static int run(final ModelCluster cluster, final ModelRequest request) {
        final int jobRow = cluster.submit(request);
        cluster.pass();
        return jobRow;
    }

    static void assertWaits(
            final ModelCluster cluster,
            final ModelRequest request,
            final ReasonCode reason,
            final long number) {
        final int jobRow = cluster.submit(request);
        final long id = cluster.jobId(jobRow);

        final List<Decision> decisions = cluster.pass();

        assertEquals(
                new Decision(id, false, reason, number, List.of()),
                decisions.get(decisions.size() - 1));
        assertFalse(cluster.isRunning(jobRow));
    }

    static BitSet rows(final int... rows) {
        final BitSet set = new BitSet();
        IntStream.of(rows).forEach(set::set);
        return set;
    }

    static List<Integer> range(final int from, final int until) {
        return IntStream.range(from, until).boxed().toList();
    }

    // ------------------------------------------------------------------ cores of a node

    @Test
    void shouldTakeTheLowestCoresWhenTheNodeIsEmpty() {
        final ModelCluster cluster = cluster(1, 8, 1);

        final int first = run(cluster, ModelRequest.nodes(1, 3));
        final int second = run(cluster, ModelRequest.nodes(1, 5));

        assertEquals(range(0, 3), cluster.cores(first, 0));
        assertEquals(range(3, 8), cluster.cores(second, 0));
    }

    @Test
    void shouldTakeTheEmptiestCoresFirstWhenCoresAreShared() {
        final ModelCluster cluster = cluster(1, 4, 2);
        run(cluster, ModelRequest.nodes(1, 1));
        run(cluster, ModelRequest.nodes(1, 1));

        final int shared = run(cluster, ModelRequest.nodes(1, 3));

        assertEquals(List.of(0, 2, 3), cluster.cores(shared, 0));
    }

    @Test
    void shouldTakeEveryCoreOnceWhenTheNodeIsWide() {
        final ModelCluster cluster = cluster(1, 1024, 2);

        final int most = run(cluster, ModelRequest.nodes(1, 1000));
        final int rest = run(cluster, ModelRequest.nodes(1, 100));
        final int all = run(cluster, ModelRequest.nodes(1, 924));

        assertEquals(range(0, 1000), cluster.cores(most, 0));
        assertEquals(
                IntStream.concat(IntStream.range(0, 76), IntStream.range(1000, 1024))
                        .boxed()
                        .toList(),
                cluster.cores(rest, 0));
        assertEquals(range(76, 1000), cluster.cores(all, 0));
    }

    // ------------------------------------------------------------------ nodes

    /** At level 1 both nodes offer all cores; the paper's order is by free cores of the node. */
    @Test
    void shouldPreferTheNodeWithFewerProcessesWhenTheLevelIsTheSame() {
        final ModelCluster cluster = cluster(2, 4, 2);
        run(cluster, ModelRequest.nodes(1, 3));
        run(cluster, ModelRequest.nodes(1, 1));

        final int shared = run(cluster, ModelRequest.nodes(1, 4));

        assertEquals(range(0, 4), cluster.cores(shared, 1));
    }

    @Test
    void shouldPreferALowerLevelToMoreCores() {
        final ModelCluster cluster = cluster(1, 16, 3);
        cluster.addNode(2, ModelCluster.AMPLE, 0, 0);
        run(cluster, ModelRequest.nodes(1, 15));

        final int pair = run(cluster, ModelRequest.nodes(1, 2));

        assertEquals(List.of(1), cluster.nodesOf(pair));
    }

    @Test
    void shouldPreferMoreCoresAtTheSameLevel() {
        final ModelCluster cluster = cluster(1, 4, 1);
        cluster.addNode(6, ModelCluster.AMPLE, 0, 0);
        cluster.addNode(5, ModelCluster.AMPLE, 0, 0);

        final int jobRow = run(cluster, ModelRequest.nodes(2, 3));

        assertEquals(List.of(1, 2), cluster.nodesOf(jobRow));
    }

    @Test
    void shouldPreferTheLowerRowWhenNodesAreAlike() {
        final ModelCluster cluster = cluster(4, 4, 1);

        final int first = run(cluster, ModelRequest.nodes(2, 2));
        final int second = run(cluster, ModelRequest.nodes(3, 2));

        assertEquals(List.of(0, 1), cluster.nodesOf(first));
        assertEquals(List.of(0, 2, 3), cluster.nodesOf(second));
    }

    @Test
    void shouldLeaveLargeMemoryOpenWhenNodesAreEquallyEmpty() {
        final ModelCluster cluster = cluster(0, 1, 1);
        cluster.addNode(4, 4096, 0, 0);
        cluster.addNode(4, 1024, 0, 0);
        cluster.addNode(4, 2048, 0, 0);

        final int small = run(cluster, ModelRequest.nodes(1, 1).memory(1000, 0));
        final int large = run(cluster, ModelRequest.nodes(1, 1).memory(2000, 0));

        assertEquals(List.of(1), cluster.nodesOf(small));
        assertEquals(List.of(2), cluster.nodesOf(large));
    }

    /** 1100 is in the class of 1024 up to 1279, of which it is not known that all have it. */
    @Test
    void shouldPreferMemoryThatIsSurelyEnoughWhenTheLevelIsTheSame() {
        final ModelCluster cluster = cluster(0, 1, 1);
        cluster.addNode(6, 1200, 0, 0);
        cluster.addNode(4, 1280, 0, 0);

        final int first = run(cluster, ModelRequest.nodes(1, 1).memory(1100, 0));
        final int second = run(cluster, ModelRequest.nodes(1, 1).memory(1100, 0));

        assertEquals(List.of(1), cluster.nodesOf(first));
        assertEquals(List.of(0), cluster.nodesOf(second));
    }

    @Test
    void shouldReportTheMultiplicityOfTheFullestCore() {
        final ModelCluster cluster = cluster(2, 4, 4);
        run(cluster, ModelRequest.nodes(1, 3));
        cluster.submit(ModelRequest.nodes(2, 2));

        final Decision decision = cluster.pass().get(0);

        assertEquals(2, decision.number());
        assertEquals(ReasonCode.FITS, decision.reason());
    }

    @Test
    void shouldNeverExceedTheMaximumMultiplicity() {
        final ModelCluster cluster = cluster(2, 4, 3);
        for (int i = 0; i < 6; i++) {
            assertTrue(cluster.isRunning(run(cluster, ModelRequest.nodes(1, 4))));
        }

        assertWaits(cluster, ModelRequest.nodes(1, 1), ReasonCode.WAITING_CORES, 1);
    }

    @Test
    void shouldShareUpToFifteen() {
        final ModelCluster cluster = cluster(1, 1, 15);
        for (int i = 0; i < 15; i++) {
            assertTrue(cluster.isRunning(run(cluster, ModelRequest.nodes(1, 1))));
        }

        assertWaits(cluster, ModelRequest.nodes(1, 1), ReasonCode.WAITING_CORES, 1);
    }

    @Test
    void shouldKeepToTheMaximumMultiplicityOfTheQueueOfTheJob() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int sharing = cluster.addQueue(2, null);
        run(cluster, ModelRequest.nodes(1, 4));

        final int shared = run(cluster, ModelRequest.nodes(1, 4).queue(sharing));

        assertTrue(cluster.isRunning(shared));
        assertWaits(cluster, ModelRequest.nodes(1, 1), ReasonCode.WAITING_CORES, 1);
    }

    // ------------------------------------------------------------------ memory, GPUs, features

    @Test
    void shouldLeaveOutNodesWithoutTheMemory() {
        final ModelCluster cluster = cluster(0, 4, 2);
        cluster.addNode(8, 99, 0, 0);
        cluster.addNode(4, 100, 0, 0);

        final int jobRow = run(cluster, ModelRequest.nodes(1, 4).memory(20, 20));

        assertEquals(List.of(1), cluster.nodesOf(jobRow));
        assertWaits(cluster, ModelRequest.nodes(1, 4).memory(20, 20), ReasonCode.WAITING_MEMORY, 0);
    }

    @Test
    void shouldCountNodesThatHaveCoresAndMemoryWhenMemoryIsShort() {
        final ModelCluster cluster = cluster(0, 4, 1);
        cluster.addNode(4, 100, 0, 0);
        cluster.addNode(4, 100, 0, 0);
        cluster.addNode(4, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 1).memory(60, 0));

        assertWaits(cluster, ModelRequest.nodes(3, 2).memory(50, 0), ReasonCode.WAITING_MEMORY, 2);
    }

    @Test
    void shouldLeaveOutNodesWithoutTheGpus() {
        final ModelCluster cluster = cluster(1, 4, 2);
        cluster.addNode(4, ModelCluster.AMPLE, 2, 0);

        final int jobRow = run(cluster, ModelRequest.nodes(1, 1).gpus(2));

        assertEquals(List.of(1), cluster.nodesOf(jobRow));
        assertWaits(cluster, ModelRequest.nodes(1, 1).gpus(1), ReasonCode.WAITING_GPUS, 0);
    }

    @Test
    void shouldLeaveOutNodesWithoutAllFeatures() {
        final ModelCluster cluster = cluster(1, 4, 1);
        cluster.addNode(4, ModelCluster.AMPLE, 0, 0b010);
        cluster.addNode(4, ModelCluster.AMPLE, 0, 0b111);

        final int jobRow = run(cluster, ModelRequest.nodes(1, 1).features(0b011));

        assertEquals(List.of(2), cluster.nodesOf(jobRow));
    }

    @Test
    void shouldKeepToTheNodesOfTheQueue() {
        final ModelCluster cluster = cluster(3, 4, 1);
        final int queueRow = cluster.addQueue(1, rows(1));

        final int jobRow = run(cluster, ModelRequest.nodes(1, 2).queue(queueRow));

        assertEquals(List.of(1), cluster.nodesOf(jobRow));
        assertWaits(cluster, ModelRequest.nodes(1, 4).queue(queueRow), ReasonCode.WAITING_CORES, 1);
    }

    @Test
    void shouldUseANodeThatIsDefinedAfterItsQueue() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int queueRow = cluster.addQueue(1, rows(1));
        cluster.addNode(4, ModelCluster.AMPLE, 0, 0);

        final int jobRow = run(cluster, ModelRequest.nodes(1, 2).queue(queueRow));

        assertEquals(List.of(1), cluster.nodesOf(jobRow));
    }

    // ------------------------------------------------------------------ node states

    @Test
    void shouldLeaveOutNodesThatAreNotUp() {
        final ModelCluster cluster = cluster(3, 4, 1);
        cluster.nodeState(0, NodeState.DOWN);
        cluster.nodeState(1, NodeState.DRAINING);

        final int jobRow = run(cluster, ModelRequest.nodes(1, 1));

        assertEquals(List.of(2), cluster.nodesOf(jobRow));
    }

    @Test
    void shouldSayThatNodesAreDownWhenTheOthersCouldNeverHoldTheJob() {
        final ModelCluster cluster = cluster(3, 4, 1);
        cluster.nodeState(0, NodeState.DOWN);

        assertWaits(cluster, ModelRequest.nodes(3, 1), ReasonCode.WAITING_NODES, 0);
        cluster.nodeState(0, NodeState.UP);
        cluster.pass();
        assertTrue(cluster.isRunning(0));
    }

    @Test
    void shouldSayThatCoresAreShortWhenTheNodesThatAreUpCouldHoldTheJob() {
        final ModelCluster cluster = cluster(3, 4, 1);
        cluster.nodeState(0, NodeState.DOWN);
        run(cluster, ModelRequest.nodes(1, 4));

        assertWaits(cluster, ModelRequest.nodes(2, 1), ReasonCode.WAITING_CORES, 1);
    }

    // ------------------------------------------------------------------ cores anywhere

    @Test
    void shouldTakeFewNodesFullyWhenCoresMayBeAnywhere() {
        final ModelCluster cluster = cluster(3, 4, 1);
        cluster.addNode(6, ModelCluster.AMPLE, 0, 0);

        final int jobRow = run(cluster, ModelRequest.anywhere(12));

        assertEquals(List.of(0, 1, 3), cluster.nodesOf(jobRow));
        assertEquals(range(0, 4), cluster.cores(jobRow, 0));
        assertEquals(range(0, 2), cluster.cores(jobRow, 1));
        assertEquals(range(0, 6), cluster.cores(jobRow, 3));
    }

    @Test
    void shouldKeepTheLevelLowWhenCoresMayBeAnywhere() {
        final ModelCluster cluster = cluster(2, 4, 3);
        run(cluster, ModelRequest.nodes(1, 3));
        cluster.submit(ModelRequest.anywhere(5));
        cluster.submit(ModelRequest.anywhere(5));

        final List<Decision> decisions = cluster.pass();

        assertEquals(1, decisions.get(0).number());
        assertEquals(2, decisions.get(1).number());
    }

    @Test
    void shouldTakeNoMoreCoresThanMemoryAllowsWhenCoresMayBeAnywhere() {
        final ModelCluster cluster = cluster(0, 4, 1);
        cluster.addNode(8, 100, 0, 0);
        cluster.addNode(8, 30, 0, 0);
        cluster.addNode(8, 9, 0, 0);

        final int jobRow = run(cluster, ModelRequest.anywhere(5).memory(10, 25));

        assertFalse(cluster.isRunning(jobRow));
        cluster.cancel(jobRow);
        final int smaller = run(cluster, ModelRequest.anywhere(4).memory(10, 20));
        assertEquals(List.of(0), cluster.nodesOf(smaller));
        assertWaits(cluster, ModelRequest.anywhere(2).memory(10, 20), ReasonCode.WAITING_MEMORY, 1);
    }

    @Test
    void shouldCountMissingCoresWhenCoresMayBeAnywhere() {
        final ModelCluster cluster = cluster(2, 4, 2);
        run(cluster, ModelRequest.anywhere(8));
        run(cluster, ModelRequest.anywhere(6));

        assertWaits(cluster, ModelRequest.anywhere(5), ReasonCode.WAITING_CORES, 3);
    }

    // ------------------------------------------------------------------ room, time, capacity

    @Test
    void shouldStopWhenTheEntryHasNoRoomLeft() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int first = cluster.submit(ModelRequest.nodes(1, 1));
        final int second = cluster.submit(ModelRequest.nodes(1, 1));

        assertEquals(
                List.of(ReasonCode.FITS, ReasonCode.NOT_REACHED),
                cluster.pass(1).stream().map(Decision::reason).toList());
        assertTrue(cluster.isRunning(first));
        assertFalse(cluster.isRunning(second));
        cluster.pass();
        assertTrue(cluster.isRunning(second));
    }

    @Test
    void shouldFindWhatWasFreedWhenItWasAttachedLater() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int first = run(cluster, ModelRequest.nodes(1, 4));
        final int second = run(cluster, ModelRequest.nodes(1, 4));
        policy.attach(cluster);
        cluster.end(first);

        cluster.pass();

        assertTrue(cluster.isRunning(second));
    }

    @Test
    void shouldCountNodesThatCouldHoldAShareOfTheJob() {
        final ModelCluster cluster = cluster(2, 4, 1);
        cluster.addNode(8, 50, 1, 0b1);
        cluster.addNode(8, 50, 1, 0b1);
        final int queueRow = cluster.addQueue(1, rows(2));
        cluster.nodeState(2, NodeState.DOWN);
        run(cluster, ModelRequest.nodes(4, 4));

        assertEquals(4, capacity(cluster, ModelRequest.nodes(1, 4)));
        assertEquals(2, capacity(cluster, ModelRequest.nodes(9, 5)));
        assertEquals(0, capacity(cluster, ModelRequest.nodes(1, 9)));
        assertEquals(2, capacity(cluster, ModelRequest.nodes(1, 1).gpus(1)));
        assertEquals(2, capacity(cluster, ModelRequest.nodes(1, 1).features(0b1)));
        assertEquals(2, capacity(cluster, ModelRequest.nodes(1, 1).memory(50, 1)));
        assertEquals(4, capacity(cluster, ModelRequest.nodes(1, 1).memory(49, 1)));
        assertEquals(1, capacity(cluster, ModelRequest.nodes(1, 1).queue(queueRow)));
        assertEquals(0, capacity(cluster, ModelRequest.nodes(1, 3).memory(0, Long.MAX_VALUE / 2)));
    }

    @Test
    void shouldCountCoresThatCouldBeGivenAtOnceWhenTheyMayBeAnywhere() {
        final ModelCluster cluster = cluster(2, 4, 3);
        cluster.addNode(8, 50, 0, 0);

        assertEquals(16, capacity(cluster, ModelRequest.anywhere(1)));
        assertEquals(12, capacity(cluster, ModelRequest.anywhere(1).memory(10, 10)));
        assertEquals(8, capacity(cluster, ModelRequest.anywhere(1).memory(51, 0)));
    }

    private long capacity(final ModelCluster cluster, final ModelRequest request) {
        final int jobRow = cluster.submit(request);
        final long capacity = policy.capacityFor(jobRow);
        cluster.cancel(jobRow);
        return capacity;
    }

    @Test
    void shouldStartNowAtTheEarliestWhenTheJobFits() {
        final ModelCluster cluster = cluster(1, 4, 1);
        cluster.timeNs = 7;

        assertEquals(7, policy.earliestStart(cluster.submit(ModelRequest.nodes(1, 4)), 7));
    }

    @Test
    void shouldStartWhenEnoughHaveEndedAtTheEarliest() {
        final ModelCluster cluster = cluster(2, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(50));
        run(cluster, ModelRequest.nodes(1, 4).walltime(70));

        final int one = cluster.submit(ModelRequest.nodes(1, 1));
        final int two = cluster.submit(ModelRequest.nodes(2, 1));
        final int four = cluster.submit(ModelRequest.anywhere(4));
        final int five = cluster.submit(ModelRequest.anywhere(5));
        final int nine = cluster.submit(ModelRequest.anywhere(9));

        assertEquals(50, policy.earliestStart(one, 0));
        assertEquals(70, policy.earliestStart(two, 0));
        assertEquals(50, policy.earliestStart(four, 0));
        assertEquals(70, policy.earliestStart(five, 0));
        assertEquals(Long.MAX_VALUE, policy.earliestStart(nine, 0));
    }

    @Test
    void shouldStartNowAtTheEarliestWhenTheOthersAreOverdue() {
        final ModelCluster cluster = cluster(1, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4).walltime(50));
        cluster.timeNs = 60;

        assertEquals(60, policy.earliestStart(cluster.submit(ModelRequest.nodes(1, 1)), 60));
    }

    @Test
    void shouldNeverStartAtTheEarliestWhenItsNodesAreDown() {
        final ModelCluster cluster = cluster(2, 4, 1);
        run(cluster, ModelRequest.nodes(2, 4));
        cluster.nodeState(0, NodeState.DOWN);

        assertEquals(
                Long.MAX_VALUE, policy.earliestStart(cluster.submit(ModelRequest.nodes(2, 1)), 0));
    }

    // ------------------------------------------------------------------ reasons and steps

    private void assertReason(final int jobRow, final ReasonCode reason, final long number) {
        assertEquals(reason, policy.reason(jobRow));
        assertEquals(number, policy.reasonNumber(jobRow));
    }

    @Test
    void shouldSayThatNoPassHasConsideredAJobThatCameSince() {
        final ModelCluster cluster = cluster(1, 4, 1);
        run(cluster, ModelRequest.nodes(1, 4));
        final int former = run(cluster, ModelRequest.nodes(1, 3));

        final int jobRow = cluster.submit(ModelRequest.nodes(1, 3));

        assertReason(former, ReasonCode.WAITING_CORES, 1);
        assertReason(jobRow, ReasonCode.NOT_CONSIDERED, 0);
        cluster.hold(former);
        cluster.releaseHeld(former);
        assertReason(former, ReasonCode.NOT_CONSIDERED, 0);
        policy.attach(cluster);
        assertReason(jobRow, ReasonCode.NOT_CONSIDERED, 0);
    }

    @Test
    void shouldForgetReasonsOfTheLastPassInTheNext() {
        final ModelCluster cluster = cluster(2, 4, 1);
        run(cluster, ModelRequest.nodes(2, 2));
        final int jobRow = run(cluster, ModelRequest.nodes(2, 3));
        assertReason(jobRow, ReasonCode.WAITING_CORES, 2);

        cluster.nodeState(1, NodeState.DOWN);
        cluster.pass();

        assertReason(jobRow, ReasonCode.WAITING_NODES, 0);
    }

    /** A look at a job is a step, and so is the node that it gets. */
    @Test
    void shouldCutThePassWhenItsStepsAreUsedUp() {
        final ModelCluster cluster = new ModelCluster(policy, 64, 1, true, 1200, 3);
        cluster.addQueue(1, null);
        cluster.addNode(8, ModelCluster.AMPLE, 0, 0);
        final int first = cluster.submit(ModelRequest.nodes(1, 1));
        final int second = cluster.submit(ModelRequest.nodes(1, 2));
        final int third = cluster.submit(ModelRequest.nodes(1, 3));
        final int last = cluster.submit(ModelRequest.nodes(1, 1));

        final List<Decision> decisions = cluster.pass();

        assertTrue(cluster.isRunning(first) && cluster.isRunning(second));
        assertEquals(
                new Decision(cluster.jobId(third), false, ReasonCode.NONE, 4, List.of()),
                decisions.get(decisions.size() - 1));
        assertReason(third, ReasonCode.NOT_REACHED, 0);
        assertReason(last, ReasonCode.NOT_REACHED, 0);
        assertEquals(2, cluster.pass().size());
        assertTrue(cluster.isRunning(third) && cluster.isRunning(last));
    }
}
