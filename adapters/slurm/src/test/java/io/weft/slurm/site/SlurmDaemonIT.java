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
package io.weft.slurm.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.BridgeStatus;
import io.weft.manager.ResourceManager;
import io.weft.manager.daemon.Daemon;
import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.SiteFile;
import io.weft.slurm.SlurmCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that schedules a real Slurm, from its configuration on. */
@Timeout(120)
class SlurmDaemonIT {
    private static final long PATIENCE_NS = 60_000_000_000L;

    @TempDir private static Path folder;

    private static SlurmCluster cluster;
    private static SiteFile file;

    @BeforeAll
    static void start() throws Exception {
        cluster = SlurmCluster.start(2, 4, 4);
        final Path config = folder.resolve("weft.toml");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "[journal]",
                        "directory = '" + folder.resolve("journal") + "'",
                        "[status]",
                        "file = '" + folder.resolve("status.json") + "'",
                        "[[queue]]",
                        "name = 'main'",
                        "[[queue]]",
                        "name = 'fast'",
                        "class = 'interactive'",
                        "[slurm]",
                        "conf = '" + cluster.configuration() + "'",
                        "completion-log = '" + cluster.completionLog() + "'"));
        file = SiteFile.read(config, new SlurmAdapter());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void run(final Daemon daemon, final Predicate<BridgeStatus> condition)
            throws InterruptedException {
        final long endNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.test(daemon.status().bridge())) {
            assertTrue(System.nanoTime() < endNs, () -> daemon.status().toString());
            if (daemon.doWork() == 0) {
                Thread.sleep(20);
            }
        }
    }

    @Test
    void shouldFindTheClusterAsItShouldBe() {
        final List<String> errors =
                file.site().exam().examine().stream()
                        .filter(finding -> finding.severity().compareTo(Finding.Severity.OK) > 0)
                        .map(finding -> finding.severity() + " " + finding.subject())
                        .toList();

        // Jobs that ended are forgotten early, so that the completion log is needed.
        // The partition is there to be left alone, on the same nodes.
        assertEquals(List.of("WARNING partition other", "ERROR MinJobAge"), errors);
    }

    @Test
    void shouldRunEachJobOnceThoughTheDaemonStopsInBetween() throws Exception {
        try (ResourceManager manager = file.site().open()) {
            try (Daemon daemon = open(manager)) {
                for (int i = 0; i < 10; i++) {
                    cluster.submit("sleep 1", "-p", i % 2 == 0 ? "main" : "fast", "-n", "2");
                }
                run(daemon, status -> status.startCount() >= 4);
            }
            try (Daemon daemon = open(manager)) {
                run(
                        daemon,
                        status -> status.observationCount() > 2 && status.trackedJobCount() == 0);

                assertEquals(0, daemon.status().bridge().foreignJobCount());
                assertEquals(0, daemon.status().bridge().forgottenJobCount());
                assertEquals(0, daemon.status().bridge().lostRunCount());
            }
        }
        final List<String> ends =
                Files.readAllLines(cluster.completionLog()).stream()
                        .filter(line -> line.contains("JobState=COMPLETED"))
                        .toList();
        assertEquals(10, ends.size(), ends::toString);
    }

    private static Daemon open(final ResourceManager manager) throws Exception {
        return Daemon.open(
                file.settings(), "slurm", manager, SystemEpochNanoClock.INSTANCE, "test");
    }
}
