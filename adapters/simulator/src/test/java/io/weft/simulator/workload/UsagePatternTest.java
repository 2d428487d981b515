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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UsagePatternTest {
    @Test
    void shouldGiveItsPeriodsInTurn() {
        UsagePattern pattern = UsagePattern.of(1, 2, 30, 4, 50);

        assertEquals(1, pattern.prologIdleNs());
        assertEquals(2, pattern.epilogIdleNs());
        assertEquals(2, pattern.busyCount());
        assertEquals(30, pattern.busyNs(0));
        assertEquals(4, pattern.idleNs(0));
        assertEquals(50, pattern.busyNs(1));
        assertEquals(80, pattern.busyNs());
        assertEquals(87, pattern.totalNs());
    }

    @Test
    void shouldNotChangeWhenItsSourceDoes() {
        long[] periods = {5};
        UsagePattern pattern = UsagePattern.of(1, 0, periods);

        periods[0] = 6;

        assertEquals(5, pattern.busyNs(0));
    }

    @Test
    void shouldBeEqualOnlyWhenEveryLengthIs() {
        UsagePattern pattern = UsagePattern.of(1, 2, 3);

        assertEquals(UsagePattern.of(1, 2, 3), pattern);
        assertEquals(UsagePattern.of(1, 2, 3).hashCode(), pattern.hashCode());
        assertNotEquals(UsagePattern.of(2, 1, 3), pattern);
        assertNotEquals(UsagePattern.of(1, 1, 3), pattern);
        assertNotEquals(UsagePattern.of(1, 2, 4), pattern);
        assertNotEquals(UsagePattern.ALWAYS_BUSY, pattern);
        assertTrue(UsagePattern.ALWAYS_BUSY.isAlwaysBusy());
    }

    @Test
    void shouldRefuseLengthsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> UsagePattern.of(-1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> UsagePattern.of(0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> UsagePattern.of(0, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> UsagePattern.of(0, 0, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> UsagePattern.of(0, 0));
        assertThrows(IllegalArgumentException.class, () -> UsagePattern.of(Long.MAX_VALUE, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> UsagePattern.of(Long.MAX_VALUE, 1, 1));
    }
}
