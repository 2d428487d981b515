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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Decimal factors, exact in thousandths: {@code 1.2} is 1200. */
final class Thousandths implements ITypeConverter<Integer> {
    private static final int LEAST = 1_000;
    private static final int MOST = 10_000;
    private static final int DIGITS = 3;

    @Override
    public Integer convert(String text) {
        try {
            int value = new BigDecimal(text).scaleByPowerOfTen(DIGITS).intValueExact();
            if (value >= LEAST && value <= MOST) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException(
                "'" + text + "', expected 1..10 with at most three decimals, such as 1.2");
    }

    static String text(int thousandths) {
        return BigDecimal.valueOf(thousandths, DIGITS).stripTrailingZeros().toPlainString();
    }
}
