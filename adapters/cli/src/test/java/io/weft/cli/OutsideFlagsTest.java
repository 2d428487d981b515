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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFlagsTest {
    private static final String PLAN = "mtbf=1d,repair=1h,seed=3";

    @TempDir private Path folder;

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("inputs.txt"), text);
    }

    @Test
    void shouldReportFailuresAndRepeatThem() throws IOException {
        Weft weft = Weft.runWell("simulate", "--jobs", 200, "--failures", PLAN, "--json");

        JsonNode schedule = weft.json().get("schedule");
        assertTrue(schedule.get("node_failures").asInt() > 0, weft::out);
        assertTrue(schedule.get("lost_core_h").asDouble() > 0, weft::out);
        assertTrue(weft.json().at("/classes/all/failed").asInt() > 0, weft::out);
        assertFalse(schedule.has("inputs"), weft::out);
        assertEquals(
                weft.out(),
                Weft.runWell("simulate", "--jobs", 200, "--failures", PLAN, "--json").out());
    }

    @Test
    void shouldShowNothingOfWhatWasNotAskedFor() throws IOException {
        JsonNode json = Weft.runWell("simulate", "--jobs", 20, "--json").json();

        assertFalse(json.get("schedule").has("node_failures"));
        assertFalse(json.at("/classes/all").has("failed"));
    }

    @Test
    void shouldGiveTheKernelTheInputsOfAScript() throws IOException {
        Path file = script("at 1h drain 0 # for a day\nat 1d1h up 0\n");

        Weft weft = Weft.runWell("simulate", "--jobs", 200, "--inputs", file, "--json");

        assertEquals(2, weft.json().at("/schedule/inputs").asInt(), weft::out);
        assertEquals(0, weft.json().at("/schedule/inputs_rejected").asInt(), weft::out);
    }

    @Test
    void shouldNameWhatCannotBe() throws IOException {
        assertRefused(
                ExitCode.USAGE, "--failures=often, expected mtbf=TIME", "--failures", "often");
        assertRefused(
                ExitCode.USAGE,
                "--failures=" + PLAN + " does not go with --semantics=pyss",
                "--failures",
                PLAN,
                "--semantics",
                "pyss");
        Path file = script("at 1h submit 1\n");
        assertRefused(ExitCode.INPUT, file + ":1: at 1h submit 1: nodes, jobs", "--inputs", file);
        script("at 1h drane 1\n");
        assertRefused(ExitCode.INPUT, file + ":1: drane is no message", "--inputs", file);
        script("at 1h drain 1\nat 2h\n");
        assertRefused(ExitCode.INPUT, file + ":2: expected an input behind", "--inputs", file);
        Path none = folder.resolve("none");
        assertRefused(ExitCode.INPUT, "--inputs=" + none + ": no such file", "--inputs", none);
    }

    private static void assertRefused(int exitCode, String message, Object... flags) {
        Object[] words = new Object[flags.length + 3];
        words[0] = "simulate";
        words[1] = "--jobs";
        words[2] = 20;
        System.arraycopy(flags, 0, words, 3, flags.length);

        Weft weft = Weft.run(words);

        assertEquals(exitCode, weft.exitCode(), weft::toString);
        assertTrue(weft.err().startsWith("weft: " + message), weft::err);
    }
}
