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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.SnapshotSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSnapshotStoreTest {
    @TempDir private Path temporary;

    private FileSnapshotStore store(final int countMax) {
        return new FileSnapshotStore(temporary.resolve("snapshots"), countMax);
    }

    private static void put(final FileSnapshotStore store, final long position, final int content)
            throws IOException {
        try (SnapshotSink sink = store.create(position)) {
            sink.write(ByteBuffer.wrap(new byte[] {(byte) content}));
            sink.commit();
        }
    }

    private static int get(final FileSnapshotStore store, final long position) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(2);
        try (ReadableByteChannel source = store.open(position)) {
            assertEquals(1, source.read(bytes));
        }
        return bytes.get(0);
    }

    @Test
    void shouldHaveNoneBeforeTheFirst() throws IOException {
        assertArrayEquals(new long[0], store(1).positions());
        assertEquals(-1, store(1).newestPosition());
    }

    @Test
    void shouldKeepTheNewestAndListThemNewestFirst() throws IOException {
        final FileSnapshotStore store = store(2);
        put(store, 5, 50);
        put(store, 1_000_000_007L, 7);
        put(store, 30, 30);

        assertArrayEquals(new long[] {1_000_000_007L, 30}, store.positions());
        assertEquals(7, get(store, 1_000_000_007L));
        assertEquals(30, get(store, 30));
    }

    @Test
    void shouldReplaceOneAtTheSamePosition() throws IOException {
        final FileSnapshotStore store = store(2);
        put(store, 5, 1);
        put(store, 5, 2);

        assertArrayEquals(new long[] {5}, store.positions());
        assertEquals(2, get(store, 5));
    }

    @Test
    void shouldLeaveNothingBehindOfOneThatIsNotCommitted() throws IOException {
        final FileSnapshotStore store = store(2);
        try (SnapshotSink sink = store.create(5)) {
            sink.write(ByteBuffer.wrap(new byte[] {1}));
        }

        try (var files = Files.list(temporary.resolve("snapshots"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void shouldRemoveWhatADeadProcessBegan() throws IOException {
        final FileSnapshotStore store = store(2);
        put(store, 5, 1);
        final Path begun = temporary.resolve("snapshots/snapshot-0000000000000000009.weft.new");
        Files.write(begun, new byte[10]);
        final Path stray = Files.createFile(temporary.resolve("snapshots/other.weft.new"));
        assertArrayEquals(new long[] {5}, store.positions());

        put(store, 6, 1);

        assertFalse(Files.exists(begun));
        assertTrue(Files.exists(stray));
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot-0000000000000000005.weft, true",
        "snapshot-0000000000000000005.weft.new, true",
        "snapshot-0000000000000000005.weft.discarded, true",
        "snapshot-9223372036854775807.weft, true",
        "snapshot-9223372036854775808.weft, false",
        "snapshot-0000000000000000005.weft.old, false",
        "snapshot-0000000000000000005.wef, false",
        "snapshot-000000000000000000x.weft, false",
        "snap, false"
    })
    void shouldKnowItsFilesByTheirNames(final String name, final boolean isOne) {
        assertEquals(isOne, FileSnapshotStore.isSnapshotFile(temporary.resolve(name)));
    }

    @Test
    void shouldKnowTheFilesItMakes() throws IOException {
        final FileSnapshotStore store = store(2);
        put(store, 5, 1);
        put(store, 6, 1);
        store.discard(5);
        try (SnapshotSink sink = store.create(7);
                var files = Files.list(temporary.resolve("snapshots"))) {
            final List<Path> made = files.toList();
            assertEquals(3, made.size());
            assertTrue(made.stream().allMatch(FileSnapshotStore::isSnapshotFile), made::toString);
            assertTrue(sink.isOpen());
        }
    }

    @Test
    void shouldNotListWhatIsNoSnapshot() throws IOException {
        final FileSnapshotStore store = store(2);
        put(store, 5, 1);
        final Path folder = temporary.resolve("snapshots");
        Files.createFile(folder.resolve("snapshot-9999999999999999999.weft"));
        Files.createFile(folder.resolve("snapshot-5.weft"));
        Files.createFile(folder.resolve("snapshot-000000000000000000x.weft"));
        Files.createFile(folder.resolve("snapshot-000000000000000000-.weft"));
        Files.createFile(folder.resolve("snapshut-0000000000000000007.weft"));
        Files.createFile(folder.resolve("snapshot-0000000000000000007.west"));

        assertArrayEquals(new long[] {5}, store.positions());
    }

    @Test
    void shouldPutAsideWhatIsDiscarded() throws IOException {
        final FileSnapshotStore store = store(2);
        put(store, 5, 1);

        store.discard(5);

        assertArrayEquals(new long[0], store.positions());
        assertThrows(IOException.class, () -> store.open(5));
        assertTrue(
                Files.exists(
                        temporary.resolve(
                                "snapshots/snapshot-0000000000000000005.weft.discarded")));
    }

    @Test
    void shouldBeForItsOwnerOnly() throws IOException {
        final FileSnapshotStore store = store(2);
        put(store, 5, 1);

        final String permissions =
                PosixFilePermissions.toString(Files.getPosixFilePermissions(store.file(5)));

        assertEquals("rw-------", permissions);
    }

    @Test
    void shouldRefuseToKeepNone() {
        assertThrows(IllegalArgumentException.class, () -> store(0));
    }
}
