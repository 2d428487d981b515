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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchTest {
    private static final PolicyCatalogue FAULTY =
            (name, version) -> {
                final PlacementPolicy policy = Policies.plain().create(name, version);
                return policy == null ? null : new FaultyPolicy(policy, Fault.CORE_TIE_HIGHEST);
            };

    private final Tally tally = new Tally();
    private final RandomInputs inputs = new RandomInputs(1, List.of("fcfs"), tally);

    private void play(final Match match) {
        for (final Step step : inputs.definitions()) {
            match.play(step, inputs.watch());
        }
        for (int i = 0; i < 500; i++) {
            match.play(inputs.next(match.fast().untilDeadlineNs()), inputs.watch());
            match.compareReasons(tally);
            match.compareEarliestStart();
            match.compareDigests();
        }
    }

    private Match match(final Map<String, PolicyCatalogue> others) {
        final Limits limits = inputs.limits();
        return new Match(limits, true, Policies.fast(), others);
    }

    @Test
    void shouldFindNoDifferenceBetweenEqualKernels() {
        try (Match match =
                match(Map.of("reference", Policies.plain(), "anew", Policies.fresh(1)))) {
            play(match);

            assertTrue(tally.count("accepted") > 50);
        }
    }

    @Test
    void shouldShowBothDecisionsWhenAnotherKernelDecidesOtherwise() {
        try (Match match = match(Map.of("faulty", FAULTY))) {
            final Difference difference = assertThrows(Difference.class, () -> play(match));

            final String[] lines = difference.getMessage().split("\n");
            assertEquals("decided otherwise under fcfs", lines[0]);
            assertTrue(lines[1].startsWith("  kernel: position="), lines[1]);
            assertTrue(lines[2].startsWith("  faulty: position="), lines[2]);
            assertTrue(lines[1].contains("StartJob"), lines[1]);
        }
    }
}
