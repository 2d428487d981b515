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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Names of segment files: Chronicle Queue's daily names, where day 0 is segment 0. */
final class SegmentName {
    static final long NULL_SEGMENT = -1;

    /** The last but one that has a name of eight digits: who reads it looks for the next one. */
    static final long SEGMENT_MAX = LocalDate.of(9999, 12, 30).toEpochDay();

    private static final String SUFFIX = "H.cq4";
    private static final int LENGTH = 8 + SUFFIX.length();

    private SegmentName() {}

    static Path path(final Path directory, final long segment) {
        return directory.resolve(of(segment));
    }

    static String of(final long segment) {
        return LocalDate.ofEpochDay(segment).format(DateTimeFormatter.BASIC_ISO_DATE) + SUFFIX;
    }

    /** The segment that a file name stands for, or {@link #NULL_SEGMENT}. */
    static long segment(final String fileName) {
        if (fileName.length() != LENGTH || !fileName.endsWith(SUFFIX)) {
            return NULL_SEGMENT;
        }
        try {
            final String day = fileName.substring(0, LENGTH - SUFFIX.length());
            final long segment =
                    LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
            // Days before the first name none.
            return Math.max(segment, NULL_SEGMENT);
        } catch (final java.time.DateTimeException ex) {
            return NULL_SEGMENT;
        }
    }

    /** The segments of a directory, in ascending order. */
    static long[] list(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            final LongStream segments = files.mapToLong(f -> segment(f.getFileName().toString()));
            return segments.filter(segment -> segment != NULL_SEGMENT).sorted().toArray();
        }
    }
}
