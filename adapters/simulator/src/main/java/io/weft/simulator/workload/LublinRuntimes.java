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

import io.weft.simulator.workload.LublinParameters.Runtimes;

/**
 * Run times by Lublin and Feitelson: the logarithm is drawn from one of two gamma distributions,
 * the longer one more often the larger the job.
 */
final class LublinRuntimes {
    /** Longer run times (162,754 s) are drawn again. */
    static final double LN_SECONDS_MAX = 12;

    private final Runtimes runtimes;
    private final GammaDistribution first;
    private final GammaDistribution second;

    LublinRuntimes(LublinParameters type) {
        runtimes = type.runtimes();
        first = new GammaDistribution(runtimes.shape1(), runtimes.scale1());
        second = new GammaDistribution(runtimes.shape2(), runtimes.scale2());
    }

    /** Draws whole seconds, 1 or above, for a job of a size. */
    long nextS(int processors, RandomSource random) {
        boolean isFirst = random.nextDouble() <= firstShare(processors);
        GammaDistribution lnSeconds = isFirst ? first : second;
        return (long) StrictMath.exp(lnSeconds.nextUpTo(LN_SECONDS_MAX, random));
    }

    /** The share of the first distribution among jobs of a size. */
    double firstShare(int processors) {
        double share = runtimes.slope() * processors + runtimes.offset();
        return StrictMath.max(0, StrictMath.min(1, share));
    }
}
