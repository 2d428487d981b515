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
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The names of users, queues, nodes and so on: inside the kernel they are integers. Rows are never
 * given back. Kernel thread only; adding allocates nothing.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 nameId
 *      8     4 kind            NameKind value
 *     12     4 length          of the text, bytes
 *     16    96 text            UTF-8, then zeros
 * </pre>
 */
public final class NameTable {
    /** Most bytes of a name. */
    public static final int TEXT_LENGTH_MAX = 96;

    private static final int NAME_ID_OFFSET = 4;
    private static final int KIND_OFFSET = NAME_ID_OFFSET + Integer.BYTES;
    private static final int LENGTH_OFFSET = KIND_OFFSET + Integer.BYTES;
    private static final int TEXT_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    private static final int ROW_LENGTH = TEXT_OFFSET + TEXT_LENGTH_MAX;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;

    NameTable(final Footprint footprint, final int capacity) {
        slab = new Slab(footprint, "names", ROW_LENGTH, capacity);
        buffer = slab.buffer();
        index = new RowIndex(footprint, "name index", capacity);
    }

    /**
     * Adds a name.
     *
     * @param nameId that no row has.
     * @param kind value of {@link io.weft.core.wire.NameKind}.
     * @param text that holds the bytes.
     * @param offset of the first byte.
     * @param length at most {@link #TEXT_LENGTH_MAX}.
     * @return its row, or -1 when the table is full.
     */
    public int add(
            final int nameId,
            final int kind,
            final DirectBuffer text,
            final int offset,
            final int length) {
        final int row = slab.take();
        if (row == Slab.NULL_ROW) {
            return row;
        }
        final int at = slab.offset(row);
        buffer.putInt(at + NAME_ID_OFFSET, nameId);
        buffer.putInt(at + KIND_OFFSET, kind);
        buffer.putInt(at + LENGTH_OFFSET, length);
        buffer.putBytes(at + TEXT_OFFSET, text, offset, length);
        index.put(nameId, row);
        return row;
    }

    /**
     * Row of a name.
     *
     * @param nameId of the name.
     * @return the row, or -1.
     */
    public int row(final int nameId) {
        return index.row(nameId);
    }

    /**
     * Text of a name; allocates.
     *
     * @param row of the name.
     * @return the text.
     */
    public String text(final int row) {
        final int at = slab.offset(row);
        final byte[] bytes = new byte[buffer.getInt(at + LENGTH_OFFSET)];
        buffer.getBytes(at + TEXT_OFFSET, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        final BitSet used = slab.usedRows();
        for (int row = used.nextSetBit(0); row >= 0; row = used.nextSetBit(row + 1)) {
            index.put(buffer.getInt(slab.offset(row) + NAME_ID_OFFSET), row);
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
