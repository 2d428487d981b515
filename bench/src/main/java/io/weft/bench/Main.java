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
package io.weft.bench;

import io.weft.journal.JvmFlags;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of {@code weft bench}: without a command it runs the canonical workload. */
public final class Main {
    private static final String PREFIX = "weft bench: ";

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments of the command line; {@code --help} tells all.
     */
    public static void main(final String[] arguments) {
        if (System.getProperty(DirectBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME) == null) {
            // As the command line does; must come before the first buffer is made.
            System.setProperty(DirectBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME, "true");
        }
        final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs one command; returns its exit code. */
    static int run(final PrintWriter out, final PrintWriter err, final String... arguments) {
        final List<String> missing = JvmFlags.missing();
        if (!missing.isEmpty()) {
            err.println(
                    PREFIX
                            + "this JVM lacks flags. Start it with ./weft bench, or add: "
                            + String.join(" ", missing));
            return ExitCode.ENVIRONMENT;
        }
        return new CommandLine(new BenchCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::onBadArgument)
                .setExecutionExceptionHandler(Main::onFailure)
                .execute(arguments);
    }

    private static int onBadArgument(
            final CommandLine.ParameterException ex, final String[] arguments) {
        final CommandLine command = ex.getCommandLine();
        command.getErr().println(PREFIX + ex.getMessage());
        UnmatchedArgumentException.printSuggestions(ex, command.getErr());
        tellHelp(command);
        return ExitCode.USAGE;
    }

    private static void tellHelp(final CommandLine command) {
        command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }

    private static int onFailure(
            final Exception ex, final CommandLine command, final CommandLine.ParseResult result) {
        final PrintWriter err = command.getErr();
        if (ex instanceof IllegalArgumentException) {
            err.println(PREFIX + ex.getMessage());
            tellHelp(command);
            return ExitCode.USAGE;
        }
        if (ex instanceof IOException) {
            // One of a library says with its class what is wrong with the file that it names.
            final boolean isOurs = ex.getClass() == IOException.class || isInput(ex);
            err.println(PREFIX + (isOurs ? ex.getMessage() : ex));
            return isInput(ex) ? ExitCode.INPUT : ExitCode.ENVIRONMENT;
        }
        ex.printStackTrace(err);
        return ExitCode.INTERNAL;
    }

    private static boolean isInput(final Exception ex) {
        return ex instanceof InputException;
    }
}
