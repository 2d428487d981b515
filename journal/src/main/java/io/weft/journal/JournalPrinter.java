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
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Prints a journal, one record a line: position, time in nanoseconds, {@code entry} or {@code
 * decisions}, then the messages. Only reads, needs no lock, and goes on behind damage, which it
 * prints as a line that begins with {@code damaged}. Whether something lies behind the end is for
 * {@link JournalVerifier} to say.
 */
public final class JournalPrinter {
    private final MessagePrinter messages = new MessagePrinter();
    private final StringBuilder line = new StringBuilder();
    private final PrintStream out;

    /**
     * A printer.
     *
     * @param out where the lines go; not closed.
     */
    public JournalPrinter(final PrintStream out) {
        this.out = out;
    }

    /**
     * Prints the records of a range of positions, and all damage.
     *
     * @param directory of the journal.
     * @param fromPosition the first to print.
     * @param toPosition the last to print.
     * @return how many damaged places were met, 0 for a sound journal.
     * @throws JournalException of kind ABSENT when there is no journal, STORAGE when a file cannot
     *     be read.
     */
    public long print(final Path directory, final long fromPosition, final long toPosition) {
        JournalDirectory.requirePresent(directory);
        try (RecordWalk walk = new RecordWalk(directory, 0)) {
            return print(walk, fromPosition, toPosition);
        } catch (final IOException ex) {
            throw JournalDirectory.unreadable(directory, ex);
        }
    }

    private long print(final RecordWalk walk, final long fromPosition, final long toPosition)
            throws IOException {
        long damageCount = 0;
        boolean hasMore = true;
        while (hasMore) {
            final Step step = walk.next();
            if (step == Step.RECORD) {
                final long position = walk.record().position();
                hasMore = position <= toPosition;
                if (position >= fromPosition && hasMore) {
                    print(walk.record());
                }
            } else if (step == Step.DAMAGED) {
                damageCount++;
                out.println("damaged " + walk.damage());
                hasMore = walk.skipDamage();
            } else {
                hasMore = false;
            }
        }
        return damageCount;
    }

    private void print(final RecordBuffer record) {
        line.setLength(0);
        line.append(record.position()).append(' ').append(record.timeNs());
        line.append(word(record.kind()));
        messages.appendRecord(
                record.kind(), record.buffer(), EntryLayout.HEADER_LENGTH, record.length(), line);
        out.println(line);
    }

    private static String word(final int kind) {
        return switch (kind) {
            case Journal.ENTRY -> " entry ";
            case Journal.ENTRY_AND_PASS -> " entry pass ";
            default -> " decisions ";
        };
    }
}
