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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.DecisionLog;
import io.weft.core.FirstFitPolicy;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.Replay;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel whose journal loses its first files behind snapshots; ten entries a file. */
class KernelWithSnapshotsTest {
    private static final int JOB_COUNT = 40;

    @TempDir private Path directory;
    private final DecisionLog log = new DecisionLog();
    private long now = 100;

    private FileSnapshotStore snapshots() {
        return FileSnapshotStore.of(directory);
    }

    private ChronicleJournal open() throws IOException {
        return ChronicleJournal.open(
                Journals.small(directory)
                        .durability(Durability.BATCH)
                        .rollEntries(10)
                        .verifyFrom(Math.max(0, snapshots().newestPosition()))
                        .removeReleased(true));
    }

    private Kernel embed(final ChronicleJournal journal) {
        return Kernel.embed(
                new KernelContext()
                        .limits(
                                new Limits()
                                        .nodeCount(4)
                                        .coresPerNode(8)
                                        .jobCount(64)
                                        .decisionLength(1 << 16))
                        .journal(journal)
                        .snapshots(snapshots())
                        .snapshotInterval(20)
                        .policies(FirstFitPolicy::named)
                        .clock(() -> now)
                        .verify(true));
    }

    private void run(final Kernel kernel) {
        while (kernel.doWork() + kernel.poll(log, 100) > 0) {
            now++;
        }
    }

    private void define(final Kernel kernel) {
        final InputWriter in = kernel.inputWriter();
        in.defineQueue(new QueueRequest(0).maxMultiplicity(1));
        for (int id = 0; id < 4; id++) {
            in.defineNode(id, 8, 1000, 1, 0, 0, -1);
        }
        in.setPolicy("first-fit", 0, 1200, true, true);
        run(kernel);
    }

    /** Jobs that run, wait and end; everything is acknowledged. */
    private void play(final Kernel kernel, final boolean acknowledges) {
        final InputWriter in = kernel.inputWriter();
        for (int id = 0; id < JOB_COUNT; id++) {
            in.submitJob(new JobRequest().jobId(id).walltimeNs(1_000_000).nodes(1, 6));
            run(kernel);
            if (id >= 3) {
                in.jobEnded(id - 3, EndKind.COMPLETED, 0);
                run(kernel);
            }
            if (acknowledges) {
                in.acknowledge(kernel.appliedPosition());
                run(kernel);
            }
        }
    }

    private Replay.Report replay() {
        try (ChronicleJournal journal =
                ChronicleJournal.open(Journals.small(directory).readOnly(true))) {
            return Replay.run(journal, FirstFitPolicy::named, snapshots(), position -> {});
        }
    }

    @Test
    void shouldGoOnWithoutTheFirstFiles() throws IOException {
        final long digest;
        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            define(kernel);
            play(kernel, true);
            digest = kernel.digest();
            assertNull(kernel.lastSnapshot().failure());
        }
        assertFalse(Files.exists(Journals.segment(directory, 0)));
        assertEquals(FileSnapshotStore.COUNT_MAX_DEFAULT, snapshots().positions().length);

        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            assertEquals(digest, kernel.digest());
            assertEquals(snapshots().newestPosition(), kernel.recovery().snapshotPosition());
            assertEquals(List.of(), kernel.recovery().refused());
            assertEquals(digest, replay().digest());
        }
        assertNull(replay().divergence());
        assertTrue(JournalVerifier.verify(directory).isSound());
    }

    @Test
    void shouldKeepWhatWasNotAcknowledged() throws IOException {
        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            define(kernel);
            play(kernel, false);
        }
        assertTrue(Files.exists(Journals.segment(directory, 0)));
        final List<String> decided = log.take();

        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            run(kernel);
            assertEquals(decided, log.take());
        }
    }

    @Test
    void shouldRefuseWithPositionAndCureWhenNothingIsLeftToBeginWith() throws IOException {
        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            define(kernel);
            play(kernel, true);
        }
        for (final long position : snapshots().positions()) {
            Journals.flip(snapshots().file(position), 200, 1);
        }
        final long first = JournalVerifier.verify(directory).firstPosition();

        try (ChronicleJournal journal = open()) {
            final SnapshotException refusal =
                    assertThrows(SnapshotException.class, () -> embed(journal).close());
            assertEquals(SnapshotException.Kind.NONE_VALID, refusal.kind());
            assertTrue(refusal.getMessage().contains("position=" + first), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("Bring back"), refusal::getMessage);
        }
    }

    @Test
    void shouldGoOnWithTheFormerWhenTheNewestIsDamaged() throws IOException {
        final long digest;
        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            define(kernel);
            play(kernel, true);
            digest = kernel.digest();
        }
        final long[] positions = snapshots().positions();
        Journals.flip(snapshots().file(positions[0]), 200, 1);

        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            assertEquals(digest, kernel.digest());
            assertEquals(positions[1], kernel.recovery().snapshotPosition());
            assertEquals(1, kernel.recovery().refused().size());
        }
    }
}
