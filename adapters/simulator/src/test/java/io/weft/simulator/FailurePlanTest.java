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
package io.weft.simulator;

import static io.weft.simulator.TestJobs.S;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePlanTest {
    private static final int NODE_COUNT = 100;
    private static final int CHANGE_COUNT = 20_000;

    @Test
    void shouldUnderstandItsText() {
        assertEquals(
                new FailurePlan(30 * 86_400 * S, 4 * 3600 * S, 7, true),
                FailurePlan.of("mtbf=30d,repair=4h,seed=7,requeue=yes"));
        assertEquals(
                new FailurePlan(90 * S, 60 * S, 1, false), FailurePlan.of("repair=1m,mtbf=90s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mtbf=30d",
                "repair=4h,seed=1",
                "mtbf=30d,repair=4h,seed=x",
                "mtbf=30d,repair=0h",
                "mtbf=30d,repair=4h,mtbf=1d",
                "mtbf=30d,repair=4h,colour=1",
                "mtbf=30d,repair=4h,requeue=maybe",
                "mtbf=30,repair=4h",
                "mtbf=999999999d,repair=4h"
            })
    void shouldRefuseWhatIsNoPlan(final String text) {
        final var e = assertThrows(IllegalArgumentException.class, () -> FailurePlan.of(text));
        assertTrue(e.getMessage().startsWith("failures=" + text + ", expected"), e.getMessage());
    }

    @Test
    void shouldFailAndRepairAsOftenAsItSays() {
        final NodeFailures failures =
                new NodeFailures(FailurePlan.of("mtbf=90m,repair=10m"), NODE_COUNT, 0);
        double downS = 0;
        long formerNs = 0;
        for (int i = 0; i < CHANGE_COUNT; i++) {
            final long nextNs = failures.nextNs();
            assertTrue(nextNs >= formerNs);
            downS += (double) (nextNs - formerNs) / S * failures.downCount();
            formerNs = nextNs;
            failures.change();
        }

        // Up for 90 of every 100 minutes; 1 % is four deviations.
        final double nodeS = (double) formerNs / S * NODE_COUNT;
        assertEquals(0.1, downS / nodeS, 0.004);
        assertEquals(nodeS / 6000, failures.failureCount(), 0.02 * failures.failureCount());
    }

    @Test
    void shouldRepeatWithASeedAndDifferWithAnother() {
        assertEquals(changes("mtbf=1d,repair=1h,seed=3"), changes("mtbf=1d,repair=1h,seed=3"));
        assertNotEquals(changes("mtbf=1d,repair=1h,seed=3"), changes("mtbf=1d,repair=1h,seed=4"));
    }

    private static List<String> changes(final String plan) {
        final NodeFailures failures = new NodeFailures(FailurePlan.of(plan), 5, 0);
        final List<String> changes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            changes.add(failures.nextNs() + " " + failures.change());
        }
        return changes;
    }
}
