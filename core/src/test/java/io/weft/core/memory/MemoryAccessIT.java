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
package io.weft.core.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A start without the flag ends with a message that names it. */
class MemoryAccessIT {
    @Test
    void shouldNameTheFlagThatLacks() throws Exception {
        final Process child = start();
        final String printed =
                new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, child.waitFor(), printed);
        assertTrue(printed.contains("Add: " + MemoryAccess.FLAG), printed);
    }

    @Test
    void shouldGoOnWithTheFlagOfTheFile() throws IOException {
        assertDoesNotThrow(MemoryAccess::require);
        final Path flags = Path.of("..", ".mvn", "weft.jvmargs");
        assertTrue(Files.readAllLines(flags).contains(MemoryAccess.FLAG));
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    /** Runs in a JVM without flags. */
    static final class Child {
        private Child() {}

        public static void main(final String[] args) {
            new Footprint().close();
        }
    }
}
