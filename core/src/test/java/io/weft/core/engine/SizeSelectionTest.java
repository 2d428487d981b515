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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.Proposal;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.Limits;
import io.weft.core.wire.NodeState;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cores a job may take more, and which it takes: a job with two cores of node 0. */
class SizeSelectionTest {
    private static final int JOB = 0;
    private static final int OTHER = 1;
    private static final long HELD = 0x3;
    private static final int NODE_COUNT = 4;

    private final Footprint footprint = new Footprint();
    private final ClusterState state =
            new ClusterState(
                    new Limits().nodeCount(NODE_COUNT).coresPerNode(8).jobCount(4), footprint);
    private final Proposal proposal = new Proposal(8, 1);
    private final SizeSelection selection = new SizeSelection(state, proposal);

    @BeforeEach
    void setUp() {
        state.queues().add(0, 2, 0, 0, 0, 0, -1);
        for (int id = 0; id < NODE_COUNT; id++) {
            state.nodes().add(id, 8, 100, 2, 1, id == 2 ? 0 : 1, id / 2, -1);
            state.queues().addNode(0, id);
        }
        state.jobs().add(7);
        state.jobs().add(8);
        state.jobs().state(JOB, JobState.RUNNING.code());
        state.jobs().coresPerNode(JOB, 2);
        state.jobs().expectedEndNs(JOB, 500);
        state.jobs().multiplicity(JOB, 1);
        final int allocation = hold(JOB, 0, HELD);
        state.jobs().allocationHead(JOB, allocation);
    }

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private int hold(final int jobRow, final int nodeRow, final long mask) {
        final int allocation = state.allocations().slab().take();
        state.allocations().jobRow(allocation, jobRow);
        state.allocations().nodeRow(allocation, nodeRow);
        state.allocations().nextOfJob(allocation, -1);
        state.allocations().mask(allocation, 0, mask);
        state.nodes().addProcesses(nodeRow, 0, mask);
        return allocation;
    }

    private String proposed() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < proposal.nodeCount(); i++) {
            text.append(i == 0 ? "" : " ").append(proposal.nodeRow(i)).append(':');
            text.append(Long.toHexString(proposal.mask(i, 0)));
            text.append(proposal.memory(i) == 0 ? "" : "/" + proposal.memory(i));
        }
        return text.toString();
    }

    // ------------------------------------------------------------------ where it may grow

    static Stream<Arguments> obstacles() {
        return Stream.of(
                obstacle("down", s -> s.nodes().state(2, NodeState.DOWN.value())),
                obstacle("draining", s -> s.nodes().state(2, NodeState.DRAINING.value())),
                obstacle("others are to leave", s -> s.nodes().addLeaving(2, 1)),
                obstacle("not in the queue", s -> s.queues().removeNode(0, 2)),
                obstacle("features lack", s -> s.jobs().features(JOB, 1)),
                obstacle("closes before the end", s -> reserveNode2(s, 499)),
                obstacle("held", s -> s.nodes().holder(2, OTHER)),
                obstacle(
                        "memory lacks",
                        s -> {
                            s.jobs().memoryPerNode(JOB, 10);
                            s.nodes().memoryFree(2, 9);
                        }),
                obstacle(
                        "GPUs lack",
                        s -> {
                            s.jobs().gpusPerNode(JOB, 1);
                            s.nodes().gpusFree(2, 0);
                        }),
                obstacle("others may not share", s -> s.nodes().addJob(2, 77)),
                obstacle("a copy is there", s -> putCopyOnNode2(s)));
    }

    private static Arguments obstacle(final String name, final Consumer<ClusterState> obstacle) {
        return Arguments.of(name, obstacle);
    }

    private static void reserveNode2(final ClusterState state, final long startNs) {
        final int row = state.reservations().add(5, -1, startNs, 900, 0, 0);
        state.reservations().addNode(row, 2);
        state.reservations().derive(2);
    }

    private static void putCopyOnNode2(final ClusterState state) {
        final int copies = state.arrays().add(7, 2, true, 0);
        for (int jobRow = JOB; jobRow <= OTHER; jobRow++) {
            final int termsRow = state.terms().add(jobRow);
            state.jobs().termsRow(jobRow, termsRow);
            state.terms().arrayRow(termsRow, copies);
        }
        final int allocation = state.allocations().slab().take();
        state.allocations().nodeRow(allocation, 2);
        state.allocations().nextOfJob(allocation, -1);
        state.jobs().allocationHead(OTHER, allocation);
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void shouldNotGrowOntoNodeThatDoesNotAdmitIt(
            final String name, final Consumer<ClusterState> obstacle) {
        assertEquals(6 + 3 * 8, selection.available(JOB, 0));

        obstacle.accept(state);

        assertEquals(6 + 2 * 8, selection.available(JOB, 0), name);
        assertEquals(1, selection.grow(JOB, 6 + 2 * 8 + 1, 0));
    }

    @Test
    void shouldGrowOntoNodeThatClosesWhenItEnds() {
        reserveNode2(state, 500);

        assertEquals(6 + 3 * 8, selection.available(JOB, 0));
    }

    @Test
    void shouldShareNodesWithThoseOfItsKey() {
        state.jobs().isolation(JOB, (short) 1);
        state.nodes().addJob(2, state.jobKey(JOB));
        state.nodes().addJob(3, 0);

        assertEquals(6 + 2 * 8, selection.available(JOB, 0));
    }

    @Test
    void shouldNotGrowOnItsOwnNodeWhileOthersAreToLeaveIt() {
        state.nodes().addLeaving(0, 1);

        assertEquals(3 * 8, selection.available(JOB, 0));
    }

    @Test
    void shouldGrowNoFurtherThanMemoryReaches() {
        state.jobs().memoryPerCore(JOB, 10);
        state.jobs().memoryPerNode(JOB, 5);
        state.nodes().memoryFree(0, 39);
        state.nodes().memoryFree(1, 24);
        state.nodes().memoryFree(2, 5);
        state.nodes().state(3, NodeState.DOWN.value());

        assertEquals(3 + 1, selection.available(JOB, 0));
        assertEquals(0, selection.grow(JOB, 4, 0));
        assertEquals("0:1f/55 1:1/15", proposed());
    }

    // ------------------------------------------------------------------ what it takes

    @Test
    void shouldTakeEmptiestCoresOfItsOwnNodesFirst() {
        hold(OTHER, 0, 0x0c);

        assertEquals(0, selection.grow(JOB, 5, 1));

        assertEquals("0:f7", proposed());
    }

    @Test
    void shouldTakeCoresOfOthersInTheOrderOfNodesWhenItsOwnAreNotEnough() {
        hold(OTHER, 1, 0x0f);

        assertEquals(0, selection.grow(JOB, 6 + 4 + 8 + 8 + 2, 1));

        assertEquals("0:ff 1:f3 2:ff 3:ff", proposed());
    }

    @Test
    void shouldSayHowManyCoresLackAndProposeNothing() {
        assertEquals(3, selection.grow(JOB, 6 + 3 * 8 + 3, 0));

        assertEquals(0, proposal.nodeCount());
    }

    @Test
    void shouldGiveBackFullestCoresThenHighest() {
        hold(OTHER, 0, 0x1);
        state.jobs().multiplicity(JOB, 2);

        selection.shrink(JOB, 1);
        assertEquals("0:2", proposed());

        state.nodes().removeProcesses(0, 0, 0x1);
        selection.shrink(JOB, 1);
        assertEquals("0:1", proposed());
    }

    @Test
    void shouldProposeNodeWithoutCoresWhenAllOfItIsGivenBack() {
        final int second = hold(JOB, 3, 0x30);
        state.allocations().nextOfJob(0, second);
        state.jobs().memoryPerCore(JOB, 10);

        selection.shrink(JOB, 3);

        assertEquals("0:1/10 3:0", proposed());
    }
}
