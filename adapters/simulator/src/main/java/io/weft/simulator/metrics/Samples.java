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

/** Values in the order in which they came. */
final class Samples {
    private double[] values = new double[64];
    private int count;

    void add(final double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    int count() {
        return count;
    }

    double get(final int index) {
        return values[index];
    }

    double sum() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }

    Distribution distribution() {
        if (count == 0) {
            return new Distribution(0, 0, 0, 0, 0, 0, 0);
        }
        final double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return new Distribution(
                count,
                sum() / count,
                (sorted[(count - 1) / 2] + sorted[count / 2]) / 2,
                sorted[rank(95)],
                sorted[rank(99)],
                sorted[count - 1],
                Math.sqrt(sumOfSquares() / count));
    }

    private double sumOfSquares() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** Index of the smallest value with at least so many percent at or below it. */
    private int rank(final int percent) {
        return (int) (((long) count * percent + 99) / 100) - 1;
    }
}
