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

/** Shares out a whole number by weights, rounding so that no remainder builds up. */
final class Apportionment {
    private Apportionment() {}

    /**
     * One for each weight and the rest in proportion, together {@code total}.
     *
     * @param weights above 0, no more of them than {@code total}
     */
    static long[] parts(double[] weights, long total) {
        // A stream may add up in another order on another JVM.
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        long rest = total - weights.length;
        long[] parts = new long[weights.length];
        double cumulative = 0;
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            cumulative += weights[i];
            boolean isLast = i == weights.length - 1;
            long upTo = isLast ? rest : StrictMath.round(rest * (cumulative / sum));
            parts[i] = 1 + upTo - given;
            given = upTo;
        }
        return parts;
    }
}
