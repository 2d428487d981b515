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
import io.weft.core.client.JobRequest;
import io.weft.core.memory.Slab;
import io.weft.core.wire.DependencyKind;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks each thing that is kept about jobs that wait, once, and sees it named. */
class WaitVerifierTest {
    /**
     * Rows of jobs: 0 runs, 1 waits for it, 2 for its time, 3 to 5 are an array of which one may.
     */
    private static final int DEPENDENT = 1;

    private static final int TIMED = 2;

    private static final int SECOND_OF_ARRAY = 4;

    /** Rows of terms; those of job row 0 came after those of job row 1. */
    private static final int DEPENDENT_TERMS = 0;

    private static final int PREDECESSOR_TERMS = 1;
    private static final int TIMED_TERMS = 2;
    private static final int FIRST_TERMS = 3;
    private static final int SECOND_TERMS = 4;
    private static final int LAST_TERMS = 5;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(1).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        final JobRequest job = new JobRequest().walltimeNs(1000).nodes(1, 4);
        host.define(1, 4, 1);
        host.submit(1, 1, 4);
        host.in.submitJob(job.jobId(2).dependsOn(1, DependencyKind.AFTER_OK));
        host.in.submitJob(job.clearDependencies().jobId(3).beginTimeNs(500));
        host.in.submitJob(job.jobId(10).beginTimeNs(0).array(3, 1));
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("alarm of job 2", s -> s.jobs().reason(TIMED, 0)),
                damage("alarm of job 1", s -> s.terms().doomReason(DEPENDENT_TERMS, 1)),
                damage("time of alarm of job 2", s -> s.terms().beginTimeNs(TIMED_TERMS, 600)),
                damage("dependencies 0", s -> s.terms().dependencyHead(DEPENDENT_TERMS, -1)),
                damage(
                        "dependent of dependency 0",
                        s -> s.terms().dependencyHead(PREDECESSOR_TERMS, 0)),
                damage(
                        "other job of dependency 0",
                        s -> s.terms().dependentHead(DEPENDENT_TERMS, 0)),
                damage(
                        "last who waits for terms 1",
                        s -> s.terms().dependentTail(PREDECESSOR_TERMS, -1)),
                damage(
                        "dependencies on others 0",
                        s -> {
                            s.terms().dependentHead(PREDECESSOR_TERMS, -1);
                            s.terms().dependentTail(PREDECESSOR_TERMS, -1);
                        }),
                damage("slot of job 3", s -> s.terms().slot(FIRST_TERMS, 0)),
                damage("line of job 4", s -> s.jobs().reason(SECOND_OF_ARRAY, 0)),
                damage("jobs of array 0", s -> s.arrays().removeMember(0)),
                damage("slots of array 0", s -> s.arrays().slotCount(0, 0)),
                damage("array of who waits in line 2", s -> s.arrays().waitingHead(0, TIMED_TERMS)),
                damage("chain of line 5", s -> s.terms().slotPrevious(LAST_TERMS, -1)),
                damage("end of line of array 0", s -> s.arrays().waitingTail(0, SECOND_TERMS)),
                damage("rows of arrays 1", s -> s.arrays().slab().take()),
                damage("terms of waiting job 2", WaitVerifierTest::forgetTerms),
                damage("alarm of no job 7", s -> s.alarms().add(7, 500)),
                damage("alarms 1", WaitVerifierTest::wakeNobody),
                damage("state of job that depends 1", WaitVerifierTest::queueDependent),
                damage("slot of job 3", s -> putArray(s, ArrayLayout.SLOT_MAX_OFFSET, 0)),
                damage("index of array 0", s -> putArray(s, ArrayLayout.FIRST_ID_OFFSET, 11)),
                damage("place in line 4", WaitVerifierTest::leaveLine),
                damage(
                        "line beside free slots of array 0",
                        s -> putArray(s, ArrayLayout.SLOT_MAX_OFFSET, 2)));
    }

    private static void forgetTerms(final ClusterState state) {
        state.alarms().remove(TIMED_TERMS);
        state.jobs().termsRow(TIMED, -1);
        state.terms().slab().free(TIMED_TERMS);
    }

    private static void wakeNobody(final ClusterState state) {
        final Slab slab = state.terms().slab();
        slab.buffer().putInt(slab.offset(7) + TermsLayout.JOB_ROW_OFFSET, 1);
        state.alarms().add(7, 500);
    }

    private static void queueDependent(final ClusterState state) {
        state.jobs().state(DEPENDENT, JobState.PENDING.code());
        state.pending().add(DEPENDENT);
    }

    private static void leaveLine(final ClusterState state) {
        state.jobs().reason(SECOND_OF_ARRAY, 0);
        state.terms().slot(SECOND_TERMS, 0);
    }

    private static void putArray(final ClusterState state, final int offset, final int value) {
        final Slab slab = state.arrays().slab();
        slab.buffer().putInt(slab.offset(0) + offset, value);
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
