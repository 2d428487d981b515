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

import org.agrona.DirectBuffer;

/** Receives one record of a journal. */
@FunctionalInterface
public interface JournalRecordHandler {
    /**
     * Called with one record; the buffer is valid only during the call.
     *
     * @param kind {@link Journal#ENTRY}, {@link Journal#ENTRY_AND_PASS} or {@link
     *     Journal#DECISIONS}.
     * @param position of the entry.
     * @param timeNs of the entry.
     * @param buffer that holds the bytes.
     * @param offset of the first byte.
     * @param length in bytes.
     */
    void onRecord(
            int kind, long position, long timeNs, DirectBuffer buffer, int offset, int length);
}
