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
package io.weft.simulator.workload;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a workload says about itself, in the words of the Standard Workload Format.
 *
 * @param maxNodes nodes of the machine; {@link #NULL_VALUE}: not stated
 * @param maxProcs processors of the machine; {@link #NULL_VALUE}: not stated
 * @param unixStartTimeS the origin of submit times, in seconds since 1970; {@link #NULL_VALUE}: not
 *     stated
 * @param entries every header line of the form {@code key: value}, in order, the three above
 *     included; a key can come again
 */
public record WorkloadHeader(
        long maxNodes, long maxProcs, long unixStartTimeS, List<Entry> entries) {

    /** A number that is not stated, or not readable as one. */
    public static final long NULL_VALUE = -1;

    /** A workload that says nothing about itself. */
    public static final WorkloadHeader EMPTY =
            new WorkloadHeader(NULL_VALUE, NULL_VALUE, NULL_VALUE, List.of());

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15})(?!\\d).*");

    /** Copies the entries. */
    public WorkloadHeader {
        entries = List.copyOf(entries);
    }

    /** A header with the numbers that stand at the beginning of its entries' values. */
    public static WorkloadHeader of(List<Entry> entries) {
        return new WorkloadHeader(
                number(entries, "MaxNodes"),
                number(entries, "MaxProcs"),
                number(entries, "UnixStartTime"),
                entries);
    }

    private static long number(List<Entry> entries, String key) {
        for (Entry entry : entries) {
            Matcher matcher = NUMBER.matcher(entry.value());
            if (entry.key().equals(key) && matcher.matches()) {
                return Long.parseLong(matcher.group(1));
            }
        }
        return NULL_VALUE;
    }

    /**
     * One header line.
     *
     * @param key the word before the colon: letters, digits and underscores
     * @param value the text after it, without blanks around, on one line; may be empty
     */
    public record Entry(String key, String value) {
        private static final Pattern WORD = Pattern.compile("\\w+");
        private static final Pattern LINE = Pattern.compile(".*");

        /**
         * Checks that the entry can stand on a line of its own.
         *
         * @throws IllegalArgumentException naming what cannot
         */
        public Entry {
            if (!WORD.matcher(key).matches()) {
                throw new IllegalArgumentException("key=" + key + ", expected a word");
            }
            if (!LINE.matcher(value).matches() || !value.strip().equals(value)) {
                throw new IllegalArgumentException(
                        "value of "
                                + key
                                + "="
                                + value
                                + ", expected one line without blanks around");
            }
        }
    }

    /**
     * The value of the first entry with a key, or null if there is none.
     *
     * @param key the word before the colon, letter case as in the file
     */
    public String value(String key) {
        for (Entry entry : entries) {
            if (entry.key().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }
}
