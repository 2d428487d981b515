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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file {@code weft.segments}: how many segment files have records, as a decimal number. Written
 * before the append of the first record of a segment returns. Without it a last file that was lost
 * whole, or is empty, could not be told from one that a writer had just begun when it died.
 */
final class SegmentCount {
    static final String FILE_NAME = "weft.segments";

    /** In place of the count when the file holds something else. */
    static final long NO_NUMBER = -1;

    private static final int LENGTH_MAX = 20;

    private SegmentCount() {}

    /** The count, 0 when there is no such file, or {@link #NO_NUMBER}. */
    static long read(final Path directory) throws IOException {
        final Path file = directory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return 0;
        }
        final String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        try {
            return Math.max(Long.parseLong(text.trim()), NO_NUMBER);
        } catch (final NumberFormatException ex) {
            return NO_NUMBER;
        }
    }

    /** Writes a count that is at least the one before. */
    static void write(final Path directory, final long count) throws IOException {
        final String text = count + "\n";
        final ByteBuffer bytes = ByteBuffer.allocate(LENGTH_MAX);
        bytes.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
        final Path file = directory.resolve(FILE_NAME);
        try (FileChannel channel = JournalFiles.create(file, StandardOpenOption.CREATE)) {
            channel.write(bytes, 0);
        }
    }

    /** Brings the count to disk. */
    static void force(final Path directory) throws IOException {
        final Path file = directory.resolve(FILE_NAME);
        if (Files.exists(file)) {
            try (FileChannel channel = JournalFiles.open(file, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        }
    }
}
