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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaDistributionTest {
    @ParameterizedTest
    @CsvSource({"1", "2", "5", "9", "40", "312", "639"})
    void shouldSumToThePoissonTailWhenTheShapeIsWhole(int shape) {
        var gamma = new GammaDistribution(shape, 2.5);

        for (double x = 0.05 * shape; x < 3 * shape + 10; x += 0.1 * shape) {
            assertEquals(1 - poisson(shape - 1, x), gamma.cumulative(2.5 * x), 1e-11, "at " + x);
        }
    }

    @Test
    void shouldBeZeroUpToZeroAndOneFarOut() {
        var gamma = new GammaDistribution(6.1271, 5.2740);

        assertEquals(0, gamma.cumulative(0));
        assertEquals(0, gamma.cumulative(-1));
        assertEquals(1, gamma.cumulative(1e6), 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "3.8351, 0.6605", "6.57, 0.823", "639.1, 0.0156"})
    void shouldDrawFromTheDistributionItSums(double shape, double scale) {
        var gamma = new GammaDistribution(shape, scale);
        var random = new RandomSource(7, 0);
        double[] drawn = new double[20_000];
        double sum = 0;
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = gamma.next(random);
            sum += drawn[i];
        }

        double standardError = scale * StrictMath.sqrt(shape / drawn.length);
        assertEquals(shape * scale, sum / drawn.length, 4 * standardError);
        // The probability of a larger distance is 0.1 %.
        double distance = Distance.of(drawn, gamma::cumulative);
        assertTrue(distance < 1.95 / StrictMath.sqrt(drawn.length), "distance=" + distance);
    }

    @Test
    void shouldDrawAgainWhenAValueIsAboveTheLimit() {
        var gamma = new GammaDistribution(2, 1);
        var random = new RandomSource(7, 0);

        for (int i = 0; i < 1_000; i++) {
            assertTrue(gamma.nextUpTo(1.5, random) <= 1.5);
        }
    }

    @Test
    void shouldRefuseWhatItCannotDraw() {
        assertThrows(IllegalArgumentException.class, () -> new GammaDistribution(0.9, 1));
        assertThrows(IllegalArgumentException.class, () -> new GammaDistribution(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new GammaDistribution(1, 0));
    }

    /** The probability of at most so many events where x are expected. */
    private static double poisson(int countMax, double x) {
        double lnTerm = -x;
        double sum = Math.exp(lnTerm);
        for (int i = 1; i <= countMax; i++) {
            lnTerm += Math.log(x / i);
            sum += Math.exp(lnTerm);
        }
        return sum;
    }
}
