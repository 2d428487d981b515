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

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The distance of Kolmogorov and Smirnov: the largest difference between two cumulative
 * distributions. For samples of n and m values of one distribution it is above {@code 1.95
 * sqrt((n+m)/(n m))} in one case of a thousand, or in fewer where values are tied.
 */
final class Distance {
    private static final double CRITICAL = 1.95;

    private Distance() {}

    /** Between two samples. */
    static double of(double[] first, double[] second) {
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return distance;
    }

    /** Between a sample and a distribution without steps. */
    static double of(double[] sample, DoubleUnaryOperator cumulative) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = cumulative.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.abs(expected - (double) i / sorted.length));
            distance = Math.max(distance, Math.abs(expected - (i + 1.0) / sorted.length));
        }
        return distance;
    }

    /** What two samples of one distribution exceed in one case of a thousand. */
    static double critical(int first, int second) {
        return CRITICAL * Math.sqrt((first + (double) second) / ((double) first * second));
    }
}
