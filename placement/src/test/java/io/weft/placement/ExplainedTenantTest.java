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
package io.weft.placement;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explanation;
import io.weft.core.state.JobState;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.Isolation;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever jobs ask for and wait for, no id of another tenant stands in what a tenant is told. */
class ExplainedTenantTest {
    private static final int TENANT = 30;
    private static final int OTHER_TENANT = 7700;

    /** Jobs, users and reservations of others: no time or count looks like that. */
    private static final long OTHERS_FIRST_ID = 77_000_000;

    private static final int JOB_COUNT = 16;
    private static final int LICENCE = 7;

    private final SplittableRandom random = new SplittableRandom(5);

    @ParameterizedTest
    @ValueSource(strings = {"fcfs", "easy", "easy-multifactor"})
    void shouldTellNoIdOfOthers(final String policy) {
        int explainedCount = 0;
        int revealedCount = 0;
        for (int round = 0; round < 2; round++) {
            try (ExplainedKernel kernel = ExplainedKernel.of(policy, 6, 1, 2)) {
                fill(kernel);
                for (long jobId = 0; jobId < JOB_COUNT; jobId++) {
                    if (isWaiting(kernel, jobId)) {
                        final ExplainRequest request = ExplainRequest.of(jobId);
                        final Explanation told = kernel.explain(request.by(TENANT));
                        assertFalse(told.toString().contains("7700"), told::toString);
                        explainedCount++;
                        final String full = kernel.explain(request).toString();
                        revealedCount += full.contains("7700") ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(explainedCount > 8, "hardly any job: " + explainedCount);
        assertTrue(revealedCount > 4, "hardly anything to hide: " + revealedCount);
    }

    private static boolean isWaiting(final ExplainedKernel kernel, final long jobId) {
        final int row = kernel.host.row(jobId);
        return row >= 0 && kernel.host.state().jobs().state(row) != JobState.STARTING.code();
    }

    private void fill(final ExplainedKernel kernel) {
        kernel.host.in.defineLicence(LICENCE, -1, 2);
        kernel.host.in.setLimit(LimitRequest.ofQueue(0).coresMax(20));
        kernel.host.in.setLimit(LimitRequest.ofAccount(-1).holdingMax(4));
        kernel.host.in.createReservation(
                new ReservationRequest(OTHERS_FIRST_ID + 500, 900, 5000).nodes(0, 1));
        kernel.host.run();
        for (int i = 0; i < JOB_COUNT; i++) {
            kernel.host.now += random.nextInt(50);
            kernel.submit(request(OTHERS_FIRST_ID + i).owner((int) OTHERS_FIRST_ID, OTHER_TENANT));
            kernel.submit(request(i).owner(3, TENANT));
        }
    }

    private JobRequest request(final long jobId) {
        final JobRequest request =
                new JobRequest()
                        .jobId(jobId)
                        .walltimeNs(100 + random.nextInt(800))
                        .nodes(1 + random.nextInt(3), 1 + random.nextInt(4))
                        .queueId(random.nextInt(2));
        switch (random.nextInt(7)) {
            case 0 -> request.licences(LICENCE, 1 + random.nextInt(2));
            case 1 -> request.isolation(Isolation.TENANT);
            case 2 -> request.dependsOn(other(jobId), DependencyKind.AFTER_ANY);
            case 3 -> request.deadlineNs(2000 + random.nextInt(4000));
            case 4 -> request.exclusive(true);
            default -> {
                // Nothing else.
            }
        }
        return request;
    }

    /** A job of the other tenant that came before. */
    private long other(final long jobId) {
        return OTHERS_FIRST_ID + random.nextInt(1 + (int) (jobId % OTHERS_FIRST_ID));
    }
}
