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
package io.weft.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MemorySnapshotStoreTest {
    private final MemorySnapshotStore store = new MemorySnapshotStore(2);

    @Test
    void shouldKeepOnlyTheLastOnesNewestFirst() {
        for (long position = 1; position <= 4; position++) {
            store.put(position, new byte[] {(byte) position});
        }

        assertArrayEquals(new long[] {4, 3}, store.positions());
        assertNull(store.bytes(2));
        assertArrayEquals(new byte[] {3}, store.bytes(3));
    }

    @Test
    void shouldKeepNothingThatWasNotCommitted() throws IOException {
        try (var sink = store.create(7)) {
            sink.write(ByteBuffer.wrap(new byte[] {1, 2}));
            assertEquals(0, store.positions().length);
            sink.commit();
        }

        final ByteBuffer target = ByteBuffer.allocate(8);
        try (var source = store.open(7)) {
            assertEquals(2, source.read(target));
        }
        assertEquals(2, target.get(1));
    }

    @Test
    void shouldSayWhichOneIsNotThere() {
        store.put(7, new byte[1]);
        store.discard(7);

        final FileNotFoundException refusal =
                assertThrows(FileNotFoundException.class, () -> store.open(7));
        assertEquals("at position=7", refusal.getMessage());
    }

    @Test
    void shouldRefuseToKeepNone() {
        assertThrows(IllegalArgumentException.class, () -> new MemorySnapshotStore(0));
    }
}
