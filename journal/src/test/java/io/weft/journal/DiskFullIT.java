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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Needs a file system of a few MiB, for example {@code mount -t tmpfs -o size=8m tmpfs DIR} and
 * {@code WEFT_SMALL_DISK=DIR}.
 */
class DiskFullIT {
    private static final long SMALL = 64 << 20;

    @Test
    void shouldRefuseAndLoseNothingWhenTheDiskIsFull() throws IOException {
        final String disk = System.getenv("WEFT_SMALL_DISK");
        assumeTrue(disk != null, "WEFT_SMALL_DISK names no small file system");
        final Path directory = Path.of(disk, "journal");
        assertTrue(Files.getFileStore(Path.of(disk)).getTotalSpace() < SMALL);
        final UnsafeBuffer source = new UnsafeBuffer(new byte[100]);

        final Journal journal = ChronicleJournal.open(Journals.small(directory));
        final JournalException ex =
                assertThrows(JournalException.class, () -> fill(journal, source));
        assertEquals(JournalException.Kind.STORAGE, ex.kind(), ex.getMessage());
        final long last = journal.lastPosition();
        assertThrows(
                JournalException.class,
                () -> journal.append(Journal.ENTRY, last + 1, 0, source, 0, 100));
        journal.close();

        final JournalReport report = JournalVerifier.verify(directory);
        assertTrue(report.isSound(), String.valueOf(report.damage()));
        assertEquals(last, report.lastPosition());
        IoUtil.delete(directory.toFile(), false);
    }

    private static void fill(final Journal journal, final UnsafeBuffer source) {
        for (int i = 0; i < SMALL / 100; i++) {
            journal.append(Journal.ENTRY, i, 0, source, 0, 100);
        }
    }
}
