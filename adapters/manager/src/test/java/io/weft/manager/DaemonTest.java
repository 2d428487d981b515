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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.JournalException;
import io.weft.core.wire.JobClass;
import io.weft.manager.daemon.Daemon;
import io.weft.manager.daemon.DaemonStatus;
import io.weft.manager.daemon.SiteSettings;
import io.weft.manager.daemon.StatusFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();
    private final FakeManager manager = new FakeManager(clock, 1, 2);
    private SiteSettings settings;
    private Daemon daemon;

    @BeforeEach
    void open() throws IOException {
        settings = DaemonMain.settings(folder);
        daemon = Daemon.open(settings, "fake", manager, clock, "test");
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    private void reopen() throws IOException {
        daemon = Daemon.open(settings, "fake", manager, clock, "test");
    }

    private FakeJob submit(final int coreCount, final int durationS) {
        return manager.submit(JobAsk.of(1, coreCount, 3600), durationS * SettableClock.SECOND);
    }

    private void run(final double seconds) {
        final long endNs = clock.nanoTime() + (long) (seconds * SettableClock.SECOND);
        while (clock.nanoTime() < endNs) {
            clock.advance(100 * SettableClock.MILLI);
            manager.advance();
            daemon.doWork();
        }
    }

    private DaemonStatus status() throws IOException {
        return new StatusFile(settings.statusFile()).read();
    }

    @Test
    void shouldSayHowManyJobsThereAre() throws IOException {
        final long submitS = clock.seconds();
        for (int i = 0; i < 6; i++) {
            submit(4, 60);
        }

        run(5);

        // Two nodes, multiplicity 2: four whole nodes at once.
        final DaemonStatus status = status();
        assertEquals(
                List.of(new QueueCount("main", JobClass.BATCH, 2, 4, 0, submitS)), status.queues());
        assertEquals(DaemonStatus.State.RUNNING, status.state());
        assertTrue(status.bridge().isConnected());
        assertEquals(6, status.bridge().trackedJobCount());
        assertEquals(daemon.status().appliedPosition(), status.appliedPosition());
    }

    @Test
    void shouldRunEachJobOnceWhenItIsStoppedAndStartedAgain() throws IOException {
        for (int i = 0; i < 10; i++) {
            submit(4, 5);
        }
        run(3);

        daemon.close();
        assertEquals(DaemonStatus.State.STOPPED, status().state());
        clock.advance(7 * SettableClock.SECOND);
        manager.advance();
        reopen();
        run(60);

        assertTrue(manager.jobs.stream().allMatch(job -> job.completionCount == 1));
        assertTrue(manager.jobs.stream().allMatch(job -> job.runCount == 1));
        assertEquals(List.of(), status().queues());
    }

    @Test
    void shouldRunEachJobOnceWhenItDiesInTheMiddleOfCommands() throws IOException {
        for (int i = 0; i < 30; i++) {
            submit(1 + i % 4, 3);
        }
        for (int i = 1; i < 40; i++) {
            manager.killAtCall = 1 + i % 7;
            manager.isKillAfter = manager.killAtCall % 2 == 0;
            try {
                run(4);
            } catch (final FakeManager.Killed ex) {
                daemon.close();
                reopen();
            }
        }
        manager.killAtCall = 0;
        run(120);

        assertTrue(manager.jobs.stream().allMatch(job -> job.completionCount == 1));
        assertTrue(manager.jobs.stream().allMatch(job -> job.runCount == 1));
        assertEquals(List.of(), manager.violations);
    }

    @Test
    void shouldGoOnFromASnapshot() throws IOException {
        for (int i = 0; i < 30; i++) {
            submit(4, 1);
        }
        run(60);
        daemon.close();

        reopen();

        assertTrue(daemon.status().recovery().snapshotPosition() > 0);
        assertTrue(daemon.status().recovery().entryCount() <= 51);
    }

    @Test
    void shouldTellWhenTheManagerIsTriedAgain() throws IOException {
        run(1);
        manager.fail(FakeManager.Fault.DOWN, 60 * SettableClock.SECOND);

        run(6);

        final BridgeStatus bridge = status().bridge();
        assertFalse(bridge.isConnected());
        assertTrue(bridge.nextObservationNs() > clock.nanoTime());
        assertEquals("UNREACHABLE: Connection refused", bridge.lastError());
    }

    @Test
    void shouldRefuseAJournalThatAnotherDaemonWrites() {
        final JournalException ex =
                assertThrows(
                        JournalException.class,
                        () -> Daemon.open(settings, "fake", manager, clock, "test"));

        assertEquals(JournalException.Kind.LOCKED, ex.kind());
    }

    @Test
    void shouldRefuseAJournalOfOtherLimits() throws IOException {
        daemon.close();
        settings.limits().nodeCount(9);

        final IllegalArgumentException ex =
                assertThrows(IllegalArgumentException.class, this::reopen);

        assertTrue(ex.getMessage().startsWith("limits.nodeCount=9, but"), ex.getMessage());
    }

    @Test
    void shouldScheduleOnWhenTheStatusCannotBeWritten() throws IOException {
        final FakeJob job = submit(1, 2);
        final Path directory = settings.statusFile().getParent();
        Files.delete(settings.statusFile());
        Files.delete(directory);

        run(10);
        assertEquals(1, job.completionCount);
        assertFalse(Files.exists(settings.statusFile()));
        Files.createDirectory(directory);
        run(2);

        assertEquals(DaemonStatus.State.RUNNING, status().state());
    }
}
