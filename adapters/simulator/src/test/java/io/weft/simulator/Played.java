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

import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.MemoryJournal;
import io.weft.core.Replay;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.workload.Workload;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a simulation whose decisions are made again from its journal.
 *
 * @param summary of it
 * @param outcomes by job
 */
record Played(ScheduleSummary summary, Map<Long, JobOutcome> outcomes) {
    static Played of(final SimulationSettings settings, final Workload jobs) {
        final Map<Long, JobOutcome> outcomes = new TreeMap<>();
        try (MemoryJournal journal = new MemoryJournal()) {
            final ScheduleSummary summary;
            try (Simulation simulation =
                    new Simulation(
                            settings,
                            jobs,
                            new StandardPolicies(),
                            journal,
                            (outcome, slices) -> outcomes.put(outcome.job().id(), outcome))) {
                summary = simulation.run();
            }
            assertNull(Replay.run(journal, new StandardPolicies(), position -> {}).divergence());
            return new Played(summary, outcomes);
        }
    }

    JobOutcome outcome(final long jobId) {
        return outcomes.get(jobId);
    }
}
