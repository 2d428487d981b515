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
package io.weft.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.manager.daemon.DaemonStatus;
import io.weft.manager.daemon.StatusFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon in a process of its own, which is told to stop, or killed. {@code -Dweft.kills=100} for
 * the long size.
 */
@Timeout(600)
class DaemonProcessTest {
    private static final int TERMINATED = 128 + 15;
    private static final int KILL_COUNT = Integer.getInteger("weft.kills", 3);
    private static final long FIRST_SEED = Long.getLong("weft.seed", 1);

    @TempDir Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void killAll() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start() throws IOException {
        return start("3", "600000");
    }

    private Process start(final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DaemonMain.class.getName(),
                        folder.toString()));
        command.addAll(List.of(arguments));
        final Process process =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
        processes.add(process);
        final BufferedReader output = process.inputReader();
        assertEquals("ready", output.readLine(), () -> errors());
        return process;
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (final IOException ex) {
            return ex.toString();
        }
    }

    private DaemonStatus status() throws IOException {
        return new StatusFile(folder.resolve("run").resolve("status.json")).read();
    }

    private DaemonStatus awaitConnected() throws Exception {
        DaemonStatus status = status();
        while (!status.bridge().isConnected()) {
            Thread.sleep(50);
            status = status();
        }
        return status;
    }

    @Test
    void shouldSayThatItStoppedWhenItWasTerminated() throws Exception {
        final Process process = start();
        final DaemonStatus running = awaitConnected();
        assertTrue(StatusFile.isAlive(running));
        assertEquals(process.pid(), running.pid());

        process.destroy();

        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(TERMINATED, process.exitValue());
        final DaemonStatus stopped = status();
        assertEquals(DaemonStatus.State.STOPPED, stopped.state());
        assertFalse(StatusFile.isAlive(stopped));
    }

    @Test
    void shouldBeKnownToBeDeadAndGoOnWhenItWasKilled() throws Exception {
        final Process process = start();
        final DaemonStatus before = awaitConnected();

        process.destroyForcibly();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));

        final DaemonStatus dead = status();
        assertEquals(DaemonStatus.State.RUNNING, dead.state());
        assertFalse(StatusFile.isAlive(dead));
        start();
        final DaemonStatus after = awaitConnected();
        assertTrue(StatusFile.isAlive(after));
        assertNotEquals(before.pid(), after.pid());
        assertTrue(after.appliedPosition() > before.appliedPosition());
    }

    /** A snapshot after each few entries: it dies while it writes one, as often as not. */
    @Test
    void shouldKnowWhatTheJournalSaysWhenItWasKilledWhileItTookSnapshots() throws Exception {
        final Path directory = folder.resolve("journal");
        final Random random = new Random(FIRST_SEED);
        long snapshotPosition = -1;
        for (int i = 0; i < KILL_COUNT; i++) {
            final Process process = start("200", "300", "1");
            awaitConnected();
            Thread.sleep(random.nextInt(400));
            process.destroyForcibly();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));

            try (Journal journal =
                    ChronicleJournal.open(new ChronicleJournal.Context().directory(directory))) {
                final BridgeSnapshots snapshots = BridgeSnapshots.of(directory, 1);
                final Knowledge found = Knowledge.of(snapshots.begin(journal));
                assertEquals(List.of(), snapshots.report().refused());
                assertTrue(snapshots.newestPosition() > snapshotPosition);
                assertEquals(Knowledge.of(journal), found);
                snapshotPosition = snapshots.report().snapshotPosition();
            }
        }
    }
}
