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
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PriorityRequest;
import io.weft.core.explain.Change;
import io.weft.core.explain.ExplainException;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explanation;
import io.weft.core.explain.FilterStep;
import io.weft.core.explain.Holder;
import io.weft.core.explain.JobEvent;
import io.weft.core.explain.NextPass;
import io.weft.core.explain.OrderPlace;
import io.weft.core.wire.NodeState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every statement of an explanation against a fact of the kernel that is explained. */
class ExplainerTest {
    private static JobRequest job(final long jobId, final int nodes, final int cores) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(nodes, cores);
    }

    /** Job 1 runs on three of four nodes until 1100, job 2 wants all, job 3 must not delay it. */
    private static ExplainedKernel busy(final String policy) {
        final ExplainedKernel kernel = ExplainedKernel.of(policy, 4, 1, 2);
        kernel.submit(job(1, 3, 4).owner(5, 50));
        kernel.submit(job(2, 4, 4).owner(6, 60));
        kernel.submit(job(3, 1, 4).owner(7, 70).walltimeNs(5000));
        return kernel;
    }

    private static Change change(final Explanation explanation, final String name) {
        return explanation.changes().stream()
                .filter(change -> change.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldSayWhatAPendingJobIsAndWhyItWaits() {
        try (ExplainedKernel kernel = busy("easy")) {
            final Explanation explanation = kernel.explain(2);

            assertEquals("pending", explanation.job().state());
            assertEquals("easy 1", explanation.policy());
            assertEquals(kernel.lastPosition(), explanation.position());
            assertEquals("WAITING_CORES", explanation.reason().code());
            assertEquals(3, explanation.reason().number());
            assertEquals("it lacks 3 nodes, with cores below M", explanation.reason().text());
            assertEquals(1100, explanation.earliestStartNs());
            assertNull(explanation.nextPass());
        }
    }

    @Test
    void shouldCountTheNodesThatEachFilterLeaves() {
        try (ExplainedKernel kernel = ExplainedKernel.of("fcfs", 8, 1, 1)) {
            kernel.host.in.nodeStateChanged(0, NodeState.DRAINING);
            kernel.submit(job(1, 1, 3).memoryPerNode(900).features(1));
            kernel.submit(job(2, 1, 1).memoryPerNode(900).gpusPerNode(1));
            kernel.submit(job(3, 4, 2).features(1).memoryPerCore(100).gpusPerNode(1));

            final List<FilterStep> filters = kernel.explain(3).filters();

            assertEquals(
                    List.of(
                            "all",
                            "up",
                            "not-reserved",
                            "queue",
                            "features",
                            "stays-open",
                            "no-copy",
                            "not-held",
                            "may-share",
                            "cores",
                            "memory",
                            "gpus"),
                    filters.stream().map(FilterStep::name).toList());
            assertEquals(
                    List.of(8, 7, 7, 7, 4, 4, 4, 4, 4, 3, 3, 3),
                    filters.stream().map(FilterStep::nodeCount).toList());
            assertEquals(List.of(3, 5, 7), kernel.explain(3).candidates().nodeIds());
            assertEquals(4, kernel.explain(3).candidates().need());
        }
    }

    @Test
    void shouldNameWhoHoldsWhatIsMissing() {
        try (ExplainedKernel kernel = busy("easy")) {
            final Explanation explanation = kernel.explain(2);

            assertEquals(1, explanation.blockers().holderCount());
            assertEquals(1, explanation.blockers().awaitedCount());
            final Holder holder = explanation.blockers().holders().get(0);
            assertEquals(new Holder(1, 3, List.of(0, 1, 2), 1100, true), holder);
        }
    }

    @Test
    void shouldNameTheJobAheadWhenItsPromiseIsInTheWay() {
        try (ExplainedKernel kernel = busy("easy")) {
            final Explanation explanation = kernel.explain(3);

            assertEquals("WAITING_RESERVATION", explanation.reason().code());
            assertEquals(2, explanation.blockers().ahead().jobId());
            assertEquals(1100, explanation.blockers().ahead().earliestStartNs());
            assertEquals(0, explanation.blockers().holderCount());
            assertTrue(explanation.candidates().suffice());
            assertEquals(2, explanation.order().place());
            assertEquals("position", explanation.order().keys().get(0).name());
        }
    }

    @Test
    void shouldTellForWhomAJobHasGivenCoresBack() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 2, 1, 1)) {
            kernel.host.in.setElasticity(new ElasticityRequest(0).shrinkForPending());
            kernel.submit(job(1, 0, 8).coreCountMin(2));
            kernel.submit(job(2, 1, 3));

            final JobEvent event = kernel.explain(1).history().get(2);

            assertEquals("resized", event.what());
            assertEquals("SHRUNK_PRESSURE", event.reason().code());
            assertEquals("it gave cores back so that job 2 could start", event.reason().text());
            assertEquals(List.of(0, 1), event.nodeIds());
            assertEquals(2, event.reason().number());
        }
    }

    @Test
    void shouldFindTheLongestTimeLimitThatWouldDo() {
        try (ExplainedKernel kernel = busy("easy")) {
            final Change change = change(kernel.explain(3), "walltime-ns");

            assertEquals(5000, change.from());
            assertEquals(1000, change.to());
            assertTrue(startsWhenAltered(kernel, 1000));
            assertFalse(startsWhenAltered(kernel, 1001));
        }
    }

    private static boolean startsWhenAltered(final ExplainedKernel kernel, final long walltimeNs) {
        try (ExplainedKernel copy = kernel.copy()) {
            copy.host.in.alterWalltime(3, walltimeNs);
            copy.host.run();
            return copy.isStarted(3);
        }
    }

    @Test
    void shouldFindTheMultiplicityThatWouldDo() {
        try (ExplainedKernel kernel = busy("fcfs")) {
            kernel.host.in.cancelJob(3, 0);
            kernel.host.run();

            final Change change = change(kernel.explain(2), "max-multiplicity");

            assertEquals(2, change.to());
            assertEquals(0, change.startedBefore());
            kernel.host.in.cancelJob(2, 0);
            kernel.submit(job(9, 4, 4).queueId(1));
            assertFalse(kernel.isPending(9));
        }
    }

    @Test
    void shouldCountWhoWouldStartBeforeItByAHigherMultiplicity() {
        try (ExplainedKernel kernel = busy("fcfs")) {
            final Explanation explanation = kernel.explain(3);

            final Change change = change(explanation, "max-multiplicity");
            assertEquals("WAITING_TURN", explanation.reason().code());
            assertEquals(1, change.startedBefore(), change::text);
            // One that is not first in a strict order gains nothing by asking for less.
            assertEquals(List.of(change), explanation.changes());
        }
    }

    @Test
    void shouldAskForLessOfWhatIsShort() {
        try (ExplainedKernel kernel = ExplainedKernel.of("fcfs", 2, 1, 1)) {
            kernel.submit(job(1, 1, 1).memoryPerNode(300));
            kernel.submit(job(2, 2, 4).memoryPerCore(200));

            final Explanation explanation = kernel.explain(2);

            assertEquals(1, change(explanation, "nodes").to());
            assertEquals(3, change(explanation, "cores").to());
            assertNull(change(explanation, "memory-per-core"));
            kernel.host.in.cancelJob(2, 0);
            kernel.submit(job(3, 2, 3).memoryPerCore(250));
            final Change memory = change(kernel.explain(3), "memory-per-core");
            assertEquals(233, memory.to());
            assertNotNull(change(kernel.explain(3), "nodes"));
        }
    }

    @Test
    void shouldSayThatAHeldJobWouldStartWhenReleased() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 2, 1, 1)) {
            kernel.submit(job(1, 2, 4).held(true));

            final Explanation explanation = kernel.explain(1);

            assertEquals("held", explanation.job().state());
            assertEquals("HELD_BY_USER", explanation.reason().code());
            assertNull(explanation.order());
            assertEquals(
                    List.of("held"), explanation.changes().stream().map(Change::name).toList());
        }
    }

    @Test
    void shouldSayThatAPassIsDueWhenNobodyHasLookedYet() {
        try (ExplainedKernel kernel = busy("easy")) {
            kernel.host.in.clock(false);
            kernel.host.in.submitJob(job(4, 1, 4).walltimeNs(800));
            kernel.host.in.clock(false);
            kernel.host.run();
            final long submitted = kernel.explain(4).history().get(0).position();

            final Explanation explanation = kernel.explain(ExplainRequest.of(4).at(submitted));

            assertEquals("NOT_CONSIDERED", explanation.reason().code());
            assertEquals(new NextPass(1, true), explanation.nextPass());
            assertEquals(List.of(), explanation.changes());
        }
    }

    @Test
    void shouldBreakAPriorityIntoItsFactors() {
        try (ExplainedKernel kernel = busy("easy-multifactor")) {
            kernel.host.in.setPriority(new PriorityRequest().size(-5).age(3));
            kernel.host.run();

            final Explanation explanation = kernel.explain(2);

            final OrderPlace.Key key = explanation.order().keys().get(0);
            assertEquals(
                    List.of("age", "size"),
                    key.factors().stream().map(OrderPlace.Factor::name).toList());
            assertEquals(
                    key.value(),
                    key.factors().stream().mapToLong(OrderPlace.Factor::contribution).sum());
        }
    }

    @Test
    void shouldReplayPassesThatWereCut() {
        try (ExplainedKernel kernel = ExplainedKernel.of("fcfs", 2, 1, 1, 1)) {
            kernel.submit(job(1, 1, 4));
            kernel.submit(job(2, 2, 4));
            kernel.submit(job(3, 1, 4).queueId(1));

            final Explanation explanation = kernel.explain(3);

            assertEquals("NOT_REACHED", explanation.reason().code());
            assertEquals(List.of(), explanation.changes());
            assertTrue(explanation.candidates().suffice());
        }
    }

    @Test
    void shouldShowWhereARunningJobIs() {
        try (ExplainedKernel kernel = busy("easy")) {
            final Explanation explanation = kernel.explain(1);

            assertEquals("starting", explanation.job().state());
            assertEquals("FITS", explanation.reason().code());
            assertEquals(3, explanation.placement().nodeCount());
            assertEquals(1100, explanation.placement().expectedEndNs());
            assertNull(explanation.changes());
        }
    }

    @Test
    void shouldSayWhyAndWhereAJobHasEnded() {
        try (ExplainedKernel kernel = busy("easy")) {
            kernel.host.now = 700;
            kernel.host.end(1);
            kernel.host.run();

            final Explanation explanation = kernel.explain(1);

            assertEquals("ended", explanation.job().state());
            assertEquals("ENDED", explanation.reason().code());
            assertEquals(700, explanation.timeNs());
            assertEquals(3, explanation.placement().nodes().size());
            assertEquals(
                    List.of("accepted", "started", "closed"),
                    explanation.history().stream().map(JobEvent::what).toList());
            // Before that it ran.
            final long before = explanation.history().get(2).position() - 1;
            assertEquals("starting", kernel.explain(ExplainRequest.of(1).at(before)).job().state());
        }
    }

    @Test
    void shouldSayWhyAJobWasRejected() {
        try (ExplainedKernel kernel = ExplainedKernel.of("easy", 2, 1, 1)) {
            kernel.submit(job(1, 3, 4));

            final Explanation explanation = kernel.explain(1);

            assertNull(explanation.job());
            assertEquals("NEVER_FITS", explanation.reason().code());
            assertEquals(2, explanation.reason().number());
        }
    }

    @Test
    void shouldLookAtAJobUnderAnotherPolicy() {
        try (ExplainedKernel kernel = busy("easy")) {
            final Explanation strict = kernel.explain(ExplainRequest.of(3).under("fcfs"));

            assertEquals("fcfs 1", strict.policy());
            assertEquals("WAITING_TURN", strict.reason().code());
            assertEquals(new NextPass(0, false), strict.nextPass());

            final Explanation longest = kernel.explain(ExplainRequest.of(2).under("ljf"));
            assertEquals(new NextPass(1, false), longest.nextPass());
            assertEquals(1, longest.order().place());
            assertEquals("walltime-ns", longest.order().keys().get(0).name());
        }
    }

    @Test
    void shouldStartTheJobUnderAPolicyThatWould() {
        try (ExplainedKernel kernel = busy("fcfs")) {
            kernel.host.in.alterWalltime(3, 1000);
            kernel.host.run();
            assertTrue(kernel.isPending(3));

            final Explanation explanation = kernel.explain(ExplainRequest.of(3).under("easy"));

            assertEquals(new NextPass(1, true), explanation.nextPass());
            assertEquals("BACKFILLED", explanation.reason().code());
            assertEquals(3, explanation.placement().nodes().get(0).nodeId());
        }
    }

    @Test
    void shouldTellATenantNothingOfOthers() {
        try (ExplainedKernel kernel = busy("easy")) {
            final Explanation ownWait = kernel.explain(ExplainRequest.of(2).by(60));
            assertEquals(1, ownWait.blockers().holderCount());
            assertEquals(1, ownWait.blockers().otherTenantCount());
            assertEquals(List.of(), ownWait.blockers().holders());

            final Explanation behind = kernel.explain(ExplainRequest.of(3).by(70));
            assertNull(behind.reason().number());
            assertNull(behind.blockers().ahead().jobId());
            assertFalse(behind.reason().text().contains("2"), behind.reason()::text);
        }
    }

    @Test
    void shouldNotEvenSayToATenantThatAJobOfOthersExists() {
        try (ExplainedKernel kernel = busy("easy")) {
            final ExplainRequest ofOther = ExplainRequest.of(1).by(60);
            final ExplainRequest ofNobody = ExplainRequest.of(99).by(60);

            final String other = failure(kernel, ofOther).getMessage();
            final String nobody = failure(kernel, ofNobody).getMessage();

            assertEquals(nobody.replace("99", "1"), other);
        }
    }

    private static ExplainException failure(
            final ExplainedKernel kernel, final ExplainRequest request) {
        return assertThrows(ExplainException.class, () -> kernel.explain(request));
    }

    @Test
    void shouldSayWhatToAskInsteadWhenThereIsNoAnswer() {
        try (ExplainedKernel kernel = busy("easy")) {
            final ExplainException later = failure(kernel, ExplainRequest.of(3).at(1));
            assertEquals(ExplainException.Kind.UNKNOWN_JOB, later.kind());
            assertTrue(later.getMessage().contains("it is submitted at position"));

            final ExplainException unknown = failure(kernel, ExplainRequest.of(9));
            assertEquals(ExplainException.Kind.UNKNOWN_JOB, unknown.kind());
            assertTrue(unknown.getMessage().contains("between 1 and 3"), unknown::getMessage);

            final ExplainException beyond = failure(kernel, ExplainRequest.of(1).at(1000));
            assertEquals(ExplainException.Kind.OUT_OF_RANGE, beyond.kind());

            final ExplainException policy = failure(kernel, ExplainRequest.of(3).under("nonesuch"));
            assertEquals(ExplainException.Kind.NO_POLICY, policy.kind());
        }
    }

    @Test
    void shouldAnswerTheSameTwice() {
        try (ExplainedKernel kernel = busy("easy")) {
            assertEquals(kernel.explain(3), kernel.explain(3));
        }
    }
}
