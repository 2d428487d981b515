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
package io.weft.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridValuesTest {
    private static List<Long> numbers(final String text) {
        return GridValues.numbers("seed", text, 0, Long.MAX_VALUE);
    }

    @Test
    void shouldReadNumbersAndRanges() {
        assertEquals(List.of(3L, 5L, 6L, 7L, 1L), numbers("3, 5..7,1..1"));
    }

    @Test
    void shouldReadTheLargestNumber() {
        assertEquals(List.of(Long.MAX_VALUE), numbers("9223372036854775807"));
    }

    @Test
    void shouldReadTheLeastAndTheMost() {
        assertEquals(List.of(1L, 15L, 14L, 15L), GridValues.numbers("m", "1,15,14..15", 1, 15));
        assertEquals(List.of(900, 5000), GridValues.thousandths("load", "0.9,5", 900, 5000));
        assertEquals(List.of(1_000_000L, 1_000_001L), numbers("1000000..1000001"));
        assertEquals(1_000_000, numbers("1..600000,2..400001").size());
        assertEquals(1_000_000, numbers("7..1000006").size());
    }

    @Test
    void shouldReadThousandths() {
        assertEquals(List.of(900, 1000, 1), GridValues.thousandths("load", "0.9,1,.001", 0, 5000));
    }

    @Test
    void shouldRefuseNumbersOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> GridValues.numbers("m", "1..16", 1, 15));
        for (final String text : List.of("0.899", "5.001", "1.0005", "x")) {
            final IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> GridValues.thousandths("load", text, 900, 5000));
            assertEquals(
                    "load=" + text + ", expected 0.9..5 with at most three decimals",
                    e.getMessage());
        }
    }

    /** Written out it would have a hundred million digits. */
    @Test
    void shouldRefuseHugeExponentAtOnceWhenNumberIsShort() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () ->
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> GridValues.thousandths("load", "0.1e99999999", 0, 5000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "7..5; seed=7..5, expected a range that goes up",
                "1..1000001; seed=1..1000001, expected a range that goes up",
                "1..600000,1..600000; seed=1..600000,1..600000, expected at most 1000000",
                "1..600000,1..400001; seed=1..600000,1..400001, expected at most 1000000",
                "9223372036854775808; seed=9223372036854775808, expected whole numbers",
                "-1; seed=-1, expected whole numbers or ranges in 0..",
                "1,,2; seed=1,,2, expected values with commas between them",
            })
    void shouldNameWhatIsNotUnderstood(final String text, final String message) {
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> numbers(text));

        assertTrue(e.getMessage().startsWith(message), e::getMessage);
    }
}
