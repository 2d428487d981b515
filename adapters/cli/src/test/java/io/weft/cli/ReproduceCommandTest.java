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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproduceCommandTest {
    private static final String QUICK = "--quick --jobs 150";

    @TempDir private Path folder;

    @Test
    void shouldWriteEveryTableAndFigureAndSayThatJobsAreGenerated() throws IOException {
        Weft weft = reproduce("r", "--jobs 80");

        assertTrue(weft.out().contains("no --traces: jobs are generated"), weft::out);
        for (String name :
                List.of(
                        "index.html",
                        "tables.md",
                        "table-ii.csv",
                        "table-iii.csv",
                        "table-iv.csv",
                        "figure-4a.csv",
                        "figure-4b.csv",
                        "figure-4c.csv",
                        "figure-5.csv",
                        "finding.csv")) {
            assertTrue(Files.size(folder.resolve("r").resolve(name)) > 100, name);
            assertTrue(weft.out().contains("wrote " + folder.resolve("r").resolve(name)), name);
        }
    }

    @Test
    void shouldWriteTheSameWhateverThreadsAndInterruptions() throws IOException {
        reproduce("one", QUICK + " --threads 1");
        reproduce("two", QUICK + " --threads 2");
        List<Path> cells;
        try (Stream<Path> found = Files.list(folder.resolve("two/cells"))) {
            cells = found.sorted().toList();
        }
        for (Path cell : cells.subList(0, 4)) {
            Files.delete(cell);
        }
        Files.delete(folder.resolve("two/index.html"));
        Weft again = reproduce("two", QUICK);

        assertEquals(14, cells.size());
        assertTrue(again.out().contains("14 simulations: 4 done"), again::out);
        assertTrue(again.out().contains("10 kept, 0 failed"), again::out);
        for (String name : List.of("index.html", "tables.md", "table-ii.csv", "figure-4b.csv")) {
            assertEquals(
                    Files.readString(folder.resolve("one").resolve(name)),
                    Files.readString(folder.resolve("two").resolve(name)),
                    name);
        }
    }

    @Test
    void shouldHaveOneColumnForEachSemantics() throws IOException {
        reproduce("r", QUICK + " --semantics exact");

        String header = Files.readAllLines(folder.resolve("r/table-ii.csv")).get(0);
        assertEquals(
                "data set,configuration,measure,paper,authors' simulator,exact,exact: difference",
                header);
    }

    @Test
    void shouldTellInTheTablesOfATraceThatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("UniLu-Gaia-2014-1_1762_alloced.swf.xz"), "no xz");

        Weft weft = run("r", "--quick --semantics exact --traces " + folder);

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("exact, data set 1, SQ M=1 failed: "), weft::err);
        assertTrue(weft.out().contains("7 failed"), weft::out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--semantics pyss | --semantics=pyss, expected ncs or exact",
                "--semantics ncs,ncs | --semantics has a value twice: ncs",
                "--threads 0 | --threads=0, expected 1..1024",
                "--jobs 0 | --jobs=0, expected above 0",
                "--jobs 5 --traces . | --jobs=5 is about generated jobs; drop it, or --traces",
                "--traces nowhere | --traces=nowhere: no such file",
            })
    void shouldNameFlagAndValueWhenRefused(String flags, String message) {
        Weft weft = run("r", flags);

        assertTrue(weft.exitCode() == ExitCode.USAGE || weft.exitCode() == ExitCode.INPUT);
        assertTrue(weft.err().contains(message), weft::err);
    }

    @Test
    void shouldNotWriteIntoADirectoryOfSomethingElse() throws IOException {
        Files.createDirectories(folder.resolve("r"));
        Files.writeString(folder.resolve("r/index.html"), "mine");

        Weft refused = run("r", QUICK + " --semantics exact");

        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.err().contains("holds something else"), refused::err);
        assertEquals("mine", Files.readString(folder.resolve("r/index.html")));
        reproduce("r", QUICK + " --semantics exact --force");
    }

    private Weft reproduce(String directory, String flags) {
        Weft weft = run(directory, flags);
        assertEquals(ExitCode.OK, weft.exitCode(), weft::toString);
        return weft;
    }

    private Weft run(String directory, String flags) {
        List<Object> words = new ArrayList<>(List.of("reproduce"));
        words.addAll(Arrays.asList(flags.split(" ")));
        words.addAll(List.of("--out", folder.resolve(directory)));
        return Weft.run(words.toArray());
    }
}
