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
import io.weft.core.client.LimitRequest;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sizes that change, and enquiries; the whole state is verified after every entry. */
class ElasticityTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(8).jobCount(6).nameCount(8));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(3, 8, 2);
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private void submit(final long jobId, final int cores, final int coresMin) {
        host.in.submitJob(
                job.clear()
                        .jobId(jobId)
                        .walltimeNs(1000)
                        .coresAnywhere(cores)
                        .coreCountMin(coresMin));
    }

    private int cores(final long jobId) {
        return host.state().jobs().coresPerNode(host.row(jobId));
    }

    private void assertReplays() {
        assertNull(host.replay().divergence());
    }

    @Test
    void shouldStartWithWhatThereIsWhenThatIsEnough() {
        host.submit(1, 3, 8);
        host.submit(2, 2, 8);
        host.run();

        submit(3, 24, 3);
        host.run();
        assertEquals(8, cores(3));
        assertEquals(3000, host.state().jobs().walltimeNs(host.row(3)));

        host.in.jobStartFailed(3, -1);
        host.end(1);
        host.run();
        assertEquals(24, cores(3), "it asks for all again");
        assertEquals(1000, host.state().jobs().walltimeNs(host.row(3)));
    }

    @Test
    void shouldWaitWhenThereIsLessThanItsLeast() {
        host.submit(1, 3, 8);
        host.submit(2, 2, 8);
        submit(3, 24, 9);

        assertEquals(
                List.of(), host.run().stream().filter(line -> line.startsWith("start 3")).toList());
        assertEquals(24, cores(3));
    }

    @Test
    void shouldKeepThePartOfTheWorkThatIsLeftWhenTheSizeChanges() {
        submit(1, 16, 2);
        host.run();

        host.now += 500;
        host.in.resizeJob(1, 4);
        host.run();
        final int row = host.row(1);
        assertEquals(4000, host.state().jobs().walltimeNs(row));
        assertEquals(2000, host.state().jobRemainingNs(row, host.now));

        host.now += 1000;
        host.in.resizeJob(1, 16);
        host.run();
        assertEquals(250, host.state().jobRemainingNs(row, host.now));
    }

    @Test
    void shouldScaleAnAlteredLimitWithTheSize() {
        submit(1, 16, 2);
        host.run();
        host.in.resizeJob(1, 4);
        host.in.alterWalltime(1, 2000);
        host.run();

        assertEquals(8000, host.state().jobs().walltimeNs(host.row(1)));
    }

    @Test
    void shouldGiveBackTheFullestAndHighestCoresFirst() {
        submit(1, 12, 1);
        host.run();
        host.submit(2, 1, 8);
        host.run();
        host.in.resizeJob(1, 5);

        assertEquals("resized 1 RESIZED_BY_REQUEST x2 0:1 1:f", host.run().get(0));
    }

    @Test
    void shouldNotGrowBeyondALimit() {
        host.in.setLimit(LimitRequest.ofUser(-1).coresMax(10));
        submit(1, 10, 1);
        host.run();
        host.in.resizeJob(1, 3);
        submit(2, 6, 6);
        host.run();

        host.in.resizeJob(1, 5);
        assertEquals(List.of("rejected 1 WAITING_LIMIT CORE_COUNT=5 3"), host.run());
        host.in.resizeJob(1, 4);
        assertEquals(1, host.run().size());
        assertEquals(4, cores(1));
        assertReplays();
    }

    @Test
    void shouldForgetWhatWasIdleWhenTheSizeChanges() {
        submit(1, 12, 1);
        host.run();
        host.in.utilisation(1, 2000);
        host.run();
        host.in.resizeJob(1, 6);
        host.run();

        assertEquals(6, host.state().busyProcessCount(0) + host.state().busyProcessCount(1));
    }

    @Test
    void shouldLeaveNoTraceOfAnEnquiry() {
        submit(1, 12, 1);
        host.submit(2, 3, 8);
        host.submit(3, 3, 8);
        host.run();
        final long digest = StateDigest.of(host.state());

        host.in.enquire(5, job.clear().nodes(2, 4));
        host.in.enquire(6, job.clear().coresAnywhere(40).gpusPerNode(1));
        host.in.enquire(7, job.clear().nodes(1, 4).queueId(9));
        final List<String> answers = host.run();

        assertEquals(3, answers.size(), answers::toString);
        assertTrue(answers.get(0).startsWith("answer 5 now "), answers::toString);
        assertTrue(answers.get(1).startsWith("answer 6 now "), answers::toString);
        assertEquals("rejected 7 UNKNOWN_ID QUEUE_ID=9 0", answers.get(2));
        assertEquals(digest, StateDigest.of(host.state()));
    }

    @Test
    void shouldTakeTheSameRowsAfterAnEnquiryAsWithoutIt() {
        submit(1, 1, 1);
        submit(2, 1, 1);
        host.run();
        host.end(1);
        host.run();
        final long digest = StateDigest.of(host.state());

        host.in.enquire(5, job.clear().nodes(2, 4));
        host.run();

        assertEquals(digest, StateDigest.of(host.state()));
    }

    @Test
    void shouldRefuseSizesOfRigidJobs() {
        host.in.submitJob(job.clear().jobId(1).walltimeNs(1).nodes(2, 4).coreCountMin(2));
        assertEquals(List.of("rejected 1 NOT_SUPPORTED NODE_COUNT=2 0"), host.run());
        host.in.submitJob(
                job.clear()
                        .jobId(2)
                        .walltimeNs(1)
                        .coresAnywhere(4)
                        .coreCountMin(2)
                        .exclusive(true));
        assertEquals(List.of("rejected 2 NOT_SUPPORTED EXCLUSIVE=1 0"), host.run());
        submit(3, 4, 5);
        assertEquals(List.of("rejected 3 OUT_OF_RANGE CORE_COUNT=5 4"), host.run());
    }
}
