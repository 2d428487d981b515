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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessUseTest {
    private static final int PAGE_LENGTH = 4096;

    @TempDir private Path directory;
    private final ProcessUse use = new ProcessUse(ProcessHandle.current().pid());

    @BeforeEach
    void requireProc() {
        assumeTrue(ProcessUse.isKnown(), "no /proc on this system");
    }

    private void sample(final int count) {
        for (int i = 0; i < count; i++) {
            use.sample();
        }
    }

    @Test
    void shouldFindNothingWhenNothingGrows() {
        sample(40);

        assertDoesNotThrow(use::check);
    }

    @Test
    void shouldFindDescriptorsThatStayOpen() throws IOException {
        final Path file = Files.createFile(directory.resolve("file"));
        final List<FileInputStream> open = new ArrayList<>();
        sample(20);
        for (int i = 0; i < 20; i++) {
            open.add(new FileInputStream(file.toFile()));
        }
        sample(20);
        for (final FileInputStream each : open) {
            each.close();
        }

        final AssertionError found = assertThrows(AssertionError.class, use::check);
        assertTrue(found.getMessage().startsWith("descriptors grew from"), found.getMessage());
    }

    @Test
    void shouldFindMemoryThatStaysInUse() {
        sample(20);
        final ByteBuffer memory = ByteBuffer.allocateDirect(96 << 20);
        for (int i = 0; i < memory.capacity(); i += PAGE_LENGTH) {
            memory.put(i, (byte) 1);
        }
        sample(20);

        final AssertionError found = assertThrows(AssertionError.class, use::check);
        assertTrue(found.getMessage().startsWith("RssAnon kB grew from"), found.getMessage());
        assertTrue(memory.get(0) == 1);
    }
}
