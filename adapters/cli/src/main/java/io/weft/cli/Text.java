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

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and words as they are shown, alike in every locale. */
final class Text {
    private static final double NS_PER_S = 1e9;
    private static final int NS_DIGITS = 9;
    private static final double S_PER_DAY = 86_400;
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    /** What the user calls this program; the launcher knows. */
    private static final String COMMAND = System.getProperty("weft.command", "weft");

    private Text() {}

    /** A count, with commas. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** How long something took, in s. */
    static String elapsed(long ns) {
        return String.format(Locale.ROOT, "%.2f s", ns / NS_PER_S);
    }

    /** A span of virtual time, in days. */
    static String days(long ns) {
        return String.format(Locale.ROOT, "%,.2f days", ns / NS_PER_S / S_PER_DAY);
    }

    /** A time or a duration in ns as seconds, with as many digits as it has. */
    static String seconds(long ns) {
        return decimal(ns, NS_DIGITS) + " s";
    }

    /** A whole number of small units, so many digits behind the point of a large one. */
    static String decimal(long value, int digits) {
        return BigDecimal.valueOf(value, digits).stripTrailingZeros().toPlainString();
    }

    /** A rate, such as {@code 12,345 jobs/s}. */
    static String rate(long count, String unit, long ns) {
        return String.format(Locale.ROOT, "%,.0f %s/s", count * NS_PER_S / Math.max(ns, 1), unit);
    }

    /** The name of a constant in plain words. */
    static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A command line of this program, for a shell. */
    static String commandLine(Object... words) {
        StringBuilder line = new StringBuilder(COMMAND);
        for (Object word : words) {
            line.append(' ').append(quoted(word.toString()));
        }
        return line.toString();
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
