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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within one process; others are asked by {@link DirectoryLockIT}. */
class DirectoryLockTest {
    private static final String OWN = "this process, " + ProcessHandle.current().pid();

    @TempDir private Path directory;

    private Path file() {
        return directory.resolve(DirectoryLock.FILE_NAME);
    }

    @Test
    void shouldHoldTheLockUntilItIsClosed() throws IOException {
        assertNull(DirectoryLock.writer(directory));
        final DirectoryLock lock = DirectoryLock.acquire(directory);
        assertEquals(OWN, DirectoryLock.writer(directory));
        assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(file()));
        assertRefused(OWN);

        lock.close();

        assertNull(DirectoryLock.writer(directory));
    }

    @Test
    void shouldNotTakeTheLockFromTheNextOneWhenClosedTwice() throws IOException {
        final DirectoryLock lock = DirectoryLock.acquire(directory);
        lock.close();
        try (DirectoryLock next = DirectoryLock.acquire(directory)) {
            lock.close();

            assertRefused(OWN);
            assertEquals(OWN, DirectoryLock.writer(directory), next::toString);
        }
        assertNull(DirectoryLock.writer(directory));
    }

    private void assertRefused(final String holder) {
        final JournalException ex =
                assertThrows(JournalException.class, () -> DirectoryLock.acquire(directory));
        assertEquals(JournalException.Kind.LOCKED, ex.kind());
        assertTrue(ex.getMessage().contains("is being written by " + holder + "."), ex::toString);
    }

    /** As by another copy of Weft in this process, which does not know of this one. */
    @Test
    void shouldNameWhoeverHoldsTheFile() throws IOException {
        try (FileChannel other =
                        FileChannel.open(
                                file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock held = other.lock(Long.MAX_VALUE - 1, 1, false)) {
            assertTrue(held.isValid());
            assertRefused("another process");
            assertEquals("another process", DirectoryLock.writer(directory));

            Files.writeString(file(), "4711\n");

            assertRefused("process 4711");
            assertEquals("process 4711", DirectoryLock.writer(directory));
        }
        DirectoryLock.acquire(directory).close();
        assertNull(DirectoryLock.writer(directory));
    }

    @Test
    void shouldWriteItsNumberOverALongerOne() throws IOException {
        Files.writeString(file(), "9".repeat(40) + "\n");

        DirectoryLock.acquire(directory).close();

        assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(file()));
    }

    @Test
    void shouldHoldNothingWhenTheFileCannotBeMade() throws IOException {
        Files.createDirectory(file());
        assertThrows(IOException.class, () -> DirectoryLock.acquire(directory));
        Files.delete(file());

        DirectoryLock.acquire(directory).close();

        assertThrows(IOException.class, () -> DirectoryLock.acquire(directory.resolve("none")));
        assertFalse(Files.exists(directory.resolve("none")));
    }
}
