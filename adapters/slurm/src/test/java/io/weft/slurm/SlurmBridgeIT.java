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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelContext;
import io.weft.core.Replay;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.journal.ChronicleJournal;
import io.weft.manager.Bridge;
import io.weft.manager.BridgeListener;
import io.weft.manager.BridgeSettings;
import io.weft.manager.QueueSpec;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel schedules a real Slurm: cores are shared, and each job runs exactly once. */
class SlurmBridgeIT {
    private static final int JOB_COUNT = 40;
    private static final int CORES = 4;
    private static final int MAX_MULTIPLICITY = 3;

    @Test
    void shouldRunEachJobOnceWhenWeftIsRestarted(@TempDir final Path journalFolder)
            throws IOException {
        try (SlurmCluster cluster = SlurmCluster.start(4, CORES, MAX_MULTIPLICITY)) {
            final Path runs = cluster.folder().resolve("runs");
            Files.createFile(runs);
            cluster.run("chmod", "666", "" + runs);
            final String script =
                    "echo $SLURM_JOB_ID $(cat /run/weft-cores/$SLURM_JOB_ID.$SLURMD_NODENAME) >> "
                            + runs
                            + "; sleep 0.5";
            for (int i = 0; i < JOB_COUNT; i++) {
                final String[] classes = {"batch", "interactive", "urgent"};
                final String queue = i % 2 == 0 ? "main" : "fast";
                cluster.submit(
                        script,
                        "-p",
                        queue,
                        "-n",
                        "" + (1 + i % 3),
                        "-t",
                        "5",
                        "--comment=class=" + classes[i % 3]);
            }

            try (Weft weft = new Weft(cluster, journalFolder)) {
                weft.runUntil(() -> ended(runs) >= JOB_COUNT / 3);
            }
            try (Weft weft = new Weft(cluster, journalFolder)) {
                weft.runUntil(
                        () ->
                                ended(runs) == JOB_COUNT
                                        && weft.bridge.status().trackedJobCount() == 0);
                assertEquals(0, weft.bridge.status().forgottenJobCount());
                assertEquals(0, weft.bridge.status().foreignJobCount());
            }

            final Map<String, String> coresOfJob = new TreeMap<>();
            for (final String line : Files.readAllLines(runs)) {
                final String[] words = line.split(" ", 2);
                assertNull(coresOfJob.put(words[0], words[1]), line);
                assertTrue(words[1].matches("[0-3](-[0-3])?(,[0-3](-[0-3])?)*"), line);
            }
            assertEquals(JOB_COUNT, coresOfJob.size());
        }
        try (ChronicleJournal journal = journal(journalFolder)) {
            final Replay.Report report =
                    Replay.run(journal, new StandardPolicies(), position -> {});
            assertNull(report.divergence());
            assertTrue(report.decidedCount() > JOB_COUNT);
        }
    }

    private static long ended(final Path runs) {
        try {
            return Files.readAllLines(runs).size();
        } catch (final IOException ex) {
            throw new AssertionError(ex);
        }
    }

    private static ChronicleJournal journal(final Path folder) {
        return ChronicleJournal.open(
                new ChronicleJournal.Context().directory(folder).blockSize(1 << 24));
    }

    /** All of Weft that a site runs. */
    private static final class Weft implements AutoCloseable, BridgeListener {
        private final SlurmCluster cluster;
        private final ChronicleJournal journal;
        private final SlurmCommands slurm;
        final Bridge bridge;

        Weft(final SlurmCluster cluster, final Path journalFolder) {
            this.cluster = cluster;
            journal = journal(journalFolder);
            slurm = new SlurmCommands(cluster.settings(MAX_MULTIPLICITY, true, true));
            final List<QueueSpec> queues =
                    List.of(
                            new QueueSpec("main", 2, 0, JobClass.BATCH, List.of()),
                            new QueueSpec(
                                    "fast", MAX_MULTIPLICITY, 1, JobClass.INTERACTIVE, List.of()));
            bridge =
                    new Bridge(
                            new KernelContext()
                                    .limits(
                                            new Limits()
                                                    .nodeCount(8)
                                                    .coresPerNode(8)
                                                    .jobCount(512)
                                                    .queueCount(4)
                                                    .nameCount(64))
                                    .policies(new StandardPolicies())
                                    .verify(true),
                            journal,
                            SystemEpochNanoClock.INSTANCE,
                            BridgeSettings.of(queues, "easy"),
                            slurm,
                            this);
        }

        void runUntil(final BooleanSupplier condition) {
            cluster.await(
                    "the jobs",
                    () -> {
                        bridge.doWork();
                        return condition.getAsBoolean();
                    });
        }

        @Override
        public void onStartFailed(final long jobId, final String reason) {
            System.err.println("start failed: " + jobId + " " + reason);
        }

        @Override
        public void close() {
            bridge.close();
            slurm.close();
            journal.close();
        }
    }
}
