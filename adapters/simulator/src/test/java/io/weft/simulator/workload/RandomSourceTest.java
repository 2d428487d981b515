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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomSourceTest {
    @Test
    void shouldGiveThePublishedNumbersWhenTheSeedIsZero() {
        var random = new RandomSource(0, 0);

        assertEquals(0x99EC5F36CB75F2B4L, random.nextLong());
        assertEquals(0xBF6E1F784956452AL, random.nextLong());
        assertEquals(0x1A5F849D4933E6E0L, random.nextLong());
        assertEquals(0x6AA594F1262D2D2CL, random.nextLong());
        assertEquals(0xBBA5AD4A1F842E59L, random.nextLong());
    }

    @Test
    void shouldGiveOtherNumbersWhenSeedOrStreamIsAnother() {
        long first = new RandomSource(5, 1).nextLong();

        assertEquals(first, new RandomSource(5, 1).nextLong());
        assertNotEquals(first, new RandomSource(5, 2).nextLong());
        assertNotEquals(first, new RandomSource(6, 1).nextLong());
    }

    @Test
    void shouldCoverEveryValueAlikeWhenBounded() {
        var random = new RandomSource(1, 0);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }

        for (int count : counts) {
            assertEquals(10_000, count, 400);
        }
        for (int i = 0; i < 1_000; i++) {
            int value = random.nextInt(Integer.MAX_VALUE);
            assertTrue(value >= 0 && value < Integer.MAX_VALUE);
            assertEquals(0, random.nextInt(1));
        }
    }

    @Test
    void shouldHaveTheMomentsOfEachDistribution() {
        var random = new RandomSource(1, 0);
        int count = 200_000;
        double uniform = 0;
        double exponential = 0;
        double gaussian = 0;
        double square = 0;
        for (int i = 0; i < count; i++) {
            uniform += random.nextDouble(2, 4);
            exponential += random.nextExponential();
            double x = random.nextGaussian();
            gaussian += x;
            square += x * x;
        }

        // Four standard errors.
        assertEquals(3, uniform / count, 0.0052);
        assertEquals(1, exponential / count, 0.009);
        assertEquals(0, gaussian / count, 0.009);
        assertEquals(1, square / count, 0.0127);
    }
}
