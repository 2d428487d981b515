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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCommandTest {
    private static final String WELL =
            "# One job.\n"
                    + "machine cores=4\n"
                    + "policy easy, reference-fcfs\n"
                    + "at 0s submit 1\n"
                    + "  => accepted 1\n"
                    + "  => start 1 FITS n0[0]\n";

    @TempDir private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void shouldPrintALineForEachOfAFolder() throws IOException {
        Path one = file("one.scenario", WELL);
        file("two.scenario", WELL);
        file("notes.txt", "no scenario");

        Weft weft = Weft.runWell("scenario", folder);

        assertTrue(
                weft.out().startsWith("ok      " + one + " (easy, reference-fcfs)\n"), weft::out);
        assertTrue(weft.out().endsWith("\n2 scenarios, 0 failed\n"), weft::out);
    }

    @Test
    void shouldShowTheFirstDifference() throws IOException {
        Path wrong = file("wrong.scenario", WELL.replace("n0[0]", "n0[1]"));

        Weft weft = Weft.run("scenario", wrong);

        assertEquals(ExitCode.DIFFERENCE, weft.exitCode());
        assertEquals(
                "FAILED  "
                        + wrong
                        + ":6 (easy)\n"
                        + "  input     at 0s submit 1, position 4\n"
                        + "  expected  StartJob jobId=1 reason=FITS slices=n0[1]\n"
                        + "  came      StartJob jobId=1 multiplicity=1 reason=FITS slices=n0[0]\n"
                        + "  differs   slices\n"
                        + "  in all    JobAccepted jobId=1\n"
                        + "            StartJob jobId=1 multiplicity=1 reason=FITS slices=n0[0]\n"
                        + "1 scenarios, 1 failed\n",
                weft.out());
    }

    @Test
    void shouldTellTheSameAsJson() throws IOException {
        Path well = file("a.scenario", WELL);
        Path wrong = file("b.scenario", WELL.replace("FITS", "BACKFILLED"));

        Weft weft = Weft.run("scenario", well, wrong, "--json");

        assertEquals(ExitCode.DIFFERENCE, weft.exitCode());
        JsonNode json = weft.json();
        assertEquals("One job.", json.get(0).get("title").asText());
        assertTrue(json.get(0).get("ok").asBoolean());
        assertEquals(6, json.get(1).get("line").asInt());
        assertEquals("reason", json.get(1).get("differs").get(0).asText());
    }

    @Test
    void shouldPlayUnderAnotherPolicy() throws IOException {
        Path well = file("a.scenario", WELL);

        Weft weft = Weft.runWell("scenario", well, "--policy", "conservative");

        assertTrue(weft.out().contains(" (conservative)\n"), weft::out);
        Weft unknown = Weft.run("scenario", well, "--policy", "luck");
        assertEquals(ExitCode.INPUT, unknown.exitCode());
        assertTrue(unknown.err().contains("a.scenario:3: policy luck: "), unknown::err);
    }

    @Test
    void shouldFillInWhatCame() throws IOException {
        Path draft = file("a.scenario", WELL.substring(0, WELL.indexOf("  =>")));

        Weft.runWell("scenario", "--write", draft, "--quiet");

        String written = Files.readString(draft);
        assertTrue(written.endsWith("  => start 1 FITS n0[0]\n"), written);
        assertEquals("", Weft.runWell("scenario", draft, "--quiet").out());
    }

    @Test
    void shouldNameWhatCannotBeRead() throws IOException {
        Path odd = file("odd.scenario", "machine cores=4\nat noon\n");

        Weft weft = Weft.run("scenario", odd);

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(
                weft.err().startsWith("weft: " + odd + ":2: noon, expected a number"), weft::err);
        assertEquals(ExitCode.INPUT, Weft.run("scenario", folder.resolve("none")).exitCode());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertEquals(ExitCode.INPUT, Weft.run("scenario", empty).exitCode());
        assertEquals(ExitCode.USAGE, Weft.run("scenario").exitCode());
        assertEquals(
                ExitCode.USAGE,
                Weft.run("scenario", odd, "--write", "--policy", "easy").exitCode());
    }
}
