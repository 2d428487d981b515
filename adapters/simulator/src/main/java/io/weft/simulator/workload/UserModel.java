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

/** Gives jobs to users by Zipf's law: the second has half the jobs of the first, and so on. */
final class UserModel {
    private final double[] cumulative;
    private final RandomSource random;

    UserModel(int userCount, RandomSource random) {
        this.random = random;
        cumulative = new double[userCount];
        double sum = 0;
        for (int i = 0; i < userCount; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    /** Draws a user, from 1. */
    int next() {
        int last = cumulative.length - 1;
        int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[last]);
        return 1 + StrictMath.min(found < 0 ? -found - 1 : found, last);
    }
}
