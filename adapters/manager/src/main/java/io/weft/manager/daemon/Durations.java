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
package io.weft.manager.daemon;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as a configuration has them: a whole number and a unit, as in {@code 500ms}. */
final class Durations {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    static final long NONE = -1;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private Durations() {}

    /** The span in ns, or {@link #NONE} when the text is none. */
    static long parse(final String text) {
        final Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return NONE;
        }
        final long count = Long.parseLong(matcher.group(1));
        final long unit = unit(matcher.group(2));
        return count > Long.MAX_VALUE / unit ? NONE : count * unit;
    }

    private static long unit(final String name) {
        return switch (name) {
            case "ms" -> MS;
            case "s" -> SECOND;
            case "m" -> MINUTE;
            case "h" -> HOUR;
            default -> DAY;
        };
    }

    /** A span of whole ms in the largest unit that it is a whole number of. */
    static String text(final long ns) {
        if (ns > 0 && ns % DAY == 0) {
            return ns / DAY + "d";
        }
        if (ns > 0 && ns % HOUR == 0) {
            return ns / HOUR + "h";
        }
        if (ns > 0 && ns % MINUTE == 0) {
            return ns / MINUTE + "m";
        }
        return ns % SECOND == 0 ? ns / SECOND + "s" : ns / MS + "ms";
    }
}
