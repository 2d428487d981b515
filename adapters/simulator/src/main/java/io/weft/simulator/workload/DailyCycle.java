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
 * The day of Lublin and Feitelson: 48 half-hours whose weights follow a gamma density that begins
 * at 5:30 h. Weighted time runs faster where more jobs arrive; over a day both times pass alike.
 * Time 0 is midnight.
 */
final class DailyCycle {
    static final int BUCKET_COUNT = 48;
    static final int BUCKET_S = 1_800;

    private static final int FIRST_BUCKET = 11;
    private static final double DAY_S = (double) BUCKET_COUNT * BUCKET_S;

    /**
     * Weighted half-hours from midnight to the beginning of each bucket, and to the next midnight.
     */
    private final double[] cumulative = new double[BUCKET_COUNT + 1];

    DailyCycle(Arrivals arrivals) {
        var day = new GammaDistribution(arrivals.dayShape(), arrivals.dayScale());
        double[] weights = new double[BUCKET_COUNT];
        double sum = 0;
        for (int i = FIRST_BUCKET; i < FIRST_BUCKET + BUCKET_COUNT; i++) {
            double weight = day.cumulative(i + 0.5) - day.cumulative(i - 0.5);
            weights[(i - 1) % BUCKET_COUNT] = weight;
            sum += weight;
        }
        for (int i = 0; i < BUCKET_COUNT; i++) {
            cumulative[i + 1] = cumulative[i] + weights[i] / sum * BUCKET_COUNT;
        }
        cumulative[BUCKET_COUNT] = BUCKET_COUNT;
    }

    /** Seconds that have passed since midnight of the first day at a weighted time. */
    double seconds(double weightedHalfHours) {
        double days = StrictMath.floor(weightedHalfHours / BUCKET_COUNT);
        double rest = weightedHalfHours - days * BUCKET_COUNT;
        int bucket = 0;
        while (bucket < BUCKET_COUNT - 1 && rest > cumulative[bucket + 1]) {
            bucket++;
        }
        double share = (rest - cumulative[bucket]) / weight(bucket);
        return days * DAY_S + (bucket + share) * BUCKET_S;
    }

    /** The weighted time at which so many seconds have passed; undoes {@link #seconds}. */
    double weightedHalfHours(double seconds) {
        double days = StrictMath.floor(seconds / DAY_S);
        double rest = (seconds - days * DAY_S) / BUCKET_S;
        int bucket = StrictMath.min((int) rest, BUCKET_COUNT - 1);
        return days * BUCKET_COUNT + cumulative[bucket] + (rest - bucket) * weight(bucket);
    }

    private double weight(int bucket) {
        return cumulative[bucket + 1] - cumulative[bucket];
    }
}
