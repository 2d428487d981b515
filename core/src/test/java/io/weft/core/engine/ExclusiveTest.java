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
import io.weft.core.spi.ClusterView;
import io.weft.core.state.Limits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that want their nodes for themselves. */
class ExclusiveTest {
    private static final int CORES = 70;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(CORES).jobCount(40));
    private final ClusterView view = host.kernel.view();
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(3, CORES, 3);
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private JobRequest exclusive(final long jobId) {
        return job.clear().jobId(jobId).walltimeNs(1000).exclusive(true);
    }

    @Test
    void shouldGetAllCoresOfNodesThatNobodyUses() {
        host.submit(1, 1, 1);
        host.in.submitJob(exclusive(2).nodes(2, 5).memoryPerNode(10).memoryPerCore(3));

        final List<String> lines = host.run();

        assertEquals(
                "start 2 x1 at 100 1:ffffffffffffffff 1:64+3f 2:ffffffffffffffff 2:64+3f",
                lines.get(lines.size() - 1));
        assertEquals(1000 - 25, view.memoryFree(1));
        assertEquals(ClusterView.NULL_ROW, view.nodeHolder(0));
        assertEquals(host.row(2), view.nodeHolder(1));
        assertEquals(host.row(2), view.nodeHolder(2));
        assertTrue(view.jobIsExclusive(host.row(2)));
    }

    @Test
    void shouldKeepOthersAwayUntilItEnds() {
        host.in.submitJob(exclusive(1).nodes(3, 1));
        host.submit(2, 1, 1);
        host.submit(3, 3, 1);
        host.run();
        assertEquals(1, view.runningCount());

        host.end(1);
        host.run();

        assertEquals(2, view.runningCount());
        assertEquals(ClusterView.NULL_ROW, view.nodeHolder(0));
    }

    @Test
    void shouldWaitUntilNodeIsFree() {
        host.submit(1, 3, 1);
        host.in.submitJob(exclusive(2).nodes(1, 1));
        host.run();
        assertEquals(1, view.pendingCount());

        host.end(1);

        assertEquals("start 2 x1 at 100 0:ffffffffffffffff 0:64+3f", host.run().get(1));
    }

    @Test
    void shouldTakeWholeNodesForCoresAnywhere() {
        host.in.submitJob(exclusive(1).coresAnywhere(CORES + 1).memoryPerCore(2));
        host.run();

        assertEquals(host.row(1), view.nodeHolder(0));
        assertEquals(host.row(1), view.nodeHolder(1));
        assertEquals(ClusterView.NULL_ROW, view.nodeHolder(2));
        assertEquals(1000 - 2 * CORES, view.memoryFree(1));
    }

    @Test
    void shouldUseItsLimitAsIfAlone() {
        host.in.submitJob(exclusive(1).nodes(3, 1));
        host.run();
        assertEquals(1, view.jobMultiplicity(host.row(1)));
        assertEquals(1100, view.jobExpectedEndNs(host.row(1)));

        host.now = 1099;
        assertEquals(List.of(), host.run());
        host.now = 1100;

        assertEquals(List.of("terminate 1 TIME_LIMIT 1100"), host.run());
    }

    @Test
    void shouldNotMoveProcessesOfNodeThatIsGivenBack() {
        host.in.submitJob(exclusive(1).nodes(1, 1));
        host.run();
        host.end(1);

        assertEquals(List.of("closed 1 ENDED 0"), host.run());
        assertEquals(CORES, view.coresAtOrBelow(0, 0));
    }

    @Test
    void shouldGiveNodesBackWhenStartFails() {
        host.in.submitJob(exclusive(1).nodes(1, 1));
        host.run();
        host.in.jobStartFailed(1, 0);

        final List<String> lines = host.run();

        assertEquals("requeued 1 START_FAILED 0", lines.get(0));
        assertEquals("start 1 x1 at 100 0:ffffffffffffffff 0:64+3f", lines.get(1));
        assertEquals(host.row(1), view.nodeHolder(0));
    }

    @Test
    void shouldReplayAsItWasDecided() {
        final Random random = new Random(5);
        for (int id = 0; id < 400; id++) {
            if (random.nextBoolean()) {
                host.end(random.nextInt(id + 1));
            }
            job.clear().jobId(id).walltimeNs(1 + random.nextInt(1000));
            job.exclusive(random.nextInt(3) == 0).memoryPerCore(random.nextInt(3));
            if (random.nextInt(3) == 0) {
                job.coresAnywhere(1 + random.nextInt(2 * CORES));
            } else {
                job.nodes(1 + random.nextInt(3), 1 + random.nextInt(CORES));
            }
            host.in.submitJob(job);
            host.now += random.nextInt(50);
            host.run();
        }

        assertTrue(view.runningCount() > 0);
        assertNull(host.replay().divergence());
    }
}
