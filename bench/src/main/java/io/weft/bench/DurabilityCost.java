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
package io.weft.bench;

import io.weft.bench.report.Table;
import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What an entry with its decisions costs in each durability, by how many entries end one batch: two
 * records of 100 bytes appended, and the end of the batch, on the calling thread.
 */
final class DurabilityCost {
    private static final int[] GROUPS = {1, 8, 64, 512};
    private static final int RECORD_LENGTH = 100;
    private static final int BATCHES_MAX = 1 << 20;
    private static final int WARMUP_PARTS = 4;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_LENGTH]);
    private final long[] batchNs = new long[BATCHES_MAX];
    private final Path folder;
    private final long durationNs;
    private final Table table =
            new Table(
                    "durability",
                    "entries a batch",
                    "an entry, ns",
                    "a batch, p50 µs",
                    "p99 µs",
                    "max µs",
                    "entries/s");
    private long position;

    /**
     * A measurement.
     *
     * @param folder on the disk that is measured; journals are made there and removed.
     * @param durationNs of each row.
     */
    DurabilityCost(final Path folder, final long durationNs) {
        this.folder = folder;
        this.durationNs = durationNs;
    }

    /** Measures every row. */
    Table run(final Steps steps) throws IOException {
        for (final Durability durability : Durability.values()) {
            for (final int group : GROUPS) {
                steps.begin(durability + ", " + group + " entries a batch");
                measure(durability, group);
            }
        }
        return table;
    }

    /** How many rows there are. */
    static int rowCount() {
        return Durability.values().length * GROUPS.length;
    }

    private void measure(final Durability durability, final int group) throws IOException {
        final Path directory = folder.resolve("durability");
        final int count;
        try (Journal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context()
                                .directory(directory)
                                .durability(durability))) {
            position = 0;
            batches(journal, group, durationNs / WARMUP_PARTS);
            count = batches(journal, group, durationNs);
        } finally {
            IoUtil.delete(directory.toFile(), true);
        }
        addRow(durability, group, count);
    }

    /** Ends batches for so long; returns how many. */
    private int batches(final Journal journal, final int group, final long forNs) {
        final long begin = System.nanoTime();
        long now = begin;
        int count = 0;
        while (now - begin < forNs && count < BATCHES_MAX) {
            for (int i = 0; i < group; i++) {
                journal.append(Journal.ENTRY, position, position, record, 0, RECORD_LENGTH);
                journal.append(Journal.DECISIONS, position, position, record, 0, RECORD_LENGTH);
                position++;
            }
            journal.endBatch();
            final long end = System.nanoTime();
            batchNs[count++] = end - now;
            now = end;
        }
        return count;
    }

    private void addRow(final Durability durability, final int group, final int count) {
        final long sum = Arrays.stream(batchNs, 0, count).sum();
        Arrays.sort(batchNs, 0, count);
        final double entries = (double) count * group;
        table.row(
                durability.name(),
                Integer.toString(group),
                text("%,.0f", sum / entries),
                micros(batchNs[count / 2]),
                micros(batchNs[(int) (count * 0.99)]),
                micros(batchNs[count - 1]),
                text("%,.0f", entries * TimeUnit.SECONDS.toNanos(1) / sum));
    }

    private static String micros(final long ns) {
        return text("%,.1f", ns / 1e3);
    }

    private static String text(final String format, final double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
