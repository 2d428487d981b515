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
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * A journal as JSON Lines: one object for each entry, with the decisions it led to.
 *
 * <pre>
 * {"position":7,"time_ns":90,"pass":true,"entry":{"message":"SubmitJob",…},"decisions":[{…},{…}]}
 * </pre>
 *
 * <p>Only reads and needs no lock. Damage ends the export; what lies before it has been handed over
 * then. For one thread.
 */
public final class JournalExport {
    private final StringBuilder line = new StringBuilder();
    private final MessageWalk messages = new MessageWalk(new JsonMessages(line));
    private final Consumer<? super CharSequence> lines;

    /**
     * An export.
     *
     * @param lines is handed each line, without an end of line; valid until it returns.
     */
    public JournalExport(final Consumer<? super CharSequence> lines) {
        this.lines = lines;
    }

    /**
     * Exports the entries of a range of positions.
     *
     * @param directory of the journal.
     * @param fromPosition the first.
     * @param toPosition the last.
     * @throws JournalException of kind ABSENT, DAMAGED or STORAGE.
     */
    public void export(final Path directory, final long fromPosition, final long toPosition) {
        final boolean[] isOver = {false};
        try (JournalReader reader = new JournalReader(directory, fromPosition)) {
            boolean hasMore = true;
            while (hasMore && !isOver[0]) {
                hasMore =
                        reader.poll(
                                (kind, position, timeNs, buffer, offset, length) -> {
                                    isOver[0] = position > toPosition;
                                    if (!isOver[0]) {
                                        append(kind, position, timeNs, buffer, offset, length);
                                    }
                                });
            }
        } finally {
            handOver();
        }
    }

    private void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (Journal.isEntry(kind)) {
            handOver();
            line.append("{\"position\":").append(position);
            line.append(",\"time_ns\":").append(timeNs);
            line.append(",\"pass\":").append(kind == Journal.ENTRY_AND_PASS);
            line.append(",\"entry\":");
            messages.record(kind, buffer, offset, length);
            line.append(",\"decisions\":[");
        } else if (line.length() > 0) {
            messages.record(kind, buffer, offset, length);
        }
    }

    /** Hands over the line of the last entry: its decisions cannot follow any more. */
    private void handOver() {
        if (line.length() > 0) {
            line.append("]}");
            lines.accept(line);
        }
        line.setLength(0);
    }
}
