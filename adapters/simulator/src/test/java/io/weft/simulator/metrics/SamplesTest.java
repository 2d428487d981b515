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

import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Samples samples = new Samples();

    @Test
    void shouldBeZeroWhenEmpty() {
        assertEquals(new Distribution(0, 0, 0, 0, 0, 0, 0), samples.distribution());
    }

    @Test
    void shouldBeItsOnlyValue() {
        samples.add(3);

        assertEquals(new Distribution(1, 3, 3, 3, 3, 3, 3), samples.distribution());
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
}
