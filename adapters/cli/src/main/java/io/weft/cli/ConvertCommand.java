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

import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.format.WorkloadFormat;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadReport;
import java.io.PrintWriter;
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

/** {@code weft convert}. */
@Command(
        name = "convert",
        header = "Turns traces of one format into a trace of another.",
        description =
                "Reads the Standard Workload Format, accounting logs of Slurm and PBS, and workloads"
                        + " of Batsim; writes the first and the last. Says what was left out, and"
                        + " why.",
        footer = {
            "  weft convert jobs.sacct jobs.swf.xz --zone Europe/Paris",
            "  weft convert 20240101 20240102 20240103 january.swf --format pbs",
            "  weft convert KTH-SP2_log.swf.xz kth.json",
        })
final class ConvertCommand implements Callable<Integer> {
    private static final int FILE_COUNT_MIN = 2;
    private static final String TARGET = "OUT";

    @Parameters(
            paramLabel = "FILE",
            arity = "2..*",
            description = "Traces to be read, as one, and last the trace to be written.")
    private List<Path> files;

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "Format to write: swf or batsim. Default: what its name ends in.")
    private WorkloadFormat target;

    @ArgGroup(validate = false, order = 1, heading = "%nTraces:%n")
    private TraceFlags trace = new TraceFlags();

    @ArgGroup(validate = false, order = 2, heading = "%nTraces of other formats:%n")
    private FormatFlags format = new FormatFlags();

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean isForced;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print warnings and errors only.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (files.size() < FILE_COUNT_MIN) {
            throw Failure.usage("one file is given, expected traces to be read and one to write");
        }
        int last = files.size() - 1;
        TraceTarget written = TraceTarget.of(TARGET, files.get(last), target);
        Traces sources = new Traces(files.subList(0, last));
        WorkloadFormat found = sources.format(format.format());
        try (Workload jobs =
                sources.open(
                        format.opener(
                                trace.options(MachineShape.ANYWHERE, SemanticsProfile.EXACT), true),
                        found,
                        trace.isRebased())) {
            long count = written.write(jobs, isForced);
            print(jobs.report(), found, count, written);
        }
        return ExitCode.OK;
    }

    private void print(
            WorkloadReport report, WorkloadFormat found, long count, TraceTarget written) {
        WorkloadNotes.warn(report, spec.commandLine().getErr());
        if (isQuiet) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("read " + Text.count(report.linesRead()) + " lines of " + Text.words(found));
        WorkloadNotes.printRules(report, out);
        out.println(
                Text.count(report.jobsDropped())
                        + " left out by a rule, "
                        + Text.count(report.linesRejected())
                        + " not understood");
        out.println("wrote " + Text.count(count) + " jobs to " + written.file());
    }
}
