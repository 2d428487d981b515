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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebugCommandTest {
    @TempDir private static Path folder;
    private static Path journal;
    private static long waiting;

    @BeforeAll
    static void write() {
        journal = folder.resolve("run");
        waiting = ExplainedJournal.write(journal);
    }

    private static Weft debug(String commands) {
        return Weft.run("debug", journal, "--cache", "none", "-c", commands);
    }

    private static String out(String commands) {
        Weft result = debug(commands);
        assertEquals(ExitCode.OK, result.exitCode(), result::toString);
        return result.out();
    }

    private static List<JsonNode> json(String commands) throws IOException {
        Weft result = Weft.runWell("debug", journal, "--cache", "none", "--json", "-c", commands);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        return answers;
    }

    @Test
    void shouldStepForwardAndBackAndGoAnywhere() throws IOException {
        List<JsonNode> answers =
                json("where; next; next 3; back; goto last; goto -1; goto first; goto @+500s");

        assertEquals(
                List.of(0L, 1L, 4L, 3L),
                answers.subList(0, 4).stream().map(a -> a.get("position").asLong()).toList());
        long last = answers.get(4).get("position").asLong();
        assertEquals(last - 1, answers.get(5).get("position").asLong());
        assertEquals(0, answers.get(6).get("position").asLong());
        assertEquals(waiting, answers.get(7).get("position").asLong());
    }

    @Test
    void shouldBeginAtTheOldestSnapshotWhenTheFirstEntriesWereRemoved() throws IOException {
        Path whole = folder.resolve("remembering");
        Path small = folder.resolve("forgetful");
        Weft.runWell("simulate", "--jobs", 200, "--journal", whole, "--quiet");
        assertTrue(ForgottenHead.copy(whole, small) > 0);
        long first = ForgottenHead.snapshotPosition(whole);

        String commands = "state; where; next 5; back 100; goto last; digest; back-until job 999";
        Weft result = Weft.runWell("debug", small, "--cache", "none", "-c", commands);
        Weft replayed = Weft.runWell("replay", small, "--json");
        Weft refused = Weft.run("debug", small, "--cache", "none", "-c", "goto " + (first - 1));
        Weft same =
                Weft.runWell("debug", small, "--cache", "none", "-c", "find-divergence " + whole);

        String out = result.out();
        assertTrue(out.startsWith("position " + first + ","), out);
        assertTrue(out.contains("those before " + first + " removed"), out);
        assertTrue(out.contains("position " + (first + 5) + ","), out);
        assertTrue(out.contains(replayed.json().get("digest").asText()), out);
        assertTrue(out.endsWith("nothing on the way back\n"), out);
        assertEquals(ExitCode.INPUT, refused.exitCode());
        assertTrue(refused.err().contains("expected " + first + ".."), refused::err);
        assertEquals("the journals are the same\n", same.out());
    }

    @Test
    void shouldSayWhenTheJournalEnds() {
        assertTrue(out("goto last; next").endsWith("the journal ends here\n"));
        assertTrue(out("back").endsWith("the journal begins here\n"));
    }

    @Test
    void shouldShowTheStateAtAPosition() throws IOException {
        List<JsonNode> answers =
                json("goto " + waiting + "; state; queue; jobs; job 1; node 0; heat 2; digest");

        assertEquals(2, answers.get(1).get("pending_count").asInt());
        assertEquals(24, answers.get(1).get("process_count").asLong());
        JsonNode pending = answers.get(2).get("pending");
        assertEquals("WAITING_CORES", pending.get(0).get("reason").asText());
        assertEquals(3, pending.get(1).get("job_id").asLong());
        assertEquals(1, answers.get(3).get("placed").get(0).get("job_id").asLong());
        assertEquals("0-7", answers.get(4).get("shares").get(0).get("cores").asText());
        assertEquals(8, answers.get(5).get("cores_at").get(1).asInt());
        assertEquals(2, answers.get(6).get("rows").size());
        String replayed = Weft.runWell("replay", journal, "--json").json().get("digest").asText();
        assertEquals(replayed, json("goto last; digest").get(1).get("digest").asText());
    }

    @Test
    void shouldStopAtABreakpointBothWays() throws IOException {
        List<JsonNode> answers =
                json("break job 2; break reason ENDED; continue; continue; reverse; delete 2");

        long submitted = answers.get(2).get("position").asLong();
        assertEquals("stopped at job 2", answers.get(2).get("note").asText());
        assertTrue(answers.get(3).get("position").asLong() > submitted);
        assertEquals(submitted, answers.get(4).get("position").asLong());
        assertEquals(1, answers.get(5).size());
    }

    @Test
    void shouldTellAJobsLifeAndWhyItWaits() {
        assertTrue(out("life 2").contains("StartJob jobId=2"));
        assertTrue(out("goto " + waiting + "; explain 3").contains("job 3"));
    }

    @Test
    void shouldShowWhatChangedBetweenTwoPositions() throws IOException {
        JsonNode diff = json("diff " + waiting + " last").get(0);

        assertEquals(3, diff.get("job_count").asInt());
        assertEquals(1, diff.get("jobs").get(0).get("before").get("job_id").asInt());
        assertFalse(diff.get("jobs").get(0).has("after"));
    }

    @Test
    void shouldBranchWithAnotherInputAndUnderAnotherPolicy() throws IOException {
        JsonNode cancelled = json("goto " + waiting + "; branch with cancel 2").get(1);
        assertEquals(1, cancelled.get("injected").size());
        assertTrue(
                cancelled.get("injected").get(0).get("decisions").toString().contains("StartJob"));
        assertTrue(cancelled.get("differing_count").asLong() > 0);

        JsonNode same = json("goto " + waiting + "; branch 100 policy easy").get(1);
        assertEquals(0, same.get("differing_count").asLong());
    }

    @Test
    void shouldBranchWithInputsFromAFile() throws IOException {
        Path inputs = folder.resolve("what-if.inputs");
        Files.writeString(inputs, "# Job 1 goes early.\nat 10s  cancel 1\n");

        JsonNode branch = json("goto " + waiting + "; branch inputs " + inputs).get(1);

        JsonNode injected = branch.get("injected").get(0);
        assertTrue(injected.get("input").asText().startsWith("CancelJob jobId=1"));
        assertEquals(2, branch.get("injected").size());
        assertTrue(branch.get("injected").get(1).get("decisions").toString().contains("JobClosed"));
    }

    @Test
    void shouldFindWhereTwoJournalsPart() throws IOException {
        Path same = folder.resolve("same");
        ExplainedJournal.write(same);
        assertTrue(json("find-divergence " + same).get(0).get("equal").asBoolean());

        Path other = folder.resolve("other");
        Weft.runWell("simulate", "--jobs", 10, "--nodes", 4, "--journal", other, "--quiet");
        JsonNode found = json("find-divergence " + other).get(0);
        assertFalse(found.get("equal").asBoolean());
        assertEquals(0, found.get("position").asLong());
    }

    @Test
    void shouldFindWhereAnotherPolicyDecidesOtherwise() throws IOException {
        JsonNode same = json("find-divergence policy easy").get(0);
        assertEquals(0, same.get("differing_count").asLong());
    }

    @Test
    void shouldReadCommandsFromAPipe() {
        InputStream terminal = System.in;
        byte[] commands =
                "# a note\n\ngoto 3; digest\nquit\nnonsense\n".getBytes(StandardCharsets.UTF_8);
        System.setIn(new ByteArrayInputStream(commands));
        try {
            Weft piped = Weft.runWell("debug", journal, "--cache", "none");
            assertEquals(out("goto 3; digest"), piped.out());
        } finally {
            System.setIn(terminal);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "goto",
                "goto 100000",
                "goto @5x",
                "goto three",
                "next 0",
                "next 1 2",
                "job 99",
                "node 99",
                "life 99",
                "explain 99",
                "until job x",
                "until reason x",
                "until moon 1",
                "continue",
                "delete 1",
                "branch 10",
                "branch policy nonsense",
                "branch with nonsense",
                "branch inputs nowhere",
                "find-divergence policy nonsense"
            })
    void shouldRefuseWhatCannotBeDone(String command) {
        Weft result = debug(command);

        assertEquals(ExitCode.INPUT, result.exitCode(), result::toString);
        assertTrue(result.err().startsWith("weft: "), result::err);
    }

    @Test
    void shouldRefuseAJournalThatIsNotThere() {
        Weft result = Weft.run("debug", folder.resolve("nowhere"), "-c", "state");

        assertEquals(ExitCode.INPUT, result.exitCode(), result::toString);
    }

    @Test
    void shouldKeepStatesFromOneTimeToTheNext() throws IOException {
        Path long1 = folder.resolve("long");
        Path cache = folder.resolve("cache");
        Weft.runWell("simulate", "--jobs", 2000, "--nodes", 8, "--journal", long1, "--quiet");
        String first =
                Weft.runWell("debug", long1, "--cache", cache, "-c", "index; goto 9000; digest")
                        .out();
        List<Path> states = states(cache);
        assertEquals(2, states.size());

        String second =
                Weft.runWell("debug", long1, "--cache", cache, "-c", "goto 9000; digest").out();
        assertEquals(digest(first), digest(second));

        byte[] bytes = Files.readAllBytes(states.get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(states.get(0), bytes);
        Files.write(states.get(1), new byte[3]);
        String damaged =
                Weft.runWell("debug", long1, "--cache", cache, "-c", "goto 9000; digest").out();
        assertEquals(digest(first), digest(damaged));
    }

    private static List<Path> states(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().endsWith(".state")).sorted().toList();
        }
    }

    private static String digest(String out) {
        return out.lines().reduce((a, b) -> b).orElseThrow();
    }
}
