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
package io.weft.pbs;

import io.weft.core.KernelContext;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.journal.ChronicleJournal;
import io.weft.manager.Bridge;
import io.weft.manager.BridgeListener;
import io.weft.manager.BridgeSettings;
import io.weft.manager.ManagerException;
import io.weft.manager.Observation;
import io.weft.manager.QueueSpec;
import io.weft.manager.ResourceManager;
import io.weft.manager.StartOrder;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Weft, to be killed: a bridge to a real server with a journal in a directory. Writes to {@code
 * orders} there when it told the server to start which job, and when it had seen what made it.
 */
final class BridgeProcess {
    static final int MAX_MULTIPLICITY = 4;
    private static final long IDLE_MS = 5;

    /** So short that a job may start between two of many kills; nothing here hangs for longer. */
    private static final long SETTLE_NS = 2_000_000_000L;

    private static final long BACKOFF_MAX_NS = 2_000_000_000L;

    private BridgeProcess() {}

    public static void main(final String[] args) throws Exception {
        final Path directory = Path.of(args[0]);
        final Log log = new Log(directory.resolve("orders"));
        final SystemEpochNanoClock clock = new SystemEpochNanoClock();
        final ResourceManager commands = new PbsCommands(PbsSettings.of(args[1]));
        final long[] observedNs = new long[1];
        final ResourceManager manager =
                (ResourceManager)
                        Proxy.newProxyInstance(
                                BridgeProcess.class.getClassLoader(),
                                new Class<?>[] {ResourceManager.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("start")) {
                                        final StartOrder order = (StartOrder) arguments[0];
                                        log.write(
                                                "start "
                                                        + order.key().id()
                                                        + " "
                                                        + observedNs[0]
                                                        + " "
                                                        + clock.nanoTime());
                                    }
                                    try {
                                        return method.invoke(commands, arguments);
                                    } catch (final InvocationTargetException ex) {
                                        throw ex.getCause();
                                    } finally {
                                        if (method.getReturnType() == Observation.class) {
                                            observedNs[0] = clock.nanoTime();
                                        }
                                    }
                                });
        final Limits limits =
                new Limits()
                        .nodeCount(16)
                        .coresPerNode(16)
                        .jobCount(4096)
                        .queueCount(8)
                        .nameCount(256);
        final ChronicleJournal.Context journal =
                new ChronicleJournal.Context()
                        .directory(directory.resolve("journal"))
                        .blockSize(1 << 24);
        try (ChronicleJournal opened = ChronicleJournal.open(journal);
                Bridge bridge =
                        new Bridge(
                                new KernelContext().limits(limits).policies(new StandardPolicies()),
                                opened,
                                clock,
                                settings(),
                                manager,
                                log)) {
            while (true) {
                if (bridge.doWork() == 0) {
                    Thread.sleep(IDLE_MS);
                }
                Files.writeString(directory.resolve("status"), bridge.status().json());
            }
        }
    }

    private static BridgeSettings settings() {
        final BridgeSettings usual =
                BridgeSettings.of(
                        List.of(
                                queue("workq", 0, JobClass.BATCH),
                                queue("short", 10, JobClass.INTERACTIVE),
                                queue("urgent", 20, JobClass.URGENT)),
                        "easy");
        return new BridgeSettings(
                usual.queues(),
                usual.policy(),
                usual.overheadPerMille(),
                usual.stretchLimits(),
                usual.walltimeDefaultNs(),
                usual.observePeriodNs(),
                usual.startTimeoutNs(),
                SETTLE_NS,
                usual.backoffMinNs(),
                BACKOFF_MAX_NS,
                usual.annotationsPerCycle(),
                usual.annotatePeriodNs());
    }

    private static QueueSpec queue(final String name, final int priority, final JobClass jobClass) {
        return new QueueSpec(name, MAX_MULTIPLICITY, priority, jobClass, List.of());
    }

    /** What happened, a line each; a line that was written survives the process. */
    private static final class Log implements BridgeListener {
        private final Path path;

        Log(final Path path) {
            this.path = path;
        }

        void write(final String line) {
            try {
                Files.writeString(
                        path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (final IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        @Override
        public void onForgotten(final long jobId, final boolean wasStarted) {
            write("forgotten " + jobId + " " + wasStarted);
        }

        @Override
        public void onRunLost(final long jobId) {
            write("lost " + jobId);
        }

        @Override
        public void onForeign(final long jobId, final List<String> nodes) {
            write("foreign " + jobId + " " + nodes);
        }

        @Override
        public void onStartFailed(final long jobId, final String reason) {
            write("failed " + jobId + " " + reason);
        }

        @Override
        public void onDisconnected(final ManagerException failure, final long retryInNs) {
            write("disconnected " + failure.kind() + " " + failure.getMessage());
        }
    }
}
