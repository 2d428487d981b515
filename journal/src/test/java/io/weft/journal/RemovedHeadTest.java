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

import io.weft.core.Kernel;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that looks at a journal, at one whose first files went behind snapshots. */
class RemovedHeadTest {
    private static final int BLOCK_SIZE = ChronicleJournal.Context.BLOCK_SIZE_MIN;

    @TempDir private Path temporary;
    private Path directory;
    private Path target;
    private long digest;
    private JournalReport written;

    @BeforeEach
    void writeJournal() {
        directory = temporary.resolve("journal");
        target = temporary.resolve("new");
        digest = SampleRun.write(directory, true);
        written = JournalVerifier.verify(directory);
        assertTrue(written.firstPosition() > 0);
    }

    private Path head() {
        return directory.resolve(JournalHead.FILE_NAME);
    }

    private long firstSegment() throws IOException {
        return SegmentName.list(directory)[0];
    }

    private JournalException refusal() {
        return assertThrows(JournalException.class, () -> SampleRun.open(directory, true).close());
    }

    private static List<String> findings(final Path journal) {
        return JournalExam.of(journal).findings().stream()
                .map(finding -> finding.outcome() + " " + finding.file().getFileName())
                .toList();
    }

    /** The new journal leads to the state of the old one, and can be gone on with. */
    private void assertRepaired(final JournalRepair.Result result) throws IOException {
        assertEquals(written.recordCount(), result.recordCount());
        assertEquals(written.firstPosition(), result.firstPosition());
        assertEquals(written.lastPosition(), result.lastPosition());
        assertEquals(FileSnapshotStore.of(directory).newestPosition(), result.snapshotPosition());
        assertNull(result.damage());
        assertEquals(0, result.lostRecordCount());
        assertEquals(List.of(), findings(target));
        try (ChronicleJournal journal = SampleRun.open(target, true);
                Kernel kernel = SampleRun.embed(target, journal)) {
            assertEquals(digest, kernel.digest());
            assertEquals(result.snapshotPosition(), kernel.recovery().snapshotPosition());
            kernel.inputWriter().cancelJob(1, -1);
            for (int i = 0; i < 10; i++) {
                kernel.doWork();
            }
            assertEquals(written.lastPosition() + 1, kernel.appliedPosition());
        }
        assertTrue(JournalExam.of(target).isSound());
        assertEquals(written.firstPosition(), JournalVerifier.verify(target).firstPosition());
    }

    @Test
    void shouldFindNothingWhenSnapshotsMakeUpForWhatWasRemoved() {
        assertEquals(List.of(), findings(directory));
    }

    @Test
    void shouldRefuseWithPositionsWhenNoSnapshotMakesUpForWhatWasRemoved() throws IOException {
        for (final long position : FileSnapshotStore.of(directory).positions()) {
            Journals.flip(FileSnapshotStore.of(directory).file(position), 200, 1);
        }

        final JournalExam exam = JournalExam.of(directory);

        assertFalse(exam.isSound());
        final JournalFinding finding = exam.findings().get(0);
        assertEquals(DamageOutcome.REFUSED, finding.outcome());
        assertEquals(written.firstPosition(), finding.position());
        final String range = written.firstPosition() + " to " + written.lastPosition();
        assertTrue(finding.cure().contains("Bring back a snapshot"), finding::toString);
        assertTrue(finding.cure().contains(range), finding::toString);
    }

    @Test
    void shouldExportAndPrintWhatIsThere() {
        final List<String> lines = new ArrayList<>();
        new JournalExport(line -> lines.add(line.toString())).export(directory, 0, Long.MAX_VALUE);
        final ByteArrayOutputStream printed = new ByteArrayOutputStream();
        final long damageCount =
                new JournalPrinter(new PrintStream(printed, true, StandardCharsets.UTF_8))
                        .print(directory, 0, Long.MAX_VALUE);

        assertEquals(written.entryCount(), lines.size());
        assertTrue(lines.get(0).startsWith("{\"position\":" + written.firstPosition() + ","));
        assertEquals(0, damageCount);
        final String text = printed.toString(StandardCharsets.UTF_8);
        assertEquals(written.recordCount(), text.lines().count());
        assertTrue(text.startsWith(written.firstPosition() + " "));
    }

    @Test
    void shouldRepairWithItsBeginningAndItsSnapshots() throws IOException {
        assertRepaired(JournalRepair.repair(directory, target, BLOCK_SIZE));
    }

    @Test
    void shouldKeepWhatLiesBeforeDamageAndTheSnapshotsOfIt() throws IOException {
        final long[] positions = FileSnapshotStore.of(directory).positions();
        final long segment = SegmentName.list(directory)[1];
        final Path file = SegmentName.path(directory, segment);
        Journals.flip(file, Journals.documentOffsets(file)[4] + 50, 1);
        final JournalReport before = JournalVerifier.verify(directory);

        final JournalRepair.Result result = JournalRepair.repair(directory, target, BLOCK_SIZE);

        assertEquals(before.recordCount(), result.recordCount());
        assertEquals(before.damage(), result.damage());
        assertTrue(result.lostRecordCount() > 0);
        final long[] kept =
                Arrays.stream(positions).filter(p -> p <= result.lastPosition()).toArray();
        assertEquals(kept.length == 0 ? -1 : kept[0], result.snapshotPosition());
        assertTrue(JournalVerifier.verify(target).isSound());
    }

    @Test
    void shouldRefuseToRepairWhenTheFirstRecordIsDamaged() throws IOException {
        final Path file = SegmentName.path(directory, firstSegment());
        Journals.flip(file, Journals.documentOffsets(file)[0] + 50, 1);

        final JournalException refusal =
                assertThrows(
                        JournalException.class,
                        () -> JournalRepair.repair(directory, target, BLOCK_SIZE));

        assertEquals(JournalException.Kind.DAMAGED, refusal.kind());
        assertTrue(
                refusal.getMessage().contains("begins at position " + written.firstPosition()),
                refusal::getMessage);
        assertFalse(Files.exists(target));
    }

    @Test
    void shouldTellDamageOfTheHeadFromOthersWhateverBitOrLengthOfItChanged() throws IOException {
        final byte[] sound = Files.readAllBytes(head());
        for (int bit = 0; bit < sound.length * Byte.SIZE; bit++) {
            final byte[] bytes = sound.clone();
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(head(), bytes);
            assertHeadDamaged();
        }
        for (int length = 0; length < sound.length; length++) {
            Files.write(head(), Arrays.copyOf(sound, length));
            assertHeadDamaged();
        }
        final JournalException refusal = refusal();
        assertEquals(JournalException.Kind.DAMAGED, refusal.kind());
        assertTrue(refusal.getMessage().contains("bring this file back"), refusal::getMessage);
    }

    private void assertHeadDamaged() {
        final JournalReport report = JournalVerifier.verify(directory);
        assertEquals(head(), report.damage().file());
        assertEquals(0, report.recordCount());
    }

    @Test
    void shouldRepairADamagedHeadFromTheFirstFileThatIsThere() throws IOException {
        Files.writeString(head(), "segment=0");
        assertFalse(JournalExam.of(directory).isSound());

        assertRepaired(JournalRepair.repair(directory, target, BLOCK_SIZE));
    }

    @Test
    void shouldRepairALostHeadFromTheFirstFileThatIsThere() throws IOException {
        Files.delete(head());
        assertEquals(JournalException.Kind.DAMAGED, refusal().kind());

        assertRepaired(JournalRepair.repair(directory, target, BLOCK_SIZE));
    }

    @Test
    void shouldKeepNothingOfALostHeadWithoutSnapshots() throws IOException {
        Files.delete(head());
        for (final long position : FileSnapshotStore.of(directory).positions()) {
            Files.delete(FileSnapshotStore.of(directory).file(position));
        }

        final JournalRepair.Result result = JournalRepair.repair(directory, target, BLOCK_SIZE);

        assertEquals(0, result.recordCount());
        assertEquals(0, result.firstPosition());
        assertEquals(0, result.damage().position());
        assertEquals(written.recordCount(), result.lostRecordCount());
    }

    @Test
    void shouldRefuseWhenEveryFileIsLost() throws IOException {
        for (final long segment : SegmentName.list(directory)) {
            Files.delete(SegmentName.path(directory, segment));
        }
        Files.delete(directory.resolve(SegmentCount.FILE_NAME));

        final JournalException refusal = refusal();

        assertEquals(JournalException.Kind.DAMAGED, refusal.kind());
        assertTrue(
                refusal.getMessage().contains("at position " + written.firstPosition()),
                refusal::getMessage);
    }

    @Test
    void shouldFindAFileHarmlessThatWasToGo() throws IOException {
        final long first = firstSegment();
        Files.copy(SegmentName.path(directory, first), SegmentName.path(directory, first - 1));

        assertEquals(List.of("HARMLESS " + SegmentName.of(first - 1)), findings(directory));
        try (Journal journal = SampleRun.open(directory, true)) {
            assertEquals(written.lastPosition(), journal.lastPosition());
        }
    }

    @Test
    void shouldBeginWithWhatIsThereWhenFilesGoWhileAReaderOpens() throws IOException {
        final long last = written.lastPosition();
        try (JournalReader reader = new JournalReader(directory, 0);
                ChronicleJournal journal = SampleRun.open(directory, true)) {
            journal.release(last);

            final List<Long> read = new ArrayList<>();
            while (reader.poll((kind, position, time, buffer, offset, n) -> read.add(position))) {
                // Collects.
            }
            assertTrue(read.get(0) > written.firstPosition());
            assertEquals(last, read.get(read.size() - 1));
        }
    }
}
