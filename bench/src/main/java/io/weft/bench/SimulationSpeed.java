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
package io.weft.bench;

import io.weft.placement.StandardPolicies;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.Simulation;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.Workload;

/**
 * How fast the simulator plays generated jobs: those of {@code weft simulate}, a fifth of them
 * interactive, on 150 nodes of 12 cores, M = 4, C_o = 1.2, EASY backfilling, with the contention
 * model and the journal on Chronicle Queue.
 */
final class SimulationSpeed {
    private static final int NODE_COUNT = 150;
    private static final int CORE_COUNT = 12;
    private static final int MULTIPLICITY_MAX = 4;
    private static final double NS_PER_S = 1e9;

    private SimulationSpeed() {}

    /** Simulates so many jobs once; jobs/s of the whole run, the drawing of the jobs included. */
    static double jobsPerSecond(final int jobCount) {
        final SimulationSettings settings =
                new SimulationSettings(MachineDescription.of(NODE_COUNT, CORE_COUNT))
                        .maxMultiplicity(MULTIPLICITY_MAX);
        final GeneratorOptions options =
                new GeneratorOptions()
                        .jobCount(jobCount)
                        .machine(new MachineShape(NODE_COUNT, CORE_COUNT));
        try (JournalKind.Place place = JournalKind.CHRONICLE.open();
                Workload workload = new GeneratedWorkload(options);
                Simulation simulation =
                        new Simulation(
                                settings,
                                workload,
                                new StandardPolicies(),
                                place.journal(),
                                (outcome, slices) -> {})) {
            final long from = System.nanoTime();
            simulation.run();
            return jobCount * NS_PER_S / (System.nanoTime() - from);
        }
    }
}
