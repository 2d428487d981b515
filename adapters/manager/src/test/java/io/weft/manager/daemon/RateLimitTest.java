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
package io.weft.manager.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final RateLimit limit = new RateLimit(2, 100);

    @Test
    void shouldLetSoManyPassInAPeriod() {
        assertTrue(limit.passes(0));
        assertTrue(limit.passes(50));
        assertFalse(limit.passes(99));
        assertTrue(limit.passes(100));
        assertTrue(limit.passes(199));
        assertFalse(limit.passes(199));
    }

    @Test
    void shouldTellHowManyDidNotPassOnceThePeriodIsOver() {
        for (int i = 0; i < 5; i++) {
            limit.passes(i);
        }

        assertEquals(0, limit.takeDropped(99));
        assertEquals(3, limit.takeDropped(100));
        assertEquals(0, limit.takeDropped(101));
    }
}
