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
package io.weft.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzMainTest {
    @TempDir private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private int run(final String... args) {
        return FuzzMain.run(out, out, args);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldFindNothingInAnyFuzzer() {
        assertEquals(0, run("smoke"), this::printed);
    }

    @Test
    void shouldTryUntilSoManyCommandsWereTriedOnSeveralThreads() {
        final int code = run("kernel", "--commands", "2000", "--threads", "2", "--seed", "5");

        assertEquals(0, code, this::printed);
        assertTrue(
                printed().matches("(?s).*kernel: [2-9]\\d{3} commands, \\d+ seeds from 5, .*"),
                this::printed);
        assertTrue(printed().endsWith("policies: no difference\n"), this::printed);
    }

    @Test
    void shouldPrintShortHistoryAndCommandThatReplaysFailure() {
        assertEquals(1, run("canary", "core-tie-highest", "1"));

        assertTrue(
                printed()
                        .contains(
                                "again: java -jar fuzz/target/weft-fuzz.jar"
                                        + " canary core-tie-highest 1\n"),
                this::printed);
        assertTrue(printed().contains("made short, "), this::printed);
        assertTrue(printed().contains("SubmitJob jobId="), this::printed);
    }

    @Test
    void shouldSayTheSameWhenRunAgain() {
        run("canary", "level-one-less", "1");
        final String first = printed();
        bytes.reset();

        run("canary", "level-one-less", "1");

        assertFalse(first.isEmpty());
        assertEquals(withoutStack(first), withoutStack(printed()));
    }

    @Test
    void shouldTryReadersOfFilesAndMessages() {
        final int code = run("parse", "--seed", "1", "--cycles", "40");

        assertEquals(0, code, this::printed);
        assertTrue(printed().contains("parse swf: 40 inputs, "), this::printed);
        assertTrue(printed().contains("parse inputs: 40 inputs, "), this::printed);
    }

    @Test
    void shouldReadOneFileWithOneReader() throws Exception {
        final Path file = Files.writeString(folder.resolve("swf"), "1 2 3");

        assertEquals(0, run("parse", "--target", "swf", file.toString()), this::printed);

        assertTrue(printed().endsWith("swf: nothing found\n"), this::printed);
    }

    private static String withoutStack(final String text) {
        return text.lines()
                .filter(line -> !line.startsWith("\t"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void shouldExplainItself() {
        assertEquals(0, run("--help"));
        assertEquals(0, run("kernel", "--help"));
        assertEquals(0, run("canary", "-h"));

        assertTrue(printed().contains("Usage: weft fuzz kernel "), this::printed);
        assertTrue(printed().contains("level-one-less, level-one-more"), this::printed);
        assertTrue(printed().contains("Exit codes:"), this::printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                       | Missing required subcommand
                    nonsense                 | 'nonsense'
                    kernel x                 | SEED): 'x' is not a long
                    kernel -1                | SEED=-1, expected from 0
                    kernel 1 0               | COUNT=0, expected from 1
                    kernel 1 2 3             | '3'
                    kernel 1 --threads 2     | SEED=1 goes without
                    kernel --threads 0       | --threads=0, expected from 1
                    placement --commands x   | '--commands': 'x' is not a long
                    placement --commands     | '--commands' (N)
                    placement --speed 1      | --speed
                    crash --cycles 0         | expected from 1
                    overload --minutes 0     | --minutes=0.0, expected from 0.1
                    parse --target none      | --target=none, expected one of [swf, swf-patterns,
                    parse --cycles 0         | --cycles=0, expected from 1
                    parse --seconds -1       | --seconds=-1, expected from 1
                    canary nonsense          | FAULT=nonsense, expected one of [level-one-less,
                    """)
    void shouldNameWhatIsWrongAndWhereHelpIs(final String line, final String message) {
        final String[] args = line.isEmpty() ? new String[0] : line.split(" ");

        assertEquals(2, run(args), this::printed);

        assertTrue(printed().contains(message), this::printed);
        assertTrue(printed().contains("Try: weft fuzz"), this::printed);
    }
}
