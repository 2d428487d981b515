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

/**
 * Numbers that lose half of themselves in each half-life, in integers. No allocation after
 * construction. Kernel thread only.
 */
public final class HalfLife {
    /** Seven days, as PriorityDecayHalfLife of Slurm when nothing is said. */
    public static final int LENGTH_S = 7 * 24 * 60 * 60;

    /** The longest there is: 366 days. */
    public static final int LENGTH_MAX_S = 366 * 24 * 60 * 60;

    /** Factors are multiples of 2^-62. */
    private static final int FACTOR_BITS = 62;

    /** What is left after 1, 2, 4, 8, ... seconds, as long as that is less than a half-life. */
    private final long[] factors =
            new long[Integer.SIZE - Integer.numberOfLeadingZeros(LENGTH_MAX_S)];

    private int lengthS;

    HalfLife() {
        length(LENGTH_S);
    }

    /**
     * How long it is.
     *
     * @return seconds, 1..{@link #LENGTH_MAX_S}.
     */
    public int lengthS() {
        return lengthS;
    }

    /** Changes how long it is: 1..{@link #LENGTH_MAX_S} seconds. */
    void length(final int newLengthS) {
        lengthS = newLengthS;
        for (int bit = 0; bit < factors.length; bit++) {
            final double halfLives = (double) (1 << bit) / newLengthS;
            factors[bit] = halfLives < 1 ? (long) StrictMath.pow(2, FACTOR_BITS - halfLives) : 0;
        }
    }

    /** What is left of a value after some time, rounded down; O(1), 25 multiplications at most. */
    long decay(final long value, final long seconds) {
        long left = value >> Math.min(seconds / lengthS, Long.SIZE - 1);
        int rest = (int) (seconds % lengthS);
        while (rest != 0) {
            left = multiply(left, factors[Integer.numberOfTrailingZeros(rest)]);
            rest &= rest - 1;
        }
        return left;
    }

    private static long multiply(final long value, final long factor) {
        final long high = Math.multiplyHigh(value, factor);
        return high << Long.SIZE - FACTOR_BITS | value * factor >>> FACTOR_BITS;
    }
}
