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

import java.util.ArrayList;
import java.util.List;

/**
 * Names of nodes as Slurm writes several of them: {@code n[1-3,5],rack[01-02]-ib}. Order and
 * repetitions are kept. See "hostlist expressions" in scontrol(1).
 */
public final class HostList {
    /** Most names in one list. */
    public static final int COUNT_MAX = 1 << 17;

    private static final int DIGITS_MAX = 18;

    private HostList() {}

    /**
     * The names one by one.
     *
     * @param text hostlist; empty for none.
     * @return the names.
     * @throws IllegalArgumentException when it is no hostlist, or has too many names.
     */
    public static List<String> expand(final String text) {
        final List<String> names = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            final int end = endOfItem(text, start);
            addProduct(names, "", text.substring(start, end), text);
            start = end + 1;
        }
        return names;
    }

    private static int endOfItem(final String text, final int start) {
        boolean isInside = false;
        for (int i = start; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '[' || c == ']') {
                isInside = c == '[';
            } else if (c == ',' && !isInside) {
                return i;
            }
        }
        return text.length();
    }

    /** Adds what the rest of an item stands for, behind a start that is done. */
    private static void addProduct(
            final List<String> names, final String done, final String rest, final String text) {
        final int open = rest.indexOf('[');
        if (open < 0) {
            require(names.size() < COUNT_MAX && rest.indexOf(']') < 0, text);
            require(!(done + rest).isEmpty(), text);
            names.add(done + rest);
            return;
        }
        final int close = rest.indexOf(']', open);
        require(close > open, text);
        final String after = rest.substring(close + 1);
        for (final String range : rest.substring(open + 1, close).split(",", -1)) {
            final int dash = range.indexOf('-');
            final String first = dash < 0 ? range : range.substring(0, dash);
            final String last = dash < 0 ? range : range.substring(dash + 1);
            final long lastNumber = number(last, text);
            final long firstNumber = number(first, text);
            require(firstNumber <= lastNumber && lastNumber - firstNumber < COUNT_MAX, text);
            for (long i = firstNumber; i <= lastNumber; i++) {
                addProduct(names, done + rest.substring(0, open) + padded(i, first), after, text);
            }
        }
    }

    private static long number(final String digits, final String text) {
        require(!digits.isEmpty() && digits.length() <= DIGITS_MAX, text);
        for (int i = 0; i < digits.length(); i++) {
            require(digits.charAt(i) >= '0' && digits.charAt(i) <= '9', text);
        }
        return Long.parseLong(digits);
    }

    /** A number of a range, as wide as the first of the range when that begins with a zero. */
    private static String padded(final long number, final String first) {
        final String digits = Long.toString(number);
        return first.charAt(0) == '0' && digits.length() < first.length()
                ? "0".repeat(first.length() - digits.length()) + digits
                : digits;
    }

    private static void require(final boolean isFine, final String text) {
        if (!isFine) {
            throw new IllegalArgumentException("hostlist=" + text + ", expected as n[1-3,5]");
        }
    }

    /**
     * One text for the names; neighbours in the list that differ in one number share a bracket.
     *
     * @param names without brackets and commas.
     * @return the shortest text that keeps their order.
     */
    public static String compress(final List<String> names) {
        final StringBuilder text = new StringBuilder();
        int start = 0;
        while (start < names.size()) {
            final Numbered head = Numbered.of(names.get(start));
            int end = start + 1;
            while (end < names.size() && head.isLike(Numbered.of(names.get(end)))) {
                end++;
            }
            text.append(start == 0 ? "" : ",");
            if (end == start + 1) {
                text.append(names.get(start));
            } else {
                text.append(head.before).append('[');
                appendRanges(text, names.subList(start, end));
                text.append(']').append(head.after);
            }
            start = end;
        }
        return text.toString();
    }

    private static void appendRanges(final StringBuilder text, final List<String> names) {
        int start = 0;
        while (start < names.size()) {
            final String first = Numbered.of(names.get(start)).digits;
            int end = start + 1;
            while (end < names.size()) {
                final long next = Long.parseLong(first) + (end - start);
                if (!Numbered.of(names.get(end)).digits.equals(padded(next, first))) {
                    break;
                }
                end++;
            }
            text.append(start == 0 ? "" : ",").append(first);
            if (end > start + 1) {
                text.append('-').append(Numbered.of(names.get(end - 1)).digits);
            }
            start = end;
        }
    }

    /** A name around its last number; no digits when it has none, or one that is too long. */
    private record Numbered(String before, String digits, String after) {
        static Numbered of(final String name) {
            int end = name.length();
            while (end > 0 && !isDigit(name.charAt(end - 1))) {
                end--;
            }
            int start = end;
            while (start > 0 && isDigit(name.charAt(start - 1))) {
                start--;
            }
            return end - start > DIGITS_MAX
                    ? new Numbered(name, "", "")
                    : new Numbered(
                            name.substring(0, start),
                            name.substring(start, end),
                            name.substring(end));
        }

        boolean isLike(final Numbered other) {
            return !digits.isEmpty()
                    && !other.digits.isEmpty()
                    && before.equals(other.before)
                    && after.equals(other.after);
        }

        private static boolean isDigit(final char c) {
            return c >= '0' && c <= '9';
        }
    }
}
