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

import io.weft.core.snapshot.SnapshotHeader;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Writes what can be kept of a journal into a new one: every record before the first damage, byte
 * for byte, and the sound snapshots that belong to them. Nothing is skipped and gone on behind, for
 * what follows a lost entry was decided in a state that nobody knows. A journal whose first entries
 * were removed behind snapshots begins where it did. The old directory is only read.
 */
public final class JournalRepair {
    private JournalRepair() {}

    /**
     * What a repair kept and lost.
     *
     * @param recordCount records in the new journal.
     * @param firstPosition of its first entry; 0 unless entries before it had been removed.
     * @param lastPosition of its last entry, or {@link Journal#NULL_POSITION}.
     * @param lastIsAnswered whether the decisions of that entry were kept, or cannot be known; when
     *     false and it had any, the next kernel decides the same again.
     * @param snapshotPosition of the newest snapshot that was taken over, or {@link
     *     Journal#NULL_POSITION}: then a kernel begins with the first entry, and when that had been
     *     removed it does not begin before a snapshot is brought back.
     * @param damage where it ended, or null when nothing was lost.
     * @param lostToPosition the last position that is known to be lost; below {@code lastPosition +
     *     1} when it is only known that something is.
     * @param lostRecordCount readable records behind the damage that were left out.
     */
    public record Result(
            long recordCount,
            long firstPosition,
            long lastPosition,
            boolean lastIsAnswered,
            long snapshotPosition,
            JournalDamage damage,
            long lostToPosition,
            long lostRecordCount) {}

    /**
     * Repairs a journal into a new directory. What is there is on disk when this returns.
     *
     * @param source directory of the journal, which nobody may be writing.
     * @param target directory that does not exist, or is empty.
     * @param blockSize of the new journal, as in {@link ChronicleJournal.Context#blockSize(int)}.
     * @return what was kept and lost.
     * @throws IllegalArgumentException when there is something in the target.
     * @throws JournalException of kind ABSENT, LOCKED, JVM_FLAGS, DAMAGED when the first entries
     *     had been removed and not one of the others can be kept, or STORAGE when a file cannot be
     *     read or written; an incomplete target is left as it is then.
     */
    public static Result repair(final Path source, final Path target, final int blockSize) {
        JournalDirectory.requirePresent(source);
        try {
            requireEmpty(target);
            final String writer = DirectoryLock.writer(source);
            if (writer != null) {
                throw DirectoryLock.locked(source, writer);
            }
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(source, ex);
        }
        final JournalExam exam = JournalExam.of(source);
        final Result result;
        try {
            final JournalHead said = JournalHead.read(source);
            final JournalHead head = beginning(source, said);
            requireRecord(source, head);
            result = copy(source, head, target, blockSize, exam, head.equals(said));
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(source, ex);
        }
        requireSame(target, result);
        return result;
    }

    /**
     * Where to begin. When that is not said any more, or the first files are lost, it is with the
     * first file there is, provided that a snapshot makes up for what came before.
     */
    private static JournalHead beginning(final Path source, final JournalHead said)
            throws IOException {
        final long[] segments = SegmentName.list(source);
        final long first = segments.length == 0 ? 0 : segments[0];
        if (first == 0 || !said.isDamaged() && !said.isWhole()) {
            return said.isDamaged() ? JournalHead.WHOLE : said;
        }
        final RecordBuffer record = new RecordBuffer();
        try (SegmentReader reader = new SegmentReader(SegmentName.path(source, first), record)) {
            final boolean isUsable =
                    reader.next() == Step.RECORD
                            && Journal.isEntry(record.kind())
                            && !SoundSnapshots.of(source, record.position(), Long.MAX_VALUE)
                                    .isEmpty();
            return isUsable
                    ? new JournalHead(first, record.sequence(), record.position())
                    : JournalHead.WHOLE;
        }
    }

    /** A journal that begins late must have something to begin with. */
    private static void requireRecord(final Path source, final JournalHead head)
            throws IOException {
        try (RecordWalk walk = new RecordWalk(source, head, 0)) {
            if (!head.isWhole() && walk.next() != Step.RECORD) {
                throw new JournalException(
                        JournalException.Kind.DAMAGED,
                        "Nothing of the journal "
                                + source
                                + " can be kept: it begins at position "
                                + head.position()
                                + ", and that entry is damaged or lost. Nothing was changed. Bring"
                                + " the directory back from a copy.",
                        null);
            }
        }
    }

    private static void requireEmpty(final Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        boolean isEmpty = false;
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                isEmpty = files.findAny().isEmpty();
            }
        }
        if (!isEmpty) {
            throw new IllegalArgumentException(
                    "target=" + target + ", expected a directory that is not there yet, or empty");
        }
    }

    private static Journal open(final Path target, final int blockSize, final JournalHead head) {
        return ChronicleJournal.begin(
                new ChronicleJournal.Context()
                        .directory(target)
                        .blockSize(blockSize)
                        .durability(Durability.BATCH),
                head);
    }

    private static Result copy(
            final Path source,
            final JournalHead head,
            final Path target,
            final int blockSize,
            final JournalExam exam,
            final boolean isHeadKnown)
            throws IOException {
        try (RecordWalk walk = new RecordWalk(source, head, 0);
                Journal journal = open(target, blockSize, head)) {
            final long recordCount = copy(walk, journal);
            final boolean isAnswered = walk.order().isAnswered();
            final long snapshot =
                    copySnapshots(source, target, head, journal.lastPosition(), isAnswered);
            final boolean isExamined = isHeadKnown || recordCount == 0;
            final JournalDamage damage = isExamined ? exam.report().damage() : walk.damage();
            final long behindCount = exam.behindCount() - (isExamined ? 0 : recordCount);
            return new Result(
                    recordCount,
                    head.position(),
                    journal.lastPosition(),
                    isAnswered,
                    snapshot,
                    damage,
                    damage == null ? Journal.NULL_POSITION : exam.behindLastPosition(),
                    damage == null ? 0 : behindCount);
        }
    }

    private static long copy(final RecordWalk walk, final Journal journal) throws IOException {
        long recordCount = 0;
        while (walk.next() == Step.RECORD) {
            final RecordBuffer record = walk.record();
            journal.append(
                    record.kind(),
                    record.position(),
                    record.timeNs(),
                    record.buffer(),
                    EntryLayout.HEADER_LENGTH,
                    record.length());
            recordCount++;
        }
        journal.endBatch();
        return recordCount;
    }

    /** A snapshot after the last entry is of no use when the decisions of that entry are lost. */
    private static long copySnapshots(
            final Path source,
            final Path target,
            final JournalHead head,
            final long last,
            final boolean isAnswered)
            throws IOException {
        long newest = Journal.NULL_POSITION;
        for (final SnapshotHeader header : SoundSnapshots.of(source, head.position(), last)) {
            if (header.position() < last || isAnswered || !header.hasDecisions()) {
                SoundSnapshots.copy(source, header.position(), target);
                newest = Math.max(newest, header.position());
            }
        }
        return newest;
    }

    private static void requireSame(final Path target, final Result result) {
        final JournalReport written = JournalVerifier.verify(target);
        if (!written.isSound() || written.recordCount() != result.recordCount()) {
            throw new JournalException(
                    JournalException.Kind.STORAGE,
                    "The new journal "
                            + target
                            + " is not what was written: "
                            + written
                            + ". Look after the disk.",
                    null);
        }
    }
}
