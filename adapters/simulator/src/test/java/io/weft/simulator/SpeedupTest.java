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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedupTest {
    @ParameterizedTest
    @CsvSource({
        // text, time on 4 of 8 cores of what takes 1000 on all, and back
        "linear, 2000",
        "amdahl:0, 2000",
        "amdahl:1000, 1000",
        "amdahl:200, 1333",
    })
    void shouldStretchWhatRunsOnFewerCores(final String text, final long timeNs) {
        final Speedup speedup = Speedup.of(text);

        assertEquals(timeNs, speedup.timeNs(1000, 4, 8));
        assertEquals(1000, speedup.fullNs(timeNs, 4, 8));
        assertEquals(1000, speedup.timeNs(1000, 8, 8));
        assertEquals(1000, speedup.fullNs(1000, 8, 8));
    }

    @Test
    void shouldPrintWhatItReads() {
        for (final String text : new String[] {"linear", "amdahl:50", "amdahl:1000"}) {
            assertEquals(text, Speedup.of(text).toString());
        }
        assertEquals(Speedup.LINEAR, Speedup.of("amdahl:0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "amdahl", "amdahl:", "amdahl:-1", "amdahl:1001", "amdahl:99999"})
    void shouldRefuseWhatIsNone(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Speedup.of(text));
    }

    @Test
    void shouldRefuseAPartBelowNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Speedup(-1));
    }
}
