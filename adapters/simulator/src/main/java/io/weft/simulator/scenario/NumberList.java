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

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of cores, GPUs and nodes in text: {@code 0-3,7}. */
final class NumberList {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private NumberList() {}

    /**
     * The numbers of a text.
     *
     * @throws IllegalArgumentException naming a text that is no such list.
     */
    static BitSet parse(final String text) {
        final BitSet numbers = new BitSet();
        for (final String part : text.split(",", -1)) {
            final Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new IllegalArgumentException(text + ", expected numbers such as 0-3,7");
            }
            final int first = Integer.parseInt(range.group(1));
            final int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw new IllegalArgumentException(text + ", expected ranges that go up");
            }
            numbers.set(first, last + 1);
        }
        return numbers;
    }

    static String text(final BitSet numbers) {
        final StringBuilder text = new StringBuilder();
        int first = numbers.nextSetBit(0);
        while (first >= 0) {
            final int end = numbers.nextClearBit(first);
            text.append(text.length() == 0 ? "" : ",").append(first);
            if (end > first + 1) {
                text.append('-').append(end - 1);
            }
            first = numbers.nextSetBit(end);
        }
        return text.toString();
    }

    /** Numbers below 64 as bits. */
    static long bits(final BitSet numbers) {
        final long[] words = numbers.toLongArray();
        if (words.length > 1) {
            throw new IllegalArgumentException(text(numbers) + ", expected numbers below 64");
        }
        return words.length == 0 ? 0 : words[0];
    }
}
