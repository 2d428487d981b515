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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft slurm run} where there is no Slurm: it tries on until it is told to stop. */
@Timeout(120)
class SiteRunIT {
    private static final int TERMINATED = 128 + 15;

    @TempDir private Path folder;

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config =
                Files.write(
                        folder.resolve("weft.toml"),
                        List.of(
                                "[journal]",
                                "directory = '" + folder.resolve("journal") + "'",
                                "[status]",
                                "file = '" + folder.resolve("run/status.json") + "'",
                                "[limits]",
                                "nodes = 16",
                                "jobs = 1000",
                                "[[queue]]",
                                "name = 'main'",
                                "[slurm]",
                                "programs = '" + folder + "'"));
    }

    private Weft status() {
        return Weft.run("slurm", "status", "--config", config);
    }

    private Weft awaitStatus(int exitCode) throws InterruptedException {
        Weft status = status();
        while (status.exitCode() != exitCode || !status.out().contains("UNREACHABLE")) {
            Thread.sleep(100);
            status = status();
        }
        return status;
    }

    @Test
    void shouldRunUntilItIsTerminated() throws Exception {
        Weft ended;
        try (WeftProcess process = WeftProcess.start(folder, "slurm", "run", "--config", config)) {
            Weft status = awaitStatus(ExitCode.DIFFERENCE);
            assertTrue(status.out().contains("away since"), status.out());
            process.interrupt();
            ended = process.await();
        }

        assertEquals(TERMINATED, ended.exitCode(), ended::toString);
        assertTrue(ended.out().startsWith("weft: ready, slurm, journal "), ended.out());
        assertTrue(ended.err().contains("ERROR weft - the resource manager is away"), ended.err());
        assertTrue(ended.err().contains("told to stop; jobs are left alone"), ended.err());
        assertEquals(ExitCode.INPUT, status().exitCode());
        assertTrue(status().out().startsWith("weft       not running, stopped at "));
        Weft.runWell("replay", folder.resolve("journal"));
    }

    @Test
    void shouldRefuseASecondDaemonOnAJournal() throws Exception {
        try (WeftProcess process = WeftProcess.start(folder, "slurm", "run", "--config", config)) {
            awaitStatus(ExitCode.DIFFERENCE);
            Weft second = Weft.run("slurm", "run", "--config", config);

            assertEquals(ExitCode.ENVIRONMENT, second.exitCode(), second::toString);
            process.kill();
            process.await();
        }
        assertEquals(ExitCode.INPUT, status().exitCode());
        assertTrue(status().out().startsWith("weft       not running, killed; last seen at "));
    }
}
