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

import io.weft.bench.report.MachineFacts;
import io.weft.bench.report.MarkdownFile;
import io.weft.bench.report.Numbers;
import io.weft.bench.report.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft bench jmh}. */
@Command(
        name = "jmh",
        header = "Runs the JMH benchmarks, with the allocation of each operation.",
        description =
                "Arguments are those of JMH, after -- where they begin with a dash; the JVMs that it"
                        + " starts get the flags that Weft needs. gc.alloc.rate.norm is bytes an"
                        + " operation.",
        footer = {
            "  weft bench jmh --quick Select",
            "  weft bench jmh -- -l",
            "  weft bench jmh -- Select -p shape=1x8 -p index=cell,scan -f 3"
        })
final class JmhCommand implements Callable<Integer> {
    private static final String FLAGS = "weft.jvmargs";
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int QUICK_MS = 500;

    @Parameters(
            arity = "0..*",
            paramLabel = "REGEX",
            description = "Which benchmarks; all if there is none.")
    private List<String> arguments = List.of();

    @Option(
            names = {"-q", "--quick"},
            description = "One fork of a few short iterations.")
    private boolean isQuick;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write a table into this page, as weft bench does.")
    private Path markdown;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws RunnerException, IOException {
        final CommandLineOptions given = parse();
        if (given.shouldHelp()) {
            help(given);
            return 0;
        }
        if (given.shouldList()) {
            new Runner(given).list();
            return 0;
        }
        final ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .parent(given)
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend(flags(given).toArray(new String[0]));
        if (isQuick) {
            options.forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.milliseconds(QUICK_MS))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.milliseconds(QUICK_MS));
        }
        Places.requireFile("--markdown", markdown);
        final MachineFacts machine = MachineFacts.now();
        final Collection<RunResult> results = run(options.build());
        if (markdown != null) {
            final String body = "`" + Output.typed(spec) + "`: " + machine.markdown() + ".\n\n";
            MarkdownFile.replace(markdown, "jmh", body + table(results).markdown());
        }
        return 0;
    }

    private Collection<RunResult> run(final Options options) throws RunnerException {
        try {
            return new Runner(options).run();
        } catch (final NoBenchmarksException ex) {
            throw new IllegalArgumentException(
                    "REGEX="
                            + String.join(" ", arguments)
                            + ", expected a part of a benchmark's name: weft bench jmh -- -l lists"
                            + " them",
                    ex);
        }
    }

    private static Table table(final Collection<RunResult> results) {
        final Table table = new Table("benchmark", "ns/op", "±", "B/op");
        for (final RunResult result : results) {
            final BenchmarkParams params = result.getParams();
            final StringBuilder name =
                    new StringBuilder(
                            params.getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"));
            for (final String key : params.getParamsKeys()) {
                name.append(", ").append(key).append('=').append(params.getParam(key));
            }
            final Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
            table.row(
                    name.toString(),
                    Numbers.text(result.getPrimaryResult().getScore()),
                    Numbers.text(result.getPrimaryResult().getScoreError()),
                    bytes == null ? "" : Numbers.text(bytes.getScore()));
        }
        return table;
    }

    private CommandLineOptions parse() {
        try {
            return new CommandLineOptions(arguments.toArray(new String[0]));
        } catch (final CommandLineOptionException ex) {
            throw new IllegalArgumentException(ex.getMessage(), ex);
        }
    }

    private static void help(final CommandLineOptions options) {
        try {
            options.showHelp();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static List<String> flags(final CommandLineOptions given) {
        final List<String> flags = flags();
        if (given.getJvmArgsAppend().hasValue()) {
            flags.addAll(given.getJvmArgsAppend().get());
        }
        return flags;
    }

    /** The one list of flags, and what benchmarks add to it. */
    static List<String> flags() {
        try (InputStream source = JmhCommand.class.getResourceAsStream(FLAGS)) {
            final String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            final List<String> flags = new ArrayList<>(text.lines().toList());
            flags.removeIf(String::isBlank);
            flags.add("-D" + DirectBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME + "=true");
            return flags;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
