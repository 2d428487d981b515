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
package io.weft.simulator.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.TextSource;
import io.weft.simulator.workload.TraceSource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "x; `\n{\"jobs\": []}`; BATSIM",
                "x; 1 0 -1 10 4 -1 -1 4 10 -1 1 1 1 -1 1 -1 -1 -1; SWF",
                "x; JobID|State; SACCT",
                "x; `01/02/2024 00:00:00;E;1.s;user=a`; PBS",
                "x.json.gz; ``; BATSIM",
                "x.sacct; words; SACCT",
                "x.txt; words; SWF",
                "x.json; 1 0 -1 10 4; SWF",
            })
    void shouldTellFormatsApart(String name, String text, WorkloadFormat format) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertEquals(format, WorkloadFormat.of(new TextSource(name, bytes)));
    }

    @Test
    void shouldLookBehindCommentsAndCompression() {
        var trace = TraceSource.of(SharedTraces.file("swf/KTH-SP2_log.swf.xz"));

        assertEquals(WorkloadFormat.SWF, WorkloadFormat.of(trace));
    }

    @Test
    void shouldSayNothingOfNamesThatSayNothing() {
        assertNull(WorkloadFormat.ofName("20240101"));
    }
}
