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
package io.weft.simulator.scenario;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with units, in text: {@code 1h30m} is ns, {@code 64GiB} bytes, {@code 12} just 12, {@code
 * 0x1f} a set of bits.
 */
final class Quantity {
    private static final Pattern PART =
            Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h|d|B|KiB|MiB|GiB|TiB)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,19}");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,16}");
    private static final Map<String, Long> TIMES = new LinkedHashMap<>();
    private static final Map<String, Long> SIZES = new LinkedHashMap<>();

    static {
        TIMES.put("d", 86_400_000_000_000L);
        TIMES.put("h", 3_600_000_000_000L);
        TIMES.put("m", 60_000_000_000L);
        TIMES.put("s", 1_000_000_000L);
        TIMES.put("ms", 1_000_000L);
        TIMES.put("us", 1000L);
        TIMES.put("ns", 1L);
        SIZES.put("TiB", 1L << 40);
        SIZES.put("GiB", 1L << 30);
        SIZES.put("MiB", 1L << 20);
        SIZES.put("KiB", 1L << 10);
        SIZES.put("B", 1L);
    }

    private Quantity() {}

    /**
     * The number of a text.
     *
     * @throws IllegalArgumentException naming a text that is none.
     */
    static long parse(final String text) {
        if (HEX.matcher(text).matches()) {
            return Long.parseUnsignedLong(text.substring(2), 16);
        }
        try {
            return NUMBER.matcher(text).matches() ? Long.parseLong(text) : sum(text);
        } catch (final ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(text + ", expected at most 2^63", e);
        }
    }

    private static long sum(final String text) {
        final Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            final String unit = part.group(2);
            final long factor = TIMES.containsKey(unit) ? TIMES.get(unit) : SIZES.get(unit);
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(factor)));
            end = part.end();
        }
        if (end == 0 || end < text.length()) {
            throw new IllegalArgumentException(
                    text + ", expected a number, a time such as 1h30m or 10s, or a size as 64GiB");
        }
        return sum.longValueExact();
    }

    /** A time or duration in ns, such as {@code 1h30m}. */
    static String time(final long ns) {
        if (ns <= 0 || ns == Long.MAX_VALUE) {
            return ns == 0 ? "0s" : Long.toString(ns);
        }
        final StringBuilder text = new StringBuilder();
        long rest = ns;
        for (final Map.Entry<String, Long> unit : TIMES.entrySet()) {
            final long count = rest / unit.getValue();
            rest -= count * unit.getValue();
            if (count > 0) {
                text.append(count).append(unit.getKey());
            }
        }
        return text.toString();
    }

    /** A number of bytes in the largest unit that divides it, such as {@code 64GiB}. */
    static String size(final long bytes) {
        if (bytes <= 0) {
            return Long.toString(bytes);
        }
        for (final Map.Entry<String, Long> unit : SIZES.entrySet()) {
            if (bytes % unit.getValue() == 0) {
                final String name = unit.getKey();
                return bytes / unit.getValue() + (name.equals("B") ? "" : name);
            }
        }
        throw new AssertionError();
    }
}
