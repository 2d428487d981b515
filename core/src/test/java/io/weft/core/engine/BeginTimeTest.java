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
import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeginTimeTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(1).coresPerNode(4).jobCount(8).termsCount(2));

    @BeforeEach
    void setUp() {
        host.define(1, 4, 1);
    }

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private static JobRequest job(final long jobId, final long beginTimeNs) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(1, 4).beginTimeNs(beginTimeNs);
    }

    private void assertWaits(final long jobId, final ReasonCode reason, final long number) {
        assertEquals(reason, host.kernel.reason(host.row(jobId)));
        assertEquals(number, host.kernel.reasonNumber(host.row(jobId)));
    }

    @Test
    void shouldStartJobExactlyAtItsTime() {
        host.in.submitJob(job(1, 500));
        assertEquals(List.of("accepted 1"), host.run());
        assertWaits(1, ReasonCode.WAITING_BEGIN_TIME, 500);
        assertEquals(500, host.kernel.nextDeadlineNs());

        host.now = 499;
        assertEquals(List.of(), host.run());
        host.now = 500;

        assertEquals(List.of("start 1 x1 at 500 0:f"), host.run());
    }

    @Test
    void shouldLetOthersPassWhoeverWaitsForItsTime() {
        host.in.submitJob(job(1, 500));
        host.in.submitJob(job(2, 0));

        assertEquals(List.of("accepted 1", "accepted 2", "start 2 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldTakeOldPlaceWhenTimeHasCome() {
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 500));
        host.submit(3, 1, 4);
        host.run();
        host.now = 600;
        host.run();
        host.end(1);

        assertEquals(List.of("closed 1 ENDED 0", "start 2 x1 at 600 0:f"), host.run());
    }

    @Test
    void shouldStartAtOnceWhenTimeIsPast() {
        host.in.submitJob(job(1, 100));

        assertEquals(List.of("accepted 1", "start 1 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldWaitForReleaseAndTime() {
        host.in.submitJob(job(1, 500).held(true));
        host.in.submitJob(job(2, 500));
        host.in.holdJob(2);
        host.run();
        assertWaits(1, ReasonCode.HELD_BY_USER, 0);
        assertEquals(Long.MAX_VALUE, host.kernel.nextDeadlineNs());

        host.in.releaseJob(1);
        host.run();
        assertWaits(1, ReasonCode.WAITING_BEGIN_TIME, 500);
        host.now = 500;

        assertEquals(List.of("start 1 x1 at 500 0:f"), host.run());
        assertWaits(2, ReasonCode.HELD_BY_USER, 0);
    }

    @Test
    void shouldForgetTimeOfJobThatIsCancelled() {
        host.in.submitJob(job(1, 500));
        host.in.cancelJob(1, 7);

        assertEquals(List.of("accepted 1", "closed 1 CANCELLED_BY_USER 7"), host.run());
        assertEquals(Long.MAX_VALUE, host.kernel.nextDeadlineNs());
    }

    @Test
    void shouldFollowTimeThatIsAltered() {
        host.submit(1, 1, 4);
        host.submit(2, 1, 4);
        host.in.submitJob(job(3, 500));
        host.run();

        host.in.alterBeginTime(2, 800);
        host.in.alterBeginTime(3, 0);
        host.end(1);

        assertEquals(List.of("closed 1 ENDED 0", "start 3 x1 at 100 0:f"), host.run());
        assertWaits(2, ReasonCode.WAITING_BEGIN_TIME, 800);
        host.in.alterBeginTime(2, 900);
        host.run();
        assertWaits(2, ReasonCode.WAITING_BEGIN_TIME, 900);
    }

    @Test
    void shouldRejectTimeThatCannotBe() {
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 800));
        host.in.submitJob(job(3, 800));
        host.submit(4, 1, 4);
        host.run();

        host.in.alterBeginTime(2, -1);
        host.in.submitJob(job(5, -1));
        host.in.submitJob(job(6, 800));
        host.in.alterBeginTime(4, 800);
        host.in.alterBeginTime(4, 0);
        host.in.alterBeginTime(1, 800);

        assertEquals(
                List.of(
                        "rejected 2 OUT_OF_RANGE BEGIN_TIME=-1 0",
                        "rejected 5 OUT_OF_RANGE BEGIN_TIME=-1 0",
                        "rejected 6 TABLE_FULL JOB_ID=6 2",
                        "rejected 4 TABLE_FULL BEGIN_TIME=4 2",
                        "rejected 1 WRONG_STATE STATE=3 3"),
                host.run());
    }
}
