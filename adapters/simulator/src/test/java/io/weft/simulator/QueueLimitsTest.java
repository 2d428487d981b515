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
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueLimitsTest {
    private static final long S = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nodes=1,cores=12,walltime=12:00:00; 1; 12; 43200",
                "walltime=90; 0; 0; 90",
                "walltime=2-01:00:05; 0; 0; 176405",
                "cores=999999999; 0; 999999999; 0",
            })
    void shouldReadAnyOfTheThree(
            final String text, final int nodes, final int cores, final long walltimeS) {
        assertEquals(new QueueLimits(nodes, cores, walltimeS * S), QueueLimits.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nodes=0; nodes=0, expected 1..",
                "cores=x; cores=x, expected 1..",
                "walltime=0; walltime=0, expected seconds above 0",
                "walltime=0:00:00; walltime=0:00:00, expected seconds above 0",
                "walltime=1h; walltime=1h, expected seconds above 0",
                "nodes=1,nodes=2; limits=nodes=1,nodes=2, expected",
                "colour=1; limits=colour=1, expected",
            })
    void shouldNameWhatItDoesNotUnderstand(final String text, final String message) {
        final var e = assertThrows(IllegalArgumentException.class, () -> QueueLimits.of(text));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldRefuseNegativeOnes(final int which) {
        final int[] values = {0, 0, 0};
        values[which] = -1;
        assertThrows(
                IllegalArgumentException.class,
                () -> new QueueLimits(values[0], values[1], values[2]));
    }

    @Test
    void shouldLimitNothingWhenNothingIsSaid() {
        assertEquals(new QueueLimits(0, 0, 0), QueueLimits.NONE);
    }
}
