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

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft bench all}. */
@Command(
        name = "all",
        header = "Runs the canonical workload, latency, scale and JMH, one after the other.",
        description = "Half an hour. With --markdown it writes all tables of a page anew.",
        footer = "  weft bench all --out results --markdown docs/benchmarks.md")
final class AllCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "Result files, histograms and curves go there.")
    private Path out;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the tables into this page, as weft bench does.")
    private Path markdown;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Places.requireDirectory("--out", out);
        Places.requireFile("--markdown", markdown);
        int exitCode = run("run", "--json", out.resolve("canonical.json"));
        if (exitCode == 0) {
            exitCode = run("latency", "--json", out.resolve("latency.json"));
        }
        if (exitCode == 0) {
            exitCode = run("scale", "--out", out);
        }
        return exitCode == 0 ? run("jmh") : exitCode;
    }

    private int run(final Object... words) {
        final PrintWriter text = spec.commandLine().getOut();
        final List<String> arguments = new ArrayList<>();
        for (final Object word : words) {
            arguments.add(word.toString());
        }
        if (markdown != null) {
            arguments.add("--markdown");
            arguments.add(markdown.toString());
        }
        return Main.run(text, spec.commandLine().getErr(), arguments.toArray(new String[0]));
    }
}
