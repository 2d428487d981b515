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
package io.weft.core.spi;

/** Reads a journal forwards, one record a poll. Used by one thread at a time. */
public interface JournalCursor extends AutoCloseable {
    /**
     * Hands over the next record, if there is one yet. A record counts as read even when the
     * handler throws.
     *
     * @param handler called at most once, on this thread; it may close the cursor.
     * @return whether there was a record.
     * @throws JournalException when the record is damaged; the message names the position.
     */
    boolean poll(JournalRecordHandler handler);

    /**
     * Where the record that was handed over last stands, for {@link Journal#read(long, long)}.
     *
     * @return a number that means something to this journal only, or {@link Journal#NULL_PLACE}.
     */
    default long place() {
        return Journal.NULL_PLACE;
    }

    @Override
    void close();
}
