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
package io.weft.cli;

import io.weft.core.ForgetfulJournal;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.NodeShare;
import io.weft.simulator.Simulation;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.format.WorkloadFormat;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.sweep.CellSimulation;
import io.weft.simulator.sweep.SweepCell;
import io.weft.simulator.sweep.SweepGrid;
import io.weft.simulator.workload.ScaledWorkload;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Simulates the cells of a sweep, each as {@code weft simulate} would. Flags are only read, so that
 * several threads may do so.
 */
final class SweepSource implements CellSimulation {
    private final MachineFlags machine;
    private final RuleFlags rules;
    private final ChangeFlags changes;
    private final JobMixFlags jobs;
    private final TraceFlags trace;
    private final FormatFlags format;

    SweepSource(
            MachineFlags machine,
            RuleFlags rules,
            ChangeFlags changes,
            JobMixFlags jobs,
            TraceFlags trace,
            FormatFlags format) {
        this.machine = machine;
        this.rules = rules;
        this.changes = changes;
        this.jobs = jobs;
        this.trace = trace;
        this.format = format;
    }

    /**
     * Finds what is wrong with the flags before anything is simulated.
     *
     * @throws Failure of usage or input that names it
     */
    void check(SweepGrid grid) {
        if (grid.traces().isEmpty()) {
            check(grid, machine.ofGenerator());
            return;
        }
        jobs.refuseBesideTrace();
        for (String name : grid.traces()) {
            Traces files = new Traces(List.of(Path.of(name)));
            if (!Files.isRegularFile(Path.of(name))) {
                throw Failure.input("trace " + name + ": can be read only once; a sweep does more");
            }
            try {
                check(grid, machineOf(files, files.format(format.format())));
            } catch (WorkloadException e) {
                // What is wrong with a trace is told in the table, by the cells that need it.
            }
        }
    }

    private void check(SweepGrid grid, MachineDescription found) {
        for (String policy : grid.policies()) {
            for (int max : grid.maxMultiplicities()) {
                for (NodeShare share : grid.interactiveNodes()) {
                    for (int overhead : grid.overheadsPerMille()) {
                        settings(found, policy, max, share, overhead);
                    }
                }
            }
        }
    }

    private SimulationSettings settings(
            MachineDescription found,
            String policy,
            int maxMultiplicity,
            NodeShare interactiveNodes,
            int overhead) {
        boolean isDefault = overhead == rules.overheadDefault();
        SimulationSettings settings =
                rules.settings(
                        found,
                        new StandardPolicies(),
                        policy,
                        maxMultiplicity,
                        interactiveNodes,
                        isDefault ? null : (Integer) overhead);
        changes.addTo(settings);
        return settings;
    }

    private MachineDescription machineOf(Traces files, WorkloadFormat found) {
        return machine.ofTrace(() -> files.header(found));
    }

    @Override
    public ScheduleSummary run(SweepCell cell) {
        if (cell.trace().isEmpty()) {
            MachineDescription found = machine.ofGenerator();
            try (Workload workload = jobs.workload(found, cell.seed())) {
                return run(cell, found, workload);
            }
        }
        Traces files = new Traces(List.of(Path.of(cell.trace())));
        WorkloadFormat traceFormat = files.format(format.format());
        MachineDescription found = machineOf(files, traceFormat);
        try (Workload workload =
                files.open(
                        format.opener(
                                trace.options(found.shape(), rules.profile()), !found.isAnywhere()),
                        traceFormat,
                        trace.isRebased())) {
            ScheduleSummary summary = run(cell, found, workload);
            JobSource.of(workload, files).requireJobs();
            return summary;
        }
    }

    private ScheduleSummary run(SweepCell cell, MachineDescription found, Workload workload) {
        SimulationSettings settings =
                settings(
                        found,
                        cell.policy(),
                        cell.maxMultiplicity(),
                        cell.interactiveNodes(),
                        cell.overheadPerMille());
        Workload scaled =
                new ScaledWorkload(
                        workload, cell.loadFactorPerMille(), rules.profile().granularityNs());
        try (ForgetfulJournal journal = new ForgetfulJournal();
                Simulation simulation =
                        new Simulation(
                                settings,
                                scaled,
                                new StandardPolicies(),
                                journal,
                                (outcome, slices) -> {})) {
            return simulation.run();
        }
    }
}
