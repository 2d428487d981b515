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
package io.weft.core.state;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowIndex;
import io.weft.core.memory.Slab;
import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The licences: how many of each there are, and are in use. There may be 64, so that a set of them
 * is a word. Rows are in the order of definition and never given back. O(1), no allocation, kernel
 * thread only.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 licenceId
 *      8     4 nameId
 *     12     4 count           may be less than are in use
 *     16     8 usedCount
 * </pre>
 */
public final class LicenceTable {
    /** Most licences: a bit each. */
    public static final int LICENCE_COUNT_MAX = Long.SIZE;

    private static final int LICENCE_ID_OFFSET = 4;
    private static final int NAME_ID_OFFSET = LICENCE_ID_OFFSET + Integer.BYTES;
    private static final int COUNT_OFFSET = NAME_ID_OFFSET + Integer.BYTES;
    private static final int USED_COUNT_OFFSET = COUNT_OFFSET + Integer.BYTES;
    private static final int ROW_LENGTH = USED_COUNT_OFFSET + Long.BYTES;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;

    LicenceTable(final Footprint footprint) {
        slab = new Slab(footprint, "licences", ROW_LENGTH, LICENCE_COUNT_MAX);
        buffer = slab.buffer();
        index = new RowIndex(footprint, "licence index", LICENCE_COUNT_MAX);
    }

    /**
     * Adds a licence, or changes how many there are.
     *
     * @param licenceId of the licence.
     * @param nameId of its name, or -1.
     * @param count how many there are.
     * @return its row, or -1 when the table is full.
     */
    public int define(final int licenceId, final int nameId, final int count) {
        int row = index.row(licenceId);
        if (row == Slab.NULL_ROW) {
            row = slab.take();
            if (row == Slab.NULL_ROW) {
                return row;
            }
            index.put(licenceId, row);
            buffer.putInt(slab.offset(row) + LICENCE_ID_OFFSET, licenceId);
        }
        buffer.putInt(slab.offset(row) + NAME_ID_OFFSET, nameId);
        buffer.putInt(slab.offset(row) + COUNT_OFFSET, count);
        return row;
    }

    /**
     * Row of a licence.
     *
     * @param licenceId of the licence.
     * @return the row, or -1.
     */
    public int row(final int licenceId) {
        return index.row(licenceId);
    }

    /**
     * Id of a licence.
     *
     * @param row of the licence.
     * @return the id.
     */
    public int licenceId(final int row) {
        return buffer.getInt(slab.offset(row) + LICENCE_ID_OFFSET);
    }

    /**
     * How many there are.
     *
     * @param row of the licence.
     * @return a count, less than are in use when some were withdrawn.
     */
    public int count(final int row) {
        return buffer.getInt(slab.offset(row) + COUNT_OFFSET);
    }

    /**
     * How many jobs have.
     *
     * @param row of the licence.
     * @return a count.
     */
    public long usedCount(final int row) {
        return buffer.getLong(slab.offset(row) + USED_COUNT_OFFSET);
    }

    /**
     * Jobs have taken some, or gave them back.
     *
     * @param row of the licence.
     * @param change how many, below 0 for what is given back.
     */
    public void add(final int row, final int change) {
        buffer.putLong(slab.offset(row) + USED_COUNT_OFFSET, usedCount(row) + change);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        final BitSet used = slab.usedRows();
        for (int row = used.nextSetBit(0); row >= 0; row = used.nextSetBit(row + 1)) {
            index.put(licenceId(row), row);
        }
    }

    /**
     * The rows.
     *
     * @return the slab.
     */
    public Slab slab() {
        return slab;
    }
}
