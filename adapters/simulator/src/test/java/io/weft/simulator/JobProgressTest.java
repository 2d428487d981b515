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
package io.weft.simulator;

import static io.weft.simulator.TestJobs.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Pace;
import io.weft.simulator.workload.JobSpec;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobProgressTest {
    private static final int ROW = 3;

    private final JobProgress progress = new JobProgress(1200, Speedup.LINEAR);

    @Test
    void shouldRunABatchJobInOneBusyPhase() {
        progress.start(ROW, TestJobs.batch(1, 0, 10, 1), 5 * S);

        assertTrue(progress.isBusy(ROW));
        assertTrue(progress.isInLastPhase(ROW));
        assertEquals(15 * S, progress.phaseEndNs(ROW));
    }

    @Test
    void shouldSlowWorkByMultiplicityTimesOverhead() {
        progress.start(ROW, TestJobs.batch(1, 0, 10, 1), 0);

        assertTrue(progress.pace(ROW, 2, 4 * S));
        assertEquals(4 * S + 6 * 24 * S / 10, progress.phaseEndNs(ROW));
        assertFalse(progress.pace(ROW, 2, 5 * S));

        // 7.2 s at 1 / 2.4 are 3 s of work; 3 s of 10 are left.
        progress.pace(ROW, 1, 4 * S + 72 * S / 10);
        assertEquals(4 * S + 72 * S / 10 + 3 * S, progress.phaseEndNs(ROW));
    }

    @Test
    void shouldGiveEachProcessItsShareOfTheCore() {
        progress.start(ROW, TestJobs.batch(1, 0, 10, 1), 0);
        progress.pace(ROW, 2, 4 * S);

        assertEquals(4 * S + 3 * S, progress.cpuTimeNs(ROW, 10 * S));
    }

    @Test
    void shouldGoThroughIdleAndBusyPhases() {
        progress.start(ROW, TestJobs.interactive(1, 0, TestJobs.pattern(2, 1, 3, 4, 5)), 0);

        assertFalse(progress.isBusy(ROW));
        assertEquals(2 * S, progress.phaseEndNs(ROW));
        progress.enterNext(ROW, 2 * S);
        assertTrue(progress.isBusy(ROW));
        progress.pace(ROW, 2, 2 * S);
        assertEquals(2 * S + 72 * S / 10, progress.phaseEndNs(ROW));
        progress.enterNext(ROW, 10 * S);
        assertFalse(progress.isBusy(ROW));
        assertEquals(14 * S, progress.phaseEndNs(ROW));
        progress.enterNext(ROW, 14 * S);
        assertEquals(19 * S, progress.phaseEndNs(ROW));
        assertFalse(progress.isInLastPhase(ROW));
        progress.enterNext(ROW, 19 * S);
        assertTrue(progress.isInLastPhase(ROW));
        assertEquals(20 * S, progress.phaseEndNs(ROW));
        assertEquals(4 * S + 5 * S, progress.cpuTimeNs(ROW, 20 * S));
    }

    @Test
    void shouldSkipPhasesWithoutLength() {
        progress.start(ROW, TestJobs.interactive(1, 0, TestJobs.pattern(0, 0, 3, 0, 5)), 0);

        assertTrue(progress.isBusy(ROW));
        assertFalse(progress.isInLastPhase(ROW));
        progress.enterNext(ROW, 3 * S);
        assertTrue(progress.isBusy(ROW));
        assertTrue(progress.isInLastPhase(ROW));
        assertEquals(8 * S, progress.phaseEndNs(ROW));
    }

    @Test
    void shouldBeIdleThroughoutWithoutBusyPeriods() {
        progress.start(ROW, TestJobs.interactive(1, 0, TestJobs.pattern(2, 3)), 0);

        assertFalse(progress.isBusy(ROW));
        assertTrue(progress.isInLastPhase(ROW));
        assertEquals(5 * S, progress.phaseEndNs(ROW));
    }

    @Test
    void shouldRoundTheTimeLeftDown() {
        progress.start(ROW, TestJobs.job(1, 0, 1, 1, 1, 1, null), 0);

        progress.pace(ROW, 2, 0);

        assertEquals(2, progress.phaseEndNs(ROW));
    }

    /** The limit is reckoned as the kernel does it, with the same multiplicities. */
    @Test
    void shouldNeverEndAfterItsStretchedLimit() {
        final Random random = new Random(11);
        for (int run = 0; run < 2_000; run++) {
            final long runtimeNs = 1 + random.nextInt(1000) * (1 + (long) random.nextInt(1000));
            final JobSpec job = TestJobs.job(1, 0, runtimeNs, runtimeNs, 1, 1, null);
            progress.start(ROW, job, 0);
            long nowNs = 0;
            long limitLeftNs = runtimeNs;
            long limitEndNs = nowNs + Pace.timeCeil(limitLeftNs, 1000);
            int multiplicity = 1;
            while (progress.phaseEndNs(ROW) > nowNs) {
                assertTrue(progress.phaseEndNs(ROW) <= limitEndNs);
                final long leftNs = progress.phaseEndNs(ROW) - nowNs;
                final long elapsedNs = 1 + (long) (random.nextDouble() * leftNs);
                nowNs += Math.min(leftNs, elapsedNs);
                final long formerDivisor = Pace.divisorPerMille(multiplicity, 1200);
                limitLeftNs -= Pace.workFloor(Math.min(leftNs, elapsedNs), formerDivisor);
                multiplicity = multiplicity == 1 ? 2 + random.nextInt(7) : multiplicity - 1;
                final long divisor = Pace.divisorPerMille(multiplicity, 1200);
                progress.pace(ROW, multiplicity, nowNs);
                limitEndNs = nowNs + Pace.timeCeil(limitLeftNs, divisor);
            }
            assertTrue(nowNs <= limitEndNs);
        }
    }

    /** The other process is idle for a moment again and again; the limit does not know. */
    @Test
    void shouldNotFallBehindItsLimitHoweverOftenThePaceChanges() {
        final JobSpec job = TestJobs.job(1, 0, 10_000, 10_000, 1, 1, null);
        final long limitEndNs = Pace.timeCeil(10_000, 2400);
        progress.start(ROW, job, 0);

        long nowNs = 0;
        while (progress.phaseEndNs(ROW) > nowNs + 5) {
            progress.pace(ROW, 2, nowNs);
            progress.pace(ROW, 1, nowNs + 4);
            nowNs += 5;
        }
        progress.pace(ROW, 2, nowNs);

        assertTrue(progress.phaseEndNs(ROW) <= limitEndNs, progress.phaseEndNs(ROW) + " ns");
    }
}
