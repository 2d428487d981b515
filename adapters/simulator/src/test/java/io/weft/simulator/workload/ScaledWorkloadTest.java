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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaledWorkloadTest {
    private static final long SECOND = 1_000_000_000L;

    /** Submissions at 100, 107 and 100,000,000 s. */
    @ParameterizedTest
    @CsvSource({
        "1000, 1, 107000000000, 100000000000000000",
        "2000, 1, 103500000000, 50000050000000000",
        "500, 1, 114000000000, 199999900000000000",
        "3000, 1, 102333333333, 33333400000000000",
        "3000, 1000000000, 102000000000, 33333400000000000"
    })
    void shouldDivideTheTimeBetweenSubmissions(
            int factorPerMille, long granularityNs, long secondNs, long thirdNs) {
        try (Workload workload =
                new ScaledWorkload(source(100, 107, 100_000_000), factorPerMille, granularityNs)) {
            assertEquals(100 * SECOND, workload.next().submitNs());
            JobSpec second = workload.next();
            assertEquals(secondNs, second.submitNs());
            assertEquals(5 * SECOND, second.runtimeNs());
            assertEquals(thirdNs, workload.next().submitNs());
            assertEquals(null, workload.next());
            assertEquals(3, workload.report().jobsDelivered());
        }
    }

    @Test
    void shouldNeverGoBack() {
        long[] submits = new long[200];
        for (int i = 0; i < submits.length; i++) {
            submits[i] = 10 + i / 3;
        }
        try (Workload workload = new ScaledWorkload(source(submits), 1_370, SECOND)) {
            long previousNs = 0;
            for (int i = 0; i < submits.length; i++) {
                long submitNs = workload.next().submitNs();
                assertTrue(submitNs >= previousNs);
                previousNs = submitNs;
            }
        }
    }

    @Test
    void shouldRefuseTimesAfterTheEndOfTime() {
        try (Workload workload = new ScaledWorkload(source(0, 1_000_000_000), 1, 1)) {
            workload.next();
            WorkloadException e = assertThrows(WorkloadException.class, workload::next);
            assertTrue(e.getMessage().contains("job 2"), e::getMessage);
        }
    }

    @Test
    void shouldRefuseFactorsOutOfRange() {
        Workload source = source(0);
        for (int factor : new int[] {0, -1, 1_000_001}) {
            assertThrows(
                    IllegalArgumentException.class, () -> new ScaledWorkload(source, factor, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> new ScaledWorkload(source, 1000, 0));
    }

    private static Workload source(long... submitsS) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < submitsS.length; i++) {
            text.append(i + 1).append(' ').append(submitsS[i]);
            text.append(" -1 5 1 -1 -1 1 5 -1 1 1 1 -1 1 -1 -1 -1\n");
        }
        return SwfReader.open(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)),
                "text",
                new SwfOptions());
    }
}
