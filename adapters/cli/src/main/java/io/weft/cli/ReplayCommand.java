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

import io.weft.core.Replay;
import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft replay}. */
@Command(
        name = "replay",
        header = "Decides everything in a journal again and compares, byte for byte.",
        description =
                "Only reads, also beside a kernel that is writing. Where the first files were removed"
                        + " it begins with the oldest sound snapshot. The digest is the checksum of the"
                        + " state at the end: the same journal gives the same digest on every JVM.",
        footer = {
            "  weft simulate --journal run && weft replay run",
            "  weft replay run --json",
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean isJson;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print errors and a difference only, and what --json asks for.")
    private boolean isQuiet;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    private long elapsedNs;

    @Override
    public Integer call() throws IOException {
        JvmCheck.requireFlags();
        Replay.Report report = replay();
        ReplayReport text = new ReplayReport(directory, report, elapsedNs);
        if (isJson) {
            text.printJson(spec.commandLine().getOut());
        } else if (!isQuiet || report.divergence() != null) {
            text.print(spec.commandLine().getOut());
        }
        return report.divergence() == null ? ExitCode.OK : ExitCode.DIFFERENCE;
    }

    private Replay.Report replay() {
        try (Journal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context().directory(directory).readOnly(true))) {
            long lastPosition = journal.lastPosition();
            if (lastPosition == Journal.NULL_POSITION) {
                throw Failure.input(
                        "the journal "
                                + directory
                                + " is empty: whoever made it ended before its first entry");
            }
            long beganNs = System.nanoTime();
            try (Progress progress =
                    Progress.begin("Replaying", lastPosition, Progress.isWanted(null, isQuiet))) {
                return Replay.run(
                        journal,
                        new StandardPolicies(),
                        FileSnapshotStore.of(directory),
                        position -> progress.show(position, ""));
            } finally {
                elapsedNs = System.nanoTime() - beganNs;
            }
        }
    }
}
