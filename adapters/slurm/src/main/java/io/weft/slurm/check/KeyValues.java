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
package io.weft.slurm.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the two forms in which Slurm prints keys and values; keys are alike in any case. */
final class KeyValues {
    private static final String NULL = "(null)";

    private KeyValues() {}

    static Map<String, String> empty() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** {@code scontrol show config}: a line each, blanks around the sign. */
    static Map<String, String> ofLines(final String text) {
        final Map<String, String> values = empty();
        for (final String line : text.lines().toList()) {
            final int at = line.indexOf(" = ");
            if (at > 0) {
                put(values, line.substring(0, at).strip(), line.substring(at + 3).strip());
            } else if (line.endsWith("=") && line.length() > 1) {
                put(values, line.substring(0, line.length() - 1).strip(), "");
            }
        }
        return values;
    }

    /** {@code scontrol -o show ...} and lines of slurm.conf: words, each with a key. */
    static Map<String, String> ofWords(final String line) {
        final Map<String, String> values = empty();
        String key = null;
        for (final String word : line.strip().split("\\s+")) {
            final int at = word.indexOf('=');
            if (at > 0) {
                key = word.substring(0, at);
                put(values, key, word.substring(at + 1));
            } else if (key != null) {
                values.merge(key, word, (former, more) -> former + " " + more);
            }
        }
        return values;
    }

    /** The same for each line that is not empty. */
    static List<Map<String, String>> ofEachLine(final String text) {
        final List<Map<String, String>> all = new ArrayList<>();
        text.lines().filter(line -> line.contains("=")).forEach(line -> all.add(ofWords(line)));
        return all;
    }

    private static void put(
            final Map<String, String> values, final String key, final String value) {
        values.put(key, value.equals(NULL) ? "" : value);
    }

    /** The number that a value begins with, as in {@code 300 sec}, or the other one. */
    static long number(final String value, final long otherwise) {
        int end = 0;
        while (value != null && end < value.length() && Character.isDigit(value.charAt(end))) {
            end++;
        }
        return end == 0 || end > 18 ? otherwise : Long.parseLong(value.substring(0, end));
    }
}
