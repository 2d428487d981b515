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

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft} itself: says what there is. */
@Command(
        name = "weft",
        header = "Schedules batch, interactive and urgent jobs that may share cores.",
        description = {
            "Results go to standard output, all else to standard error. From a checkout, `weft"
                    + " bench` measures and `weft fuzz` tries to break it; each has its --help."
        },
        subcommands = {
            SimulateCommand.class,
            ReplayCommand.class,
            ScenarioCommand.class,
            ExplainCommand.class,
            SnapshotCommand.class,
            DebugCommand.class,
            InspectCommand.class,
            JournalCommand.class,
            GenerateCommand.class,
            ConvertCommand.class,
            EmbedCommand.class,
            AnalyzeCommand.class,
            SweepCommand.class,
            ReportCommand.class,
            ReproduceCommand.class,
            CompareCommand.class,
            SlurmCommand.class,
            PbsCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        versionProvider = Build.class,
        footer = {
            "  weft simulate                            50,000 generated jobs on 150 nodes",
            "  weft simulate log.swf.gz --journal run   a trace, its journal kept",
            "  weft replay run                          decide all again, and compare",
            "  weft help simulate"
        })
final class WeftCommand implements Callable<Integer> {
    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean isVersion;

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        command.usage(command.getErr());
        return ExitCode.USAGE;
    }
}
