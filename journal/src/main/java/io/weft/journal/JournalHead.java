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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

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

    /** Written first, and then renamed. */
    static final String ASIDE_NAME = FILE_NAME + ".new";

    /** Of a journal from which nothing was removed. */
    static final JournalHead WHOLE = new JournalHead(0, 0, 0);

    private static final JournalHead DAMAGED = new JournalHead(-1, -1, -1);
    private static final String NUMBER = "(\\d{1,18})";
    private static final Pattern FORM =
            Pattern.compile(
                    "segment=" + NUMBER + " sequence=" + NUMBER + " position=" + NUMBER + " crc=.*",
                    Pattern.DOTALL);

    /**
     * Where the journal of a directory begins; {@linkplain #isDamaged damaged} if it is unclear.
     */
    static JournalHead read(final Path directory) throws IOException {
        final Path file = directory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return WHOLE;
        }
        final String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        final Matcher form = FORM.matcher(text);
        if (form.matches()) {
            final JournalHead head =
                    new JournalHead(
                            Long.parseLong(form.group(1)),
                            Long.parseLong(form.group(2)),
                            Long.parseLong(form.group(3)));
            if (head.text().equals(text)) {
                return head;
            }
        }
        return DAMAGED;
    }

    /** Whether the journal begins with the first entry of all. */
    boolean isWhole() {
        return segment == 0;
    }

    /** Whether the file that should say where the journal begins does not. */
    boolean isDamaged() {
        return segment < 0;
    }

    /** The damage of a file that does not say it. */
    static JournalDamage damage(final Path directory) {
        return new JournalDamage(
                directory.resolve(FILE_NAME),
                0,
                0,
                "where the journal begins, with its checksum",
                "something else");
    }

    /** Puts this in force, wholly or not at all, and brings it to disk. */
    void write(final Path directory) throws IOException {
        final Path aside = directory.resolve(ASIDE_NAME);
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
        final String numbers =
                "segment=" + segment + " sequence=" + sequence + " position=" + position;
        final CRC32C crc = new CRC32C();
        crc.update(numbers.getBytes(StandardCharsets.US_ASCII));
        return numbers + String.format(Locale.ROOT, " crc=%08x\n", crc.getValue());
    }
}
