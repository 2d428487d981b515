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

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowHeap;
import io.weft.core.memory.Slab;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.state.StateNumbers;
import io.weft.core.wire.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the rows of this version look like, as one number: the names of all sections with the
 * lengths of their rows in the smallest state, the version of the schema, the order of bytes, and
 * {@link #VERSION}. Only a snapshot with the same number can be loaded.
 */
final class SnapshotLayout implements StateListener {
    /** To be raised by whoever gives bytes of a row another meaning without making it longer. */
    static final int VERSION = 1;

    private static final long PRIME = 0x100000001B3L;
    private static final long OF_THIS_VERSION = compute();

    private long hash = 0xCBF29CE484222325L;

    private SnapshotLayout() {}

    static long ofThisVersion() {
        return OF_THIS_VERSION;
    }

    private static long compute() {
        final SnapshotLayout layout = new SnapshotLayout();
        layout.add(VERSION);
        layout.add(MessageHeaderDecoder.SCHEMA_ID);
        layout.add(MessageHeaderDecoder.SCHEMA_VERSION);
        layout.add(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 2);
        final Limits least = new Limits().nodeCount(1).coresPerNode(1).jobCount(1).queueCount(1);
        try (Footprint footprint = new Footprint()) {
            StateWalk.walk(
                    new ClusterState(least.nameCount(1).reservationCount(1), footprint), layout);
        }
        return layout.hash;
    }

    @Override
    public void onTable(final String name, final Slab slab) {
        add(name, slab.rowLength());
    }

    @Override
    public void onRows(
            final String name, final UnsafeBuffer rows, final int rowLength, final int rowCount) {
        add(name, rowLength);
    }

    @Override
    public void onHeap(final String name, final RowHeap heap) {
        add(name, RowHeap.SLOT_LENGTH);
    }

    @Override
    public void onNumbers(final String name, final StateNumbers numbers) {
        add(name, numbers.buffer().capacity());
    }

    private void add(final String name, final int rowLength) {
        for (int i = 0; i < name.length(); i++) {
            add(name.charAt(i));
        }
        add(rowLength);
    }

    private void add(final int value) {
        hash = (hash ^ value) * PRIME;
    }
}
