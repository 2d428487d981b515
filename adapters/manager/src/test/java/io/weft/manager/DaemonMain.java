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

import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.journal.Durability;
import io.weft.manager.daemon.Daemon;
import io.weft.manager.daemon.SiteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A daemon over a fake manager, for a process of its own: folder, how many jobs, of how many ms;
 * then, if it is not 50, entries between two snapshots.
 */
final class DaemonMain {
    private static final long STOP_MS = 10_000;

    private DaemonMain() {}

    static SiteSettings settings(final Path folder) {
        return settings(folder, 50);
    }

    static SiteSettings settings(final Path folder, final int snapshotInterval) {
        final QueueSpec queue =
                new QueueSpec("main", FakeManager.MAX_MULTIPLICITY, 0, JobClass.BATCH, List.of());
        return new SiteSettings(
                folder.resolve("journal"),
                Durability.NONE,
                snapshotInterval,
                SiteSettings.KEEP_ALL,
                folder.resolve("run").resolve("status.json"),
                20 * SettableClock.MILLI,
                new Limits().nodeCount(8).coresPerNode(8).jobCount(512).queueCount(4).nameCount(64),
                BridgeSettings.of(List.of(queue), "easy"));
    }

    public static void main(final String[] arguments) throws IOException {
        final RealClock clock = new RealClock();
        final FakeManager manager = new FakeManager(clock, 1, 4);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            manager.submit(
                    JobAsk.of(1, 1, 3600), Long.parseLong(arguments[2]) * SettableClock.MILLI);
        }
        final Path folder = Path.of(arguments[0]);
        final SiteSettings settings =
                arguments.length < 4
                        ? settings(folder)
                        : settings(folder, Integer.parseInt(arguments[3]));
        try (Daemon daemon = Daemon.open(settings, "fake", manager, clock, "test")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon)));
            System.out.println("ready");
            daemon.run();
        }
    }

    private static void stop(final Daemon daemon) {
        daemon.halt();
        try {
            daemon.awaitClosed(STOP_MS);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
