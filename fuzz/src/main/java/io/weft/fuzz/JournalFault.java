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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Checks that are planted away from the journal to see that this is found: after each damage, what
 * the check compares with is made to fit what is there.
 */
enum JournalFault {
    /** Nobody compares checksums. */
    CHECKSUM_UNCHECKED {
        @Override
        void plant(final JournalSample sample, final DamagedFiles files) throws IOException {
            int crcBefore = 0;
            for (final String name : sample.segments()) {
                final byte[] bytes = files.read(name);
                crcBefore = fitChecksums(bytes, crcBefore);
                files.write(name, 0, bytes);
            }
        }
    },
    /** Nobody asks the file header which record is the last. */
    MARK_UNCHECKED {
        @Override
        void plant(final JournalSample sample, final DamagedFiles files) throws IOException {
            for (final String name : sample.segments()) {
                final ByteBuffer bytes = ByteBuffer.wrap(files.read(name));
                final List<Integer> documents = JournalSample.documents(bytes);
                if (documents.size() > 1) {
                    final long mark = documents.get(documents.size() - 2);
                    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(MARK_OFFSET, mark);
                    final int end = documents.get(documents.size() - 1);
                    files.write(name, 0, Arrays.copyOf(bytes.array(), end));
                    files.cut(name, end);
                }
            }
        }
    },
    /** Nobody counts the files. */
    COUNT_UNCHECKED {
        @Override
        void plant(final JournalSample sample, final DamagedFiles files) throws IOException {
            files.delete("weft.segments");
        }
    },
    /**
     * Nobody asks where a journal that let its first files go begins: not the checksum of the file
     * that says so, nor whether the first record that is there is the one that it names. Each alone
     * would be no fault to find, for the other sees the same.
     */
    HEAD_UNCHECKED {
        @Override
        void plant(final JournalSample sample, final DamagedFiles files) throws IOException {
            final byte[] written = sample.files().get(HEAD_FILE);
            final String first = firstSegment(sample, files);
            if (written == null || first == null) {
                return;
            }
            final ByteBuffer bytes = ByteBuffer.wrap(files.read(first));
            final List<Integer> documents = JournalSample.documents(bytes);
            if (documents.size() > 1) {
                final int record = documents.get(0) + DOCUMENT_HEADER_LENGTH;
                final byte[] head =
                        head(
                                segment(first),
                                bytes.getLong(record + SEQUENCE_OFFSET),
                                bytes.getLong(record + POSITION_OFFSET));
                files.write(HEAD_FILE, 0, head);
                files.cut(HEAD_FILE, head.length);
            }
        }
    };

    private static final String HEAD_FILE = "weft.head";

    private static final int DAY_LENGTH = 8;
    private static final int MARK_OFFSET = 64;
    private static final int DOCUMENT_HEADER_LENGTH = 4;
    private static final int CHECKED_OFFSET = 4;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int POSITION_OFFSET = 16;
    private static final int CRC_BEFORE_OFFSET = 36;
    private static final int RECORD_HEADER_LENGTH = 40;

    /** Makes the check pass after a damage. */
    abstract void plant(JournalSample sample, DamagedFiles files) throws IOException;

    private static int fitChecksums(final byte[] bytes, final int crcBefore) {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final List<Integer> documents = JournalSample.documents(buffer);
        int crc = crcBefore;
        for (final int document : documents.subList(0, documents.size() - 1)) {
            final int length = buffer.getInt(document);
            final int start = document + DOCUMENT_HEADER_LENGTH;
            if (length > RECORD_HEADER_LENGTH) {
                buffer.putInt(start + CRC_BEFORE_OFFSET, crc);
                final CRC32C sum = new CRC32C();
                sum.update(bytes, start + CHECKED_OFFSET, length - CHECKED_OFFSET);
                crc = (int) sum.getValue();
                buffer.putInt(start, crc);
            }
        }
        return crc;
    }

    private static String firstSegment(final JournalSample sample, final DamagedFiles files) {
        return sample.segments().stream().filter(files::has).findFirst().orElse(null);
    }

    /** The number of a segment file, whose name is a day. */
    private static long segment(final String name) {
        final String day = name.substring(0, DAY_LENGTH);
        return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
    }

    private static byte[] head(final long segment, final long sequence, final long position) {
        final String numbers =
                "segment=" + segment + " sequence=" + sequence + " position=" + position;
        final CRC32C sum = new CRC32C();
        sum.update(numbers.getBytes(StandardCharsets.US_ASCII));
        final String text = numbers + String.format(Locale.ROOT, " crc=%08x\n", sum.getValue());
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Name on the command line. */
    String label() {
        return "journal-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
