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

/** Draws values from a distribution that is known by its quantiles, straight between them. */
final class QuantileTable {
    private final double[] probabilities;
    private final double[] values;

    /**
     * A distribution.
     *
     * @param probabilities ascending from 0 to 1
     * @param values as many, not falling
     */
    QuantileTable(double[] probabilities, double... values) {
        if (probabilities.length != values.length) {
            throw new IllegalArgumentException(
                    "values=" + values.length + ", expected " + probabilities.length);
        }
        this.probabilities = probabilities;
        this.values = values;
    }

    double next(RandomSource random) {
        return value(random.nextDouble());
    }

    /** The value that a share of all values is below. */
    double value(double probability) {
        int i = 1;
        while (i < probabilities.length - 1 && probability > probabilities[i]) {
            i++;
        }
        double width = probabilities[i] - probabilities[i - 1];
        double share = (probability - probabilities[i - 1]) / width;
        return values[i - 1] + share * (values[i] - values[i - 1]);
    }
}
