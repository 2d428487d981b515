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

import io.weft.simulator.utilisation.JobUsage;
import io.weft.simulator.utilisation.UsageReport;
import io.weft.simulator.utilisation.UsageSummary;
import io.weft.simulator.utilisation.UtilisationReader;
import io.weft.simulator.workload.TraceSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** {@code weft analyze utilisation}. */
@Command(
        name = "utilisation",
        header = "Finds busy and idle periods in recordings of CPU use.",
        description =
                "A recording is comma-separated: job, time in s, percent of a core, with or without"
                        + " these names in its first line; or id, duration in ms, cpu_usage. Plain,"
                        + " .gz or .xz.",
        footer = {
            "  weft analyze utilisation recording.csv",
            "  weft analyze utilisation recording.csv --csv jobs.csv --json",
            "  weft analyze utilisation fragments.csv.xz --core 2100",
        })
final class AnalyzeUtilisationCommand implements Callable<Integer> {
    private static final String CSV_FLAG = "--csv";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings, read as one.")
    private List<Path> files;

    @ArgGroup(validate = false, order = 1, heading = "%nBusy or idle:%n")
    private BusyFlags busy = new BusyFlags();

    @Option(
            names = CSV_FLAG,
            paramLabel = "FILE",
            description =
                    "Write a line for each job: execution time, average utilisation, repetition"
                            + " count, longest busy period.")
    private Path csv;

    @Option(names = "--json", description = "Print the statistics as JSON.")
    private boolean isJson;

    @Option(
            names = "--strict",
            description = "Stop at the first line that is not understood; else it is left out.")
    private boolean isStrict;

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean isForced;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print warnings and errors only, and what --json asks for.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Traces traces = new Traces(files);
        UtilisationReader reader = busy.reader(isStrict);
        files.forEach(file -> reader.read(TraceSource.of(file)));
        List<JobUsage> usages = reader.usages();
        WorkloadNotes.warn(reader.report(), spec.commandLine().getErr());
        if (usages.isEmpty()) {
            throw Failure.input(traces.names() + ": has no sample of any job");
        }
        writeCsv(usages);
        print(UsageSummary.of(usages), reader, traces);
        return ExitCode.OK;
    }

    private void writeCsv(List<JobUsage> usages) throws IOException {
        if (csv == null) {
            return;
        }
        try (PartFile file = PartFile.of(CSV_FLAG, csv, isForced)) {
            try (Writer target = Files.newBufferedWriter(file.part(), StandardCharsets.UTF_8)) {
                UsageReport.writeCsv(usages, target);
            }
            file.complete();
        } catch (IOException e) {
            throw Failure.environment(
                    CSV_FLAG + "=" + csv + ": cannot be written: " + FileTrouble.text(e), e);
        }
    }

    private void print(UsageSummary summary, UtilisationReader reader, Traces traces)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            UsageReport.writeJson(summary, out);
        } else if (!isQuiet) {
            out.println(
                    Text.count(summary.jobCount())
                            + " jobs of "
                            + traces.names()
                            + ", "
                            + Text.count(reader.report().linesRead())
                            + " lines");
            out.println();
            out.print(UsageReport.table(summary));
            if (csv != null) {
                out.println();
                out.println("wrote " + csv);
            }
        }
    }
}
