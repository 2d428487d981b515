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
package io.weft.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.JournalException;
import io.weft.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever ends a simulation in the middle, its journal holds all that was in it before. */
class SuddenEndIT {
    private static final int RECORD_COUNT = 5_000;

    @TempDir private Path folder;

    /** The first records of a journal, read while it is written. */
    private static final class Prefix implements AutoCloseable {
        private final JournalReader reader;
        private final CRC32C checksum = new CRC32C();
        private long count;

        Prefix(Path journal) {
            reader = new JournalReader(journal, 0);
        }

        boolean readUpTo(long limit) {
            boolean hasMore = true;
            while (hasMore && count < limit) {
                hasMore =
                        reader.poll(
                                (kind, position, timeNs, buffer, offset, length) -> {
                                    byte[] bytes = new byte[length];
                                    buffer.getBytes(offset, bytes);
                                    checksum.update(kind);
                                    checksum.update(Long.toString(position).getBytes(US_ASCII));
                                    checksum.update(bytes);
                                    count++;
                                });
            }
            return count == limit;
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @Test
    void shouldLoseNothingToAKill() throws Exception {
        Path journal = folder.resolve("journal");
        try (WeftProcess process = simulate(journal);
                Prefix seen = awaitRecords(process, journal)) {
            assertTrue(process.isAlive());
            process.kill();
            process.await();
            seen.readUpTo(Long.MAX_VALUE);

            assertReplays(journal);
            try (Prefix kept = new Prefix(journal)) {
                assertTrue(kept.readUpTo(seen.count));
                assertEquals(seen.checksum.getValue(), kept.checksum.getValue());
            }
        }
    }

    @Test
    void shouldLeaveAJournalAndSayHowToReplayItWhenInterrupted() throws Exception {
        Path journal = folder.resolve("journal");
        try (WeftProcess process = simulate(journal);
                Prefix seen = awaitRecords(process, journal)) {
            process.interrupt();
            Weft weft = process.await();

            assertTrue(weft.err().contains("weft replay " + journal), weft::err);
            assertTrue(seen.count >= RECORD_COUNT);
            assertReplays(journal);
        }
    }

    @Test
    void shouldRemoveTheTemporaryJournalWhenInterrupted() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
        try (WeftProcess process =
                WeftProcess.start(
                        folder, WeftProcess.currentJvm(), options, "simulate", "--quiet")) {
            awaitFile(process, temporary);
            process.interrupt();
            process.await();
        }
        assertEquals(0, fileCount(temporary));
    }

    private WeftProcess simulate(Path journal) throws IOException {
        return WeftProcess.start(folder, "simulate", "--jobs", 30_000, "--journal", journal);
    }

    private static Prefix awaitRecords(WeftProcess process, Path journal) throws Exception {
        Prefix prefix = null;
        while (prefix == null || !prefix.readUpTo(RECORD_COUNT)) {
            assertTrue(process.isAlive(), () -> "it ended too early");
            Thread.sleep(5);
            prefix = prefix == null ? open(journal) : prefix;
        }
        return prefix;
    }

    private static Prefix open(Path journal) {
        try {
            return new Prefix(journal);
        } catch (JournalException e) {
            return null; // Not yet.
        }
    }

    private static void awaitFile(WeftProcess process, Path directory) throws Exception {
        while (fileCount(directory) == 0) {
            assertTrue(process.isAlive(), () -> "it ended too early");
            Thread.sleep(5);
        }
    }

    private static long fileCount(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().contains("weft-")).count();
        }
    }

    private void assertReplays(Path journal) throws Exception {
        try (WeftProcess replay = WeftProcess.start(folder, "replay", journal)) {
            assertTrue(replay.awaitWell().out().contains("Identical"));
        }
    }
}
