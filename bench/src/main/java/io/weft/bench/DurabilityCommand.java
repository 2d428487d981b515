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
import io.weft.bench.report.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft bench durability}. */
@Command(
        name = "durability",
        header = "Measures what an entry costs in each durability, by the size of a batch.",
        description = {
            "An entry is two records of 100 bytes, itself and its decisions. NONE and INTERVAL do"
                    + " not wait for the disk; BATCH waits once a batch. What each survives stands"
                    + " in docs/durability.md. The disk is that of --directory: a file system in"
                    + " memory shows nothing."
        },
        footer = {
            "  weft bench durability",
            "  weft bench durability --directory . --duration 5 --markdown docs/durability.md"
        })
final class DurabilityCommand implements Callable<Integer> {
    private static final double DURATION_S_MIN = 0.01;

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "Seconds for each row. Default: ${DEFAULT-VALUE}.")
    private double durationS = 2;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where journals are made, and removed; on the disk to measure."
                            + " Default: the directory for temporary files.")
    private Path directory;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description =
                    "Write the table into this page: it replaces what stands between the lines"
                            + " <!-- measured: durability --> and <!-- end: durability -->, or"
                            + " comes last.")
    private Path markdown;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(durationS >= DURATION_S_MIN)) {
            throw new IllegalArgumentException(
                    "--duration=" + durationS + ", expected from " + DURATION_S_MIN);
        }
        Places.requireFile("--markdown", markdown);
        final MachineFacts machine = MachineFacts.now();
        final Steps steps = new Steps(spec.commandLine().getErr(), DurabilityCost.rowCount());
        final Path folder =
                directory == null
                        ? Files.createTempDirectory("weft-bench-")
                        : Files.createTempDirectory(directory, "weft-bench-");
        final Table table;
        try {
            final long durationNs = (long) (durationS * TimeUnit.SECONDS.toNanos(1));
            table = new DurabilityCost(folder, durationNs).run(steps);
        } finally {
            IoUtil.delete(folder.toFile(), true);
        }
        final PrintWriter out = spec.commandLine().getOut();
        out.println(machine.text());
        out.println();
        out.print(table.text());
        out.flush();
        if (markdown != null) {
            final String body =
                    "`"
                            + Output.typed(spec)
                            + "`, "
                            + machine.markdown()
                            + "\n\n"
                            + table.markdown();
            MarkdownFile.replace(markdown, "durability", body);
        }
        return 0;
    }
}
