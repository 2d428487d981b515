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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.explain.Change;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explanation;
import io.weft.core.explain.GateStep;
import io.weft.core.explain.GivenBack;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an explanation says of limits and licences, and of what would have to be given back. */
class ExplainedGatesTest {
    private static final int LICENCE = 7;

    private static JobRequest job(final long jobId, final int nodes, final int cores) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(nodes, cores).owner(3, 30);
    }

    private static LimitRequest userCores(final long cap) {
        return LimitRequest.ofUser(3).coresMax(cap);
    }

    /** User 3 of account 30 may have 8 cores of 32. */
    private static ExplainedKernel limited() {
        final ExplainedKernel kernel = ExplainedKernel.of("easy", 8, 1, 1);
        kernel.host.in.setLimit(userCores(8));
        kernel.host.in.setLimit(LimitRequest.ofAccount(40).inQueue(0).nodesMax(100));
        return kernel;
    }

    private static ExplainedKernel licensed(final int tokenCount) {
        final ExplainedKernel kernel = ExplainedKernel.of("easy", 8, 1, 1);
        kernel.host.in.defineLicence(LICENCE, -1, tokenCount);
        return kernel;
    }

    private static Change givenBack(final Explanation explanation) {
        return explanation.changes().stream()
                .filter(change -> change.name().equals("given-back"))
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldShowTheLimitThatIsShutAndOneThatIsOpen() {
        try (ExplainedKernel kernel = limited()) {
            kernel.submit(job(1, 2, 4));
            kernel.submit(job(2, 1, 4));
            kernel.submit(job(3, 8, 4).owner(4, 40));

            final Explanation shut = kernel.explain(2);

            assertEquals("WAITING_LIMIT", shut.reason().code());
            assertEquals(List.of(new GateStep("user 3: cores", 8, 4, 8, false)), shut.gates());
            assertTrue(shut.candidates().suffice());
            assertEquals(
                    List.of(new GateStep("account 40 in queue 0: nodes", 0, 8, 100, true)),
                    kernel.explain(3).gates());
        }
    }

    @Test
    void shouldShowNoGateWhereNoneCounts() {
        try (ExplainedKernel kernel = limited()) {
            kernel.submit(job(1, 8, 4).owner(5, 50));
            kernel.submit(job(2, 8, 4).owner(5, 50));

            assertEquals(List.of(), kernel.explain(2).gates());
            assertNull(kernel.explain(1).gates());
        }
    }

    @Test
    void shouldSayHowMuchOfALimitWouldHaveToBeGivenBack() {
        try (ExplainedKernel kernel = limited()) {
            kernel.submit(job(1, 2, 4));
            kernel.submit(job(2, 1, 3));

            final Change change = givenBack(kernel.explain(2));

            assertEquals(List.of(new GivenBack("user 3: cores", 8, 3)), change.givenBack());
            assertEquals(
                    "It would start now if 3 of the 8 cores of user 3 were given back.",
                    change.text());
            assertTrue(startsWith(kernel, 2, userCores(11)));
            assertFalse(startsWith(kernel, 2, userCores(10)));
        }
    }

    private static boolean startsWith(
            final ExplainedKernel kernel, final long jobId, final LimitRequest limit) {
        try (ExplainedKernel copy = kernel.copy()) {
            copy.host.in.setLimit(limit);
            copy.host.run();
            return copy.isStarted(jobId);
        }
    }

    @Test
    void shouldCountWhatThoseTakeWhoAreAhead() {
        try (ExplainedKernel kernel = limited()) {
            kernel.submit(job(1, 2, 4));
            kernel.submit(job(2, 1, 2));
            kernel.submit(job(3, 1, 3));

            final Change change = givenBack(kernel.explain(3));

            assertEquals(List.of(new GivenBack("user 3: cores", 8, 5)), change.givenBack());
            assertEquals(1, change.startedBefore());
            assertTrue(startsWith(kernel, 3, userCores(13)));
        }
    }

    @Test
    void shouldNameAllThatWouldHaveToBeGivenBackTogether() {
        try (ExplainedKernel kernel = limited()) {
            kernel.host.in.setLimit(userCores(8).holdingMax(1));
            kernel.submit(job(1, 2, 4));
            kernel.submit(job(2, 1, 2));

            final Change change = givenBack(kernel.explain(2));

            assertEquals(
                    List.of(
                            new GivenBack("user 3: jobs", 1, 1),
                            new GivenBack("user 3: cores", 8, 2)),
                    change.givenBack());
            assertEquals(2, change.from());
        }
    }

    @Test
    void shouldNameNothingToGiveBackWhenNodesLackToo() {
        try (ExplainedKernel kernel = limited()) {
            kernel.submit(job(1, 2, 4));
            kernel.submit(job(2, 6, 4).owner(5, 50));
            kernel.submit(job(3, 1, 4));

            assertEquals("WAITING_LIMIT", kernel.explain(3).reason().code());
            assertNull(givenBack(kernel.explain(3)));
        }
    }

    @Test
    void shouldSayHowManyLicencesWouldHaveToBeGivenBack() {
        try (ExplainedKernel kernel = licensed(3)) {
            kernel.submit(job(1, 1, 1).licences(LICENCE, 2));
            kernel.submit(job(2, 1, 1).licences(LICENCE, 3));

            final Explanation explanation = kernel.explain(2);

            assertEquals("WAITING_LICENCES", explanation.reason().code());
            assertEquals(
                    List.of(new GateStep("licence 7: tokens", 2, 3, 3, false)),
                    explanation.gates());
            assertEquals(
                    List.of(new GivenBack("licence 7: tokens", 2, 2)),
                    givenBack(explanation).givenBack());
        }
    }

    @Test
    void shouldFindWhatLicencesAJobAheadNeedsToo() {
        try (ExplainedKernel kernel = licensed(3)) {
            kernel.submit(job(1, 1, 1).licences(LICENCE, 2));
            kernel.submit(job(2, 1, 1).licences(LICENCE, 2));
            kernel.submit(job(3, 1, 1).licences(LICENCE, 1));

            final Explanation explanation = kernel.explain(3);

            assertEquals("WAITING_LICENCES", explanation.reason().code());
            assertTrue(explanation.gates().get(0).open());
            // With one more, job 2 starts and takes what job 3 could have.
            assertEquals(
                    List.of(new GivenBack("licence 7: tokens", 2, 2)),
                    givenBack(explanation).givenBack());
            assertEquals(1, givenBack(explanation).startedBefore());
        }
    }

    @Test
    void shouldTellATenantOnlyOfItsOwn() {
        try (ExplainedKernel kernel = licensed(3)) {
            kernel.host.in.setLimit(LimitRequest.ofQueue(0).coresMax(16));
            kernel.submit(job(1, 3, 4).owner(4, 40).licences(LICENCE, 1));
            kernel.submit(job(2, 1, 1).licences(LICENCE, 1));
            kernel.submit(job(3, 1, 4));
            kernel.submit(job(4, 1, 1).licences(LICENCE, 2));

            final Explanation kept = kernel.explain(ExplainRequest.of(3).by(30));
            assertEquals(List.of(new GateStep("queue 0: cores", 1, 4, 16, false)), kept.gates());
            assertEquals(13, kernel.explain(3).gates().get(0).held());
            assertNull(givenBack(kept));

            final Explanation unlicensed = kernel.explain(ExplainRequest.of(4).by(30));
            assertEquals("WAITING_LICENCES", unlicensed.reason().code());
            assertNull(unlicensed.reason().number());
            assertEquals(1, unlicensed.gates().get(1).held());
            assertNull(givenBack(unlicensed));
            assertEquals(1, kernel.explain(4).reason().number());
        }
    }

    @Test
    void shouldTellATenantWhatItsOwnJobsWouldHaveToGiveBack() {
        try (ExplainedKernel kernel = limited()) {
            kernel.submit(job(1, 2, 4));
            kernel.submit(job(2, 1, 3));

            assertEquals(
                    givenBack(kernel.explain(2)),
                    givenBack(kernel.explain(ExplainRequest.of(2).by(30))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fcfs", "easy", "easy-sjf", "conservative"})
    void shouldStartWithWhatIsGivenBackAndNotWithLess(final String policy) {
        int checkedCount = 0;
        for (long seed = 0; seed < 8; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            try (ExplainedKernel kernel = ExplainedKernel.of(policy, 8, 1, 1)) {
                kernel.host.in.setLimit(limit(4, 10));
                kernel.host.in.defineLicence(LICENCE, -1, 1000);
                for (long jobId = 0; jobId < 12; jobId++) {
                    final JobRequest request =
                            job(jobId, 1 + random.nextInt(2), 1 + random.nextInt(4));
                    kernel.submit(random.nextInt(3) > 0 ? request : request.owner(4, 40));
                }
                for (long jobId = 0; jobId < 12; jobId++) {
                    checkedCount +=
                            check(kernel, jobId, policy + " seed=" + seed + " job=" + jobId);
                }
            }
        }
        assertTrue(checkedCount > 5, "hardly any change: " + checkedCount);
    }

    private static LimitRequest limit(final long jobs, final long cores) {
        return LimitRequest.ofUser(3).holdingMax((int) jobs).coresMax(cores);
    }

    /** Whoever has more may start as if so much had been given back. */
    private static int check(final ExplainedKernel kernel, final long jobId, final String name) {
        final Change change = kernel.isPending(jobId) ? givenBack(kernel.explain(jobId)) : null;
        if (change == null) {
            return 0;
        }
        final long jobs = amount(change, "user 3: jobs");
        final long cores = amount(change, "user 3: cores");
        assertTrue(startsWith(kernel, jobId, limit(4 + jobs, 10 + cores)), name + change);
        if (jobs > 0) {
            assertFalse(startsWith(kernel, jobId, limit(3 + jobs, 10 + cores)), name + change);
        }
        if (cores > 0) {
            assertFalse(startsWith(kernel, jobId, limit(4 + jobs, 9 + cores)), name + change);
        }
        return 1;
    }

    private static long amount(final Change change, final String name) {
        return change.givenBack().stream()
                .filter(part -> part.name().equals(name))
                .mapToLong(GivenBack::amount)
                .sum();
    }
}
