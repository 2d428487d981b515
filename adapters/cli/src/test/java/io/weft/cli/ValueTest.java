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
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ValueTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512B, 512",
        "1K, 1024",
        "1k, 1024",
        "3MiB, 3145728",
        "128G, 137438953472",
        "128 GiB, 137438953472",
        "2T, 2199023255552",
        "9223372036854775807, 9223372036854775807"
    })
    void shouldReadAmountsOfMemory(String text, long bytes) {
        assertEquals(bytes, new ByteSize().convert(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "G", "-1", "1.5G", "1GB", "1E", "9223372036854775808", "8388608T", "1 "})
    void shouldRefuseOtherAmounts(String text) {
        assertThrows(TypeConversionException.class, () -> new ByteSize().convert(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1023, 1023 bytes", "1536, 1.5 KiB", "1073741824, 1.0 GiB"})
    void shouldPrintAmountsOfMemory(long bytes, String text) {
        assertEquals(text, ByteSize.text(bytes));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "1.2, 1200", "1.0250, 1025", "10, 10000", "12e-1, 1200"})
    void shouldReadFactorsInThousandths(String text, int thousandths) {
        assertEquals(thousandths, new Thousandths().convert(text));
    }

    @Test
    void shouldQuoteWhatAShellWouldTakeApart() {
        assertEquals("weft replay a/b-c.d", Text.commandLine("replay", "a/b-c.d"));
        assertEquals("weft replay 'it'\\''s here'", Text.commandLine("replay", "it's here"));
        assertEquals("weft replay ''", Text.commandLine("replay", ""));
    }
}
