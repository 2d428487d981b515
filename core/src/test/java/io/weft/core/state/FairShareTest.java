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

import io.weft.core.spi.ClusterView;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private static final long ONE = ClusterView.FAIR_SHARE_ONE;
    private static final long CORE = UserTable.USAGE_OF_A_CORE;

    @Test
    void shouldHalveWithEachTimeThatWhatIsDueWasUsed() {
        assertEquals(ONE, FairShare.factor(0, 1, 4, 100));
        assertEquals(ONE / 2, FairShare.factor(25 * CORE, 1, 4, 100));
        assertEquals(ONE / 4, FairShare.factor(50 * CORE, 1, 4, 100));
        assertEquals(ONE / 4, FairShare.factor(150 * CORE, 3, 4, 100));
        assertEquals(1, FairShare.factor(500 * CORE, 1, 4, 100));
        assertEquals(0, FairShare.factor(525 * CORE, 1, 4, 100));
    }

    @Test
    void shouldBeNothingWithoutAShare() {
        assertEquals(0, FairShare.factor(0, 0, 4, 100));
        assertEquals(0, FairShare.factor(0, 0, 0, 0));
    }

    @Test
    void shouldBeWhatTheFormulaSays() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            final long cores = 1 + random.nextLong(1L << 20);
            final long share = 1 + random.nextInt(100);
            final long sum = share + random.nextInt(1000);
            final double due = (double) cores * share / sum;
            final long usage = (long) (random.nextDouble(8) * due * CORE);
            final double expected = ONE * StrictMath.pow(2, -usage / (due * CORE));

            // What is due is rounded down to 2^-16 cores.
            final double error = 3 + expected * 8 / (due * 65_536);
            assertEquals(expected, FairShare.factor(usage, share, sum, cores), error);
        }
    }

    @Test
    void shouldNeverRiseWithUsage() {
        long former = ONE;
        for (long usage = 0; usage < 400 * CORE; usage += CORE / 512) {
            final long factor = FairShare.factor(usage, 1, 4, 100);
            assertTrue(factor <= former && factor >= 0);
            former = factor;
        }
    }

    @Test
    void shouldStayInRangeAtTheEdges() {
        final long[] edges = {-21, 0, 1, Long.MAX_VALUE};
        for (final long usage : edges) {
            for (final long cores : new long[] {0, 1, 1L << 41}) {
                for (final long sum : new long[] {UserTable.SHARE_MAX, 1L << 47}) {
                    final long factor = FairShare.factor(usage, UserTable.SHARE_MAX, sum, cores);
                    assertTrue(factor >= 0 && factor <= ONE);
                }
            }
        }
    }
}
