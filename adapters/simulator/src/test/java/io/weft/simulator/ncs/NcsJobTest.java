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
package io.weft.simulator.ncs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.simulator.TestJobs;
import org.junit.jupiter.api.Test;

class NcsJobTest {
    private static final double OVERHEAD = 1.2;

    @Test
    void shouldRoundTimesUpAndNotTheWork() {
        final NcsJob job = new NcsJob(TestJobs.batch(1, 0, 10, 20, 1, 1), 0);
        job.start(0);
        job.net(3, OVERHEAD);
        job.gross = 3;

        job.measure(5);

        job.net(1, OVERHEAD);
        job.gross = 1;
        assertEquals(5 / 3.0, job.cpuS());
        assertEquals(14, job.trueEndS(5));
        assertEquals(24, job.limitEndS(5));
    }

    @Test
    void shouldRunAsAloneWhileIdle() {
        final NcsJob job =
                new NcsJob(TestJobs.interactive(1, 0, TestJobs.pattern(5, 5, 4, 6, 4)), 0);
        job.start(0);

        job.net(3, OVERHEAD);

        assertEquals(1, job.net());
        job.isActive = true;
        job.net(3, OVERHEAD);
        assertEquals(3, job.net());
        assertEquals(15, job.busyEndS(0));
    }

    @Test
    void shouldRoundLengthsOfOtherWorkloadsUp() {
        final NcsJob job =
                new NcsJob(TestJobs.job(1, 3, 1_500_000_000L, 2_000_000_001L, 1, 1, null), 0);

        assertEquals(3, job.times().submitS());
        assertEquals(2, job.times().actualS());
        assertEquals(3, job.requiredS());
    }

    @Test
    void shouldRefuseAnEndThatIsNotTheSumOfWhatItRan() {
        final NcsJob job = new NcsJob(TestJobs.batch(1, 0, 10, 1), 0);
        job.start(0);
        job.measureFrom(1);

        assertThrows(IllegalStateException.class, () -> job.finish(10));
    }

    @Test
    void shouldRefuseToEndABusyPeriodWithWorkLeft() {
        final NcsJob job = new NcsJob(TestJobs.interactive(1, 0, TestJobs.pattern(0, 5, 4)), 0);
        job.start(0);
        job.isActive = true;
        job.measure(3);

        assertThrows(IllegalStateException.class, job::endBusyPeriod);
    }
}
