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
package io.weft.fuzz.parse;

import java.nio.charset.StandardCharsets;

/** A reader of text, with the one kind of error that it may throw. */
final class TextTarget implements ParseTarget {
    private final String name;
    private final Class<? extends Exception> error;
    private final String place;
    private final TextReader reader;

    /** Reads a text. */
    @FunctionalInterface
    interface TextReader {
        void read(String text) throws Exception;
    }

    /**
     * A target.
     *
     * @param name of it.
     * @param error that may be thrown.
     * @param place with which the error begins; empty for anywhere.
     * @param reader to be tried.
     */
    TextTarget(
            final String name,
            final Class<? extends Exception> error,
            final String place,
            final TextReader reader) {
        this.name = name;
        this.error = error;
        this.place = place;
        this.reader = reader;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void parse(final byte[] bytes) throws Exception {
        try {
            reader.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (final Exception e) {
            if (!error.isInstance(e)) {
                throw e;
            }
            Said.something(e);
            if (!place.isEmpty()) {
                Said.place(e, place);
            }
        }
    }
}
