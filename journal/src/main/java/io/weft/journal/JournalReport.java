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

/**
 * What a check of a whole journal found. With damage, the counts are of what lies before it.
 *
 * @param recordCount entries and decisions records.
 * @param entryCount records that hold an input.
 * @param decisionsCount records that hold the decisions of an entry.
 * @param firstPosition of the first entry, or {@link io.weft.core.spi.Journal#NULL_POSITION}.
 * @param lastPosition of the last entry, or {@link io.weft.core.spi.Journal#NULL_POSITION}.
 * @param firstTimeNs of the first entry, 0 when there is none.
 * @param lastTimeNs of the last entry, 0 when there is none.
 * @param length bytes of all records, with their headers.
 * @param segmentCount files with records.
 * @param tornLength bytes behind the last record, left by an append that never returned; harmless,
 *     the next writer removes them.
 * @param damage the first damage, or null when the journal is sound.
 */
public record JournalReport(
        long recordCount,
        long entryCount,
        long decisionsCount,
        long firstPosition,
        long lastPosition,
        long firstTimeNs,
        long lastTimeNs,
        long length,
        int segmentCount,
        long tornLength,
        JournalDamage damage) {
    /**
     * Whether every record is as it was written and none is missing.
     *
     * @return true when there is no damage.
     */
    public boolean isSound() {
        return damage == null;
    }
}
