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

import io.weft.core.KernelContext;
import io.weft.core.spi.ForwardingJournal;
import io.weft.core.spi.Journal;
import io.weft.core.state.Limits;
import io.weft.core.wire.AcknowledgeDecoder;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.journal.ChronicleJournal;
import io.weft.manager.Bridge;
import io.weft.manager.BridgeListener;
import io.weft.manager.BridgeSettings;
import io.weft.manager.ManagerException;
import io.weft.manager.QueueSpec;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * A Weft in a process of its own, to be killed: bridge, journal and the programs of a real Slurm.
 * It tells how it does in two files of its folder, which grow line by line: {@code events}, what
 * its listener heard, and {@code status}, ten times a second.
 */
final class BridgeProcess implements BridgeListener {
    private static final long SECOND = 1_000_000_000L;
    private static final long STATUS_PERIOD_NS = SECOND / 10;

    private final Path folder;
    private final ChronicleJournal journal;
    private final Acknowledged acknowledged;

    private BridgeProcess(final Path folder) {
        this.folder = folder;
        journal = journal(folder, false);
        acknowledged = new Acknowledged(journal);
    }

    /** Folder, slurm.conf, log of ended jobs, M of the partition fast, and of main. */
    public static void main(final String[] arguments) throws InterruptedException {
        final Path folder = Path.of(arguments[0]);
        final int multiplicity = Integer.parseInt(arguments[3]);
        final SlurmSettings settings =
                new SlurmSettings(
                        List.of("main", "fast"),
                        multiplicity,
                        arguments[1],
                        "",
                        true,
                        15 * SECOND,
                        ZoneId.systemDefault(),
                        arguments[2],
                        Map.of(),
                        Set.of(JobClass.values()),
                        true);
        new BridgeProcess(folder).run(settings, multiplicity, Integer.parseInt(arguments[4]));
    }

    static ChronicleJournal journal(final Path folder, final boolean isReadOnly) {
        return ChronicleJournal.open(
                new ChronicleJournal.Context()
                        .directory(folder.resolve("journal"))
                        .blockSize(1 << 24)
                        .readOnly(isReadOnly));
    }

    static Limits limits() {
        return new Limits()
                .nodeCount(64)
                .coresPerNode(64)
                .jobCount(1 << 14)
                .queueCount(8)
                .nameCount(256);
    }

    static BridgeSettings bridgeSettings(final int multiplicity, final int batchMultiplicity) {
        return BridgeSettings.of(
                List.of(
                        new QueueSpec("main", batchMultiplicity, 0, JobClass.BATCH, List.of()),
                        new QueueSpec("fast", multiplicity, 10, JobClass.INTERACTIVE, List.of())),
                "easy");
    }

    private void run(
            final SlurmSettings settings, final int multiplicity, final int batchMultiplicity)
            throws InterruptedException {
        final SlurmCommands slurm = new SlurmCommands(settings);
        final Bridge bridge =
                new Bridge(
                        new KernelContext().limits(limits()).policies(new StandardPolicies()),
                        acknowledged,
                        SystemEpochNanoClock.INSTANCE,
                        bridgeSettings(multiplicity, batchMultiplicity),
                        slurm,
                        this);
        long statusNs = 0;
        while (true) {
            final int workCount = bridge.doWork();
            final long nowNs = SystemEpochNanoClock.INSTANCE.nanoTime();
            if (nowNs - statusNs >= STATUS_PERIOD_NS) {
                statusNs = nowNs;
                append(
                        "status",
                        new Status(
                                nowNs,
                                bridge.status().isConnected(),
                                bridge.status().lastObservationNs(),
                                bridge.kernel().appliedPosition(),
                                acknowledged.position,
                                bridge.status().pendingCommandCount(),
                                bridge.status().trackedJobCount()));
            }
            if (workCount == 0) {
                Thread.sleep(5);
            }
        }
    }

    /** How it does, as one line. */
    record Status(
            long timeNs,
            boolean isConnected,
            long observationNs,
            long appliedPosition,
            long acknowledgedPosition,
            int openCount,
            int jobCount) {
        @Override
        public String toString() {
            return timeNs
                    + " "
                    + isConnected
                    + " "
                    + observationNs
                    + " "
                    + appliedPosition
                    + " "
                    + acknowledgedPosition
                    + " "
                    + openCount
                    + " "
                    + jobCount;
        }

        static Status parse(final String line) {
            final String[] words = line.split(" ");
            return new Status(
                    Long.parseLong(words[0]),
                    Boolean.parseBoolean(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Long.parseLong(words[4]),
                    Integer.parseInt(words[5]),
                    Integer.parseInt(words[6]));
        }
    }

    private void append(final String file, final Object line) {
        try {
            Files.writeString(
                    folder.resolve(file),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void onForgotten(final long jobId, final boolean wasStarted) {
        append("events", "forgotten " + jobId + " " + wasStarted);
    }

    @Override
    public void onRunLost(final long jobId) {
        append("events", "lost " + jobId);
    }

    @Override
    public void onNotRepeated(final long jobId) {
        append("events", "kept " + jobId);
    }

    @Override
    public void onForeign(final long jobId, final List<String> nodes) {
        append("events", "foreign " + jobId + " " + nodes);
    }

    @Override
    public void onStartFailed(final long jobId, final String reason) {
        append("events", "failed " + jobId + " " + reason.replace('\n', ' '));
    }

    @Override
    public void onStartInDoubt(final long jobId, final boolean isHeld) {
        append("events", "doubt " + jobId + " " + isHeld);
    }

    @Override
    public void onDisconnected(final ManagerException failure, final long retryInNs) {
        append("events", "disconnected 0 " + ("" + failure.getMessage()).replace('\n', ' '));
    }

    @Override
    public void onConnected(final int jobCount) {
        append("events", "connected 0 " + jobCount + " jobs");
    }

    /** Sees up to where decisions were seen to be carried out. */
    private static final class Acknowledged extends ForwardingJournal {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AcknowledgeDecoder acknowledge = new AcknowledgeDecoder();
        private long position = -1;

        Acknowledged(final Journal journal) {
            super(journal);
        }

        @Override
        public void append(
                final int kind,
                final long entryPosition,
                final long timeNs,
                final DirectBuffer source,
                final int offset,
                final int length) {
            super.append(kind, entryPosition, timeNs, source, offset, length);
            if (Journal.isEntry(kind)) {
                header.wrap(source, offset);
                if (header.templateId() == AcknowledgeDecoder.TEMPLATE_ID) {
                    acknowledge.wrapAndApplyHeader(source, offset, header);
                    position = acknowledge.decisionPosition();
                }
            }
        }
    }
}
