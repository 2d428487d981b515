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
package io.weft.core.state;

/** Numbers that lose half of themselves in each half-life, in integers. No allocation. */
final class HalfLife {
    /** Seven days, as PriorityDecayHalfLife of Slurm when nothing is said. */
    static final int LENGTH_S = 7 * 24 * 60 * 60;

    /** Factors are multiples of 2^-62. */
    private static final int FACTOR_BITS = 62;

    /** What is left after 1, 2, 4, 8, ... seconds, as long as that is less than a half-life. */
    private static final long[] FACTORS =
            new long[Integer.SIZE - Integer.numberOfLeadingZeros(LENGTH_S)];

    static {
        for (int bit = 0; bit < FACTORS.length; bit++) {
            final double halfLives = (double) (1 << bit) / LENGTH_S;
            FACTORS[bit] = (long) StrictMath.pow(2, FACTOR_BITS - halfLives);
        }
    }

    private HalfLife() {}

    /** What is left of a value after some time, rounded down; O(1), 20 multiplications at most. */
    static long decay(final long value, final long seconds) {
        long left = value >> Math.min(seconds / LENGTH_S, Long.SIZE - 1);
        int rest = (int) (seconds % LENGTH_S);
        while (rest != 0) {
            left = multiply(left, FACTORS[Integer.numberOfTrailingZeros(rest)]);
            rest &= rest - 1;
        }
        return left;
    }

    private static long multiply(final long value, final long factor) {
        final long high = Math.multiplyHigh(value, factor);
        return high << Long.SIZE - FACTOR_BITS | value * factor >>> FACTOR_BITS;
    }
}
