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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Samples samples = new Samples();

    @Test
    void shouldBeZeroWhenEmpty() {
        assertEquals(new Distribution(0, 0, 0, 0, 0, 0, 0, 0), samples.distribution());
    }

    @Test
    void shouldBeItsOnlyValue() {
        samples.add(3);

        assertEquals(new Distribution(1, 3, 3, 3, 3, 3, 3, 0), samples.distribution());
    }

    @Test
    void shouldTakeTheMiddleOfTwo() {
        samples.add(4);
        samples.add(1);
        samples.add(2);
        samples.add(9);

        assertEquals(3, samples.distribution().median());
        assertEquals(4, samples.distribution().mean());
        assertEquals(9, samples.distribution().max());
        assertEquals(Math.sqrt(102 / 4.0), samples.distribution().rms());
    }

    @Test
    void shouldTakePercentilesByNearestRank() {
        for (int i = 200; i >= 1; i--) {
            samples.add(i);
        }

        assertEquals(190, samples.distribution().p95());
        assertEquals(198, samples.distribution().p99());
        samples.add(201);
        assertEquals(191, samples.distribution().p95());
    }

    @Test
    void shouldBeExactUpToTheLimitAndWithinATenthOfAPercentBeyond() {
        for (int i = 1; i <= Samples.EXACT_COUNT_MAX; i++) {
            samples.add(i / 8.0);
        }
        final Distribution exact = samples.distribution();
        assertEquals(0, exact.errorPercent());
        assertEquals(Samples.EXACT_COUNT_MAX / 16.0 + 1 / 16.0, exact.median());

        samples.add(1e6);
        for (int i = 0; i < 3; i++) {
            samples.add(0);
        }

        final Distribution close = samples.distribution();
        assertEquals(Samples.EXACT_COUNT_MAX + 4, close.count());
        assertEquals(Samples.ERROR_PERCENT, close.errorPercent());
        assertEquals(1e6, close.max());
        assertEquals(exact.mean(), close.mean(), 1);
        assertWithin(exact.median(), close.median());
        assertWithin(exact.p95(), close.p95());
        assertWithin(exact.p99(), close.p99());
    }

    @Test
    void shouldKeepNoMoreWhenAMillionMoreCome() {
        for (int i = 0; i < 3 * Samples.EXACT_COUNT_MAX; i++) {
            samples.add(i % 100 == 0 ? 123.456 : 0);
        }

        assertEquals(0, samples.distribution().p95());
        assertEquals(0, samples.distribution().median());
        assertEquals(123.456, samples.distribution().max());
    }

    private static void assertWithin(final double exact, final double close) {
        final double share = Samples.ERROR_PERCENT / 100;
        assertTrue(close >= exact * (1 - 1e-5) && close <= exact * (1 + share), close + "");
    }
}
