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
package io.weft.simulator.metrics;

import static io.weft.simulator.TestJobs.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import io.weft.simulator.TestJobs;
import io.weft.simulator.workload.JobSpec;
import org.junit.jupiter.api.Test;

class ScheduleMetricsTest {
    private static final MachineUse USE = new MachineUse(10, 50, 60, 2, 7, 8, 9);

    private final ScheduleMetrics metrics = new ScheduleMetrics();

    @Test
    void shouldMeasureOneJob() {
        end(TestJobs.batch(1, 10, 4, 2), 15, 25);

        final ClassSummary all = metrics.summary(USE).all();
        assertEquals(1, all.completed());
        assertEquals(1, all.waiting());
        assertEquals(100, all.waitingPercent());
        assertEquals(5, all.waitS().mean());
        assertEquals(15.0 / 4, all.slowdown().mean());
        assertEquals(15.0 / 10, all.boundedSlowdown().mean());
        assertEquals(15, all.flowS().max());
    }

    @Test
    void shouldNotBoundBelowOne() {
        end(TestJobs.batch(1, 0, 4, 2), 0, 4);

        assertEquals(1, metrics.summary(USE).all().boundedSlowdown().mean());
    }

    @Test
    void shouldKeepClassesApart() {
        end(TestJobs.batch(1, 0, 10, 1), 0, 10);
        end(TestJobs.interactive(2, 0, TestJobs.pattern(1, 1, 8)), 10, 20);

        final ScheduleSummary summary = metrics.summary(USE);
        assertEquals(2, summary.all().jobs());
        assertEquals(50, summary.all().waitingPercent());
        assertEquals(0, summary.classes().get(JobClass.BATCH).waiting());
        assertEquals(2, summary.classes().get(JobClass.INTERACTIVE).slowdown().max());
        assertEquals(2, summary.classes().size());
    }

    @Test
    void shouldCountWhatNeverRanByReason() {
        final JobSpec job = TestJobs.batch(1, 0, 10, 1);
        give(JobOutcome.ofNoRun(job, OutcomeState.REJECTED, ReasonCode.NEVER_FITS, 3));
        give(JobOutcome.ofNoRun(job, OutcomeState.REJECTED, ReasonCode.NEVER_FITS, 4));
        give(JobOutcome.ofNoRun(job, OutcomeState.NEVER_STARTED, ReasonCode.WAITING_MEMORY, 0));

        final ScheduleSummary summary = metrics.summary(USE);
        assertEquals(2, summary.all().rejected());
        assertEquals(1, summary.all().neverStarted());
        assertEquals(0, summary.all().waitingPercent());
        assertEquals(0, summary.makespanS());
        assertEquals(2, summary.rejectedByReason().get(ReasonCode.NEVER_FITS));
        assertEquals(1, summary.neverStartedByReason().get(ReasonCode.WAITING_MEMORY));
    }

    @Test
    void shouldNotCallAJobSlowThatWasCutShort() {
        final JobSpec job = TestJobs.batch(1, 0, 100, 1);
        give(
                new JobOutcome(
                        job, OutcomeState.TIMED_OUT, ReasonCode.TIME_LIMIT, 0, 0, 5 * S, 5 * S));

        final ClassSummary all = metrics.summary(USE).all();
        assertEquals(1, all.timedOut());
        assertEquals(1, all.waitS().count());
        assertEquals(0, all.slowdown().count());
    }

    @Test
    void shouldFindWhenMostOfTheWorkWasDone() {
        for (int i = 1; i <= 10; i++) {
            end(TestJobs.batch(i, 100, 10, 1), 90L + 10 * i, 100L + 10 * i);
        }

        final ScheduleSummary summary = metrics.summary(USE);
        assertEquals(100, summary.makespanS());
        assertEquals(90, summary.finished90S());
        assertEquals(100, summary.finished95S());
        assertEquals(100 * 50 / (10 * 100.0), summary.utilisationPercent());
    }

    @Test
    void shouldWeighWorkByCores() {
        end(TestJobs.batch(1, 0, 10, 19), 0, 10);
        end(TestJobs.batch(2, 0, 10, 1), 10, 20);

        assertEquals(10, metrics.summary(USE).finished90S());
        assertEquals(10, metrics.summary(USE).finished95S());
    }

    @Test
    void shouldRefuseTimesThatGoBack() {
        final JobSpec job = TestJobs.batch(1, 10, 10, 1);

        assertThrows(IllegalArgumentException.class, () -> end(job, 9, 20));
        assertThrows(IllegalArgumentException.class, () -> end(job, 12, 11));
    }

    private void end(final JobSpec job, final long startS, final long endS) {
        give(
                new JobOutcome(
                        job,
                        OutcomeState.COMPLETED,
                        ReasonCode.ENDED,
                        0,
                        startS * S,
                        endS * S,
                        job.runtimeNs()));
    }

    private void give(final JobOutcome outcome) {
        metrics.onOutcome(outcome, null);
    }
}
