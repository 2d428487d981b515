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

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFileTest {
    private static final long NEEDED = 3 << 20;

    @TempDir private Path directory;
    private Path path;
    private SegmentFile file;

    @BeforeEach
    void setUp() throws IOException {
        path = directory.resolve("segment");
        file = SegmentFile.create(path);
        file.reserve(NEEDED);
    }

    @AfterEach
    void tearDown() throws IOException {
        file.close();
    }

    @Test
    void shouldSetAsideAsMuchAgainAndNoMore() throws IOException {
        assertEquals(NEEDED, Files.size(path));

        file.reserveAhead();
        file.reserveAhead();

        assertEquals(2 * NEEDED, Files.size(path));
    }

    @Test
    void shouldNotWriteWhatWasSetAsideBefore() throws IOException {
        file.reserveAhead();

        file.reserve(NEEDED + 1);

        assertEquals(2 * NEEDED, Files.size(path));
    }

    /** Closed, it fails like a full disk. */
    @Test
    void shouldTellOfFailureOnlyWhenSpaceIsNeeded() throws IOException {
        file.reserveAhead();
        file.close();

        file.reserveAhead();

        assertDoesNotThrow(() -> file.reserve(2 * NEEDED));
        assertThrows(IOException.class, () -> file.reserve(2 * NEEDED + 1));
    }

    @Test
    void shouldSetNothingAsideOnceItIsTrimmed() throws IOException {
        file.trim(NEEDED / 2);

        file.reserveAhead();

        assertEquals(NEEDED / 2, Files.size(path));
    }

    @Test
    void shouldKeepWhatChronicleQueuePutBehindTheLastRecord() throws IOException {
        final long end = 1_001;
        final int length = 24;
        // A document of its own, aligned, and its end mark.
        Journals.writeBytes(path, 1_004, (byte) length, (byte) 0, (byte) 0, (byte) 0x40);
        file.trim(end);
        assertEquals(1_008 + length, Files.size(path));

        file.reserve(NEEDED);
        final byte[] mark = {0, 0, 0, (byte) 0xC0, 'E', 'O', 'F', 0};
        Journals.writeBytes(path, 1_008 + length, mark);
        file.trim(end);
        assertEquals(1_008 + length + SegmentReader.END_LENGTH, Files.size(path));
    }

    @Test
    void shouldTrimAFileThatEndsWithItsLastRecord() throws IOException {
        file.trim(NEEDED);

        assertEquals(NEEDED, Files.size(path));
    }

    @Test
    void shouldGoOnBehindTheEnd() throws IOException {
        try (SegmentFile again = SegmentFile.open(path, NEEDED / 2)) {
            assertEquals(NEEDED / 2, Files.size(path));

            again.reserve(NEEDED / 2 + 1);

            assertTrue(Files.size(path) > NEEDED / 2);
        }
    }
}
