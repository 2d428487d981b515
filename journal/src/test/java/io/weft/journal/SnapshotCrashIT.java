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
package io.weft.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.DecisionLog;
import io.weft.core.FirstFitPolicy;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.Replay;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.SnapshotSink;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a kernel in the middle of a snapshot. */
class SnapshotCrashIT {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final String IN_THE_MIDDLE = "in the middle";
    private static final Limits LIMITS =
            new Limits().nodeCount(4).coresPerNode(8).decisionLength(1 << 16);

    @TempDir private Path temporary;

    private static Kernel embed(final ChronicleJournal journal, final SnapshotStore snapshots) {
        return Kernel.embed(
                new KernelContext()
                        .limits(LIMITS)
                        .journal(journal)
                        .snapshots(snapshots)
                        .policies(FirstFitPolicy::named));
    }

    private static void run(final Kernel kernel) {
        final DecisionLog log = new DecisionLog();
        while (kernel.doWork() + kernel.poll(log, 100) > 0) {
            // Until nothing is left to do.
        }
    }

    /** Takes a snapshot, goes on, and stays in the middle of the next one. */
    public static final class Victim {
        private Victim() {}

        /**
         * Runs until it is killed.
         *
         * @param args directory of the journal.
         */
        public static void main(final String[] args) {
            final Path directory = Path.of(args[0]);
            final SlowStore store = new SlowStore(FileSnapshotStore.of(directory));
            try (ChronicleJournal journal = ChronicleJournal.open(Journals.small(directory));
                    Kernel kernel = embed(journal, store)) {
                kernel.inputWriter().defineQueue(new QueueRequest(0).maxMultiplicity(1));
                kernel.inputWriter().defineNode(0, 8, 1000, 1, 0, 0, -1);
                kernel.inputWriter().setPolicy("first-fit", 0, 1200, true, true);
                for (int id = 0; id < 100; id++) {
                    submit(kernel, id);
                }
                kernel.inputWriter().snapshotMark(1);
                run(kernel);
                submit(kernel, 100);
                store.isSlow = true;
                kernel.inputWriter().snapshotMark(2);
                run(kernel);
            }
        }

        private static void submit(final Kernel kernel, final int id) {
            kernel.inputWriter()
                    .submitJob(new JobRequest().jobId(id).walltimeNs(1_000_000).nodes(1, 6));
            run(kernel);
        }
    }

    /** Files, but one is never written to its end. */
    private static final class SlowStore implements SnapshotStore {
        private final FileSnapshotStore store;
        private boolean isSlow;

        SlowStore(final FileSnapshotStore store) {
            this.store = store;
        }

        @Override
        public SnapshotSink create(final long position) throws IOException {
            final SnapshotSink sink = store.create(position);
            return isSlow ? new SlowSink(sink) : sink;
        }

        @Override
        public long[] positions() throws IOException {
            return store.positions();
        }

        @Override
        public ReadableByteChannel open(final long position) throws IOException {
            return store.open(position);
        }

        @Override
        public void discard(final long position) throws IOException {
            store.discard(position);
        }

        @Override
        public String nameOf(final long position) {
            return store.nameOf(position);
        }
    }

    private record SlowSink(SnapshotSink sink) implements SnapshotSink {
        @Override
        public int write(final ByteBuffer source) throws IOException {
            final ByteBuffer half = source.duplicate();
            half.limit(source.position() + source.remaining() / 2);
            sink.write(half);
            System.out.println(IN_THE_MIDDLE);
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (final InterruptedException ex) {
                throw new IOException(ex);
            }
            return 0;
        }

        @Override
        public void commit() throws IOException {
            sink.commit();
        }

        @Override
        public boolean isOpen() {
            return sink.isOpen();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }

    @Test
    void shouldGoOnWithTheFormerSnapshotWhenKilledInTheMiddleOfOne() throws Exception {
        final Path directory = temporary.resolve("journal");
        kill(directory);
        final FileSnapshotStore snapshots = FileSnapshotStore.of(directory);
        assertEquals(1, snapshots.positions().length);
        try (var files = Files.list(FileSnapshotStore.directoryOf(directory))) {
            assertEquals(2, files.count());
        }

        try (ChronicleJournal journal = ChronicleJournal.open(Journals.small(directory));
                Kernel kernel = embed(journal, snapshots)) {
            assertEquals(snapshots.newestPosition(), kernel.recovery().snapshotPosition());
            assertEquals(2, kernel.recovery().entryCount());
            assertEquals(List.of(), kernel.recovery().refused());
            final Replay.Report whole = Replay.run(journal, FirstFitPolicy::named, position -> {});
            assertEquals(whole.digest(), kernel.digest());
            run(kernel);
            kernel.inputWriter().snapshotMark(3);
            run(kernel);
        }

        assertEquals(2, snapshots.positions().length);
        try (var files = Files.list(FileSnapshotStore.directoryOf(directory))) {
            assertEquals(2, files.count());
        }
    }

    private void kill(final Path directory) throws Exception {
        final Path output = temporary.resolve("output");
        final Process child =
                ChildJvm.start(JvmFlags.all(), output, Victim.class, directory.toString());
        try {
            final long start = System.nanoTime();
            while (!Files.readString(output).contains(IN_THE_MIDDLE)) {
                assertTrue(child.isAlive(), Files.readString(output));
                assertTrue(System.nanoTime() - start < TIMEOUT_NS, Files.readString(output));
                Thread.sleep(5);
            }
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    }
}
