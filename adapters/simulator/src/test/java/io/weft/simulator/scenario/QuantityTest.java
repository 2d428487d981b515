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
package io.weft.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1, -1",
        "12, 12",
        "0s, 0",
        "1ns, 1",
        "1.5s, 1500000000",
        "1h30m, 5400000000000",
        "2d, 172800000000000",
        "1KiB, 1024",
        "64GiB, 68719476736",
        "0x1f, 31",
        "0xffffffffffffffff, -1"
    })
    void shouldReadNumbersWithUnits(final String text, final long expected) {
        assertEquals(expected, Quantity.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1x", "h", "1h x", "1,5s", "--1", "1.s", "1e3", "9999999TiB", "1h-1m"})
    void shouldRefuseWhatIsNoNumber(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Quantity.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0s", "1ns", "1h30m", "2d1s", "1s1ns", "90s", "123456789ns", "-1", "40m"})
    void shouldPrintTimesSoThatTheyCanBeRead(final String text) {
        final long ns = Quantity.parse(text);

        assertEquals(ns, Quantity.parse(Quantity.time(ns)));
    }

    @Test
    void shouldPrintInTheLargestUnit() {
        assertEquals("1m30s", Quantity.time(90_000_000_000L));
        assertEquals("64GiB", Quantity.size(64L << 30));
        assertEquals("1025", Quantity.size(1025));
        assertEquals("0", Quantity.size(0));
        assertEquals("-5", Quantity.size(-5));
        assertEquals("-5", Quantity.time(-5));
        assertEquals(Long.toString(Long.MAX_VALUE), Quantity.time(Long.MAX_VALUE));
    }
}
