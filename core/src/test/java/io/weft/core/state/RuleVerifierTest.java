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
import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.wire.QueueMove;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks each thing that is kept about the rules of queues, once, and sees it named. */
class RuleVerifierTest {
    /** Jobs: 0 runs on less than it asked for, 1 runs on node 0, 2 waits. */
    private static final int MALLEABLE = 0;

    private static final int TERMS = 0;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        final JobRequest job = new JobRequest().walltimeNs(100_000);
        host.define(3, 4, 1);
        host.in.defineQueue(new QueueRequest(1).maxMultiplicity(2).nodes(0, 0));
        host.in.setElasticity(
                new ElasticityRequest(0).growIdle(50).shrinkForPending().shrinkIdle(70, 100));
        host.in.setServiceLevel(
                new ServiceLevelRequest(0)
                        .objective(100, 900)
                        .period(50, 2)
                        .multiplicityMax(3)
                        .moves(QueueMove.MAX_MULTIPLICITY, QueueMove.PREEMPTION, QueueMove.NONE));
        host.in.setServiceLevel(
                new ServiceLevelRequest(1)
                        .objective(100, 900)
                        .period(50, 2)
                        .moves(QueueMove.LENT_NODES, QueueMove.NONE, QueueMove.NONE)
                        .lentNodes(1, 1));
        host.in.setUtilisationCap(1, 50, 100, 4, 300, 700);
        host.in.submitJob(job.jobId(1).coresAnywhere(8).coreCountMin(2));
        host.run();
        host.in.resizeJob(1, 6);
        host.in.submitJob(job.clear().walltimeNs(100_000).jobId(2).nodes(1, 4));
        host.in.submitJob(job.jobId(3).nodes(2, 4));
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("level of queue 0", s -> s.services().level(0, -1)),
                damage("level of queue 1", s -> s.services().level(1, 9)),
                damage("raise of queue 1", s -> s.sharings().raise(1, -1)),
                damage("raise of queue 1", s -> s.sharings().raise(1, 9)),
                damage("M of queue 1", s -> s.sharings().raise(1, 1)),
                damage("highest M of queue 1", RuleVerifierTest::forgetHighestM),
                damage("lent nodes of queue 1", s -> s.queues().addNode(1, 1)),
                damage("lent nodes of queue 1", s -> s.services().level(1, 1)),
                damage("preemption by queue 1", s -> s.queues().mayPreempt(1, true)),
                damage("pending jobs of queue 0", s -> s.services().pendingCount(0, 0)),
                damage("overdue jobs of queue 0", s -> s.services().overdueCount(0, 7)),
                damage("end of period 0", s -> s.services().dueNs(0, 0)),
                damage("period without rule 0", s -> s.services().periodNs(0, 0)),
                damage("missing end of period 0", s -> s.periods().remove(0)),
                damage("time of end of period 0", s -> s.services().dueNs(0, 7)),
                damage("elasticity of terms 0", s -> s.elasticity().shrinkable().remove(TERMS)),
                damage("elasticity of terms 0", s -> s.elasticity().growable().add(TERMS, 1)),
                damage("elasticity of terms 0", s -> s.elasticity().times().remove(TERMS)),
                damage(
                        "key of elasticity of terms 0",
                        s -> s.elasticity().times().update(TERMS, 1)),
                damage("shrinkable jobs 1", s -> s.elasticity().shrinkable().add(5, 1)),
                damage("growable jobs 0", s -> s.elasticity().growable().add(5, 1)),
                damage("times of sizes 1", s -> s.elasticity().times().add(5, 1)),
                damage("malleable pending jobs 0", s -> s.sizes().pending().add(5, 1)),
                damage("malleable job 0", s -> s.jobs().nodeCount(MALLEABLE, 1)));
    }

    /** See {@link QueueTable} for the offset. */
    private static void forgetHighestM(final ClusterState state) {
        state.queues().slab().buffer().putInt(state.queues().slab().offset(1) + 48, 1);
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
