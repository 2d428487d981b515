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
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What jobs of a queue, a user or an account may have together. */
class LimitTest {
    private final KernelHost host =
            new KernelHost(
                    new Limits()
                            .nodeCount(4)
                            .coresPerNode(8)
                            .jobCount(20)
                            .queueCount(2)
                            .groupCount(6));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(4, 8, 4);
        host.in.defineQueue(new QueueRequest(1).maxMultiplicity(4));
        host.run();
    }

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private JobRequest job(final long jobId, final int userId, final int accountId) {
        return job.clear().jobId(jobId).walltimeNs(1000).nodes(1, 2).owner(userId, accountId);
    }

    private void submit(final long jobId, final int userId, final int accountId) {
        host.in.submitJob(job(jobId, userId, accountId));
    }

    /** Runs and answers which jobs hold cores now. */
    private List<Long> holding() {
        host.run();
        final var view = host.kernel.view();
        return IntStream.range(0, view.runningCount())
                .mapToObj(view::runningJob)
                .map(view::jobId)
                .sorted()
                .toList();
    }

    private void assertWaits(final long jobId, final ReasonCode reason, final long number) {
        assertEquals(reason, host.kernel.view().jobGate(host.row(jobId)));
        assertEquals(number, host.kernel.view().jobGateNumber(host.row(jobId)));
    }

    @Test
    void shouldHoldBackJobsOfEachUserBeyondCap() {
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(1));
        submit(1, 1, 0);
        submit(2, 1, 0);
        submit(3, 2, 0);

        assertEquals(List.of(1L, 3L), holding());
        assertWaits(2, ReasonCode.WAITING_LIMIT, 1);

        host.end(1);
        assertEquals(List.of(2L, 3L), holding());
    }

    @Test
    void shouldCountNodesCoresAndGpusAsAskedFor() {
        host.in.setLimit(LimitRequest.ofUser(1).nodesMax(3));
        host.in.setLimit(LimitRequest.ofUser(2).coresMax(5));
        host.in.setLimit(LimitRequest.ofUser(3).gpusMax(1));
        host.in.submitJob(job(1, 1, 0).nodes(2, 1));
        host.in.submitJob(job(2, 1, 0).nodes(2, 1));
        host.in.submitJob(job(3, 1, 0).coresAnywhere(3));
        host.in.submitJob(job(4, 2, 0).nodes(2, 2));
        host.in.submitJob(job(5, 2, 0).coresAnywhere(2));
        host.in.submitJob(job(6, 2, 0).coresAnywhere(1));
        host.in.submitJob(job(7, 3, 0).gpusPerNode(1));
        host.in.submitJob(job(8, 3, 0).gpusPerNode(1));
        host.in.submitJob(job(9, 3, 0));

        assertEquals(List.of(1L, 3L, 4L, 6L, 7L, 9L), holding());
        assertWaits(2, ReasonCode.WAITING_LIMIT, 3);
        assertWaits(5, ReasonCode.WAITING_LIMIT, 5);
        assertWaits(8, ReasonCode.WAITING_LIMIT, 1);
    }

    @Test
    void shouldPreferLimitOfOneUserToThatOfEach() {
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(1));
        host.in.setLimit(LimitRequest.ofUser(7));
        submit(1, 7, 0);
        submit(2, 7, 0);
        submit(3, 8, 0);
        submit(4, 8, 0);

        assertEquals(List.of(1L, 2L, 3L), holding());
    }

    @Test
    void shouldCountByQueueAccountAndBoth() {
        host.in.setLimit(LimitRequest.ofQueue(1).holdingMax(3));
        host.in.setLimit(LimitRequest.ofAccount(5).holdingMax(2));
        host.in.setLimit(LimitRequest.ofAccount(-1).inQueue(1).holdingMax(1));
        host.in.setLimit(LimitRequest.ofUser(9).inQueue(0).holdingMax(1));
        host.in.submitJob(job(1, 1, 5).queueId(1));
        host.in.submitJob(job(2, 1, 5).queueId(1));
        host.in.submitJob(job(3, 1, 5));
        host.in.submitJob(job(4, 1, 5));
        host.in.submitJob(job(5, 1, 6).queueId(1));
        host.in.submitJob(job(6, 1, 7).queueId(1));
        host.in.submitJob(job(7, 1, 8).queueId(1));
        host.in.submitJob(job(8, 9, 8));
        host.in.submitJob(job(9, 9, 8));

        assertEquals(List.of(1L, 3L, 5L, 6L, 8L), holding());
        assertWaits(2, ReasonCode.WAITING_LIMIT, 3);
        assertWaits(4, ReasonCode.WAITING_LIMIT, 2);
        assertWaits(7, ReasonCode.WAITING_LIMIT, 3);
        assertWaits(9, ReasonCode.WAITING_LIMIT, 1);
    }

    @Test
    void shouldCountJobsThatWereThereBeforeTheLimit() {
        submit(1, 1, 0);
        submit(2, 1, 0);
        host.run();
        host.in.submitJob(job(3, 1, 0).held(true));
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(2));
        submit(4, 1, 0);
        host.in.releaseJob(3);

        assertEquals(List.of(1L, 2L), holding());
        assertWaits(3, ReasonCode.WAITING_LIMIT, 2);

        host.in.setLimit(LimitRequest.ofUser(1).holdingMax(1));
        host.end(1);
        assertEquals(List.of(2L), holding());

        host.in.setLimit(LimitRequest.ofUser(1).holdingMax(3));
        assertEquals(List.of(2L, 3L, 4L), holding());
    }

    @Test
    void shouldStopNoJobWhenCapIsLowered() {
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(3));
        submit(1, 1, 0);
        submit(2, 1, 0);
        submit(3, 1, 0);
        host.run();
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(1));
        submit(4, 1, 0);
        host.end(1);
        assertEquals(List.of(2L, 3L), holding());

        host.end(2);
        host.end(3);
        assertEquals(List.of(4L), holding());
    }

    @Test
    void shouldGiveBackWhenStartFails() {
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(1));
        submit(1, 1, 0);
        submit(2, 1, 0);
        host.run();
        host.in.jobStartFailed(1, -1);
        host.in.holdJob(1);

        assertEquals(List.of(2L), holding());
        host.in.releaseJob(1);
        host.run();
        assertWaits(1, ReasonCode.WAITING_LIMIT, 1);
        host.end(2);
        assertEquals(List.of(1L), holding());
    }

    @Test
    void shouldRejectJobThatNoLimitWillEverAllow() {
        host.in.setLimit(LimitRequest.ofUser(-1).nodesMax(2).coresMax(6).gpusMax(1));
        host.in.submitJob(job(1, 1, 0).nodes(3, 1));
        host.in.submitJob(job(2, 1, 0).nodes(2, 4));
        host.in.submitJob(job(3, 1, 0).coresAnywhere(7));
        host.in.submitJob(job(4, 1, 0).nodes(2, 1).gpusPerNode(1));

        assertEquals(
                List.of(
                        "rejected 1 NEVER_FITS NODE_COUNT=3 2",
                        "rejected 2 NEVER_FITS CORE_COUNT=8 6",
                        "rejected 3 NEVER_FITS CORE_COUNT=7 6",
                        "rejected 4 NEVER_FITS GPUS=2 1"),
                host.run());
    }

    @Test
    void shouldRejectSubmissionBeyondJobsInTable() {
        host.in.setLimit(LimitRequest.ofQueue(0).jobsMax(4));
        host.in.setLimit(LimitRequest.ofUser(-1).jobsMax(2));
        host.in.setLimit(LimitRequest.ofAccount(6).jobsMax(1));
        submit(1, 1, 0);
        submit(2, 1, 0);
        submit(3, 1, 0);
        submit(4, 2, 6);
        submit(5, 3, 6);
        submit(6, 4, 0);
        submit(7, 5, 0);

        assertEquals(
                List.of(
                        "rejected 3 QUEUE_FULL USER_ID=1 2",
                        "rejected 5 QUEUE_FULL ACCOUNT_ID=6 1",
                        "rejected 7 QUEUE_FULL QUEUE_ID=0 4"),
                host.run().stream().filter(line -> line.startsWith("rejected")).toList());
        host.end(1);
        submit(8, 1, 0);
        host.run();
        assertTrue(host.row(8) >= 0);
    }

    @Test
    void shouldRejectLimitThatIsNone() {
        host.in.setLimit(LimitRequest.ofQueue(9));
        host.in.setLimit(LimitRequest.ofUser(-2));
        host.in.setLimit(LimitRequest.ofAccount(-3).inQueue(1));
        host.in.setLimit(LimitRequest.ofUser(4).holdingMax(-1));
        host.in.setLimit(LimitRequest.ofUser(4).jobsMax(-1));
        host.in.setLimit(LimitRequest.ofUser(4).nodesMax(-1));
        host.in.setLimit(LimitRequest.ofUser(4).coresMax(-1));
        host.in.setLimit(LimitRequest.ofUser(4).gpusMax(-1));

        assertEquals(
                List.of(
                        "rejected -1 UNKNOWN_ID QUEUE_ID=9 0",
                        "rejected -2 OUT_OF_RANGE USER_ID=-2 -1",
                        "rejected -3 OUT_OF_RANGE ACCOUNT_ID=-3 -1",
                        "rejected 4 OUT_OF_RANGE JOB_COUNT=-1 0",
                        "rejected 4 OUT_OF_RANGE JOB_COUNT=-1 0",
                        "rejected 4 OUT_OF_RANGE NODE_COUNT=-1 0",
                        "rejected 4 OUT_OF_RANGE CORE_COUNT=-1 0",
                        "rejected 4 OUT_OF_RANGE GPUS=-1 0"),
                host.run());
        assertFalse(host.kernel.view().hasGroups());
    }

    @Test
    void shouldRejectJobWhenThereIsNoRoomForItsGroup() {
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(5));
        for (int id = 0; id < 7; id++) {
            submit(id, id, 0);
        }
        host.run();
        host.end(2);
        submit(8, 8, 0);

        final List<String> lines = host.run();

        assertEquals(-1, host.row(6));
        assertTrue(lines.contains("accepted 8"), lines::toString);
        assertEquals(6, host.state().gates().groups().usedCount());
    }

    @Test
    void shouldChangeNothingWhenThereIsNoRoomForGroupsOfNewLimit() {
        host.in.setLimit(LimitRequest.ofUser(1).holdingMax(3));
        for (int id = 0; id < 12; id++) {
            submit(id, id / 2, id);
        }
        host.run();
        host.in.setLimit(LimitRequest.ofAccount(-1).holdingMax(1));

        assertEquals(List.of("rejected -1 TABLE_FULL MESSAGE=-1 6"), host.run());
        assertEquals(1, host.state().gates().limits().slab().usedCount());
        assertEquals(1, host.state().gates().groups().usedCount());
        assertEquals(12, holding().size());
    }

    @Test
    void shouldForgetGroupsThatNoJobIsOf() {
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(1));
        submit(1, 1, 0);
        submit(2, 2, 0);
        host.run();
        assertTrue(host.kernel.view().hasGroups());
        host.end(1);
        host.end(2);
        host.run();

        assertFalse(host.kernel.view().hasGroups());
        assertEquals(0, host.state().gates().holdings().slab().usedCount());
    }
}
