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

import io.weft.placement.StandardPolicies;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.reproduce.DataSets;
import io.weft.simulator.reproduce.Experiments;
import io.weft.simulator.reproduce.GeneratedSets;
import io.weft.simulator.reproduce.PaperTraces;
import io.weft.simulator.reproduce.Reproduction;
import io.weft.simulator.reproduce.Setup;
import io.weft.simulator.reproduce.SetupSimulation;
import io.weft.simulator.sweep.CellRunner;
import io.weft.simulator.sweep.CellStore;
import io.weft.simulator.sweep.SweepPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft reproduce}. */
@Command(
        name = "reproduce",
        header = "Runs the paper's experiments, and shows its figures beside ours.",
        description = {
            "S. Minami, T. Endo, A. Nomura: The Aggressive Oversubscribing Scheduling for"
                    + " Interactive Jobs on a Supercomputing System. Writes tables II to IV and"
                    + " figures 4 and 5 as a page of HTML (index.html), Markdown (tables.md) and CSV."
                    + " Without --traces jobs are generated, and every output says so. Killed, the"
                    + " same command goes on where it was."
        },
        footer = {"  weft reproduce --traces DIR --out r", "  weft reproduce --quick --out r"})
final class ReproduceCommand implements Callable<Integer> {
    private static final String OUT_FLAG = "--out";
    private static final int JOBS_DEFAULT = 5_000;
    private static final long HEAP_OF_ONE = 200L << 20;
    private static final int JOBS_QUICK = 2_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description =
                    "Where the authors' data sets are, or two levels below:"
                            + " UniLu-Gaia-2014-1_1762_alloced.swf (.xz, .gz) and its siblings. What"
                            + " is not there is left out.")
    private Path traces;

    @Option(
            names = {"-o", OUT_FLAG},
            paramLabel = "DIR",
            description = "Where the results are kept. Default: reproduction.")
    private Path directory = Path.of("reproduction");

    @Option(
            names = "--semantics",
            paramLabel = "NAME",
            split = ",",
            converter = Semantics.class,
            description =
                    "ncs, the rules of the paper's simulator; exact, ours. Default: ncs,exact.")
    private List<SemanticsProfile> semantics =
            List.of(SemanticsProfile.NCS, SemanticsProfile.EXACT);

    @Option(
            names = "--quick",
            description = "Experiment 1 only; of generated jobs 2,000 unless --jobs says so.")
    private boolean isQuick;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Generated jobs of each data set, without --traces. Default: 5000.")
    private Integer jobs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Simulations at a time. Default: all processors, as far as the heap has"
                            + " 200 MB for each.")
    private Integer threads;

    @Option(
            names = "--progress",
            negatable = true,
            description =
                    "Show a bar while it works, on standard error: work done, time left. Default:"
                            + " if that is a terminal.")
    private Boolean progress;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print warnings and errors only.")
    private boolean isQuiet;

    @Option(names = "--force", description = "Use a directory that holds something else.")
    private boolean isForced;

    @Mixin private StandardHelp help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JvmCheck.requireFlags();
        requireSemantics();
        int threadCount = threads == null ? threadsDefault() : threads;
        if (threadCount < 1 || threadCount > 1024) {
            throw Failure.usage("--threads=" + threadCount + ", expected 1..1024");
        }
        DataSets dataSets = dataSets();
        CellStore store = store();
        List<Setup> setups = Experiments.setups(semantics, dataSets, isQuick);
        Map<Setup, String> keys = keys(setups, dataSets);
        CellRunner<Setup> runner = new CellRunner<>(setups, keys::get, store);
        long beganNs = System.nanoTime();
        int failed =
                run(runner, new SetupSimulation(dataSets, new StandardPolicies()), threadCount);
        long elapsedNs = System.nanoTime() - beganNs;
        print(runner, failed, elapsedNs);
        write(
                Reproduction.files(
                        semantics, dataSets, setups, setup -> store.result(keys.get(setup))));
        return failed == 0 ? ExitCode.OK : ExitCode.INPUT;
    }

    private static int threadsDefault() {
        Runtime runtime = Runtime.getRuntime();
        long fitting = Math.max(1, runtime.maxMemory() / HEAP_OF_ONE);
        return (int) Math.min(runtime.availableProcessors(), fitting);
    }

    private void requireSemantics() {
        for (SemanticsProfile profile : semantics) {
            if (profile != SemanticsProfile.NCS && profile != SemanticsProfile.EXACT) {
                throw Failure.usage("--semantics=" + profile.text() + ", expected ncs or exact");
            }
        }
        if (semantics.stream().distinct().count() < semantics.size()) {
            throw Failure.usage("--semantics has a value twice: " + semantics.get(0).text());
        }
    }

    private DataSets dataSets() {
        if (traces == null) {
            int jobCount = jobs == null ? (isQuick ? JOBS_QUICK : JOBS_DEFAULT) : jobs;
            return Flag.set("--jobs", jobCount, GeneratedSets::new);
        }
        if (jobs != null) {
            throw Failure.usage(
                    "--jobs=" + jobs + " is about generated jobs; drop it, or --traces");
        }
        try {
            return new PaperTraces(traces);
        } catch (IllegalArgumentException e) {
            throw Failure.input("--" + e.getMessage());
        } catch (IOException e) {
            throw Failure.input("--traces=" + traces + ": " + FileTrouble.text(e));
        }
    }

    private CellStore store() throws IOException {
        FileTrouble.createDirectory(OUT_FLAG, directory);
        CellStore store = new CellStore(directory);
        if (!isForced && !store.exists()) {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw Failure.usage(
                            OUT_FLAG
                                    + "="
                                    + directory
                                    + ": holds something else. Choose another directory, or add"
                                    + " --force.");
                }
            }
        }
        store.create();
        return store;
    }

    private static Map<Setup, String> keys(List<Setup> setups, DataSets dataSets)
            throws IOException {
        String[] version = new Build().getVersion();
        SortedMap<String, String> settings =
                new TreeMap<>(Map.of("weft", version[0] + ", " + version[1], "verb", "reproduce"));
        Map<Integer, String> digests = new TreeMap<>();
        for (int dataSet = 1; dataSet <= DataSets.COUNT; dataSet++) {
            digests.put(dataSet, dataSets.has(dataSet) ? digest(dataSets, dataSet) : "");
        }
        Map<Setup, String> keys = new LinkedHashMap<>();
        for (Setup setup : setups) {
            String digest = digests.get(setup.dataSet());
            keys.put(setup, SweepPlan.key(settings, setup.parameters(), digest));
        }
        return keys;
    }

    private static String digest(DataSets dataSets, int dataSet) {
        try {
            return dataSets.digest(dataSet);
        } catch (IOException e) {
            throw Failure.input("data set " + dataSet + " cannot be read: " + FileTrouble.text(e));
        }
    }

    private int run(CellRunner<Setup> runner, SetupSimulation simulation, int threadCount)
            throws InterruptedException {
        int work = runner.pending().stream().mapToInt(Setup::weight).sum();
        int[] done = {0};
        PrintWriter err = spec.commandLine().getErr();
        boolean isWanted = Progress.isWanted(progress, isQuiet);
        try (Progress bar = Progress.begin("Reproducing", work, isWanted)) {
            return runner.run(
                    simulation,
                    threadCount,
                    (setup, result) -> {
                        done[0] += setup.weight();
                        bar.show(done[0], setup.toString());
                        if (result.isFailed()) {
                            err.println("weft: " + setup + " failed: " + result.failure());
                        }
                    });
        }
    }

    private void print(CellRunner<Setup> runner, int failed, long elapsedNs) {
        if (isQuiet) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (traces == null) {
            out.println("no --traces: jobs are generated, and compare with the paper in kind only");
        }
        int pending = runner.pending().size();
        out.println(
                Text.count(runner.cellCount())
                        + " simulations: "
                        + Text.count(pending - failed)
                        + " done in "
                        + Text.elapsed(elapsedNs)
                        + ", "
                        + Text.count(runner.cellCount() - pending)
                        + " kept, "
                        + Text.count(failed)
                        + " failed");
    }

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path target = directory.resolve(entry.getKey());
            try (PartFile file = PartFile.of(OUT_FLAG, target, true)) {
                Files.writeString(file.part(), entry.getValue());
                file.complete();
            }
            if (!isQuiet) {
                spec.commandLine().getOut().println("wrote " + target);
            }
        }
    }
}
