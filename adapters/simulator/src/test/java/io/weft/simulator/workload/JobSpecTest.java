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
package io.weft.simulator.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import org.junit.jupiter.api.Test;

class JobSpecTest {
    private static final UsagePattern BUSY = UsagePattern.ALWAYS_BUSY;

    @Test
    void shouldCountTheCoresItHolds() {
        assertEquals(14, job(1, 0, 5, 5, 13, 2, 7, 0, 0, BUSY).cores());
        assertEquals(13, job(1, 0, 5, 5, 13, 0, 13, 0, 0, BUSY).cores());
    }

    @Test
    void shouldKeepEverythingElseWhenSubmittedAtAnotherTime() {
        JobSpec job = job(1, 0, 5, 6, 13, 2, 7, 8, 0, UsagePattern.of(5, 0));

        assertEquals(job, job.withSubmitNs(9).withSubmitNs(0));
        assertEquals(9, job.withSubmitNs(9).submitNs());
    }

    @Test
    void shouldRefuseWhatNoJobCanBe() {
        assertRefused("id=-1", () -> job(-1, 0, 5, 5, 1, 1, 1, 0, 0, BUSY));
        assertRefused("submitNs=-1", () -> job(1, -1, 5, 5, 1, 1, 1, 0, 0, BUSY));
        assertRefused("runtimeNs=0", () -> job(1, 0, 0, 5, 1, 1, 1, 0, 0, BUSY));
        assertRefused("walltimeNs=4", () -> job(1, 0, 5, 4, 1, 1, 1, 0, 0, BUSY));
        assertRefused("processors=0", () -> job(1, 0, 5, 5, 0, 1, 1, 0, 0, BUSY));
        assertRefused("nodeCount=-1", () -> job(1, 0, 5, 5, 1, -1, 1, 0, 0, BUSY));
        assertRefused("coresPerNode=0", () -> job(1, 0, 5, 5, 1, 1, 0, 0, 0, BUSY));
        assertRefused("memoryPerNode=-1", () -> job(1, 0, 5, 5, 1, 1, 1, -1, 0, BUSY));
        assertRefused("memoryPerNode=1", () -> job(1, 0, 5, 5, 1, 0, 1, 1, 0, BUSY));
        assertRefused("memoryPerCore=-1", () -> job(1, 0, 5, 5, 1, 0, 1, 0, -1, BUSY));
        assertRefused("memoryPerCore=1", () -> job(1, 0, 5, 5, 1, 1, 1, 0, 1, BUSY));
        UsagePattern four = UsagePattern.of(4, 0);
        assertRefused("usage.totalNs=4", () -> job(1, 0, 5, 5, 1, 1, 1, 0, 0, four));
    }

    private static void assertRefused(String beginning, Runnable construction) {
        var e = assertThrows(IllegalArgumentException.class, construction::run);
        assertTrue(e.getMessage().startsWith(beginning + ", expected"), e.getMessage());
    }

    private static JobSpec job(
            long id,
            long submitNs,
            long runtimeNs,
            long walltimeNs,
            int processors,
            int nodeCount,
            int coresPerNode,
            long memoryPerNode,
            long memoryPerCore,
            UsagePattern usage) {
        return new JobSpec(
                id,
                submitNs,
                runtimeNs,
                walltimeNs,
                processors,
                nodeCount,
                coresPerNode,
                memoryPerNode,
                memoryPerCore,
                JobSpec.NULL_NUMBER,
                JobSpec.NULL_NUMBER,
                JobSpec.NULL_NUMBER,
                JobClass.BATCH,
                usage);
    }
}
