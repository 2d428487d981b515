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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.ReasonCode;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.placement.StandardPolicies;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start costs behind a long journal, with a snapshot of the bridge and without, and what the
 * snapshot costs: ms of its thread on a core, as others may use the machine. {@code
 * -Dweft.bridge.entries=1000000 -Dweft.bridge.jobs=10000} for the long size; {@code
 * -Dweft.bridge.whole=true} has the start from the beginning first, as the second one finds its
 * code compiled.
 */
class RestartCostTest {
    private static final long ENTRY_COUNT = Long.getLong("weft.bridge.entries", 20_000);
    private static final int JOB_COUNT = Integer.getInteger("weft.bridge.jobs", 1_000);
    private static final long TAIL_COUNT = ENTRY_COUNT / 10;
    private static final boolean IS_WHOLE_FIRST = Boolean.getBoolean("weft.bridge.whole");
    private static final int NODE_COUNT = 128;
    private static final int CORES = 128;
    private static final int ACKNOWLEDGE_EVERY = 64;
    private static final double MS = 1e6;

    /** As the daemon has it. */
    private static final long ROLL_BYTES = 1L << 26;

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();

    private Limits limits() {
        return new Limits()
                .nodeCount(NODE_COUNT)
                .coresPerNode(CORES)
                .jobCount(1 << 17)
                .queueCount(4)
                .nameCount(1 << 10)
                .decisionLength(1 << 16);
    }

    private ChronicleJournal.Context journalContext() {
        return new ChronicleJournal.Context()
                .directory(folder.resolve("journal"))
                .rollBytes(ROLL_BYTES);
    }

    private KernelContext kernelContext() {
        return new KernelContext()
                .limits(limits())
                .policies(new StandardPolicies())
                .snapshots(FileSnapshotStore.of(folder.resolve("journal")))
                .snapshotInterval(TAIL_COUNT);
    }

    private BridgeSnapshots snapshots() {
        return BridgeSnapshots.of(folder.resolve("journal"), TAIL_COUNT);
    }

    /** Writes what a bridge would: jobs come, start, and end when so many run. */
    private final class Writer implements DecisionListener {
        private final ArrayDeque<Long> running = new ArrayDeque<>();
        private final ArrayDeque<Long> started = new ArrayDeque<>();
        private final JobRequest request = new JobRequest();
        private final Kernel kernel;
        private final InputWriter inputs;
        private long nextId;

        Writer(final ChronicleJournal journal) {
            kernel = Kernel.embed(kernelContext().journal(journal).clock(clock));
            inputs = kernel.inputWriter();
        }

        void define() {
            inputs.setPolicy("easy", 0, 1200, false, false);
            for (int node = 0; node < NODE_COUNT; node++) {
                inputs.defineName(node, NameKind.NODE, "node" + node);
                inputs.defineNode(node, CORES, 1L << 40, 0, 0, 0, node);
                pump();
            }
            inputs.defineName(NODE_COUNT, NameKind.QUEUE, "main");
            inputs.defineQueue(new QueueRequest(0).maxMultiplicity(2).nameId(NODE_COUNT));
            inputs.defineName(NODE_COUNT + 1, NameKind.USER, "user");
            inputs.defineName(NODE_COUNT + 2, NameKind.ACCOUNT, "account");
            pump();
        }

        void writeUntil(final long position) {
            while (kernel.appliedPosition() < position) {
                clock.advance(SettableClock.MILLI);
                final long id = JobKey.of(nextId++ & JobKey.ID_MAX, clock.seconds()).jobId();
                inputs.submitJob(
                        request.clear()
                                .jobId(id)
                                .walltimeNs(3600 * SettableClock.SECOND)
                                .nodes(1, 1));
                pump();
                while (!started.isEmpty()) {
                    inputs.jobStarted(started.peek());
                    running.add(started.poll());
                    pump();
                }
                if (running.size() > JOB_COUNT) {
                    inputs.jobEnded(running.poll(), EndKind.COMPLETED, 0);
                }
                if (nextId % ACKNOWLEDGE_EVERY == 0) {
                    inputs.acknowledge(kernel.appliedPosition());
                }
                pump();
            }
        }

        private void pump() {
            while (kernel.doWork() + kernel.poll(this, 256) > 0) {
                // Until nothing is left to do.
            }
        }

        @Override
        public void onStartJob(
                final DecisionStamp stamp,
                final long jobId,
                final ReasonCode reason,
                final int multiplicity,
                final AllocationSlices slices) {
            started.add(jobId);
        }
    }

    @Test
    void shouldReadOnlyWhatCameSinceTheSnapshot() {
        write();

        final BridgeStatus first = start(!IS_WHOLE_FIRST);
        final BridgeStatus second = start(IS_WHOLE_FIRST);

        assertTrue(first.trackedJobCount() >= JOB_COUNT);
        assertEquals(second.trackedJobCount(), first.trackedJobCount());
        assertEquals(second.pendingCommandCount(), first.pendingCommandCount());
    }

    private void write() {
        final BridgeSnapshots snapshots = snapshots();
        try (ChronicleJournal journal = ChronicleJournal.open(journalContext())) {
            final Writer writer = new Writer(journal);
            try (Kernel kernel = writer.kernel) {
                writer.define();
                writer.writeUntil(ENTRY_COUNT - 2 * TAIL_COUNT);
                snapshots.begin(journal);
                snapshots.take(journal);
                writer.writeUntil(ENTRY_COUNT - TAIL_COUNT);
                final long beganNs = cpuNs();
                snapshots.take(journal);
                tell(
                        "snapshot of %,d jobs after %,d entries: %.0f ms",
                        writer.running.size(), TAIL_COUNT, (cpuNs() - beganNs) / MS);
                writer.writeUntil(ENTRY_COUNT);
                assertEquals(kernel.appliedPosition(), journal.lastPosition());
            }
        }
    }

    private BridgeStatus start(final boolean hasSnapshots) {
        final BridgeSnapshots snapshots = hasSnapshots ? snapshots() : null;
        final long from = hasSnapshots ? snapshots.newestPosition() : 0;
        final long beganNs = cpuNs();
        try (ChronicleJournal journal = ChronicleJournal.open(journalContext().verifyFrom(from))) {
            final long openedNs = cpuNs();
            try (Kernel kernel = Kernel.embed(kernelContext().journal(journal).clock(clock))) {
                final long recoveredNs = cpuNs();
                final JournalScan scan = hasSnapshots ? snapshots.begin(journal) : whole(journal);
                final long knownNs = cpuNs();
                tell(
                        "start %s: opening %.0f ms, kernel %.0f ms (%,d entries), bridge %.0f ms"
                                + " (%,d entries)",
                        hasSnapshots ? "from a snapshot" : "from the beginning",
                        (openedNs - beganNs) / MS,
                        (recoveredNs - openedNs) / MS,
                        kernel.recovery().entryCount(),
                        (knownNs - recoveredNs) / MS,
                        hasSnapshots ? snapshots.report().entryCount() : scan.entryCount());
            }
            return status(journal, snapshots);
        }
    }

    private static JournalScan whole(final ChronicleJournal journal) {
        final JournalScan scan = new JournalScan();
        scan.read(journal);
        return scan;
    }

    private BridgeStatus status(final ChronicleJournal journal, final BridgeSnapshots snapshots) {
        final QueueSpec queue = new QueueSpec("main", 2, 0, JobClass.BATCH, List.of());
        try (Bridge bridge =
                new Bridge(
                        kernelContext(),
                        journal,
                        clock,
                        BridgeSettings.of(List.of(queue), "easy"),
                        new FakeManager(clock, 1, 1),
                        new BridgeListener() {},
                        snapshots)) {
            final long entryCount = bridge.recovery().entryCount();
            assertEquals(snapshots == null, entryCount > journal.lastPosition());
            return bridge.status();
        }
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void tell(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
