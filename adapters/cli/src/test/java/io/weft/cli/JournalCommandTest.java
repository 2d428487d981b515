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
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    @TempDir private Path temporary;
    private Path run;

    @BeforeEach
    void simulate() {
        run = temporary.resolve("run");
        Weft.runWell("simulate", "--jobs", 30, "--nodes", 4, "--quiet", "--journal", run);
    }

    @Test
    void shouldFindNothingInASoundJournal() throws IOException {
        Weft text = Weft.runWell("journal", "verify", run, "--replay");
        JsonNode json = Weft.runWell("journal", "verify", run, "--replay", "--json").json();

        assertTrue(text.out().contains("Sound: "), text::out);
        assertTrue(text.out().contains("Replayed: every decision"), text::out);
        assertTrue(json.get("sound").booleanValue());
        assertTrue(json.get("replay_identical").booleanValue());
        assertEquals(0, json.get("findings").size(), json::toString);
        assertTrue(text.out().contains(json.get("digest").textValue()));
    }

    @Test
    void shouldTellPlaceOutcomeAndCureOfDamage() throws IOException {
        Damage.flipBitInPolicyName(run);

        Weft weft = Weft.run("journal", "verify", run, "--json");

        assertEquals(ExitCode.ENVIRONMENT, weft.exitCode());
        JsonNode json = weft.json();
        assertFalse(json.get("sound").booleanValue());
        JsonNode finding = json.get("findings").get(0);
        assertEquals("refused", finding.get("outcome").textValue());
        assertEquals("19700101H.cq4", finding.get("file").textValue());
        assertEquals(
                json.get("last_position").longValue() + 1, finding.get("position").longValue());
        assertTrue(finding.get("offset").longValue() > 0);
        assertTrue(finding.get("cure").textValue().contains("weft journal repair " + run));
        assertTrue(json.get("records_behind_damage").longValue() > 30);
        assertTrue(weft.err().contains("is not sound: what was found stands above"), weft::err);
    }

    @Test
    void shouldTellTheSameInWords() throws IOException {
        Damage.flipBitInPolicyName(run);

        Weft weft = Weft.run("journal", "verify", run);

        assertTrue(weft.out().contains("refused at position "), weft::out);
        assertTrue(weft.out().contains("Behind the first damage "), weft::out);
        assertFalse(weft.out().contains("Sound: "), weft::out);
    }

    @Test
    void shouldRepairIntoANewJournalAndLeaveTheOldAlone() throws IOException {
        long all = lines(run).size();
        Damage.flipBitInPolicyName(run);
        byte[] before = Files.readAllBytes(run.resolve("19700101H.cq4"));
        Path repaired = temporary.resolve("repaired");

        Weft weft = Weft.runWell("journal", "repair", run, repaired);

        List<JsonNode> kept = lines(repaired);
        long last = kept.size() - 1;
        assertTrue(weft.out().contains("kept     positions 0 to " + last + ","), weft::out);
        assertTrue(
                weft.out().contains("lost     positions " + kept.size() + " to " + (all - 1)),
                weft::out);
        assertTrue(kept.size() < all);
        assertArrayEquals(before, Files.readAllBytes(run.resolve("19700101H.cq4")));
        Weft.runWell("journal", "verify", repaired, "--replay");
    }

    @Test
    void shouldRepairASoundJournalToTheSameRecords() throws IOException {
        Path repaired = temporary.resolve("repaired");

        Weft weft = Weft.runWell("journal", "repair", run, repaired);

        assertTrue(weft.out().contains("lost     nothing"), weft::out);
        assertEquals(lines(run), lines(repaired));
    }

    @Test
    void shouldNotRepairIntoADirectoryInUse() {
        Weft weft = Weft.run("journal", "repair", run, run);

        assertEquals(ExitCode.USAGE, weft.exitCode());
        assertTrue(weft.err().contains("expected a directory that is not there yet"), weft::err);
    }

    @Test
    void shouldExportEveryEntryWithItsDecisions() throws IOException {
        List<JsonNode> all = lines(run);

        assertEquals("LaunchMark", all.get(0).get("entry").get("message").textValue());
        assertEquals(4, all.get(0).get("entry").get("nodeCount").intValue());
        int startCount = 0;
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i, all.get(i).get("position").longValue());
            int number = 0;
            for (JsonNode decision : all.get(i).get("decisions")) {
                assertEquals(i, decision.get("position").longValue());
                assertEquals(number++, decision.get("number").intValue());
                boolean isStart = decision.get("message").textValue().equals("StartJob");
                startCount += isStart ? 1 : 0;
                assertTrue(!isStart || decision.get("slices").get(0).has("coreMask"));
            }
        }
        assertEquals(30, startCount);
        assertEquals(all.subList(5, 8), lines(run, "--from", 5, "--to", 7));
    }

    @Test
    void shouldExportUpToTheDamageAndSaySo() throws IOException {
        Damage.flipBitInPolicyName(run);

        Weft weft = Weft.run("journal", "export", run);

        assertEquals(ExitCode.ENVIRONMENT, weft.exitCode());
        assertTrue(weft.out().lines().count() > 0);
        assertTrue(weft.err().contains("is damaged: at position "), weft::err);
    }

    @Test
    void shouldSayWhereThereIsNoJournal() {
        for (String verb : List.of("verify", "export")) {
            assertEquals(ExitCode.INPUT, Weft.run("journal", verb, temporary).exitCode());
        }
        assertEquals(
                ExitCode.INPUT,
                Weft.run("journal", "repair", temporary, temporary.resolve("new")).exitCode());
        assertEquals(ExitCode.USAGE, Weft.run("journal").exitCode());
        assertEquals(ExitCode.USAGE, Weft.run("journal", "export", run, "--from", -1).exitCode());
        assertEquals(
                ExitCode.USAGE,
                Weft.run("journal", "export", run, "--from", 2, "--to", 1).exitCode());
    }

    private static List<JsonNode> lines(Path journal, Object... options) throws IOException {
        Object[] arguments = new Object[options.length + 3];
        arguments[0] = "journal";
        arguments[1] = "export";
        arguments[2] = journal;
        System.arraycopy(options, 0, arguments, 3, options.length);
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Weft.runWell(arguments).out().lines().toList()) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }
}
