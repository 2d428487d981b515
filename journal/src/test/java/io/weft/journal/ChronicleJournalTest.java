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

import static io.weft.journal.Journals.small;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.queue.impl.table.Metadata;
import net.openhft.chronicle.queue.impl.table.SingleTableBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.threads.BusyTimedPauser;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChronicleJournalTest {
    @TempDir private Path temporary;

    private Path directory() {
        return temporary.resolve("journal");
    }

    @Test
    void shouldGoOnWhereItEndedWhenOpenedAgain() {
        for (int i = 0; i < 4; i++) {
            try (Journal journal = ChronicleJournal.open(small(directory()))) {
                assertEquals(i * 100L - 1, journal.lastPosition());
                Journals.appendAll(journal, i * 100L, 100);
            }
        }

        try (Journal journal = ChronicleJournal.open(small(directory()))) {
            assertEquals(399, journal.lastPosition());
            assertEquals(600, Journals.read(journal).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCutASegmentToWhatItHoldsWhenItEnds(final Durability durability) throws IOException {
        try (Journal journal =
                ChronicleJournal.open(small(directory()).durability(durability).rollEntries(10))) {
            Journals.appendAll(journal, 0, 35);
            for (int segment = 0; segment < 3; segment++) {
                requireCut(segment);
            }
            assertEquals(35 + 18, Journals.read(journal).size());
        }
        for (int segment = 0; segment < 4; segment++) {
            requireCut(segment);
        }
        try (Journal journal = ChronicleJournal.open(small(directory()).rollEntries(10))) {
            Journals.appendAll(journal, 35, 1);
            assertEquals(36 + 18, Journals.read(journal).size());
        }
    }

    /** Behind the last record there is an end mark at most. */
    private void requireCut(final long segment) throws IOException {
        final Path file = Journals.segment(directory(), segment);
        final long[] offsets = Journals.documentOffsets(file);
        final long end = offsets[offsets.length - 1];
        assertTrue(
                Files.size(file) <= end + SegmentReader.END_LENGTH,
                Files.size(file) + " bytes, end " + end);
    }

    @Test
    void shouldTakeTheDecisionsOfTheLastEntryWhenOpenedAgain() {
        try (Journal journal = ChronicleJournal.open(small(directory()))) {
            Journals.append(journal, Journal.ENTRY, 0);
        }
        try (Journal journal = ChronicleJournal.open(small(directory()))) {
            Journals.append(journal, Journal.DECISIONS, 0);
        }

        try (Journal journal = ChronicleJournal.open(small(directory()))) {
            assertEquals(List.of("1 0", "2 0"), Journals.read(journal));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Journals.append(journal, Journal.DECISIONS, 0));
        }
    }

    @Test
    void shouldBeginASegmentWhenOneIsFull() throws IOException {
        try (Journal journal =
                ChronicleJournal.open(small(directory()).rollEntries(10).rollBytes(1_500))) {
            Journals.appendAll(journal, 0, 100);
            assertEquals(150, Journals.read(journal).size());
        }

        final long[] segments = SegmentName.list(directory());
        assertTrue(segments.length > 10, segments.length + " segments");
        final JournalReport report = JournalVerifier.verify(directory());
        assertTrue(report.isSound());
        assertEquals(segments.length, report.segmentCount());
        assertEquals(150, report.recordCount());
        for (final long segment : segments) {
            final long[] offsets = Journals.documentOffsets(Journals.segment(directory(), segment));
            assertTrue(offsets.length <= 16, "more than ten entries with decisions");
        }
    }

    @Test
    void shouldRollAtTheSameEntryWhenOpenedAgainInBetween() throws IOException {
        final Path other = temporary.resolve("other");
        try (Journal journal = ChronicleJournal.open(small(directory()).rollEntries(10))) {
            Journals.appendAll(journal, 0, 35);
        }
        for (int i = 0; i < 35; i++) {
            try (Journal journal = ChronicleJournal.open(small(other).rollEntries(10))) {
                Journals.appendAll(journal, i, 1);
            }
        }

        assertSameRecords(directory(), other);
    }

    @Test
    void shouldMakeTheSameFilesFromTheSameRecords() throws IOException {
        final Path other = temporary.resolve("other");
        for (final Path directory : List.of(directory(), other)) {
            try (Journal journal = ChronicleJournal.open(small(directory).rollEntries(70))) {
                Journals.appendAll(journal, 0, 200);
            }
        }

        assertEquals(
                List.of("19700101H.cq4", "19700102H.cq4", "19700103H.cq4"), names(directory()));
        assertSameRecords(directory(), other);
    }

    private static List<String> names(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    private static void assertSameRecords(final Path one, final Path other) throws IOException {
        assertEquals(names(one), names(other));
        for (final long segment : SegmentName.list(one)) {
            final Path file = Journals.segment(one, segment);
            final long[] offsets = Journals.documentOffsets(file);
            final int length = (int) (offsets[offsets.length - 1] - offsets[0]);
            assertArrayEquals(
                    Journals.readBytes(file, offsets[0], length),
                    Journals.readBytes(Journals.segment(other, segment), offsets[0], length));
        }
    }

    @Test
    void shouldBePrivateToItsOwner() throws IOException {
        assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
        try (Journal journal = ChronicleJournal.open(small(directory()).rollEntries(2))) {
            Journals.appendAll(journal, 0, 5);

            assertEquals("rwx------", permissions(directory()));
            try (Stream<Path> files = Files.list(directory())) {
                final List<Path> all = files.toList();
                assertEquals(6, all.size());
                for (final Path file : all) {
                    assertEquals("rw-------", permissions(file), file.toString());
                }
            }
        }
    }

    private static String permissions(final Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void shouldWriteWhatChronicleQueueReads() {
        try (Journal journal = ChronicleJournal.open(small(directory()).rollEntries(40))) {
            Journals.appendAll(journal, 0, 100);
        }

        final List<byte[]> documents = new ArrayList<>();
        try (ChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(directory())
                                .rollCycle(LargeRollCycles.HUGE_DAILY)
                                .blockSize(ChronicleJournal.Context.BLOCK_SIZE_MIN)
                                .readOnly(true)
                                .build();
                ExcerptTailer tailer = queue.createTailer()) {
            boolean hasMore = true;
            while (hasMore) {
                try (DocumentContext document = tailer.readingDocument()) {
                    hasMore = document.isPresent();
                    if (hasMore) {
                        documents.add(document.wire().bytes().toByteArray());
                    }
                }
            }
        }
        assertEquals(150, documents.size());
        final RecordBuffer record = new RecordBuffer();
        for (int i = 0; i < documents.size(); i++) {
            record.buffer().putBytes(0, documents.get(i));
            assertEquals(i, record.sequence());
            assertEquals(documents.get(i).length, record.recordLength());
            assertEquals(record.crc(), record.computeCrc());
        }
    }

    @Test
    void shouldNotWaitForTheLockOfAProcessThatDied() {
        Journals.write(directory(), 10);
        // As if the holder had died and its pid, this one, had been given out again.
        new TableStoreWriteLock(
                        SingleTableBuilder.binary(
                                        directory().resolve("metadata.cq4t"),
                                        Metadata.NoMeta.INSTANCE)
                                .build(),
                        BusyTimedPauser::new,
                        100L)
                .lock();

        try (Journal journal = ChronicleJournal.open(small(directory()))) {
            Journals.appendAll(journal, 10, 10);
            assertEquals(30, Journals.read(journal).size());
        }
    }

    @Test
    void shouldOpenWithoutChronicleQueuesTable() throws IOException {
        Journals.write(directory(), 10);
        Files.delete(directory().resolve("metadata.cq4t"));

        try (Journal journal = ChronicleJournal.open(small(directory()))) {
            Journals.appendAll(journal, 10, 10);
            assertEquals(30, Journals.read(journal).size());
        }
    }

    @Test
    void shouldReadOnlyWhenOpenedSo() throws IOException {
        Journals.write(directory(), 10);
        Files.delete(directory().resolve("metadata.cq4t"));
        Files.delete(directory().resolve("weft.lock"));

        try (Journal journal = ChronicleJournal.open(small(directory()).readOnly(true))) {
            assertEquals(9, journal.lastPosition());
            assertEquals(15, Journals.read(journal).size());
            assertThrows(IllegalStateException.class, () -> Journals.appendAll(journal, 10, 1));
            assertThrows(IllegalStateException.class, journal::endBatch);
            assertEquals(Journal.NULL_POSITION, journal.durablePosition());
        }
        assertEquals(List.of("19700101H.cq4"), names(directory()));
        assertFalse(Files.exists(directory().resolve("weft.lock")));
    }

    @Test
    void shouldReadBesideALiveWriter() {
        try (Journal writer = ChronicleJournal.open(small(directory()).rollEntries(30))) {
            Journals.appendAll(writer, 0, 50);
            try (Journal reader = ChronicleJournal.open(small(directory()).readOnly(true))) {
                assertEquals(49, reader.lastPosition());
                assertEquals(75, Journals.read(reader).size());

                Journals.appendAll(writer, 50, 50);
                assertEquals(150, Journals.read(reader).size());
            }
            assertTrue(JournalVerifier.verify(directory()).isSound());
        }
    }

    @Test
    void shouldStayUsableWhenTheThreadIsInterrupted() {
        try (ChronicleJournal journal =
                ChronicleJournal.open(
                        small(directory()).durability(Durability.BATCH).rollEntries(20))) {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 100; i++) {
                Journals.appendAll(journal, i, 1);
                journal.endBatch();
            }
            assertEquals(150, Journals.read(journal).size());
            assertTrue(Thread.interrupted());
            assertEquals(99, journal.durablePosition());
        }
    }

    @Test
    void shouldRefuseAPlaceWithoutJournalUnlessItMayMakeOne() throws IOException {
        final Path empty = Files.createDirectory(temporary.resolve("empty"));
        for (final Path path : List.of(directory(), empty)) {
            assertKind(
                    JournalException.Kind.ABSENT,
                    () -> ChronicleJournal.open(small(path).createIfAbsent(false)));
            assertKind(
                    JournalException.Kind.ABSENT,
                    () -> ChronicleJournal.open(small(path).readOnly(true)));
            assertKind(JournalException.Kind.ABSENT, () -> JournalVerifier.verify(path));
            assertKind(JournalException.Kind.ABSENT, () -> new JournalReader(path, 0));
        }
        assertFalse(Files.exists(directory()));
        assertEquals(List.of(), names(empty));
    }

    @Test
    void shouldSayWhenTheFileSystemRefuses() throws IOException {
        final Path file = Files.createFile(temporary.resolve("file"));
        assertKind(
                JournalException.Kind.STORAGE,
                () -> ChronicleJournal.open(small(file.resolve("journal"))));
        assertKind(JournalException.Kind.STORAGE, () -> ChronicleJournal.open(small(file)));
    }

    @Test
    void shouldSayWhenTheDirectoryCannotBeWritten() {
        // Nobody, not even root, may make files here.
        final Path readOnly = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(readOnly), "needs a Linux /proc");

        assertKind(JournalException.Kind.STORAGE, () -> ChronicleJournal.open(small(readOnly)));
    }

    /** Of an empty journal, and of one with records: neither is called damaged. */
    @Test
    void shouldSayWhenChronicleQueuesTableCannotBeReplaced() throws IOException {
        Files.createDirectory(directory());
        final Path table = Files.createDirectory(directory().resolve("metadata.cq4t"));
        final Path stray = Files.createFile(table.resolve("stray"));
        assertKind(JournalException.Kind.STORAGE, () -> ChronicleJournal.open(small(directory())));
        Files.delete(stray);
        Journals.write(directory(), 10);
        Files.delete(table);
        Files.createDirectory(table);
        Files.createFile(stray);

        assertKind(JournalException.Kind.STORAGE, () -> ChronicleJournal.open(small(directory())));
        Files.delete(stray);

        try (Journal journal = ChronicleJournal.open(small(directory()))) {
            assertEquals(15, Journals.read(journal).size());
        }
    }

    @Test
    void shouldBeginAnewWhenTheFirstFileHasNoRecord() throws IOException {
        Files.createDirectory(directory());
        for (final byte[] content : new byte[][] {{}, new byte[1 << 20]}) {
            Files.write(Journals.segment(directory(), 0), content);
            assertEquals(
                    0,
                    JournalVerifier.verify(directory()).recordCount(),
                    "nothing to read in " + content.length);
            try (Journal journal = ChronicleJournal.open(small(directory()))) {
                assertEquals(Journal.NULL_POSITION, journal.lastPosition());
            }
        }
        Journals.write(directory(), 10);
        assertEquals(15, JournalVerifier.verify(directory()).recordCount());
    }

    @Test
    void shouldAcceptNothingMoreWhenNoNameIsLeft() throws IOException {
        try (Journal journal =
                ChronicleJournal.open(small(directory()).rollEntries(5).removeReleased(true))) {
            Journals.appendAll(journal, 0, 10);
            journal.release(5);
        }
        Files.move(
                Journals.segment(directory(), 1),
                Journals.segment(directory(), SegmentName.SEGMENT_MAX));
        new JournalHead(SegmentName.SEGMENT_MAX, 8, 5).write(directory());

        try (Journal journal = ChronicleJournal.open(small(directory()).rollEntries(5))) {
            assertEquals(9, journal.lastPosition());
            final JournalException ex =
                    assertThrows(JournalException.class, () -> Journals.appendAll(journal, 10, 1));

            assertEquals(JournalException.Kind.STORAGE, ex.kind());
            assertTrue(ex.getMessage().contains("no name is left"), ex::toString);
            assertEquals(9, journal.lastPosition());
        }
        assertEquals(List.of("99991230H.cq4"), names(directory()));
        assertEquals(7, JournalVerifier.verify(directory()).recordCount());
    }

    @Test
    void shouldReadFromAPositionWhenTheLastFileWasJustBegun() throws IOException {
        try (Journal journal = ChronicleJournal.open(small(directory()).rollEntries(10))) {
            Journals.appendAll(journal, 0, 30);
        }
        Files.write(Journals.segment(directory(), 3), new byte[100]);

        try (JournalReader reader = new JournalReader(directory(), 25)) {
            final long[] first = {-1};
            assertTrue(reader.poll((k, position, t, b, o, l) -> first[0] = position));
            assertEquals(25, first[0]);
        }
    }

    private static void assertKind(final JournalException.Kind kind, final Runnable action) {
        final JournalException ex = assertThrows(JournalException.class, action::run);
        assertEquals(kind, ex.kind(), ex.getMessage());
        assertNotNull(ex.getMessage());
    }
}
