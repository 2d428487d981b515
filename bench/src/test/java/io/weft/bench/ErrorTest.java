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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said with its name and value, and before anything is measured. */
class ErrorTest {
    /** As in {@code 0.2 s 1/7 decisions}; a path may hold the 1/, too. */
    private static final Pattern FIRST_STEP = Pattern.compile("\\d s +1/");

    @TempDir private Path folder;

    private static void assertFails(
            final int exitCode, final String message, final Object... arguments) {
        final Bench bench = Bench.run(arguments);

        assertEquals(exitCode, bench.exitCode(), bench::err);
        assertTrue(bench.err().contains(message), bench::err);
        assertFalse(bench.err().contains("Exception"), bench::err);
        assertFalse(FIRST_STEP.matcher(bench.err()).find(), () -> "measured: " + bench.err());
    }

    @Test
    void shouldSayWhereHelpIsWhenAnOptionIsWrong() {
        assertFails(2, "Possible solutions: --nodes", "latency", "--nodez", 4);
        assertFails(2, "Try: weft bench latency --help", "latency", "--rate", 0);
        assertFails(2, "--rate=0, expected 1..", "latency", "--rate", 0);
        assertFails(2, "--duration=-1.0, expected above 0", "latency", "--duration", -1);
        assertFails(2, "--nodes=[0], expected each from 1", "scale", "--nodes", 0);
        assertFails(2, "REGEX=NoSuchBenchmark, expected", "jmh", "NoSuchBenchmark");
    }

    @Test
    void shouldRefuseAFileThatCannotBeWritten() throws IOException {
        final Path file = Files.createFile(folder.resolve("file"));
        final Path absent = folder.resolve("absent").resolve("a.json");

        assertFails(4, "--json=" + absent + ": there is no dir", "--tiny", "--json", absent);
        assertFails(4, "--json=" + folder + ": is a dir", "run", "--tiny", "--json", folder);
        assertFails(4, "--markdown=" + absent, "run", "--tiny", "--markdown", absent);
        assertFails(4, "--json=" + absent, "latency", "--json", absent);
        assertFails(4, "--markdown=" + absent, "jmh", "--markdown", absent);
        assertFails(4, "--json=" + file.resolve("x"), "--tiny", "--json", file.resolve("x"));
    }

    @Test
    void shouldRefuseADirectoryThatCannotBeMade() throws IOException {
        final Path file = Files.createFile(folder.resolve("file"));

        assertFails(4, "--out=" + file + ": there is a file", "all", "--out", file);
        assertFails(4, "--out=" + file + ": there is a file", "scale", "--tiny", "--out", file);
    }

    @Test
    void shouldSayWhichResultFileIsBad() throws IOException {
        final Path absent = folder.resolve("absent.json");
        final Path cut = Files.writeString(folder.resolve("cut.json"), "{");
        final Path packed = Files.write(folder.resolve("packed.json"), new byte[] {(byte) 0xff});

        assertFails(3, absent + " is no file that can be read", "compare", absent, absent);
        assertFails(3, packed + " is no result file", "compare", packed, packed);
        assertFails(3, cut + " is no result file: it is not JSON", "compare", cut, cut);
    }
}
