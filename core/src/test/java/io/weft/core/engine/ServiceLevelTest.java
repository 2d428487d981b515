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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.Replay;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.QueueMove;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queue 0 has node 0 with four cores, queue 1 has node 1; M is 1. */
class ServiceLevelTest {
    private static final long WALLTIME = 1_000_000;
    private static final long PERIOD = 100;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(4).jobCount(200));
    private final JobRequest job = new JobRequest();
    private long nextJobId = 1;

    @BeforeEach
    void setUp() {
        host.in.defineNode(0, 4, 1000, 1, 0, 0, -1);
        host.in.defineNode(1, 4, 1000, 1, 0, 0, -1);
        host.in.defineQueue(new QueueRequest(0).maxMultiplicity(1).nodes(0, 0));
        host.in.defineQueue(new QueueRequest(1).maxMultiplicity(1).nodes(1, 1));
        host.in.setPolicy("first-fit", 0, 1200, true, true);
        host.run();
    }

    @AfterEach
    void tearDown() {
        final Replay.Report report = host.replay();
        assertNull(report.divergence());
        assertEquals(host.kernel.digest(), report.digest());
        host.close();
    }

    /** Ten of a wait, 95 percent, two calm periods. */
    private static ServiceLevelRequest level(final QueueMove... moves) {
        final QueueMove second = moves.length > 1 ? moves[1] : QueueMove.NONE;
        final QueueMove third = moves.length > 2 ? moves[2] : QueueMove.NONE;
        return new ServiceLevelRequest(0)
                .objective(10, 950)
                .period(PERIOD, 2)
                .multiplicityMax(3)
                .moves(moves[0], second, third);
    }

    private void set(final ServiceLevelRequest request) {
        host.in.setServiceLevel(request);
        assertEquals(List.of(), host.run());
    }

    private long submit() {
        host.in.submitJob(job.clear().jobId(nextJobId).walltimeNs(WALLTIME).queueId(0).nodes(1, 4));
        host.run();
        return nextJobId++;
    }

    /** What is decided when so much time has gone by. */
    private List<String> after(final long ns) {
        host.now += ns;
        return host.run();
    }

    /** The moves of some periods. */
    private List<String> moves(final int periodCount) {
        final List<String> moves = new ArrayList<>();
        for (int i = 0; i < periodCount; i++) {
            after(PERIOD).stream().filter(line -> line.startsWith("adjusted")).forEach(moves::add);
        }
        return moves;
    }

    @Test
    void shouldMeasureOnlyTheClassesOfTheObjective() {
        set(level(QueueMove.MAX_MULTIPLICITY).jobClasses(JobClass.URGENT));
        submit();
        submit();

        assertEquals(List.of(), moves(3));

        job.clear().jobId(nextJobId++).walltimeNs(WALLTIME).queueId(0).nodes(1, 4);
        host.in.submitJob(job.jobClass(JobClass.URGENT));
        host.run();
        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 1 to 2 OBJECTIVE_MISSED 0 950"), moves(1));
    }

    @Test
    void shouldRaiseMAndStartAtOnceWhenObjectiveIsMissed() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        submit();
        submit();

        assertEquals(List.of(), after(PERIOD - 1));
        assertEquals(
                List.of(
                        "adjusted 0 MAX_MULTIPLICITY 1 to 2 OBJECTIVE_MISSED 500 950",
                        "start 2 x2 at 200 0:f"),
                after(1));
        assertEquals(2, host.state().queueMaxMultiplicity(0));
    }

    @Test
    void shouldMoveNothingWhenObjectiveIsMet() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        final long first = submit();
        submit();
        host.now += 10;
        host.end(first);
        host.run();

        assertEquals(List.of(), moves(10));
        assertEquals(1, host.state().queueMaxMultiplicity(0));
    }

    @Test
    void shouldCountAWaitThatWasJustTooLong() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        final long first = submit();
        submit();
        host.now += 11;
        host.end(first);
        host.run();

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 1 to 2 OBJECTIVE_MISSED 500 950"), moves(1));
    }

    @Test
    void shouldCountAMissAtItsStartOnlyIfNotBefore() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        submit();
        submit();

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 1 to 2 OBJECTIVE_MISSED 500 950"), moves(2));
    }

    @Test
    void shouldGiveBackWhenObjectiveIsMetForLongEnough() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        final long first = submit();
        final long second = submit();
        moves(1);

        assertEquals(List.of(), moves(1));
        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 1 OBJECTIVE_MET 1000 950"), moves(1));
        submit();
        assertEquals(2, host.state().runningCount());
        host.end(second);
        host.run();
        assertEquals(1, host.state().runningCount());
        host.end(first);
        assertTrue(host.run().toString().contains("start 3 x1"));
    }

    @Test
    void shouldMakeMovesInOrderAndTakeThemBackInReverse() {
        final ServiceLevelRequest request =
                level(QueueMove.LENT_NODES, QueueMove.MAX_MULTIPLICITY, QueueMove.PREEMPTION)
                        .lentNodes(0, 1);
        set(request);
        for (int i = 0; i < 9; i++) {
            submit();
        }

        assertEquals(
                List.of(
                        "adjusted 0 LENT_NODES 0 to 1 OBJECTIVE_MISSED 111 950",
                        "adjusted 0 MAX_MULTIPLICITY 1 to 2 OBJECTIVE_MISSED 0 950",
                        "adjusted 0 MAX_MULTIPLICITY 2 to 3 OBJECTIVE_MISSED 0 950",
                        "adjusted 0 PREEMPTION 0 to 1 OBJECTIVE_MISSED 0 950"),
                moves(8));
        assertTrue(host.state().queueMayPreempt(0));
        for (int id = 1; id < nextJobId; id++) {
            host.in.cancelJob(id, 0);
            host.end(id);
        }
        host.run();
        assertEquals(
                List.of(
                        "adjusted 0 PREEMPTION 1 to 0 OBJECTIVE_MET 1000 950",
                        "adjusted 0 MAX_MULTIPLICITY 3 to 2 OBJECTIVE_MET 1000 950",
                        "adjusted 0 MAX_MULTIPLICITY 2 to 1 OBJECTIVE_MET 1000 950",
                        "adjusted 0 LENT_NODES 1 to 0 OBJECTIVE_MET 1000 950"),
                moves(20));
        assertFalse(host.state().queueMayPreempt(0));
        assertFalse(host.state().queueHasNode(0, 1));
        assertTrue(host.state().queueHasNode(0, 0));
    }

    @Test
    void shouldStartOnLentNodesOnlyWhileTheyAreLent() {
        set(level(QueueMove.LENT_NODES).lentNodes(1, 1));
        submit();
        submit();

        assertEquals(
                List.of(
                        "adjusted 0 LENT_NODES 0 to 1 OBJECTIVE_MISSED 500 950",
                        "start 2 x1 at 200 1:f"),
                after(PERIOD));
        moves(2);
        assertFalse(host.state().queueHasNode(0, 1));
        host.end(2);
        host.run();
        submit();
        assertEquals(1, host.state().pendingCount());
    }

    @Test
    void shouldAskForNoClockWhenNothingCanMove() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        final long only = submit();
        moves(1);
        host.end(only);
        host.run();
        final long position = host.kernel.appliedPosition();

        assertEquals(Long.MAX_VALUE, host.kernel.nextDeadlineNs());
        moves(50);
        assertEquals(position, host.kernel.appliedPosition());
    }

    @Test
    void shouldAskForNoClockWhenEverythingIsDoneAndSomebodyWaits() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        for (int i = 0; i < 8; i++) {
            submit();
        }
        moves(10);
        final long position = host.kernel.appliedPosition();

        moves(50);
        assertEquals(position, host.kernel.appliedPosition());
        assertEquals(5, host.state().pendingCount());
        for (int id = 1; id <= 8; id++) {
            host.in.cancelJob(id, 0);
            host.end(id);
        }
        host.run();
        moves(10);
        assertEquals(1, host.state().queueMaxMultiplicity(0));
    }

    @Test
    void shouldNotTimeJobsThatWereHeld() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        submit();
        final long held = submit();
        host.in.holdJob(held);
        host.run();
        after(50);
        host.in.releaseJob(held);
        host.run();

        assertEquals(List.of(), moves(5));
    }

    @Test
    void shouldTakeBackEverythingWhenServiceLevelIsTakenAway() {
        set(level(QueueMove.LENT_NODES, QueueMove.MAX_MULTIPLICITY).lentNodes(1, 1));
        for (int i = 0; i < 9; i++) {
            submit();
        }
        moves(5);
        host.in.setServiceLevel(new ServiceLevelRequest(0).period(0, 1));

        assertEquals(
                List.of(
                        "adjusted 0 MAX_MULTIPLICITY 3 to 1 NONE -1 -1",
                        "adjusted 0 LENT_NODES 1 to 0 NONE -1 -1"),
                host.run());
        assertEquals(List.of(), moves(10));
    }

    @Test
    void shouldTryLessAndLessOftenUnderSteadyLoad() {
        set(level(QueueMove.MAX_MULTIPLICITY));
        int moveCount = 0;
        int lateMoveCount = 0;
        long ended = 1;
        for (int step = 0; step < 4000; step++) {
            if (step % 2 == 0) {
                submit();
            }
            if (step > 2 && step % 2 == 1 && ended + 1 < nextJobId) {
                host.end(ended++);
            }
            final int count =
                    (int) after(50).stream().filter(line -> line.startsWith("adjusted")).count();
            moveCount += count;
            lateMoveCount += step < 2000 ? 0 : count;
        }

        assertTrue(moveCount >= 3, "moves " + moveCount);
        assertTrue(lateMoveCount <= 16, "late moves " + lateMoveCount + " of " + moveCount);
    }

    @Test
    void shouldRejectWhatCannotBe() {
        host.in.defineQueue(new QueueRequest(2).maxMultiplicity(2));
        host.run();
        host.in.setServiceLevel(new ServiceLevelRequest(9));
        host.in.setServiceLevel(level(QueueMove.NONE).objective(-1, 950));
        host.in.setServiceLevel(level(QueueMove.NONE).objective(10, 1001));
        host.in.setServiceLevel(level(QueueMove.NONE).period(-1, 1));
        host.in.setServiceLevel(level(QueueMove.NONE).period(1, 0));
        host.in.setServiceLevel(level(QueueMove.NONE).multiplicityMax(16));
        host.in.setServiceLevel(new ServiceLevelRequest(2).multiplicityMax(1));
        host.in.setServiceLevel(level(QueueMove.PREEMPTION, QueueMove.PREEMPTION));
        host.in.setServiceLevel(level(QueueMove.LENT_NODES).lentNodes(1, 0));
        host.in.setServiceLevel(level(QueueMove.LENT_NODES).lentNodes(1, 2));
        host.in.setServiceLevel(new ServiceLevelRequest(2).lentNodes(0, 0));

        assertEquals(
                List.of(
                        "rejected 9 UNKNOWN_ID QUEUE_ID=9 0",
                        "rejected 0 OUT_OF_RANGE WAIT_OBJECTIVE=-1 0",
                        "rejected 0 OUT_OF_RANGE OBJECTIVE=1001 1000",
                        "rejected 0 OUT_OF_RANGE PERIOD=-1 0",
                        "rejected 0 OUT_OF_RANGE PERIOD=0 1",
                        "rejected 0 OUT_OF_RANGE MAX_MULTIPLICITY=16 15",
                        "rejected 2 OUT_OF_RANGE MAX_MULTIPLICITY=1 2",
                        "rejected 0 OUT_OF_RANGE QUEUE_MOVE=3 3",
                        "rejected 0 OUT_OF_RANGE NODE_ID=0 1",
                        "rejected 0 UNKNOWN_ID NODE_ID=2 0",
                        "rejected 2 OUT_OF_RANGE NODE_ID=0 0"),
                host.run());
    }
}
