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
package io.weft.simulator.utilisation;

import java.util.Arrays;

/**
 * One of the four statistics, over all jobs.
 *
 * @param mean arithmetic mean
 * @param quantiles the smallest values with at least so many percent of all values at or below, for
 *     {@link #PERCENTS}
 */
public record UsageStatistic(double mean, double[] quantiles) {
    private static final int[] PERCENTS = {10, 25, 50, 75, 90, 95, 100};
    private static final int PERCENT = 100;

    /** The percentages that quantiles are given for; a copy. */
    public static int[] percents() {
        return PERCENTS.clone();
    }

    /** Copies the quantiles. */
    public UsageStatistic {
        quantiles = quantiles.clone();
    }

    @Override
    public double[] quantiles() {
        return quantiles.clone();
    }

    /** The statistic of some values, at least one. */
    static UsageStatistic of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double[] quantiles = new double[PERCENTS.length];
        for (int i = 0; i < quantiles.length; i++) {
            long rank = ((long) sorted.length * PERCENTS[i] + PERCENT - 1) / PERCENT;
            quantiles[i] = sorted[(int) Math.max(1, rank) - 1];
        }
        return new UsageStatistic(sum / values.length, quantiles);
    }
}
