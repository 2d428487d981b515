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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Where a journal begins: with segment 0 and record 0, unless earlier segments were removed on
 * purpose. Then the file {@code weft.head} says so, written before they go; without it a first file
 * that was lost could not be told from one that was removed.
 *
 * @param segment the first one that stays.
 * @param sequence of its first record.
 * @param position of its first record.
 */
record JournalHead(long segment, long sequence, long position) {
    static final String FILE_NAME = "weft.head";

    private static final JournalHead WHOLE = new JournalHead(0, 0, 0);
    private static final String FORM = "segment=%d sequence=%d position=%d\n";
    private static final int NUMBER_COUNT = 3;

    /** Where the journal of a directory begins. */
    static JournalHead read(final Path directory) throws IOException {
        final Path file = directory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return WHOLE;
        }
        final String text = Files.readString(file, StandardCharsets.US_ASCII);
        final String[] numbers = text.replaceAll("[a-z]+=", "").trim().split(" ");
        try {
            if (numbers.length == NUMBER_COUNT) {
                final JournalHead head =
                        new JournalHead(
                                Long.parseLong(numbers[0]),
                                Long.parseLong(numbers[1]),
                                Long.parseLong(numbers[2]));
                if (head.text().equals(text)) {
                    return head;
                }
            }
        } catch (final NumberFormatException ex) {
            throw new IOException(file + " does not say where the journal begins", ex);
        }
        throw new IOException(file + " does not say where the journal begins");
    }

    /** Puts this in force, wholly or not at all, and brings it to disk. */
    void write(final Path directory) throws IOException {
        final Path aside = directory.resolve(FILE_NAME + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel channel = JournalFiles.create(aside, StandardOpenOption.CREATE_NEW)) {
            final ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                aside,
                directory.resolve(FILE_NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        JournalFiles.forceDirectory(directory);
    }

    private String text() {
        return String.format(Locale.ROOT, FORM, segment, sequence, position);
    }
}
