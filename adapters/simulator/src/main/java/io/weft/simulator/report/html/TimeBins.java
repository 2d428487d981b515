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

/** A value that changes over time, in equal bins: its integral and its largest value in each. */
final class TimeBins {
    private static final double NS_PER_S = 1e9;

    private final long beginNs;
    private final long widthNs;
    private final double[] integrals;
    private final double[] maxima;

    /**
     * Bins, all 0.
     *
     * @param beginNs where the first begins
     * @param endNs where the last ends, or before
     * @param count of bins, 1 or more
     */
    TimeBins(final long beginNs, final long endNs, final int count) {
        this.beginNs = beginNs;
        widthNs = Math.max(1, (endNs - beginNs + count - 1) / count);
        integrals = new double[count];
        maxima = new double[count];
    }

    /** The value from a time until another, which must lie in the bins; costs the bins between. */
    void add(final long fromNs, final long untilNs, final double value) {
        long nowNs = fromNs;
        while (nowNs < untilNs) {
            final int bin = bin(nowNs);
            final long nextNs = Math.min(untilNs, beginNs + (bin + 1) * widthNs);
            integrals[bin] += (nextNs - nowNs) / NS_PER_S * value;
            maxima[bin] = Math.max(maxima[bin], value);
            nowNs = nextNs;
        }
    }

    private int bin(final long timeNs) {
        return (int) ((timeNs - beginNs) / widthNs);
    }

    int count() {
        return integrals.length;
    }

    double widthS() {
        return widthNs / NS_PER_S;
    }

    /** Value times seconds. */
    double integral(final int bin) {
        return integrals[bin];
    }

    double mean(final int bin) {
        return integrals[bin] / widthS();
    }

    /** The largest value; what was added at once does not add up here. */
    double max(final int bin) {
        return maxima[bin];
    }

    /** Value times seconds over all bins. */
    double total() {
        double total = 0;
        for (final double integral : integrals) {
            total += integral;
        }
        return total;
    }
}
