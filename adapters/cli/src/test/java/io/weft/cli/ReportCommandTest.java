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
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldWriteAPageAndReplaceItWhenForced() throws IOException {
        Path results = folder.resolve("results");
        Path page = folder.resolve("page.html");
        Weft.runWell("simulate", "--jobs", 20, "--quiet", "--journal", "none", "--out", results);

        Weft first = Weft.runWell("report", results, "-o", page);
        String written = Files.readString(page);

        assertEquals("wrote " + page + System.lineSeparator(), first.out());
        assertTrue(written.startsWith("<!DOCTYPE html>"));
        assertEquals(ExitCode.USAGE, Weft.run("report", results, "-o", page).exitCode());
        Weft.runWell("report", results, "-o", page, "--force", "--quiet");
        assertEquals(written, Files.readString(page));
    }

    @Test
    void shouldNameWhatIsMissing() {
        Weft weft = Weft.run("report", folder, "-o", folder.resolve("page.html"));

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("summary.json: no such file"), weft::err);
        assertTrue(Files.notExists(folder.resolve("page.html")));
        Weft table = Weft.run("report", folder.resolve("no.csv"));
        assertEquals(ExitCode.INPUT, table.exitCode());
        assertTrue(table.err().contains("no.csv: no such file or directory"), table::err);
    }

    @Test
    void shouldAskForANameForEachRun() {
        Weft weft = Weft.run("report", folder, folder, "--names", "one");

        assertEquals(ExitCode.USAGE, weft.exitCode());
        assertTrue(weft.err().contains("--names gives 1 names, expected 2"), weft::err);
    }

    @Test
    void shouldWriteAPageOfASweepByItsDirectoryOrItsTable() throws IOException {
        Path page = folder.resolve("page.html");
        Path sweep = sweep("sweep");

        Weft.runWell("report", sweep, "-o", page, "--names", "two cells");
        String written = Files.readString(page);
        Weft.runWell(
                "report",
                sweep.resolve("table.csv"),
                "-o",
                page,
                "--names",
                "two cells",
                "--force");

        assertTrue(written.contains("\"name\":\"two cells\",\"parameterCount\":"));
        assertEquals(written, Files.readString(page));
    }

    @Test
    void shouldRefuseASweepBesideOtherResults() throws IOException {
        Path sweep = sweep("sweep");
        Path page = folder.resolve("page.html");

        Weft beside = Weft.run("report", folder, sweep, "-o", page);
        assertEquals(ExitCode.USAGE, beside.exitCode());
        assertTrue(beside.err().contains(sweep + " is a sweep and others are"), beside::err);
        Weft two = Weft.run("report", sweep, sweep, "-o", page);
        assertEquals(ExitCode.USAGE, two.exitCode());
        assertTrue(two.err().contains(" is a sweep and " + sweep + " another"), two::err);
        assertTrue(Files.notExists(page));
    }

    @Test
    void shouldNameTheLineOfATableThatIsDamaged() throws IOException {
        Path sweep = sweep("sweep");
        Path table = sweep.resolve("table.csv");
        Files.writeString(table, Files.readString(table).replaceFirst(",ok,", ",okay,"));

        Weft weft = Weft.run("report", sweep, "-o", folder.resolve("page.html"));

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(
                weft.err().contains("table.csv:2: state=okay, expected ok or failed"), weft::err);
        assertTrue(Files.notExists(folder.resolve("page.html")));
    }

    @Test
    void shouldTellThatShardsAreNotMerged() {
        Path sweep = sweep("part", "--shard", "1/2");

        Weft weft = Weft.run("report", sweep, "-o", folder.resolve("page.html"));

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("table.csv: no such file. Maybe the sweep"), weft::err);
        assertTrue(weft.err().contains("weft sweep merge"), weft::err);
    }

    private Path sweep(String name, Object... more) {
        Path sweep = folder.resolve(name);
        Object[] line = {"sweep", "--jobs", 20, "--seed", "1,2", "--quiet", "--out", sweep};
        Object[] all = Arrays.copyOf(line, line.length + more.length);
        System.arraycopy(more, 0, all, line.length, more.length);
        Weft.runWell(all);
        return sweep;
    }
}
