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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Writes what can be kept of a journal into a new one: every record before the first damage, byte
 * for byte. Nothing is skipped and gone on behind, for what follows a lost entry was decided in a
 * state that nobody knows. The old directory is only read.
 */
public final class JournalRepair {
    private JournalRepair() {}

    /**
     * What a repair kept and lost.
     *
     * @param recordCount records in the new journal.
     * @param lastPosition of its last entry, or {@link Journal#NULL_POSITION}.
     * @param lastIsAnswered whether the decisions of that entry were kept, or cannot be known; when
     *     false and it had any, the next kernel decides the same again.
     * @param damage where it ended, or null when nothing was lost.
     * @param lostToPosition the last position that is known to be lost; below {@code lastPosition +
     *     1} when it is only known that something is.
     * @param lostRecordCount readable records behind the damage that were left out.
     */
    public record Result(
            long recordCount,
            long lastPosition,
            boolean lastIsAnswered,
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
     * @throws JournalException of kind ABSENT, LOCKED, JVM_FLAGS, or STORAGE when a file cannot be
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
        try (RecordWalk walk = new RecordWalk(source, 0);
                Journal journal = open(target, blockSize)) {
            result = copy(walk, journal, exam);
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(source, ex);
        }
        requireSame(target, result);
        return result;
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

    private static Journal open(final Path target, final int blockSize) {
        return ChronicleJournal.open(
                new ChronicleJournal.Context()
                        .directory(target)
                        .blockSize(blockSize)
                        .durability(Durability.BATCH));
    }

    private static Result copy(final RecordWalk walk, final Journal journal, final JournalExam exam)
            throws IOException {
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
        return new Result(
                recordCount,
                journal.lastPosition(),
                walk.order().isAnswered(),
                exam.report().damage(),
                exam.behindLastPosition(),
                exam.behindCount());
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
