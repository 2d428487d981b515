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
import io.weft.core.client.LimitRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Licences that jobs need beside nodes. */
class LicenceTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(8).jobCount(20));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(2, 8, 4);
        host.in.defineLicence(10, -1, 4);
        host.in.defineLicence(20, -1, 2);
        host.run();
    }

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private JobRequest job(final long jobId) {
        return job.clear().jobId(jobId).walltimeNs(1000).nodes(1, 1).owner((int) jobId, 0);
    }

    private void assertGate(final long jobId, final ReasonCode reason, final long number) {
        assertEquals(reason, host.kernel.view().jobGate(host.row(jobId)));
        assertEquals(number, host.kernel.view().jobGateNumber(host.row(jobId)));
    }

    private long usedCount(final int licenceId) {
        final var licences = host.state().gates().licences();
        return licences.usedCount(licences.row(licenceId));
    }

    @Test
    void shouldWaitForLicencesThatOthersHave() {
        host.in.submitJob(job(1).licences(20, 1).licences(10, 3));
        host.in.submitJob(job(2).licences(10, 4));
        host.in.submitJob(job(3).licences(20, 2).licences(10, 1));
        host.in.submitJob(job(4).licences(20, 1));
        host.run();

        assertGate(2, ReasonCode.WAITING_LICENCES, 3);
        assertGate(3, ReasonCode.WAITING_LICENCES, 2);
        assertEquals(3, usedCount(10));
        assertEquals(2, usedCount(20));
        assertEquals(3, host.kernel.view().jobLicences(host.row(3)));
        assertEquals(2, host.kernel.view().jobLicences(host.row(4)));

        host.end(1);
        host.run();

        assertEquals(4, usedCount(10));
        assertEquals(1, usedCount(20));
        assertGate(3, ReasonCode.WAITING_LICENCES, 1);
    }

    @Test
    void shouldReadLicencesBehindDependencies() {
        final long first = 70_000;
        host.in.submitJob(job(1).licences(10, 4));
        host.in.submitJob(job(first));
        host.in.submitJob(
                job(first + 1)
                        .dependsOn(first, DependencyKind.AFTER_START)
                        .dependsOn(1, DependencyKind.AFTER_START)
                        .licences(10, 2));
        host.run();
        host.in.jobStarted(1);
        host.in.jobStarted(first);
        host.run();

        assertGate(first + 1, ReasonCode.WAITING_LICENCES, 2);
    }

    @Test
    void shouldGiveNoneUntilEnoughAreBackWhenThereAreFewer() {
        host.in.submitJob(job(1).licences(10, 2));
        host.in.submitJob(job(2).licences(10, 2));
        host.run();
        host.in.submitJob(job(3).licences(10, 1));
        host.in.defineLicence(10, -1, 1);
        host.run();
        assertGate(3, ReasonCode.WAITING_LICENCES, 4);

        host.end(1);
        host.run();
        assertGate(3, ReasonCode.WAITING_LICENCES, 2);

        host.end(2);
        host.run();
        assertEquals(1, usedCount(10));
    }

    @Test
    void shouldKeepLicencesOfJobsWhenLimitIsNew() {
        host.in.submitJob(job(1).licences(10, 3));
        host.in.submitJob(job(2).licences(10, 3));
        host.run();
        host.in.setLimit(LimitRequest.ofUser(-1).holdingMax(1));
        host.run();

        assertEquals(3, usedCount(10));
        assertGate(2, ReasonCode.WAITING_LICENCES, 2);
        assertEquals(2, host.state().gates().groups().usedCount());
    }

    @Test
    void shouldRejectWhatNobodyCanHave() {
        host.in.submitJob(job(1).licences(10, 5));
        host.in.submitJob(job(2).licences(30, 1));
        host.in.submitJob(job(3).licences(10, 1).licences(20, 1).licences(10, 1));
        host.in.submitJob(job(4).licences(10, 0));
        host.in.submitJob(job(5).licences(10, -1));
        job(6);
        for (int id = 0; id < 9; id++) {
            job.licences(id, 1);
        }
        host.in.submitJob(job);
        host.in.defineLicence(-1, -1, 1);
        host.in.defineLicence(10, -1, -1);

        assertEquals(
                List.of(
                        "rejected 1 NEVER_FITS LICENCES=5 4",
                        "rejected 2 UNKNOWN_ID LICENCES=30 0",
                        "rejected 3 DUPLICATE_ID LICENCES=10 0",
                        "rejected 4 OUT_OF_RANGE LICENCES=0 1",
                        "rejected 5 OUT_OF_RANGE LICENCES=-1 1",
                        "rejected 6 OUT_OF_RANGE LICENCES=9 8",
                        "rejected -1 OUT_OF_RANGE LICENCES=-1 0",
                        "rejected 10 OUT_OF_RANGE LICENCES=-1 0"),
                host.run());
    }

    @Test
    void shouldTakeEightKindsOfOneJobAndSixtyFourInAll() {
        for (int id = 100; id < 162; id++) {
            host.in.defineLicence(id, -1, 1);
            host.run();
        }
        host.in.defineLicence(162, -1, 1);
        assertEquals(List.of("rejected 162 TABLE_FULL LICENCES=162 64"), host.run());
        job(1);
        for (int id = 161; id > 153; id--) {
            job.licences(id, 1);
        }
        host.in.submitJob(job);
        host.run();

        assertEquals(0xFFL << 56, host.kernel.view().jobLicences(host.row(1)));
        for (int id = 154; id < 162; id++) {
            assertEquals(1, usedCount(id));
        }
    }
}
