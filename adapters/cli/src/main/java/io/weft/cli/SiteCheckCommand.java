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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.manager.daemon.Finding;
import io.weft.manager.daemon.Finding.Severity;
import io.weft.manager.daemon.SiteAdapter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft slurm check}, {@code weft pbs check}. */
@Command(
        name = "check",
        header = "Examines the resource manager of a site and says what to change, and why.",
        description = {
            "Changes nothing. An error is what loses jobs, lets them wait for ever or run where"
                    + " they should not; with one of these the exit code is 1. A warning works, but"
                    + " worse."
        },
        footer = {
            "  weft slurm check",
            "  weft pbs check --config weft.toml --json",
        })
final class SiteCheckCommand implements Callable<Integer> {
    @Mixin private SiteConfig config;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean isJson;

    @Option(
            names = {"-q", "--quiet"},
            description = "Leave out what is as it should be.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SiteAdapter adapter = SiteConfig.adapter(spec);
        List<Finding> findings =
                config.read(adapter).site().exam().examine().stream()
                        .filter(finding -> !isQuiet || finding.severity() != Severity.OK)
                        .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(
                    new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(findings));
        } else {
            findings.forEach(finding -> print(finding, out));
            printSum(findings, out);
        }
        return count(findings, Severity.ERROR) == 0 ? ExitCode.OK : ExitCode.DIFFERENCE;
    }

    private static void print(Finding finding, PrintWriter out) {
        String head = String.format(Locale.ROOT, "%-8s ", Text.words(finding.severity()));
        String value = finding.value().isEmpty() ? "" : ": " + finding.value();
        out.println(head + finding.subject() + value);
        printPart("change", finding.change(), out);
        printPart("why", finding.why(), out);
    }

    private static void printPart(String name, String text, PrintWriter out) {
        if (!text.isEmpty()) {
            out.println(String.format(Locale.ROOT, "         %-7s %s", name, text));
        }
    }

    private static void printSum(List<Finding> findings, PrintWriter out) {
        out.println(
                count(findings, Severity.ERROR)
                        + " errors, "
                        + count(findings, Severity.WARNING)
                        + " warnings, "
                        + count(findings, Severity.NOTE)
                        + " notes");
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
}
