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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
    private static final List<String> FILES =
            List.of(
                    "index.html",
                    "comparison.md",
                    "comparison.csv",
                    "comparison.json",
                    "standings.csv",
                    "best.csv");

    @TempDir private Path folder;

    @Test
    void shouldWriteTheSameWhateverThreads() throws IOException {
        Weft one = run("one", "--jobs 200 --shares 10,60 --threads 1");
        Weft two = run("two", "--jobs 200 --shares 10,60 --threads 2");

        assertEquals(ExitCode.OK, one.exitCode(), one::toString);
        assertEquals(ExitCode.OK, two.exitCode(), two::toString);
        assertTrue(one.out().contains("26 simulations: 26 done"), one::out);
        for (String name : FILES) {
            String text = Files.readString(folder.resolve("one").resolve(name));
            assertEquals(text, Files.readString(folder.resolve("two").resolve(name)), name);
            assertTrue(one.out().contains("wrote " + folder.resolve("one").resolve(name)), name);
        }
        String table = Files.readString(folder.resolve("one/comparison.md"));
        assertTrue(table.contains("No trace was given"), table);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threads 0 | --threads=0, expected 1..1024",
                "--jobs 0 | --jobs=0, expected above 0",
                "--shares 0 | --shares=0, expected 1..99",
                "--shares 3,3 | --shares has a value twice: [3, 3]",
                "--trace unilu | --trace=[unilu] needs --traces",
                "--trace kth --traces . | --trace=kth, expected unilu or ricc",
                "--traces nowhere | --traces=nowhere: no such file",
            })
    void shouldNameFlagAndValueWhenRefused(String flags, String message) {
        Weft weft = run("r", flags);

        assertTrue(weft.exitCode() == ExitCode.USAGE || weft.exitCode() == ExitCode.INPUT);
        assertTrue(weft.err().contains(message), weft::err);
    }

    private Weft run(String directory, String flags) {
        List<Object> words = new ArrayList<>(List.of("compare"));
        words.addAll(Arrays.asList(flags.split(" ")));
        words.addAll(List.of("--out", folder.resolve(directory)));
        return Weft.run(words.toArray());
    }
}
