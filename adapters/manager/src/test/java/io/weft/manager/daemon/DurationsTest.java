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
package io.weft.manager.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, 500000000",
        "2s, 2000000000",
        "3m, 180000000000",
        "5h, 18000000000000",
        "7d, 604800000000000",
        "0s, 0"
    })
    void shouldReadAndWriteTheSame(final String text, final long ns) {
        assertEquals(ns, Durations.parse(text));
        assertEquals(text, Durations.text(ns));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "-1s", "1.5s", "1 s", "1S", "999999999d", "1234567890s"})
    void shouldRefuseWhatIsNoSpan(final String text) {
        assertEquals(Durations.NONE, Durations.parse(text));
    }
}
