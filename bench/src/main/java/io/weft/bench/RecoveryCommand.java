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

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft bench recovery}. */
@Command(
        name = "recovery",
        header = "Tells how long a kernel takes to come back: from a snapshot, and without one.",
        description =
                "The first run on a directory writes a journal there, of a machine at 70 % load, with"
                        + " a snapshot before its tail. Every further run recovers a kernel from it"
                        + " in a JVM that has just started.",
        footer = {
            "  weft bench recovery --journal run --entries 5000000 --tail 1000000",
            "  weft bench recovery --journal run            from the snapshot",
            "  weft bench recovery --journal run --whole    from the first entry",
        })
final class RecoveryCommand implements Callable<Integer> {
    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the journal; it stays.")
    private Path directory;

    @Option(
            names = "--entries",
            paramLabel = "N",
            description = "Entries to write. Default: 2,000,000.")
    private long entryCount = 2_000_000;

    @Option(
            names = "--tail",
            paramLabel = "N",
            description = "Of these, after the snapshot. Default: 1,000,000.")
    private long tailCount = 1_000_000;

    @Option(names = "--nodes", paramLabel = "N", description = "Nodes. Default: 1,000.")
    private int nodeCount = 1000;

    @Option(names = "--whole", description = "Recover without the snapshot.")
    private boolean isWhole;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (nodeCount < 1) {
            throw new IllegalArgumentException("--nodes=" + nodeCount + ", expected from 1");
        }
        if (tailCount < 1 || tailCount >= entryCount) {
            throw new IllegalArgumentException(
                    "--tail=" + tailCount + ", expected 1.." + (entryCount - 1));
        }
        final RecoveryRun run = new RecoveryRun(directory, nodeCount, spec.commandLine().getOut());
        if (run.hasJournal()) {
            run.recover(isWhole);
        } else {
            run.write(entryCount, tailCount);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
