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
package io.weft.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Passes on the lines that were asked for. Lines about damage always pass.
 *
 * <p>{@link EnoughException} ends the printing when the limit is reached, or when nobody reads on.
 */
final class RecordLines extends OutputStream {
    private static final int CHECK_INTERVAL = 256;
    private static final String DAMAGED = "damaged ";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final PrintWriter target;
    private final Pattern kind;
    private final Pattern field;
    private final long limit;
    private long count;

    /** Not an error. */
    static final class EnoughException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private EnoughException() {
            super(null, null, false, false);
        }
    }

    /**
     * A filter.
     *
     * @param kind a word that a line must have, or null
     * @param field a field that a line must have with its value, or null
     * @param limit most lines to pass on
     */
    RecordLines(PrintWriter target, String kind, String field, long limit) {
        this.target = target;
        this.field = field == null ? null : Pattern.compile("\\b" + Pattern.quote(field) + "\\b");
        this.kind =
                kind == null
                        ? null
                        : Pattern.compile(
                                "(^| )" + Pattern.quote(kind) + "( |;|$)",
                                Pattern.CASE_INSENSITIVE);
        this.limit = limit;
    }

    @Override
    public void write(int value) {
        if (value == '\n') {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            onLine(text);
        } else if (value != '\r') {
            line.write(value);
        }
    }

    private static boolean has(Pattern pattern, String text) {
        return pattern == null || pattern.matcher(text).find();
    }

    private void onLine(String text) {
        if (text.startsWith(DAMAGED)) {
            target.println(text);
        } else if (has(kind, text) && has(field, text)) {
            if (count >= limit) {
                throw new EnoughException();
            }
            target.println(text);
            count++;
            if (count % CHECK_INTERVAL == 0 && target.checkError()) {
                throw new EnoughException();
            }
        }
    }
}
