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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomInputsTest {
    private static List<Step> drawn(final long seed) {
        final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, new Tally());
        final List<Step> steps = new ArrayList<>(inputs.definitions());
        for (int i = 0; i < 100; i++) {
            steps.add(inputs.next(Long.MAX_VALUE));
        }
        return steps;
    }

    @Test
    void shouldDrawTheSameFromASeed() {
        final List<Step> first = drawn(7);
        final List<Step> second = drawn(7);

        assertEquals(first.size(), second.size());
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).delayNs(), second.get(i).delayNs());
            assertArrayEquals(
                    first.get(i).messages().toArray(), second.get(i).messages().toArray());
        }
    }

    @Test
    void shouldDrawEveryPolicyFromSeedsInARow() {
        final long count =
                LongStream.range(0, Policies.NAMES.size())
                        .mapToObj(seed -> new RandomInputs(seed, Policies.NAMES, new Tally()))
                        .map(RandomInputs::policy)
                        .distinct()
                        .count();

        assertEquals(Policies.NAMES.stream().distinct().count(), count);
        assertTrue(count >= 9, () -> "only " + Policies.NAMES);
    }

    @Test
    void shouldReachTheCorners() {
        final Tally tally = new Tally();
        for (long seed = 1; seed <= 36; seed++) {
            new PlacementFuzz().run(seed, tally);
        }

        assertTrue(tally.startCount(ReasonCode.FITS) > 5000);
        assertTrue(tally.startCount(ReasonCode.BACKFILLED) > 500);
        assertTrue(tally.waitingCount(ReasonCode.WAITING_CORES) > 1000);
        assertTrue(tally.waitingCount(ReasonCode.WAITING_MEMORY) > 500);
        assertTrue(tally.waitingCount(ReasonCode.WAITING_GPUS) > 100);
        assertTrue(tally.waitingCount(ReasonCode.WAITING_NODES) > 1000);
        assertTrue(tally.waitingCount(ReasonCode.WAITING_TURN) > 1000);
        assertTrue(tally.waitingCount(ReasonCode.WAITING_RESERVATION) > 200);
        assertTrue(tally.waitingCount(ReasonCode.NOT_REACHED) > 200);
        assertTrue(tally.count("passes cut") > 200);
        assertTrue(tally.count("seen running exclusively") > 20);
    }
}
