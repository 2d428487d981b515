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
package io.weft.slurm;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The format that squeue and sinfo are told to print, and the reader of what they print. A record
 * ends with a text that nobody can guess: users choose some of what is printed, and one who writes
 * line ends and separators into a comment must not be able to write a record.
 */
final class Table {
    private static final String FIELD_END = "\u001f";
    private static final int NONCE_BYTES = 8;

    private final List<String> fields;
    private final String recordEnd;

    private Table(final List<String> fields, final String recordEnd) {
        this.fields = fields;
        this.recordEnd = recordEnd;
    }

    /**
     * A table of its own for one question.
     *
     * @param fields as option -O of squeue and sinfo names them; one that users write is the last.
     */
    static Table of(final List<String> fields, final SecureRandom random) {
        final byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return new Table(fields, FIELD_END + HexFormat.of().formatHex(nonce) + "\u001e");
    }

    /** The value of option -O. */
    String format() {
        final StringBuilder format = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            final boolean isLast = i == fields.size() - 1;
            format.append(fields.get(i))
                    .append(':')
                    .append(isLast ? recordEnd : FIELD_END)
                    .append(isLast ? "" : ",");
        }
        return format.toString();
    }

    /**
     * The fields of each record.
     *
     * @throws IllegalArgumentException when the text is not made of such records.
     */
    List<String[]> records(final String text) {
        final List<String[]> records = new ArrayList<>();
        int start = 0;
        int end = text.indexOf(recordEnd);
        while (end >= 0) {
            final String record = text.substring(start, end);
            final String[] values = record.split(FIELD_END, fields.size());
            if (values.length != fields.size()) {
                throw new IllegalArgumentException(
                        "fields=" + values.length + ", expected " + fields.size() + ": " + record);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i].equals("(null)") || values[i].equals("N/A") ? "" : values[i];
            }
            records.add(values);
            start = end + recordEnd.length();
            start += text.startsWith("\n", start) ? 1 : 0;
            end = text.indexOf(recordEnd, start);
        }
        if (start != text.length()) {
            throw new IllegalArgumentException(
                    "rest=" + text.substring(start, Math.min(text.length(), start + 200)));
        }
        return records;
    }
}
