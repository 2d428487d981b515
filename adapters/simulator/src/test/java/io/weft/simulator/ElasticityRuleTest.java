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
import static io.weft.simulator.TestJobs.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.metrics.JobHistory;
import io.weft.simulator.workload.JobSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticityRuleTest {
    private final SimulationSettings settings =
            new SimulationSettings(MachineDescription.of(2, 4))
                    .jobCountMax(100)
                    .malleable(MalleablePlan.of("100%,least=25%", Speedup.LINEAR));

    private Played play(final String rule, final JobSpec... jobs) {
        settings.elasticity(ElasticityRule.of(rule));
        return Played.of(settings, TestJobs.workload(List.of(jobs)));
    }

    @Test
    void shouldShrinkForWhoWaits() {
        final Played played =
                play("pressure", batch(1, 0, 100, 100, 2, 4), batch(2, 50, 10, 10, 1, 1));

        // One core has nothing to give: it is not malleable.
        assertEquals(50 * S, played.outcome(2).startNs());
        assertEquals(new JobHistory(0, 0, 1, 0), played.outcome(1).history());
        // 8 cores for 50 s, then 7 for what is left.
        assertTrue(played.outcome(1).endNs() > 107 * S, () -> played.outcome(1).toString());
    }

    @Test
    void shouldGrowIntoIdleCores() {
        final Played played =
                play("grow=1", batch(1, 0, 40, 40, 1, 4), batch(2, 1, 100, 100, 2, 4));

        // Half of the machine until the first one ends, then all of it.
        assertEquals(S, played.outcome(2).startNs());
        assertEquals(new JobHistory(0, 0, 1, 0), played.outcome(2).history());
        assertEquals(40 * S + 80 * S + S / 2, played.outcome(2).endNs());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldShrinkASessionThatIsIdleAndExpandItOnItsReturn(final int interactiveNodes) {
        settings.interactiveNodes(interactiveNodes).interactiveMultiplicity(1);

        final Played played =
                play(
                        "idle=100,below=0%",
                        TestJobs.job(
                                1,
                                0,
                                1000 * S,
                                1000 * S,
                                1,
                                4,
                                TestJobs.pattern(50, 50, 50, 800, 50)));

        assertEquals(new JobHistory(0, 0, 2, 0), played.outcome(1).history());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    shrink             | part=shrink
                    grow=0             | grow=0, expected 1
                    below=5%           | expected idle=
                    idle=10,below=101% | expected at most 100%
                    idle=10,below=5    | expected percent
                    """)
    void shouldSayWhatIsWrong(final String text, final String message) {
        final IllegalArgumentException ex =
                assertThrows(IllegalArgumentException.class, () -> ElasticityRule.of(text));
        assertTrue(ex.getMessage().contains(message), ex::getMessage);
    }
}
