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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
    private static final int JOBS_DEFAULT = 5_000;
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
            names = {"-o", StudyFlags.OUT_FLAG},
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

    @Mixin private StudyFlags study;
    @Mixin private StandardHelp help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        study.check();
        requireSemantics();
        DataSets dataSets = dataSets();
        CellStore store = study.store(directory);
        List<Setup> setups = Experiments.setups(semantics, dataSets, isQuick);
        Map<Setup, String> keys = keys(setups, dataSets);
        CellRunner<Setup> runner = new CellRunner<>(setups, keys::get, store);
        if (traces == null && !study.isQuiet()) {
            spec.commandLine()
                    .getOut()
                    .println(
                            "no --traces: jobs are generated, and compare with the paper in kind"
                                    + " only");
        }
        int failed =
                study.run(
                        "Reproducing",
                        runner,
                        new SetupSimulation(dataSets, new StandardPolicies()),
                        Setup::weight);
        study.write(
                directory,
                Reproduction.files(
                        semantics, dataSets, setups, setup -> store.result(keys.get(setup))));
        return failed == 0 ? ExitCode.OK : ExitCode.INPUT;
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
}
