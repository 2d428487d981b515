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
package io.weft.pbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PbsUnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0b, 0",
        "1024, 1024",
        "1kb, 1024",
        "2MB, 2097152",
        "1gb, 1073741824",
        "3tb, 3298534883328",
        "1pb, 1125899906842624",
        "10w, 80",
        "1kw, 8192",
        "1k, 1024"
    })
    void shouldCountBytesWhenASizeHasAUnit(final String text, final long bytes) {
        assertEquals(bytes, PbsUnits.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5gb", "1xb", "gb", "999999999999999999pb"})
    void shouldThrowWhenATextIsNoSize(final String text) {
        assertThrows(IllegalArgumentException.class, () -> PbsUnits.bytes(text));
    }

    @ParameterizedTest
    @CsvSource({"00:10:00, 600", "600, 600", "10:00, 600", "120:00:01.5, 432001", "0, 0"})
    void shouldCountSecondsWhenADurationIsGiven(final String text, final long seconds) {
        assertEquals(seconds, PbsUnits.seconds(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2:3:4", "-5", "1h"})
    void shouldThrowWhenATextIsNoDuration(final String text) {
        assertThrows(IllegalArgumentException.class, () -> PbsUnits.seconds(text));
    }

    @Test
    void shouldReadADateWhenItsDayHasOneDigit() {
        assertEquals(0, PbsUnits.epochSeconds("Thu Jan  1 00:00:00 1970"));
        assertEquals(1_795_229_183L, PbsUnits.epochSeconds("Sat Nov 21 02:46:23 2026"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sat Foo 21 02:46:23 2026", "Sat Nov 31 02:46:23 2026", "0"})
    void shouldThrowWhenATextIsNoDate(final String text) {
        assertThrows(IllegalArgumentException.class, () -> PbsUnits.epochSeconds(text));
    }
}
