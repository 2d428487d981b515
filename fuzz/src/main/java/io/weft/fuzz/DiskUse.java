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

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * How many bytes the files below a directory have, sampled while somebody writes and removes them,
 * and whether that is as much at the end as it was at the beginning.
 */
final class DiskUse {
    /** A file of the journal, mapped ahead, and a snapshot more or less. */
    static final long BYTES_MORE_MAX = 16 << 20;

    private static final int WARM_UP_PART = 5;

    private final Path directory;
    private final List<Long> samples = new ArrayList<>();

    DiskUse(final Path directory) {
        this.directory = directory;
    }

    /** Looks once. */
    void sample() {
        final long[] sum = new long[1];
        try {
            if (Files.isDirectory(directory)) {
                Files.walkFileTree(directory, summing(sum));
                samples.add(sum[0]);
            }
        } catch (final IOException ex) {
            // A folder went meanwhile.
        }
    }

    private static SimpleFileVisitor<Path> summing(final long[] sum) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(
                    final Path file, final BasicFileAttributes attributes) {
                sum[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(final Path file, final IOException ex) {
                // It went meanwhile.
                return FileVisitResult.CONTINUE;
            }
        };
    }

    /** The last third of the samples against the first, after a warm-up: may not be much more. */
    void check() {
        final long first = median(0);
        final long last = median(2);
        if (last > first + BYTES_MORE_MAX) {
            throw new AssertionError(
                    "bytes on disk grew from "
                            + first
                            + " to "
                            + last
                            + ", expected at most "
                            + BYTES_MORE_MAX
                            + " more");
        }
    }

    private long median(final int third) {
        final List<Long> all = samples.subList(samples.size() / WARM_UP_PART, samples.size());
        final int length = all.size() / 3;
        if (length == 0) {
            throw new IllegalStateException(samples.size() + " samples are too few.");
        }
        return all.subList(third * length, (third + 1) * length).stream()
                .sorted()
                .toList()
                .get(length / 2);
    }

    /** The medians of the first third and of the last. */
    String text() {
        return (median(0) >> 10) + " kB on disk at first, " + (median(2) >> 10) + " kB at last";
    }
}
