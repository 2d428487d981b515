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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridFileTest {
    @TempDir private Path directory;

    private Map<String, List<String>> read(final String text) throws IOException {
        return GridFile.read(Files.writeString(directory.resolve("grid.json"), text));
    }

    @Test
    void shouldReadTextsAndNumbersAsTheyAreWritten() throws IOException {
        final var texts =
                read(
                        """
                        {"policy": ["easy", "fcfs"], "max_multiplicity": "1..4",
                         "overhead": 1.2, "seed": [3, "5..7"], "trace": []}
                        """);

        assertEquals(
                List.of("policy", "max_multiplicity", "overhead", "seed", "trace"),
                List.copyOf(texts.keySet()));
        assertEquals(List.of("easy", "fcfs"), texts.get("policy"));
        assertEquals(List.of("1..4"), texts.get("max_multiplicity"));
        assertEquals(List.of("1.2"), texts.get("overhead"));
        assertEquals(List.of("3", "5..7"), texts.get("seed"));
        assertEquals(List.of(), texts.get("trace"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"policy\": ; is not JSON: ",
                "{\"seed\": 1, \"seed\": 2}; is not JSON: ",
                "{\"seed\": 1} 2; is not JSON: ",
                "[1]; is not a JSON object",
                "1; is not a JSON object",
                "{\"polcy\": \"easy\"}; polcy is no parameter, expected one of [policy, ",
                "{\"seed\": true}; seed=true, expected a text or a number, or an array of them",
                "{\"seed\": [1, null]}; seed=null, expected a text or a number",
                "{\"seed\": [[1]]}; seed=[1], expected a text or a number",
                "{\"seed\": {}}; seed={}, expected a text or a number",
            })
    void shouldNameWhatIsWrong(final String text, final String message) {
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> read(text));

        assertTrue(e.getMessage().startsWith(message), e::getMessage);
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThrows(
                NoSuchFileException.class, () -> GridFile.read(directory.resolve("none.json")));
    }
}
