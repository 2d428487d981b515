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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir private static Path folder;

    private static Path journal;
    private static Path gated;
    private static long waiting;

    @BeforeAll
    static void writeJournal() {
        journal = folder.resolve("run");
        waiting = ExplainedJournal.write(journal);
        gated = folder.resolve("gated");
        ExplainedJournal.writeGated(gated);
    }

    private static Weft explain(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "explain";
        all[1] = "--journal";
        all[2] = journal;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Weft.run(all);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ExplainCommandTest.class.getResourceAsStream("/explain/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldPrintAWaitingJobAsText() throws IOException {
        assertEquals(resource("waiting.txt"), explain(3, "--at", waiting).out());
    }

    @Test
    void shouldPrintAWaitingJobAsJson() throws IOException {
        Weft weft = explain(3, "--at", waiting, "--json");

        // As text, so that the order counts.
        assertEquals(
                new ObjectMapper().readTree(resource("waiting.json")).toString(),
                weft.json().toString());
    }

    @Test
    void shouldPrintLimitsLicencesAndTermsAsText() throws IOException {
        assertEquals(resource("gated.txt"), Weft.run("explain", 3, "--journal", gated).out());
        assertEquals(resource("dependent.txt"), Weft.run("explain", 4, "--journal", gated).out());
    }

    @Test
    void shouldPrintLimitsLicencesAndTermsAsJson() throws IOException {
        assertEquals(
                new ObjectMapper().readTree(resource("gated.json")).toString(),
                Weft.run("explain", 3, "--journal", gated, "--json").json().toString());
    }

    @Test
    void shouldPrintLimitsLicencesAndTermsAsATenantMaySeeThem() throws IOException {
        assertEquals(
                resource("gated-tenant.txt"),
                Weft.run("explain", 3, "--journal", gated, "--tenant", 70).out());
        assertEquals(
                resource("dependent-tenant.txt"),
                Weft.run("explain", 4, "--journal", gated, "--tenant", 70).out());
    }

    @Test
    void shouldPrintAJobThatIsGone() throws IOException {
        assertEquals(resource("gone.txt"), explain(2).out());
    }

    @Test
    void shouldPrintOnlyWhatDiffers() throws IOException {
        Weft weft = explain(3, "--at", waiting, "--against", waiting + 1);

        assertTrue(weft.out().startsWith("position: " + waiting + " | "), weft::out);
        assertFalse(weft.out().contains("job.job_id"), weft::out);
        assertTrue(weft.out().contains("filters[cores].node_count: 1 | 0"), weft::out);
        assertTrue(weft.out().contains("blockers.holders[2].awaited: - | true"), weft::out);
        JsonNode json = explain(3, "--at", waiting, "--against", waiting + 1, "--json").json();
        assertEquals("position", json.get(0).get("path").asText());
        assertEquals(waiting, json.get(0).get("at").asLong());
        assertEquals("No difference.\n", explain(3, "--at", waiting, "--against", waiting).out());
    }

    @Test
    void shouldExplainUnderAnotherPolicy() {
        Weft weft = explain(3, "--at", waiting, "--policy", "fcfs");

        assertTrue(weft.out().contains("WAITING_TURN: job 2 is ahead"), weft::toString);
    }

    @Test
    void shouldHideOtherTenantsEverywhere() {
        for (Object flag : new Object[] {"--json", "--tenant"}) {
            Weft weft =
                    flag.equals("--json")
                            ? explain(3, "--at", waiting, "--tenant", 70, "--json")
                            : explain(3, "--at", waiting, "--tenant", 70);
            assertTrue(weft.out().contains("another tenant's job"), weft::out);
            assertFalse(weft.out().contains("job 2"), weft::out);
            assertFalse(weft.out().contains("1101"), weft::out);
        }
        assertEquals(ExitCode.INPUT, explain(2, "--tenant", 70).exitCode());
    }

    @Test
    void shouldFindNoPreemptionWhereThereIsNone() throws IOException {
        assertEquals("No job had to give way.\n", explain("--preemptions").out());
        assertEquals(0, explain("--preemptions", "--json").json().size());
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoAnswer() {
        assertFailure(ExitCode.INPUT, "the ids that are lie between 1 and 3", explain(99));
        assertFailure(ExitCode.INPUT, "position=99999, expected 0..", explain(3, "--at", 99999));
        assertFailure(ExitCode.INPUT, "it is submitted at position", explain(3, "--at", 2));
        assertFailure(ExitCode.INPUT, "policy=nonesuch", explain(3, "--policy", "nonesuch"));
        assertFailure(ExitCode.USAGE, "--at=-1, expected from 0", explain(3, "--at", -1));
        assertFailure(ExitCode.USAGE, "either a job or --preemptions", explain());
        assertFailure(ExitCode.USAGE, "either a job or", explain(3, "--preemptions"));
        assertFailure(
                ExitCode.USAGE, "do not go with it", explain("--preemptions", "--at", waiting));
        assertFailure(
                ExitCode.INPUT,
                "nowhere",
                Weft.run("explain", 3, "--journal", folder.resolve("nowhere")));
    }

    private static void assertFailure(int exitCode, String text, Weft weft) {
        assertEquals(exitCode, weft.exitCode(), weft::toString);
        assertTrue(weft.err().contains(text), weft::err);
        assertEquals("", weft.out());
    }

    @Test
    void shouldTakeTheNumberOfTheResourceManager() {
        Path numbered = folder.resolve("numbered");
        long second = ExplainedJournal.writeNumbered(numbered);

        String out = Weft.runWell("explain", "--journal", numbered, "--manager-job", "12").out();
        assertEquals(Weft.runWell("explain", "--journal", numbered, second).out(), out);
        assertTrue(out.startsWith("job " + second + " "), out);
        String task = Weft.runWell("explain", "--journal", numbered, "--manager-job", "11_5").out();
        assertEquals(
                task,
                Weft.runWell("explain", "--journal", numbered, "--manager-job", "11[5].vm").out());
    }

    @Test
    void shouldRefuseNumbersThatNoJobHas() {
        Path numbered = folder.resolve("numbers");
        ExplainedJournal.writeNumbered(numbered);

        for (String number : List.of("13", "11", "12_1")) {
            Weft weft = Weft.run("explain", "--journal", numbered, "--manager-job", number);
            assertEquals(ExitCode.INPUT, weft.exitCode());
            assertTrue(weft.err().contains("--manager-job=" + number + ": no such job"));
        }
        for (String text : List.of("x", "12_", "-1", "12[1")) {
            Weft weft = Weft.run("explain", "--journal", numbered, "--manager-job=" + text);
            assertEquals(ExitCode.USAGE, weft.exitCode(), text);
        }
    }
}
