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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.Footprint;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has to give way: a batch job that runs since 1000 ns, to an urgent one, at 1500 ns. */
class PreemptionRuleTest {
    private static final int VICTIM = 0;
    private static final int URGENT = 1;
    private static final long NOW = 1500;
    private static final int BATCH_BIT = 1 << JobClass.BATCH.value();
    private static final int INTERACTIVE_BIT = 1 << JobClass.INTERACTIVE.value();
    private static final int URGENT_BIT = 1 << JobClass.URGENT.value();

    private final Footprint footprint = new Footprint();
    private final ClusterState state =
            new ClusterState(new Limits().nodeCount(2).coresPerNode(8).jobCount(4), footprint);
    private final PreemptionRule rule = state.preemption();

    @BeforeEach
    void setUp() {
        state.queues().add(0, 1, 0, 0, 0, 0, -1);
        state.nodes().add(0, 8, 100, 0, 1, 0, 0, -1);
        state.nodes().add(1, 6, 100, 0, 1, 0, 0, -1);
        final JobTable jobs = state.jobs();
        jobs.add(10);
        jobs.add(11);
        jobs.state(VICTIM, JobState.RUNNING.code());
        jobs.startTimeNs(VICTIM, 1000);
        jobs.nodeCount(VICTIM, 2);
        jobs.coresPerNode(VICTIM, 3);
        jobs.flags(VICTIM, JobTable.PREEMPTABLE | JobTable.REQUEUEABLE);
        jobs.state(URGENT, JobState.PENDING.code());
        jobs.jobClass(URGENT, JobClass.URGENT.value());
        install(PreemptionKind.REQUEUE);
    }

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private void install(final PreemptionKind kind) {
        rule.install(URGENT_BIT, BATCH_BIT, kind, 20, 500, 70, 2);
    }

    static Stream<Arguments> reprieves() {
        return Stream.of(
                reprieve("not yet running", s -> s.jobs().state(VICTIM, JobState.STARTING.code())),
                reprieve(
                        "of a class that does not give way",
                        s -> s.jobs().jobClass(VICTIM, JobClass.INTERACTIVE.value())),
                reprieve(
                        "of no lower class",
                        s -> s.jobs().jobClass(URGENT, JobClass.BATCH.value())),
                reprieve(
                        "to a class that must wait",
                        s -> s.jobs().jobClass(URGENT, JobClass.INTERACTIVE.value())),
                reprieve(
                        "not preemptable", s -> s.jobs().flag(VICTIM, JobTable.PREEMPTABLE, false)),
                reprieve(
                        "not requeueable", s -> s.jobs().flag(VICTIM, JobTable.REQUEUEABLE, false)),
                reprieve("left alone for some time", s -> s.jobs().startTimeNs(VICTIM, 1001)),
                reprieve("has given way often enough", PreemptionRuleTest::giveWayTwice));
    }

    private static Arguments reprieve(final String why, final Consumer<ClusterState> reprieve) {
        return Arguments.of(why, reprieve);
    }

    private static void giveWayTwice(final ClusterState state) {
        final int termsRow = state.terms().add(VICTIM);
        state.jobs().termsRow(VICTIM, termsRow);
        state.terms().preemptionCount(termsRow, 2);
    }

    @ParameterizedTest
    @MethodSource("reprieves")
    void shouldNotHaveToGiveWay(final String why, final Consumer<ClusterState> reprieve) {
        assertTrue(rule.givesWay(VICTIM, URGENT, NOW));

        reprieve.accept(state);

        assertFalse(rule.givesWay(VICTIM, URGENT, NOW), why);
    }

    @Test
    void shouldGiveWayToInteractiveJobsOfQueueThatMayPreempt() {
        state.jobs().jobClass(URGENT, JobClass.INTERACTIVE.value());
        assertFalse(rule.mayPreempt(URGENT));

        state.queues().mayPreempt(0, true);

        assertTrue(rule.mayPreempt(URGENT));
        assertTrue(rule.givesWay(VICTIM, URGENT, NOW));
        state.jobs().jobClass(URGENT, JobClass.BATCH.value());
        assertFalse(rule.mayPreempt(URGENT));
    }

    @Test
    void shouldBeInForceWhenSomebodyGivesWayToSomebody() {
        assertTrue(rule.isInForce());
        rule.install(URGENT_BIT, 0, PreemptionKind.SUSPEND, 0, 0, 0, 1);
        assertFalse(rule.isInForce());
        rule.install(0, BATCH_BIT, PreemptionKind.SUSPEND, 0, 0, 0, 1);
        assertFalse(rule.isInForce());
        state.queues().mayPreempt(0, true);
        assertTrue(rule.isInForce());
    }

    @Test
    void shouldLetJobsBeSuspendedThatCannotBeStartedAnew() {
        state.jobs().flag(VICTIM, JobTable.REQUEUEABLE, false);

        install(PreemptionKind.SUSPEND);
        assertTrue(rule.givesWay(VICTIM, URGENT, NOW));
        install(PreemptionKind.CANCEL);
        assertTrue(rule.givesWay(VICTIM, URGENT, NOW));
    }

    @Test
    void shouldSayWhatItWasToldToDo() {
        rule.install(INTERACTIVE_BIT, BATCH_BIT, PreemptionKind.CANCEL, 20, 500, 70, 2);

        assertEquals(INTERACTIVE_BIT, rule.preemptingClasses());
        assertEquals(BATCH_BIT, rule.victimClasses());
        assertEquals(PreemptionKind.CANCEL, rule.kind());
        assertEquals(20, rule.graceNs());
        assertEquals(500, rule.protectedNs());
        assertEquals(70, rule.suspendMaxNs());
        assertEquals(2, rule.preemptionsMax());
    }

    // ------------------------------------------------------------------ work lost

    @Test
    void shouldLoseCoresTimesTimeUnlessItIsKept() {
        final long nowNs = 1000 + 7_000_000;

        assertEquals(7 * 6, rule.workLost(VICTIM, nowNs));
        assertEquals(0, rule.workLost(VICTIM, PreemptionKind.SUSPEND, nowNs));
        state.jobs().flag(VICTIM, JobTable.CHECKPOINTABLE, true);
        assertEquals(0, rule.workLost(VICTIM, nowNs));
    }

    @Test
    void shouldCountWhatItRanBeforeItWasSuspended() {
        final int termsRow = state.terms().add(VICTIM);
        state.jobs().termsRow(VICTIM, termsRow);
        state.terms().ranNs(termsRow, 3_000_000);

        assertEquals(10 * 6, rule.workLost(VICTIM, 1000 + 7_000_000));
    }

    @Test
    void shouldCountCoresAnywhereOnce() {
        state.jobs().nodeCount(VICTIM, 0);

        assertEquals(7 * 3, rule.workLost(VICTIM, 1000 + 7_000_000));
    }

    @Test
    void shouldCountAllCoresOfNodesThatAreHeld() {
        state.jobs().exclusive(VICTIM, true);
        for (int node = 1; node >= 0; node--) {
            final int allocation = state.allocations().slab().take();
            state.allocations().nodeRow(allocation, node);
            state.allocations().nextOfJob(allocation, state.jobs().allocationHead(VICTIM));
            state.jobs().allocationHead(VICTIM, allocation);
        }

        assertEquals(7 * (8 + 6), rule.workLost(VICTIM, 1000 + 7_000_000));
    }

    @Test
    void shouldLoseNoMoreThanCanBeSaid() {
        state.jobs().coresPerNode(VICTIM, Integer.MAX_VALUE);
        state.jobs().nodeCount(VICTIM, Integer.MAX_VALUE);

        assertEquals(Long.MAX_VALUE, rule.workLost(VICTIM, 1000 + 7_000_000));
    }
}
