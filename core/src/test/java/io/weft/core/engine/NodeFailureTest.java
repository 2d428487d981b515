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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeFailureTest {
    private static final int JOB_COUNT = 300;

    private final KernelHost host =
            new KernelHost(
                    new Limits()
                            .nodeCount(2)
                            .coresPerNode(64)
                            .jobCount(JOB_COUNT)
                            .decisionLength(5000));

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private static JobRequest job(final long jobId, final int cores) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(1, cores).requeueable(true);
    }

    @Test
    void shouldRequeueOrCloseJobsOfNodeThatIsDown() {
        host.define(2, 4, 1);
        host.submit(1, 1, 2);
        host.in.submitJob(job(2, 2));
        host.submit(3, 1, 2);
        host.run();
        host.now = 200;
        host.in.nodeStateChanged(0, NodeState.DOWN);

        assertEquals(
                List.of(
                        "closed 1 NODE_FAILURE 0",
                        "requeued 2 NODE_FAILURE 0",
                        "start 2 x1 at 200 1:c"),
                host.run());
    }

    @Test
    void shouldLeaveJobsOfNodeThatDrains() {
        host.define(2, 4, 1);
        host.submit(1, 1, 4);
        host.submit(2, 1, 4);
        host.submit(3, 1, 4);
        host.run();
        host.in.nodeStateChanged(0, NodeState.DRAINING);
        host.end(1);
        assertEquals(List.of("closed 1 ENDED 0"), host.run());
        host.in.nodeStateChanged(0, NodeState.UP);

        assertEquals(List.of("start 3 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldCloseJobThatIsBeingEndedForItsOwnReason() {
        host.define(2, 4, 1);
        host.in.submitJob(job(1, 4));
        host.run();
        host.in.cancelJob(1, 7);
        host.run();
        host.in.nodeStateChanged(0, NodeState.DOWN);

        assertEquals(List.of("closed 1 CANCELLED_BY_USER 7"), host.run());
    }

    @Test
    void shouldTellDependentsOfJobThatIsClosed() {
        host.define(2, 4, 1);
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 4).dependsOn(1, DependencyKind.AFTER_OK));
        host.in.submitJob(job(3, 4).dependsOn(1, DependencyKind.AFTER_NOT_OK));
        host.run();
        host.in.nodeStateChanged(0, NodeState.DOWN);

        assertEquals(
                List.of(
                        "closed 1 NODE_FAILURE 0",
                        "closed 2 DEPENDENCY_NEVER 1",
                        "start 3 x1 at 100 1:f"),
                host.run());
    }

    @Test
    void shouldGoOnInOtherEntriesWhenManyJobsAreLost() {
        host.in.defineQueue(new QueueRequest(0).maxMultiplicity(4));
        host.in.defineNode(0, 64, 0, 0, 0, 0, -1);
        host.in.setPolicy("first-fit", 0, 1200, true, true);
        for (int id = 0; id < 256; id++) {
            host.in.submitJob(job(id, 1).requeueable(id % 2 == 0));
        }
        assertEquals(512, host.run().size());
        final long before = host.kernel.appliedPosition();
        host.in.nodeStateChanged(0, NodeState.DOWN);

        final List<String> lines = host.run();

        assertEquals(128, lines.stream().filter(line -> line.startsWith("requeued")).count());
        assertEquals(128, lines.stream().filter(line -> line.startsWith("closed")).count());
        assertTrue(host.kernel.appliedPosition() > before + 2, "one entry has not room for it");
        assertEquals(0, host.state().runningCount());
    }

    @Test
    void shouldKnowWhichRunAnObservationIsAbout() {
        host.define(2, 4, 1);
        host.in.submitJob(job(1, 4));
        host.run();
        host.now = 200;
        host.in.nodeStateChanged(0, NodeState.DOWN);
        host.run();
        host.in.jobStarted(1, 100);
        host.in.jobEnded(1, EndKind.NODE_FAILED, 0, 100);

        assertEquals(
                List.of(
                        "rejected 1 WRONG_STATE START_TIME=100 200",
                        "rejected 1 WRONG_STATE START_TIME=100 200"),
                host.run());
        host.in.jobStarted(1, 200);
        host.in.jobEnded(1, EndKind.COMPLETED, 0, 200);
        assertEquals(List.of("closed 1 ENDED 0"), host.run());
    }

    @Test
    void shouldRejectEndOfJobThatWaitsAgain() {
        host.define(1, 4, 1);
        host.in.submitJob(job(1, 4));
        host.run();
        host.in.nodeStateChanged(0, NodeState.DOWN);
        host.in.jobEnded(1, EndKind.NODE_FAILED, 0);
        host.in.jobStarted(1);

        assertEquals(
                List.of(
                        "requeued 1 NODE_FAILURE 0",
                        "rejected 1 WRONG_STATE STATE=1 1",
                        "rejected 1 WRONG_STATE STATE=1 1"),
                host.run());
        assertEquals(1, host.kernel.view().pendingCount());
        assertEquals(ReasonCode.NODE_FAILURE, host.state().jobReason(host.row(1)));
    }
}
