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
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Walks the records of a journal from segment to segment and checks that each follows the one
 * before. Changes nothing, needs no lock, may run while somebody writes.
 */
final class RecordWalk implements AutoCloseable {
    private static final long UNKNOWN = -1;

    private final Path directory;
    private final RecordBuffer record = new RecordBuffer();
    private final RecordOrder order = new RecordOrder();
    private long segment;
    private long nextSequence;
    private int lastCrc;
    private boolean isAtHead;
    private boolean hasRead;
    private SegmentReader reader;
    private JournalDamage damage;

    /**
     * Starts at the first record of a segment, or of the first that was not removed.
     *
     * @param segment whose first record is taken as it is, unless it is the first of all.
     */
    RecordWalk(final Path directory, final long segment) throws IOException {
        this(directory, JournalHead.read(directory), segment);
    }

    /** The same, for a journal that begins where it is said here. */
    RecordWalk(final Path directory, final JournalHead head, final long segment)
            throws IOException {
        this.directory = directory;
        if (head.isDamaged()) {
            final long[] segments = SegmentName.list(directory);
            this.segment = (segments.length == 0 ? 0 : segments[0]) - 1;
            damage = JournalHead.damage(directory);
        } else if (segment <= head.segment()) {
            beginAt(head);
        } else {
            this.segment = segment;
            nextSequence = UNKNOWN;
        }
    }

    /** Starts at the record at an offset of a segment, which is taken as it is. */
    RecordWalk(final Path directory, final long segment, final long offset) throws IOException {
        this.directory = directory;
        this.segment = segment;
        nextSequence = UNKNOWN;
        if (openSegment()) {
            reader.skipTo(offset);
        }
    }

    private void beginAt(final JournalHead head) {
        segment = head.segment();
        nextSequence = head.sequence();
        isAtHead = !head.isWhole();
        if (isAtHead) {
            order.resume(head.position() - 1, Long.MIN_VALUE, true);
        }
    }

    /** Goes to the next record, as {@link SegmentReader#next()}; CLOSED is not seen here. */
    Step next() throws IOException {
        while (damage == null) {
            if (reader == null && !openSegment()) {
                return atMissingSegment();
            }
            switch (reader.next()) {
                case RECORD -> {
                    return atRecord();
                }
                case END -> {
                    if (!isNextBorn()) {
                        return Step.END;
                    }
                    return atRolledEnd();
                }
                case CLOSED -> closeSegment();
                case DAMAGED -> damage(reader.offset(), reader.expected(), reader.found());
            }
        }
        return Step.DAMAGED;
    }

    private boolean openSegment() throws IOException {
        final Path file = file();
        if (Files.exists(file)) {
            reader = new SegmentReader(file, record);
        }
        return reader != null;
    }

    private Step atMissingSegment() throws IOException {
        if (!isListedBehind(segment + 1)) {
            return Step.END;
        }
        if (Files.exists(file())) {
            // A writer has begun it and the next meanwhile.
            return next();
        }
        final JournalHead head = JournalHead.read(directory);
        final boolean isRemoved = head.segment() > segment;
        if (isRemoved && !hasRead) {
            beginAt(head);
            return next();
        }
        damage(
                0,
                order.lastPosition() + 1,
                "this file, for there are later ones",
                isRemoved ? "none: it was let go behind a snapshot meanwhile" : "none");
        return Step.DAMAGED;
    }

    private void closeSegment() throws IOException {
        close();
        segment++;
    }

    /** Whether a later segment has records, or may have. */
    private boolean isNextBorn() throws IOException {
        final Path next = SegmentName.path(directory, segment + 1);
        if (!Files.exists(next)) {
            return false;
        }
        try (SegmentReader nextReader = new SegmentReader(next, record)) {
            return nextReader.isBorn();
        }
    }

    /** The writer closes a segment before it goes on in the next; look again, it may just have. */
    private Step atRolledEnd() throws IOException {
        return switch (reader.next()) {
            case RECORD -> atRecord();
            case CLOSED -> {
                closeSegment();
                yield next();
            }
            case END, DAMAGED -> {
                damage(reader.offset(), "records or an end mark", "neither; a later file exists");
                yield Step.DAMAGED;
            }
        };
    }

    private Step atRecord() {
        hasRead = true;
        if (nextSequence == UNKNOWN) {
            adopt();
        } else if (isAtHead) {
            lastCrc = record.crcBefore();
        }
        isAtHead = false;
        if (record.sequence() != nextSequence) {
            damage(reader.recordOffset(), "record " + nextSequence, "record " + record.sequence());
            return Step.DAMAGED;
        }
        if (record.crcBefore() != lastCrc) {
            damage(
                    reader.recordOffset(),
                    "a record behind checksum " + Integer.toHexString(lastCrc),
                    "one behind checksum " + Integer.toHexString(record.crcBefore()));
            return Step.DAMAGED;
        }
        try {
            order.check(record.kind(), record.position(), record.timeNs());
        } catch (final IllegalArgumentException ex) {
            damage(reader.recordOffset(), "a record in order", ex.getMessage());
            return Step.DAMAGED;
        }
        order.advance(record.kind(), record.position(), record.timeNs());
        nextSequence++;
        lastCrc = record.crc();
        return Step.RECORD;
    }

    /** Takes the record as the one to go on from. */
    private void adopt() {
        nextSequence = record.sequence();
        lastCrc = record.crcBefore();
        final boolean isEntry = Journal.isEntry(record.kind());
        order.resume(record.position() - (isEntry ? 1 : 0), record.timeNs(), false);
    }

    private void damage(final long offset, final String expected, final String found) {
        damage(offset, damagedPosition(), expected, found);
    }

    private void damage(
            final long offset, final long position, final String expected, final String found) {
        damage = new JournalDamage(file(), offset, position, expected, found);
    }

    /** What the damaged record says of itself, if that can be so; else what may come next. */
    private long damagedPosition() {
        final long earliest = order.lastPosition() + (order.isAnswered() ? 1 : 0);
        final boolean isPlausible =
                record.sequence() == nextSequence
                        && record.position() >= earliest
                        && record.position() <= order.lastPosition() + 1;
        return isPlausible ? record.position() : earliest;
    }

    /**
     * Goes on behind damage, at the next record that can be found; what is there is taken as it is.
     *
     * @return false when nothing follows.
     */
    boolean skipDamage() throws IOException {
        final boolean isRead = reader != null && reader.recordOffset() == damage.offset();
        final boolean isFound = isRead || reader != null && reader.skipDamaged();
        damage = null;
        nextSequence = UNKNOWN;
        hasRead = true;
        if (!isFound) {
            close();
            segment++;
        }
        return isFound || isListedBehind(segment);
    }

    private boolean isListedBehind(final long first) throws IOException {
        final long[] segments = SegmentName.list(directory);
        return segments.length > 0 && segments[segments.length - 1] >= first;
    }

    RecordBuffer record() {
        return record;
    }

    JournalDamage damage() {
        return damage;
    }

    RecordOrder order() {
        return order;
    }

    /** The sequence that the next record has to have. */
    long nextSequence() {
        return nextSequence;
    }

    /** The checksum of the last record, 0 before the first. */
    int lastCrc() {
        return lastCrc;
    }

    /** The segment that is read, or that will be. */
    long segment() {
        return segment;
    }

    /** The reader of that segment, or null when it has no file yet. */
    SegmentReader reader() {
        return reader;
    }

    private Path file() {
        return SegmentName.path(directory, segment);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
