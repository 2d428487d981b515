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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that appends as fast as it can, and looks what is left. */
class CrashIT {
    private static final int CYCLE_COUNT = 5;
    private static final int ROLL_ENTRIES = 20_000;
    private static final int RECORD_LENGTH_MAX = 400;
    private static final long STARTED = -1;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir private Path temporary;

    /** Appends until it is killed; what was acknowledged stands in a mapped file. */
    public static final class Appender {
        private Appender() {}

        /**
         * Appends.
         *
         * @param args directory, file for the acknowledged position.
         * @throws IOException when a file cannot be mapped.
         */
        public static void main(final String[] args) throws IOException {
            final UnsafeBuffer acknowledged = new UnsafeBuffer(map(Path.of(args[1])));
            final UnsafeBuffer source = new UnsafeBuffer(new byte[RECORD_LENGTH_MAX]);
            try (Journal journal =
                    ChronicleJournal.open(
                            Journals.small(Path.of(args[0]))
                                    .durability(Durability.INTERVAL)
                                    .rollEntries(ROLL_ENTRIES))) {
                acknowledged.putLongVolatile(0, journal.lastPosition());
                for (long position = journal.lastPosition() + 1; ; position++) {
                    append(journal, Journal.ENTRY, position, source);
                    if (position % 3 == 0) {
                        append(journal, Journal.DECISIONS, position, source);
                    }
                    acknowledged.putLongVolatile(0, position);
                }
            }
        }

        private static void append(
                final Journal journal,
                final int kind,
                final long position,
                final UnsafeBuffer source) {
            final int length = length(kind, position);
            source.setMemory(0, length, (byte) position);
            journal.append(kind, position, position, source, 0, length);
        }
    }

    private static int length(final int kind, final long position) {
        return 1 + (int) ((position * 7 + kind * 131) % RECORD_LENGTH_MAX);
    }

    private static MappedByteBuffer map(final Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        }
    }

    @Test
    void shouldKeepWhatWasAcknowledgedWhenKilled() throws Exception {
        final Path directory = temporary.resolve("journal");
        final UnsafeBuffer acknowledged = new UnsafeBuffer(map(temporary.resolve("acknowledged")));
        long before = STARTED;
        for (int cycle = 0; cycle < CYCLE_COUNT; cycle++) {
            final long last = killWhileAppending(directory, acknowledged, before, cycle);

            final JournalReport report = JournalVerifier.verify(directory);
            assertTrue(report.isSound(), String.valueOf(report.damage()));
            assertTrue(report.lastPosition() >= last, report + ", acknowledged " + last);
            assertTrue(report.lastPosition() <= last + 1, report + ", acknowledged " + last);
            before = report.lastPosition();
        }

        try (Journal journal = ChronicleJournal.open(Journals.small(directory))) {
            assertEquals(before, journal.lastPosition());
            assertEveryByte(journal);
        }
    }

    private long killWhileAppending(
            final Path directory,
            final UnsafeBuffer acknowledged,
            final long before,
            final int cycle)
            throws Exception {
        final Path output = temporary.resolve("output");
        final Process child =
                ChildJvm.start(
                        JvmFlags.all(),
                        output,
                        Appender.class,
                        directory.toString(),
                        temporary.resolve("acknowledged").toString());
        try {
            final long enough = before + 30_000 + cycle * 17_001L;
            final long start = System.nanoTime();
            while (acknowledged.getLongVolatile(0) < enough && child.isAlive()) {
                assertTrue(System.nanoTime() - start < TIMEOUT_NS, Files.readString(output));
                Thread.sleep(1);
            }
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(10, TimeUnit.SECONDS));
        assertFalse(Files.readString(output).contains("Exception"), Files.readString(output));
        return acknowledged.getLongVolatile(0);
    }

    private static void assertEveryByte(final Journal journal) {
        final UnsafeBuffer expected = new UnsafeBuffer(new byte[RECORD_LENGTH_MAX]);
        final UnsafeBuffer found = new UnsafeBuffer(0, 0);
        try (var cursor = journal.read(0)) {
            while (cursor.poll(
                    (kind, position, timeNs, buffer, offset, length) -> {
                        assertEquals(length(kind, position), length);
                        expected.setMemory(0, length, (byte) position);
                        found.wrap(buffer, offset, length);
                        assertEquals(0, found.compareTo(new UnsafeBuffer(expected, 0, length)));
                    })) {
                // Checks.
            }
        }
    }
}
