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

import static io.weft.manager.SettableClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelContext;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.journal.JournalVerifier;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On disk, with a journal that forgets: 20 entries a file. */
class BridgeSnapshotsTest implements BridgeListener {
    private static final int INTERVAL = 30;
    private static final int BLOCK_SIZE = 1 << 22;

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();
    private final FakeManager manager = new FakeManager(clock, 1, 2);
    private final List<String> failures = new ArrayList<>();
    private boolean isForgetting = true;
    private ChronicleJournal journal;
    private Bridge bridge;

    @BeforeEach
    void play() {
        open();
        submit(40);
        run(12);
    }

    private void submit(final int jobCount) {
        for (int i = 0; i < jobCount; i++) {
            manager.submit(JobAsk.of(1, 1 + i % 4, 3600), (1 + i % 3) * SECOND);
        }
    }

    @AfterEach
    void close() {
        CloseHelper.closeAll(bridge, journal);
        bridge = null;
        journal = null;
    }

    private void open() {
        final Path directory = directory();
        final BridgeSnapshots snapshots = BridgeSnapshots.of(directory, INTERVAL);
        final Limits limits =
                new Limits()
                        .nodeCount(8)
                        .coresPerNode(8)
                        .jobCount(512)
                        .queueCount(4)
                        .nameCount(64)
                        .decisionLength(1 << 16);
        journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context()
                                .directory(directory)
                                .blockSize(BLOCK_SIZE)
                                .rollEntries(20)
                                .removeReleased(isForgetting)
                                .releaseLimit(snapshots::oldestPosition));
        bridge =
                new Bridge(
                        new KernelContext()
                                .limits(limits)
                                .policies(new StandardPolicies())
                                .snapshots(FileSnapshotStore.of(directory))
                                .snapshotInterval(INTERVAL),
                        journal,
                        clock,
                        BridgeSettings.of(
                                List.of(
                                        new QueueSpec(
                                                "main",
                                                FakeManager.MAX_MULTIPLICITY,
                                                0,
                                                JobClass.BATCH,
                                                List.of())),
                                "easy"),
                        manager,
                        this,
                        snapshots);
    }

    @Override
    public void onSnapshotFailed(final String failure) {
        failures.add(failure);
    }

    private void reopen() {
        close();
        open();
    }

    private Path directory() {
        return folder.resolve("journal");
    }

    private FileSnapshotStore files() {
        return new FileSnapshotStore(directory().resolve("bridge"), 2);
    }

    private Path newest() throws IOException {
        return files().file(files().positions()[0]);
    }

    private void run(final double seconds) {
        final long endNs = clock.nanoTime() + (long) (seconds * SECOND);
        while (clock.nanoTime() < endNs) {
            clock.advance(100 * SettableClock.MILLI);
            manager.advance();
            bridge.doWork();
        }
    }

    /** All is done, and everything once. */
    private void finish() {
        run(120);
        assertTrue(manager.jobs.stream().allMatch(job -> job.completionCount == 1));
        assertTrue(manager.jobs.stream().allMatch(job -> job.runCount == 1));
        assertEquals(List.of(), manager.violations);
    }

    private void assertBegunAt(final long position, final String... refusals) {
        assertEquals(position, bridge.recovery().snapshotPosition());
        assertEquals(refusals.length, bridge.recovery().refused().size());
        for (int i = 0; i < refusals.length; i++) {
            final String text = bridge.recovery().refused().get(i);
            assertTrue(text.contains(refusals[i]), text);
        }
    }

    @Test
    void shouldGoOnWhenTheJournalHasForgottenItsBeginning() throws IOException {
        final long newest = files().positions()[0];

        reopen();

        assertBegunAt(newest);
        assertTrue(bridge.recovery().entryCount() < journal.lastPosition() - newest + 1);
        assertTrue(JournalVerifier.verify(directory()).firstPosition() > 0);
        finish();
    }

    @Test
    void shouldKeepOfTheJournalWhatTheOlderSnapshotNeeds() throws IOException {
        for (int i = 0; i < 20; i++) {
            manager.submit(JobAsk.of(1, 1, 3600), SECOND);
            run(2);
            final long[] positions = files().positions();
            assertEquals(2, positions.length);
            final long first = JournalVerifier.verify(directory()).firstPosition();
            assertTrue(first <= positions[1], first + " " + positions[1]);
        }
    }

    @Test
    void shouldHaveNothingToReadAfterAnOrderlyEnd() {
        bridge.snapshot();
        final long last = journal.lastPosition();

        reopen();

        assertBegunAt(last);
        assertEquals(0, bridge.recovery().entryCount());
        finish();
    }

    @Test
    void shouldUseTheOlderOneWhenTheNewestIsDamaged() throws IOException {
        final long older = files().positions()[1];
        final byte[] bytes = Files.readAllBytes(newest());
        bytes[bytes.length / 2] ^= 4;
        Files.write(newest(), bytes);

        reopen();

        assertBegunAt(older, "its checksum is not that of its bytes");
        finish();
    }

    @Test
    void shouldUseTheOlderOneWhenTheNewestIsCut() throws IOException {
        final long older = files().positions()[1];
        final byte[] bytes = Files.readAllBytes(newest());
        Files.write(newest(), Arrays.copyOf(bytes, bytes.length - 100));

        reopen();

        assertBegunAt(older, "its checksum is not that of its bytes");
        finish();
    }

    @Test
    void shouldIgnoreWhatWasBegunByOneThatDied() throws IOException {
        final long position = files().positions()[0];
        final Path aside =
                newest().resolveSibling(files().file(position + 7).getFileName() + ".new");
        Files.write(aside, new byte[100]);

        reopen();

        assertBegunAt(position);
        finish();
        assertFalse(Files.exists(aside));
    }

    @Test
    void shouldPutAsideOneThatIsAheadOfTheJournal() throws IOException {
        final long position = files().positions()[0];
        final Path ahead = files().file(journal.lastPosition() + 1);
        Files.copy(newest(), ahead);

        reopen();

        assertBegunAt(position, "was put aside: the journal ends before it");
        assertFalse(Files.exists(ahead));
        finish();
    }

    @Test
    void shouldLeaveOutOneWhoseNameIsNotItsPosition() throws IOException {
        final long position = files().positions()[0];
        Files.copy(newest(), files().file(position + 1));

        reopen();

        assertBegunAt(position, "it says that it stands at position=" + position);
        finish();
    }

    @Test
    void shouldLeaveOutOneOfAnotherJournal() throws IOException {
        final Path copy = folder.resolve("copy");
        Files.copy(newest(), copy);
        final long position = files().positions()[0];
        isForgetting = false;
        playAnew();
        close();
        for (final long other : files().positions()) {
            Files.delete(files().file(other));
        }
        Files.copy(copy, files().file(position));

        open();

        assertBegunAt(-1, "The journal has another entry, or none, at position=" + position);
        finish();
    }

    /** Another journal, in which other things happen at other times. */
    private void playAnew() throws IOException {
        close();
        try (Stream<Path> old = Files.walk(directory())) {
            old.sorted(Comparator.reverseOrder()).forEach(BridgeSnapshotsTest::delete);
        }
        clock.advance(1);
        submit(80);
        open();
        run(20);
    }

    private static void delete(final Path path) {
        try {
            Files.delete(path);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void shouldRefuseToBeginWhenTheJournalHasForgottenItsBeginningAndNoneIsSound()
            throws IOException {
        close();
        final String older = files().nameOf(files().positions()[1]);
        Files.delete(newest());
        Files.write(newest(), new byte[10]);

        final SnapshotException ex = assertThrows(SnapshotException.class, this::open);

        assertEquals(SnapshotException.Kind.NONE_VALID, ex.kind());
        assertTrue(ex.getMessage().startsWith("The journal begins at position="), ex.getMessage());
        assertTrue(ex.getMessage().contains(older + " is left out: its checksum"), ex.getMessage());
        assertTrue(ex.getMessage().contains("Bring one back from a copy"), ex.getMessage());
    }

    @Test
    void shouldReadAllOfAJournalThatHasItsBeginning() throws IOException {
        final FakeJob job = manager.submit(JobAsk.of(1, 1, 3600), SECOND);
        isForgetting = false;
        playAnew();
        for (final long position : files().positions()) {
            Files.delete(files().file(position));
        }

        reopen();

        assertBegunAt(-1);
        assertEquals(journal.lastPosition() + 1, bridge.recovery().entryCount());
        run(20);
        assertTrue(job.runCount <= 1);
    }

    @Test
    void shouldGoOnWhenNoneCanBeWritten() throws IOException {
        final Path folderOfThem = newest().getParent();
        final long newest = files().positions()[0];
        final Path away = folder.resolve("away");
        Files.move(folderOfThem, away);
        Files.write(folderOfThem, new byte[0]);

        submit(40);
        finish();

        assertTrue(failures.size() > 1, failures.toString());
        assertTrue(failures.get(0).contains("cannot be written"), failures.toString());
        Files.delete(folderOfThem);
        Files.move(away, folderOfThem);
        reopen();
        assertBegunAt(newest);
    }
}
