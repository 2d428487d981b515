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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.core.RecoveryReport;
import io.weft.core.wire.JobClass;
import io.weft.manager.BridgeStatus;
import io.weft.manager.QueueCount;
import io.weft.manager.daemon.DaemonStatus;
import io.weft.manager.daemon.SiteAdapter;
import io.weft.pbs.site.PbsAdapter;
import io.weft.slurm.site.SlurmAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteCommandTest {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long SINCE_S = 1_700_000_000L;

    @TempDir Path folder;

    private Path write(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    // ------------------------------------------------------------------ init

    @ParameterizedTest
    @ValueSource(strings = {"slurm", "pbs"})
    void shouldWriteFilesThatItCanRead(String site) {
        SiteAdapter adapter = site.equals("slurm") ? new SlurmAdapter() : new PbsAdapter();
        Path target = folder.resolve("etc");

        String out = Weft.runWell(site, "init", target).out();

        for (String name : adapter.siteFiles()) {
            Path file = target.resolve(name);
            assertTrue(out.contains("wrote " + file), out);
            assertEquals(name.endsWith(".sh"), Files.isExecutable(file), name);
        }
        Weft check = Weft.run(site, "check", "--config", target.resolve("weft.toml"), "--json");
        assertFalse(check.err().contains("configuration"), check.err());
    }

    @Test
    void shouldReplaceNoFileUnlessForced() throws IOException {
        Weft.runWell("slurm", "init", folder);
        Path config = write("weft.toml", "# mine");

        Weft refused = Weft.run("slurm", "init", folder);
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertEquals("# mine\n", Files.readString(config));

        Weft.runWell("slurm", "init", folder, "--force");
        assertTrue(Files.readString(config).contains("[slurm]"));
    }

    // ------------------------------------------------------------------ configuration

    @ParameterizedTest
    @ValueSource(strings = {"check", "run", "status"})
    void shouldNameAllThatIsWrongWithAConfiguration(String verb) throws IOException {
        Path config =
                write("weft.toml", "[kernel]", "overhead = 20", "[slurm]", "slots-per-core = 0");

        Weft weft = Weft.run("slurm", verb, "--config", config);

        assertEquals(ExitCode.INPUT, weft.exitCode(), weft::toString);
        assertTrue(weft.err().contains("queue=0 sections, expected 1.."), weft.err());
        assertTrue(weft.err().contains("kernel.overhead=20, expected 1..10"), weft.err());
        assertTrue(weft.err().contains("slurm.slots-per-core=0, expected 1..15"), weft.err());
    }

    @Test
    void shouldSayHowToBeginWhenThereIsNoConfiguration() {
        Weft weft = Weft.run("pbs", "run", "--config", folder.resolve("none.toml"));

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("no such file. Maybe begin with: "), weft.err());
        assertTrue(weft.err().contains("pbs init /etc/weft"), weft.err());
    }

    // ------------------------------------------------------------------ check

    @Test
    void shouldExamineAFileWhenThereIsNoController() throws IOException {
        Path conf = write("slurm.conf", "PartitionName=main Nodes=ALL OverSubscribe=FORCE:4");
        Path config =
                write(
                        "weft.toml",
                        "[[queue]]",
                        "name = 'main'",
                        "[slurm]",
                        "programs = '" + folder + "'",
                        "conf = '" + conf + "'");

        Weft weft = Weft.run("slurm", "check", "--config", config);

        assertEquals(ExitCode.DIFFERENCE, weft.exitCode(), weft::toString);
        assertTrue(weft.out().contains("error    slurmctld: "), weft.out());
        assertTrue(weft.out().contains("warning  partition main: OverSubscribe=FORCE:4"));
        assertTrue(weft.out().contains("         change  OverSubscribe=NO"), weft.out());
        Weft json = Weft.run("slurm", "check", "--config", config, "--json", "--quiet");
        assertEquals(ExitCode.DIFFERENCE, json.exitCode());
        for (var finding : json.json()) {
            assertFalse(finding.get("severity").asText().equals("OK"));
        }
    }

    // ------------------------------------------------------------------ status

    private Path status(long pid, long startMs, boolean isConnected) throws IOException {
        BridgeStatus bridge =
                new BridgeStatus(
                        isConnected,
                        SINCE_S * NS_PER_S,
                        SINCE_S * NS_PER_S,
                        0,
                        (SINCE_S + 5) * NS_PER_S,
                        10,
                        1,
                        7,
                        2,
                        0,
                        3,
                        0,
                        100,
                        4,
                        2,
                        250,
                        5,
                        1000,
                        0,
                        "",
                        isConnected ? "" : "UNREACHABLE: squeue: no answer");
        DaemonStatus status =
                new DaemonStatus(
                        "slurm",
                        "weft 9",
                        DaemonStatus.State.RUNNING,
                        "",
                        pid,
                        startMs,
                        SINCE_S * 1000,
                        SINCE_S * 1000 + 60_000,
                        "/j",
                        1234,
                        -1,
                        new RecoveryReport(-1, 0, List.of()),
                        bridge,
                        List.of(new QueueCount("main", JobClass.URGENT, 5, 2, 1, SINCE_S)));
        return Files.writeString(
                folder.resolve("status.json"), new ObjectMapper().writeValueAsString(status));
    }

    private Path ownStatus(boolean isConnected) throws IOException {
        ProcessHandle own = ProcessHandle.current();
        return status(
                own.pid(), own.info().startInstant().orElseThrow().toEpochMilli(), isConnected);
    }

    @Test
    void shouldTellHowALivingDaemonIsDoing() throws IOException {
        Weft weft = Weft.runWell("slurm", "status", "--file", ownStatus(true));

        assertTrue(weft.out().startsWith("weft       running since 2023-11-14T22:13:20Z, pid "));
        assertTrue(weft.out().contains("slurm      answers since 2023-11-14T22:13:20Z"));
        assertTrue(weft.out().contains("journal    /j, position 1,234"), weft.out());
        assertTrue(
                weft.out()
                        .lines()
                        .anyMatch(
                                line ->
                                        line.matches(
                                                "main +urgent +5 +2 +1 +2023-11-14T22:13:20Z")),
                weft.out());
        assertTrue(
                Weft.runWell("slurm", "status", "--file", ownStatus(true), "--json")
                        .json()
                        .get("isAlive")
                        .asBoolean());
    }

    @Test
    void shouldTellThatTheManagerIsAway() throws IOException {
        Weft weft = Weft.run("slurm", "status", "--file", ownStatus(false));

        assertEquals(ExitCode.DIFFERENCE, weft.exitCode());
        assertTrue(weft.out().contains("slurm      away since 2023-11-14T22:13:20Z, tried again"));
        assertTrue(weft.out().contains("error      UNREACHABLE: squeue: no answer"), weft.out());
    }

    @Test
    void shouldTellThatADaemonWasKilled() throws IOException {
        // The number of this process, which another one had before.
        Weft weft =
                Weft.run(
                        "slurm",
                        "status",
                        "--file",
                        status(ProcessHandle.current().pid(), 1, true));

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(
                weft.out()
                        .startsWith(
                                "weft       not running, killed; last seen at"
                                        + " 2023-11-14T22:14:20Z"),
                weft.out());
    }

    @Test
    void shouldSayThatNoDaemonHasRun() {
        Weft weft = Weft.run("pbs", "status", "--file", folder.resolve("none.json"));

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("no such file: no daemon has run here"), weft.err());
    }
}
