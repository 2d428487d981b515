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

import io.weft.core.memory.RowHeap;
import io.weft.core.memory.Slab;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.ClusterState;
import io.weft.core.state.StateNumbers;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Fills an empty state from a snapshot: copies the rows, derives what is derived, and compares the
 * digest. After a failure the state must not be used.
 */
public final class StateLoader implements StateListener {
    private final SnapshotReader reader;
    private final String name;

    private StateLoader(final SnapshotReader reader, final String name) {
        this.reader = reader;
        this.name = name;
    }

    /**
     * Loads a snapshot.
     *
     * @param reader of it, at the first section.
     * @param name of the snapshot in messages.
     * @param state that was made with the limits of the snapshot and is empty.
     * @throws SnapshotException when the snapshot is damaged, or of another layout.
     */
    public static void load(
            final SnapshotReader reader, final String name, final ClusterState state) {
        requireLayout(reader.header(), name);
        final StateLoader loader = new StateLoader(reader, name);
        try {
            StateWalk.walk(state, loader);
            loader.require(!reader.next(), "has more sections than the state");
            state.rebuild();
        } catch (final IllegalArgumentException ex) {
            throw loader.damaged(ex.getMessage(), ex);
        }
        loader.require(
                StateDigest.of(state) == reader.header().digest(),
                "leads to another digest than it says");
    }

    /**
     * Refuses a snapshot whose rows are not those of this version.
     *
     * @param header of the snapshot.
     * @param name of the snapshot in messages.
     * @throws SnapshotException if so.
     */
    public static void requireLayout(final SnapshotHeader header, final String name) {
        if (header.layout() != SnapshotLayout.ofThisVersion()) {
            throw new SnapshotException(
                    SnapshotException.Kind.OTHER_LAYOUT,
                    "The snapshot "
                            + name
                            + " was written by another version of the state. Use the version that"
                            + " wrote it, or the whole journal.",
                    null);
        }
    }

    @Override
    public void onTable(final String section, final Slab slab) {
        begin(section, slab.rowLength(), slab.capacity());
        final int rowCount = reader.rowCount();
        final int freeHead = reader.freeHead();
        reader.rows(slab.buffer(), 0);
        slab.restore(rowCount, freeHead);
    }

    @Override
    public void onRows(
            final String section,
            final UnsafeBuffer rows,
            final int rowLength,
            final int rowCount) {
        begin(section, rowLength, rowCount);
        require(reader.rowCount() == rowCount, "lacks rows in " + section);
        reader.rows(rows, 0);
    }

    @Override
    public void onHeap(final String section, final RowHeap heap) {
        begin(section, RowHeap.SLOT_LENGTH, heap.buffer().capacity() / RowHeap.SLOT_LENGTH - 1);
        final int size = reader.rowCount();
        reader.rows(heap.buffer(), RowHeap.SLOT_LENGTH);
        heap.restore(size);
    }

    @Override
    public void onNumbers(final String section, final StateNumbers numbers) {
        begin(section, numbers.buffer().capacity(), 1);
        require(reader.rowCount() == 1, "lacks its numbers");
        reader.rows(numbers.buffer(), 0);
    }

    private void begin(final String section, final int rowLength, final int capacity) {
        require(reader.next() && reader.sectionName().equals(section), "lacks " + section);
        require(reader.rowLength() == rowLength, "has rows of another length in " + section);
        require(reader.rowCount() <= capacity, "has more rows than there is room in " + section);
    }

    private void require(final boolean holds, final String what) {
        if (!holds) {
            throw damaged("it " + what, null);
        }
    }

    private SnapshotException damaged(final String what, final Throwable cause) {
        return new SnapshotException(
                SnapshotException.Kind.DAMAGED,
                "The snapshot "
                        + name
                        + " cannot be loaded: "
                        + what
                        + ". Use an older one, or the whole journal.",
                cause);
    }
}
