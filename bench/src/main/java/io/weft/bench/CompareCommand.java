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

import io.weft.bench.report.BenchResult;
import io.weft.bench.report.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft bench compare}. */
@Command(
        name = "compare",
        header = "Compares two result files, figure by figure.",
        description =
                "Exits with 1 when a figure got worse by more than --fail-above. Figures of"
                        + " different machines, or of a busy one, say little.",
        footer = "  weft bench compare before.json after.json --fail-above 1.2")
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "Result file to compare with.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "Result file to judge.")
    private Path after;

    @Option(
            names = "--fail-above",
            paramLabel = "RATIO",
            description =
                    "Exit with 1 if a figure is more than so many times worse, whichever way it"
                            + " counts: 1.2 lets a fifth pass. Without it the exit code is 0.")
    private double failAbove = Double.POSITIVE_INFINITY;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final Comparison comparison = new Comparison(figures(before), figures(after));
        final PrintWriter out = spec.commandLine().getOut();
        out.print(comparison.table("A", "B").text());
        out.printf(Locale.ROOT, "%nworst: %.2f times worse%n", comparison.worst());
        out.flush();
        return comparison.worst() > failAbove ? ExitCode.WORSE : ExitCode.OK;
    }

    private static Map<String, Double> figures(final Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InputException(file + " is no file that can be read.", null);
        }
        try {
            return BenchResult.readFigures(file);
        } catch (final IOException ex) {
            throw new InputException(
                    ex.getMessage() + " Maybe name one that weft bench --json wrote.", ex);
        }
    }
}
