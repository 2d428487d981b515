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

import io.weft.journal.JournalExport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft journal export}. */
@Command(
        name = "export",
        header = "Prints a journal as JSON, one entry with its decisions a line.",
        description =
                "The names are those of the wire schema; times are in ns. Damage ends the output,"
                        + " with exit code 4. Where the first files were removed it begins with the first"
                        + " entry that is there. Only reads, also beside a kernel that is writing.",
        footer = {
            "  weft journal export run > run.jsonl",
            "  weft journal export run --from 1000 --to 1010",
        })
final class JournalExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Option(
            names = "--from",
            paramLabel = "P",
            description = "First position to print. Default: 0.")
    private long from;

    @Option(
            names = "--to",
            paramLabel = "P",
            description = "Last position to print. Default: the last of all.")
    private long to = Long.MAX_VALUE;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JvmCheck.requireFlags();
        if (from < 0) {
            throw Failure.usage("--from=" + from + ", expected from 0");
        }
        if (to < from) {
            throw Failure.usage("--to=" + to + ", expected at least --from=" + from);
        }
        PrintWriter out = spec.commandLine().getOut();
        new JournalExport(out::println).export(directory, from, to);
        return ExitCode.OK;
    }
}
