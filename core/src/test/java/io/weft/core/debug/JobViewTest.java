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
package io.weft.core.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobViewTest {
    private static final int FIELD_COUNT = 13;

    /** A job in which one thing is other than in the job with none. */
    private static JobView job(final int other) {
        final List<JobView.Share> shares = new ArrayList<>();
        shares.add(new JobView.Share(other == 10 ? 4 : 3, "0-7", 100, 0));
        return new JobView(
                7,
                other == 1 ? "RUNNING" : "PENDING",
                "BATCH",
                0,
                5,
                6,
                other == 2 ? 3 : 2,
                other == 3 ? 9 : 8,
                other == 4 ? 1001 : 1000,
                other == 5 ? 1 : 0,
                20,
                other == 6 ? 301 : 300,
                other == 7 ? 401 : 400,
                other == 8 ? 501 : 500,
                other == 9 ? 2 : 1,
                other == 11 ? "NOT_REACHED" : "WAITING_CORES",
                other == 12 ? 3 : 2,
                shares);
    }

    @Test
    void shouldBeAsBeforeUnlessMoreThanTheReasonDiffers() {
        int alikeCount = 0;
        for (int other = 0; other < FIELD_COUNT; other++) {
            final boolean isReason = other == 0 || other > 10;
            alikeCount += job(0).isAsBefore(job(other)) ? 1 : 0;
            if (isReason) {
                assertTrue(job(0).isAsBefore(job(other)), "field " + other);
            } else {
                assertFalse(job(0).isAsBefore(job(other)), "field " + other);
                assertFalse(job(other).isAsBefore(job(0)), "field " + other);
            }
        }
        assertEquals(3, alikeCount);
    }
}
