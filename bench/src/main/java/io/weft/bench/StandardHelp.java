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

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How every command explains itself. */
@Command(
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.OK + ":fine",
            ExitCode.WORSE + ":compare found a figure that got worse",
            ExitCode.USAGE + ":wrong usage: an option or argument cannot be used as given",
            ExitCode.INPUT + ":bad input: a result file is missing or not understood",
            ExitCode.ENVIRONMENT + ":environment: unwritable place, fonts, JVM flags",
            ExitCode.INTERNAL + ":a mistake in Weft"
        },
        footerHeading = "%nExamples:%n",
        sortOptions = false,
        usageHelpAutoWidth = true)
final class StandardHelp {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean isHelp;
}
