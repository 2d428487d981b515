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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadAheadWorkloadTest {
    private static final int COUNT = 3 * ReadAheadWorkload.JOBS_AHEAD_MAX + 7;

    @Test
    void shouldHandOutTheSameJobs() {
        try (Workload plain = generated();
                Workload ahead = new ReadAheadWorkload(generated())) {
            assertEquals(plain.header(), ahead.header());
            for (JobSpec job = plain.next(); job != null; job = plain.next()) {
                assertEquals(job, ahead.next());
            }
            assertNull(ahead.next());
            assertNull(ahead.next());
            assertEquals(COUNT, ahead.report().jobsDelivered());
        }
    }

    @Test
    void shouldFailAfterTheJobsBeforeTheFailure() {
        final StringBuilder text = new StringBuilder();
        for (int id = 1; id <= 300; id++) {
            text.append(id).append(" 0 0 5 1 -1 -1 1 9 -1 1 1 1 -1 1 -1 -1 -1\n");
        }
        text.append("no job\n");
        try (Workload ahead =
                new ReadAheadWorkload(
                        SwfReader.open(
                                new ByteArrayInputStream(
                                        text.toString().getBytes(StandardCharsets.US_ASCII)),
                                "test",
                                new SwfOptions().strict(true)))) {
            for (int id = 1; id <= 300; id++) {
                assertEquals(id, ahead.next().id());
            }
            assertTrue(
                    assertThrows(WorkloadException.class, ahead::next)
                            .getMessage()
                            .contains("test:301"));
            assertThrows(WorkloadException.class, ahead::next);
        }
    }

    @Test
    void shouldStopReadingWhenClosed() {
        final Workload ahead = new ReadAheadWorkload(generated());
        assertEquals(1, ahead.next().id());

        ahead.close();
        ahead.close();

        assertTrue(ahead.report().jobsDelivered() <= ReadAheadWorkload.JOBS_AHEAD_MAX);
    }

    private static Workload generated() {
        return new GeneratedWorkload(new GeneratorOptions().jobCount(COUNT));
    }
}
