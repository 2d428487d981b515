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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowHeap;
import io.weft.core.memory.Slab;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.state.StateNumbers;
import io.weft.core.wire.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StateWalkTest {
    /** More may come; none may go, or change places, without {@link SnapshotLayout#VERSION}. */
    private static final List<String> KNOWN =
            List.of(
                    "nodes",
                    "core planes",
                    "GPU planes",
                    "queues",
                    "jobs",
                    "allocations",
                    "names",
                    "users",
                    "terms",
                    "sizes",
                    "accounts",
                    "limits",
                    "holdings",
                    "licences",
                    "groups",
                    "dependencies",
                    "arrays",
                    "outcomes",
                    "reservations",
                    "service levels",
                    "sharing rules",
                    "elasticity",
                    "running",
                    "alarms",
                    "malleable",
                    "reservation times",
                    "periods",
                    "shrinkable",
                    "growable",
                    "elasticity times",
                    "numbers");

    /** Notes what it is told. */
    private static final class Notes implements StateListener {
        private final List<String> names = new ArrayList<>();
        private final List<Integer> rowLengths = new ArrayList<>();

        private void add(final String name, final int rowLength) {
            names.add(name);
            rowLengths.add(rowLength);
        }

        @Override
        public void onTable(final String name, final Slab slab) {
            add(name, slab.rowLength());
        }

        @Override
        public void onRows(
                final String name,
                final UnsafeBuffer rows,
                final int rowLength,
                final int rowCount) {
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
    }

    /** Of the smallest state. */
    private static Notes notes() {
        final Limits least = new Limits().nodeCount(1).coresPerNode(1).jobCount(1).queueCount(1);
        final Notes notes = new Notes();
        try (Footprint footprint = new Footprint()) {
            StateWalk.walk(
                    new ClusterState(least.nameCount(1).reservationCount(1), footprint), notes);
        }
        return notes;
    }

    @Test
    void shouldPassAllThatIsKept() {
        final List<String> names = notes().names;

        final List<String> known = new ArrayList<>(names);
        known.retainAll(KNOWN);
        assertEquals(KNOWN, known);
        assertEquals("numbers", names.get(names.size() - 1));
        assertEquals(names.size(), names.stream().distinct().count());
    }

    /** FNV-1a, 64 bits, as its authors give it, but over whole numbers. */
    @Test
    void shouldMakeTheLayoutOfEveryNameAndLength() {
        final Notes notes = notes();
        final List<Integer> parts = new ArrayList<>();
        parts.add(SnapshotLayout.VERSION);
        parts.add(MessageHeaderDecoder.SCHEMA_ID);
        parts.add(MessageHeaderDecoder.SCHEMA_VERSION);
        parts.add(1);
        for (int i = 0; i < notes.names.size(); i++) {
            notes.names.get(i).chars().forEach(parts::add);
            parts.add(notes.rowLengths.get(i));
        }

        long hash = 0xCBF29CE484222325L;
        for (final int part : parts) {
            hash = (hash ^ part) * 0x100000001B3L;
        }

        assertEquals(hash, SnapshotLayout.ofThisVersion());
        assertTrue(notes.rowLengths.stream().allMatch(length -> length > 0));
    }
}
