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
package io.weft.simulator.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a parameter as people write them: separated by commas, whole numbers also as a
 * range, such as {@code 1..4,8}. What is wrong is told by an {@link IllegalArgumentException} with
 * the name of the parameter and the value.
 */
public final class GridValues {
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");
    private static final int DECIMALS = 3;

    private GridValues() {}

    /**
     * Words.
     *
     * @param name of the parameter
     * @param text to be taken apart
     */
    public static List<String> words(final String name, final String text) {
        final List<String> words = new ArrayList<>();
        for (final String part : text.split(",", -1)) {
            final String word = part.strip();
            if (word.isEmpty()) {
                throw new IllegalArgumentException(
                        name + "=" + text + ", expected values with commas between them");
            }
            words.add(word);
        }
        return words;
    }

    /**
     * Whole numbers.
     *
     * @param name of the parameter
     * @param text to be taken apart
     * @param least smallest number allowed
     * @param most largest number allowed
     */
    public static List<Long> numbers(
            final String name, final String text, final long least, final long most) {
        final List<Long> numbers = new ArrayList<>();
        for (final String word : words(name, text)) {
            final Matcher range = RANGE.matcher(word);
            final boolean isRange = range.matches();
            final long from = number(name, isRange ? range.group(1) : word, least, most);
            final long to = isRange ? number(name, range.group(2), least, most) : from;
            if (to < from || to - from >= SweepGrid.CELL_COUNT_MAX) {
                throw new IllegalArgumentException(
                        name + "=" + word + ", expected a range that goes up, such as 1..4");
            }
            if (to - from >= SweepGrid.CELL_COUNT_MAX - numbers.size()) {
                throw new IllegalArgumentException(
                        name + "=" + text + ", expected at most " + SweepGrid.CELL_COUNT_MAX);
            }
            for (long i = 0; i <= to - from; i++) {
                numbers.add(from + i);
            }
        }
        return numbers;
    }

    private static long number(
            final String name, final String word, final long least, final long most) {
        try {
            final long value = Long.parseLong(word);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (final NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                name + "=" + word + ", expected whole numbers or ranges in " + least + ".." + most);
    }

    /**
     * Decimal numbers with at most three decimals, in thousandths.
     *
     * @param name of the parameter
     * @param text to be taken apart
     * @param least smallest number allowed, in thousandths
     * @param most largest number allowed, in thousandths
     */
    public static List<Integer> thousandths(
            final String name, final String text, final int least, final int most) {
        final List<Integer> numbers = new ArrayList<>();
        for (final String word : words(name, text)) {
            numbers.add(thousandth(name, word, least, most));
        }
        return numbers;
    }

    private static int thousandth(
            final String name, final String word, final int least, final int most) {
        try {
            final int value = new BigDecimal(word).scaleByPowerOfTen(DECIMALS).intValueExact();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (final ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                name
                        + "="
                        + word
                        + ", expected "
                        + BigDecimal.valueOf(least, DECIMALS).stripTrailingZeros().toPlainString()
                        + ".."
                        + BigDecimal.valueOf(most, DECIMALS).stripTrailingZeros().toPlainString()
                        + " with at most three decimals");
    }
}
