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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeenIdsTest {
    @Test
    void shouldKnowEveryIdAgain() {
        final SeenIds ids = new SeenIds();

        for (final long id : new long[] {0, 1, (1L << 27) - 1, 1L << 27, Long.MAX_VALUE}) {
            assertTrue(ids.add(id), "id=" + id);
            assertFalse(ids.add(id), "id=" + id);
        }
        assertTrue(ids.add(2));
    }
}
