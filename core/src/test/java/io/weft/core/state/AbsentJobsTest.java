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
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks each thing that is kept about jobs without cores, once, and sees it named. */
class AbsentJobsTest {
    /** Rows of jobs: 0 is suspended and keeps node 0, 1 is still to leave node 1. */
    private static final int SUSPENDED = 0;

    private static final int LEAVING = 1;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        host.define(3, 4, 1);
        host.submit(1, 1, 4);
        host.submit(2, 1, 4);
        host.submit(3, 1, 1);
        host.run();
        host.in.jobStarted(1);
        host.in.jobStarted(2);
        host.in.suspendJob(1);
        host.in.suspendJob(2);
        host.in.jobSuspended(1);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("leaving jobs of node 2", s -> s.nodes().addLeaving(2, 1)),
                damage("terms of absent job 1", s -> s.jobs().termsRow(LEAVING, -1)),
                damage("multiplicity of absent job 0", s -> s.jobs().multiplicity(SUSPENDED, 1)),
                damage("job of absent allocation 1", s -> s.allocations().jobRow(1, SUSPENDED)),
                damage("key of node 0", s -> s.jobs().isolation(SUSPENDED, (short) 2)),
                damage("cores of absent allocation 0", s -> s.allocations().mask(0, 0, 1)),
                damage(
                        "former cores of absent allocation 1",
                        s -> s.allocations().makeAbsent(1, 0)),
                damage("absent allocations 1", s -> s.jobs().allocationCount(LEAVING, 2)),
                damage(
                        "absent allocations 0",
                        s -> {
                            s.jobs().allocationHead(SUSPENDED, -1);
                            s.jobs().allocationCount(SUSPENDED, 0);
                        }),
                damage(
                        "state of suspended job 0",
                        s -> {
                            s.jobs().state(SUSPENDED, JobState.LEAVING.code());
                            s.nodes().addLeaving(0, 1);
                        }),
                damage("suspended jobs 0", s -> s.suspended().remove(SUSPENDED)),
                damage(
                        "count of suspended jobs 1",
                        s -> s.suspended().rebuild(SUSPENDED, SUSPENDED, 2)),
                damage("free memory of node 0", s -> s.allocations().memory(0, 1)),
                damage("count of GPU 0 of node 1", s -> s.allocations().gpuMask(1, 1)));
    }

    private static Arguments damage(final String named, final Consumer<ClusterState> damage) {
        return Arguments.of(named, damage);
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
