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
package io.weft.simulator.metrics;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Values from 0 on, in constant memory. The first {@value #EXACT_COUNT_MAX} are kept, so that every
 * figure is exact; one more, and all go into a histogram (HdrHistogram, G. Tene) of {@value
 * #DIGITS} significant decimal digits. Then median and percentiles are up to {@value
 * #ERROR_PERCENT} % too high; count, mean, largest value and root mean square stay exact.
 *
 * <p>At most 8 MiB, or 430 KiB as a histogram. Takes values below 9.2e9, to nine decimals.
 */
final class Samples {
    /** Up to so many values percentiles are exact: 2^20. */
    static final int EXACT_COUNT_MAX = 1 << 20;

    /** How much too high a percentile of more values may be. */
    static final double ERROR_PERCENT = 0.1;

    private static final int DIGITS = 3;
    private static final double UNITS = 1e9;

    private double[] values = new double[64];
    private Histogram histogram;
    private int count;
    private double sum;
    private double sumOfSquares;
    private double max;

    void add(final double value) {
        sum += value;
        sumOfSquares += value * value;
        max = Math.max(max, value);
        if (histogram == null && count == EXACT_COUNT_MAX) {
            condense();
        }
        if (histogram != null) {
            histogram.recordValue((long) (value * UNITS));
        } else {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count] = value;
        }
        count++;
    }

    Distribution distribution() {
        if (count == 0) {
            return new Distribution(0, 0, 0, 0, 0, 0, 0, 0);
        }
        final double rms = Math.sqrt(sumOfSquares / count);
        if (histogram != null) {
            return new Distribution(
                    count,
                    sum / count,
                    percentile(50),
                    percentile(95),
                    percentile(99),
                    max,
                    rms,
                    ERROR_PERCENT);
        }
        final double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return new Distribution(
                count,
                sum / count,
                (sorted[(count - 1) / 2] + sorted[count / 2]) / 2,
                sorted[rank(95)],
                sorted[rank(99)],
                max,
                rms,
                0);
    }

    private void condense() {
        histogram = new Histogram(Long.MAX_VALUE, DIGITS);
        for (final double value : values) {
            histogram.recordValue((long) (value * UNITS));
        }
        values = null;
    }

    private double percentile(final double percent) {
        return Math.min(max, histogram.getValueAtPercentile(percent) / UNITS);
    }

    /** Index of the smallest value with at least so many percent at or below it. */
    private int rank(final int percent) {
        return (int) (((long) count * percent + 99) / 100) - 1;
    }
}
