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
package io.weft.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.FirstFitPolicy;
import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.PreemptionKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an explanation tells of a job's life and of nodes: three of four cores, first fit. */
class ExplainedHistoryTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(16).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        host.define(3, 4, 1);
        host.in.defineQueue(new QueueRequest(1).nodes(0, 1));
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private static JobRequest job(final long jobId) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(1, 4).owner(3, 30);
    }

    private void submit(final JobRequest job) {
        host.in.submitJob(job);
        host.run();
    }

    private Explanation explain(final ExplainRequest request) {
        return new Explainer(host.journal, FirstFitPolicy::named).explain(request);
    }

    private Explanation explain(final long jobId) {
        return explain(ExplainRequest.of(jobId));
    }

    private static List<String> what(final Explanation explanation) {
        return explanation.history().stream().map(JobEvent::what).toList();
    }

    private static FilterStep step(final Explanation explanation, final String name) {
        return explanation.filters().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    // ------------------------------------------------------------------ lives

    @Test
    void shouldTellOnlyWhatHappenedToTheJob() {
        submit(job(1).requeueable(true));
        submit(job(2).coresAnywhere(8).coreCountMin(2).requeueable(true));
        host.in.jobStarted(1);
        host.in.jobStarted(2);
        host.in.resizeJob(2, 4);
        host.in.preemptJob(1, 2, PreemptionKind.REQUEUE);
        host.run();
        host.in.jobEnded(1, EndKind.FAILED, 9);
        host.run();
        host.in.cancelJob(2, 7);
        host.run();
        host.in.jobEnded(2, EndKind.CANCELLED, 0);
        host.run();

        assertEquals(
                List.of("accepted", "started", "preempted", "terminated", "requeued", "started"),
                what(explain(1)));
        assertEquals("it had to give way to job 2", explain(1).history().get(2).reason().text());
        assertEquals(
                List.of("accepted", "started", "resized", "terminated", "closed"),
                what(explain(2)));
        assertEquals(
                "somebody asked for another size", explain(2).history().get(2).reason().text());
        assertEquals(List.of(1), explain(2).history().get(2).nodeIds());
    }

    @Test
    void shouldNotTellATenantForWhomItGaveWay() {
        submit(job(1).requeueable(true));
        submit(job(2).owner(4, 40));
        host.in.jobStarted(1);
        host.in.preemptJob(1, 2, PreemptionKind.REQUEUE);
        host.run();

        final Explanation told = explain(ExplainRequest.of(1).by(30));

        assertEquals("preempted", told.history().get(2).what());
        assertNull(told.history().get(2).reason().number());
        assertEquals(
                "it had to give way to another tenant's job",
                told.history().get(2).reason().text());
    }

    @Test
    void shouldNotTakeRefusalsOfOtherInputsForARefusedSubmission() {
        host.in.cancelJob(1, 7);
        host.run();
        assertThrows(ExplainException.class, () -> explain(1));
        submit(job(1));
        submit(job(1));
        host.in.resumeJob(1);
        host.run();

        assertEquals(List.of("accepted", "started"), what(explain(1)));
    }

    @Test
    void shouldTellOfTheFirstLifeThatComesLater() {
        submit(job(1));
        host.end(1);
        host.run();
        final long beforeSecond = host.kernel.appliedPosition();
        submit(job(2));
        submit(job(1));

        assertEquals(List.of("accepted", "started"), what(explain(1)));
        assertEquals(
                List.of("accepted", "started", "closed"),
                what(explain(ExplainRequest.of(1).at(beforeSecond))));
        final ExplainException refusal =
                assertThrows(ExplainException.class, () -> explain(ExplainRequest.of(1).at(0)));
        assertTrue(refusal.getMessage().contains("it is submitted at"), refusal::getMessage);
    }

    @Test
    void shouldSayThatNobodyHasSubmittedAJob() {
        final ExplainException refusal = assertThrows(ExplainException.class, () -> explain(1));

        assertTrue(
                refusal.getMessage().endsWith("nobody has submitted a job."), refusal::getMessage);
        assertThrows(ExplainException.class, () -> explain(ExplainRequest.of(1).at(-7)));
        assertThrows(ExplainException.class, () -> explain(ExplainRequest.of(1).at(999)));
    }

    // ------------------------------------------------------------------ nodes

    @Test
    void shouldCountCoresForJobsThatTakeThemAnywhere() {
        submit(job(1).nodes(1, 3));
        submit(job(2).coresAnywhere(12).memoryPerCore(100));

        final Explanation explanation = explain(2);

        assertEquals(12, step(explanation, "all").supply());
        assertEquals(9, step(explanation, "cores").supply());
        assertEquals("core", explanation.candidates().unit());
        assertEquals(12, explanation.candidates().need());
        assertEquals(9, explanation.candidates().supply());
        assertEquals("it lacks 0 cores, with cores below M", explanation.reason().text());
    }

    @Test
    void shouldCountOnlyWholeNodesForJobsThatHoldThem() {
        submit(job(1).nodes(1, 1).memoryPerNode(700));
        submit(job(2).nodes(1, 1).memoryPerNode(700));
        submit(job(3).coresAnywhere(12).exclusive(true).memoryPerCore(100));

        final Explanation explanation = explain(3);

        assertEquals(12, step(explanation, "may-share").supply());
        assertEquals(4, step(explanation, "cores").supply());
        assertEquals(1, explanation.candidates().nodeCount());
    }

    @Test
    void shouldCountOnlyNodesOfTheQueue() {
        submit(job(1).nodes(2, 4));
        submit(job(2).queueId(1).gpusPerNode(1));

        final Explanation explanation = explain(2);

        assertEquals(3, step(explanation, "up").nodeCount());
        assertEquals(2, step(explanation, "queue").nodeCount());
        assertEquals(0, explanation.candidates().nodeCount());
    }

    @Test
    void shouldCountNodesOfThoseWithWhomItMayShare() {
        submit(job(1).nodes(3, 1).isolation(Isolation.USER));
        submit(job(2).nodes(3, 4).isolation(Isolation.USER));
        submit(job(3).nodes(1, 4).owner(4, 40));

        assertEquals(3, step(explain(2), "may-share").nodeCount());
        assertEquals(0, step(explain(3), "may-share").nodeCount());
    }

    @Test
    void shouldShowTheFirstNodesOnly() {
        for (int id = 3; id < 15; id++) {
            host.in.defineNode(id, 4, 1000, 1, 0, 0, -1);
        }
        submit(job(1).nodes(15, 1));
        submit(job(2).nodes(15, 4));
        host.in.setPolicy("first-fit", 0, 1000, true, true);
        host.run();

        assertEquals(15, explain(1).placement().nodeCount());
        assertEquals(10, explain(1).placement().nodes().size());
        assertEquals(10, explain(1).history().get(1).nodeIds().size());
    }
}
