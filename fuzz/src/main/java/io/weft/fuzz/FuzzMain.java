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
package io.weft.fuzz;

import io.weft.fuzz.parse.ParseCommand;
import io.weft.fuzz.parse.ParseTarget;
import io.weft.fuzz.parse.ParseTargets;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of {@code weft fuzz}; {@code --help} tells all. */
public final class FuzzMain {
    private static final int INTERNAL = 70;

    private FuzzMain() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args of the command line.
     */
    public static void main(final String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /** Runs one command; returns its exit code. */
    static int run(final PrintStream out, final PrintStream err, final String... args) {
        return new CommandLine(new FuzzCommand())
                .addSubcommand(
                        seeds(
                                new KernelFuzz(),
                                out,
                                "Random histories against the kernel; its state is checked after"
                                        + " every entry."))
                .addSubcommand(
                        seeds(
                                new PlacementFuzz(),
                                out,
                                "Fast policies against their plain references: every decision must"
                                        + " be the same."))
                .addSubcommand(
                        seeds(
                                new CrashFuzz(),
                                out,
                                "Kills kernels with SIGKILL and starts them again: nothing"
                                        + " acknowledged is lost."))
                .addSubcommand(
                        seeds(
                                new RingFuzz(),
                                out,
                                "Many producers and readers at once: every input is there once,"
                                        + " whole."))
                .addSubcommand(
                        seeds(
                                new ClusterFuzz(),
                                out,
                                "Simulated cluster-years with failures and crashes, and full"
                                        + " audits."))
                .addSubcommand(new JournalCommand(out))
                .addSubcommand(new OverloadCommand(out))
                .addSubcommand(new ParseCommand(parseTargets(), out))
                .addSubcommand(
                        seeds(
                                new SnapshotFuzz(),
                                out,
                                "Random histories gone on with from snapshots: every decision must"
                                        + " be the same."))
                .addSubcommand(new SmokeCommand(out))
                .addSubcommand(new CanaryCommand(out))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(FuzzMain::onBadArgument)
                .setExitCodeExceptionMapper(ex -> INTERNAL)
                .execute(args);
    }

    /** Every reader: those of files and values, and the kernel's own. */
    static List<ParseTarget> parseTargets() {
        final List<ParseTarget> targets = new ArrayList<>(ParseTargets.all());
        targets.add(new InputsTarget());
        return targets;
    }

    private static CommandLine seeds(final Fuzz fuzz, final PrintStream out, final String header) {
        final CommandLine command = new CommandLine(new SeedsCommand(fuzz, out));
        command.setCommandName(fuzz.name());
        command.getCommandSpec().usageMessage().header(header);
        return command;
    }

    private static int onBadArgument(final ParameterException ex, final String[] args) {
        final CommandLine command = ex.getCommandLine();
        command.getErr().println("weft fuzz: " + ex.getMessage());
        UnmatchedArgumentException.printSuggestions(ex, command.getErr());
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
