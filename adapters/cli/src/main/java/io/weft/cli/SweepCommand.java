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

import io.weft.simulator.sweep.CellStore;
import io.weft.simulator.sweep.Shard;
import io.weft.simulator.sweep.SweepGrid;
import io.weft.simulator.sweep.SweepPlan;
import io.weft.simulator.sweep.SweepRunner;
import io.weft.simulator.sweep.SweepTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft sweep}. */
@Command(
        name = "sweep",
        header = "Simulates every combination of parameters, and makes a table of the results.",
        description = {
            "Each TRACE is simulated on its own; without one, jobs are generated. Killed, the same"
                    + " command goes on where it was. The table is the same whatever the number"
                    + " of threads or shards."
        },
        subcommands = SweepMergeCommand.class,
        footer = {
            "  weft sweep --policy easy,fcfs -M 1..4 --seed 1..10 --jobs 5000 --out s",
            "  weft sweep log.swf --overhead 1.0,1.2 --load-factor 0.8,1,1.2 --out s",
            "  weft sweep --grid grid.json --shard 2/10 --out s",
            "  weft sweep merge s --table table.csv"
        })
final class SweepCommand implements Callable<Integer> {
    private static final String OUT_FLAG = "--out";

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", arity = "0..*", description = "Traces to be simulated.")
    private List<Path> traces = List.of();

    @ArgGroup(validate = false, order = 1, heading = "%nGrid:%n")
    private GridFlags grid = new GridFlags();

    @ArgGroup(validate = false, order = 2, heading = "%nMachine:%n")
    private MachineFlags machine = new MachineFlags();

    @ArgGroup(validate = false, order = 3, heading = "%nScheduling:%n")
    private RuleFlags rules = new RuleFlags();

    @ArgGroup(validate = false, order = 4, heading = "%nLimits, and changes to jobs that run:%n")
    private ChangeFlags changes = new ChangeFlags();

    @ArgGroup(validate = false, order = 5, heading = "%nGenerated jobs, without a trace:%n")
    private JobMixFlags jobs = new JobMixFlags();

    @ArgGroup(validate = false, order = 6, heading = "%nTraces:%n")
    private TraceFlags trace = new TraceFlags();

    @ArgGroup(validate = false, order = 7, heading = "%nTraces of other formats:%n")
    private FormatFlags format = new FormatFlags();

    @ArgGroup(validate = false, order = 8, heading = "%nWork and output:%n")
    private Output output = new Output();

    @Mixin private StandardHelp help;

    /** How, and where things go. */
    private static final class Output {
        @Option(
                names = {"-o", OUT_FLAG},
                paramLabel = "DIR",
                description =
                        "Keep the results in this directory: table.csv, and what is needed to go on."
                                + " Several shards may share it.")
        private Path directory;

        @Option(
                names = "--shard",
                paramLabel = "I/N",
                description =
                        "Simulate only the I-th of N parts, and make no table; weft sweep merge does"
                                + " when all are done.")
        private String shard;

        @Option(
                names = "--threads",
                paramLabel = "N",
                description = "Simulations at a time. Default: all processors.")
        private Integer threads;

        @Option(
                names = "--progress",
                negatable = true,
                description =
                        "Show a bar while it works, on standard error: cells done, time left."
                                + " Default: if that is a terminal.")
        private Boolean progress;

        @Option(
                names = {"-q", "--quiet"},
                description = "Print warnings and errors only.")
        private boolean isQuiet;

        @Option(
                names = "--force",
                description =
                        "Use the directory of another sweep; the cells that both have are kept.")
        private boolean isForced;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JvmCheck.requireFlags();
        if (output.directory == null) {
            throw Failure.usage("--out is missing. Add --out DIR, where the results are kept.");
        }
        Shard shard =
                output.shard == null ? Shard.WHOLE : Flag.set("--shard", output.shard, Shard::of);
        int threads =
                output.threads == null
                        ? Runtime.getRuntime().availableProcessors()
                        : output.threads;
        if (threads < 1 || threads > 1024) {
            throw Failure.usage("--threads=" + threads + ", expected 1..1024");
        }
        SweepGrid values = grid.grid(traces, rules.overheadDefault());
        SweepSource source = new SweepSource(machine, rules, changes, jobs, trace, format);
        source.check(values);
        SweepPlan plan = SweepPlans.plan(values, spec.commandLine().getParseResult());
        FileTrouble.createDirectory(OUT_FLAG, output.directory);
        CellStore store = new CellStore(output.directory);
        keep(plan, store);
        SweepRunner runner = new SweepRunner(plan, shard, store);
        int failed = run(runner, source, threads);
        report(plan, shard, store, runner, failed);
        return failed == 0 ? ExitCode.OK : ExitCode.INPUT;
    }

    private void keep(SweepPlan plan, CellStore store) throws IOException {
        Optional<SweepPlan> other = planIn(store);
        if (other.isPresent() && !other.get().equals(plan) && !output.isForced) {
            throw Failure.usage(
                    "--out="
                            + output.directory
                            + ": holds another sweep, see sweep.json there. Choose another"
                            + " directory, or add --force: the cells that both have are kept.");
        }
        if (!other.equals(Optional.of(plan))) {
            store.plan(plan);
        }
    }

    private Optional<SweepPlan> planIn(CellStore store) throws IOException {
        try {
            return store.plan();
        } catch (IllegalArgumentException e) {
            if (output.isForced) {
                return Optional.empty();
            }
            throw Failure.input("--out=" + output.directory + "/sweep.json: " + e.getMessage());
        }
    }

    private int run(SweepRunner runner, SweepSource source, int threads)
            throws InterruptedException {
        boolean isWanted = Progress.isWanted(output.progress, output.isQuiet);
        PrintWriter err = spec.commandLine().getErr();
        int[] done = {0};
        try (Progress progress = Progress.begin("Sweeping", runner.pendingCount(), isWanted)) {
            return runner.run(
                    source,
                    threads,
                    (cell, result) -> {
                        done[0]++;
                        progress.show(done[0], "cell " + cell.number());
                        if (result.isFailed()) {
                            err.println(
                                    "weft: cell "
                                            + cell.number()
                                            + " "
                                            + cell.parameters()
                                            + " failed: "
                                            + result.failure());
                        }
                    });
        }
    }

    private void report(
            SweepPlan plan, Shard shard, CellStore store, SweepRunner runner, int failed)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!output.isQuiet) {
            int kept = runner.cellCount() - runner.pendingCount();
            out.println(
                    Text.count(runner.cellCount())
                            + " cells: "
                            + Text.count(runner.pendingCount() - failed)
                            + " simulated, "
                            + Text.count(kept)
                            + " kept, "
                            + Text.count(failed)
                            + " failed");
        }
        if (output.shard != null) {
            if (!output.isQuiet) {
                out.println("shard " + shard + "; when all are done: weft sweep merge DIR...");
            }
            return;
        }
        Path table = output.directory.resolve("table.csv");
        try (PartFile file = PartFile.of(OUT_FLAG, table, true)) {
            try (Writer writer = Files.newBufferedWriter(file.part(), StandardCharsets.UTF_8)) {
                SweepTable.write(plan, List.of(store), writer);
            }
            file.complete();
        }
        if (!output.isQuiet) {
            out.println("wrote " + table);
        }
    }
}
