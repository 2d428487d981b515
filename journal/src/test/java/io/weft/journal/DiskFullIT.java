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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Fills a small disk again and again, to leave it at another byte each time, then makes room and
 * goes on. Needs a file system of a few MiB, for example {@code mount -t tmpfs -o size=8m tmpfs
 * DIR} and {@code WEFT_SMALL_DISK=DIR}.
 */
class DiskFullIT {
    private static final long SMALL = 64 << 20;
    private static final int RUN_COUNT = 200;
    private static final int ROOM_MIN = 1 << 16;
    private static final int ROOM_MAX = 4 << 20;
    private static final int[] LENGTHS = {1, 100, 4_000, 100_000};

    private final Random random = new Random(11);
    private final UnsafeBuffer source = new UnsafeBuffer(new byte[LENGTHS[3]]);
    private Path disk;
    private FileStore store;
    private long refusedAtOnce;

    @BeforeEach
    void findDisk() throws IOException {
        final String path = System.getenv("WEFT_SMALL_DISK");
        assumeTrue(path != null, "WEFT_SMALL_DISK names no small file system");
        disk = Path.of(path);
        store = Files.getFileStore(disk);
        assertTrue(store.getTotalSpace() < SMALL);
    }

    @Test
    void shouldRefuseAndLoseNothingWheneverTheDiskIsFullAndGoOnWhenThereIsRoom()
            throws IOException {
        for (int run = 0; run < RUN_COUNT; run++) {
            fillAndGoOn(run);
        }
        assertTrue(refusedAtOnce < RUN_COUNT / 4, refusedAtOnce + " runs began with no room");
    }

    private void fillAndGoOn(final int run) throws IOException {
        final Path directory = disk.resolve("journal");
        final Path ballast = disk.resolve("ballast");
        final Durability durability = Durability.values()[run % Durability.values().length];
        final int length = 1 + random.nextInt(LENGTHS[run % LENGTHS.length]);
        leaveRoom(ballast, ROOM_MIN + random.nextInt(ROOM_MAX));
        try {
            final long last = fill(directory, durability, length, run % 3 == 0);
            Files.delete(ballast);
            try (Journal journal = open(directory, durability)) {
                assertEquals(last, journal.lastPosition(), "run " + run);
                for (long i = last + 1; i < last + 20; i++) {
                    append(journal, i, length);
                }
                journal.endBatch();
            }
            final JournalReport report = JournalVerifier.verify(directory);
            assertTrue(report.isSound(), "run " + run + ": " + report.damage());
            assertEquals(last + 19, report.lastPosition());
        } finally {
            Files.deleteIfExists(ballast);
            IoUtil.delete(directory.toFile(), true);
        }
    }

    private static Journal open(final Path directory, final Durability durability) {
        return ChronicleJournal.open(Journals.small(directory).durability(durability));
    }

    /** Appends until the disk is full; returns the last position that was acknowledged. */
    private long fill(
            final Path directory,
            final Durability durability,
            final int length,
            final boolean isRolling)
            throws IOException {
        final Journal journal;
        try {
            journal =
                    ChronicleJournal.open(
                            Journals.small(directory)
                                    .durability(durability)
                                    .rollEntries(isRolling ? 50 : Long.MAX_VALUE));
        } catch (final JournalException ex) {
            assertEquals(JournalException.Kind.STORAGE, ex.kind(), ex.getMessage());
            refusedAtOnce++;
            return Journal.NULL_POSITION;
        }
        try (journal) {
            final JournalException ex =
                    assertThrows(JournalException.class, () -> fill(journal, length));
            assertEquals(JournalException.Kind.STORAGE, ex.kind(), ex.getMessage());
            final long last = journal.lastPosition();
            for (int i = 0; i < 3; i++) {
                assertThrows(JournalException.class, () -> append(journal, last + 1, length));
                assertEquals(last, journal.lastPosition());
            }
        }
        final JournalReport report = JournalVerifier.verify(directory);
        assertTrue(report.isSound(), String.valueOf(report.damage()));
        assertEquals(journal.lastPosition(), report.lastPosition());
        return report.lastPosition();
    }

    private void fill(final Journal journal, final int length) {
        for (long i = 0; i < SMALL; i++) {
            append(journal, i, length);
            if (i % 64 == 0) {
                journal.endBatch();
            }
        }
    }

    private void append(final Journal journal, final long position, final int length) {
        journal.append(Journal.ENTRY, position, 0, source, 0, length);
    }

    private void leaveRoom(final Path ballast, final long room) throws IOException {
        final ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
        try (FileChannel channel =
                FileChannel.open(
                        ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (store.getUsableSpace() > room + zeros.capacity()) {
                zeros.clear();
                channel.write(zeros);
            }
        }
    }
}
