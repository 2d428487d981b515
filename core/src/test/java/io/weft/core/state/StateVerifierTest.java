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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.KernelHost;
import io.weft.core.client.LimitRequest;
import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.RowHeap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks each thing that the state keeps twice, once, and sees it named. */
class StateVerifierTest {
    /** Jobs 1 and 2 share node 0 and both run on node 1 too; 3 and 4 wait, 5 is held. */
    private static final int FIRST = 0;

    private static final int SECOND = 1;
    private static final int WAITING = 2;
    private static final int NEXT_WAITING = 3;
    private static final int HELD = 4;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(70).jobCount(8));

    @BeforeEach
    void setUp() {
        host.in.defineLicence(0, -1, 9);
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(9));
        host.define(3, 70, 2);
        host.submit(1, 2, 70);
        host.submit(2, 2, 69);
        host.submit(3, 2, 70);
        host.submit(4, 2, 70);
        host.submit(5, 1, 1);
        host.in.holdJob(5);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("node of allocation 2", s -> s.allocations().nodeRow(2, 1)),
                damage("chain of allocations of node 0", s -> s.allocations().previousOnNode(2, 3)),
                damage(
                        "core beyond the node in allocation 0",
                        s -> s.allocations().mask(0, 1, 1L << 6 | s.allocations().mask(0, 1))),
                damage("last allocation of node 0", s -> s.nodes().allocationTail(0, 0)),
                damage("free memory of node 1", s -> s.nodes().memoryFree(1, 999)),
                damage("free memory of node 0", s -> s.allocations().memory(0, 1)),
                damage("free GPUs of node 0", s -> s.nodes().gpusFree(0, 0)),
                damage("count of GPU 0 of node 1", s -> s.allocations().gpuMask(3, 1)),
                damage("GPUs of node 1", s -> s.nodes().gpuMask(1, 1)),
                damage(
                        "jobs of GPU 0 of node 0",
                        s -> {
                            s.allocations().gpuMask(0, 1);
                            s.allocations().gpuMask(2, 1);
                        }),
                damage("cores of user 1", s -> s.users().addCores(1, 1, 0)),
                damage("cores of user 0", s -> s.jobs().userRow(FIRST, 0)),
                damage("holder of node 0", s -> s.nodes().holder(0, SECOND)),
                damage("holder of node 2", s -> s.nodes().holder(2, WAITING)),
                damage("holder of node 0", s -> s.jobs().exclusive(FIRST, true)),
                damage(
                        "cores of held node 0",
                        s -> {
                            s.jobs().exclusive(FIRST, true);
                            s.nodes().holder(0, FIRST);
                            s.allocations().mask(0, 0, s.allocations().mask(0, 0) ^ 8);
                        }),
                damage("key of node 0", s -> s.jobs().isolation(FIRST, (short) 2)),
                damage("count of jobs of node 0", s -> s.nodes().addJob(0, 0)),
                damage("GPU beyond node 1", s -> s.allocations().gpuMask(3, 2)),
                damage(
                        "multiplicity of core 65 of node 1",
                        s ->
                                CorePlanes.remove(
                                        s.nodes().planes(), s.nodes().planesOffset(1), 1, 2)),
                damage(
                        "multiplicity of core 3 of node 0",
                        s -> {
                            s.allocations().mask(2, 0, s.allocations().mask(2, 0) ^ 8);
                            s.allocations().mask(2, 1, s.allocations().mask(2, 1) ^ 1 << 5);
                        }),
                damage(
                        "multiplicity of core 3 of node 0",
                        s -> s.allocations().mask(0, 0, s.allocations().mask(0, 0) ^ 8)),
                damage(
                        "processes of node 1",
                        s -> putNode(s, 1, NodeLayout.PROCESS_COUNT_OFFSET, 1)),
                damage(
                        "core counts of node 1",
                        s -> putNode(s, 1, NodeLayout.CORES_AT_OR_BELOW_OFFSET, 1)),
                damage("allocations on nodes -1", s -> s.allocations().slab().take()),
                damage("state of pending job 2", s -> s.jobs().state(WAITING, 2)),
                damage("order of pending job 3", s -> s.jobs().position(NEXT_WAITING, 1)),
                damage("allocation of pending job 2", s -> s.jobs().allocationHead(WAITING, 0)),
                damage("chain of pending job 3", s -> s.jobs().pendingPrevious(NEXT_WAITING, 0)),
                damage("count of pending jobs 1", s -> s.jobs().pendingNext(WAITING, -1)),
                damage("heap slot of job 0", StateVerifierTest::moveSlot),
                damage("heap end of job 0", s -> s.jobs().expectedEndNs(FIRST, 1)),
                damage("heap order of job 1", s -> s.jobs().expectedEndNs(SECOND, 1)),
                damage("state of running job 0", s -> s.jobs().state(FIRST, 1)),
                damage("state of lost job 0", s -> s.jobs().flag(FIRST, JobTable.LOST, true)),
                damage("job of allocation 1", s -> s.allocations().jobRow(1, SECOND)),
                damage(
                        "order of allocations of job 0",
                        s -> {
                            s.jobs().allocationHead(FIRST, 1);
                            s.allocations().nextOfJob(1, 0);
                            s.allocations().nextOfJob(0, -1);
                        }),
                damage("multiplicity of allocation 3", s -> s.allocations().multiplicity(3, 1)),
                damage("multiplicity of job 1", s -> s.jobs().multiplicity(SECOND, 1)),
                damage("allocations of job 0", s -> s.jobs().allocationCount(FIRST, 3)),
                damage("allocations of job 1", s -> s.allocations().nextOfJob(2, -1)),
                damage("cores of job 1", s -> s.jobs().coresPerNode(SECOND, 70)),
                damage("index of node 1", s -> putNode(s, 1, NodeLayout.NODE_ID_OFFSET, 5)),
                damage("index of job 4", s -> s.jobs().jobId(HELD, 77)),
                damage("allocation of held job 4", s -> s.jobs().allocationHead(HELD, 0)),
                damage("jobs in state PENDING 3", s -> s.jobs().state(HELD, 1)),
                damage("jobs that hold an allocation 2", s -> s.running().remove(SECOND)),
                damage(
                        "free memory of node 0",
                        s -> {
                            s.allocations().memory(0, 1500);
                            s.nodes().memoryFree(0, -500);
                        }),
                damage(
                        "allocations of job 0",
                        s -> {
                            s.jobs().allocationHead(FIRST, -1);
                            s.jobs().allocationCount(FIRST, 0);
                            s.jobs().multiplicity(FIRST, 0);
                        }),
                damage("idle cores of job 0", s -> s.jobs().idleCount(FIRST, -1)),
                damage("idle cores of job 0", s -> s.jobs().idleCount(FIRST, 141)),
                damage("idle cores of jobs that hold none 1", s -> s.jobs().idleCount(WAITING, 1)),
                damage("idle processes of node 0", s -> s.nodes().addIdleCount(0, 1)),
                damage("idle processes of node 1", s -> s.jobs().idleCount(FIRST, 1)),
                damage("group of job 0", s -> s.jobs().groupId(FIRST, 0)),
                damage("group of job 2", s -> s.jobs().groupId(WAITING, 2)),
                damage("group of job 3", s -> s.jobs().userId(NEXT_WAITING, 2)),
                damage("jobs of holding 0", s -> s.gates().holdings().addJobs(0, 1)),
                damage("jobs that hold 0", s -> s.gates().holdings().add(0, 1, 0, 0, 0)),
                damage("nodes of holding 0", s -> s.gates().holdings().add(0, 0, 1, 0, 0)),
                damage("cores of holding 0", s -> s.gates().holdings().add(0, 0, 0, 1, 0)),
                damage("GPUs of holding 0", s -> s.gates().holdings().add(0, 0, 0, 0, 1)),
                damage("limit of holding 0", s -> s.gates().holdings().limitRow(0, 1)),
                damage("groups of holding 0", s -> s.gates().holdings().join(1L << 61, 0)),
                damage("holdings 1", s -> s.gates().holdings().join(7, 0)),
                damage("groups 1", s -> s.gates().groups().take()),
                damage("used licences 0", s -> s.gates().licences().add(0, 1)),
                damage("rows of jobs 5", s -> s.jobs().slab().take()),
                damage("multiplicity beyond M on node 0", StateVerifierTest::forgetHighestM),
                damage("key of empty node 2", s -> putNode(s, 2, NodeLayout.KEY_OFFSET, 1)),
                damage("index of user 1", s -> putUser1(s, 4, 99)),
                damage("shares of users 2", s -> putUser1(s, 32, 7)));
    }

    /** See {@link QueueTable} for the offset. */
    private static void forgetHighestM(final ClusterState state) {
        state.queues().slab().buffer().putInt(state.queues().slab().offset(0) + 48, 1);
    }

    private static void putUser1(final ClusterState state, final int offset, final int value) {
        state.users().slab().buffer().putInt(state.users().slab().offset(1) + offset, value);
    }

    private static Arguments damage(final String named, final Consumer<ClusterState> damage) {
        return Arguments.of(named, damage);
    }

    private static void putNode(
            final ClusterState state, final int row, final int offset, final int value) {
        state.nodes().slab().buffer().putInt(state.nodes().slab().offset(row) + offset, value);
    }

    private static void moveSlot(final ClusterState state) {
        try {
            final var field = RowHeap.class.getDeclaredField("slotOfRow");
            field.setAccessible(true);
            ((UnsafeBuffer) field.get(state.running())).putInt(0, 2);
        } catch (final ReflectiveOperationException ex) {
            throw new AssertionError(ex);
        }
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldNameWhatIsBroken(final String named, final Consumer<ClusterState> damage) {
        final ClusterState state = host.state();
        state.verify();

        damage.accept(state);

        final IllegalStateException refusal =
                assertThrows(IllegalStateException.class, state::verify);
        assertEquals("The state is broken: " + named, refusal.getMessage());
    }
}
