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

import io.weft.core.spi.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockIT {
    @TempDir private Path temporary;

    private Path directory() {
        return temporary.resolve("journal");
    }

    @Test
    void shouldKeepOtherProcessesOut() throws Exception {
        try (ChronicleJournal journal = ChronicleJournal.open(Journals.small(directory()))) {
            Journals.appendAll(journal, 0, 1);

            assertLockedByThisProcess(openInChild());
        }
        assertTrue(openInChild().contains("opened 0"));
    }

    @Test
    void shouldKeepASecondWriterOutOfTheProcess() {
        try (ChronicleJournal journal = ChronicleJournal.open(Journals.small(directory()))) {
            final JournalException ex =
                    assertThrows(
                            JournalException.class,
                            () -> ChronicleJournal.open(Journals.small(directory())));
            assertEquals(JournalException.Kind.LOCKED, ex.kind());
            assertTrue(ex.getMessage().contains(directory().toString()), ex.getMessage());
            assertTrue(
                    ex.getMessage().contains(Long.toString(ProcessHandle.current().pid())),
                    ex.getMessage());

            Journals.appendAll(journal, 0, 1);
        }
        ChronicleJournal.open(Journals.small(directory())).close();
    }

    @Test
    void shouldNotLoseTheLockToASecondAttemptOfTheSameProcess() throws Exception {
        final Path link = temporary.resolve("link");
        try (ChronicleJournal journal = ChronicleJournal.open(Journals.small(directory()))) {
            Files.createSymbolicLink(link, directory());
            for (final Path path : new Path[] {directory(), link}) {
                assertThrows(
                        JournalException.class, () -> ChronicleJournal.open(Journals.small(path)));
            }

            assertLockedByThisProcess(openInChild());
            Journals.appendAll(journal, 0, 1);
        }
    }

    @Test
    void shouldGiveUpTheLockWhenOpeningFails() throws Exception {
        Journals.write(directory(), 5);
        final Path file = Journals.segment(directory(), 0);
        Journals.flip(file, 0, 1);
        assertThrows(
                JournalException.class, () -> ChronicleJournal.open(Journals.small(directory())));
        Journals.flip(file, 0, 1);

        assertTrue(openInChild().contains("opened 4"));
        ChronicleJournal.open(Journals.small(directory())).close();
    }

    private static void assertLockedByThisProcess(final String output) {
        assertTrue(output.contains("LOCKED "), output);
        assertTrue(output.contains("process " + ProcessHandle.current().pid()), output);
    }

    private String openInChild() throws Exception {
        final Path output = temporary.resolve("output");
        final Process child =
                ChildJvm.start(
                        JvmFlags.all(), output, JvmFlagsIT.Opener.class, directory().toString());
        return ChildJvm.await(child, output);
    }
}
