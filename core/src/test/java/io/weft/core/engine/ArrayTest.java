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

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrayTest {
    private static final int JOB_COUNT = 100;

    /** What closes of 56 bytes fit into 4096. */
    private static final int MEMBERS_MAX = 73;

    private final KernelHost host =
            new KernelHost(
                    new Limits()
                            .nodeCount(2)
                            .coresPerNode(4)
                            .jobCount(JOB_COUNT)
                            .decisionLength(4096));

    @BeforeEach
    void setUp() {
        host.define(2, 4, 1);
    }

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private static JobRequest array(final long firstId, final int count, final int runningMax) {
        return new JobRequest()
                .jobId(firstId)
                .walltimeNs(1000)
                .nodes(1, 2)
                .array(count, runningMax);
    }

    private void assertWaitsForSlot(final long jobId, final int slotMax) {
        assertEquals(ReasonCode.WAITING_ARRAY, host.kernel.reason(host.row(jobId)));
        assertEquals(slotMax, host.kernel.reasonNumber(host.row(jobId)));
    }

    @Test
    void shouldMakeJobsWithIdsThatFollow() {
        host.in.submitJob(array(5, 3, 0));

        assertEquals(
                List.of(
                        "accepted 5",
                        "accepted 6",
                        "accepted 7",
                        "start 5 x1 at 100 0:3",
                        "start 6 x1 at 100 0:c",
                        "start 7 x1 at 100 1:3"),
                host.run());
    }

    @Test
    void shouldKeepSubmissionOrderWithinAndAcrossArrays() {
        host.submit(1, 2, 4);
        host.in.submitJob(array(20, 3, 0));
        host.in.submitJob(array(10, 2, 0));
        host.run();
        host.end(1);

        assertEquals(
                List.of(
                        "closed 1 ENDED 0",
                        "start 20 x1 at 100 0:3",
                        "start 21 x1 at 100 0:c",
                        "start 22 x1 at 100 1:3",
                        "start 10 x1 at 100 1:c"),
                host.run());
    }

    @Test
    void shouldLetNoMoreHoldCoresThanMay() {
        host.in.submitJob(array(5, 4, 2));
        assertEquals(6, host.run().size());
        assertWaitsForSlot(7, 2);
        assertWaitsForSlot(8, 2);

        host.end(6);
        assertEquals(List.of("closed 6 ENDED 0", "start 7 x1 at 100 0:c"), host.run());
        host.end(5);
        host.end(7);
        assertEquals("start 8 x1 at 100 0:3", host.run().get(2));
    }

    @Test
    void shouldKeepPlaceInLineWhenPriorityOrWalltimeIsAltered() {
        host.in.submitJob(array(5, 3, 1));
        host.run();
        host.in.alterPriority(6, 9);
        host.in.alterWalltime(6, 9);
        host.run();
        host.end(5);

        assertEquals(List.of("closed 5 ENDED 0", "start 6 x1 at 100 0:3"), host.run());
    }

    @Test
    void shouldGiveSlotOfHeldJobToNext() {
        host.submit(1, 2, 4);
        host.in.submitJob(array(5, 3, 1));
        host.in.holdJob(5);
        host.in.holdJob(6);
        host.run();
        host.in.releaseJob(5);
        host.run();
        assertWaitsForSlot(5, 1);
        host.end(1);
        assertEquals(List.of("closed 1 ENDED 0", "start 7 x1 at 100 0:3"), host.run());
        host.end(7);

        assertEquals(List.of("closed 7 ENDED 0", "start 5 x1 at 100 0:3"), host.run());
        host.end(5);
        host.run();
        assertEquals(ReasonCode.HELD_BY_USER, host.kernel.reason(host.row(6)));
        host.in.releaseJob(6);
        assertEquals(List.of("start 6 x1 at 100 0:3"), host.run());
    }

    @Test
    void shouldKeepSlotOfJobThatIsRequeued() {
        host.in.submitJob(array(5, 2, 1));
        host.run();
        host.in.jobStartFailed(5, -1);

        assertEquals(List.of("requeued 5 START_FAILED -1", "start 5 x1 at 100 0:3"), host.run());
        assertWaitsForSlot(6, 1);
    }

    @Test
    void shouldCancelAllThatAreNotGone() {
        host.in.submitJob(array(5, 4, 2));
        host.run();
        host.end(5);
        host.run();
        host.in.cancelArray(5, 9);

        assertEquals(
                List.of(
                        "terminate 6 CANCELLED_BY_USER 9",
                        "terminate 7 CANCELLED_BY_USER 9",
                        "closed 8 CANCELLED_BY_USER 9"),
                host.run());
        host.in.cancelArray(5, 9);
        assertEquals(List.of("rejected 5 WRONG_STATE STATE=6 6"), host.run());
        host.end(6);
        host.end(7);
        host.run();
        host.in.cancelArray(5, 9);
        assertEquals(List.of("rejected 5 UNKNOWN_ID JOB_ID=5 0"), host.run());
        assertEquals(0, host.state().arrays().slab().usedCount());
        assertEquals(0, host.state().terms().slab().usedCount());
    }

    @Test
    void shouldCancelSingleJobLikeArray() {
        host.submit(1, 1, 1);
        host.in.submitJob(array(2, 1, 1).held(true));
        host.run();
        host.in.cancelArray(1, 9);
        host.in.cancelArray(2, 9);

        assertEquals(
                List.of("terminate 1 CANCELLED_BY_USER 9", "closed 2 CANCELLED_BY_USER 9"),
                host.run());
    }

    @Test
    void shouldTakeAllOrNone() {
        host.submit(7, 1, 1);
        host.in.submitJob(array(5, 3, 0));
        host.in.submitJob(array(20, MEMBERS_MAX, 0).held(true));
        host.in.submitJob(array(200, 30, 0));
        final List<String> lines = host.run();

        assertEquals(
                List.of(
                        "rejected 5 DUPLICATE_ID JOB_ID=7 0",
                        "rejected 200 QUEUE_FULL JOB_ID=200 100"),
                lines.stream().filter(line -> line.startsWith("rejected")).toList());
        assertEquals(1 + MEMBERS_MAX, host.state().jobs().slab().usedCount());
        host.in.cancelArray(20, 1);
        assertEquals(
                IntStream.range(20, 20 + MEMBERS_MAX)
                        .mapToObj(id -> "closed " + id + " CANCELLED_BY_USER 1")
                        .toList(),
                host.run());
    }

    @Test
    void shouldRefuseCountsThatCannotBe() {
        host.in.submitJob(array(5, MEMBERS_MAX + 1, 0));
        host.in.submitJob(array(5, -1, 0));
        host.in.submitJob(array(5, 3, 4));
        host.in.submitJob(array(Long.MAX_VALUE - 1, 3, 0));
        host.in.submitJob(array(5, 3, 0).nodes(3, 2));
        host.in.submitJob(array(5, 3, 0).copies(2, CopySpread.NODES));

        assertEquals(
                List.of(
                        "rejected 5 OUT_OF_RANGE ARRAY=74 73",
                        "rejected 5 OUT_OF_RANGE ARRAY=-1 73",
                        "rejected 5 OUT_OF_RANGE ARRAY=4 3",
                        "rejected 9223372036854775806 OUT_OF_RANGE JOB_ID=9223372036854775806"
                                + " 9223372036854775804",
                        "rejected 5 NEVER_FITS NODE_COUNT=3 2",
                        "rejected 5 NOT_SUPPORTED COPIES=2 0"),
                host.run());
        assertEquals(0, host.state().jobs().slab().usedCount());
        assertEquals(0, host.state().arrays().slab().usedCount());
    }

    @Test
    void shouldRefuseArrayWithIdOfOneThatIsNotGone() {
        host.in.submitJob(array(5, 3, 0));
        host.run();
        host.end(5);
        host.end(6);
        host.run();
        host.in.submitJob(array(5, 2, 0));

        assertEquals(List.of("rejected 5 DUPLICATE_ID ARRAY=5 0"), host.run());
    }
}
