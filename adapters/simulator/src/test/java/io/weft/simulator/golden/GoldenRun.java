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

import io.weft.core.MemoryJournal;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.Simulation;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** One simulation, whole: its figures and its outcomes in the order of time. */
record GoldenRun(ScheduleSummary summary, List<JobOutcome> outcomes) {
    static GoldenRun of(final SimulationSettings settings, final Workload workload) {
        final List<JobOutcome> outcomes = new ArrayList<>();
        final ScheduleSummary summary =
                play(settings, workload, (outcome, slices) -> outcomes.add(outcome));
        return new GoldenRun(summary, outcomes);
    }

    /** The same with another listener, which may look at what each job held. */
    static ScheduleSummary play(
            final SimulationSettings settings,
            final Workload workload,
            final OutcomeListener listener) {
        try (workload;
                MemoryJournal journal = new MemoryJournal();
                Simulation simulation =
                        new Simulation(
                                settings, workload, new StandardPolicies(), journal, listener)) {
            return simulation.run();
        }
    }
}
