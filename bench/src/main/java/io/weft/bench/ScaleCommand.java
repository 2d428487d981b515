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

import io.weft.bench.report.MarkdownFile;
import io.weft.bench.report.ScaleReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft bench scale}. */
@Command(
        name = "scale",
        header = "Tells how costs grow: with nodes, load, shapes, M, and the queue.",
        description =
                "The index is measured beside plain scans, the policies beside their plain"
                        + " references, in the same run. Takes some minutes.",
        footer = {
            "  weft bench scale --out curves   writes scale.html, scale.csv, scale.json",
            "  weft bench scale --nodes 1000,10000 --full"
        })
final class ScaleCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Write scale.html, with curves, scale.csv and scale.json there.")
    private Path out;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the tables into this page, as weft bench does.")
    private Path markdown;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            split = ",",
            description = "Sizes of machines. Default: 100 to 100,000.")
    private int[] nodes;

    @Option(names = "--full", description = "More sizes, more rounds, longer scans.")
    private boolean isFull;

    @Option(names = "--tiny", hidden = true, description = "Sizes for tests; means nothing.")
    private boolean isTiny;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final ScaleSizes sizes = sizes();
        Places.requireDirectory("--out", out);
        Places.requireFile("--markdown", markdown);
        if (out != null) {
            ScaleReport.requireFonts();
        }
        final PrintWriter text = spec.commandLine().getOut();
        final ScaleReport report =
                new ScaleRun(sizes, Output.typed(spec), spec.commandLine().getErr()).run();
        text.print(report.text());
        if (out != null) {
            report.write(out);
            text.println("curves: " + out.resolve("scale.html"));
        }
        text.flush();
        if (markdown != null) {
            MarkdownFile.replace(markdown, "scale", report.markdown());
        }
        return 0;
    }

    private ScaleSizes sizes() {
        final ScaleSizes usual = isFull ? ScaleSizes.FULL : ScaleSizes.USUAL;
        final ScaleSizes sizes = isTiny ? ScaleSizes.TINY : usual;
        if (nodes == null) {
            return sizes;
        }
        if (Arrays.stream(nodes).anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException(
                    "--nodes=" + Arrays.toString(nodes) + ", expected each from 1");
        }
        return sizes.nodeCounts(nodes);
    }
}
