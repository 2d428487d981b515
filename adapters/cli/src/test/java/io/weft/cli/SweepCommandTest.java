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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

class SweepCommandTest {
    private static final String MACHINE = "--nodes 4 --cores 4";
    private static final String GRID =
            "--policy easy,fcfs -M 1..2 --seed 1,2 --load-factor 0.8,1.25 --jobs 60 " + MACHINE;

    @TempDir private Path folder;

    @Test
    void shouldMakeALineForEachCellWithTheFiguresOfWeftSimulate() throws IOException {
        sweep("a", "--policy fcfs,easy -M 2,1 --overhead 1,1.5 --seed 7 --jobs 60 " + MACHINE);

        List<String> lines = Files.readAllLines(folder.resolve("a/table.csv"));
        assertEquals(1 + 8, lines.size());
        assertTrue(lines.get(1).startsWith("0,fcfs,2,0,1,1,,7,ok,,"), lines.get(1));
        assertTrue(lines.get(2).startsWith("1,easy,2,0,1,1,,7,ok,,"), lines.get(2));
        assertTrue(lines.get(8).startsWith("7,easy,1,0,1.5,1,,7,ok,,"), lines.get(8));
        String line = "simulate --policy easy -M 2 --overhead 1.5 --seed 7 --jobs 60 --json ";
        JsonNode summary = Weft.runWell((Object[]) (line + MACHINE).split(" ")).json();
        assertFigure(summary, "/schedule/makespan_s", lines, 5, "makespan_s");
        assertFigure(summary, "/classes/all/jobs", lines, 5, "all_jobs");
        assertFigure(summary, "/classes/batch/slowdown_mean", lines, 5, "batch_slowdown_mean");
        assertFigure(
                summary, "/classes/interactive/wait_s_max", lines, 5, "interactive_wait_s_max");
        assertEquals("", value(lines, 5, "urgent_jobs"));
        assertTrue(summary.at("/classes/batch/slowdown_mean").asDouble() > 1);
    }

    private static void assertFigure(
            JsonNode summary, String pointer, List<String> lines, int cell, String column) {
        assertEquals(
                summary.at(pointer).asDouble(),
                Double.parseDouble(value(lines, cell, column)),
                column);
    }

    private static String value(List<String> lines, int cell, String column) {
        int index = Arrays.asList(lines.get(0).split(",")).indexOf(column);
        assertTrue(index >= 0, column);
        return lines.get(1 + cell).split(",", -1)[index];
    }

    @Test
    void shouldVaryTheNodesOfInteractiveJobsAsWeftSimulateDoes() throws IOException {
        String queues = "-M 1 --interactive-multiplicity 2 --jobs 60 " + MACHINE;
        sweep("a", "--interactive-nodes 0,1,50% " + queues);

        List<String> lines = Files.readAllLines(folder.resolve("a/table.csv"));
        assertEquals(1 + 3, lines.size());
        assertEquals("0", value(lines, 0, "interactive_nodes"));
        assertEquals("50%", value(lines, 2, "interactive_nodes"));
        String line = "simulate --interactive-nodes 1 --json " + queues;
        JsonNode summary = Weft.runWell((Object[]) line.split(" ")).json();
        assertFigure(
                summary, "/classes/interactive/wait_s_max", lines, 1, "interactive_wait_s_max");
        assertFigure(summary, "/schedule/makespan_s", lines, 1, "makespan_s");
        assertEquals("2", value(lines, 1, "multiplicity_max"));
    }

    @Test
    void shouldMakeTheSameTableWhateverThreadsShardsAndOrder() throws IOException {
        sweep("one", GRID + " --threads 1");
        sweep("two", GRID + " --threads 2");
        sweep("s2", GRID + " --shard 2/2");
        sweep("s1", GRID + " --shard 1/2 --threads 1");
        sweep("shared", GRID + " --shard 2/2");
        sweep("shared", GRID + " --shard 1/2");
        Weft.runWell(
                "sweep", "merge", file("s2"), file("s1"), "--table", folder.resolve("merged.csv"));
        String merged = Weft.runWell("sweep", "merge", file("shared")).out();

        byte[] table = table("one");
        assertArrayEquals(table, table("two"));
        assertArrayEquals(table, Files.readAllBytes(folder.resolve("merged.csv")));
        assertEquals(new String(table, StandardCharsets.UTF_8), merged);
        assertFalse(Files.exists(folder.resolve("s1/table.csv")));
        assertEquals(1 + 16, merged.lines().count());
    }

    @Test
    void shouldGoOnWithWhatIsMissingOrDamaged() throws IOException {
        sweep("a", GRID);
        byte[] table = table("a");
        List<Path> cells = cells("a");
        assertEquals(16, cells.size());
        Files.delete(folder.resolve("a/table.csv"));
        for (Path cell : cells.subList(0, 5)) {
            Files.delete(cell);
        }
        String whole = Files.readString(cells.get(5));
        Files.writeString(cells.get(5), whole.substring(0, whole.length() / 2));
        Files.writeString(cells.get(6), Files.readString(cells.get(7)));
        // Ended between writing and renaming.
        Files.writeString(folder.resolve("a/cells/x.json123.part"), "{");

        Weft weft = sweep("a", GRID);

        assertTrue(weft.out().contains("16 cells: 7 simulated, 9 kept, 0 failed"), weft::out);
        assertArrayEquals(table, table("a"));
    }

    @Test
    void shouldComputeAgainWhenATraceOrAFlagChanges() throws IOException {
        Path trace = trace("t.swf", 3);
        sweep("a", "-M 1..2 " + trace);
        trace("t.swf", 4);

        Weft refused = run("a", "-M 1..2 " + trace);
        Weft forced = sweep("a", "--force -M 1..2 " + trace);
        Weft grown = sweep("a", "--force -M 1..3 " + trace);
        Weft other = sweep("a", "--force -M 1..3 --no-rebalance " + trace);

        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.err().contains("holds another sweep"), refused::err);
        assertTrue(forced.out().contains("2 simulated, 0 kept"), forced::out);
        assertTrue(grown.out().contains("1 simulated, 2 kept"), grown::out);
        assertTrue(other.out().contains("3 simulated, 0 kept"), other::out);
    }

    @Test
    void shouldTellWhyACellFailedAndSimulateTheOthers() throws IOException {
        Path good = trace("good.swf", 3);
        Path bad = Files.writeString(file("bad.swf"), "1 0 what\n");

        Weft weft = run("a", "--nodes 2 --cores 4 -M 1..2 " + bad + " " + good);

        assertEquals(ExitCode.INPUT, weft.exitCode(), weft::toString);
        assertTrue(weft.out().contains("4 cells: 2 simulated, 0 kept, 2 failed"), weft::out);
        assertTrue(weft.err().contains("no line is a job"), weft::err);
        List<String> lines = Files.readAllLines(folder.resolve("a/table.csv"));
        assertEquals(5, lines.size());
        assertEquals("failed", value(lines, 0, "state"));
        assertTrue(lines.get(1).contains("no line is a job"), lines.get(1));
        assertEquals("ok", value(lines, 2, "state"));
        assertEquals("3", value(lines, 3, "all_completed"));
        Weft merged = Weft.run("sweep", "merge", file("a"));
        assertEquals(String.join("\n", lines) + "\n", merged.out());
        assertEquals(ExitCode.INPUT, merged.exitCode());
        assertTrue(merged.err().contains("2 cells failed, the table says why"), merged::err);
        assertTrue(
                run("a", "--nodes 2 --cores 4 -M 1..2 " + bad + " " + good)
                        .out()
                        .contains("4 cells: 0 simulated, 2 kept, 2 failed"));
    }

    @Test
    void shouldReadTheGridFromAFileAndPreferFlags() throws IOException {
        Path grid =
                Files.writeString(
                        file("grid.json"),
                        "{\"policy\": [\"easy\", \"fcfs\"], \"max_multiplicity\": \"1..2\","
                                + " \"overhead\": [1, 1.5], \"load_factor\": 0.8, \"seed\": [1, 2]}");

        sweep("file", "--grid " + grid + " --jobs 40 --overhead 1.2 " + MACHINE);
        sweep(
                "flags",
                "--policy easy,fcfs -M 1,2 --overhead 1.2 --load-factor 0.8 --seed 1..2 --jobs 40 "
                        + MACHINE);

        assertArrayEquals(table("flags"), table("file"));
    }

    @Test
    void shouldPressJobsTogetherUnderALoadFactor() throws IOException {
        Path trace = trace("t.swf", 3);

        sweep("a", "--load-factor 0.5,1,2 -M 1 " + trace);

        List<String> lines = Files.readAllLines(folder.resolve("a/table.csv"));
        // Jobs of 10 s that take the machine, submitted every 100 s: the last one at 200 s.
        assertEquals("410", value(lines, 0, "makespan_s"));
        assertEquals("210", value(lines, 1, "makespan_s"));
        assertEquals("110", value(lines, 2, "makespan_s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policy best | --policy=best, expected easy, fcfs",
                "--policy easy,,fcfs | policy=easy,,fcfs, expected values with commas",
                "--policy easy,easy | policy has a value twice: easy",
                "-M 0..4 | max_multiplicity=0, expected whole numbers or ranges in 1..15",
                "-M 4..1 | max_multiplicity=4..1, expected a range that goes up",
                "-M two | max_multiplicity=two, expected whole numbers",
                "--overhead 0.9 | overhead=0.9, expected 1..10 with at most three decimals",
                "--interactive-nodes 1,x | interactiveNodes=x, expected a number of nodes",
                "--interactive-nodes 0,150 | --interactive-nodes=150, expected 1..149 of 150",
                "--load-factor 0 | load_factor=0, expected 0.001..1000",
                "--seed 1..9999999 | seed=1..9999999, expected a range",
                "--seed 1..999999 -M 1..15 | the grid has more cells than 1000000",
                "--seed 3 trace.swf | seed=3 is about generated jobs, but a trace is given",
                "--jobs 3 trace.swf | --jobs=3 is about generated jobs, but a trace is given",
                "--shard 3/2 | --shard=3/2, expected i/n with i in 1..n",
                "--shard 0/2 | --shard=0/2, expected i/n with i in 1..n",
                "--shard 2 | --shard=2, expected i/n with i in 1..n",
                "--threads 0 | --threads=0, expected 1..1024",
                "--nodes 0 | --nodes=0, expected above 0",
                "--semantics ncs-2022 --overhead 1.2 | --overhead does not go with",
                "--semantics ncs --policy fcfs-unshared | --max-multiplicity=4, expected 1",
                "--grid bad.json | max is no parameter, expected one of [policy, max_multiplicity",
                "--grid bool.json | policy=true, expected a text or a number",
                "--grid text.json | is not JSON"
            })
    void shouldNameFieldAndValueWhenTheGridIsWrong(String line, String message) throws IOException {
        Files.writeString(file("bad.json"), "{\"max\": 3}");
        Files.writeString(file("bool.json"), "{\"policy\": true}");
        Files.writeString(file("text.json"), "policy: easy");
        trace("trace.swf", 1);

        Weft weft = run("a", line.replaceAll("(\\w+\\.(swf|json))", file("").toString() + "/$1"));

        assertEquals(ExitCode.USAGE, weft.exitCode(), weft::toString);
        assertTrue(weft.err().contains(message), weft::err);
        assertFalse(Files.exists(file("a")));
    }

    @Test
    void shouldAskForADirectory() {
        Weft weft = Weft.run("sweep");

        assertEquals(ExitCode.USAGE, weft.exitCode());
        assertTrue(weft.err().contains("Add --out DIR"), weft::err);
    }

    @Test
    void shouldNotMergeWhatIsIncompleteOrDoesNotBelongTogether() throws IOException {
        sweep("a", "-M 1..3 --shard 1/2 --jobs 20 " + MACHINE);
        sweep("b", "-M 1..4 --shard 2/2 --jobs 20 " + MACHINE);
        Files.createDirectory(file("empty"));

        Weft incomplete = Weft.run("sweep", "merge", file("a"));
        Weft mixed = Weft.run("sweep", "merge", file("a"), file("b"));
        Weft empty = Weft.run("sweep", "merge", file("empty"));

        assertEquals(ExitCode.INPUT, incomplete.exitCode());
        assertTrue(incomplete.err().contains("1 of 3 cells are not done. The first: cell=1"));
        assertEquals(ExitCode.USAGE, mixed.exitCode());
        assertTrue(mixed.err().contains("holds another sweep than"), mixed::err);
        assertEquals(ExitCode.INPUT, empty.exitCode());
        assertTrue(empty.err().contains("there is no sweep.json in it"), empty::err);
    }

    private Weft sweep(String out, String line) {
        Weft weft = run(out, line);
        assertEquals(ExitCode.OK, weft.exitCode(), weft::toString);
        return weft;
    }

    private Weft run(String out, String line) {
        List<Object> words = new ArrayList<>(List.of("sweep", "--out", file(out)));
        words.addAll(List.of(line.split(" ")));
        return Weft.run(words.toArray());
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private byte[] table(String out) throws IOException {
        return Files.readAllBytes(folder.resolve(out + "/table.csv"));
    }

    private List<Path> cells(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out + "/cells"))) {
            return files.sorted().toList();
        }
    }

    private Path trace(String name, int jobs) throws IOException {
        Swf swf = new Swf().header(2, 8);
        for (int i = 0; i < jobs; i++) {
            swf.job(1 + i, 100L * i, 10, 8);
        }
        return swf.write(file(name));
    }
}
