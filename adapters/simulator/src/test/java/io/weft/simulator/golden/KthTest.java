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
package io.weft.simulator.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.simulator.MachineDescription;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.metrics.ClassSummary;
import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import org.junit.jupiter.api.Test;

/**
 * KTH-SP2 under EASY on 100 processors, as the pyss simulator schedules it: the figures that
 * Gaussier, Glesser, Reis and Trystram (SC '15) build upon. Processors are the requested ones.
 */
class KthTest {
    private static final double PRECISION = 1e-9;

    @Test
    void shouldMatchTheFiguresOfPyss() {
        final ClassSummary all = run(SemanticsProfile.PYSS);

        assertEquals(28_481, all.completed());
        assertEquals(92.5765397336295, all.boundedSlowdown().mean(), PRECISION);
        assertEquals(14_805.2, all.boundedSlowdown().max(), PRECISION);
        assertEquals(476.260314538994, all.boundedSlowdown().rms(), PRECISION);
        assertEquals(15_696.7981812436, all.flowS().mean(), 1e-7);
        assertEquals(309_231, all.flowS().max(), PRECISION);
        assertEquals(198.001775521565, all.slowdown().mean(), PRECISION);
    }

    /** Known from the same source: events of one instant taken together give another schedule. */
    @Test
    void shouldDifferAsKnownWhenInstantsAreTakenTogether() {
        assertEquals(92.6877, run(SemanticsProfile.EXACT).boundedSlowdown().mean(), 5e-5);
    }

    private static ClassSummary run(final SemanticsProfile profile) {
        final SwfReader trace =
                SwfReader.open(
                        SharedTraces.file("swf/KTH-SP2_log.swf.xz"),
                        new SwfOptions().requestPreferred(true));
        final SimulationSettings settings =
                new SimulationSettings(MachineDescription.ofProcessors(100)).profile(profile);
        return GoldenRun.of(settings, trace).summary().all();
    }
}
