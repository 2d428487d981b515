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
package io.weft.fuzz;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalRecordHandler;
import io.weft.fuzz.CrashLog.Kind;
import org.agrona.DirectBuffer;

/** A journal that logs what it has appended, and waits to be killed where it was told to. */
final class WatchedJournal extends FaultyJournal {
    private final CrashLog log;
    private final DeathRow deathRow;
    private final boolean rollsAlways;
    private final KeptSegments kept;
    private boolean isRecovering = true;

    /**
     * Watches a journal.
     *
     * @param journal to be watched.
     * @param fault planted in it.
     * @param log to tell.
     * @param deathRow told of every point that is reached.
     * @param rollsAlways whether every entry begins a segment.
     * @param kept takes note of all segments before any may go.
     */
    WatchedJournal(
            final Journal journal,
            final CrashFault fault,
            final CrashLog log,
            final DeathRow deathRow,
            final boolean rollsAlways,
            final KeptSegments kept) {
        super(journal, fault);
        this.log = log;
        this.deathRow = deathRow;
        this.rollsAlways = rollsAlways;
        this.kept = kept;
    }

    /** What is read from now on is not for a recovery. */
    void onRecovered() {
        isRecovering = false;
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        final boolean isEntry = Journal.isEntry(kind);
        if (isEntry) {
            deathRow.reach(CrashPoint.BEFORE_APPEND);
        }
        if (isEntry && rollsAlways) {
            log.append(Kind.ROLLING, position, 0, 0);
        }
        super.append(kind, position, timeNs, source, offset, length);
        final long hash = JournalImage.hash(kind, timeNs, source, offset, length);
        log.append(isEntry ? Kind.APPENDED : Kind.DECIDED, position, 0, hash);
        deathRow.reach(isEntry ? CrashPoint.AFTER_APPEND : CrashPoint.AFTER_DECISIONS);
    }

    @Override
    public JournalCursor read(final long fromPosition) {
        final JournalCursor cursor = super.read(fromPosition);
        return isRecovering ? new Watched(cursor) : cursor;
    }

    @Override
    public void release(final long position) {
        kept.keep();
        log.append(Kind.RELEASING, position, 0, 0);
        super.release(position);
    }

    /** The cursor of a recovery. */
    private final class Watched implements JournalCursor {
        private final JournalCursor cursor;

        Watched(final JournalCursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean poll(final JournalRecordHandler handler) {
            final boolean hasRecord = cursor.poll(handler);
            if (isRecovering) {
                deathRow.reach(CrashPoint.MID_RECOVERY);
            }
            return hasRecord;
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
