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
import java.util.ArrayList;
import java.util.List;

/**
 * A thorough look at a journal: what {@link JournalVerifier} checks, what lies behind the first
 * damage, what every record holds, and the files beside the segments. Changes nothing and needs no
 * lock. Costs two passes over the files, some microseconds a record.
 */
public final class JournalExam {
    /** Most findings that are told; further ones are only counted. */
    public static final int FINDINGS_MAX = 100;

    private final Path directory;
    private final List<JournalFinding> findings = new ArrayList<>();
    private final ContentCheck content = new ContentCheck();
    private final JournalReport report;
    private long findingCount;
    private long refusedCount;
    private long behindCount;
    private long behindLastPosition = Journal.NULL_POSITION;

    private JournalExam(final Path directory) throws IOException {
        this.directory = directory;
        final JournalScan scan = new JournalScan(directory);
        report = scan.report();
        final JournalDamage first = walk();
        if (scan.damage() != null && first == null) {
            add(JournalFinding.of(directory, scan.damage()));
        }
        if (scan.damage() == null) {
            examineTail(scan);
        }
        examineHead();
        examineBeside(scan);
    }

    /**
     * Looks at a journal. Beside a live writer the answer holds for the moment of the look.
     *
     * @param directory of the journal.
     * @return what was found.
     * @throws JournalException of kind ABSENT when there is no journal, STORAGE when a file cannot
     *     be read.
     */
    public static JournalExam of(final Path directory) {
        JournalDirectory.requirePresent(directory);
        try {
            return new JournalExam(directory);
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(directory, ex);
        }
    }

    /** Reads all records, also behind damage; returns the first damage. */
    private JournalDamage walk() throws IOException {
        JournalDamage first = null;
        try (RecordWalk walk = new RecordWalk(directory, 0)) {
            boolean hasMore = true;
            while (hasMore) {
                final Step step = walk.next();
                if (step == Step.RECORD) {
                    onRecord(walk, first != null);
                } else if (step == Step.DAMAGED) {
                    first = first == null ? walk.damage() : first;
                    add(JournalFinding.of(directory, walk.damage()));
                    hasMore = walk.skipDamage();
                } else {
                    hasMore = false;
                }
            }
        }
        return first;
    }

    private void onRecord(final RecordWalk walk, final boolean isBehind) {
        final RecordBuffer record = walk.record();
        if (isBehind) {
            behindCount++;
            behindLastPosition = Math.max(behindLastPosition, record.position());
        }
        final String fault = content.fault(record);
        if (fault != null) {
            add(
                    new JournalFinding(
                            DamageOutcome.REFUSED,
                            SegmentName.path(directory, walk.segment()),
                            walk.reader().recordOffset(),
                            record.position(),
                            fault,
                            "Its checksum is right, so it was written like this: read the journal"
                                    + " with the version of Weft that wrote it."));
        }
    }

    private void examineTail(final JournalScan scan) {
        if (report.tornLength() > 0) {
            add(
                    new JournalFinding(
                            DamageOutcome.TRUNCATED,
                            SegmentName.path(directory, scan.segment()),
                            scan.endOffset(),
                            report.lastPosition() + 1,
                            report.tornLength() + " bytes of an append that never returned",
                            "Nothing to do: it was not acknowledged; the next writer removes it."));
        }
    }

    /** Where entries were removed, nothing begins without a snapshot. */
    private void examineHead() throws IOException {
        final JournalHead head = JournalHead.read(directory);
        if (head.isWhole() || head.isDamaged()) {
            return;
        }
        final long last = report.lastPosition();
        if (SoundSnapshots.of(directory, head.position(), last).isEmpty()) {
            add(
                    new JournalFinding(
                            DamageOutcome.REFUSED,
                            FileSnapshotStore.directoryOf(directory),
                            0,
                            head.position(),
                            "the entries before it were removed, and no sound snapshot is there to"
                                    + " begin with",
                            "Bring back a snapshot at a position from "
                                    + head.position()
                                    + " to "
                                    + last
                                    + ". Maybe snapshots are kept elsewhere: then nothing is to be"
                                    + " done."));
        }
        for (final long segment : SegmentName.list(directory)) {
            if (segment < head.segment()) {
                harmless(
                        SegmentName.of(segment),
                        "a file of entries that were let go behind a snapshot",
                        "Nothing to do: it is read by nobody, and goes when the next ones do.");
            }
        }
    }

    private void examineBeside(final JournalScan scan) throws IOException {
        for (final long segment : SegmentName.list(directory)) {
            if (scan.damage() == null && segment > scan.recordSegment()) {
                harmless(
                        SegmentName.of(segment),
                        "a file without a record, which a writer had just begun",
                        "Nothing to do: the next writer begins it anew.");
            }
        }
        final long counted = SegmentCount.read(directory);
        if (counted != SegmentCount.NO_NUMBER && counted <= scan.recordSegment()) {
            harmless(
                    SegmentCount.FILE_NAME,
                    "it counts " + counted + " files, and more have records",
                    "Nothing to do: the next writer counts anew. Until then the loss of the last"
                            + " file would not be seen.");
        }
        if (!Files.exists(directory.resolve(SegmentWriter.METADATA_NAME))) {
            harmless(
                    SegmentWriter.METADATA_NAME,
                    "the table of Chronicle Queue is not there",
                    "Nothing to do: every writer makes it anew.");
        }
        final String writer = DirectoryLock.writer(directory);
        if (writer != null) {
            harmless(
                    DirectoryLock.FILE_NAME,
                    "the journal is being written by " + writer,
                    "Look again when it has ended: what it writes meanwhile was not looked at.");
        }
    }

    private void harmless(final String file, final String what, final String cure) {
        add(
                new JournalFinding(
                        DamageOutcome.HARMLESS,
                        directory.resolve(file),
                        0,
                        report.lastPosition() + 1,
                        what,
                        cure));
    }

    private void add(final JournalFinding finding) {
        findingCount++;
        refusedCount += finding.outcome() == DamageOutcome.REFUSED ? 1 : 0;
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    /**
     * The counts; with damage, of what lies before it.
     *
     * @return the report of {@link JournalVerifier}.
     */
    public JournalReport report() {
        return report;
    }

    /**
     * What was found, damage first in the order of the files; at most {@link #FINDINGS_MAX}.
     *
     * @return the findings.
     */
    public List<JournalFinding> findings() {
        return List.copyOf(findings);
    }

    /**
     * How many findings there are.
     *
     * @return the count, also of those that are not told.
     */
    public long findingCount() {
        return findingCount;
    }

    /**
     * Whether a kernel may go on with this journal.
     *
     * @return true when nothing was found for which it is refused.
     */
    public boolean isSound() {
        return refusedCount == 0;
    }

    /**
     * Records behind the first damage that can still be read; they are no part of any state.
     *
     * @return the count.
     */
    public long behindCount() {
        return behindCount;
    }

    /**
     * The highest position among them.
     *
     * @return the position, or {@link Journal#NULL_POSITION} when there are none.
     */
    public long behindLastPosition() {
        return behindLastPosition;
    }
}
