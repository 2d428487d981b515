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
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.state.Limits;
import io.weft.core.state.QueueTable;
import io.weft.core.wire.QueueMove;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queue 0 has node 0 with four cores, queue 1 has node 1; M is 1. Jobs take a whole node. */
class AlterQueueTest {
    private static final long WALLTIME = 1_000_000;
    private static final long PERIOD = 100;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(4).jobCount(50));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.in.defineNode(0, 4, 1000, 1, 0, 0, -1);
        host.in.defineNode(1, 4, 1000, 1, 0, 0, -1);
        host.in.defineQueue(new QueueRequest(0).maxMultiplicity(1).nodes(0, 0).priority(5));
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

    private static QueueAlterationRequest queue(final int queueId) {
        return new QueueAlterationRequest(queueId);
    }

    private List<String> alter(final QueueAlterationRequest request) {
        host.in.alterQueue(request);
        return host.run();
    }

    private List<String> submit(final long jobId) {
        host.in.submitJob(job.clear().jobId(jobId).walltimeNs(WALLTIME).queueId(0).nodes(1, 4));
        return host.run();
    }

    private List<String> after(final long ns) {
        host.now += ns;
        return host.run();
    }

    private QueueTable queues() {
        return host.state().queues();
    }

    // ------------------------------------------------------------------ what is altered

    @Test
    void shouldStartJobThatWaitsWhenMIsRaised() {
        submit(1);
        submit(2);

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 1 to 2 NONE -1 -1", "start 2 x2 at 100 0:f"),
                alter(queue(0).maxMultiplicity(2)));
        assertEquals(2, host.state().queueMaxMultiplicity(0));
        assertEquals(1, host.state().queueMaxMultiplicity(1));
    }

    @Test
    void shouldLeaveJobsThatRunAloneWhenMIsLowered() {
        alter(queue(0).maxMultiplicity(2));
        submit(1);
        submit(2);
        submit(3);

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 1 NONE -1 -1"),
                alter(queue(0).maxMultiplicity(1)));
        assertEquals(2, host.state().runningCount());
        host.end(1);
        assertEquals(List.of("closed 1 ENDED 0"), host.run());
        host.end(2);
        assertEquals(List.of("closed 2 ENDED 0", "start 3 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldMoveNodeAndLeaveJobThatRunsThere() {
        submit(1);
        submit(2);

        assertEquals(List.of("start 2 x1 at 100 1:f"), alter(queue(0).nodes(0, 1)));
        assertEquals(List.of(), alter(queue(0).nodes(0, 0)));
        submit(3);
        host.end(2);

        assertEquals(List.of("closed 2 ENDED 0"), host.run());
        assertTrue(host.state().queueHasNode(0, 0));
        assertFalse(host.state().queueHasNode(0, 1));
    }

    @Test
    void shouldHaveNodesThatComeLaterWhenItHasAll() {
        submit(1);
        alter(queue(0).nodes(0, 0).allNodes());
        submit(2);
        submit(3);

        host.in.defineNode(2, 4, 1000, 1, 0, 0, -1);

        assertEquals(List.of("start 3 x1 at 100 2:f"), host.run());
    }

    @Test
    void shouldLetJobWaitThatFitsNoMoreAndStartItWhenItFitsAgain() {
        alter(queue(0).nodes(0, 1));
        host.in.submitJob(job.clear().jobId(1).walltimeNs(WALLTIME).nodes(2, 4).held(true));
        host.run();
        alter(queue(0).nodes(0, 0));

        host.in.releaseJob(1);

        assertEquals(List.of(), host.run());
        assertEquals(1, host.state().pendingCount());
        host.in.submitJob(job.clear().jobId(2).walltimeNs(WALLTIME).nodes(2, 4));
        assertEquals(List.of("rejected 2 NEVER_FITS NODE_COUNT=2 1"), host.run());
        assertEquals(List.of("start 1 x1 at 100 0:f 1:f"), alter(queue(0).nodes(0, 1)));
    }

    @Test
    void shouldBindLaterSubmissionsOnly() {
        submit(1);
        submit(2);

        alter(queue(0).walltimeMaxNs(WALLTIME - 1).nodeCountMax(1).coreCountMax(3));

        assertEquals(List.of("rejected 3 OUT_OF_RANGE WALLTIME=1000000 999999"), submit(3));
        host.in.submitJob(job.clear().jobId(3).walltimeNs(5).nodes(2, 1));
        host.in.submitJob(job.clear().jobId(3).walltimeNs(5).nodes(1, 4));
        host.in.alterWalltime(2, WALLTIME);
        assertEquals(
                List.of(
                        "rejected 3 OUT_OF_RANGE NODE_COUNT=2 1",
                        "rejected 3 OUT_OF_RANGE CORE_COUNT=4 3",
                        "rejected 2 OUT_OF_RANGE WALLTIME=1000000 999999"),
                host.run());
        host.end(1);
        assertEquals(List.of("closed 1 ENDED 0", "start 2 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldLeaveWhatIsNotSaid() {
        alter(queue(0).walltimeMaxNs(7).nodeCountMax(8).coreCountMax(9));
        final long digest = host.kernel.digest();
        alter(queue(0));
        assertEquals(digest, host.kernel.digest());

        alter(queue(0).priority(-3));

        assertEquals(-3, queues().priority(0));
        assertEquals(1, queues().definedMultiplicity(0));
        assertEquals(7, queues().walltimeMaxNs(0));
        assertEquals(8, queues().nodeCountMax(0));
        assertEquals(9, queues().coreCountMax(0));
        assertTrue(queues().hasNode(0, 0) && !queues().hasNode(0, 1));
        assertEquals(0, queues().priority(1));
    }

    @Test
    void shouldChangeNothingWhenAnyOfItIsRejected() {
        final long digest = host.kernel.digest();

        assertEquals(
                List.of("rejected 0 UNKNOWN_ID NODE_ID=2 0"),
                alter(queue(0).maxMultiplicity(4).priority(9).walltimeMaxNs(1).nodes(1, 2)));
        assertEquals(digest, host.kernel.digest());
    }

    // ------------------------------------------------------------------ rules of the queue

    private void setLevel(final ServiceLevelRequest request) {
        host.in.setServiceLevel(request.objective(10, 950).period(PERIOD, 2).multiplicityMax(3));
        assertEquals(List.of(), host.run());
    }

    private static ServiceLevelRequest level(final QueueMove first, final QueueMove second) {
        return new ServiceLevelRequest(0).moves(first, second, QueueMove.NONE);
    }

    @Test
    void shouldKeepWhatServiceLevelRaisedUpToItsBound() {
        setLevel(level(QueueMove.MAX_MULTIPLICITY, QueueMove.NONE));
        submit(1);
        submit(2);
        after(PERIOD);

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 3 NONE -1 -1"),
                alter(queue(0).maxMultiplicity(2)));
        assertEquals(List.of(), alter(queue(0).maxMultiplicity(3)));
        assertEquals(3, host.state().queueMaxMultiplicity(0));
        assertEquals(
                List.of("rejected 0 OUT_OF_RANGE MAX_MULTIPLICITY=4 3"),
                alter(queue(0).maxMultiplicity(4)));
        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 3 to 1 NONE -1 -1"),
                alter(queue(0).maxMultiplicity(1)));
    }

    @Test
    void shouldRaiseUpToTheSameBoundAfterMWasLowered() {
        alter(queue(0).maxMultiplicity(2));
        setLevel(level(QueueMove.MAX_MULTIPLICITY, QueueMove.NONE));
        for (int id = 1; id <= 5; id++) {
            submit(id);
        }
        alter(queue(0).maxMultiplicity(1));

        for (int period = 0; period < 10; period++) {
            after(PERIOD);
        }

        assertEquals(3, host.state().queueMaxMultiplicity(0));
    }

    @Test
    void shouldKeepLaterMovesWhenStepsOfMBecomeMore() {
        alter(queue(0).maxMultiplicity(2));
        setLevel(level(QueueMove.MAX_MULTIPLICITY, QueueMove.PREEMPTION));
        for (int id = 1; id <= 5; id++) {
            submit(id);
        }
        after(PERIOD);
        after(PERIOD);
        assertTrue(queues().mayPreempt(0));

        assertEquals(List.of(), alter(queue(0).maxMultiplicity(1)));

        assertTrue(queues().mayPreempt(0));
        assertEquals(3, host.state().queueMaxMultiplicity(0));
    }

    @Test
    void shouldMeasureAgainWhenThereIsAMoveToMakeAgain() {
        alter(queue(0).maxMultiplicity(3));
        setLevel(level(QueueMove.MAX_MULTIPLICITY, QueueMove.NONE));
        for (int id = 1; id <= 5; id++) {
            submit(id);
        }
        host.end(3);
        host.run();
        assertEquals(List.of(), after(10 * PERIOD));

        alter(queue(0).maxMultiplicity(2));

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 3 OBJECTIVE_MISSED 800 950"),
                after(PERIOD));
    }

    @Test
    void shouldKeepWhatUtilisationCapRaisedUpToItsBound() {
        host.in.setUtilisationCap(0, PERIOD, 0, 3, 800, 900);
        submit(1);
        host.in.jobStarted(1);
        host.in.utilisation(1, 1000);
        host.run();
        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 1 to 2 UTILISATION_LOW 250 800"),
                after(PERIOD));

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 3 NONE -1 -1"),
                alter(queue(0).maxMultiplicity(2)));
        assertEquals(
                List.of("rejected 0 OUT_OF_RANGE MAX_MULTIPLICITY=4 3"),
                alter(queue(0).maxMultiplicity(4)));
        assertEquals(List.of(), alter(queue(0).maxMultiplicity(3)));
    }

    @Test
    void shouldRejectNodesThatAreLentAndKeepTheLoan() {
        setLevel(level(QueueMove.LENT_NODES, QueueMove.NONE).lentNodes(1, 1));
        submit(1);
        submit(2);
        assertEquals(
                List.of(
                        "adjusted 0 LENT_NODES 0 to 1 OBJECTIVE_MISSED 500 950",
                        "start 2 x1 at 200 1:f"),
                after(PERIOD));
        host.in.defineNode(2, 4, 1000, 1, 0, 0, -1);
        host.run();

        final List<String> rejected = List.of("rejected 0 WRONG_STATE NODE_ID=1 0");
        assertEquals(rejected, alter(queue(0).nodes(0, 1)));
        assertEquals(rejected, alter(queue(0).allNodes()));
        assertEquals(List.of(), alter(queue(0).nodes(2, 2)));

        assertFalse(queues().hasNode(0, 0));
        assertTrue(queues().hasNode(0, 1));
        assertTrue(queues().hasNode(0, 2));
    }
}
