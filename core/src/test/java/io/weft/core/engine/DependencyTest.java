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
import io.weft.core.state.Limits;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyTest {
    private static final int JOB_COUNT = 400;

    private final KernelHost host =
            new KernelHost(
                    new Limits()
                            .nodeCount(2)
                            .coresPerNode(4)
                            .jobCount(JOB_COUNT)
                            .decisionLength(5000)
                            .dependencyCount(JOB_COUNT)
                            .outcomeCount(4));

    @BeforeEach
    void setUp() {
        host.define(2, 4, 1);
    }

    @AfterEach
    void tearDown() {
        assertNull(host.replay().divergence());
        host.close();
    }

    private static JobRequest job(final long jobId, final long otherId, final DependencyKind kind) {
        return new JobRequest().jobId(jobId).walltimeNs(1000).nodes(1, 4).dependsOn(otherId, kind);
    }

    private void assertWaits(final long jobId, final ReasonCode reason, final long number) {
        assertEquals(reason, host.kernel.reason(host.row(jobId)));
        assertEquals(number, host.kernel.reasonNumber(host.row(jobId)));
    }

    @ParameterizedTest
    @CsvSource({
        "AFTER_OK, COMPLETED, true",
        "AFTER_OK, FAILED, false",
        "AFTER_OK, TIMED_OUT, false",
        "AFTER_NOT_OK, COMPLETED, false",
        "AFTER_NOT_OK, FAILED, true",
        "AFTER_ANY, COMPLETED, true",
        "AFTER_ANY, NODE_FAILED, true",
        "AFTER_START, FAILED, true"
    })
    void shouldStartOrCloseJobWhenOtherEnds(
            final DependencyKind kind, final EndKind end, final boolean comesTrue) {
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 1, kind));
        assertEquals(
                List.of("accepted 1", "start 1 x1 at 100 0:f", "accepted 2"), sorted(host.run()));
        assertWaits(2, ReasonCode.WAITING_DEPENDENCY, 1);

        host.in.jobEnded(1, end, 0);

        final List<String> lines = host.run();
        final String expected = comesTrue ? "start 2 x1 at 100 0:f" : "closed 2 DEPENDENCY_NEVER 1";
        assertEquals(expected, lines.get(lines.size() - 1));
        assertEquals(0, host.state().dependencies().slab().usedCount());
        // Whoever asks later learns the same of the job that is gone.
        host.in.submitJob(job(3, 1, kind));
        assertEquals(
                comesTrue ? "start 3 x1 at 100 1:f" : "closed 3 DEPENDENCY_NEVER 1",
                host.run().get(1));
    }

    private static List<String> sorted(final List<String> lines) {
        return lines.stream().sorted(java.util.Comparator.comparing(DependencyTest::key)).toList();
    }

    private static String key(final String line) {
        return line.split(" ")[1] + line.split(" ")[0];
    }

    @Test
    void shouldStartJobWhenOtherIsSeenToRun() {
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 1, DependencyKind.AFTER_START));
        host.in.submitJob(job(3, 1, DependencyKind.AFTER_OK));
        host.run();
        host.in.jobStarted(1);

        assertEquals(List.of("start 2 x1 at 100 1:f"), host.run());
        host.in.submitJob(job(4, 1, DependencyKind.AFTER_START));
        host.in.cancelJob(2, 0);
        host.in.jobEnded(2, EndKind.CANCELLED, 0);
        final List<String> lines = host.run();
        assertEquals("start 4 x1 at 100 1:f", lines.get(lines.size() - 1));
    }

    @Test
    void shouldCloseJobWhoseOtherNeverStarted() {
        host.in.submitJob(new JobRequest().jobId(1).walltimeNs(9).nodes(1, 4).held(true));
        host.in.submitJob(job(2, 1, DependencyKind.AFTER_START));
        host.in.submitJob(job(3, 1, DependencyKind.AFTER_NOT_OK));
        host.in.cancelJob(1, 0);

        final List<String> lines = host.run();
        assertTrue(lines.contains("closed 2 DEPENDENCY_NEVER 1"));
        assertEquals("start 3 x1 at 100 0:f", lines.get(lines.size() - 1));
    }

    @Test
    void shouldWaitForAllAndNameTheFirstLeft() {
        host.submit(1, 1, 4);
        host.submit(2, 1, 4);
        host.in.submitJob(
                job(3, 1, DependencyKind.AFTER_OK)
                        .dependsOn(2, DependencyKind.AFTER_ANY)
                        .dependsOn(2, DependencyKind.AFTER_OK)
                        .beginTimeNs(500));
        host.run();
        assertWaits(3, ReasonCode.WAITING_DEPENDENCY, 1);
        host.end(1);
        host.run();
        assertWaits(3, ReasonCode.WAITING_DEPENDENCY, 2);
        host.end(2);
        host.run();
        assertWaits(3, ReasonCode.WAITING_BEGIN_TIME, 500);
        host.now = 500;

        assertEquals(List.of("start 3 x1 at 500 0:f"), host.run());
    }

    @Test
    void shouldStayHeldWhenDependencyComesTrue() {
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 1, DependencyKind.AFTER_OK));
        host.in.holdJob(2);
        host.run();
        host.end(1);
        host.run();
        assertWaits(2, ReasonCode.HELD_BY_USER, 0);

        host.in.releaseJob(2);

        assertEquals(List.of("start 2 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldCloseHeldJobWhenDependencyCannotComeTrue() {
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 1, DependencyKind.AFTER_OK).held(true));
        host.run();
        host.in.jobEnded(1, EndKind.FAILED, 1);

        assertEquals(List.of("closed 1 JOB_FAILED 1", "closed 2 DEPENDENCY_NEVER 1"), host.run());
    }

    @Test
    void shouldCloseLongChainOverSeveralEntries() {
        host.submit(0, 1, 4);
        for (int id = 1; id < JOB_COUNT; id++) {
            host.in.submitJob(job(id, id - 1, DependencyKind.AFTER_OK));
        }
        host.run();
        final long before = host.kernel.appliedPosition();
        host.in.jobEnded(0, EndKind.FAILED, 1);

        final List<String> lines = host.run();

        assertEquals(JOB_COUNT, lines.size());
        assertEquals("closed 399 DEPENDENCY_NEVER 398", lines.get(JOB_COUNT - 1));
        assertTrue(host.kernel.appliedPosition() > before + 2, "one entry has not room for it");
        assertEquals(0, host.state().terms().slab().usedCount());
    }

    @Test
    void shouldCloseAllWhoDependOnOneOverSeveralEntries() {
        host.submit(0, 1, 4);
        for (int id = 1; id < JOB_COUNT; id++) {
            host.in.submitJob(job(id, 0, DependencyKind.AFTER_NOT_OK));
        }
        host.run();
        host.end(0);

        assertEquals(JOB_COUNT, host.run().size());
        assertEquals(0, host.state().dependencies().slab().usedCount());
    }

    @Test
    void shouldForgetDependenciesOfJobThatIsCancelled() {
        host.submit(1, 1, 4);
        host.in.submitJob(job(2, 1, DependencyKind.AFTER_OK));
        host.in.submitJob(job(3, 1, DependencyKind.AFTER_OK));
        host.in.cancelJob(2, 0);
        host.run();

        assertEquals(1, host.state().dependencies().slab().usedCount());
        host.end(1);
        assertEquals(List.of("closed 1 ENDED 0", "start 3 x1 at 100 0:f"), host.run());
    }

    @Test
    void shouldRefuseJobsThatAreNotKnown() {
        host.in.submitJob(job(5, 4, DependencyKind.AFTER_OK));
        host.in.submitJob(job(5, 5, DependencyKind.AFTER_OK));
        host.in.submitJob(job(5, 7, DependencyKind.AFTER_OK).array(3, 0));

        assertEquals(
                List.of(
                        "rejected 5 UNKNOWN_ID DEPENDENCY=4 0",
                        "rejected 5 UNKNOWN_ID DEPENDENCY=5 0",
                        "rejected 5 UNKNOWN_ID DEPENDENCY=7 0"),
                host.run());
        assertEquals(0, host.state().jobs().slab().usedCount());
    }

    @Test
    void shouldForgetHowJobsEndedAfterAsManyOthers() {
        for (int id = 1; id <= 6; id++) {
            host.submit(id, 1, 4);
            host.run();
            host.end(id);
            host.run();
        }
        host.in.submitJob(job(8, 2, DependencyKind.AFTER_OK));
        host.in.submitJob(job(9, 3, DependencyKind.AFTER_OK));

        assertEquals(
                List.of(
                        "rejected 8 UNKNOWN_ID DEPENDENCY=2 0",
                        "accepted 9",
                        "start 9 x1 at 100 0:f"),
                host.run());
    }

    @Test
    void shouldRefuseMoreDependenciesThanThereIsRoomFor() {
        host.submit(1, 1, 4);
        host.in.submitJob(
                job(10, 1, DependencyKind.AFTER_OK)
                        .dependsOn(1, DependencyKind.AFTER_ANY)
                        .array(1, 0));
        host.in.submitJob(
                job(20, 1, DependencyKind.AFTER_OK)
                        .dependsOn(1, DependencyKind.AFTER_ANY)
                        .dependsOn(1, DependencyKind.AFTER_NOT_OK)
                        .dependsOn(1, DependencyKind.AFTER_START)
                        .dependsOn(1, DependencyKind.AFTER_START)
                        .dependsOn(1, DependencyKind.AFTER_START)
                        .array(70, 0));
        final List<String> lines = host.run();

        assertEquals(
                "rejected 20 TABLE_FULL DEPENDENCY=20 400",
                lines.stream().filter(line -> line.startsWith("rejected")).findFirst().get());
        assertEquals(2, host.state().dependencies().slab().usedCount());
    }
}
