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
package io.weft.placement.select;

/**
 * Amounts of memory in 64 classes: a quarter of an octave each, the highest is the one in which the
 * memory of the largest node lies, the lowest holds whatever is below the others.
 *
 * <p>Cost: O(1), nothing is allocated.
 */
final class MemoryClasses {
    /** How many classes there are. */
    static final int COUNT = 64;

    private static final int FRACTION_BITS = 2;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;

    private long largest = -1;
    private int lowestQuarter;

    /** Starts again, with no node. */
    void clear() {
        largest = -1;
    }

    /** Takes a node into account; true when the classes are others than before. */
    boolean include(final long memoryTotal) {
        if (memoryTotal <= largest) {
            return false;
        }
        largest = memoryTotal;
        final int former = lowestQuarter;
        lowestQuarter = quarter(memoryTotal) - COUNT + 1;
        return lowestQuarter != former;
    }

    /** Class of an amount that some node has free; more memory never has a lower class. */
    int of(final long memory) {
        return Math.max(0, quarter(memory) - lowestQuarter);
    }

    /** The lowest class of which every amount is enough; {@link #COUNT} when there is none. */
    int enough(final long memory) {
        if (memory == 0) {
            return 0;
        }
        final int row = quarter(memory) - lowestQuarter;
        return row < 1 ? 1 : Math.min(COUNT, isStart(memory) ? row : row + 1);
    }

    /** The one class of which some amounts are enough and some are not, or {@link #COUNT}. */
    int doubtful(final long memory) {
        if (memory == 0) {
            return COUNT;
        }
        final int row = Math.max(0, quarter(memory) - lowestQuarter);
        return row < enough(memory) ? row : COUNT;
    }

    /** The least amount of a class. */
    long least(final int memoryClass) {
        final int quarter = memoryClass + lowestQuarter;
        if (memoryClass == 0 || quarter < 0) {
            return 0;
        }
        final int octave = quarter >> FRACTION_BITS;
        final long fraction = (1 << FRACTION_BITS) + (quarter & FRACTION_MASK);
        final int shift = octave - FRACTION_BITS;
        return shift >= 0 ? fraction << shift : fraction + (1L << -shift) - 1 >> -shift;
    }

    /** The largest amount of a class that a node may have. */
    long most(final int memoryClass) {
        return memoryClass == COUNT - 1 ? largest : least(memoryClass + 1) - 1;
    }

    /** Quarters of an octave from 1 byte on; -1 for nothing. */
    private static int quarter(final long memory) {
        if (memory == 0) {
            return -1;
        }
        final int octave = octave(memory);
        final long fraction =
                octave < FRACTION_BITS
                        ? memory << FRACTION_BITS - octave
                        : memory >>> octave - FRACTION_BITS;
        return (octave << FRACTION_BITS) + ((int) fraction & FRACTION_MASK);
    }

    private static boolean isStart(final long memory) {
        return Long.numberOfTrailingZeros(memory) >= octave(memory) - FRACTION_BITS;
    }

    private static int octave(final long memory) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(memory);
    }
}
