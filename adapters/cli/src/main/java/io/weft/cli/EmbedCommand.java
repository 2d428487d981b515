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
import io.weft.simulator.format.WorkloadOpener;
import io.weft.simulator.utilisation.Conversion;
import io.weft.simulator.utilisation.EmbedOptions;
import io.weft.simulator.utilisation.EmbeddedWorkload;
import io.weft.simulator.utilisation.PatternLibrary;
import io.weft.simulator.utilisation.UtilisationReader;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.Workload;
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

/** {@code weft embed}. */
@Command(
        name = "embed",
        header = "Gives busy and idle periods to the interactive jobs of a trace.",
        description =
                "Each gets the pattern of one of the watched jobs nearest in execution time, drawn"
                        + " at random and fitted to its own. With --interactive-jobs short batch"
                        + " jobs become interactive before. Writes the Standard Workload Format with"
                        + " periods behind each line, as `weft simulate` reads it.",
        footer = {
            "  weft embed log.swf --interactive-queues 0 --patterns recording.csv -o out.swf",
            "  weft embed log.swf --interactive-queues 0 --patterns data-set-1.swf.xz"
                    + " --interactive-jobs 34772 -o data-set-5.swf.xz",
        })
final class EmbedCommand implements Callable<Integer> {
    private static final String TARGET_FLAG = "--output";
    private static final String PATTERNS_FLAG = "--patterns";

    @Parameters(paramLabel = "TRACE", arity = "1..*", description = "Traces, merged.")
    private List<Path> files;

    @Option(
            names = PATTERNS_FLAG,
            paramLabel = "FILE",
            required = true,
            split = ",",
            description =
                    "Where patterns come from: a recording as `weft analyze utilisation` reads it,"
                            + " or a trace (.swf) whose jobs carry them.")
    private List<Path> patterns;

    @Option(
            names = {"-o", TARGET_FLAG},
            paramLabel = "FILE",
            required = true,
            description = "Trace to write: .swf, .swf.gz or .swf.xz.")
    private Path target;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Decides every draw: the same seed, the same trace. Default: "
                            + EmbedOptions.SEED_DEFAULT
                            + ".")
    private long seed = EmbedOptions.SEED_DEFAULT;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description =
                    "A pattern is one of so many that are nearest in execution time. Default: "
                            + EmbedOptions.NEIGHBOURS_DEFAULT
                            + ".")
    private int neighbours = EmbedOptions.NEIGHBOURS_DEFAULT;

    @Option(
            names = "--replace",
            description = "Give another pattern to jobs that carry one; else they keep it.")
    private boolean isReplacing;

    @Option(
            names = "--interactive-jobs",
            paramLabel = "N",
            description =
                    "How many jobs are to be interactive; the rest is drawn from short batch jobs."
                            + " With one seed, those of a smaller N are among those of a larger"
                            + " one. Default: no batch job is touched.")
    private Integer interactiveJobs;

    @Option(
            names = "--convert-runtime",
            paramLabel = "S",
            description =
                    "Longest run time, in s, of a batch job that may become interactive. Default: "
                            + EmbedOptions.RUNTIME_S_DEFAULT
                            + ".")
    private int convertRuntime = EmbedOptions.RUNTIME_S_DEFAULT;

    @Option(
            names = "--convert-procs",
            paramLabel = "N",
            description =
                    "Most processors of such a job. Default: "
                            + EmbedOptions.PROCESSORS_DEFAULT
                            + ".")
    private int convertProcessors = EmbedOptions.PROCESSORS_DEFAULT;

    @Option(
            names = "--convert-queue",
            paramLabel = "Q",
            description = "Queue number of jobs that become interactive. Default: 0.")
    private int convertQueue;

    @ArgGroup(validate = false, order = 1, heading = "%nTraces:%n")
    private TraceFlags trace = new TraceFlags();

    @ArgGroup(validate = false, order = 2, heading = "%nTraces of other formats:%n")
    private FormatFlags format = new FormatFlags();

    @ArgGroup(validate = false, order = 3, heading = "%nRecordings:%n")
    private BusyFlags busy = new BusyFlags();

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
        TraceTarget written = TraceTarget.ofSwf(TARGET_FLAG, target, true);
        EmbedOptions options = options();
        Traces sources = new Traces(files);
        WorkloadFormat found = sources.format(format.format());
        WorkloadOpener opener =
                format.opener(trace.options(MachineShape.ANYWHERE, SemanticsProfile.EXACT), true);
        PatternLibrary library = library();
        Conversion conversion = conversion(sources, found, opener, options);
        try (EmbeddedWorkload jobs =
                new EmbeddedWorkload(
                        sources.open(opener, found, trace.isRebased()),
                        conversion,
                        library,
                        options)) {
            long count = written.write(jobs, isForced);
            print(jobs, library, count);
        }
        return ExitCode.OK;
    }

    private EmbedOptions options() {
        EmbedOptions options =
                new EmbedOptions().seed(seed).replaces(isReplacing).interactiveQueue(convertQueue);
        Flag.set("--neighbours", neighbours, options::neighbourCount);
        Flag.set("--convert-runtime", convertRuntime, options::runtimeS);
        Flag.set("--convert-procs", convertProcessors, options::processors);
        if (interactiveJobs != null) {
            Flag.set("--interactive-jobs", interactiveJobs, options::interactiveCount);
        }
        return options;
    }

    private Conversion conversion(
            Traces sources, WorkloadFormat found, WorkloadOpener opener, EmbedOptions options) {
        try (Workload jobs = sources.open(opener, found, trace.isRebased())) {
            return Flag.set(
                    "--interactive-jobs", interactiveJobs, value -> Conversion.of(jobs, options));
        }
    }

    private PatternLibrary library() {
        Traces sources = new Traces(patterns);
        try {
            return sources.isSwf() ? ofTraces(sources) : ofRecordings();
        } catch (IllegalArgumentException e) {
            throw Failure.input(PATTERNS_FLAG + "=" + sources.names() + ": has no pattern");
        }
    }

    private static PatternLibrary ofTraces(Traces sources) {
        WorkloadOpener opener = new FormatFlags().opener(new SwfOptions(), true);
        try (Workload jobs = sources.open(opener, WorkloadFormat.SWF, false)) {
            return PatternLibrary.of(jobs);
        }
    }

    private PatternLibrary ofRecordings() {
        UtilisationReader reader = busy.reader(false);
        patterns.forEach(file -> reader.read(TraceSource.of(file)));
        PatternLibrary library = PatternLibrary.of(reader.usages());
        WorkloadNotes.warn(reader.report(), spec.commandLine().getErr());
        return library;
    }

    private void print(EmbeddedWorkload jobs, PatternLibrary library, long count) {
        WorkloadNotes.warn(jobs.report(), spec.commandLine().getErr());
        if (isQuiet) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        WorkloadNotes.printRules(jobs.report(), out);
        out.println(Text.count(library.size()) + " patterns to draw from");
        out.println(Text.count(jobs.convertedCount()) + " batch jobs became interactive");
        out.println(Text.count(jobs.embeddedCount()) + " jobs got a pattern");
        out.println("wrote " + Text.count(count) + " jobs to " + target);
    }
}
