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
 * Counts of cores in classes: each count up to 15 is a class of its own, from 16 on there are eight
 * classes to an octave (16 and 17, 18 and 19, … 32 to 35, …). Whatever is asked for most, powers of
 * two and their eighths, begins a class.
 *
 * <p>Cost: O(1), nothing is allocated.
 */
final class CoreClasses {
    /** Classes of 0..1024 cores. */
    static final int COUNT = 65;

    private static final int EXACT_BITS = 4;
    private static final int FRACTION_BITS = 3;

    private CoreClasses() {}

    /** Class of a count of 0..1024 cores; more cores never have a lower class. */
    static int of(final int cores) {
        if (cores < 1 << EXACT_BITS) {
            return cores;
        }
        final int octave = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(cores);
        final int fraction = cores >>> octave - FRACTION_BITS & (1 << FRACTION_BITS) - 1;
        return (1 << EXACT_BITS) + (octave - EXACT_BITS << FRACTION_BITS) + fraction;
    }

    /** The lowest class of which every count is enough. */
    static int enough(final int cores) {
        final int row = of(cores);
        return isStart(cores) ? row : row + 1;
    }

    /** The least count of a class. */
    static int least(final int coreClass) {
        if (coreClass < 1 << EXACT_BITS) {
            return coreClass;
        }
        final int octave = (coreClass - (1 << EXACT_BITS)) >>> FRACTION_BITS;
        final int fraction = coreClass & (1 << FRACTION_BITS) - 1;
        return (1 << FRACTION_BITS) + fraction << octave + 1;
    }

    /** The largest count of a class. */
    static int most(final int coreClass) {
        return least(coreClass + 1) - 1;
    }

    private static boolean isStart(final int cores) {
        return cores == least(of(cores));
    }
}
