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

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has: its help, and the layout of the help. */
@Command(
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.OK + ":fine",
            ExitCode.DIFFERENCE
                    + ":a replay decided otherwise than its journal; a site is not as it should be",
            ExitCode.USAGE + ":wrong usage: an option or argument cannot be used as given",
            ExitCode.INPUT
                    + ":bad input: a trace, file, journal or daemon is missing or not understood",
            ExitCode.ENVIRONMENT
                    + ":environment: unwritable place, locked or damaged journal, memory, JVM flags",
            ExitCode.INTERNAL + ":a mistake in Weft; the message says how to report it"
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class StandardHelp {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean isHelp;

    @Option(
            names = ErrorReport.DEBUG_OPTION,
            description = "Show the stack trace of an error; WEFT_DEBUG=1 does so, too.")
    private boolean isDebugging;
}
