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
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectJournalCommandTest {
    @TempDir private Path folder;

    @BeforeEach
    void simulate() {
        Weft.runWell("simulate", "--jobs", 30, "--nodes", 4, "--quiet", "--journal", folder);
    }

    @Test
    void shouldPrintARecordALine() {
        List<String> lines = inspect();

        assertTrue(lines.get(0).startsWith("0 0 entry LaunchMark nodeCount=4 "), lines.get(0));
        assertTrue(lines.get(1).startsWith("1 0 entry DefineNode "), lines.get(1));
        assertEquals(30, lines.stream().filter(line -> line.contains(" SubmitJob ")).count());
    }

    @Test
    void shouldPrintARangeOfPositions() {
        List<String> lines = inspect("--from", 2, "--to", 3);

        assertTrue(lines.get(0).startsWith("2 "), lines::toString);
        assertTrue(lines.get(lines.size() - 1).startsWith("3 "), lines::toString);
    }

    @Test
    void shouldPrintOneKindOfRecord() {
        long all = inspect().size();
        List<String> decisions = inspect("--kind", "decisions");
        List<String> starts = inspect("--kind", "startjob");

        assertEquals(all, decisions.size() + inspect("--kind", "entry").size());
        assertTrue(decisions.stream().allMatch(line -> line.contains(" decisions ")));
        assertTrue(starts.stream().allMatch(line -> line.contains("StartJob ")));
        assertEquals(30, starts.stream().mapToInt(line -> line.split("StartJob").length - 1).sum());
    }

    @Test
    void shouldStopAtTheLimit() {
        List<String> all = inspect();

        assertEquals(all.subList(0, 5), inspect("--limit", 5));
        assertEquals(all, inspect("--limit", all.size()));
        assertEquals("", Weft.runWell("inspect", "journal", folder, "--limit", 0).out());
    }

    @Test
    void shouldSayWhatThereIsWhenVerifying() {
        Weft weft = Weft.runWell("inspect", "journal", folder, "--verify");

        assertTrue(weft.out().contains("Sound:"), weft::out);
        assertTrue(weft.out().contains("positions 0 to "), weft::out);
    }

    @Test
    void shouldPrintOnBehindDamage() throws IOException {
        long soundLines = inspect().size();
        Damage.flipBitInPolicyName(folder);

        Weft weft = Weft.run("inspect", "journal", folder);

        assertEquals(ExitCode.ENVIRONMENT, weft.exitCode());
        List<String> lines = weft.out().lines().toList();
        assertEquals(1, lines.stream().filter(line -> line.startsWith("damaged ")).count());
        assertEquals(soundLines, lines.size());
        assertTrue(weft.err().contains("is damaged in 1 place"), weft::err);
    }

    @Test
    void shouldNameTheDamageWhenVerifying() throws IOException {
        Damage.flipBitInPolicyName(folder);

        Weft weft = Weft.run("inspect", "journal", folder, "--verify");

        assertEquals(ExitCode.ENVIRONMENT, weft.exitCode());
        assertTrue(weft.err().contains("is damaged at position "), weft::err);
    }

    private List<String> inspect(Object... options) {
        Object[] arguments = new Object[options.length + 3];
        arguments[0] = "inspect";
        arguments[1] = "journal";
        arguments[2] = folder;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Weft.runWell(arguments).out().lines().toList();
    }

    @Test
    void shouldPrintOnlyTheJobOfAResourceManager(@TempDir Path numbered) {
        long second = ExplainedJournal.writeNumbered(numbered);

        List<String> lines =
                Weft.runWell("inspect", "journal", numbered, "--manager-job", "12")
                        .out()
                        .lines()
                        .toList();

        assertTrue(lines.size() >= 2, lines::toString);
        assertTrue(lines.stream().allMatch(line -> line.contains("jobId=" + second)), "" + lines);
    }
}
