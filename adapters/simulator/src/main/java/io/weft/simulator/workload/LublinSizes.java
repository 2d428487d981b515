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
package io.weft.simulator.workload;

import io.weft.simulator.workload.LublinParameters.Sizes;

/**
 * Processors of a job by Lublin and Feitelson. Batch jobs grow with the machine: the largest is as
 * large as it, and the bend of the distribution stays as far below as published. Interactive jobs
 * keep the published sizes, for people do not grow with machines.
 */
final class LublinSizes {
    private static final double LN_2 = StrictMath.log(2);

    private final Sizes sizes;
    private final int processorCount;
    private final double high;
    private final double medium;
    private final double low;

    LublinSizes(LublinParameters type, int processorCount) {
        this.sizes = type.sizes();
        this.processorCount = processorCount;
        double machine = StrictMath.log(processorCount) / LN_2;
        high = type == LublinParameters.BATCH ? machine : StrictMath.min(sizes.high(), machine);
        double bend =
                type == LublinParameters.BATCH
                        ? high - (sizes.high() - sizes.medium())
                        : sizes.medium();
        medium = StrictMath.max(0, StrictMath.min(bend, high));
        low = StrictMath.min(sizes.low(), medium);
    }

    /** Draws a size, 1..processors of the machine. */
    int next(RandomSource random) {
        double kind = random.nextDouble();
        if (kind <= sizes.serialShare()) {
            return 1;
        }
        double x =
                random.nextDouble() <= sizes.lowStageShare()
                        ? random.nextDouble(low, medium)
                        : random.nextDouble(medium, high);
        boolean isPowerOfTwo = kind <= sizes.serialShare() + sizes.powerOfTwoShare();
        return isPowerOfTwo ? powerOfTwo(x) : atMost(StrictMath.pow(2, x) + 0.5);
    }

    /** Rounds down where the next power of two would be more than the machine. */
    private int powerOfTwo(double x) {
        long exponent = (long) StrictMath.floor(x + 0.5);
        double size = StrictMath.pow(2, exponent);
        return size > processorCount ? Integer.highestOneBit(processorCount) : (int) size;
    }

    private int atMost(double size) {
        return (int) StrictMath.min(size, processorCount);
    }
}
