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

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts of memory as people write them: {@code 128G}, {@code 128GiB}, {@code 512 MiB}, bytes. */
final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,19})(?: ?(?:([KMGT])(?:iB)?|B))?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";
    private static final int BITS_PER_UNIT = 10;

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw refusal(text);
        }
        try {
            long number = Long.parseLong(matcher.group(1));
            String unit = matcher.group(2);
            int power = unit == null ? 0 : UNITS.indexOf(unit.toUpperCase(Locale.ROOT)) + 1;
            return Math.multiplyExact(number, 1L << BITS_PER_UNIT * power);
        } catch (ArithmeticException | NumberFormatException e) {
            throw refusal(text);
        }
    }

    private static TypeConversionException refusal(String text) {
        return new TypeConversionException(
                "'"
                        + text
                        + "' is no amount of memory; expected a whole number below 8 EiB with K, M,"
                        + " G or T (powers of 1024) behind it, such as 128G");
    }

    /** An amount in the largest unit that it has one of, with one decimal. */
    static String text(long bytes) {
        int power = Math.min(UNITS.length(), (63 - Long.numberOfLeadingZeros(bytes | 1)) / 10);
        if (power == 0) {
            return bytes + " bytes";
        }
        double amount = (double) bytes / (1L << BITS_PER_UNIT * power);
        return String.format(Locale.ROOT, "%.1f %ciB", amount, UNITS.charAt(power - 1));
    }
}
