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
package io.weft.simulator.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The empirical distribution of some values, at a bounded number of points. */
public final class CumulativeShare {
    /**
     * A point of it.
     *
     * @param value of some jobs
     * @param share of all values that are at or below it, 0..1; exact
     */
    public record Point(double value, double share) {}

    private CumulativeShare() {}

    /**
     * Points in ascending order, from the smallest value to the largest.
     *
     * @param values to be sorted, which stay as they are
     * @param countMax about how many points there may be, beside the first
     */
    public static List<Point> of(final double[] values, final int countMax) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final List<Point> points = new ArrayList<>();
        int counted = 0;
        for (int step = 0; step <= countMax && counted < sorted.length; step++) {
            final int rank = (int) Math.max(1, ((long) sorted.length * step) / countMax);
            if (rank > counted) {
                counted = endOfEqual(sorted, rank - 1);
                points.add(new Point(sorted[rank - 1], (double) counted / sorted.length));
            }
        }
        return points;
    }

    private static int endOfEqual(final double[] sorted, final int index) {
        int end = index + 1;
        while (end < sorted.length && sorted[end] == sorted[index]) {
            end++;
        }
        return end;
    }
}
