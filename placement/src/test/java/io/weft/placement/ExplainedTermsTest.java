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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.client.JobRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explanation;
import io.weft.core.explain.FilterStep;
import io.weft.core.explain.JobTerms;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.Isolation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an explanation says of a job's terms, and the filters that come of them. */
class ExplainedTermsTest {
    private static JobRequest job(final long jobId, final int nodes, final int cores) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(nodes, cores).owner(3, 30);
    }

    private static int left(final Explanation explanation, final String filter) {
        return explanation.filters().stream()
                .filter(step -> step.name().equals(filter))
                .mapToInt(FilterStep::nodeCount)
                .sum();
    }

    // ------------------------------------------------------------------ filters

    @Test
    void shouldLeaveReservedNodesToThoseTheyAreFor() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 6, 1, 1)) {
            kernel.host.in.createReservation(
                    new ReservationRequest(5, 200, 900).nodes(0, 1).owner(3, -1));
            kernel.host.run();
            kernel.host.now = 300;
            kernel.submit(job(1, 2, 4).reservationId(5).walltimeNs(100));
            kernel.submit(job(2, 1, 4).reservationId(5).walltimeNs(100));
            kernel.submit(job(3, 6, 4));

            final Explanation own = kernel.explain(2);
            assertEquals(6, left(own, "up"));
            assertEquals(2, left(own, "not-reserved"));
            assertEquals(0, left(own, "cores"));
            final Explanation other = kernel.explain(3);
            assertEquals(6, left(other, "up"));
            assertEquals(4, left(other, "not-reserved"));
            assertEquals(4, other.candidates().nodeCount());
        }
    }

    @Test
    void shouldLeaveOutNodesThatCloseTooSoon() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 4, 1, 1)) {
            kernel.host.in.createReservation(new ReservationRequest(5, 600, 900).nodes(0, 1));
            kernel.submit(job(1, 4, 4).walltimeNs(50));
            kernel.submit(job(2, 4, 4).walltimeNs(500));
            kernel.submit(job(3, 4, 4).walltimeNs(501));

            assertEquals(4, left(kernel.explain(2), "stays-open"));
            assertEquals(2, left(kernel.explain(3), "stays-open"));
            assertEquals(4, left(kernel.explain(3), "features"));
        }
    }

    @Test
    void shouldNotTellATenantWhoseReservationIsInTheWay() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 4, 1, 1)) {
            kernel.host.in.createReservation(new ReservationRequest(512, 600, 900).nodes(0, 1));
            kernel.submit(job(3, 4, 4).walltimeNs(501));

            final Explanation told = kernel.explain(ExplainRequest.of(3).by(30));

            assertEquals("WAITING_ADVANCE_RESERVATION", told.reason().code());
            assertEquals(512, kernel.explain(3).reason().number());
            assertNull(told.reason().number());
            assertFalse(told.toString().contains("512"), told::toString);
        }
    }

    @Test
    void shouldTellATenantOfTheReservationThatItsJobNames() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 4, 1, 1)) {
            kernel.host.in.createReservation(
                    new ReservationRequest(512, 600, 900).nodes(0, 1).owner(3, -1));
            kernel.submit(job(3, 1, 4).walltimeNs(50).reservationId(512));

            final Explanation told = kernel.explain(ExplainRequest.of(3).by(30));

            assertEquals(512, told.reason().number());
            assertEquals(512, told.job().terms().reservationId());
        }
    }

    @Test
    void shouldLeaveOutNodesOfOtherCopies() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 2, 1, 1)) {
            kernel.submit(job(1, 1, 4).owner(4, 40));
            kernel.submit(job(2, 1, 2).copies(2, CopySpread.NODES));

            final Explanation explanation = kernel.explain(3);

            assertEquals(2, left(explanation, "stays-open"));
            assertEquals(1, left(explanation, "no-copy"));
            assertEquals(
                    new JobTerms.Siblings("copies", 2, 2, 2, 2, 0, false),
                    explanation.job().terms().siblings());
        }
    }

    @Test
    void shouldLeaveOutNodesOfThoseWithWhomItMayNotShare() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 3, 1, 1)) {
            kernel.submit(job(1, 1, 1).owner(4, 40));
            kernel.submit(job(2, 1, 1).owner(3, 30).isolation(Isolation.USER));
            kernel.submit(job(3, 1, 4).owner(4, 40).exclusive(true));
            kernel.submit(job(4, 1, 4).owner(3, 30).isolation(Isolation.USER));
            kernel.submit(job(5, 3, 1).owner(4, 40));

            final Explanation isolated = kernel.explain(4);
            assertEquals(2, left(isolated, "not-held"));
            assertEquals(1, left(isolated, "may-share"));
            assertEquals("user", isolated.job().terms().isolation());
            final Explanation other = kernel.explain(5);
            assertEquals(2, left(other, "not-held"));
            assertEquals(1, left(other, "may-share"));
            assertNull(other.job().terms());
        }
    }

    // ------------------------------------------------------------------ facts

    @Test
    void shouldTellBeginTimeDeadlineAndPromise() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 2, 1, 1)) {
            kernel.submit(job(1, 2, 4).walltimeNs(300));
            kernel.submit(job(2, 2, 4).beginTimeNs(150).deadlineNs(2000));

            final JobTerms terms = kernel.explain(2).job().terms();

            assertEquals(150, terms.beginTimeNs());
            assertEquals(2000, terms.deadlineNs());
            assertEquals(400, terms.promisedStartNs());
            assertNull(kernel.explain(1).job().terms());
        }
    }

    @Test
    void shouldTellWhichJobsAreWaitedForAndWhatTheyDo() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 2, 1, 1)) {
            kernel.submit(job(1, 2, 4));
            kernel.submit(job(2, 1, 1).owner(4, 40));
            kernel.submit(
                    job(3, 1, 1)
                            .dependsOn(1, DependencyKind.AFTER_OK)
                            .dependsOn(2, DependencyKind.AFTER_ANY));

            final Explanation explanation = kernel.explain(3);

            assertEquals("waiting", explanation.job().state());
            assertEquals(
                    List.of(
                            new JobTerms.Dependency(1L, "after ok", "starting"),
                            new JobTerms.Dependency(2L, "after any", "pending")),
                    explanation.job().terms().dependencies());
            assertEquals(
                    List.of(
                            new JobTerms.Dependency(1L, "after ok", "starting"),
                            new JobTerms.Dependency(null, "after any", null)),
                    kernel.explain(ExplainRequest.of(3).by(30)).job().terms().dependencies());
        }
    }

    @Test
    void shouldTellThePlaceInAnArray() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 2, 1, 1)) {
            kernel.submit(job(10, 1, 1).array(3, 1));

            assertEquals(
                    new JobTerms.Siblings("array", 10, 2, 3, 3, 1, false),
                    kernel.explain(11).job().terms().siblings());
        }
    }
}
