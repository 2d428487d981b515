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

import io.weft.core.DecisionLog;
import io.weft.core.Kernel;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.snapshot.SnapshotHeader;
import io.weft.core.spi.Journal;
import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which snapshots a repair takes over when the journal ends near them. */
class RepairedSnapshotsTest {
    /** One that is read: where, of which entry, and what. */
    private record Place(Path file, long offset, long position, int kind) {}

    private static final int SNAPSHOT_COUNT = 2;

    @TempDir private Path temporary;
    private Path sound;
    private Path source;
    private Path target;
    private List<Place> places;
    private List<SnapshotHeader> snapshots;

    @BeforeEach
    void writeJournal() throws IOException {
        sound = temporary.resolve("sound");
        source = temporary.resolve("journal");
        target = temporary.resolve("repaired");
        writeSound();
        places = places();
        snapshots = new ArrayList<>(SoundSnapshots.of(sound, 0, Long.MAX_VALUE));
        snapshots.sort(Comparator.comparingLong(SnapshotHeader::position));
        assertEquals(
                List.of(false, true),
                snapshots.stream().map(SnapshotHeader::hasDecisions).toList());
    }

    /** A snapshot with each job, by turns at the entry that starts it and at one of its own. */
    private void writeSound() {
        try (ChronicleJournal journal = SampleRun.open(sound, false);
                Kernel kernel = SampleRun.embed(sound, journal)) {
            final InputWriter in = kernel.inputWriter();
            in.defineQueue(new QueueRequest(0).maxMultiplicity(1));
            in.defineNode(0, 8, 1000, 1, 0, 0, -1);
            in.setPolicy("first-fit", 0, 1200, true, true);
            settle(kernel);
            for (int id = 0; id < SNAPSHOT_COUNT; id++) {
                in.submitJob(new JobRequest().jobId(id).walltimeNs(1000).nodes(1, 1));
                if (id % 2 == 0) {
                    settle(kernel);
                }
                in.snapshotMark(id);
                settle(kernel);
            }
            in.acknowledge(1);
            settle(kernel);
        }
    }

    private static void settle(final Kernel kernel) {
        final DecisionLog log = new DecisionLog();
        int work;
        do {
            work = kernel.doWork() + kernel.poll(log, 100);
        } while (work > 0);
    }

    private List<Place> places() throws IOException {
        final List<Place> found = new ArrayList<>();
        try (RecordWalk walk = new RecordWalk(sound, 0)) {
            while (walk.next() == Step.RECORD) {
                found.add(
                        new Place(
                                SegmentName.path(source, walk.segment()),
                                walk.reader().recordOffset(),
                                walk.record().position(),
                                walk.record().kind()));
            }
        }
        return found;
    }

    /** Repairs the journal, damaged at the first record behind that of an entry. */
    private JournalRepair.Result repairBehind(final long position, final int kind)
            throws IOException {
        delete(source);
        delete(target);
        copy();
        final int index =
                places.indexOf(
                        places.stream()
                                .filter(p -> p.position() == position)
                                .filter(p -> Journal.isEntry(p.kind()) == Journal.isEntry(kind))
                                .findFirst()
                                .orElseThrow());
        final Place next = places.get(index + 1);
        Journals.flip(next.file(), next.offset() + 4 + EntryLayout.HEADER_LENGTH, 1);
        final JournalRepair.Result result =
                JournalRepair.repair(source, target, ChronicleJournal.Context.BLOCK_SIZE_MIN);
        assertEquals(position, result.lastPosition());
        return result;
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.walk(sound)) {
            for (final Path file : files.toList()) {
                Files.copy(file, source.resolve(sound.relativize(file)));
            }
        }
    }

    private static void delete(final Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void shouldLeaveOutASnapshotWhoseDecisionsAreLost() throws IOException {
        long former = Journal.NULL_POSITION;
        for (final SnapshotHeader snapshot : snapshots) {
            final long position = snapshot.position();

            final JournalRepair.Result result = repairBehind(position, Journal.ENTRY);

            final long expected = snapshot.hasDecisions() ? former : position;
            assertEquals(expected, result.snapshotPosition());
            assertEquals(expected, FileSnapshotStore.of(target).newestPosition());
            former = position;
        }
    }

    @Test
    void shouldKeepASnapshotWhoseDecisionsAreThere() throws IOException {
        for (final SnapshotHeader snapshot : snapshots) {
            if (snapshot.hasDecisions()) {
                final long position = snapshot.position();

                assertEquals(
                        position, repairBehind(position, Journal.DECISIONS).snapshotPosition());
                assertEquals(position, FileSnapshotStore.of(target).newestPosition());
            }
        }
    }

    @Test
    void shouldTakeOverEverySoundSnapshot() throws IOException {
        final JournalRepair.Result result =
                JournalRepair.repair(sound, target, ChronicleJournal.Context.BLOCK_SIZE_MIN);

        assertEquals(snapshots.get(snapshots.size() - 1).position(), result.snapshotPosition());
        assertEquals(snapshots.size(), FileSnapshotStore.of(target).positions().length);
    }
}
