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
package io.weft.simulator.compare;

import io.weft.core.ForgetfulJournal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.Simulation;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.sweep.CellResult;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import java.util.function.Function;

/** Simulates a match: the figures of {@code summary.json}. For use by several threads. */
public final class MatchSimulation implements Function<Match, CellResult> {
    private final PolicyCatalogue policies;

    /**
     * Simulations.
     *
     * @param policies where policies come from
     */
    public MatchSimulation(final PolicyCatalogue policies) {
        this.policies = policies;
    }

    @Override
    public CellResult apply(final Match match) {
        final MachineShape machine = match.mix().jobs().machine();
        final SimulationSettings settings =
                match.contender()
                        .settings(
                                MachineDescription.of(machine.nodeCount(), machine.coresPerNode()),
                                match.mix().interactivePercent())
                        .jobCountMax(match.mix().jobCount());
        try (Workload workload = match.mix().open();
                ForgetfulJournal journal = new ForgetfulJournal();
                Simulation simulation =
                        new Simulation(
                                settings, workload, policies, journal, (outcome, slices) -> {})) {
            final ScheduleSummary summary = simulation.run();
            if (summary.all().jobs() == 0) {
                throw new WorkloadException("no line of the trace is a job", null);
            }
            return CellResult.of(summary);
        }
    }
}
