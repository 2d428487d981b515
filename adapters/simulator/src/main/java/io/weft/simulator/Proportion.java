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
package io.weft.simulator;

import java.math.BigInteger;

/**
 * Durations times a fraction, exactly but for one rounding; a result of above 146 years is that.
 */
final class Proportion {
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private Proportion() {}

    static long floor(final long value, final long factor, final long divisor) {
        return scaled(value, factor, divisor, 0);
    }

    static long ceil(final long value, final long factor, final long divisor) {
        return scaled(value, factor, divisor, divisor - 1);
    }

    private static long scaled(
            final long value, final long factor, final long divisor, final long addend) {
        final BigInteger result =
                BigInteger.valueOf(value)
                        .multiply(BigInteger.valueOf(factor))
                        .add(BigInteger.valueOf(addend))
                        .divide(BigInteger.valueOf(divisor));
        return result.bitLength() < Long.SIZE - 1 ? result.longValue() : LONGEST;
    }
}
