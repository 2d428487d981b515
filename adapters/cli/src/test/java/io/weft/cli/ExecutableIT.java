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

import io.weft.journal.JvmFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable as a user has it. */
class ExecutableIT {
    @TempDir private Path folder;

    @Test
    void shouldSimulateAndReplay() throws Exception {
        Weft simulated =
                weft("simulate", "--jobs", 200, "--journal", "journal", "--out", "results");
        Weft replayed = weft("replay", "journal");

        assertTrue(simulated.out().contains("replay it with: weft replay journal"));
        assertEquals(201, Files.readAllLines(folder.resolve("results/jobs.csv")).size());
        assertTrue(Files.exists(folder.resolve("results/summary.json")));
        assertTrue(replayed.out().contains("Identical"), replayed::out);
    }

    /** Neither a library's chatter nor a bar, since standard error is no terminal. */
    @Test
    void shouldSayNothingBesideWhatWasAsked() throws Exception {
        Weft simulated = weft("simulate", "--jobs", 200, "--json", "--journal", "journal");
        Weft replayed = weft("replay", "journal", "--json");

        assertEquals(200, simulated.json().at("/classes/all/jobs").asInt());
        assertTrue(replayed.json().get("identical").asBoolean());
        if (Runtime.version().feature() < 24) { // Later ones warn of what libraries do.
            assertEquals("", simulated.err());
            assertEquals("", replayed.err());
        }
    }

    @Test
    void shouldSayWhichJvmFlagsAreMissing() throws Exception {
        for (String verb : List.of("simulate", "replay")) {
            try (WeftProcess process = WeftProcess.startFromClassPath(folder, verb, "journal")) {
                Weft weft = process.await();

                assertEquals(ExitCode.ENVIRONMENT, weft.exitCode(), weft::toString);
                for (String flag : JvmFlags.all()) {
                    if (flag.startsWith("--")) {
                        assertTrue(weft.err().contains(flag), weft::err);
                    }
                }
            }
        }
    }

    @Test
    void shouldHelpWithoutAnyJvmFlags() throws Exception {
        try (WeftProcess process = WeftProcess.startFromClassPath(folder, "--help")) {
            assertTrue(process.awaitWell().out().contains("Usage: weft"));
        }
    }

    @Test
    void shouldTellTheSameVersionAsTheManifest() throws Exception {
        try (JarFile jar = new JarFile(WeftProcess.JAR.toFile())) {
            String version =
                    jar.getManifest()
                            .getMainAttributes()
                            .getValue(Attributes.Name.IMPLEMENTATION_VERSION);

            assertEquals("weft " + version, weft("version").out().lines().findFirst().get());
        }
    }

    @Test
    void shouldFailWhenItsOutputIsLost() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        try (WeftProcess process = WeftProcess.startTo(full, folder, "version")) {
            Weft weft = process.await();

            assertEquals(ExitCode.ENVIRONMENT, weft.exitCode(), weft::toString);
            assertTrue(weft.err().contains("standard output was closed, or is full"), weft::err);
        }
    }

    @Test
    void shouldRemoveTheJournalThatNobodyAskedFor() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
        try (WeftProcess process =
                WeftProcess.start(
                        folder, WeftProcess.currentJvm(), options, "simulate", "--jobs", 20)) {
            process.awaitWell();
        }

        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.filter(f -> f.toString().contains("weft-")).toList());
        }
    }

    private Weft weft(Object... arguments) throws Exception {
        try (WeftProcess process = WeftProcess.start(folder, arguments)) {
            return process.awaitWell();
        }
    }
}
