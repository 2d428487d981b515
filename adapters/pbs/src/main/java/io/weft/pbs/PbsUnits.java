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
package io.weft.pbs;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes and times as PBS writes them (PBS Professional Reference Guide, "Resource Formats").
 *
 * <p>All methods throw {@link IllegalArgumentException} for a text that is none of those.
 */
final class PbsUnits {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})([kmgtp]?)([bw]?)");
    private static final Pattern DURATION =
            Pattern.compile("(?:(?:([0-9]{1,9}):)?([0-9]{1,9}):)?([0-9]{1,12})(?:\\.[0-9]*)?");
    private static final Pattern CTIME =
            Pattern.compile(
                    "[A-Z][a-z]{2} ([A-Z][a-z]{2}) +([0-9]{1,2})"
                            + " ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([0-9]{4})");
    private static final String PREFIXES = "kmgtp";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int WORD_BYTES = 8;

    private PbsUnits() {}

    /** Bytes of a size: 500mb, 1gb, 64kw (of eight bytes each), 1024. */
    static long bytes(final String text) {
        final Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        require(matcher.matches(), "size", text);
        final long number = Long.parseLong(matcher.group(1));
        final int power = matcher.group(2).isEmpty() ? 0 : PREFIXES.indexOf(matcher.group(2)) + 1;
        final long unit = (1L << 10 * power) * ("w".equals(matcher.group(3)) ? WORD_BYTES : 1);
        require(number <= Long.MAX_VALUE / unit, "size", text);
        return number * unit;
    }

    /** Seconds of a duration: 00:10:00, 10:00, 600. */
    static long seconds(final String text) {
        final Matcher matcher = DURATION.matcher(text);
        require(matcher.matches(), "duration", text);
        return number(matcher.group(1)) * 3600
                + number(matcher.group(2)) * 60
                + number(matcher.group(3));
    }

    private static long number(final String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    /** Seconds since 1970 of a date as ctime(3) prints it in UTC: Sat Nov 21 02:46:23 2026. */
    static long epochSeconds(final String text) {
        final Matcher matcher = CTIME.matcher(text);
        require(matcher.matches(), "date", text);
        final int month = MONTHS.indexOf(matcher.group(1));
        require(month >= 0 && month % 3 == 0, "date", text);
        try {
            return LocalDateTime.of(
                            Integer.parseInt(matcher.group(6)),
                            month / 3 + 1,
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)),
                            Integer.parseInt(matcher.group(4)),
                            Integer.parseInt(matcher.group(5)))
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (final DateTimeException ex) {
            throw new IllegalArgumentException("date=" + text, ex);
        }
    }

    private static void require(final boolean isRight, final String name, final String text) {
        if (!isRight) {
            throw new IllegalArgumentException(name + "=" + text);
        }
    }
}
