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
package io.weft.bench;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.RecoveryReport;
import io.weft.core.ReplayedState;
import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes a long journal with a snapshot, or recovers a kernel from it and tells the time. */
final class RecoveryRun {
    private static final double LOAD = 0.7;
    private static final long SEED = 3;
    private static final int BATCH = 64;

    /** Opening reads the segment of the snapshot from its beginning. */
    private static final long SEGMENT_LENGTH = 1 << 26;

    private static final double MS = 1e6;
    private static final double MIB = 1 << 20;

    private final Path directory;
    private final KernelShape shape;
    private final PrintWriter out;

    RecoveryRun(final Path directory, final int nodeCount, final PrintWriter out) {
        this.directory = directory;
        this.shape = KernelShape.of(nodeCount);
        this.out = out;
    }

    boolean hasJournal() throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(ChronicleJournal::isJournalFile);
        }
    }

    private ChronicleJournal.Context context() {
        return new ChronicleJournal.Context().directory(directory).rollBytes(SEGMENT_LENGTH);
    }

    // ------------------------------------------------------------------ writing

    /** Writes so many entries, and a snapshot before the last of them. */
    void write(final long entryCount, final long tailCount) {
        final long beganNs = System.nanoTime();
        try (Journal journal = ChronicleJournal.open(context())) {
            churn(journal, entryCount);
            tell("wrote %,d entries in %.1f s", entryCount, (System.nanoTime() - beganNs) / 1e9);
            snapshot(journal, journal.lastPosition() - tailCount);
        }
    }

    private void churn(final Journal journal, final long entryCount) {
        final JobMix mix = new JobMix(SEED, ScaleCluster.MEMORY_PER_SLOT);
        try (LoadedKernel kernel = new LoadedKernel(shape, new StandardPolicies(), journal, true)) {
            kernel.fill(mix, LOAD);
            while (kernel.entryCount() < entryCount) {
                for (int i = 0; i < BATCH; i++) {
                    kernel.endAny();
                    mix.next(0);
                    kernel.submit(1, mix.coreCount(), mix.memory());
                }
                kernel.settle();
            }
        }
    }

    private void snapshot(final Journal journal, final long position) {
        final long beganNs = System.nanoTime();
        try (ReplayedState state = ReplayedState.of(journal, new StandardPolicies(), position)) {
            final long replayedNs = System.nanoTime();
            tell(
                    "replayed %,d entries in %.1f s: %,.0f a second",
                    position,
                    (replayedNs - beganNs) / 1e9,
                    position / ((replayedNs - beganNs) / 1e9));
            final long length = state.snapshot(FileSnapshotStore.of(directory));
            tell(
                    "snapshot of %,d jobs: %.1f MiB in %.0f ms",
                    state.state().jobs().slab().usedCount(),
                    length / MIB,
                    (System.nanoTime() - replayedNs) / MS);
        }
    }

    // ------------------------------------------------------------------ recovering

    /** Recovers once; the JVM is as old as it is. */
    void recover(final boolean isWhole) throws IOException {
        final FileSnapshotStore snapshots = isWhole ? null : FileSnapshotStore.of(directory);
        final long from = isWhole ? 0 : Math.max(0, snapshots.newestPosition());
        final long beganNs = System.nanoTime();
        try (Journal journal = ChronicleJournal.open(context().verifyFrom(from))) {
            final long openedNs = System.nanoTime();
            try (Kernel kernel =
                    Kernel.embed(
                            new KernelContext()
                                    .limits(shape.limits())
                                    .journal(journal)
                                    .snapshots(snapshots)
                                    .policies(new StandardPolicies()))) {
                final long endedNs = System.nanoTime();
                tell(kernel.recovery(), openedNs - beganNs, endedNs - openedNs);
            }
        }
    }

    private void tell(final RecoveryReport report, final long openNs, final long recoverNs) {
        tell(
                report.snapshotPosition() < 0
                        ? "recovered from the first entry"
                        : "recovered from the snapshot at position %,d",
                report.snapshotPosition());
        tell("opening the journal  %,.0f ms", openNs / MS);
        tell(
                "recovering           %,.0f ms, %,d entries: %,.0f a second",
                recoverNs / MS, report.entryCount(), report.entryCount() / (recoverNs / 1e9));
        final long startedMs = ManagementFactory.getRuntimeMXBean().getStartTime();
        tell("since the JVM began  %,d ms", System.currentTimeMillis() - startedMs);
    }

    private void tell(final String format, final Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
