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
package io.weft.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private int askedCount;

    private static List<Step> steps(final int count) {
        final List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(new Step(i, List.of(new byte[] {(byte) i}, new byte[] {(byte) -i})));
        }
        return steps;
    }

    private static boolean has(final List<Step> steps, final int value) {
        return steps.stream()
                .flatMap(step -> step.messages().stream())
                .anyMatch(message -> message[0] == value);
    }

    private boolean failsWithBoth(final List<Step> steps) {
        askedCount++;
        return has(steps, 17) && has(steps, -60);
    }

    @Test
    void shouldKeepOnlyInputsThatAreNeeded() {
        final List<Step> shortest = new Shrinker(this::failsWithBoth, 10_000).shrink(steps(100));

        assertEquals(2, shortest.size());
        assertEquals(17 * 18 / 2, shortest.get(0).delayNs());
        assertEquals(60 * 61 / 2, shortest.get(0).delayNs() + shortest.get(1).delayNs());
        assertEquals(17, shortest.get(0).messages().get(0)[0]);
        assertEquals(-60, shortest.get(1).messages().get(0)[0]);
        assertEquals(2, shortest.stream().mapToInt(step -> step.messages().size()).sum());
    }

    @Test
    void shouldKeepAllWhenItDoesNotFailAgain() {
        final List<Step> steps = steps(10);

        assertSame(steps, new Shrinker(shorter -> false, 100).shrink(steps));
    }

    @Test
    void shouldStopWhenStepsAreUsedUp() {
        final List<Step> shortest = new Shrinker(this::failsWithBoth, 400).shrink(steps(100));

        assertTrue(askedCount < 12);
        assertTrue(has(shortest, 17) && has(shortest, -60));
    }
}
