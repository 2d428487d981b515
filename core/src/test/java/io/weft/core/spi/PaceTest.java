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
package io.weft.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final BigInteger MILLE = BigInteger.valueOf(1000);
    private static final int ROUNDS = 200_000;

    private final Random random = new Random(3);

    /** Every order of magnitude alike, and the ends. */
    private long duration() {
        return switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Pace.FOREVER;
            default -> random.nextLong() >>> 1 + random.nextInt(63);
        };
    }

    private long divisor() {
        return Pace.divisorPerMille(1 + random.nextInt(15), 1000 + random.nextInt(9001));
    }

    private static BigInteger floor(final long a, final BigInteger b, final BigInteger divisor) {
        return BigInteger.valueOf(a).multiply(b).divide(divisor);
    }

    private static BigInteger ceil(final long a, final BigInteger b, final BigInteger divisor) {
        final BigInteger product = BigInteger.valueOf(a).multiply(b);
        return product.add(divisor).subtract(BigInteger.ONE).divide(divisor);
    }

    @Test
    void shouldDivideByMultiplicityTimesOverheadUnlessAlone() {
        assertEquals(1000, Pace.divisorPerMille(0, 1200));
        assertEquals(1000, Pace.divisorPerMille(1, 10_000));
        assertEquals(2400, Pace.divisorPerMille(2, 1200));
        assertEquals(150_000, Pace.divisorPerMille(15, 10_000));
        assertEquals(
                2L * Integer.MAX_VALUE, Pace.divisorPerMille(2, Integer.MAX_VALUE), "as a long");
    }

    @Test
    void shouldRoundWorkDownExactly() {
        for (int round = 0; round < ROUNDS; round++) {
            final long elapsed = duration();
            final long divisor = divisor();
            assertEquals(
                    floor(elapsed, MILLE, BigInteger.valueOf(divisor)),
                    BigInteger.valueOf(Pace.workFloor(elapsed, divisor)));
        }
    }

    @Test
    void shouldRoundWorkUpExactly() {
        for (int round = 0; round < ROUNDS; round++) {
            final long elapsed = duration();
            final long divisor = divisor();
            assertEquals(
                    ceil(elapsed, MILLE, BigInteger.valueOf(divisor)),
                    BigInteger.valueOf(Pace.workCeil(elapsed, divisor)));
        }
    }

    @Test
    void shouldRoundTimeDownExactlyOrSayForever() {
        for (int round = 0; round < ROUNDS; round++) {
            final long work = duration();
            final long divisor = divisor();
            assertTime(
                    floor(work, BigInteger.valueOf(divisor), MILLE),
                    Pace.timeFloor(work, divisor),
                    divisor);
        }
    }

    @Test
    void shouldRoundTimeUpExactlyOrSayForever() {
        for (int round = 0; round < ROUNDS; round++) {
            final long work = duration();
            final long divisor = divisor();
            assertTime(
                    ceil(work, BigInteger.valueOf(divisor), MILLE),
                    Pace.timeCeil(work, divisor),
                    divisor);
        }
    }

    /** Less than a divisor (150 us at most) short of 146 years may already be called forever. */
    private static void assertTime(final BigInteger exact, final long time, final long divisor) {
        final BigInteger forever = BigInteger.valueOf(Pace.FOREVER);
        if (exact.add(BigInteger.valueOf(divisor)).compareTo(forever) <= 0) {
            assertEquals(exact, BigInteger.valueOf(time));
        } else if (exact.compareTo(forever) >= 0) {
            assertEquals(Pace.FOREVER, time);
        } else {
            assertTrue(time == Pace.FOREVER || exact.equals(BigInteger.valueOf(time)));
        }
    }

    @Test
    void shouldHaveDoneTheWorkWhenTheTimeItTakesHasPassed() {
        for (int round = 0; round < ROUNDS; round++) {
            final long work = duration() >>> 20;
            final long divisor = divisor();
            final long time = Pace.timeCeil(work, divisor);
            assertTrue(Pace.workFloor(time, divisor) >= work);
            assertTrue(time == 0 || Pace.workFloor(time - 1, divisor) < work);
        }
    }

    @Test
    void shouldFindTheMostWorkThatTakesNoLonger() {
        for (int round = 0; round < ROUNDS; round++) {
            final long duration = duration();
            final long divisor = divisor();
            final long most = Pace.workMax(duration, divisor);
            assertTrue(Pace.timeCeil(most, divisor) <= duration);
            if (most < Long.MAX_VALUE) {
                assertTrue(Pace.timeCeil(most + 1, divisor) > duration);
            }
        }
    }
}
