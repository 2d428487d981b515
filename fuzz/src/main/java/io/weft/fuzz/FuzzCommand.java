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

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of {@code weft fuzz}, and how every command explains itself. */
@Command(
        name = "weft fuzz",
        description = "Findings go to standard output, wrong usage to standard error.",
        header = "Tries to break Weft, by seeds: a seed and a commit replay a failure.",
        synopsisHeading = "Usage: ",
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no difference was found; by canary, every fault was",
            "1:a difference was found, with its seed; by canary, a fault was missed",
            "2:wrong usage: an option or argument cannot be used as given",
            "70:a mistake in the fuzzer itself"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  weft fuzz smoke                       all fuzzers, briefly",
            "  weft fuzz placement 777323            one seed",
            "  weft fuzz kernel --commands 10000000  as many seeds as that takes",
            "  weft fuzz journal                     damaged journals",
            "  weft fuzz crash --cycles 200          kernels killed, on several threads",
            "  weft fuzz parse --seconds 60          damaged files and messages, a minute each",
            "  weft fuzz canary                      finds faults that it plants itself"
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        scope = ScopeType.INHERIT)
final class FuzzCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean isHelp;
}
