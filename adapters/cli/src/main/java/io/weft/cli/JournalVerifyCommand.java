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
import io.weft.journal.JournalExam;
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

/** {@code weft journal verify}. */
@Command(
        name = "verify",
        header = "Checks all of a journal, and says what each finding leads to.",
        description = {
            "Every checksum, the order of records, positions and times, what the messages say, that"
                    + " decisions belong to their entry, that no file is missing and that nothing"
                    + " lies behind the end. A finding is refused (a kernel does not go on with this"
                    + " journal), truncated (the rest of an append that was never acknowledged) or"
                    + " harmless. Only reads, also beside a kernel that is writing.",
            "Where the first files were removed, a sound snapshot must be there to begin with;"
                    + " --replay begins with the oldest.",
            "Exit code 0 when nothing is refused, 4 when something is, and 1 when --replay decides"
                    + " otherwise."
        },
        footer = {
            "  weft journal verify run",
            "  weft journal verify run --replay --json",
        })
final class JournalVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of the journal.")
    private Path directory;

    @Option(
            names = "--replay",
            description = "Decide everything again, too, and compare it with what stands there.")
    private boolean isReplaying;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean isJson;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        JvmCheck.requireFlags();
        JournalExam exam = JournalExam.of(directory);
        Replay.Report replay = isReplaying && exam.isSound() ? replay() : null;
        JournalExamReport report = new JournalExamReport(directory, exam, replay);
        if (isJson) {
            report.printJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut());
        }
        if (!exam.isSound()) {
            throw Failure.environment(
                    "the journal " + directory + " is not sound: what was found stands above",
                    null);
        }
        return replay == null || replay.divergence() == null ? ExitCode.OK : ExitCode.DIFFERENCE;
    }

    private Replay.Report replay() {
        try (Journal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context().directory(directory).readOnly(true))) {
            return journal.lastPosition() == Journal.NULL_POSITION
                    ? null
                    : Replay.run(
                            journal,
                            new StandardPolicies(),
                            FileSnapshotStore.of(directory),
                            position -> {});
        }
    }
}
