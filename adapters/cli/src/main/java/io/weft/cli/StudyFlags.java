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

import io.weft.simulator.sweep.CellResult;
import io.weft.simulator.sweep.CellRunner;
import io.weft.simulator.sweep.CellStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands that simulate a whole study have in common: how it is run and where it is kept. */
final class StudyFlags {
    static final String OUT_FLAG = "--out";

    private static final long HEAP_OF_ONE = 200L << 20;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    boolean isQuiet() {
        return isQuiet;
    }

    /** Checks flags that need nothing else. */
    void check() {
        JvmCheck.requireFlags();
        if (threads() < 1 || threads() > 1024) {
            throw Failure.usage("--threads=" + threads() + ", expected 1..1024");
        }
    }

    private int threads() {
        if (threads != null) {
            return threads;
        }
        Runtime runtime = Runtime.getRuntime();
        long fitting = Math.max(1, runtime.maxMemory() / HEAP_OF_ONE);
        return (int) Math.min(runtime.availableProcessors(), fitting);
    }

    /** The results in a directory, which is made if there is none. */
    CellStore store(Path directory) throws IOException {
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

    /**
     * Simulates what is not done, and says how many were.
     *
     * @param task its name
     * @param weight about how long one takes, in some unit
     * @return how many failed
     */
    <C> int run(
            String task,
            CellRunner<C> runner,
            Function<C, CellResult> simulation,
            ToIntFunction<C> weight)
            throws InterruptedException {
        int work = runner.pending().stream().mapToInt(weight).sum();
        int[] done = {0};
        PrintWriter err = spec.commandLine().getErr();
        boolean isWanted = Progress.isWanted(progress, isQuiet);
        long beganNs = System.nanoTime();
        int failed;
        try (Progress bar = Progress.begin(task, work, isWanted)) {
            failed =
                    runner.run(
                            simulation,
                            threads(),
                            (cell, result) -> {
                                done[0] += weight.applyAsInt(cell);
                                bar.show(done[0], cell.toString());
                                if (result.isFailed()) {
                                    err.println("weft: " + cell + " failed: " + result.failure());
                                }
                            });
        }
        print(runner, failed, System.nanoTime() - beganNs);
        return failed;
    }

    private void print(CellRunner<?> runner, int failed, long elapsedNs) {
        if (isQuiet) {
            return;
        }
        int pending = runner.pending().size();
        spec.commandLine()
                .getOut()
                .println(
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

    /** Writes files by name into a directory. */
    void write(Path directory, Map<String, String> files) throws IOException {
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
