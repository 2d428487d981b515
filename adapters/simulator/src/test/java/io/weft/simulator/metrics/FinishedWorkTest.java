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

class FinishedWorkTest {
    private final FinishedWork work = new FinishedWork();

    @Test
    void shouldFindWhenAShareWasDone() {
        assertTrue(work.isEmpty());
        work.add(1, 10);
        work.add(2, 80);
        work.add(5, 5);
        work.add(9, 5);

        assertEquals(2, work.finishedS(0.9));
        assertEquals(5, work.finishedS(0.95));
        assertEquals(9, work.finishedS(1));
        assertEquals(1, work.finishedS(0));
        assertEquals(1, work.jobsPerPlace());
    }

    @Test
    void shouldBeExactUpToItsCapacity() {
        for (int i = 1; i <= FinishedWork.CAPACITY; i++) {
            work.add(i, 1);
        }

        assertEquals(1, work.jobsPerPlace());
        assertEquals(FinishedWork.CAPACITY / 2, work.finishedS(0.5));
    }

    @Test
    void shouldBeLateByLessThanThePlaceIsWideWhenMoreCome() {
        final int count = 5 * FinishedWork.CAPACITY + 3;
        for (int i = 1; i <= count; i++) {
            work.add(i, 1);
        }

        assertEquals(8, work.jobsPerPlace());
        for (double share = 0.05; share < 1; share += 0.05) {
            final double late = work.finishedS(share) - Math.ceil(share * count);
            assertTrue(late > -1e-6 && late < work.jobsPerPlace(), share + ": " + late);
        }
        assertEquals(count, work.finishedS(1));
    }
}
