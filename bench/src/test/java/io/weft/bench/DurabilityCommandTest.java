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
package io.weft.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldMeasureEveryDurabilityAndLeaveNothingBehind() throws Exception {
        final Path page = folder.resolve("page.md");

        final Bench bench =
                Bench.runWell(
                        "durability",
                        "--duration",
                        "0.02",
                        "--directory",
                        folder,
                        "--markdown",
                        page);

        for (final String durability : new String[] {"NONE", "INTERVAL", "BATCH"}) {
            assertTrue(bench.out().contains(durability + " "), bench::out);
            assertEquals(
                    4,
                    Files.readAllLines(page).stream()
                            .filter(line -> line.startsWith("| " + durability + " |"))
                            .count());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}
