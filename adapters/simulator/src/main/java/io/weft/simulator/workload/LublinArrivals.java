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

import io.weft.simulator.workload.LublinParameters.Arrivals;

/**
 * Submit times by Lublin and Feitelson: the logarithms of the gaps are drawn from a gamma
 * distribution, in weighted time; see {@link DailyCycle}.
 */
final class LublinArrivals {
    /** Longer gaps (5 days) are drawn again. */
    private static final double LN_SECONDS_MAX = 13;

    private final GammaDistribution lnGap;
    private final DailyCycle day;
    private final RandomSource random;
    private double weightedHalfHours;
    private long clockS;

    LublinArrivals(LublinParameters type, RandomSource random) {
        Arrivals arrivals = type.arrivals();
        lnGap = new GammaDistribution(arrivals.gapShape(), arrivals.gapScale());
        day = new DailyCycle(arrivals);
        this.random = random;
    }

    /**
     * The next submit time as published, in seconds after the midnight before the first job. The
     * original program cuts every gap to whole seconds, and so does this.
     */
    long nextS() {
        double before = day.seconds(weightedHalfHours);
        weightedHalfHours += nextGap();
        clockS += (long) (day.seconds(weightedHalfHours) - before);
        return clockS;
    }

    /**
     * So many submit times, closer together or farther apart than published, such that the last one
     * is at the end of a span. The day stays a day long.
     */
    double[] timesS(int count, double spanS) {
        double[] times = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += nextGap();
            times[i] = sum;
        }
        double factor = day.weightedHalfHours(spanS) / sum;
        for (int i = 0; i < count; i++) {
            times[i] = day.seconds(times[i] * factor);
        }
        return times;
    }

    private double nextGap() {
        return StrictMath.exp(lnGap.nextUpTo(LN_SECONDS_MAX, random)) / DailyCycle.BUCKET_S;
    }
}
