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

import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.JournalPrinter;
import io.weft.journal.JournalReport;
import io.weft.journal.JournalVerifier;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft inspect journal}. */
@Command(
        name = "journal",
        header = "Prints a journal, one record a line, or checks it.",
        description =
                "A line is position, time in ns, entry or decisions, and the messages. Damage is"
                        + " printed as a line of its own, and reading goes on behind it. Only reads,"
                        + " also beside a kernel that is writing.",
        footer = {
            "  weft inspect journal run --limit 20",
            "  weft inspect journal run --from 1000 --to 1010",
            "  weft inspect journal run --kind StartJob",
            "  weft inspect journal run --manager-job 1234_5",
            "  weft inspect journal run --verify",
        })
final class InspectJournalCommand implements Callable<Integer> {
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

    @Option(
            names = "--kind",
            paramLabel = "WORD",
            description =
                    "Only records of this kind: entry, decisions, or with such a message: SubmitJob,"
                            + " StartJob, JobClosed, ...")
    private String kind;

    @Option(
            names = ManagerJob.FLAG,
            paramLabel = "JOB",
            description =
                    "Only records about the job to which Slurm or PBS gave this number, as in 1234"
                            + " or 1234_5.")
    private String managerJob;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Most records to print. Default: all.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--verify",
            description = "Print no record; check all of them and say what there is.")
    private boolean isVerifying;

    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JvmCheck.requireFlags();
        require(from >= 0, "--from=" + from + ", expected from 0");
        require(to >= from, "--to=" + to + ", expected at least --from=" + from);
        require(limit >= 0, "--limit=" + limit + ", expected from 0");
        return isVerifying ? verify() : print();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw Failure.usage(message);
        }
    }

    private int print() {
        RecordLines lines = new RecordLines(spec.commandLine().getOut(), kind, wanted(), limit);
        long damageCount;
        try (PrintStream target = new PrintStream(lines, false, StandardCharsets.UTF_8)) {
            damageCount = new JournalPrinter(target).print(directory, from, to);
        } catch (RecordLines.EnoughException e) {
            return ExitCode.OK;
        }
        if (damageCount > 0) {
            throw Failure.environment(
                    "the journal "
                            + directory
                            + " is damaged in "
                            + Text.count(damageCount)
                            + " places, printed above",
                    null);
        }
        return ExitCode.OK;
    }

    /** What a line has that is about the job that was asked for, or null. */
    private String wanted() {
        if (managerJob == null) {
            return null;
        }
        ManagerJob job = ManagerJob.of(managerJob);
        try (Journal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context().directory(directory).readOnly(true))) {
            return "jobId=" + job.idIn(journal, directory);
        }
    }

    private int verify() {
        JournalReport report = JournalVerifier.verify(directory);
        PrintWriter out = spec.commandLine().getOut();
        out.println("journal    " + directory);
        out.println(
                "entries    "
                        + Text.count(report.entryCount())
                        + ", positions "
                        + report.firstPosition()
                        + " to "
                        + report.lastPosition());
        if (report.firstPosition() > 0) {
            out.println(
                    "removed    positions 0 to "
                            + (report.firstPosition() - 1)
                            + ", behind snapshots");
        }
        out.println("decisions  of " + Text.count(report.decisionsCount()) + " entries");
        out.println("time       " + Text.days(report.lastTimeNs() - report.firstTimeNs()));
        out.println(
                "records    "
                        + ByteSize.text(report.length())
                        + " in "
                        + Text.count(report.segmentCount())
                        + " files");
        if (report.tornLength() > 0) {
            out.println(
                    "tail       "
                            + report.tornLength()
                            + " bytes of an append that never ended; the next writer removes them");
        }
        if (!report.isSound()) {
            throw Failure.environment(
                    "the journal " + directory + " is damaged " + report.damage(), null);
        }
        out.println("Sound: every record is as it was written, and none is missing.");
        return ExitCode.OK;
    }
}
