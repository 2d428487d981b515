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

import io.weft.core.MemoryJournal;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Measures what an append costs. Run it with the flags in {@code .mvn/weft.jvmargs}, {@code
 * -Dagrona.disable.bounds.checks=true} and the test class path; the argument is a directory on the
 * disk in question.
 */
public final class AppendCost {
    private static final int WARMUP_COUNT = 500_000;
    private static final int COUNT = 3_000_000;

    private AppendCost() {}

    /**
     * Prints one line a measurement.
     *
     * @param args a directory.
     * @throws IOException when a temporary directory cannot be made in it.
     */
    public static void main(final String[] args) throws IOException {
        for (int run = 0; run < 3; run++) {
            for (final int length : new int[] {64, 200}) {
                try (Journal journal = new MemoryJournal(1 << 24, 1)) {
                    measure("memory", journal, length);
                }
                for (final int blockSize : new int[] {1 << 26, 1 << 28}) {
                    final Path directory = Files.createTempDirectory(Path.of(args[0]), "append");
                    final ChronicleJournal.Context context =
                            new ChronicleJournal.Context().directory(directory);
                    final String name = "chronicle, blocks of " + (blockSize >> 20) + " MiB";
                    try (Journal journal = ChronicleJournal.open(context.blockSize(blockSize))) {
                        measure(name, journal, length);
                        read(journal);
                    }
                    IoUtil.delete(directory.toFile(), false);
                }
            }
        }
    }

    private static void measure(final String name, final Journal journal, final int length) {
        final UnsafeBuffer source = new UnsafeBuffer(new byte[length]);
        for (int i = 0; i < WARMUP_COUNT; i++) {
            journal.append(Journal.ENTRY, i, i, source, 0, length);
        }
        final int[] ns = new int[COUNT];
        final long start = System.nanoTime();
        long before = start;
        for (int i = 0; i < COUNT; i++) {
            final long position = WARMUP_COUNT + i;
            journal.append(Journal.ENTRY, position, position, source, 0, length);
            final long now = System.nanoTime();
            ns[i] = (int) Math.min(now - before, Integer.MAX_VALUE);
            before = now;
        }
        final double mean = (double) (before - start) / COUNT;
        Arrays.sort(ns);
        System.out.printf(
                Locale.ROOT,
                "%-28s %4d bytes: mean %6.1f p50 %4d p99 %5d p99.9 %6d p99.99 %8d max %9d ns,"
                        + " load %.1f%n",
                name,
                length,
                mean,
                ns[COUNT / 2],
                ns[(int) (COUNT * 0.99)],
                ns[(int) (COUNT * 0.999)],
                ns[(int) (COUNT * 0.9999)],
                ns[COUNT - 1],
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void read(final Journal journal) {
        final long start = System.nanoTime();
        long count = 0;
        try (JournalCursor cursor = journal.read(0)) {
            while (cursor.poll((kind, position, timeNs, buffer, offset, length) -> {})) {
                count++;
            }
        }
        final double mean = (double) (System.nanoTime() - start) / count;
        System.out.printf(Locale.ROOT, "%28s reading: mean %6.1f ns%n", "", mean);
    }
}
