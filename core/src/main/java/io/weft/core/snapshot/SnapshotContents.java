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
package io.weft.core.snapshot;

import io.weft.core.spi.SnapshotException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a snapshot, as far as it can be read; looking needs no state, and survives damage.
 *
 * @param header null when it is damaged.
 * @param sections sound ones, in their order; up to the first damage.
 * @param length bytes read.
 * @param damage what is wrong, null when every checksum holds.
 */
public record SnapshotContents(
        SnapshotHeader header, List<Section> sections, long length, String damage) {
    /**
     * A table of the state, or something like it.
     *
     * @param name of the table.
     * @param rowLength of each row, bytes.
     * @param rowCount rows, free ones too.
     * @param freeHead first of the free rows, -1 for none.
     */
    public record Section(String name, int rowLength, int rowCount, int freeHead) {
        /**
         * Bytes of all rows.
         *
         * @return length in bytes.
         */
        public long length() {
            return (long) rowLength * rowCount;
        }
    }

    /**
     * Looks into a snapshot.
     *
     * @param source of its bytes, at the first.
     * @param name of the snapshot in messages.
     * @return what there is.
     * @throws SnapshotException of kind STORAGE when it cannot be read.
     */
    public static SnapshotContents read(final ReadableByteChannel source, final String name) {
        final List<Section> sections = new ArrayList<>();
        SnapshotReader reader = null;
        String damage = null;
        try {
            reader = new SnapshotReader(source, name);
            while (reader.next()) {
                final Section section =
                        new Section(
                                reader.sectionName(),
                                reader.rowLength(),
                                reader.rowCount(),
                                reader.freeHead());
                reader.skip();
                sections.add(section);
            }
        } catch (final SnapshotException ex) {
            if (ex.kind() != SnapshotException.Kind.DAMAGED) {
                throw ex;
            }
            damage = ex.getMessage();
        }
        return new SnapshotContents(
                reader == null ? null : reader.header(),
                List.copyOf(sections),
                reader == null ? 0 : reader.offset(),
                damage);
    }

    /**
     * Whether this version can load it.
     *
     * @return true if so.
     */
    public boolean isOfThisVersion() {
        return header != null && header.layout() == SnapshotLayout.ofThisVersion();
    }
}
