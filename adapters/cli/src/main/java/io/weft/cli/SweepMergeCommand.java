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

import io.weft.simulator.sweep.CellStore;
import io.weft.simulator.sweep.MissingCellException;
import io.weft.simulator.sweep.SweepPlan;
import io.weft.simulator.sweep.SweepTable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft sweep merge}. */
@Command(
        name = "merge",
        header = "Makes one table of the shards of a sweep, the same as without shards.",
        footer = {
            "  weft sweep merge s --table table.csv",
            "  weft sweep merge s1 s2 s3 > table.csv"
        })
final class SweepMergeCommand implements Callable<Integer> {
    private static final String TABLE_FLAG = "--table";

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "What weft sweep was given as --out.")
    private List<Path> directories;

    @Option(
            names = TABLE_FLAG,
            paramLabel = "FILE",
            description = "Write the table there. Default: standard output.")
    private Path table;

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean isForced;

    @Mixin private StandardHelp help;

    @Override
    public Integer call() throws IOException {
        List<CellStore> stores = directories.stream().map(CellStore::new).toList();
        SweepPlan plan = plan(stores.get(0));
        for (CellStore store : stores) {
            if (!plan(store).equals(plan)) {
                throw Failure.usage(
                        store.directory()
                                + " holds another sweep than "
                                + directories.get(0)
                                + "; their sweep.json differ");
            }
        }
        int failed;
        try {
            failed = write(plan, stores);
        } catch (MissingCellException e) {
            throw Failure.input(
                    e.getMessage() + ". Maybe a shard is not done: run the same command again.");
        }
        if (failed > 0) {
            spec.commandLine()
                    .getErr()
                    .println("weft: " + Text.count(failed) + " cells failed, the table says why");
        }
        return failed == 0 ? ExitCode.OK : ExitCode.INPUT;
    }

    private static SweepPlan plan(CellStore store) {
        try {
            return store.plan()
                    .orElseThrow(
                            () ->
                                    Failure.input(
                                            store.directory() + ": there is no sweep.json in it"));
        } catch (IOException e) {
            throw Failure.input(store.directory() + "/sweep.json: " + FileTrouble.text(e));
        } catch (IllegalArgumentException e) {
            throw Failure.input(store.directory() + "/sweep.json: " + e.getMessage());
        }
    }

    private int write(SweepPlan plan, List<CellStore> stores) throws IOException {
        if (table == null) {
            return SweepTable.write(plan, stores, spec.commandLine().getOut());
        }
        try (PartFile file = PartFile.of(TABLE_FLAG, table, isForced)) {
            int failed;
            try (Writer writer = Files.newBufferedWriter(file.part(), StandardCharsets.UTF_8)) {
                failed = SweepTable.write(plan, stores, writer);
            }
            file.complete();
            return failed;
        }
    }
}
