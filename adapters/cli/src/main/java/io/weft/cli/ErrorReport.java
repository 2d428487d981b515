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

import io.weft.core.spi.JournalException;
import io.weft.core.spi.SnapshotException;
import io.weft.simulator.workload.WorkloadException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into a message and an exit code. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final String DEBUG_OPTION = "--debug";

    private static final String PREFIX = "weft: ";

    private final boolean isDebugging;

    /** A report that shows stack traces always, or if the command line asks for them. */
    ErrorReport(boolean isDebugging) {
        this.isDebugging = isDebugging;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(PREFIX + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        command.getOut().flush();
        return report(e, command.getErr(), isDebugging || asksForDebug(result));
    }

    /** Reports what is thrown past the handlers: a lack of memory, a broken installation. */
    int report(Throwable e, PrintWriter err) {
        return report(e, err, isDebugging);
    }

    private static int report(Throwable e, PrintWriter err, boolean withStackTrace) {
        int exitCode = exitCode(e);
        err.println(PREFIX + message(e, exitCode));
        if (withStackTrace) {
            e.printStackTrace(err);
        }
        err.flush();
        return exitCode;
    }

    private static int exitCode(Throwable e) {
        if (e instanceof Failure failure) {
            return failure.exitCode();
        }
        if (e instanceof WorkloadException) {
            return ExitCode.INPUT;
        }
        if (e instanceof JournalException journal) {
            return journal.kind() == JournalException.Kind.ABSENT
                    ? ExitCode.INPUT
                    : ExitCode.ENVIRONMENT;
        }
        if (e instanceof SnapshotException) {
            return ExitCode.ENVIRONMENT;
        }
        boolean isOfMachine =
                e instanceof IOException
                        || e instanceof UncheckedIOException
                        || e instanceof OutOfMemoryError;
        return isOfMachine ? ExitCode.ENVIRONMENT : ExitCode.INTERNAL;
    }

    private static String message(Throwable e, int exitCode) {
        if (exitCode == ExitCode.INTERNAL) {
            return "internal error: "
                    + e
                    + System.lineSeparator()
                    + "This is a mistake in Weft. Please report it, with the command line, what"
                    + " `weft version` prints, and what the command prints with "
                    + DEBUG_OPTION
                    + ".";
        }
        if (e instanceof OutOfMemoryError) {
            return "out of memory: "
                    + e.getMessage()
                    + ". Maybe give it more, as in WEFT_JAVA_OPTS=-Xmx4g weft ..., or ask for less.";
        }
        if (e instanceof UncheckedIOException) {
            return e.getCause().toString();
        }
        return e instanceof IOException ? e.toString() : e.getMessage();
    }

    private static boolean asksForDebug(ParseResult result) {
        for (ParseResult r = result; r != null; r = r.subcommand()) {
            if (r.hasMatchedOption(DEBUG_OPTION)) {
                return true;
            }
        }
        return false;
    }
}
