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

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlterJobTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(1).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        host.define(1, 4, 1);
        host.submit(1, 1, 4);
        host.submit(2, 1, 4);
        host.submit(3, 1, 4);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    @Test
    void shouldKeepPlaceOfPendingJobAndUseNewLimitWhenItStarts() {
        host.in.alterWalltime(2, 50);
        host.run();
        host.end(1);

        assertEquals(List.of("closed 1 ENDED 0", "start 2 x1 at 100 0:f"), host.run());
        assertEquals(150, host.kernel.nextDeadlineNs());
    }

    @Test
    void shouldMoveEndOfRunningJobBothWays() {
        host.now = 600;
        host.in.alterWalltime(1, 5000);
        host.run();
        assertEquals(5100, host.kernel.nextDeadlineNs());

        host.now = 700;
        host.in.alterWalltime(1, 601);
        host.run();

        assertEquals(701, host.kernel.nextDeadlineNs());
    }

    @Test
    void shouldEndRunningJobThatHasUsedMoreThanNewLimit() {
        host.now = 600;
        host.in.alterWalltime(1, 10);

        assertEquals(List.of("terminate 1 TIME_LIMIT 600"), host.run());
    }

    @Test
    void shouldLeaveLimitAloneWhenPriorityChanges() {
        host.in.alterPriority(1, -7);
        host.in.alterPriority(2, Long.MAX_VALUE);
        assertEquals(List.of(), host.run());

        assertEquals(-7, host.state().jobPriority(host.row(1)));
        assertEquals(Long.MAX_VALUE, host.state().jobPriority(host.row(2)));
        assertEquals(1000, host.state().jobWalltimeNs(host.row(2)));
        assertEquals(1100, host.kernel.nextDeadlineNs());
    }

    @Test
    void shouldAlterHeldJobWithoutReleasingIt() {
        host.in.holdJob(2);
        host.in.alterWalltime(2, 77);
        host.end(1);

        assertEquals(List.of("closed 1 ENDED 0", "start 3 x1 at 100 0:f"), host.run());
        assertEquals(77, host.state().jobWalltimeNs(host.row(2)));
        host.in.releaseJob(2);
        host.end(3);
        assertEquals(List.of("closed 3 ENDED 0", "start 2 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldNotMoveNextTerminationOfEndingJob() {
        host.in.cancelJob(1, 0);
        host.run();
        final long retryNs = host.kernel.nextDeadlineNs();

        host.in.alterWalltime(1, 10);

        assertEquals(List.of(), host.run());
        assertEquals(retryNs, host.kernel.nextDeadlineNs());
    }

    @Test
    void shouldRejectLimitOutOfRangeAndJobThatIsNotThere() {
        host.in.defineQueue(new QueueRequest(1).limits(0, 0, 500));
        host.in.submitJob(new JobRequest().jobId(9).walltimeNs(500).queueId(1));
        host.run();
        host.in.alterWalltime(2, 0);
        host.in.alterWalltime(2, -5);
        host.in.alterWalltime(9, 501);
        host.in.alterWalltime(77, 1);

        assertEquals(
                List.of(
                        "rejected 2 OUT_OF_RANGE WALLTIME=0 1",
                        "rejected 2 OUT_OF_RANGE WALLTIME=-5 1",
                        "rejected 9 OUT_OF_RANGE WALLTIME=501 500",
                        "rejected 77 UNKNOWN_ID JOB_ID=77 0"),
                host.run());
    }
}
