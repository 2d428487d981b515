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
import io.weft.core.spi.RecordOrder;
import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a whole journal once, counts, and remembers what a writer needs to go on at its end. */
final class JournalScan {
    private final Path directory;
    private final RecordOrder order;
    private final boolean isCounted;
    private long recordCount;
    private int lastCrc;
    private long nextSequence;
    private long entryCount;
    private long firstPosition = Journal.NULL_POSITION;
    private long firstTimeNs;
    private long length;
    private int segmentCount;
    private long recordSegment = SegmentName.NULL_SEGMENT;
    private long segmentRecordCount;
    private long segmentEntryCount;
    private long segmentLength;
    private long segment;
    private long endOffset;
    private long tornLength;
    private JournalDamage damage;

    /** Reads the whole journal. */
    JournalScan(final Path directory) throws IOException {
        this(directory, 0);
    }

    /** Reads from the segment on that has a position, and counts from there. */
    JournalScan(final Path directory, final long fromPosition) throws IOException {
        this(directory, fromPosition, false);
    }

    /** A journal that begins later than others, and has no record yet. */
    static JournalScan ofBegun(final Path directory) throws IOException {
        return new JournalScan(directory, 0, true);
    }

    private JournalScan(final Path directory, final long fromPosition, final boolean isBegun)
            throws IOException {
        this.directory = directory;
        final long countedSegments = SegmentCount.read(directory);
        isCounted = countedSegments != SegmentCount.NO_NUMBER;
        final long start = JournalReader.startSegment(directory, fromPosition);
        try (RecordWalk walk = new RecordWalk(directory, start)) {
            order = walk.order();
            damage = walkToEnd(walk, walk.next());
            if (damage == null) {
                final JournalDamage behind = searchTail(walk);
                final Step step = behind == null ? Step.END : walk.next();
                // What lies behind the end and can be reached now was written meanwhile.
                damage = step == Step.RECORD ? walkToEnd(walk, step) : behind;
            }
            if (damage == null && !isCounted) {
                damage = badCount();
            }
            segment = walk.segment();
            final boolean isHeadLost =
                    recordCount == 0 && !isBegun && !JournalHead.read(directory).isWhole();
            if (damage == null && (recordSegment + 1 < countedSegments || isHeadLost)) {
                damage = lostSegment();
            }
            nextSequence = walk.nextSequence();
            lastCrc = walk.lastCrc();
            endOffset = walk.reader() == null ? 0 : walk.reader().offset();
        }
    }

    private JournalDamage walkToEnd(final RecordWalk walk, final Step first) throws IOException {
        Step step = first;
        while (step == Step.RECORD) {
            count(walk);
            step = walk.next();
        }
        return walk.damage();
    }

    private JournalDamage badCount() {
        return new JournalDamage(
                directory.resolve(SegmentCount.FILE_NAME),
                0,
                order.lastPosition() + 1,
                "how many files have records",
                "no number");
    }

    private JournalDamage lostSegment() {
        return new JournalDamage(
                SegmentName.path(directory, Math.max(recordSegment + 1, segment)),
                0,
                order.lastPosition() + 1,
                "records, as this file once had",
                "none");
    }

    private void count(final RecordWalk walk) {
        final RecordBuffer record = walk.record();
        if (walk.segment() != recordSegment) {
            recordSegment = walk.segment();
            segmentCount++;
            segmentRecordCount = 0;
            segmentEntryCount = 0;
            segmentLength = 0;
        }
        if (recordCount == 0) {
            firstPosition = record.position();
            firstTimeNs = record.timeNs();
        }
        final boolean isEntry = Journal.isEntry(record.kind());
        recordCount++;
        entryCount += isEntry ? 1 : 0;
        length += record.recordLength();
        segmentRecordCount++;
        segmentEntryCount += isEntry ? 1 : 0;
        segmentLength += record.recordLength();
    }

    /** Nothing sound may lie behind the end, neither in this segment nor in one that was begun. */
    private JournalDamage searchTail(final RecordWalk walk) throws IOException {
        JournalDamage behind = null;
        if (walk.reader() != null) {
            final long start = walk.reader().offset();
            final int torn = start == 0 ? 0 : 1;
            behind = search(walk.reader(), walk.segment(), walk.nextSequence() + torn);
        }
        for (final long begun : SegmentName.list(directory)) {
            if (begun > walk.segment() && behind == null) {
                final Path file = SegmentName.path(directory, begun);
                try (SegmentReader reader = new SegmentReader(file, walk.record())) {
                    behind = search(reader, begun, walk.nextSequence());
                }
            }
        }
        return behind;
    }

    private JournalDamage search(
            final SegmentReader reader, final long searched, final long nextSequence)
            throws IOException {
        final long start = reader.offset();
        final TailSearch tail =
                new TailSearch(reader.window(), reader.record(), start, nextSequence);
        tornLength += tail.tornLength();
        if (!tail.hasRecord()) {
            return null;
        }
        return new JournalDamage(
                SegmentName.path(directory, searched),
                start,
                order.lastPosition() + (order.isAnswered() ? 1 : 0),
                "nothing behind the last record",
                "a hole and then a record at byte " + tail.recordOffset());
    }

    JournalReport report() {
        return new JournalReport(
                recordCount,
                entryCount,
                recordCount - entryCount,
                firstPosition,
                order.lastPosition(),
                firstTimeNs,
                recordCount == 0 ? 0 : order.lastTimeNs(),
                length,
                segmentCount,
                tornLength,
                damage);
    }

    JournalDamage damage() {
        return damage;
    }

    /** The order as it is behind the last record. */
    RecordOrder order() {
        return order;
    }

    long recordCount() {
        return recordCount;
    }

    /** The checksum of the last record, 0 when there is none. */
    int lastCrc() {
        return lastCrc;
    }

    /** The sequence of the next record. */
    long nextSequence() {
        return nextSequence;
    }

    /** The segment that the next record belongs to, unless a new one is due. */
    long segment() {
        return segment;
    }

    /** Where in that segment the next document begins; 0 when it has no file with a header. */
    long endOffset() {
        return endOffset;
    }

    /** Bytes that an append which never returned has left there. */
    long tornLength() {
        return tornLength;
    }

    /** The last segment with records, or -1. */
    long recordSegment() {
        return recordSegment;
    }

    /** Records in that segment. */
    long segmentRecordCount() {
        return segmentRecordCount;
    }

    /** Entries in the segment where the next record goes. */
    long segmentEntryCount() {
        return recordSegment == segment ? segmentEntryCount : 0;
    }

    /** Bytes of records in the segment where the next record goes. */
    long segmentLength() {
        return recordSegment == segment ? segmentLength : 0;
    }
}
