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

import io.weft.simulator.workload.SwfWriter;
import io.weft.simulator.workload.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft generate}. */
@Command(
        name = "generate",
        header = "Writes generated jobs as a trace in the Standard Workload Format.",
        description =
                "The jobs are those that `weft simulate` plays without a trace: queue 0 interactive,"
                        + " with busy and idle periods, queue 1 batch.",
        footer = {
            "  weft generate -o jobs.swf",
            "  weft generate --jobs 1000000 --nodes 1000 --cores 64 --load 0.9 -o big.swf.xz",
        })
final class GenerateCommand implements Callable<Integer> {
    private static final String TARGET_FLAG = "--output";

    @ArgGroup(validate = false, order = 1, heading = "%nMachine:%n")
    private MachineFlags machine = new MachineFlags();

    @ArgGroup(validate = false, order = 2, heading = "%nJobs:%n")
    private GeneratorFlags generator = new GeneratorFlags();

    @Option(
            names = {"-o", TARGET_FLAG},
            paramLabel = "FILE",
            required = true,
            description = "Trace to write: .swf, .swf.gz or .swf.xz.")
    private Path target;

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean isForced;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print errors only.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TraceFormat format = TraceFormat.of(TARGET_FLAG, target);
        try (PartFile file = PartFile.of(TARGET_FLAG, target, isForced);
                Workload jobs = generator.workload(machine.ofGenerator())) {
            long count = write(jobs, file, format);
            if (!isQuiet) {
                spec.commandLine()
                        .getOut()
                        .println("wrote " + Text.count(count) + " jobs to " + target);
            }
        }
        return ExitCode.OK;
    }

    private long write(Workload jobs, PartFile file, TraceFormat format) {
        try {
            long count;
            try (OutputStream bytes = format.compress(Files.newOutputStream(file.part()))) {
                count = new SwfWriter().write(jobs, bytes);
            }
            file.complete();
            return count;
        } catch (IOException e) {
            throw Failure.environment(
                    TARGET_FLAG + "=" + target + ": cannot be written: " + FileTrouble.text(e), e);
        }
    }
}
