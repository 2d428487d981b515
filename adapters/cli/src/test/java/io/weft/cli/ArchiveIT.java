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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as a site unpacks it, far from any checkout. */
class ArchiveIT {
    @TempDir private Path folder;

    private Path weft;

    @BeforeEach
    void unpack() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            final Path archive =
                    files.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
            run("tar", "-xzf", archive.toAbsolutePath().toString(), "--strip-components=1");
        }
        weft = Files.createSymbolicLink(folder.resolve("link"), Path.of("bin/weft"));
    }

    @Test
    void shouldScheduleWhereItWasUnpacked() throws Exception {
        run(weft.toString(), "simulate", "--jobs", "20", "--journal", "journal");

        assertTrue(run(weft.toString(), "replay", "journal").contains("Identical"));
    }

    /** A checkout builds what is missing; what is installed must not try to. */
    @Test
    void shouldSayThatTheFuzzersAreElsewhere() throws Exception {
        final Process process = start(weft.toString(), "fuzz", "smoke");

        final String output = new String(process.getInputStream().readAllBytes());
        assertEquals(1, process.waitFor(), output);
        assertEquals("weft: weft-fuzz is not in the archive, only in a checkout.\n", output);
    }

    @Test
    void shouldHoldThePagesThatTheReadmeNames() throws IOException {
        for (String page : List.of("README.md", "LICENSE", "docs/slurm.md", "docs/pbs.md")) {
            assertTrue(Files.isRegularFile(folder.resolve(page)), page);
        }
    }

    private Process start(final String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private String run(final String... command) throws Exception {
        final Process process = start(command);
        final String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
