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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfLifeTest {
    private static final long VALUE = 1L << 40;

    private final HalfLife halfLife = new HalfLife();

    @Test
    void shouldHalveInSevenDays() {
        final long week = 7 * 24 * 3600;

        assertEquals(VALUE, halfLife.decay(VALUE, 0));
        assertEquals(VALUE / 2, halfLife.decay(VALUE, week));
        assertEquals(VALUE / 1024, halfLife.decay(VALUE, 10 * week));
        assertEquals(0, halfLife.decay(VALUE, 41 * week));
        assertEquals(0, halfLife.decay(Long.MAX_VALUE, Long.MAX_VALUE));
    }

    @Test
    void shouldLeaveAsMuchAsTheFormulaSays() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            final long seconds = random.nextLong(1L << 1 + random.nextInt(24));
            final long value = random.nextLong(-VALUE, VALUE);
            final double expected = value * StrictMath.pow(2, -seconds / (7 * 24 * 3600.0));

            // Rounded down once for each factor.
            assertEquals(expected, halfLife.decay(value, seconds), 21, () -> value + " " + seconds);
        }
    }

    @Test
    void shouldNeverGrowWithTime() {
        long former = VALUE;
        for (long seconds = 1; seconds < 2_000_000; seconds++) {
            final long left = halfLife.decay(VALUE, seconds);
            assertTrue(left <= former + 21, "seconds=" + seconds);
            former = left;
        }
    }

    @Test
    void shouldLeaveAsMuchAsTheFormulaSaysWhateverTheLength() {
        final SplittableRandom random = new SplittableRandom(2);
        for (final int lengthS : new int[] {1, 2, 3, 60, 3600, 86_400, HalfLife.LENGTH_MAX_S}) {
            halfLife.length(lengthS);
            for (int i = 0; i < 10_000; i++) {
                final long seconds = random.nextLong(10L * lengthS);
                final double expected = VALUE * StrictMath.pow(2, -seconds / (double) lengthS);

                assertEquals(expected, halfLife.decay(VALUE, seconds), 26, lengthS + " " + seconds);
            }
        }
    }
}
