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

/**
 * The published parameters of a job type: U. Lublin, D. G. Feitelson, "The workload on parallel
 * supercomputers: modeling the characteristics of rigid jobs", JPDC 63(11), 2003. Sizes are base-2
 * logarithms, run times and gaps natural logarithms of seconds; gamma distributions are given by
 * shape and scale.
 */
enum LublinParameters {
    /** Batch jobs. */
    BATCH(
            new Sizes(0.2927, 0.6686, 1.2, 5, 7, 0.875),
            new Runtimes(6.57, 0.823, 639.1, 0.0156, -0.003, 0.6986),
            new Arrivals(6.0415 * 1.0519, 0.8531, 6.1271, 5.2740)),
    /** Interactive jobs. */
    INTERACTIVE(
            new Sizes(0.1541, 0.625, 1, 3, 5.5, 0.705),
            new Runtimes(3.8351, 0.6605, 7.073, 0.6856, -0.0118, 0.9156),
            new Arrivals(6.5510 * 0.9797, 0.6621, 8.9186, 3.6680));

    private final Sizes sizes;
    private final Runtimes runtimes;
    private final Arrivals arrivals;

    LublinParameters(Sizes sizes, Runtimes runtimes, Arrivals arrivals) {
        this.sizes = sizes;
        this.runtimes = runtimes;
        this.arrivals = arrivals;
    }

    Sizes sizes() {
        return sizes;
    }

    Runtimes runtimes() {
        return runtimes;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Share of serial and of power-of-two jobs, and a two-stage uniform distribution. */
    record Sizes(
            double serialShare,
            double powerOfTwoShare,
            double low,
            double medium,
            double high,
            double lowStageShare) {}

    /** Two gamma distributions, and how the share of the first falls with the size. */
    record Runtimes(
            double shape1,
            double scale1,
            double shape2,
            double scale2,
            double slope,
            double offset) {}

    /** Gaps in weighted time (the rush-hour factor taken in), and the shape of the day. */
    record Arrivals(double gapShape, double gapScale, double dayShape, double dayScale) {}
}
