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

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.FirstFitPolicy;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.Proposal;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.Limits;
import io.weft.core.wire.LimitScope;
import io.weft.core.wire.NodeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule that a proposal could break, broken once. */
class ProposalCheckTest {
    private static final long ALL = 0xff;

    private final Footprint footprint = new Footprint();
    private final ClusterState state =
            new ClusterState(new Limits().nodeCount(4).coresPerNode(8).jobCount(4), footprint);
    private final Proposal proposal = new Proposal(8, 1);
    private final PolicySlot policy = new PolicySlot(FirstFitPolicy::named);
    private final ProposalCheck check = new ProposalCheck(state, policy);
    private final int jobRow = state.jobs().add(7);

    @BeforeEach
    void setUp() {
        policy.install("first-fit", 1, false);
        for (int id = 0; id < 3; id++) {
            state.nodes().add(id, 8, 100, 2, 1, 1, 0, -1);
        }
        state.nodes().add(3, 2, 100, 2, 1, 0, 0, -1);
        state.queues().add(0, 2, 0, 0, 0, 0, -1);
        state.queues().addNode(0, 0);
        state.queues().addNode(0, 1);
        state.queues().addNode(0, 3);
        state.jobs().state(jobRow, JobState.PENDING.code());
        state.jobs().nodeCount(jobRow, 2);
        state.jobs().coresPerNode(jobRow, 2);
        state.jobs().memoryPerNode(jobRow, 10);
        state.jobs().memoryPerCore(jobRow, 5);
        state.jobs().gpusPerNode(jobRow, 1);
    }

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private void put(final int nodeRow, final long memory, final int gpuCount, final long mask) {
        proposal.mask(proposal.addNode(nodeRow, memory, gpuCount), 0, mask);
    }

    private void put(final int nodeRow, final long mask) {
        put(nodeRow, 20, 1, mask);
    }

    private void assertBreaks(final String rule) {
        final HaltException halt =
                assertThrows(HaltException.class, () -> check.require(jobRow, proposal));
        assertTrue(
                halt.getMessage()
                        .equals(
                                "policy=first-fit proposed a placement of jobId=7 that breaks an"
                                        + " invariant: "
                                        + rule),
                halt::getMessage);
    }

    private void assertHolds() {
        assertDoesNotThrow(() -> check.require(jobRow, proposal));
    }

    @Test
    void shouldTakeWhatKeepsEveryRule() {
        put(0, 0x6);
        put(1, 0x81);
        assertHolds();
    }

    @Test
    void shouldHaltWhenJobIsNotPending() {
        state.jobs().state(jobRow, JobState.HELD.code());
        put(0, 3);
        put(1, 3);
        assertBreaks("the job is not pending");
    }

    @Test
    void shouldHaltWhenLimitIsExceeded() {
        state.jobs().userId(jobRow, 4);
        state.gates().setLimit(LimitScope.USER.value(), -1, 4, 0, 0, 0, 3, 0);
        put(0, 3);
        put(1, 3);
        assertBreaks("a limit or a licence does not allow it");

        state.gates().setLimit(LimitScope.USER.value(), -1, 4, 0, 0, 0, 4, 0);
        assertHolds();
    }

    @Test
    void shouldHaltWhenNumberOfNodesIsWrong() {
        put(0, 3);
        assertBreaks("wrong number of nodes");
    }

    @Test
    void shouldHaltWhenNodesAreOutOfOrder() {
        put(1, 3);
        put(0, 3);
        assertBreaks("nodes are out of order");
    }

    @Test
    void shouldHaltWhenNodeComesTwice() {
        put(1, 3);
        put(1, 12);
        assertBreaks("nodes are out of order");
    }

    @Test
    void shouldHaltWhenNodeDoesNotExist() {
        put(0, 3);
        put(4, 3);
        assertBreaks("there is no such node");
    }

    @Test
    void shouldHaltWhenNodeIsNotUp() {
        state.nodes().state(1, NodeState.DRAINING.value());
        put(0, 3);
        put(1, 3);
        assertBreaks("a node is not up, or reserved");
    }

    @Test
    void shouldHaltWhenNodeIsNotInQueue() {
        put(0, 3);
        put(2, 3);
        assertBreaks("a node is not in the queue");
    }

    @Test
    void shouldHaltWhenFeaturesLack() {
        state.jobs().features(jobRow, 1);
        put(0, 3);
        put(3, 3);
        assertBreaks("features lack");
    }

    @Test
    void shouldHaltWhenCoreDoesNotExist() {
        put(0, 3);
        put(3, 5);
        assertBreaks("a core does not exist");
    }

    @Test
    void shouldHaltWhenCoreWouldExceedM() {
        state.nodes().addProcesses(1, 0, 2);
        state.nodes().addProcesses(1, 0, 2);
        put(0, 3);
        put(1, 3);
        assertBreaks("a core would exceed M");
    }

    @Test
    void shouldHaltWhenNodeGivesNoCore() {
        put(0, 3);
        put(1, 0);
        assertBreaks("a node without cores");
    }

    @Test
    void shouldHaltWhenNumberOfCoresIsWrong() {
        put(0, 3);
        put(1, 25, 1, 7);
        assertBreaks("wrong number of cores");
    }

    @Test
    void shouldHaltWhenMemoryIsNotWhatWasAsked() {
        put(0, 3);
        put(1, 19, 1, 3);
        assertBreaks("wrong memory");
    }

    @Test
    void shouldHaltWhenMemoryIsOvercommitted() {
        state.nodes().memoryFree(1, 19);
        put(0, 3);
        put(1, 3);
        assertBreaks("memory is overcommitted");
    }

    @Test
    void shouldHaltWhenNumberOfGpusIsWrong() {
        put(0, 3);
        put(1, 20, 2, 3);
        assertBreaks("wrong GPUs");
    }

    @Test
    void shouldHaltWhenGpusLack() {
        state.nodes().gpusFree(1, 0);
        put(0, 3);
        put(1, 3);
        assertBreaks("GPUs lack");
    }

    @Test
    void shouldHaltWhenCoresAnywhereAreTooManyOrTooFew() {
        state.jobs().nodeCount(jobRow, 0);
        state.jobs().coresPerNode(jobRow, 3);
        put(0, 3);
        assertBreaks("wrong number of cores");
        put(1, 3);
        assertBreaks("wrong number of cores");
        proposal.clear();
        put(0, 3);
        put(1, 15, 1, 1);
        assertHolds();
    }

    @Test
    void shouldHaltWhenSomebodyHoldsNode() {
        state.nodes().holder(1, 3);
        put(0, 3);
        put(1, 3);
        assertBreaks("another job holds a node");
    }

    @Test
    void shouldHaltWhenNodeToBeHeldHasJob() {
        state.jobs().exclusive(jobRow, true);
        state.nodes().allocationHead(1, 0);
        put(0, ALL);
        put(1, ALL);
        assertBreaks("a node to be held has a job");
    }

    @Test
    void shouldHaltWhenOthersShareANodeWithWhomTheJobMayNot() {
        put(0, 3);
        put(1, 3);
        assertHolds();
        state.nodes().addJob(1, 77);
        assertBreaks("others share a node with whom the job may not");
        state.nodes().removeJob(1);
        state.jobs().isolation(jobRow, (short) 1);
        assertHolds();
        state.nodes().addJob(1, 0);
        assertBreaks("others share a node with whom the job may not");
        state.nodes().addJob(1, state.jobKey(jobRow));
        assertHolds();
    }

    @Test
    void shouldHaltWhenNodeToBeHeldIsNotTakenWhole() {
        state.jobs().exclusive(jobRow, true);
        put(0, ALL);
        put(1, ALL - 1);
        assertBreaks("a node to be held is not taken whole");
    }

    @Test
    void shouldHaltWhenNodeToBeHeldIsTooSmall() {
        state.jobs().exclusive(jobRow, true);
        state.jobs().coresPerNode(jobRow, 3);
        put(0, 25, 1, ALL);
        put(3, 20, 1, 3);
        assertBreaks("wrong number of cores");
    }

    @Test
    void shouldCountMemoryOfHeldNodesForCoresAsked() {
        state.jobs().exclusive(jobRow, true);
        put(0, ALL);
        put(1, ALL);
        assertHolds();
        proposal.clear();
        put(0, ALL);
        put(1, 50, 1, ALL);
        assertBreaks("wrong memory");
    }

    @Test
    void shouldTakeFewestWholeNodesForCoresAnywhere() {
        state.jobs().exclusive(jobRow, true);
        state.jobs().nodeCount(jobRow, 0);
        state.jobs().coresPerNode(jobRow, 9);
        put(0, 50, 1, ALL);
        assertBreaks("wrong number of cores");
        put(1, 50, 1, ALL);
        assertHolds();
        put(3, 20, 1, 3);
        assertBreaks("wrong number of cores");
    }
}
