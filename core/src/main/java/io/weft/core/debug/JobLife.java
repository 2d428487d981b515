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
package io.weft.core.debug;

import io.weft.core.schema.MessageSchema;
import io.weft.core.spi.Journal;
import java.util.ArrayList;
import java.util.List;

/** What a journal says of one job, in a pass over all of it. Recomputes nothing. */
public final class JobLife {
    private JobLife() {}

    /**
     * A message that names the job.
     *
     * @param position of the entry.
     * @param timeNs of the entry.
     * @param isDecision whether it was decided, or came in.
     * @param message with its header.
     */
    public record Event(long position, long timeNs, boolean isDecision, byte[] message) {}

    /**
     * Reads a job's life.
     *
     * @param journal to read.
     * @param jobId of the job; an id that was used again has several lives in a row.
     * @return inputs and decisions that name it, in their order.
     */
    public static List<Event> of(final Journal journal, final long jobId) {
        final JobMention mention = new JobMention(MessageSchema.load(), jobId);
        final List<Event> events = new ArrayList<>();
        try (EntryCursor cursor = new EntryCursor(journal, 0)) {
            Entry entry = cursor.next();
            while (entry != null) {
                add(entry, mention, events);
                entry = cursor.next();
            }
        }
        return events;
    }

    private static void add(final Entry entry, final JobMention mention, final List<Event> events) {
        if (mention.isIn(entry.input(), 0, entry.inputLength())) {
            final byte[] input = Frames.copy(entry.input(), 0, entry.inputLength());
            events.add(new Event(entry.position(), entry.timeNs(), false, input));
        }
        Frames.visit(
                entry.decisions(),
                entry.decisionsLength(),
                (buffer, offset, length) -> {
                    if (mention.isIn(buffer, offset, length)) {
                        final byte[] decision = Frames.copy(buffer, offset, length);
                        events.add(new Event(entry.position(), entry.timeNs(), true, decision));
                    }
                    return true;
                });
    }
}
