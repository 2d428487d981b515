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

import io.weft.core.client.DecisionListener;
import io.weft.core.engine.DecisionFrames;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.wire.ClockDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.SnapshotMarkDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What a journal holds, summed up record by record. */
final class JournalImage {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final DecisionListener listener =
            DecisionHash.of(
                    (position, number, hash) ->
                            deliveries.add(new Delivery(position, number, hash)));

    /** An entry: of the whole record, of the input alone, and whether kernels write such. */
    record Entry(long hash, long inputHash, boolean isOfKernel) {}

    /** The decisions of an entry. */
    record Decided(long position, long hash) {}

    /** One decision. */
    record Delivery(long position, int number, long hash) {}

    /** Sum of a record. */
    static long hash(
            final int kind,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        return DecisionHash.ofBytes(kind + 31 * timeNs, buffer, offset, length);
    }

    /** Reads a journal from its beginning. */
    static JournalImage of(final Journal journal) {
        final JournalImage image = new JournalImage();
        try (JournalCursor cursor = journal.read(0)) {
            while (cursor.poll(image::onRecord)) {
                // Reads.
            }
        }
        return image;
    }

    private void onRecord(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        final long hash = hash(kind, timeNs, buffer, offset, length);
        if (kind == Journal.DECISIONS) {
            decided.add(new Decided(position, hash));
            new DecisionFrames().read(buffer, offset, length, listener);
        } else {
            final int templateId = new MessageHeaderDecoder().wrap(buffer, offset).templateId();
            final long inputHash = DecisionHash.ofBytes(0, buffer, offset, length);
            final boolean isOfKernel =
                    templateId == ClockDecoder.TEMPLATE_ID
                            || templateId == SnapshotMarkDecoder.TEMPLATE_ID;
            entries.add(new Entry(hash, inputHash, isOfKernel));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    List<Decided> decided() {
        return decided;
    }

    /** Every decision, in the order in which it must leave. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    int recordCount() {
        return entries.size() + decided.size();
    }

    /** Whether another image goes on where this one ends. */
    boolean isBeginningOf(final JournalImage later) {
        return isBeginning(entries, later.entries) && isBeginning(decided, later.decided);
    }

    private static boolean isBeginning(final List<?> beginning, final List<?> whole) {
        return beginning.size() <= whole.size()
                && beginning.equals(whole.subList(0, beginning.size()));
    }
}
