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
package io.weft.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {
    @TempDir private Path directory;

    private void sample(final DiskUse use, final int count) {
        for (int i = 0; i < count; i++) {
            use.sample();
        }
    }

    private void grow(final String name, final long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            file.setLength(length);
        }
    }

    @Test
    void shouldFindNothingWhenFilesGoAsOthersCome() throws IOException {
        final DiskUse use = new DiskUse(directory);
        grow("one", DiskUse.BYTES_MORE_MAX * 2);
        sample(use, 20);
        grow("two", DiskUse.BYTES_MORE_MAX * 2);
        Files.delete(directory.resolve("one"));
        sample(use, 20);

        assertDoesNotThrow(use::check);
    }

    @Test
    void shouldFindFilesThatStayInAFolderToo() throws IOException {
        final DiskUse use = new DiskUse(directory);
        Files.createDirectory(directory.resolve("snapshots"));
        sample(use, 20);
        grow("snapshots/one", DiskUse.BYTES_MORE_MAX + 1);
        sample(use, 20);

        final AssertionError found = assertThrows(AssertionError.class, use::check);
        assertTrue(found.getMessage().startsWith("bytes on disk grew from 0"), found.getMessage());
    }
}
