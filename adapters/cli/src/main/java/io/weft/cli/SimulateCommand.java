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

import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.Durability;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.MachineDescription;
import io.weft.simulator.Simulation;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.format.WorkloadFormat;
import io.weft.simulator.format.WorkloadOpener;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.scenario.ScenarioException;
import io.weft.simulator.workload.ReadAheadWorkload;
import io.weft.simulator.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft simulate}. */
@Command(
        name = "simulate",
        header = "Plays a workload against the kernel in virtual time, and measures the schedule.",
        description = {
            "Without a TRACE the jobs are generated. Traces are in the Standard Workload Format,"
                    + " accounting logs of Slurm or PBS, or workloads of Batsim, plain, .gz or .xz;"
                    + " several are merged by submit time."
        },
        footer = {
            "  weft simulate",
            "  weft simulate --jobs 1000 --journal run --out results",
            "  weft simulate UniLu-Gaia-2014-1.swf.xz --nodes 150 --cores 12 -M 4",
            "  weft simulate KTH-SP2_log.swf.xz --procs 100 -M 1 --semantics pyss --json",
            "  weft simulate UniLu-Gaia-2014-1.swf.xz --nodes 150 --cores 12 --semantics ncs",
            "  weft simulate --interactive-nodes 3 --interactive-multiplicity 4 -M 1",
            "  weft simulate jobs.sacct --nodes 150 --cores 12 --interactive-partitions debug",
            "  weft simulate batch.swf interactive.swf --interactive-queues 0 --memory 64G",
            "  weft simulate --failures mtbf=30d,repair=4h,seed=1 --inputs drains.txt",
            "  weft simulate --preemption kind=requeue --requeue-cost 60 --checkpoint-interval 3600",
            "  weft simulate --malleable 30%%,least=25%% --speedup amdahl:50 --limit user,cores=96"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final String NOWHERE = "none";

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", arity = "0..*", description = "Traces to be simulated.")
    private List<Path> traces = List.of();

    @ArgGroup(validate = false, order = 1, heading = "%nMachine:%n")
    private MachineFlags machine = new MachineFlags();

    @ArgGroup(validate = false, order = 2, heading = "%nScheduling:%n")
    private KernelFlags kernel = new KernelFlags();

    @ArgGroup(validate = false, order = 3, heading = "%nLimits, and changes to jobs that run:%n")
    private ChangeFlags changes = new ChangeFlags();

    @ArgGroup(validate = false, order = 4, heading = "%nGenerated jobs, without a trace:%n")
    private GeneratorFlags generator = new GeneratorFlags();

    @ArgGroup(validate = false, order = 5, heading = "%nTraces:%n")
    private TraceFlags trace = new TraceFlags();

    @ArgGroup(validate = false, order = 6, heading = "%nTraces of other formats:%n")
    private FormatFlags format = new FormatFlags();

    @ArgGroup(validate = false, order = 7, heading = "%nFrom outside:%n")
    private OutsideFlags outside = new OutsideFlags();

    @ArgGroup(validate = false, order = 8, heading = "%nOutput:%n")
    private Output output = new Output();

    @Mixin private StandardHelp help;

    /** Where things go. */
    private static final class Output {
        @Option(
                names = JournalPlace.FLAG,
                paramLabel = "DIR",
                description =
                        "Keep the journal of all entries and decisions in this directory, for"
                                + " `weft replay`. Without it the journal is written all the same,"
                                + " in a temporary directory that is removed at the end. none: no"
                                + " journal.")
        private Path journal;

        @Option(
                names = "--durability",
                paramLabel = "WHAT",
                description =
                        "What the journal survives beside the death of the process. none: nothing;"
                                + " interval: a power cut, but for the last ms; batch: a power cut."
                                + " Default: none.")
        private Durability durability = Durability.NONE;

        @Option(
                names = {"-o", "--out"},
                paramLabel = "DIR",
                description =
                        "Write jobs.csv, summary.json and, with what differs from run to run,"
                                + " run.json into this directory.")
        private Path out;

        @Option(names = "--json", description = "Print the summary as JSON.")
        private boolean isJson;

        @Option(
                names = {"-q", "--quiet"},
                description = "Print warnings and errors only, and what --json asks for.")
        private boolean isQuiet;

        @Option(
                names = "--footprint",
                description =
                        "Print first, to standard error, what memory the kernel takes, by owner.")
        private boolean hasFootprint;

        @Option(
                names = "--progress",
                negatable = true,
                description =
                        "Show a bar while it works, on standard error: share done, simulated time,"
                                + " jobs a second, time left. Default: if that is a terminal.")
        private Boolean progress;

        @Option(
                names = "--repeat",
                paramLabel = "N",
                description =
                        "Simulate N times in one process and print the speed of each; the first ones"
                                + " are slow, as the JVM is still compiling. Default: 1.")
        private int repeat = 1;

        @Option(names = "--force", description = "Replace an existing journal, or result files.")
        private boolean isForced;
    }

    @Override
    public Integer call() throws IOException {
        JvmCheck.requireFlags();
        requireRepeatable();
        for (int round = 1; round <= output.repeat; round++) {
            play(round);
        }
        return ExitCode.OK;
    }

    private void requireRepeatable() {
        if (output.repeat < 1) {
            throw Failure.usage("--repeat=" + output.repeat + ", expected 1 or above");
        }
        if (output.repeat > 1 && (output.out != null || keepsJournal())) {
            throw Failure.usage(
                    "--repeat="
                            + output.repeat
                            + " measures and keeps nothing; drop it, or --out and --journal DIR");
        }
    }

    private boolean keepsJournal() {
        return output.journal != null && !output.journal.toString().equals(NOWHERE);
    }

    private void play(int round) throws IOException {
        if (traces.isEmpty()) {
            MachineDescription machineFound = machine.ofGenerator();
            SimulationSettings settings = settings(machineFound);
            try (Workload workload = new ReadAheadWorkload(generator.workload(machineFound))) {
                simulate(settings, JobSource.of(workload), round);
            }
            return;
        }
        generator.refuseBesideTrace();
        Traces files = new Traces(traces);
        WorkloadFormat found = files.format(format.format());
        MachineDescription machineFound = machine.ofTrace(() -> files.header(found));
        SimulationSettings settings = settings(machineFound);
        WorkloadOpener opener =
                format.opener(
                        trace.options(machineFound.shape(), kernel.profile()),
                        !machineFound.isAnywhere());
        try (Workload workload =
                new ReadAheadWorkload(files.open(opener, found, trace.isRebased()))) {
            simulate(settings, JobSource.of(workload, files), round);
        }
    }

    private SimulationSettings settings(MachineDescription machineFound) {
        SimulationSettings settings = kernel.settings(machineFound, new StandardPolicies());
        changes.addTo(settings);
        outside.addTo(settings);
        return settings;
    }

    private void simulate(SimulationSettings settings, JobSource source, int round)
            throws IOException {
        SimulationReport report =
                new SimulationReport(
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr(),
                        output.isQuiet,
                        output.isJson);
        try (ResultFiles files = ResultFiles.begin(output.out, output.isForced);
                JournalPlace place = journalPlace(settings)) {
            long beganNs = System.nanoTime();
            Played played = run(settings, source, place, files.listener());
            ScheduleSummary summary = played.summary();
            long elapsedNs = System.nanoTime() - beganNs;
            source.requireJobs();
            RunSpeed speed = RunSpeed.of(summary, elapsedNs, place.finish());
            if (round < output.repeat) {
                report.printRound(round, speed);
                return;
            }
            List<Path> written = files.complete(summary, played.queues(), speed);
            report.print(settings, source, summary, played.queues(), speed);
            report.printPlaces(settings, written, place);
        }
    }

    private JournalPlace journalPlace(SimulationSettings settings) {
        if (settings.hasTwoQueues() && settings.profile().edition() != null) {
            return noJournalOfTwoKernels(settings);
        }
        MachineDescription machine = settings.machine();
        if (output.journal != null && !keepsJournal()) {
            return JournalPlace.nowhere();
        }
        ChronicleJournal.Context context =
                new ChronicleJournal.Context()
                        .durability(output.durability)
                        .blockSize(JournalPlace.blockSize(machine));
        return output.journal == null
                ? JournalPlace.temporary(context)
                : JournalPlace.kept(context.directory(output.journal), output.isForced);
    }

    private JournalPlace noJournalOfTwoKernels(SimulationSettings settings) {
        if (keepsJournal()) {
            throw Failure.usage(
                    JournalPlace.FLAG
                            + "="
                            + output.journal
                            + " does not go with --interactive-nodes under "
                            + settings.profile().text()
                            + ", where two queues are two kernels");
        }
        return JournalPlace.nowhere();
    }

    /** What came of a simulation. */
    private record Played(ScheduleSummary summary, List<QueueHistory> queues) {}

    private Played run(
            SimulationSettings settings,
            JobSource source,
            JournalPlace place,
            OutcomeListener results) {
        boolean isWanted = Progress.isWanted(output.progress, output.isQuiet);
        try (Progress progress = Progress.begin("Simulating", source.length(), isWanted);
                Simulation simulation =
                        begin(
                                settings,
                                source.workload(),
                                place.journal(),
                                (outcome, slices) -> {
                                    results.onOutcome(outcome, slices);
                                    source.onOutcome(outcome, progress);
                                })) {
            if (output.hasFootprint) {
                spec.commandLine().getErr().println(simulation.footprint());
            }
            return new Played(simulation.run(), simulation.queueHistories());
        }
    }

    private static Simulation begin(
            SimulationSettings settings,
            Workload workload,
            Journal journal,
            OutcomeListener listener) {
        try {
            return new Simulation(settings, workload, new StandardPolicies(), journal, listener);
        } catch (ScenarioException e) {
            throw Failure.input(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw Failure.usage("the machine, or --jobs-held, is too large: " + e.getMessage());
        }
    }
}
