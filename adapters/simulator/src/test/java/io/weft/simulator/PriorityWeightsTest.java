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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.PriorityFactor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityWeightsTest {
    @Test
    void shouldReadWhatItPrints() {
        final PriorityWeights weights =
                new PriorityWeights(
                        Map.of(
                                PriorityFactor.USER_SHARE, 604_800L,
                                PriorityFactor.AGE, 1L,
                                PriorityFactor.SIZE, -60L),
                        3600);

        assertEquals("age=1,size=-60,user-share=604800,half-life=3600", weights.toString());
        assertEquals(weights, PriorityWeights.of(weights.toString()));
    }

    @Test
    void shouldStartTheSmallerFirstWhenSizeWeighsLess() {
        final SimulationSettings settings =
                new SimulationSettings(MachineDescription.of(1, 4))
                        .policy("multifactor")
                        .jobCountMax(10)
                        .priorityWeights(PriorityWeights.of("size=-60"));

        final Played played =
                Played.of(
                        settings,
                        TestJobs.workload(
                                List.of(
                                        TestJobs.batch(1, 0, 10, 4),
                                        TestJobs.batch(2, 1, 10, 4),
                                        TestJobs.batch(3, 2, 10, 1))));

        assertEquals(10 * TestJobs.S, played.outcome(3).startNs());
        assertEquals(20 * TestJobs.S, played.outcome(2).startNs());
    }

    @Test
    void shouldForgetInSevenDaysWhenNothingIsSaid() {
        assertEquals(604_800, PriorityWeights.of("age=1").halfLifeS());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';weights=",
                "age;weights=age",
                "age=x;weights=age=x",
                "years=1;weights=years=1",
                "age=1,age=2;weights=age=1,age=2",
                "half-life=1,half-life=1;weights=half-life=1",
                "age=-1;age=-1, expected 0..16777216",
                "size=-16777217;size=-16777217, expected -16777216..16777216",
                "half-life=0;half-life=0, expected 1..31622400"
            })
    void shouldNameWhatIsWrong(final String text, final String start) {
        final var thrown =
                assertThrows(IllegalArgumentException.class, () -> PriorityWeights.of(text));

        assertTrue(thrown.getMessage().startsWith(start), thrown::getMessage);
    }
}
